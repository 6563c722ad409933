"""The form of one node: a group, or a question with how it is answered."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.domain.answering import AnswerKind, Band, Per, Question
from compliance.domain.instrument import COMPONENTS, MOST_ASKED, TOPS, question_fault
from compliance.forms.instruments import EditionForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.models import MethodologyNode

#: The field to which a fault of the question belongs.
_FAULTY_FIELD = {"top": "top", "bands": "bands", "per": "per", "wanted": "wanted"}


class NodeForm(EditionForm):
    """What a node is called, what it weighs, and how it is answered."""

    name_id = forms.CharField(
        label=_("Nama dalam bahasa Indonesia"),
        max_length=120,
        error_messages={"required": _("Tuliskan nama dalam bahasa Indonesia.")},
    )
    name_en = forms.CharField(
        label=_("Nama dalam bahasa Inggris"),
        max_length=120,
        error_messages={"required": _("Tuliskan nama dalam bahasa Inggris.")},
    )
    hint_id = forms.CharField(
        label=_("Petunjuk untuk penilai, Indonesia"), max_length=160, required=False
    )
    hint_en = forms.CharField(
        label=_("Petunjuk untuk penilai, Inggris"), max_length=160, required=False
    )
    weight = forms.DecimalField(
        label=_("Bobot dalam persen"),
        help_text=_("Persen dari yang di atasnya; satu tingkat berjumlah 100."),
        required=False,
        localize=True,
        min_value=Decimal("0.0001"),
        max_value=Decimal(100),
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "8"}),
        error_messages={"invalid": _("Tuliskan angka, contoh 21,85.")},
    )
    assumed = forms.BooleanField(label=_("Bobot ini asumsi"), required=False)
    answer = forms.ChoiceField(label=_("Cara menjawab"), required=False)
    per = forms.ChoiceField(label=_("Ditanyakan untuk"), required=False)
    top = forms.IntegerField(
        label=_("Angka tertinggi skala"),
        help_text=_("Hanya untuk skala: 2 sampai 10. Angka terendah selalu 0."),
        required=False,
        min_value=TOPS.start,
        max_value=TOPS.stop - 1,
    )
    bands = forms.CharField(
        label=_("Nilai tiap rentang angka"),
        help_text=_(
            "Hanya untuk angka dengan rentang. Satu baris satu rentang: batas bawah,"
            " titik dua, nilainya. Contoh 0: 100, lalu 8: 50, lalu 15: 0."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "tn"}),
        max_length=400,
    )
    wanted = forms.IntegerField(
        label=_("Orang yang diwawancara di tiap unit"),
        help_text=_("Hanya untuk petugas dan pengguna, contoh 4 petugas, 30 pengguna."),
        required=False,
        min_value=1,
        max_value=MOST_ASKED,
    )
    least = forms.IntegerField(
        label=_("Paling sedikit orang"),
        help_text=_(
            "Di bawah ini jawabannya tidak dipakai: tidak diketahui, bukan nol."
        ),
        required=False,
        min_value=1,
        max_value=MOST_ASKED,
    )
    may_be_absent = forms.BooleanField(
        label=_("Penilai boleh menjawab “tidak berlaku di sini”"),
        help_text=_("Bobotnya lalu dibagi kepada yang lain di tingkat yang sama."),
        required=False,
    )
    evidence_id = forms.CharField(
        label=_("Bukti yang diminta, Indonesia"), max_length=160, required=False
    )
    evidence_en = forms.CharField(
        label=_("Bukti yang diminta, Inggris"), max_length=160, required=False
    )
    law = forms.CharField(
        label=_("Dasar hukum"),
        help_text=_("Contoh UU 25/2009 Pasal 21 huruf d."),
        max_length=160,
        required=False,
    )
    component = forms.TypedChoiceField(
        label=_("Komponen standar pelayanan (UU 25/2009 Pasal 21)"),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self,
        *args: Any,
        kinds: Mapping[str, object],
        pers: Mapping[str, object],
        components: Mapping[int, object],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        group = ("", _("tidak dijawab, hanya kelompok"))
        choices = {
            "answer": [group, *kinds.items()],
            "per": [("", "-"), *pers.items()],
            "component": [("", "-")]
            + [(n, f"{n}. {components[n]}") for n in COMPONENTS],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def clean_bands(self) -> list[list[str]]:
        """Pairs of edge and figure, as text, the lowest first."""
        lines = self.cleaned_data["bands"].splitlines()
        pairs = sorted(_pair(line) for line in lines if line.strip())
        return [[str(lower), str(figure)] for lower, figure in pairs]

    def clean(self) -> None:
        super().clean()
        if self.errors or not self.cleaned_data["answer"]:
            return
        if not self.cleaned_data["per"]:
            self.add_error("per", _("Pilih untuk apa atau siapa ini ditanyakan."))
        elif wrong := question_fault(self.question):
            self.add_error(_FAULTY_FIELD[wrong], _FAULTS[wrong])

    @property
    def question(self) -> Question:
        """How it is answered, from the cleaned fields."""
        told = self.cleaned_data
        return Question(
            kind=AnswerKind(told["answer"]),
            per=Per(told["per"]),
            top=told["top"] or 0,
            bands=tuple(Band(Decimal(a), Decimal(b)) for a, b in told["bands"]),
            wanted=told["wanted"] or 1,
            least=told["least"] or 1,
            may_be_absent=told["may_be_absent"],
        )

    @property
    def told(self) -> dict[str, Any]:
        """By the names of the columns; what this kind of answer needs not is empty."""
        told = {name: v for name, v in self.cleaned_data.items() if name != "edition"}
        group = {"per": "", "evidence_id": "", "evidence_en": ""}
        empty = {} if told["answer"] else group
        return told | {
            "wanted": told["wanted"] or 1,
            "least": told["least"] or 1,
            "top": told["top"] if told["answer"] == AnswerKind.SCALE else None,
            "bands": told["bands"] if told["answer"] == AnswerKind.BANDS else [],
            **empty,
        }


_FAULTS = {
    "top": _("Tuliskan angka tertinggi skala, 2 sampai 10."),
    "bands": _(
        "Tuliskan paling sedikit dua rentang, mulai dari 0, nilainya 0 sampai 100 dan"
        " searah: naik terus atau turun terus."
    ),
    "per": _("Angka 0 sampai 100 diisi per instansi, jawaban lain di unit."),
    "wanted": _("Jumlah orang hanya untuk petugas dan pengguna, paling sedikit 1."),
}


def initial_of(node: MethodologyNode) -> dict[str, Any]:
    """What the form of an existing node starts with."""
    names = [name for name in NodeForm.base_fields if name not in {"edition", "bands"}]
    told = {name: getattr(node, name) for name in names}
    lines = "\n".join(f"{lower}: {figure}" for lower, figure in node.bands)
    asked = {} if node.per in {Per.STAFF, Per.USER} else {"wanted": None, "least": None}
    return told | asked | {"bands": lines}


def _pair(line: str) -> tuple[Decimal, Decimal]:
    lower, colon, figure = line.partition(":")
    try:
        pair = Decimal(_plain(lower)), Decimal(_plain(figure))
    except InvalidOperation:
        pair = None
    if not colon or pair is None or not all(one.is_finite() for one in pair):
        raise forms.ValidationError(
            _("Baris ini tidak terbaca: %(line)s. Contoh 0: 100."),
            params={"line": line},
        )
    return pair


def _plain(text: str) -> str:
    return text.strip().replace(",", ".")
