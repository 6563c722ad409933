"""Forms by which the people of an agency divide its duties, and say who is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.spoken import SpokenForm

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = forms.DateInput(attrs={"type": "date"})


class HandForm(SpokenForm):
    """To which colleague, with what word."""

    to = forms.TypedChoiceField(
        label=_("Serahkan kepada"), coerce=int, widget=forms.RadioSelect
    )
    word = forms.CharField(
        label=_("Pesan singkat"),
        help_text=_("Dibaca rekan di instansi Anda saja."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = people


class AwayForm(SpokenForm):
    """From when until when he is away, and who takes care of his duties."""

    first = forms.DateField(label=_("Hari pertama"), widget=DAY)
    last = forms.DateField(label=_("Hari terakhir"), widget=DAY)
    deputy = forms.TypedChoiceField(
        label=_("Wakil"),
        help_text=_(
            "Rekan di instansi yang sama, dengan peran yang sama dan untuk semua unit Anda."
        ),
        coerce=int,
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["deputy"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Pilih")), *people]
