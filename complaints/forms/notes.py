"""A note for colleagues, and whom it asks to look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.once import OnceForm

#: Of a colleague who may not see the case; the use case refuses him in the same words.
MENTION_UNKNOWN = _(
    "Salah satu yang dicentang tidak boleh melihat perkara ini. Catatan Anda masih di "
    "sini."
)
SHORT = forms.Textarea(attrs={"rows": 4, "class": "short"})


class NoteForm(OnceForm):
    """A note for colleagues."""

    text = forms.CharField(label=_("Catatan internal"), widget=SHORT, max_length=5000)
    mentioned = forms.TypedMultipleChoiceField(
        label=_("Minta dilihat oleh"),
        help_text=_(
            "Yang dicentang menemukan perkara ini di halaman Hari ini sampai membukanya."
        ),
        error_messages={"invalid_choice": MENTION_UNKNOWN},
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, people: list[tuple[int, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mentioned"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = people or []
        if not people:
            field.widget = forms.MultipleHiddenInput()
