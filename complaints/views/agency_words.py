"""An objection in the words that its agency reads: what it said, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.agency_policies import speaks_for_agency
from complaints.domain.objecting import OBJECTABLE, Outcome, Ruling
from complaints.models.ladder_labels import OUTCOMES_OF_OBJECTION, RULINGS
from complaints.selectors.objecting import (
    draft_of,
    for_agency,
    last_day,
)
from complaints.services.errors import NotReady
from complaints.services.objecting import report_to_object
from complaints.views.objecting import grounds
from complaints.views.resolving import called

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from accounts.actor import Actor
    from complaints.agency_policies import speaks_for_agency
    from complaints.models import Case, CaseLetter, Lhp
from complaints.selectors.objecting import Told


def on_the_case(
    case: Case, letters: Sequence[CaseLetter], actor: Actor, today: date
) -> dict[str, Any]:
    """What the page of a case says of objections, and whether there is one to be made."""
    received = [row.letter_id for row in letters if row.received_on is not None]
    may = speaks_for_agency(actor, case)
    lhp = objectable(case, today) if may else None
    rows = for_agency(case, received)
    open_ = any(one.row.is_open for one in rows)
    return {
        "rows": [_words(one, may=may) for one in rows],
        "until": last_day(case) if open_ else None,
        "may": lhp is not None,
        "draft": lhp is not None and draft_of(case, lhp) is not None,
    }


def objectable(case: Case, today: date) -> Lhp | None:
    """The report to which the agency may object today; None where there is none."""
    if case.state not in OBJECTABLE:
        return None
    try:
        return report_to_object(case, today)
    except NotReady:
        return None


def _words(told: Told, *, may: bool) -> dict[str, Any]:
    row, decided = told.row, told.decided
    outcome: Any = ""
    if row.outcome == Outcome.TAKEN_BACK or decided is not None:
        outcome = OUTCOMES_OF_OBJECTION[Outcome(row.outcome)]
    return {
        "row": row,
        "grounds": grounds(row),
        "decided": decided,
        "outcome": outcome,
        "rulings": [
            {
                "row": one,
                "action": called(one.action),
                "said": RULINGS[Ruling(one.ruling)],
            }
            for one in (decided.rulings.all() if decided else ())
        ],
        "may_take_back": may and row.is_open,
    }
