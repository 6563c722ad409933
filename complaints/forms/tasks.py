"""The form with which somebody is given a task in a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.citizen import DAYS
from complaints.forms.spoken import SpokenForm


class TaskForm(SpokenForm):
    """What is to be done, by whom, until when."""

    text = forms.CharField(label=_("Yang harus dikerjakan"), max_length=200)
    whom = forms.ChoiceField(label=_("Untuk siapa"), required=False)
    due_on = forms.DateField(
        label=_("Selesai paling lambat"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Tuliskan tanggal, contoh 9 3 2026.")},
    )

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["whom"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Pemegang perkara")), *people]

    @property
    def whom_id(self) -> int | None:
        """Whom it was given to by name."""
        return int(self.cleaned_data["whom"] or 0) or None
