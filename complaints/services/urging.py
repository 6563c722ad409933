"""Reminding an agency of one action: whoever looks after the case does, or its head.

It stands on the chain of the case, and its news may wait. An agency's liaison gets one
letter a day about all that he is reminded of, by officers and by the clock together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from agencies.domain.kinds import Zone
from complaints.domain import events
from complaints.domain.corrective import takes_evidence
from complaints.domain.states import Party
from complaints.domain.urging import Urged, bar
from complaints.models import (
    CorrectiveAction,
    Reminder,
    ReminderLetter,
    Urging,
)
from complaints.models.choices import Verdict
from complaints.notifications import tell_liaison
from complaints.selectors.duties import clock_ref
from complaints.selectors.liaisons import liaison_ids
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import enter, on_behalf, require
from journal.models import Delivery, DeliveryState
from journal.record import cancel, record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case
    from journal.models import Entry

#: Who may; an examiner or monitor only in the case that is his.
MAY = (Party.EXAMINER, Party.RESMON, Party.HEAD)


@transaction.atomic
def urge(
    *,
    action_ref: UUID,
    version: int,
    actor: Actor,
    now: datetime,
    not_before: datetime | None = None,
) -> Urging:
    """Remind the agency's liaisons of what it owes; the news leaves at ``not_before``.

    Raises :class:`NotReady` where nothing is owed or was received, where it is we who
    have to decide, where nobody could be told, and where they were reminded lately. It
    changes nothing of the case: what came in and nobody looked at stays marked so.
    """
    found = CorrectiveAction.objects.select_related("case").get(ref=action_ref)
    case = enter(found.case.ref, actor=actor, version=version)
    require(actor, case, *MAY)
    action = CorrectiveAction.objects.select_for_update().get(pk=found.pk)
    day = legal_day(now, case.office.zone)
    _check(case, action, day, now)
    entry = record(
        events.ACTION_URGED,
        actor=actor,
        subject=case,
        data={
            "action": str(action.ref),
            "due_on": action.due_on.isoformat() if action.due_on else None,
            **on_behalf(case, actor),
        },
        now=now,
        not_before=not_before,
    )
    return Urging.objects.create(
        action=action, on=day, by_id=actor.signed_in_id, entry=entry
    )


@transaction.atomic
def withdraw(*, urging: Urging, actor: Actor, now: datetime) -> None:
    """Take a reminder back before it goes; raises :class:`NotReady` once it went."""
    row = Urging.objects.select_for_update().get(pk=urging.pk)
    case: Case = row.action.case
    left = row.entry.deliveries.exclude(state=DeliveryState.WAITING.value)
    if left.exists():
        raise NotReady("urge_gone")
    cancel(row.entry)
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    record(
        events.URGING_WITHDRAWN,
        actor=actor,
        subject=case,
        data={"action": str(row.action.ref), "entry": row.entry.n},
        now=now,
    )


def _check(case: Case, action: CorrectiveAction, day: date, now: datetime) -> None:
    facts = Urged(
        owed=_is_owed(case, action),
        received=action.received_on is not None,
        waits=action.evidence.filter(verdict=Verdict.PENDING).exists(),
        last=_last(case, action),
    )
    if why := bar(facts, day, clocks.calendar()):
        raise NotReady(why)
    if action.agency_id != case.agency_id or not liaison_ids(case, now):
        raise NotReady("urge_nobody")


def _is_owed(case: Case, action: CorrectiveAction) -> bool:
    return action.is_owed and (
        action.received_on is None or takes_evidence(case.stage, case.closing_reason)
    )


def _last(case: Case, action: CorrectiveAction) -> date | None:
    """The day of the last reminder of this action, by whomever."""
    by_hand = action.urgings.filter(withdrawn_at=None).order_by("-on")
    spoken = Reminder.objects.filter(
        deadline__case=case, deadline__subject=clock_ref(action), spoken=True
    )
    by_clock = spoken.order_by("-at").values_list("at", flat=True).first()
    days = [by_hand.values_list("on", flat=True).first()]
    days.append(legal_day(by_clock, case.office.zone) if by_clock else None)
    return max((day for day in days if day is not None), default=None)


def liaisons_told(entry: Entry) -> Iterable[str]:
    """The liaisons of the case's agency, as "user:5"."""
    return [f"user:{pk}" for pk in _told(entry)]


def _told(entry: Entry) -> list[int]:
    action = CorrectiveAction.objects.select_related("case").get(
        ref=entry.data["action"]
    )
    return liaison_ids(action.case, entry.at)


def tell_once(delivery: Delivery, entry: Entry) -> None:
    """Send it, unless the same person has had his letter of this day already."""
    day = legal_day(entry.at, Zone.WIB)
    if ReminderLetter.objects.filter(recipient=delivery.recipient, day=day).exists():
        return
    others = Delivery.objects.filter(
        subscriber=delivery.subscriber,
        recipient=delivery.recipient,
        entry__kind=entry.kind,
        pk__lt=delivery.pk,
    ).exclude(state=DeliveryState.CANCELLED.value)
    days = others.values_list("entry__at", flat=True).order_by("-pk")[:1]
    if any(legal_day(at, Zone.WIB) == day for at in days):
        return
    tell_liaison(delivery, entry)
