"""Acts on a consultation: answer it, or turn it into what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.forms.office import ActForm, AnswerForm
from complaints.services import consulting
from complaints.views.act import Act

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case


def _answer(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return consulting.answer_consultation(
        ref=case.ref,
        version=form.cleaned_data["version"],
        text=form.cleaned_data["text"],
        actor=actor,
        now=now,
    )


def _to_consultation(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return consulting.turn_to_consultation(
        ref=case.ref, version=form.cleaned_data["version"], actor=actor, now=now
    )


def _to_report(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    return consulting.turn_to_report(
        ref=case.ref, version=form.cleaned_data["version"], actor=actor, now=now
    )


CONSULTING = (
    Act(
        "jawab-konsultasi",
        _("Jawab konsultasi"),
        AnswerForm,
        _answer,
        _("Penanya membaca jawaban Anda di halamannya. Konsultasi lalu selesai."),
        grave=True,
    ),
    Act(
        "jadi-konsultasi",
        _("Jadikan konsultasi"),
        ActForm,
        _to_consultation,
        _(
            "Untuk pertanyaan, dijawab dalam 5 hari kerja. Setelah verifikasi dimulai "
            "hanya bila pelapor setuju."
        ),
    ),
    Act(
        "jadi-laporan",
        _("Jadikan laporan"),
        ActForm,
        _to_report,
        _("Batas waktu laporan dihitung sejak hari ini."),
    ),
)
