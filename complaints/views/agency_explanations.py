"""The requests for explanation to an agency, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.models import Activity
from complaints.selectors.duties import terms_of
from complaints.selectors.extensions import extensions_of, last_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from complaints.models import CaseFile, Clarification, Deadline, Extension
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
    asked = last_asked(extensions)
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


def with_files(
    items: Iterable[dict[str, Any]], files: Sequence[CaseFile]
) -> list[dict[str, Any]]:
    """Each request with the files that the agency sent with its answer."""
    return [
        {**item, "files": [one for one in files if _with(one, item["row"])]}
        for item in items
    ]


def _with(sent: CaseFile, row: Clarification | Activity) -> bool:
    of_papers = isinstance(row, Activity)
    return row.pk == (sent.activity_id if of_papers else sent.clarification_id)


def may_ask(
    row: Clarification, term: Deadline | None, asked: Extension | None, today: date
) -> bool:
    """Whether more time may be asked for: before the last day, one request at a time."""
    waits = asked is not None and asked.waits
    ahead = term is not None and today < term.due_on
    return ahead and row.is_waited_for and not waits


def time_to_answer(row: Clarification, today: date) -> tuple[date | None, bool]:
    """The last day of a request, and whether more time may be asked for; two queries."""
    ref = str(row.ref)
    term = terms_of([row.case_id]).get(ref)
    asked = last_asked(extensions_of(row.case))
    due_on = term.due_on if term else None
    return due_on, may_ask(row, term, asked.get(ref), today)
