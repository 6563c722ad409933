"""What an examination does beside its state, and how it begins.

One way for every kind; what is peculiar to each stands in ``domain.activities``. How it
ends: ``outcomes``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints import vault
from complaints.domain import events
from complaints.domain.activities import (
    ADDRESSEES,
    RULES,
    Kind,
    Outcome,
    days_for,
    doers_of,
    next_turn,
)
from complaints.domain.holders import MONITORED
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import Activity, CaseLetter
from complaints.selectors.merging import report_locked
from complaints.services import clocks, filed_words, letters
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, tell
from complaints.services.leaks import require_nameless

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

BEGUN = {
    Kind.DOCUMENTS: events.DOCUMENTS_ASKED,
    Kind.SUMMONS: events.SUMMONED,
    Kind.SUPERIOR: events.SUPERIOR_INVITED,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall be done. ``about``: ours, nameless where a letter says it.

    ``sealed``: who is heard asked that nobody reads his name. ``follows``: the call that
    this one comes after.
    """

    kind: Kind
    about: str
    asked: str = ""
    person: str = ""
    sealed: bool = False
    day: date | None = None
    time: time | None = None
    place: str = ""
    follows: UUID | None = None


@transaction.atomic
def begin(
    *,
    ref: UUID,
    version: int,
    plan: Plan,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Begin an activity; where the law wants a letter, it goes out in the same act.

    ``checked``: what may name somebody was seen and stays (``leaks``). Raises
    :class:`NotReady` outside the examination, without an agency where a letter goes to
    it, for a day that cannot be, and for a call that may not follow.
    """
    if plan.sealed:
        report_locked(ref)
    case = enter(ref, actor=actor, version=version)
    rule, today = RULES[plan.kind], legal_day(now, case.office.zone)
    require(actor, case, *doers_of(plan.kind))
    if case.state not in rule.states:
        examined = State.EXAM in rule.states
        raise NotReady("not_in_examination" if examined else "not_monitored")
    before = _before(case, plan)
    person = before.person if before else plan.person
    _allowed(case, plan, person, today)
    if rule.letter:
        require_nameless(
            case, plan.about, plan.asked, person, plan.place, checked=checked
        )
    row = _row(case, plan, before, actor=actor, now=now)
    if plan.sealed:
        row.sealed = vault.put_witness(case, person, now=now)
    else:
        row.person = person
    row.save()
    if plan.sealed:
        filed_words.read_again(case)
    _start(case, row, actor=actor, now=now)
    return row


def _row(
    case: Case, plan: Plan, before: Activity | None, *, actor: Actor, now: datetime
) -> Activity:
    row = Activity(
        case=case,
        kind=plan.kind,
        about=plan.about,
        asked=plan.asked,
        place=plan.place,
        follows=before,
        begun_by_id=actor.signed_in_id,
        begun_at=now,
    )
    if before is not None:
        row.turn = next_turn(plan.kind, before.turn, Outcome(before.outcome)) or 1
    if plan.day is not None and plan.time is not None:
        zone = ZoneInfo(case.office.zone)
        row.meets_at = datetime.combine(plan.day, plan.time, tzinfo=zone)
    return row


def _before(case: Case, plan: Plan) -> Activity | None:
    """The call that this one follows; it was not, and nothing followed it yet."""
    if plan.follows is None:
        return None
    found: Activity | None = case.activities.filter(
        ref=plan.follows, kind=plan.kind
    ).first()
    if found is None or not found.outcome or hasattr(found, "next"):
        raise NotReady("activity_no_call")
    if next_turn(plan.kind, found.turn, Outcome(found.outcome)) is None:
        raise NotReady("activity_no_call")
    return found


def _allowed(case: Case, plan: Plan, person: str, today: date) -> None:
    rule = RULES[plan.kind]
    if rule.letter and case.agency_id is None:
        raise NotReady("no_agency")
    unnamed = rule.names and not person.strip()
    if unnamed or (plan.sealed and (rule.letter or not rule.names)):
        raise NotReady("activity_nobody")
    if not rule.meets:
        if not plan.asked.strip():
            raise NotReady("activity_no_papers")
        return
    received = clocks.due_of(TermKind.PRESUMED_RECEIPT, today)
    first, last = days_for(plan.kind, today, received=received)
    if plan.day is None or plan.time is None or not first <= plan.day <= last:
        raise NotReady("activity_day")


def _start(case: Case, row: Activity, *, actor: Actor, now: datetime) -> None:
    """Its letter and its clock, and what the journal says of it."""
    kind, subject = Kind(row.kind), str(row.ref)
    released = {}
    if RULES[kind].letter:
        posted = _post(case, row, actor=actor, now=now)
        row.letter = posted.letter
        row.save(update_fields=["letter"])
        clocks.start(
            case,
            TermKind.RECEIPT_PROOF,
            started_on=posted.sent_on,
            subject=subject,
            holder=_holder(case),
        )
        released = {"released_at": case.released_at or now}
    if row.met_on is not None:
        clocks.start(
            case,
            TermKind.MINUTES,
            started_on=row.met_on,
            subject=subject,
            holder=_holder(case),
        )
    amend(case, now=now, **released)
    tell(
        case,
        events.SUMMONED_AGAIN
        if row.follows_id
        else BEGUN.get(kind, events.ACTIVITY_PLANNED),
        actor=actor,
        now=now,
        activity=subject,
        sort=row.kind,
        turn=row.turn,
        on=row.met_on.isoformat() if row.met_on else "",
        text=case.text_hash(f"{row.about}\n{row.asked}\n{row.place}"),
    )


def _holder(case: Case) -> Party | None:
    """Of a case that is monitored, what an activity wants is monitoring's to do."""
    return Party.RESMON if case.state in MONITORED else None


def _post(case: Case, row: Activity, *, actor: Actor, now: datetime) -> CaseLetter:
    said: dict[str, object] = {"about": row.about}
    if row.meets_at is None:
        said["papers"] = "\n".join(row.papers)
    else:
        at = row.meets_at.astimezone(ZoneInfo(case.office.zone))
        said |= {
            "person": row.person,
            "turn": row.turn,
            "day": at.date().isoformat(),
            "time": f"{at:%H.%M}",
            "place": row.place,
        }
    if row.kind in ADDRESSEES:
        said["recipient"] = row.person
    return letters.post(
        case,
        kind=RULES[Kind(row.kind)].letter,
        addressee=ADDRESSEES.get(Kind(row.kind), "agency"),
        context=said,
        actor=actor,
        now=now,
    )
