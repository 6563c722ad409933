"""The activities of an examination: all of them, and which still want something."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Prefetch, QuerySet

from complaints.domain.activities import RULES, Kind, Outcome, next_turn
from complaints.domain.states import State
from complaints.models import Activity, Case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.states import Party
    from complaints.models import Clarification


#: Which kind each act begins; a hearing asks for it.
BEGIN = {
    "minta-dokumen": Kind.DOCUMENTS,
    "periksa-lapangan": Kind.VISIT,
    "panggil": Kind.SUMMONS,
    "dengar": Kind.WITNESS,
    "undang-atasan": Kind.SUPERIOR,
    "persuasi": Kind.PERSUASION,
}
Row = TypeVar("Row", bound="Activity | Clarification")


def done_by(rows: Iterable[Row], parties: Collection[Party]) -> list[Row]:
    """Those of them that these parties do; a request for explanation is as one for
    papers."""
    return [
        row
        for row in rows
        if not RULES[
            Kind(row.kind) if isinstance(row, Activity) else Kind.DOCUMENTS
        ].by.isdisjoint(parties)
    ]


def with_activities() -> Prefetch[str, QuerySet[Activity], str]:
    """Every one of a case in the order in which they began, with its people."""
    rows = Activity.objects.select_related("begun_by", "ended_by", "letter")
    return Prefetch("activities", rows.order_by("id"))


def open_of(case: Case) -> list[Activity]:
    """Those whose outcome is still to be written down."""
    return [row for row in _rows(case) if row.is_open]


def to_call_again(case: Case) -> list[Activity]:
    """The calls that were not followed and after which another may go out."""
    rows = _rows(case)
    followed = {row.follows_id for row in rows}
    return [
        row
        for row in rows
        if row.outcome
        and row.pk not in followed
        and next_turn(Kind(row.kind), row.turn, Outcome(row.outcome)) is not None
    ]


def unanswered(case: Case) -> list[Clarification]:
    """Requests for explanation that the agency may still answer in time."""
    return [
        row
        for row in case.clarifications.all()
        if row.answered_at is None and row.waived_at is None
    ]


def awaited(case: Case) -> list[Activity | Clarification]:
    """Everything that can be taken back: what is open, and what was asked."""
    if case.state == State.CLOSED:
        return []
    return [*open_of(case), *unanswered(case)]


def _rows(case: Case) -> list[Activity]:
    return sorted(case.activities.all(), key=lambda row: row.pk)


def asked_of_agency(case: Case) -> list[Activity]:
    """What the agency of a case was asked for, or to what it was called, by letter."""
    rows = case.activities.exclude(letter=None).exclude(outcome=Outcome.CANCELLED)
    return list(rows.order_by("id"))


def papers_of(actor: Actor, ref: UUID) -> Activity:
    """A request for papers in a case that the actor may see."""
    seen = Case.objects.visible_to(actor)
    rows = Activity.objects.select_related("case", "case__office")
    return rows.get(ref=ref, kind=Kind.DOCUMENTS, case__in=seen)
