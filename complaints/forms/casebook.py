"""What an officer wants in the case file that is made for him."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.spoken import SpokenForm


class CasebookForm(SpokenForm):
    """With or without what only the house may read."""

    notes = forms.BooleanField(
        label=_("Sertakan catatan internal"),
        help_text=_(
            "Jangan disertakan bila PDF ini akan dibaca orang di luar Ombudsman."
        ),
        required=False,
    )
