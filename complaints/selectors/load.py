"""How much is in whose hands in an office, and who might take a case on.

Only the one office: what lies elsewhere is not fetched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from accounts.absent import away_in
from accounts.models import OfficeMembership, User
from accounts.roles import Role
from complaints.domain.holders import MONITORED, place
from complaints.domain.loads import Candidate, Suggestion, Wanted, spread
from complaints.domain.states import OPEN_STATES, Party, State
from complaints.models import Case
from complaints.policies import CASE_ROLES
from complaints.selectors.conflicts import conflicts_in
from complaints.selectors.today import HOLDER_COLUMNS, ROLE_OF, UNASSIGNED, held

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet
    from complaints.selectors.narrowing import Days

#: What runs; the queue counts the same under "all open".
RUNNING_STATES = OPEN_STATES - {State.CONSULT}
PEOPLE = ("examiner_id", "intake_id", "resmon_id")


@dataclass(slots=True)
class Load:
    """What one person has in his hands; ``roles`` is empty where he works here no more."""

    user_id: int
    name: str
    roles: frozenset[Role] = frozenset()
    away: bool = False
    deputy: int | None = None
    open: int = 0
    late: int = 0
    soon: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class OfficeLoad:
    """Everybody of an office with his load, and how many cases nobody holds."""

    people: list[Load]
    unassigned: int


def office_id_of(actor: Actor) -> int:
    """The office that a head heads. Nobody is a member of two offices at once."""
    return min(actor.office_ids)


def in_office(actor: Actor) -> CaseQuerySet:
    """The running cases of his own office that he may know of."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    return seen.filter(office_id=office_id_of(actor), state__in=RUNNING_STATES)


def load_of(actor: Actor, days: Days, now: datetime) -> OfficeLoad:
    """Everybody's load, by name. Four queries, however much there is."""
    members = members_of(office_id_of(actor), now)
    away = away_in([office_id_of(actor)], now)
    groups = list(_groups(in_office(actor), days))
    holders = {pk for one in groups for pk in _holders(one)}
    people = {
        pk: Load(pk, name, members.get(pk, frozenset()), pk in away, away.get(pk))
        for pk, name in _names(holders | set(members))
    }
    unassigned = 0
    for one in groups:
        unassigned += one["nobodys"]
        for pk in _holders(one):
            _count(people[pk], one)
    by_name = sorted(people.values(), key=lambda one: (not one.roles, one.name))
    return OfficeLoad(by_name, unassigned)


def members_of(office_id: int, now: datetime) -> dict[int, frozenset[Role]]:
    """Who works on the cases of an office now, with his roles there. One query."""
    rows = OfficeMembership.objects.filter(
        office_id=office_id,
        role__in=sorted(role.value for role in CASE_ROLES),
        user__is_active=True,
    ).valid_at(now)
    found: dict[int, frozenset[Role]] = {}
    for pk, role in rows.values_list("user_id", "role"):
        found[pk] = found.get(pk, frozenset()) | {Role(role)}
    return found


def _groups(rows: CaseQuerySet, days: Days) -> Iterable[dict[str, Any]]:
    """Numbers by who holds, stage and class: as many rows as there are such groups."""
    late = Q(due_on__lt=days.today)
    soon = Q(due_on__gte=days.today, due_on__lte=days.soon)
    by = (*PEOPLE, "state", "classification")
    grouped: Any = rows.order_by().values(*by)
    found: Iterable[dict[str, Any]] = grouped.annotate(
        n=Count("pk"),
        late=Count("pk", filter=late),
        soon=Count("pk", filter=soon),
        nobodys=Count("pk", filter=UNASSIGNED),
    )
    return found


def _holders(group: dict[str, Any]) -> set[int]:
    """As :func:`complaints.selectors.today.held` says it of one person."""
    holders = {group["examiner_id"], group["resmon_id"]}
    if group["examiner_id"] is None:
        holders.add(group["intake_id"])
    return {pk for pk in holders if pk is not None}


def _count(load: Load, group: dict[str, Any]) -> None:
    load.open += group["n"]
    load.late += group["late"]
    load.soon += group["soon"]
    load.classes[group["classification"]] += group["n"]
    load.stages[group["state"]] += group["n"]


def _names(ids: Collection[int]) -> Iterable[tuple[int, str]]:
    return User.objects.filter(pk__in=ids).values_list("pk", "name")


def to_hand_over(
    actor: Actor, holder: int | None, refs: Collection[str] | None = None
) -> CaseQuerySet:
    """Cases that can be given to somebody: this person's, or those that nobody holds.

    ``refs``: these ones instead, whoever holds them by now. Nearest date first.
    """
    rows = in_office(actor).exclude(state=State.SUBMITTED)
    if refs is not None:
        rows = rows.filter(ref__in=refs)
    else:
        rows = rows.filter(UNASSIGNED if holder is None else _gives_up(holder))
    named = rows.select_related("agency", "unit", "office", "examiner", "intake")
    return named.order_by("due_on", "id")


def _gives_up(holder: int) -> Q:
    """What this person holds and would hold no more: of a case that another monitors,
    an examiner has nothing to hand over."""
    monitored = Q(state__in=sorted(MONITORED), examiner__isnull=False)
    others = monitored & Q(resmon__isnull=False) & ~Q(resmon_id=holder)
    return held(holder) & ~others


def _place(case: Case) -> Party:
    return place(case.stage, examined=case.examiner_id is not None) or Party.INTAKE


def needs(case: Case) -> Role:
    """Which role the place has that would be filled."""
    return ROLE_OF[_place(case)]


def holder_of(case: Case) -> int | None:
    """Who fills that place now."""
    found: int | None = getattr(case, HOLDER_COLUMNS[_place(case)])
    return found


def suggestions(
    cases: Sequence[Case], people: Iterable[Load]
) -> dict[int, Suggestion | None]:
    """For each case who might take it on, one after the other. Three queries."""
    staff = {one.user_id: one for one in people if one.roles}
    conflicts = conflicts_in(cases, staff)
    wanted = [
        Wanted(
            case.pk,
            tuple(pk for pk, one in staff.items() if needs(case) in one.roles),
            holder_of(case),
            frozenset(conflicts[case.pk]),
        )
        for case in cases
    ]
    return spread(
        wanted, {pk: Candidate(pk, one.open, one.away) for pk, one in staff.items()}
    )
