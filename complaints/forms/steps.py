"""Forms of the steps that a case takes beside its road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.agency import day_limits
from complaints.forms.office import SHORT, ActForm
from complaints.models.labels import CONTACT_WAYS

if TYPE_CHECKING:
    from datetime import date

CONTACT_DAY = _("Pelapor dihubungi antara hari laporan masuk dan hari ini.")


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """One day, with the control of the browser."""
    control = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=control)


class FastForm(ActForm):
    """Why a report cannot wait."""

    reason = forms.CharField(
        label=_("Mengapa mendesak"),
        help_text=_("Untuk kepala dan rekan Anda. Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=2000,
    )


class FirstContactForm(ActForm):
    """How the reporter of an urgent report was called upon, and what was said."""

    how = forms.ChoiceField(
        label=_("Cara menghubungi"),
        choices=list(CONTACT_WAYS.items()),
        widget=forms.RadioSelect,
    )
    on = day_field(_("Hari dihubungi"))
    text = forms.CharField(
        label=_("Yang dibicarakan"),
        help_text=_("Tersimpan sebagai catatan internal."),
        widget=SHORT,
        max_length=4000,
    )

    def __init__(self, *args: Any, first: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = first, today
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs |= day_limits(first, today)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        first, today = self.bounds
        if not first <= day <= today:
            raise forms.ValidationError(CONTACT_DAY)
        return day
