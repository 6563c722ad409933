"""What an agency has to carry out, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from complaints.selectors.actions import facts_of
from complaints.selectors.dividing import is_open
from complaints.selectors.duties import clock_ref
from complaints.selectors.extensions import last_asked
from complaints.views.assessed_words import of_items
from complaints.views.milestones import lines
from complaints.views.more_words import more_of
from complaints.views.words import name_in_language, status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from agencies.domain.calendar import WorkCalendar
    from complaints.models import CorrectiveAction, Extension, Milestone
    from complaints.selectors.dividing import Held
    from complaints.views.words import Clock


def orders(
    actions: Sequence[CorrectiveAction],
    clocks: Mapping[str, Clock],
    held: Mapping[str, Held],
    steps: Mapping[int, Sequence[Milestone]],
    extensions: Iterable[Extension],
    today: date,
    calendar: WorkCalendar,
) -> list[dict[str, Any]]:
    """The items of a recommendation, the orders of the report, its suggestions, each with its clock
    and who works on it while it is owed, and with what was said to a request for more
    time."""
    asked = last_asked(extensions)

    def line(row: CorrectiveAction) -> dict[str, Any]:
        status, tag = status_of(row, today)
        extension, waited_for = asked.get(str(row.ref)), is_open(row)
        return {
            "row": row,
            "unit": name_in_language(row.unit) if row.unit else "",
            "status": status,
            "tag": tag,
            "open": waited_for,
            "clock": clocks.get(clock_ref(row)) if waited_for else None,
            "extension": extension,
            "milestones": lines(steps.get(row.pk, ()), today),
            "held": held.get(str(row.ref)) if waited_for else None,
            "may_ask": may_ask(row, extension, today),
            "more": more_of(facts_of(row, row.evidence.all()), today, calendar),
        }

    items = [row for row in actions if row.recommendation is not None]
    found: list[dict[str, Any]] = []
    if items and items[0].recommendation is not None:
        letter = items[0].recommendation.letter
        rows = [line(row) for row in items]
        told = of_items(items)
        found.append(
            {"title": _("Rekomendasi"), "rows": rows, "letter": letter, "told": told}
        )
    own = [row for row in actions if row.recommendation is None]
    for title, binds in ((_("Tindakan korektif"), True), (_("Saran"), False)):
        if rows := [line(row) for row in own if row.binds is binds]:
            found.append({"title": title, "rows": rows, "letter": None})
    return found


def may_ask(row: CorrectiveAction, asked: Extension | None, today: date) -> bool:
    """Whether more time may be asked for: before the last day, one request at a time."""
    waits = asked is not None and asked.waits
    ahead = row.due_on is not None and today < row.due_on
    binds = row.binds and not row.is_item
    return ahead and is_open(row) and binds and not waits
