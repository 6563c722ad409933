"""Days that an agency must keep beside what it must send: milestones, summonses, an
invitation of its superior, talks.

Nothing is read here of who is called, nor what about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from agencies.domain.calendar import legal_day
from agencies.domain.kinds import Zone
from complaints.domain.activities import ADDRESSEES, Kind
from complaints.domain.milestones import Reached, standing
from complaints.domain.states import State
from complaints.models import Activity, Milestone, Talks
from complaints.selectors.actions import owed_orders
from complaints.selectors.duties import Duty, duties, number_of
from complaints.selectors.parts import inbox_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from accounts.actor import Actor
    from complaints.models import Case

#: The kinds of these duties; nobody of the agency is put in charge of one.
KEPT = frozenset({"milestone", "summons", "superior", "talks"})
#: Of such a milestone nothing more is to be told.
_TOLD = frozenset({Reached.TOLD, Reached.MET})


def owed(
    actor: Actor, seen: Sequence[Case], *, today: date | None = None
) -> list[Duty]:
    """What is to be sent and what is to be kept, nearest date first.

    ``today``: a meeting before it is left out. The same queries for any number.
    """
    cases = {case.pk: case for case in seen}
    found = [*duties(actor, seen), *_milestones(cases), *_meetings(actor, cases, today)]
    return sorted(found, key=lambda duty: duty.place(today))


def _milestones(cases: Mapping[int, Case]) -> Iterable[Duty]:
    """Of orders that are owed, until something is told of each that we did not refuse."""
    rows = Milestone.objects.filter(
        action__in=owed_orders(cases.values()), due_on__isnull=False
    )
    named = rows.annotate(case_id=F("action__case_id")).prefetch_related("reports")
    for row in named:
        verdicts = [report.verdict for report in row.reports.all()]
        due, case = row.due_on, cases[row.case_id]
        if due is not None and standing(verdicts, None, due) not in _TOLD:
            yield _duty("milestone", row.ref, case, due, row.text)


def _meetings(
    actor: Actor, cases: Mapping[int, Case], today: date | None
) -> Iterable[Duty]:
    """To which the letter was opened, and of which no outcome is written down."""
    called = Activity.objects.filter(
        case_id__in=cases,
        kind__in=[Kind.SUMMONS, Kind.SUPERIOR],
        letter__isnull=False,
        received_on__isnull=False,
        ended_at=None,
    )
    talked = Talks.objects.filter(
        case_id__in=[pk for pk, case in cases.items() if _talks(case)],
        ended_at=None,
        minutes_at=None,
    )
    what: list[Any] = ["kind", "ref", "case_id", "meets_at", "case__office__zone"]
    rows = list(called.values_list(*what))
    rows += [("talks", *row) for row in talked.values_list(*what[1:])]
    for kind, ref, case_id, meets_at, zone in rows:
        day = legal_day(meets_at, Zone(zone))
        his = _addressee(kind) in inbox_of(actor, cases[case_id])
        if his and (today is None or day >= today):
            yield _duty(str(kind), ref, cases[case_id], day)


def _addressee(kind: str) -> str:
    found: str = "agency" if kind == "talks" else ADDRESSEES.get(Kind(kind), "agency")
    return found


def _talks(case: Case) -> bool:
    return case.stage is State.CONCILIATION


def _duty(kind: str, ref: object, case: Case, on: date, text: str = "") -> Duty:
    return Duty(
        kind=kind,
        ref=str(ref),
        case_number=number_of(case),
        text=text,
        due_on=on,
        status="",
        agency_id=case.agency_id,
        case_ref=str(case.ref),
    )
