"""The letters of a case, sent and received, and what a letter on paper may answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from complaints.domain.activities import Kind
from complaints.domain.corrective import OPEN_FOR_EVIDENCE
from complaints.models import (
    Activity,
    CaseFile,
    CaseLetter,
    Clarification,
    CorrectiveAction,
    PaperLetter,
)
from complaints.models.owed import OWED

if TYPE_CHECKING:
    from uuid import UUID

    from complaints.models import Case


@dataclass(frozen=True, slots=True)
class Request:
    """What the agency owes us an answer to, or the proof that it did it."""

    row: Clarification | Activity | CorrectiveAction

    @property
    def ref(self) -> UUID:
        return self.row.ref

    @property
    def letter_id(self) -> int | None:
        """The letter that asked; an action stands in a report that was received."""
        return None if isinstance(self.row, CorrectiveAction) else self.row.letter_id

    @property
    def clarification(self) -> Clarification | None:
        return self.row if isinstance(self.row, Clarification) else None

    @property
    def activity(self) -> Activity | None:
        return self.row if isinstance(self.row, Activity) else None

    @property
    def action(self) -> CorrectiveAction | None:
        return self.row if isinstance(self.row, CorrectiveAction) else None


def open_requests(case: Case) -> list[Request]:
    """What the agency was asked in writing and has not answered, in a case that is open.

    Late is no never: an answer to a request whose time is over is still one.
    """
    if case.closed_at is not None:
        return []
    asked = case.clarifications.filter(
        letter__isnull=False, answered_at=None, withdrawn_at=None
    )
    papers = case.activities.filter(
        kind=Kind.DOCUMENTS, letter__isnull=False, answered_at=None, ended_at=None
    )
    rows: list[Clarification | Activity | CorrectiveAction] = []
    rows += asked.order_by("turn")
    rows += papers.order_by("id")
    if case.state in OPEN_FOR_EVIDENCE:
        rows += case.actions.filter(
            OWED, received_on__isnull=False, lhp__replaced_by=None
        ).order_by("n")
    return [Request(row) for row in rows]


def unproved(case: Case) -> list[CaseLetter]:
    """Letters that nobody opened in the portal and that have no proof on paper yet."""
    rows = case.letters.filter(opened_on=None, signed_on=None, answered_on=None)
    return list(rows.select_related("letter").order_by("-id"))


def proved(case: Case) -> list[CaseLetter]:
    """Letters that were handed over on paper, the newest first."""
    rows = case.letters.filter(signed_on__isnull=False).select_related("letter")
    return list(rows.order_by("-id"))


def may_be_proved(row: CaseLetter) -> bool:
    """The same of one letter that was read already."""
    return row.opened_on is None and row.signed_on is None and row.answered_on is None


def sent(case: Case) -> list[CaseLetter]:
    """Every letter of ours, the newest first, with its proofs and what was put right."""
    rows = case.letters.select_related("letter")
    rows = rows.prefetch_related(_pictures("proofs"), "corrections__by")
    return list(rows.order_by("-id"))


def came(case: Case) -> list[PaperLetter]:
    """Every letter that came on paper, the newest first, with its pictures and what was
    put right."""
    rows = case.papers.select_related("kept_by", "clarification", "activity", "action")
    rows = rows.prefetch_related(_pictures("files"), "corrections__by")
    return list(rows.order_by("-arrived_on", "-id"))


def _pictures(name: str) -> Prefetch[Any]:
    """Files, each with its case: whose it is decides how it is called."""
    return Prefetch(name, CaseFile.objects.select_related("file", "case"))
