"""Forms of the office: shape only; rights and law are the use case's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.domain.states import CaseClass, Reason
from complaints.forms.once import OnceForm
from complaints.forms.spoken import SpokenForm
from complaints.models.choices import CLASSES, REASONS
from complaints.models.labels import (
    FORMAL_LABELS,
    MATERIAL_LABELS,
    ORIGINAL_PURPOSES,
    PURPOSE_LABELS,
)

TEXT = forms.Textarea(attrs={"rows": 8})
SHORT = forms.Textarea(attrs={"rows": 4, "class": "short"})
YES_NO = [("yes", _("Ya")), ("no", _("Tidak"))]


class ActForm(SpokenForm):
    """Base of every act on a case: the version of the page it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ChecklistForm(ActForm):
    """One yes-or-no question per line of a check, each with room for a note."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in self.labels.items():
            self.fields[key] = forms.ChoiceField(
                label=label, choices=YES_NO, widget=forms.RadioSelect
            )
            self.fields[f"{key}_note"] = forms.CharField(
                label=_("Catatan"), required=False, max_length=500
            )

    def answers(self) -> dict[str, tuple[bool, str]]:
        """Every line with its answer and note, as the use case wants them."""
        data = self.cleaned_data
        return {key: (data[key] == "yes", data[f"{key}_note"]) for key in self.labels}


class AnswerForm(ActForm):
    """The answer to a consultation."""

    text = forms.CharField(
        label=_("Jawaban"),
        help_text=_("Penanya membacanya. Jangan menyebut orang lain."),
        max_length=8000,
        widget=TEXT,
    )


class FormalForm(ChecklistForm):
    """The formal check: what UU 37/2008 art. 24 asks for."""

    labels = FORMAL_LABELS


class MaterialForm(ChecklistForm):
    """The material check: the six questions before we may take a report."""

    labels = MATERIAL_LABELS


class RegisterForm(ActForm):
    """The plenary's decision to register."""

    case_class = forms.ChoiceField(
        label=_("Klasifikasi"), choices=CLASSES, widget=forms.RadioSelect
    )


class AssignForm(ActForm):
    """Which examiner gets the case; the choices are set by the view."""

    examiner = forms.ChoiceField(label=_("Pemeriksa"))

    def __init__(
        self,
        *args: Any,
        examiners: list[tuple[int, str]],
        registers: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["examiner"] = forms.ChoiceField(
            label=_("Pemeriksa"), choices=examiners
        )
        if registers:
            self.fields["case_class"] = RegisterForm.base_fields["case_class"]

    def case_class(self) -> CaseClass | None:
        """The class, where the same act registers the case."""
        given = self.cleaned_data.get("case_class")
        return CaseClass(given) if given else None


class ClarificationForm(ActForm):
    """Numbered questions to the agency."""

    summary = forms.CharField(
        label=_("Ringkasan masalah untuk instansi"),
        help_text=_(
            "Tulis ulang dengan bahasa netral, tanpa nama, alamat, atau nomor pelapor. "
            "Uraian asli tidak pernah dikirim."
        ),
        widget=SHORT,
        max_length=5000,
    )
    questions = forms.CharField(
        label=_("Pertanyaan kepada instansi"),
        help_text=_(
            "Satu pertanyaan satu baris; nomornya kami beri. "
            "Jangan menyebut nama pelapor."
        ),
        widget=TEXT,
        max_length=10000,
    )


class ResultForm(ActForm):
    """What the reporter is told before the LHP."""

    text = forms.CharField(
        label=_("Hasil sementara untuk pelapor"), widget=TEXT, max_length=10000
    )


def _fitting(reasons: frozenset[Reason]) -> list[tuple[str, Any]]:
    return [(value, label) for value, label in REASONS if value in reasons]


UNFIT = _("Alasan ini tidak cocok dengan tahap perkara.")


class CloseForm(ActForm):
    """The one reason for which a case is closed; only those that fit its stage."""

    reason = forms.ChoiceField(label=_("Alasan"))

    def __init__(self, *args: Any, reasons: frozenset[Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Alasan"),
            choices=[("", _("Pilih alasan")), *_fitting(reasons)],
            error_messages={"invalid_choice": UNFIT},
        )

    def clean_reason(self) -> Reason:
        return Reason(self.cleaned_data["reason"])


class MessageForm(OnceForm):
    """A message to the reporter."""

    text = forms.CharField(
        label=_("Pesan kepada pelapor"), widget=SHORT, max_length=5000
    )


class AskForm(OnceForm):
    """One thing that the reporter alone knows."""

    text = forms.CharField(
        label=_("Pertanyaan kepada pelapor"), widget=SHORT, max_length=1000
    )


class IdentityForm(SpokenForm):
    """Why the identity is opened."""

    purpose = forms.ChoiceField(
        label=_("Tujuan"), choices=[*PURPOSE_LABELS.items()], widget=forms.RadioSelect
    )


class OriginalForm(SpokenForm):
    """Why a file is opened as it came."""

    purpose = forms.ChoiceField(
        label=_("Tujuan"),
        choices=[*ORIGINAL_PURPOSES.items()],
        widget=forms.RadioSelect,
    )
