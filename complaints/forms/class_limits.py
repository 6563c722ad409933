"""The administrator's page of the limits by class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.limits import Limits, most, too_long
from complaints.domain.states import CaseClass
from complaints.forms.office import SHORT
from complaints.forms.spoken import SpokenForm
from complaints.forms.steps import day_field
from complaints.models.choices import CLASSES

if TYPE_CHECKING:
    from complaints.selectors.limits import Edited

TOO_LONG = _("Paling lama %(days)s hari, menurut %(law)s.")


class LimitsForm(SpokenForm):
    """Calendar days for each class, from which day on, and why."""

    starts_on = day_field(
        _("Hari pertama"),
        _(
            "Untuk laporan yang diregistrasi mulai hari itu. Paling cepat besok, paling "
            "lambat setahun lagi; yang sudah diregistrasi tidak berubah. Versi yang belum "
            "mulai digantikan bila versi ini mulai lebih dulu atau pada hari yang sama."
        ),
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tersimpan pada versi ini; dibaca administrator lain."),
        widget=SHORT,
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in CLASSES:
            term = most(CaseClass(code))
            self.fields[code] = forms.IntegerField(
                label=_("%(name)s, hari kalender") % {"name": name},
                help_text=TOO_LONG % {"days": term.amount, "law": term.law},
                min_value=1,
            )
        self.order_fields([*(code for code, _name in CLASSES), "starts_on", "reason"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for each in CaseClass:
            if too_long(each, told.get(each, 0)):
                term = most(each)
                said = TOO_LONG % {"days": term.amount, "law": term.law}
                self.add_error(each, said)
        return told

    def limits(self) -> Limits:
        """What the use case wants."""
        return Limits(*(self.cleaned_data[each] for each in CaseClass))


def filled(found: Edited) -> dict[str, Any]:
    """What the form holds when it opens: the draft, or what counts today."""
    shown = found.draft.limits if found.draft else found.now
    given: dict[str, Any] = {each.value: shown.days(each) for each in CaseClass}
    if found.draft:
        given |= {"starts_on": found.draft.starts_on, "reason": found.draft.reason}
    return given
