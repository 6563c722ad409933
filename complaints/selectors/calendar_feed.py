"""The days in one person's calendar: what he owes, and what is owed in his cases.

Each tells a number, a kind and a day: neither what a case is about nor against whom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from complaints.domain.calendar_feed import MOST
from complaints.domain.states import OPEN_STATES, Party
from complaints.models import CalendarFeed, Case, CorrectiveAction, Deadline
from complaints.models.deadline import RUNNING
from complaints.selectors.agency_days import owed as owed_by
from complaints.selectors.duties import released
from complaints.selectors.today import held, held_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from accounts.actor import Actor

#: Of no secret: it makes an entry the same one each time that it is read.
_SPACE = UUID("6f2a4c1e-9d3b-5e70-8a41-2b7d5c9e0f13")
#: What of a case its number needs; nothing else is read.
_NUMBER = ("display_number", "number", "restricted")


@dataclass(frozen=True, slots=True)
class Day:
    """One whole day: of which case by its number, which duty, and whose it is.

    ``number``: "" for a report that has none yet. ``holder``: a party, "" for oneself.
    ``n``: of an action its number. ``hidden``: a restricted case, which keeps the rest.
    """

    uid: UUID
    on: date
    kind: str
    number: str = ""
    holder: str = ""
    n: int | None = None
    hidden: bool = False


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The address that he has, if he has one."""
    found: CalendarFeed | None = CalendarFeed.objects.filter(
        user_id=actor.signed_in_id
    ).first()
    return found


def days_of(actor: Actor) -> list[Day]:
    """Every day of this person, the nearest first. The same queries for any number."""
    return _of_agency(actor) if actor.is_liaison else _of_officer(actor)


def _of_officer(actor: Actor) -> list[Day]:
    """His own terms, and those of others in the cases that he holds."""
    seen = Case.objects.visible_to(actor).filter(state__in=sorted(OPEN_STATES))
    mine = held_by(actor)
    in_his = seen.filter(held(actor.user_id)).order_by().values("pk")
    rows = Deadline.objects.filter(RUNNING, case__in=seen.order_by().values("pk"))
    wanted = rows.filter(mine) | rows.filter(case__in=in_his)
    named = wanted.exclude(holder=Party.SYSTEM.value).select_related("case")
    only = named.only("kind", "subject", "holder", "due_on", *_of_case())
    found = list(only.order_by("due_on", "id")[:MOST])
    numbers = _numbers_of(row.subject for row in found if row.subject)
    return [
        Day(
            uid=uuid5(_SPACE, f"term:{row.pk}"),
            on=row.due_on,
            kind=row.kind,
            number=row.case.display_number or row.case.number or "",
            holder=row.holder,
            n=numbers.get(row.subject),
            hidden=row.case.restricted,
        )
        for row in found
    ]


def _of_case() -> list[str]:
    return [f"case__{name}" for name in _NUMBER]


def _numbers_of(subjects: Iterable[str]) -> dict[str, int]:
    """The actions among the subjects of terms, by their ref. One query."""
    refs = [ref for ref in map(_ref, subjects) if ref is not None]
    rows = CorrectiveAction.objects.filter(ref__in=refs).values_list("ref", "n")
    return {str(ref): n for ref, n in rows}


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _of_agency(actor: Actor) -> list[Day]:
    """What his agency owes us by a day; a letter that lies unopened has none."""
    every = owed_by(actor, released(actor))
    owed = [duty for duty in every if duty.due_on and duty.kind != "letter"]
    numbers = _numbers_of(duty.ref for duty in every if duty.kind == "action")
    more = [
        Day(
            uid=uuid5(_SPACE, f"more:{duty.ref}"),
            on=duty.more.by,
            kind="more",
            number=duty.case_number,
            n=numbers.get(duty.ref),
        )
        for duty in every
        if duty.more is not None and duty.more.keeps is not None
    ]
    days = [
        Day(
            uid=uuid5(_SPACE, f"{duty.kind}:{duty.ref}"),
            on=duty.due_on,
            kind=duty.kind,
            number=duty.case_number,
            n=numbers.get(duty.ref),
        )
        for duty in owed
        if duty.due_on is not None
    ]
    return sorted([*days, *more], key=lambda day: day.on)[:MOST]
