"""Forms with which a head gives cases to somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.office import SHORT
from complaints.forms.spoken import SpokenForm

#: To whom: each as the page suggests it.
EACH = ""


class HandOverForm(SpokenForm):
    """Why, and to whom all that is ticked goes, if it is one person."""

    everybody = forms.ChoiceField(label=_("Semua yang ditandai kepada"), required=False)
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Menjadi catatan internal di setiap perkara."),
        max_length=500,
        widget=SHORT,
    )

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["everybody"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(EACH, _("Masing-masing seperti di daftar")), *people]


def prefix_of(ref: str) -> str:
    """How the fields of one case are told from those of the others."""
    return f"c{ref}"


class PickForm(SpokenForm):
    """One case of the list: whether it goes, and to whom."""

    pick = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("Kepada"), required=False)

    def __init__(
        self,
        *args: Any,
        ref: str,
        called: str,
        people: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        kwargs["prefix"] = prefix_of(ref)
        super().__init__(*args, **kwargs)
        self.fields["pick"].label = _("Tandai %(case)s") % {"case": called}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Pilih petugas")), *people]
        field.label = _("Kepada siapa %(case)s") % {"case": called}
