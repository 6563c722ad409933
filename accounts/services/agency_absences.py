"""A liaison or a superior is away: who of his agency takes care of his duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts import events
from accounts.agency_people import fits_for, seats_at
from accounts.errors import DeputyUnfit
from accounts.models import Absence, User
from accounts.policies import require
from accounts.services.absences import NOT_YOURS, check_days, check_others, note
from agencies.domain.calendar import legal_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor


@transaction.atomic
def enter_agency_absence(
    *, deputy_id: int, first: date, last: date, actor: Actor, now: datetime
) -> list[Absence]:
    """Write down that he is away from each agency that he speaks for, and who acts.

    The deputy speaks for the same agency, as the same kind, and for all of his units.
    Raises ``NotAllowed``, ``WrongDays``, ``DeputyUnfit``, ``AwayAlready``,
    ``GoesInCircles``.
    """
    me = actor.signed_in_id
    require(actor.is_liaison, NOT_YOURS)
    seats = seats_at(actor.agency_ids, now)
    # Everybody of the agency, in one order: no two absences are entered at once.
    people = User.objects.filter(pk__in=[seat.user_id for seat in seats])
    list(people.order_by("pk").select_for_update(of=("self",)))
    check_days(legal_day(now, settings.TIME_ZONE), first, last)
    if not fits_for(deputy_id, me, seats):
        raise DeputyUnfit
    found = []
    for agency_id in sorted(actor.agency_ids):
        others = Absence.objects.filter(agency=agency_id).overlapping(first, last)
        check_others(list(others), me, deputy_id, first, last)
        row = Absence.objects.create(
            person_id=me,
            deputy_id=deputy_id,
            agency_id=agency_id,
            first_day=first,
            last_day=last,
            entered_by_id=me,
            entered_at=now,
        )
        note(events.ABSENCE_ENTERED, row, actor=actor, now=now)
        found.append(row)
    return found
