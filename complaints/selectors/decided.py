"""What the reporter was told of the result, and what he said to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain import events
from documents.domain.kinds import LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaints.models import Case, CaseLetter, ResultNotice
    from complaints.selectors.timeline import Moment

#: By which event an answer counts, and what the page calls it.
ANSWERS = {
    events.RESULT_ACCEPTED: "accepted",
    events.RESULT_CONTESTED: "contested",
    events.RESULT_WAITING_OVER: "silent",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A result as it was released; ``answer`` is "" where none was awaited any more."""

    notice: ResultNotice
    letter: CaseLetter | None
    answer: str


def told_of(
    notices: Iterable[ResultNotice],
    letters: Sequence[CaseLetter],
    moments: Iterable[Moment],
    *,
    awaited: ResultNotice | None,
) -> list[Told]:
    """Every result that was released, the latest first, but not the one that waits."""
    answers = {
        moment.at: ANSWERS[moment.kind] for moment in moments if moment.kind in ANSWERS
    }
    return [
        Told(
            notice,
            _letter(letters, LetterKind.RESULT, notice.approved_at),
            answers.get(notice.closed_at, "") if notice.closed_at else "",
        )
        for notice in notices
        if notice != awaited
    ]


def closing_letter(case: Case, letters: Sequence[CaseLetter]) -> CaseLetter | None:
    """The letter that went out with the last closing; none while the case is open."""
    if case.closed_at is None:
        return None
    return _letter(letters, LetterKind.CLOSING, case.closed_at)


def _letter(
    letters: Sequence[CaseLetter], kind: LetterKind, at: object
) -> CaseLetter | None:
    """The letter of this kind that left in the transaction of this moment."""
    return next(
        (row for row in letters if row.letter.kind == kind and row.sent_at == at), None
    )
