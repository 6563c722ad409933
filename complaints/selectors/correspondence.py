"""The letters of a case, sent and received, and what a letter on paper may answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.activities import Kind
from complaints.models import Activity, CaseLetter, Clarification, PaperLetter

if TYPE_CHECKING:
    from uuid import UUID

    from complaints.models import Case


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the agency that waits for its answer, and the letter that asked."""

    row: Clarification | Activity

    @property
    def ref(self) -> UUID:
        return self.row.ref

    @property
    def clarification(self) -> Clarification | None:
        return self.row if isinstance(self.row, Clarification) else None

    @property
    def activity(self) -> Activity | None:
        return self.row if isinstance(self.row, Activity) else None


def open_requests(case: Case) -> list[Request]:
    """What the agency was asked in writing and has not answered, in a case that is open."""
    if case.closed_at is not None:
        return []
    asked = case.clarifications.filter(
        letter__isnull=False, answered_at=None, waived_at=None
    )
    papers = case.activities.filter(
        kind=Kind.DOCUMENTS, letter__isnull=False, answered_at=None, ended_at=None
    )
    rows: list[Clarification | Activity] = [*asked.order_by("turn")]
    rows += papers.order_by("id")
    return [Request(row) for row in rows]


def unproved(case: Case) -> list[CaseLetter]:
    """Letters that nobody opened in the portal and that have no proof on paper yet."""
    rows = case.letters.filter(opened_on=None, signed_on=None)
    return list(rows.select_related("letter").order_by("-id"))


def sent(case: Case) -> list[CaseLetter]:
    """Every letter of ours, the newest first, with its proofs."""
    rows = case.letters.select_related("letter").prefetch_related("proofs__file")
    return list(rows.order_by("-id"))


def came(case: Case) -> list[PaperLetter]:
    """Every letter that came on paper, the newest first, with its pictures."""
    rows = case.papers.select_related("kept_by", "clarification", "activity")
    return list(rows.prefetch_related("files__file").order_by("-arrived_on", "-id"))
