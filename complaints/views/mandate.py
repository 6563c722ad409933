"""Words for what was asked before and beside the story, the same for both its readers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.dateformat import format as day_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from complaints.domain import mandate
from complaints.domain.asking import Kind
from complaints.domain.mandate import Door, Hindrance
from complaints.domain.mandate import Question as Before
from complaints.forms.beginning import BODIES, COURTS
from complaints.models.choices import URGENCIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    from complaints.models import Question

YES, NO = _("Ya"), _("Tidak")
#: What was asked before the story, short, and what its answers mean.
BEFORE: dict[Before, tuple[str | Promise, dict[str, str | Promise]]] = {
    Before.TOLD_AGENCY: (_("Sudah mengeluh ke instansi"), {"yes": YES, "no": NO}),
    Before.RECENT: (
        _("Kejadian dalam dua tahun terakhir"),
        {"yes": YES, "no": NO, "unknown": _("Tidak ingat")},
    ),
    Before.COURT: (_("Ada di pengadilan"), {str(code): name for code, name in COURTS}),
    Before.SETTLED: (_("Sudah diselesaikan"), {"yes": YES, "no": NO}),
    Before.BODY: (_("Yang dilaporkan"), {str(code): name for code, name in BODIES}),
}
#: Why we may not be able to take it, in plain words.
HINDRANCES: dict[Hindrance, str | Promise] = {
    Hindrance.NOT_TOLD: _("Instansinya belum menerima keluhan Anda."),
    Hindrance.TOO_OLD: _("Kejadiannya lebih dari dua tahun lalu."),
    Hindrance.IN_COURT: _("Masalahnya sudah di tangan hakim."),
    Hindrance.SETTLED: _("Masalahnya sudah diselesaikan."),
    Hindrance.NOT_PUBLIC: _("Yang dilaporkan bukan layanan publik."),
}
#: Who can help, and how: the name of the door, what stands behind it, and its page.
DOORS: dict[Door, tuple[str | Promise, str | Promise, str]] = {
    Door.AGENCY_UNIT: (
        _("Unit pengaduan instansi itu sendiri"),
        _(
            "Setiap kantor layanan publik wajib punya petugas pengaduan. Minta tanda "
            "terima. Jika 14 hari tidak dijawab, kami bisa membantu."
        ),
        "",
    ),
    Door.SP4N: (
        _("SP4N-LAPOR!"),
        _(
            "Telepon atau SMS ke 1708. Keluhan diteruskan ke instansinya dalam 3 hari kerja."
        ),
        "",
    ),
    Door.COURT: (
        _("Pengadilan yang memeriksanya"),
        _(
            "Putusan hakim hanya bisa diubah lewat banding, kasasi, atau peninjauan "
            "kembali. Pos bantuan hukum di pengadilan membantu tanpa biaya."
        ),
        "",
    ),
    Door.CONSULTATION: (
        _("Konsultasi dengan kami"),
        _(
            "Telepon 137 atau datang ke kantor perwakilan. Petugas menjelaskan siapa "
            "yang bisa membantu. Gratis."
        ),
        "citizen:consult",
    ),
}


def lines(told: Mapping[str, Any]) -> list[tuple[str | Promise, str | Promise]]:
    """What was answered before the story, question by question."""
    return [
        (name, answers.get(told[question], told[question]))
        for question, (name, answers) in BEFORE.items()
        if told.get(question)
    ]


def ways(told: Mapping[str, Any], on: date) -> list[dict[str, Any]]:
    """Each hindrance with its law of that day and its doors; none if it is urgent."""
    law = mandate.requirements(on)
    return [
        {
            "why": HINDRANCES[found],
            "law": law.laws[found],
            "assumed": law.assumed,
            "doors": [DOORS[door] for door in mandate.DOORS[found]],
        }
        for found in mandate.hindrances(told)
    ]


def urgency_of(told: Mapping[str, Any]) -> str | Promise:
    """Why it is urgent, in words; nothing if it is not."""
    names: dict[str, str | Promise] = {str(code): name for code, name in URGENCIES}
    return names.get(told.get("urgency", ""), "")


def text_of(question: Question) -> str:
    """A question in the language in force."""
    return question.text_en if get_language() == "en" else question.text_id


def said(question: Question, value: str) -> str | Promise:
    """An answer as people read it."""
    if not value or question.kind in {Kind.TEXT, Kind.LONG}:
        return value
    if question.kind == Kind.YES_NO:
        return YES if value == "yes" else NO
    if question.kind == Kind.DATE:
        return day_format(date.fromisoformat(value), "j F Y")
    pair: list[str] = question.choices[int(value) - 1]
    return pair[1] if get_language() == "en" else pair[0]
