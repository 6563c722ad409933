"""Terms whose holder may ask for more time, and what was asked and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery

from complaints.domain.extending import EXTENDABLE, OF_AGENCY, PROMISED
from complaints.domain.lifecycle import WhyNot
from complaints.domain.states import Party
from complaints.models import Extension

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from django.db.models import QuerySet

    from complaints.models import Case, Deadline

#: A request waits while its term runs.
RUNS = {
    "deadline__met_on": None,
    "deadline__lapsed_at": None,
    "deadline__dropped_at": None,
}
#: Who asks for more time; the head decides.
ASKERS = frozenset({Party.INTAKE, Party.EXAMINER, Party.RESMON})
#: Who writes down that an agency asked.
RECORDERS = frozenset({Party.EXAMINER, Party.RESMON})


def terms_of(case: Case, parties: Collection[Party]) -> QuerySet[Deadline]:
    """The running terms that these parties hold and may ask to make longer, and those of
    an agency for which they write it down."""
    held = [party.value for party in ASKERS.intersection(parties)]
    mine = Q(kind__in=[kind.value for kind in EXTENDABLE], holder__in=held)
    if not RECORDERS.isdisjoint(parties):
        mine |= Q(kind__in=[kind.value for kind in OF_AGENCY])
    rows: QuerySet[Deadline] = case.deadlines.filter(
        mine,
        met_on=None,
        lapsed_at=None,
        dropped_at=None,
        paused_since=None,  # what stands still has no day to move
    )
    return rows.order_by("due_at", "id")


def waiting_in(case: Case) -> list[Extension]:
    """The requests that wait for the head, one for each term that runs, first things
    first."""
    rows = case.extensions.filter(decided_at=None, **RUNS)
    return list(rows.select_related("deadline", "asked_by").order_by("id"))


def extensions_of(case: Case) -> list[Extension]:
    """Every request there was, the first one first."""
    rows = case.extensions.select_related("deadline", "asked_by", "decided_by")
    return list(rows.order_by("id"))


def last_asked(rows: Iterable[Extension]) -> dict[str, Extension]:
    """Of :func:`extensions_of` the last request for each thing that has a term."""
    return {row.deadline.subject: row for row in rows}


def granted_promises(case: Case) -> list[Extension]:
    """How the promise to the reporter was moved, for his own page.

    Nothing of a term that another one took the place of: its days hold no more. What
    ended with the case stays.
    """
    holds = Q(deadline__dropped_at=None)
    if case.closed_at is not None:
        holds |= Q(deadline__dropped_at__gte=case.closed_at)
    rows = case.extensions.filter(holds, granted=True, deadline__kind__in=PROMISED)
    return list(rows.select_related("deadline").order_by("id"))


def first_due(row: Deadline) -> date:
    """The day on which a term ended before anybody extended it."""
    first = row.extensions.filter(granted=True).order_by("id").first()
    return first.before if first else row.due_on


def deadlines_of(case: Case) -> list[Deadline]:
    """Every term of a case by its last day; each knows who asked for more time."""
    asked = Extension.objects.filter(deadline=OuterRef("pk"), decided_at=None)
    rows = case.deadlines.select_related("named").annotate(
        asker=Subquery(asked.values("asked_by_id")[:1])
    )
    return list(rows.order_by("due_at", "id"))


def hindrance(
    deadlines: Iterable[Any], parties: Collection[Party], actor_id: int | None
) -> WhyNot | None:
    """Why nobody of these parties can ask or decide now; None where one can.

    ``deadlines``: those of :func:`deadlines_of`.
    """
    may = EXTENDABLE | OF_AGENCY
    running = [row for row in deadlines if row.is_open and row.kind in may]
    askers = {row.asker for row in running if row.asker is not None}
    if Party.HEAD in parties:
        if not askers:
            return WhyNot.NOTHING_ASKED
        return WhyNot.FOUR_EYES if askers == {actor_id} else None
    mine = ASKERS.intersection(parties)
    records = not RECORDERS.isdisjoint(parties)
    own = [
        row
        for row in running
        if (row.holder in mine and not row.stands)
        or (records and row.kind in OF_AGENCY)
    ]
    if not mine or any(row.asker is None for row in own):
        return None
    return WhyNot.ASKED if own else WhyNot.NO_TERM
