"""Entering an absence with its deputy, and ending it before its last day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.deputies import comes_back
from accounts.errors import (
    AwayAlready,
    DeputyElsewhere,
    GoesInCircles,
    Settled,
    WrongDays,
)
from accounts.models import Absence, OfficeMembership, User
from accounts.policies import may_enter_absence, require
from accounts.roles import DEPUTISED, Role
from agencies.domain.calendar import legal_day
from agencies.models import Office
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor

NOT_YOURS = _("Anda tidak boleh mencatat cuti orang ini.")
#: As long as an absence may be, and as far ahead as it is entered; who stays away longer
#: gives his roles back.
LONGEST = timedelta(days=366)


@transaction.atomic
def enter_absence(
    *,
    person_id: int,
    deputy_id: int,
    first: date,
    last: date,
    actor: Actor,
    now: datetime,
) -> Absence:
    """Write down that somebody is away, and who acts for him.

    Himself or a head of his office does it. Raises ``NotAllowed``, ``WrongDays``,
    ``DeputyElsewhere``, ``AwayAlready``, and ``GoesInCircles`` where the duties of a day
    would come back to him.
    """
    office_id, roles = _place(person_id, now)
    require(may_enter_absence(actor, person_id, office_id), NOT_YOURS)
    # Everybody of the office, in one order: no two absences are entered at once.
    members = OfficeMembership.objects.filter(office=office_id).valid_at(now)
    people = User.objects.filter(pk__in=members.values("user_id")).order_by("pk")
    list(people.select_for_update(of=("self",)))
    office = Office.objects.get(pk=office_id)
    today = legal_day(now, office.zone)
    check_days(today, first, last)
    fit = roles | {Role.HEAD}  # who stands above them may act in their place
    shared = members.filter(user=deputy_id, role__in=fit, user__is_active=True)
    if deputy_id == person_id or not shared.exists():
        raise DeputyElsewhere
    others = Absence.objects.filter(office=office).overlapping(first, last)
    check_others(list(others), person_id, deputy_id, first, last)
    found = Absence.objects.create(
        person_id=person_id,
        deputy_id=deputy_id,
        office=office,
        first_day=first,
        last_day=last,
        entered_by_id=actor.signed_in_id,
        entered_at=now,
    )
    note(events.ABSENCE_ENTERED, found, actor=actor, now=now)
    return found


@transaction.atomic
def end_absence(*, ref: UUID, actor: Actor, now: datetime) -> Absence:
    """End it now, or take it back before it begins. Raises ``Absence.DoesNotExist`` for
    who may not know of it, ``NotAllowed``, and ``Settled`` where it is over."""
    found: Absence = Absence.objects.visible_to(actor).locked(ref)
    require(may_enter_absence(actor, found.person_id, found.office_id), NOT_YOURS)
    if found.ended_at or found.last_day < legal_day(now, found.zone):
        raise Settled
    found.ended_by_id, found.ended_at = actor.signed_in_id, now
    found.save(update_fields=["ended_by", "ended_at"])
    note(events.ABSENCE_ENDED, found, actor=actor, now=now)
    return found


def _place(person_id: int, now: datetime) -> tuple[int, set[str]]:
    """In which office he works now, and in which of the roles that have deputies."""
    rows = OfficeMembership.objects.filter(
        user=person_id, role__in=sorted(DEPUTISED)
    ).valid_at(now)
    held = list(rows.values_list("office_id", "role"))
    require(bool(held), NOT_YOURS)
    return held[0][0], {role for _, role in held}


def check_days(today: date, first: date, last: date) -> None:
    """Raises ``WrongDays`` for days that are over, turned round, or too far away."""
    if not today <= first <= last or max(last - first, first - today) > LONGEST:
        raise WrongDays


def check_others(
    others: list[Absence], person_id: int, deputy_id: int, first: date, last: date
) -> None:
    """Raises ``AwayAlready``, and ``GoesInCircles`` where the duties would come back."""
    if any(one.person_id == person_id for one in others):
        raise AwayAlready
    if comes_back(person_id, deputy_id, _days(others, first, last)):
        raise GoesInCircles


def _days(others: list[Absence], first: date, last: date) -> Iterator[dict[int, int]]:
    """Who is away on each day on which that changes."""
    turns = {first} | {one.first_day for one in others if one.first_day > first}
    for day in sorted(turns):
        if day <= last:
            yield {
                one.person_id: one.deputy_id
                for one in others
                if one.first_day <= day <= one.last_day
            }


def note(kind: str, found: Absence, *, actor: Actor, now: datetime) -> None:
    """Write it on the chain of who is away."""
    place = {"office": found.office_id}
    if found.agency_id is not None:
        place = {"agency": found.agency_id}
    record(
        kind,
        actor=actor,
        subject=found.person,
        data={
            "absence": found.pk,
            "deputy": found.deputy_id,
            **place,
            "first": found.first_day.isoformat(),
            "last": found.last_day.isoformat(),
        },
        now=now,
    )
