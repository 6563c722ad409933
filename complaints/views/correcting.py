"""Acts that put right what was written down wrong about a letter on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.dateformat import format as day_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.domain.calendar import legal_day
from complaints.domain.correspondence import Side
from complaints.forms.correspondence import RightPaperForm, RightProofForm
from complaints.models.labels import SIDES
from complaints.selectors import correspondence as letters
from complaints.services.correcting import Right, correct_paper, correct_proof
from complaints.views.act import Act
from complaints.views.paper import name_of_letter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.models import Case, LetterCorrection, PaperLetter

RIGHT_PROOF, RIGHT_PAPER = "betulkan-tanda-terima", "betulkan-surat-masuk"


def _proof(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return correct_proof(
        ref=case.ref,
        version=told["version"],
        letter=UUID(told["letter"]),
        signed_on=told["day"],
        reason=told["reason"],
        actor=actor,
        now=now,
    )


def _paper(case: Case, form: Any, actor: Actor, now: datetime) -> object:
    told = form.cleaned_data
    return correct_paper(
        ref=case.ref,
        version=told["version"],
        paper=UUID(told["letter"]),
        right=Right(told["day"], Side(told["side"]), told["reason"]),
        actor=actor,
        now=now,
    )


def choices(slug: str, case: Case, now: datetime, letter: str) -> dict[str, Any]:
    """The letters that may be put right, and what is written now of the chosen one."""
    rows: list[tuple[str, str]] = []
    written: dict[str, dict[str, Any]] = {}
    if slug == RIGHT_PROOF:
        for row in letters.proved(case):
            rows.append((str(row.ref), _dated(name_of_letter(row), row.signed_on)))
            written[str(row.ref)] = {"day": row.signed_on}
    else:
        for paper in letters.came(case):
            rows.append((str(paper.ref), _dated(_of_paper(paper), paper.arrived_on)))
            written[str(paper.ref)] = {"day": paper.arrived_on, "side": paper.side}
    today = legal_day(now, case.office.zone)
    chosen = written.get(letter, {})
    return {"letters": rows, "letter": letter, "written": chosen, "today": today}


def _dated(name: str, day: date | None) -> str:
    told = {"name": name, "day": day_format(day, "j F Y") if day else ""}
    return gettext("%(name)s · tertulis %(day)s") % told


def _of_paper(row: PaperLetter) -> str:
    parts = (str(SIDES[Side(row.side)]), row.number, row.text[:60])
    return " · ".join(part for part in parts if part)


def lines(rows: Iterable[LetterCorrection]) -> list[dict[str, Any]]:
    """What stood there before, as the page of letters tells it."""
    return [
        {
            "row": row,
            "side": SIDES[Side(row.side_before)] if row.side_before != row.side else "",
            "day": row.day_before if row.day_before != row.day else None,
            "counted": row.counted_before
            if row.counted_before != row.counted
            else None,
        }
        for row in rows
    ]


CORRECTING = (
    Act(
        RIGHT_PROOF,
        _("Betulkan tanggal tanda terima"),
        RightProofForm,
        _proof,
        _(
            "Yang berjalan sejak surat diterima dihitung lagi dari tanggal yang benar, dan "
            "yang membaca batas waktunya diberi tahu. Tanggal lama tetap terbaca."
        ),
    ),
    Act(
        RIGHT_PAPER,
        _("Betulkan catatan surat masuk"),
        RightPaperForm,
        _paper,
        _(
            "Bila surat itu menjawab permintaan, jawabannya ikut berpindah ke tanggal yang "
            "benar. Catatan lama tetap terbaca."
        ),
    ),
)
