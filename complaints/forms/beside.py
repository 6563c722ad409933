"""Beside the story: which substance, what this substance asks, and where it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from complaints.domain.asking import LONGEST, Kind
from complaints.domain.substances import UNKNOWN
from complaints.forms.citizen import DAYS
from complaints.forms.needed import needed
from complaints.selectors.choosing import place_of
from complaints.selectors.questions import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.domain.substances import Substance
    from complaints.models import Question

YES_NO = [("yes", _("Ya")), ("no", _("Tidak"))]


class SubstanceForm(forms.Form):
    """What it is about; the words of the story propose it.

    A draft that was begun under a version of the questions keeps it, as long as it is
    about the same.
    """

    substance = forms.ChoiceField(
        error_messages={
            "required": _("Pilih bidangnya, atau pilih “saya tidak tahu”."),
            "invalid_choice": _("Pilih bidangnya, atau pilih “saya tidak tahu”."),
        },
    )

    def __init__(
        self, data: Any, *, told: dict[str, Any], offered: Sequence[Substance]
    ) -> None:
        super().__init__(data, initial=told)
        self.told, self.offered = told, offered
        field = self.fields["substance"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.code, one.code) for one in offered]
        field.choices += [(UNKNOWN, UNKNOWN)]

    def clean(self) -> dict[str, Any]:
        chosen = (super().clean() or self.cleaned_data).get("substance")
        if chosen == self.told.get("substance") and "question_set" in self.told:
            return {"substance": chosen, "question_set": self.told["question_set"]}
        found = current(chosen) if chosen else None
        asks = found is not None and bool(found.questions.all())
        return {
            "substance": chosen,
            "question_set": found.pk if found and asks else None,
        }


def _name(question: Question) -> str:
    return f"q{question.pk}"


def _field(question: Question) -> forms.Field:
    english = get_language() == "en"
    told: dict[str, Any] = {
        "label": question.text_en if english else question.text_id,
        "required": question.required,
        "error_messages": {"required": _("Jawab pertanyaan ini.")},
    }
    match Kind(question.kind):
        case Kind.TEXT:
            return forms.CharField(max_length=LONGEST[Kind.TEXT], **told)
        case Kind.LONG:
            area = forms.Textarea(attrs={"rows": 3, "class": "short"})
            return forms.CharField(max_length=LONGEST[Kind.LONG], widget=area, **told)
        case Kind.DATE:
            told["error_messages"]["invalid"] = _("Tuliskan tanggal, contoh 9 3 2026.")
            day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            return forms.DateField(input_formats=DAYS, widget=day, **told)
        case Kind.YES_NO:
            choices: Sequence[Any] = YES_NO
        case Kind.CHOICE:
            choices = [
                (str(place), pair[english])
                for place, pair in enumerate(question.choices, start=1)
            ]
    radios = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
    return radios if question.required else needed(radios, _("boleh dikosongkan"))


class AskedForm(forms.Form):
    """The questions of one version, as its rows say."""

    def __init__(
        self, data: Any, *, questions: Sequence[Question], told: dict[str, Any]
    ) -> None:
        self.kept: dict[str, str] = told.get("asked", {})
        initial = {_name(one): self.kept.get(str(one.pk), "") for one in questions}
        super().__init__(data, initial=initial)
        self.questions = questions
        for one in questions:
            self.fields[_name(one)] = _field(one)

    def clean(self) -> dict[str, Any]:
        """What a draft keeps: the answers by question, and of which version they are.

        A day is kept as one, whatever way it was written.
        """
        told = super().clean() or self.cleaned_data
        given = {str(one.pk): _plain(told.get(_name(one))) for one in self.questions}
        of = self.questions[0].set_id if self.questions else None
        return {"asked": {**self.kept, **given}, "asked_set": of}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


class PlaceForm(forms.Form):
    """Where it happened: from a province down to a village, or in one's own words."""

    place_search = forms.CharField(
        label=_("Cari tempatnya"), required=False, max_length=120
    )
    region = forms.CharField(required=False, max_length=13)
    place = forms.CharField(
        label=_("Tempat persisnya, dengan kata Anda"),
        help_text=_("Contoh: loket lantai 2, dekat pasar lama."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        region = told.get("region")
        if not region or (region != UNKNOWN and place_of(region) is None):
            self.add_error(
                "place_search",
                _("Pilih tempat dari daftar, atau pilih “saya tidak tahu”."),
            )
        return told
