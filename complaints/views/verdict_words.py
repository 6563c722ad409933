"""What whoever judges a piece of evidence reads beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agencies.selectors import work_calendar
from complaints.domain.corrective import Submission, answer_by, first_day
from complaints.selectors.actions import facts_of
from complaints.selectors.brought import bring_files
from complaints.selectors.milestones import milestones_of
from complaints.selectors.seeing import sightings_told
from complaints.selectors.speakers import name_speakers
from complaints.views.milestones import lines
from complaints.views.seeing_words import seen_in_words

if TYPE_CHECKING:
    from datetime import date

    from complaints.models import ActionEvidence, Case


def beside(
    case: Case, piece: ActionEvidence, today: date, *, judges: bool
) -> dict[str, Any]:
    """What was wanted, what came before, how far the milestones are, what the reporter
    sees, and which day would count."""
    action, calendar = piece.action, work_calendar()
    pieces = list(action.evidence.order_by("id"))
    steps = milestones_of([action.pk]).get(action.pk, [])
    reports = [report for row in steps for report in row.reports.all()]
    bring_files(case, action, [*pieces, piece], reports)
    name_speakers([*pieces, *reports, piece])
    asking = Submission(piece.submitted_on, today, asks_more=True)
    return {
        "earlier": [one for one in pieces if one.pk < piece.pk],
        "milestones": lines(steps, today),
        "sightings": seen_in_words(
            sightings_told(case).get(action.pk, ()), action, hears=judges
        ),
        "first_day": first_day(facts_of(action, pieces), calendar),
        "answer_by": answer_by(asking, calendar),
    }
