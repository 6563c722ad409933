"""The requests for explanation to an agency, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from complaints.models import Clarification, Deadline, Extension
    from complaints.selectors.dividing import Held
    from complaints.views.words import Clock


def explanations(
    requests: Iterable[Clarification],
    clocks: Mapping[str, Clock],
    terms: Mapping[str, Deadline],
    held: Mapping[str, Held],
    extensions: Iterable[Extension],
    today: date,
) -> list[dict[str, Any]]:
    """Each request with its clock, who works on it, and what was said to a request for
    more time."""
    asked = {row.deadline.subject: row for row in extensions}
    found = []
    for row in requests:
        ref = str(row.ref)
        found.append(
            {
                "row": row,
                "clock": clocks.get(ref),
                "held": held.get(ref),
                "extension": asked.get(ref),
                "may_ask": may_ask(row, terms.get(ref), asked.get(ref), today),
            }
        )
    return found


def may_ask(
    row: Clarification, term: Deadline | None, asked: Extension | None, today: date
) -> bool:
    """Whether more time may be asked for: before the last day, one request at a time."""
    waits = asked is not None and asked.decided_at is None
    ahead = term is not None and today < term.due_on
    return ahead and row.is_waited_for and not waits
