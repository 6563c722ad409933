"""One indicator, or one person who is asked, as an assessor fills it in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.domain.answering import AnswerKind, Told, UnusableAnswerError, figure
from compliance.forms.rounds import reason_field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.domain.answering import Question

#: So many may have been asked, at most, for one count.
MOST_OF = 1_000_000
ANSWER, OF = "jawab-", "dari-"
_YES_NO = ((1, _("Ya")), (0, _("Tidak")))
_SEEN = ((1, _("Ya, terlihat")), (0, _("Tidak")))
_FAULTS = {
    "outside": _("Angka ini di luar yang diterima indikator ini."),
    "whole": _("Tuliskan bilangan bulat."),
    "nobody": _("Tuliskan dari berapa."),
    "more_than_all": _("Tidak bisa lebih banyak dari semuanya."),
}


class AnswersOfForm(forms.Form):
    """Answers to questions, each under a name and a label of its own.

    ``asked`` by the name of the field: the question, its label and its hint. Nothing has
    to be filled in: what an assessor knows already is kept.
    """

    def __init__(
        self, *args: Any, asked: Mapping[str, tuple[Question, str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for name, (question, label, hint) in asked.items():
            self.fields[f"{ANSWER}{name}"] = _field(question, label, hint)
            if question.kind is AnswerKind.COUNT:
                self.fields[f"{OF}{name}"] = forms.IntegerField(
                    label=_("dari berapa"),
                    required=False,
                    min_value=1,
                    max_value=MOST_OF,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "8"}),
                    error_messages={"invalid": _("Tuliskan bilangan bulat.")},
                )

    def clean(self) -> None:
        super().clean()
        for name, (question, _label, _hint) in self.asked.items():
            told = self.of(name)
            if told is None and self.cleaned_data.get(f"{OF}{name}") is not None:
                self.add_error(f"{ANSWER}{name}", _("Tuliskan angka."))
            if told is not None and f"{ANSWER}{name}" not in self.errors:
                try:
                    figure(question, told)
                except UnusableAnswerError as error:
                    self.add_error(f"{ANSWER}{name}", _FAULTS[error.code])

    def of(self, name: str) -> Told | None:
        """What was answered there; None where the field is empty."""
        value = self.cleaned_data.get(f"{ANSWER}{name}")
        if value in {None, ""}:
            return None
        of = self.cleaned_data.get(f"{OF}{name}")
        return Told(Decimal(value), None if of is None else int(of))

    @property
    def told(self) -> dict[str, Told | None]:
        """All answers by the name of their field."""
        return {name: self.of(name) for name in self.asked}


class IndicatorForm(AnswersOfForm):
    """One indicator at a place: of the unit, or of each product that was drawn."""

    absent = forms.BooleanField(label=_("Tidak berlaku di sini"), required=False)
    photo = forms.FileField(
        label=_("Foto atau dokumen"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def __init__(self, *args: Any, may_be_absent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_absent:
            del self.fields["absent"]
        self.order_fields(
            [name for name in self.fields if name not in {"absent", "photo"}]
        )

    def clean(self) -> None:
        super().clean()
        nothing = not any(self.told.values()) and not self.cleaned_data.get("absent")
        if nothing and not self.errors and not self.cleaned_data.get("photo"):
            self.add_error(
                f"{ANSWER}{next(iter(self.asked))}", _("Pilih satu jawaban.")
            )


class SeenCorrectionForm(AnswersOfForm):
    """The answers of one indicator at one unit as they should have been, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    absent = forms.BooleanField(label=_("Tidak berlaku di sini"), required=False)
    reason = reason_field()

    def __init__(self, *args: Any, may_be_absent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_absent:
            del self.fields["absent"]
        self.order_fields(
            [name for name in self.fields if name not in {"absent", "reason"}]
        )


def initial_of(told: Mapping[str, Told], *, absent: bool = False) -> dict[str, Any]:
    """What the form starts with, from what is kept."""
    found: dict[str, Any] = {"absent": absent}
    for name, one in told.items():
        whole = one.value == one.value.to_integral_value()
        found[f"{ANSWER}{name}"] = int(one.value) if whole else one.value.normalize()
        found[f"{OF}{name}"] = one.of
    return found


def _field(question: Question, label: str, hint: str) -> forms.Field:
    if question.kind in {AnswerKind.YES_NO, AnswerKind.SEEN}:
        words = _SEEN if question.kind is AnswerKind.SEEN else _YES_NO
        return _choice(words, label, hint)
    if question.kind is AnswerKind.SCALE:
        return _choice([(n, n) for n in range(question.top + 1)], label, hint)
    return _number(label, hint)


def _choice(choices: Any, label: str, hint: str) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _number(label: Any, hint: str = "") -> forms.Field:
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        localize=True,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "8"}),
        error_messages={"invalid": _("Tuliskan angka.")},
    )
