"""Whom a report is about, where the reporter could not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.models import Agency, Unit
from complaints.domain import events
from complaints.domain.states import Party
from complaints.models import CorrectiveAction
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.unsent import may_be_named
from complaints.services import searching
from complaints.services.errors import Conflicted, NotReady
from complaints.services.gate import amend, enter, require, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case


#: What keeps somebody out of a case whatever agency it is about, and no conflict.
NOT_BY_AGENCY = frozenset({"", "recused", "reporter"})


@transaction.atomic
def name_agency(
    *,
    ref: UUID,
    version: int,
    agency_id: int,
    unit_id: int | None,
    actor: Actor,
    now: datetime,
) -> Case:
    """Set the body complained about, as long as nothing was sent to anybody (art. 40).

    Raises :class:`Conflicted` when who names it, or who holds the case, is or was a
    liaison of that agency, and :class:`NotReady` once the agency knows of the case.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.INTAKE, Party.HEAD, Party.EXAMINER)
    if not may_be_named(case):
        raise NotReady("agency_knows")
    agency = Agency.objects.current().get(pk=agency_id)
    unit = Unit.objects.current().get(pk=unit_id, agency=agency) if unit_id else None
    before = case.agency_id
    case.agency, case.unit = agency, unit
    holders = {actor.signed_in_id, *case.assigned_ids}
    if any(conflict_of(case, pk) not in NOT_BY_AGENCY for pk in holders):
        raise Conflicted
    amend(case, now=now, agency=agency, unit=unit)
    CorrectiveAction.objects.filter(case=case, lhp__signed_on=None).update(
        agency=agency, unit=unit
    )
    searching.index(case)
    tell(
        case,
        events.AGENCY_NAMED,
        actor=actor,
        now=now,
        agency=agency.pk,
        unit=unit.pk if unit else None,
        before=before,
    )
    return case
