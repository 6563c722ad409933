"""The administrator's page: every question of a substance in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from complaints.domain.asking import MOST, Kind
from complaints.models.choices import QUESTION_KINDS
from complaints.services.questioning import Wording

if TYPE_CHECKING:
    from complaints.models import QuestionSet

#: Empty rows below those that are there.
MORE = 2
SHORTEST_LIST = 2


class IfUsed(forms.CharField):
    """Asked of every row that holds a question."""

    needed_when = _("bila baris ini dipakai")


class IfChosen(forms.CharField):
    """Asked of a question whose answer is chosen from a list."""

    needed_when = _("bila “pilih satu”")


def _lines(label: Any) -> IfChosen:
    return IfChosen(
        label=label,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
    )


class QuestionForm(forms.Form):
    """One question. A row in which nothing is written is none."""

    text_id = IfUsed(
        label=_("Pertanyaan, bahasa Indonesia"), required=False, max_length=200
    )
    text_en = IfUsed(
        label=_("Pertanyaan, bahasa Inggris"), required=False, max_length=200
    )
    kind = forms.ChoiceField(label=_("Cara menjawab"), choices=QUESTION_KINDS)
    choices_id = _lines(_("Pilihan, bahasa Indonesia, satu per baris"))
    choices_en = _lines(_("Pilihan, bahasa Inggris, satu per baris"))
    required = forms.BooleanField(label=_("Wajib dijawab"), required=False)
    place = forms.IntegerField(
        label=_("Urutan"), min_value=1, max_value=99, required=False
    )
    remove = forms.BooleanField(label=_("Hapus pertanyaan ini"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.is_left_out():
            return told
        for name in ("text_id", "text_en"):
            if not told.get(name) and name not in self.errors:
                self.add_error(name, _("Tulis pertanyaannya dalam kedua bahasa."))
        if told.get("kind") == Kind.CHOICE:
            ours, theirs = _listed(told, "choices_id"), _listed(told, "choices_en")
            if len(ours) < SHORTEST_LIST:
                self.add_error("choices_id", _("Tulis sedikitnya dua pilihan."))
            if len(ours) != len(theirs):
                self.add_error(
                    "choices_en", _("Banyaknya pilihan harus sama di kedua bahasa.")
                )
        return told

    def is_left_out(self) -> bool:
        """Taken out by hand, or never filled in."""
        told = self.cleaned_data
        written = ("text_id", "text_en", "choices_id", "choices_en")
        return bool(told.get("remove")) or not any(told.get(name) for name in written)

    def wording(self) -> Wording:
        """The question of a valid row."""
        told = self.cleaned_data
        pairs: tuple[tuple[str, str], ...] = ()
        if told["kind"] == Kind.CHOICE:
            pairs = tuple(
                zip(
                    _listed(told, "choices_id"),
                    _listed(told, "choices_en"),
                    strict=True,
                )
            )
        return Wording(
            kind=Kind(told["kind"]),
            text_id=told["text_id"],
            text_en=told["text_en"],
            required=told["required"],
            choices=pairs,
        )


def _listed(told: dict[str, Any], name: str) -> list[str]:
    lines = [line.strip() for line in str(told.get(name) or "").splitlines()]
    return [line for line in lines if line]


class VersionForm(forms.Form):
    """Which draft the page showed; 0 where there was none."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


Rows = formset_factory(
    QuestionForm, formset=BaseFormSet, extra=MORE, max_num=MOST + MORE, absolute_max=40
)


def rows_of(found: QuestionSet | None, data: Any = None) -> BaseFormSet[QuestionForm]:
    """The rows of a version, and two more; or what was typed."""
    questions = found.questions.all() if found else ()
    initial = [
        {
            "text_id": one.text_id,
            "text_en": one.text_en,
            "kind": one.kind,
            "required": one.required,
            "place": one.position,
            "choices_id": "\n".join(pair[0] for pair in one.choices),
            "choices_en": "\n".join(pair[1] for pair in one.choices),
        }
        for one in questions
    ]
    return Rows(data, initial=initial, prefix="q")


def wordings(rows: BaseFormSet[QuestionForm]) -> list[Wording]:
    """The questions of valid rows by the places that were typed; the rest behind them."""
    kept = [row for row in rows if not row.is_left_out()]
    kept.sort(key=lambda row: row.cleaned_data.get("place") or 99)
    return [row.wording() for row in kept]
