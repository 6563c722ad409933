"""The form in which an agency asks for more time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import SHORT
from complaints.forms.spoken import SpokenForm
from complaints.forms.steps import day_field

if TYPE_CHECKING:
    from datetime import date

OF_ORDER = _("Hari kerja. Semua perpanjangan bersama paling lama 30 hari kerja.")
OF_ANSWER = _("Semua perpanjangan bersama paling lama 14 hari.")


class TimeForm(SpokenForm):
    """Until when, and why; ``limit`` says how long it may become."""

    until = day_field(_("Tanggal baru"))
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca Ombudsman. Kepala kantor memutuskan."),
        widget=SHORT,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, due_on: date | None, limit: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = limit
        if due_on is not None:
            self.fields["until"].widget.attrs["min"] = due_on.isoformat()
