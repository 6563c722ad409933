"""A note for colleagues, and whom it asks to look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.mentioning import addressed
from complaints.forms.once import OnceForm

#: Of a colleague who may not see the case; the use case refuses him in the same words.
MENTION_UNKNOWN = _(
    "Salah satu yang dicentang tidak boleh melihat perkara ini. Catatan Anda masih di "
    "sini."
)
#: Of a name after an ``@``: nobody's, or more than one colleague's.
NOBODY = _(
    "Tidak ada rekan bernama @%(name)s yang boleh melihat perkara ini. Centang namanya "
    "di bawah, atau tulis tanpa tanda @."
)
MANY = _(
    "Lebih dari satu rekan bernama @%(name)s. Tulis nama lengkapnya, atau centang di "
    "bawah."
)
SHORT = forms.Textarea(attrs={"rows": 4, "class": "short"})


class NoteForm(OnceForm):
    """A note for colleagues."""

    text = forms.CharField(label=_("Catatan internal"), widget=SHORT, max_length=5000)
    mentioned = forms.TypedMultipleChoiceField(
        label=_("Minta dilihat oleh"),
        help_text=_(
            "Yang dicentang, atau disebut dengan @nama dalam catatan, menemukan perkara "
            "ini di halaman Hari ini sampai membukanya."
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
        self.people = people or []
        field.choices = self.people
        if not people:
            field.widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        """Whoever stands in the text after an ``@`` is asked like whoever is ticked."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        named = addressed(told.get("text", ""), self.people)
        for sentence, names in ((NOBODY, named.unknown), (MANY, named.ambiguous)):
            for name in names:
                self.add_error("text", str(sentence) % {"name": name})
        ticked = told.get("mentioned", [])
        told["mentioned"] = [*ticked, *(pk for pk in named.people if pk not in ticked)]
        return told
