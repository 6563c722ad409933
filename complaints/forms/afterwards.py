"""What the reporter says after closing, and what the head answers."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.afterwards import Because, Solved
from complaints.forms.office import ActForm
from complaints.forms.once import OnceForm
from complaints.forms.papers import more_papers
from complaints.forms.spoken import SpokenForm
from complaints.models.labels import PROOF_LABELS
from complaints.models.ladder_labels import SEEN

STARS = [
    ("5", _("Sangat baik")),
    ("4", _("Baik")),
    ("3", _("Cukup")),
    ("2", _("Kurang")),
    ("1", _("Buruk")),
]
BECAUSE = [
    (Because.CLEAR, _("Penjelasannya jelas")),
    (Because.FAST, _("Cepat")),
    (Because.HEARD, _("Saya didengarkan")),
    (Because.UNCLEAR, _("Penjelasannya tidak jelas")),
    (Because.SLOW, _("Terlalu lama")),
    (Because.UNHEARD, _("Saya tidak didengarkan")),
]
SOLVED = [
    (Solved.YES, _("Ya, sudah selesai")),
    (Solved.PARTLY, _("Sebagian")),
    (Solved.NO, _("Belum")),
]


def _more(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
    )


class ServiceForm(SpokenForm):
    """How we served: one to five, why, and words."""

    stars = forms.TypedChoiceField(
        label=_("Nilai untuk layanan kami"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    because = forms.MultipleChoiceField(
        label=_("Mengapa?"),
        choices=BECAUSE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = _more(_("Ada yang ingin Anda tambahkan?"))


class OutcomeForm(SpokenForm):
    """Four weeks later: is it solved?"""

    solved = forms.ChoiceField(
        label=_("Keadaan masalah Anda sekarang"),
        choices=SOLVED,
        widget=forms.RadioSelect,
    )
    text = _more(_("Apa yang belum selesai?"))


class SeenForm(SpokenForm):
    """Whether an order that we verified is what the reporter sees."""

    seen = forms.ChoiceField(
        label=_("Apakah ini sesuai dengan yang Anda lihat?"),
        choices=list(SEEN.items()),
        error_messages={"required": _("Pilih apakah ini sesuai atau tidak.")},
        widget=forms.RadioSelect,
    )
    text = _more(_("Ceritakan yang Anda lihat"))


class ReopenForm(OnceForm):
    """Why a closed report should be looked at again, and what is new."""

    text = forms.CharField(
        label=_("Hal baru, atau yang keliru"),
        error_messages={"required": _("Tuliskan apa yang baru atau keliru.")},
        help_text=_("Contoh: surat baru dari instansi, atau masalahnya muncul lagi."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "short"}),
    )
    papers = more_papers()


class RenewForm(OnceForm):
    """How the giver of a new code made sure of the person."""

    proof = forms.ChoiceField(
        label=_("Cara memastikan orangnya"),
        choices=list(PROOF_LABELS.items()),
        widget=forms.RadioSelect,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ReopeningAnswerForm(ActForm):
    """The head's answer; the reporter reads its words."""

    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=[("grant", _("Ya, buka kembali")), ("refuse", _("Tidak"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Jawaban kepada pelapor"),
        help_text=_("Pelapor membaca kata-kata ini. Jangan menyebut orang lain."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "short"}),
    )
