"""What a page says when a fast response cannot be proposed, decided or begun so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.steps import CONTACT_DAY

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_FAST: dict[str, str | _StrPromise] = {
    "nothing_to_confirm": _("Tidak ada respons cepat yang menunggu persetujuan."),
    "fast_proposed": _(
        "Respons cepat sudah diusulkan untuk perkara ini. Tunggu putusan kepala."
    ),
    "no_fast_proposed": _("Tidak ada usul respons cepat yang menunggu putusan."),
    "called_already": _("Pelapor sudah dihubungi, atau tidak perlu dihubungi lagi."),
    "contact_day": CONTACT_DAY,
}
