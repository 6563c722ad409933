"""Whether news reaches the reporter: of the contacts the marks, of news the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from complaints.domain.reach import failed
from complaints.models.choices import ContactKind
from journal.models import DeliveryState
from journal.selectors import last_by_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import Case

#: As the outbox knows the news to a reporter (``complaints.subscribers``).
NEWS = "reporter_news"


@dataclass(frozen=True, slots=True)
class Known:
    """A kind of contact that there is, and what is known of it; never its value."""

    kind: ContactKind
    verified: bool
    failed_since: date | None


@dataclass(frozen=True, slots=True)
class LastNews:
    """What became of the last news by one way; ``line`` "" before it took one.

    ``at`` is when there was news, on the clock of the report's own dates.
    """

    line: str
    state: DeliveryState
    at: datetime
    tried: bool


def contacts_of(case: Case) -> Sequence[Known]:
    """The contacts of a report by kind, from the marks beside the vault."""
    marks: dict[str, str] = case.contact_marks or {}
    return [
        Known(
            kind,
            verified=marks[kind] == "verified",
            failed_since=_day(marks.get(failed(kind))),
        )
        for kind in ContactKind
        if kind in marks
    ]


def _day(mark: str | None) -> date | None:
    return date.fromisoformat(mark) if mark else None


def last_news(case: Case) -> Sequence[LastNews]:
    """The last news by each way, the newest first. One query."""
    return [
        LastNews(
            line=row.line,
            state=DeliveryState(row.state),
            at=row.entry.at,
            tried=row.attempts > 0,
        )
        for row in last_by_line(case, NEWS)
    ]
