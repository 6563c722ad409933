"""What a refusal says about the report of examination (LHP)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.lhp import FINDING_UNKNOWN

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_LHP: dict[str, _StrPromise] = {
    "no_lhp": _("LHP belum disusun."),
    "no_finding": _("Sebutkan sedikitnya satu bentuk maladministrasi."),
    "actions_without_finding": _(
        "Tindakan korektif hanya bila ditemukan maladministrasi."
    ),
    "finding_without_reason": _("Tulis alasan setiap temuan."),
    "finding_unknown": FINDING_UNKNOWN,
    "no_action_without_reason": _(
        "Tulis sedikitnya satu tindakan korektif, atau mengapa tidak ada."
    ),
    "no_action_beside_actions": _(
        "Alasan tanpa tindakan korektif hanya bila ditemukan dan tidak ada tindakan."
    ),
}
