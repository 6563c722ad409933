"""One case from the register before this one comes in, with its report on paper.

It goes the lawful road in one transaction, with the days of the file and in no one's
mail: who was told then was told by paper. No letter is made up for it, and who reported
it stayed where he was known. Its clocks run as they ran; what was to be said on days that
are over is not said any more.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from agencies.domain.calendar import Unit, legal_day, start_of_day
from complaints.domain import events, lifecycle, numbering, rulesets
from complaints.domain.corrective import VERIFIED, ActionStatus, Instrument
from complaints.domain.reminding import rungs
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.models import (
    Case,
    CorrectiveAction,
    Finding,
    FormerCase,
    Lhp,
    Reminder,
    VerifiedFact,
)
from complaints.models.choices import Channel
from complaints.selectors.conflicts import conflict_of
from complaints.services import clocks, codes, searching
from complaints.services.errors import Conflicted
from complaints.services.gate import amend, require, tell

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from agencies.domain.calendar import DueDate
    from agencies.models import Office
    from complaints.domain.former import OldCase, OldOrder
    from complaints.models import Deadline, OrdersFile

#: The road of a case that nobody reported, up to where orders are carried out.
ROAD = (
    Command.ASSIGN,
    Command.APPROVE_RESULT,
    Command.SIGN_LHP,
    Command.RECEIVE_LHP,
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Brought:
    """By whom, for which office, and with which file cases come in.

    ``code_hash``: of a code that is nobody's; one for them all, for it costs time.
    """

    office: Office
    actor: Actor
    now: datetime
    code_hash: str
    file: OrdersFile | None = None


def bringing(
    *, office: Office, file: OrdersFile | None = None, actor: Actor, now: datetime
) -> Brought:
    """What is the same for all cases of a file."""
    nobodys = codes.secret_of(secrets.token_bytes(32))
    return Brought(office, actor, now, str(codes.stored(nobodys)["code_hash"]), file)


def take_over(old: OldCase, how: Brought) -> Case | None:
    """Bring one case in; None where the office has brought this number in already.

    Of two at once the second finds what the first did. Raises :class:`NotAllowed` for
    who does not head the office, and :class:`Conflicted` where he, or the examiner whom
    the file names, has to do with the agency.
    """
    try:
        with transaction.atomic():
            return _taken_over(old, how)
    except IntegrityError:
        if is_known(old, how.office.pk):
            return None
        raise


def is_known(old: OldCase, office_id: int) -> bool:
    """Whether the office has brought this number in."""
    return FormerCase.objects.filter(office_id=office_id, key=old.key).exists()


def _taken_over(old: OldCase, how: Brought) -> Case | None:
    if is_known(old, how.office.pk):
        return None
    case = _registered(old, how)
    lhp = _report(case, old, how)
    for command in ROAD:
        _pass(case, command, old, how)
    actions = [_action(lhp, order, old, how) for order in old.orders]
    for action in actions:
        action.findings.set(lhp.findings.all())
    for action, order in zip(actions, old.orders, strict=True):
        _run(case, action, order, old, how)
    searching.index(case)
    tell(
        case,
        events.BROUGHT_IN,
        actor=how.actor,
        now=how.now,
        office=case.office_id,
        agency=case.agency_id,
        unit=case.unit_id,
        rule_set=lhp.rule_set,
        lhp=str(lhp.ref),
        forms=list(old.forms),
        actions=len(actions),
        on=old.received_on.isoformat(),
        text=case.text_hash(f"{old.number}\n{old.lhp_number}"),
    )
    return case


def _registered(old: OldCase, how: Brought) -> Case:
    office, day = how.office, old.lhp_on
    case = Case(
        locator=numbering.locator(secrets.token_bytes(5)),
        code_hash=how.code_hash,
        qr_hash=secrets.token_bytes(32),
        state=State.REGISTERED,
        channel=Channel.FORMER,
        display_number=old.number,
        office=office,
        agency_id=old.agency_id,
        unit_id=old.unit_id,
        title=old.title,
        substance=old.substance,
        alleged_forms=list(old.forms),
        rule_set=rulesets.procedure(day).code,
        # The file tells no day before that of the report: none is made up.
        filed_at=start_of_day(day, office.zone),
        submitted_on=day,
        registered_on=day,
        updated_at=how.now,
    )
    require(how.actor, case, Party.HEAD)
    case.save()
    FormerCase.objects.create(
        case=case,
        office=office,
        number=old.number,
        key=old.key,
        brought_at=how.now,
        brought_on=legal_day(how.now, office.zone),
        by_id=how.actor.signed_in_id,
        file=how.file,
        due_reasons={str(one.n): one.due_reason for one in old.orders if one.due_given},
    )
    people = (how.actor.signed_in_id, old.officer_id)
    if any(pk and conflict_of(case, pk) for pk in people):
        raise Conflicted
    return case


def _pass(case: Case, command: Command, old: OldCase, how: Brought) -> None:
    """One lawful step. Who drafted, signed and received it then is on paper: of the head
    who brings it in nothing is asked but that it is her office's."""
    changes: dict[str, Any] = {}
    if command is Command.ASSIGN:
        changes["examiner_id"] = old.officer_id
    if command is Command.SIGN_LHP:
        # From now on the agency finds it here, and each unit that an order names.
        units = {order.unit_id for order in old.orders if order.unit_id}
        changes |= {"released_at": how.now, "order_units": sorted(units)}
    state = lifecycle.next_state(case.stage, command, reporter=case.has_reporter)
    amend(case, now=how.now, state=state, **changes)


def _report(case: Case, old: OldCase, how: Brought) -> Lhp:
    """Its report, whose paper is elsewhere; who wrote it down here signed nothing."""
    lhp = Lhp.objects.create(
        case=case,
        conclusion="found",
        drafted_by_id=how.actor.signed_in_id,
        drafted_at=how.now,
        signed_on=old.lhp_on,
        rule_set=old.rule_set,
        paper_number=old.lhp_number,
        received_on=old.received_on,
    )
    Finding.objects.bulk_create(
        Finding(lhp=lhp, n=n, form=form, text=old.title)
        for n, form in enumerate(old.forms, start=1)
    )
    return lhp


def _action(lhp: Lhp, order: OldOrder, old: OldCase, how: Brought) -> CorrectiveAction:
    action = CorrectiveAction(
        case_id=lhp.case_id,
        lhp=lhp,
        n=order.n,
        text=order.text,
        agency_id=old.agency_id,
        unit_id=order.unit_id,
        instrument=order.instrument,
        received_on=lhp.received_on,
        due_on=order.due_on,
    )
    if order.status not in VERIFIED or order.done_on is None:
        action.save()
        return action
    action.status, action.executed_on = order.status, order.done_on
    action.days_late = clocks.days_late(order.due_on, order.done_on)
    action.verified_at, action.verified_by_id = how.now, how.actor.signed_in_id
    if order.status is ActionStatus.DILAKSANAKAN:
        action.settled_on = order.done_on
    action.save()
    VerifiedFact.objects.create(
        action=action,
        status=order.status,
        executed_on=order.done_on,
        days_late=action.days_late or 0,
        verified_by_id=how.actor.signed_in_id,
        verified_at=how.now,
    )
    return action


def _run(
    case: Case,
    action: CorrectiveAction,
    order: OldOrder,
    old: OldCase,
    how: Brought,
) -> None:
    """The clock of what is owed still, from receipt; nothing runs of what is done."""
    done = order.status is ActionStatus.DILAKSANAKAN
    if done or order.instrument is Instrument.SARAN:
        return
    rules = rulesets.BY_CODE[old.rule_set]
    row = clocks.start(
        case,
        TermKind.CORRECTIVE,
        started_on=old.received_on,
        subject=str(action.ref),
        due=_counted(old, order),
        rule_set=old.rule_set,
        law=rules.corrective_law,
    )
    _past_reminders(row, legal_day(how.now, case.office.zone), how.now)


def _counted(old: OldCase, order: OldOrder) -> DueDate:
    """The last day and the way to it; of one that was given, each day up to it."""
    calendar, rules = clocks.calendar(), rulesets.BY_CODE[old.rule_set]
    due = rulesets.corrective_due(calendar, old.received_on, old.rule_set)
    if not order.due_given:
        return due
    unit: Unit = rules.corrective_unit
    days = (order.due_on - old.received_on).days
    between = [old.received_on + n * ONE_DAY for n in range(1, days + 1)]
    skipped = [(day, why) for day in between if (why := calendar.skipped_as(day, unit))]
    return replace(
        due,
        date=order.due_on,
        count=days - len(skipped),
        skipped=tuple(skipped),
        provisional=False,
    )


def _past_reminders(row: Deadline, today: date, now: datetime) -> None:
    """What fell due before it came in is written down as never said."""
    every = rungs(clocks.calendar(), clocks.running(row))
    Reminder.objects.bulk_create(
        Reminder(deadline=row, rung=due.rung, due_on=row.due_on, at=now, spoken=False)
        for due in every
        if due.on < today
    )
    row.remind_on = next((due.on for due in every if due.on >= today), None)
    row.save(update_fields=["remind_on"])
