"""The form in which an agency asks for more time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import SHORT
from complaints.forms.spoken import SpokenForm
from complaints.forms.steps import day_field

if TYPE_CHECKING:
    from complaints.models import CorrectiveAction


class TimeForm(SpokenForm):
    """Until when, and why."""

    until = day_field(
        _("Tanggal baru"),
        _("Hari kerja. Semua perpanjangan bersama paling lama 30 hari kerja."),
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca Ombudsman. Kepala kantor memutuskan."),
        widget=SHORT,
        max_length=2000,
    )

    def __init__(self, *args: Any, action: CorrectiveAction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if action.due_on is not None:
            self.fields["until"].widget.attrs["min"] = action.due_on.isoformat()
