"""An agency asks for more time, for an order or an answer; the head decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain.extending import ANSWERS, Cause
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import Clarification, CorrectiveAction
from complaints.services.executing import require_shown
from complaints.services.extending import put_request
from complaints.services.gate import enter, require
from complaints.services.replying import require_open

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Deadline, Extension


@transaction.atomic
def ask_for_time(
    *, action_ref: UUID, until: date, reason: str, actor: Actor, now: datetime
) -> Extension:
    """Ask for it in the portal; the same request again says that one waits.

    Raises :class:`NotReady` for an order that is done or has no term that runs, and for
    a day to which it may not move.
    """
    found = CorrectiveAction.objects.select_related("case").get(ref=action_ref)
    case = enter(found.case.ref, actor=actor)
    require(actor, case, Party.LIAISON, Party.SUPERIOR)
    if found.agency_id != case.agency_id:
        raise CorrectiveAction.DoesNotExist
    require_shown(case, found)
    term = _running(case, [TermKind.CORRECTIVE], found.ref)
    return put_request(case, term, until, Cause.AGENCY, reason, actor=actor, now=now)


@transaction.atomic
def ask_for_time_to_answer(
    *, request_ref: UUID, until: date, reason: str, actor: Actor, now: datetime
) -> Extension:
    """Ask for more time for an explanation; raises :class:`NotReady` as above."""
    found = Clarification.objects.select_related("case").get(ref=request_ref)
    case = enter(found.case.ref, actor=actor)
    require(actor, case, Party.LIAISON)
    require_open(case, found)
    term = _running(case, ANSWERS, found.ref)
    return put_request(case, term, until, Cause.AGENCY, reason, actor=actor, now=now)


def _running(case: Case, kinds: Iterable[TermKind], subject: UUID) -> Deadline | None:
    found: Deadline | None = case.deadlines.filter(
        kind__in=[kind.value for kind in kinds],
        subject=str(subject),
        met_on=None,
        lapsed_at=None,
        dropped_at=None,
    ).first()
    return found
