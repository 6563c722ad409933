"""Acts on what has not left the house yet: whom it is about, and what goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.forms import before_sending as forms
from complaints.services import naming, returning
from complaints.views.act import Act

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case

NAMING = "terlapor"
RETURN = "kembalikan-konsep"


def _name(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    body = form.cleaned_data["body"]
    return naming.name_agency(
        ref=case.ref,
        version=form.cleaned_data["version"],
        agency_id=body.agency_id,
        unit_id=body.unit_id,
        actor=actor,
        now=now,
    )


def _return(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return returning.send_back_draft(
        ref=case.ref,
        version=form.cleaned_data["version"],
        reason=form.cleaned_data["reason"],
        remarks=form.remarks(),
        actor=actor,
        now=now,
    )


BEFORE_SENDING = (
    Act(
        NAMING,
        _("Tetapkan instansi terlapor"),
        forms.NamingForm,
        _name,
        _("Cari di daftar instansi. Benturan kepentingan diperiksa lebih dulu."),
    ),
    Act(
        RETURN,
        _("Kembalikan konsep kepada penyusun"),
        forms.ReturnForm,
        _return,
        _("Tulisan penyusun tetap ada; ia membaca alasan Anda dan menyusun lagi."),
    ),
)
