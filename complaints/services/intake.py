"""From the agenda to the register: formal check, material check, plenary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.models import Check
from complaints.services import clocks, letters
from complaints.services.errors import NotReady
from complaints.services.fast import leave_fast
from complaints.services.gate import enter, require, step, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import TypeAlias
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

    Answers: TypeAlias = Mapping[str, tuple[bool, str]]


@transaction.atomic
def start_formal(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """Take a report from the agenda into the formal check; she holds it from now on.

    Out of a fast response the head starts it, and whoever held it holds it still.
    """
    case = enter(ref, actor=actor, version=version)
    fast = case.state == State.RCO
    free = not fast and case.intake_id is None  # else it stays with who holds it
    takes: dict[str, Any] = {"intake_id": actor.user_id} if free else {}
    step(case, Command.START_FORMAL, actor=actor, now=now, **takes)
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.INTAKE, on=day)
    if fast:
        leave_fast(case, on=day)
    clocks.start(case, TermKind.FORMAL, started_on=day)
    tell(case, events.FORMAL_STARTED, actor=actor, now=now)
    return case


def _keep(
    case: Case, stage: str, answers: Answers, *, actor: Actor, now: datetime
) -> None:
    for key, (passed, note) in answers.items():
        Check.objects.update_or_create(
            case=case,
            stage=stage,
            key=key,
            defaults={
                "passed": passed,
                "note": note,
                "by_id": actor.signed_in_id,
                "at": now,
            },
        )


def _failed(answers: Answers, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if not answers.get(key, (False, ""))[0])


@transaction.atomic
def pass_formal(
    *, ref: UUID, version: int, answers: Answers, actor: Actor, now: datetime
) -> Case:
    """Everything that UU 37/2008 art. 24 asks for is there.

    Raises :class:`NotReady` when one of the lines is answered no, or not at all.
    """
    case = enter(ref, actor=actor, version=version)
    if _failed(answers, FORMAL_KEYS):
        raise NotReady("formal_incomplete")
    step(case, Command.PASS_FORMAL, actor=actor, now=now)
    _keep(case, "formal", answers, actor=actor, now=now)
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.FORMAL, on=day)
    clocks.meet(case, TermKind.FORMAL_PROMISE, on=day)
    clocks.start(case, TermKind.MATERIAL, started_on=day)
    tell(case, events.FORMAL_PASSED, actor=actor, now=now)
    return case


@transaction.atomic
def ask_completion(
    *,
    ref: UUID,
    version: int,
    answers: Answers,
    missing: Sequence[str],
    actor: Actor,
    now: datetime,
) -> Case:
    """Ask the reporter for what is missing; 30 days from receipt (art. 25)."""
    case = enter(ref, actor=actor, version=version)
    if not missing:
        raise NotReady("nothing_missing")
    step(case, Command.ASK_COMPLETION, actor=actor, now=now)
    _keep(case, "formal", answers, actor=actor, now=now)
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.FORMAL, on=day)
    clocks.meet(case, TermKind.FORMAL_PROMISE, on=day)
    clocks.meet_every(case, TermKind.RCO_CONTACT, on=day)
    letters.post(
        case,
        kind="tidak_lengkap",
        addressee="reporter",
        context={"missing": list(missing)},
        actor=actor,
        now=now,
    )
    tell(
        case,
        events.COMPLETION_ASKED,
        actor=actor,
        now=now,
        missing=_failed(answers, FORMAL_KEYS),
    )
    return case


@transaction.atomic
def complete(*, ref: UUID, actor: Actor, now: datetime) -> Case:
    """The reporter says that what was missing is there; the formal check goes on."""
    case = enter(ref, actor=actor)
    step(case, Command.COMPLETE, actor=actor, now=now)
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.COMPLETION, on=day)
    clocks.drop(case, TermKind.PRESUMED_RECEIPT, now=now)
    clocks.start(case, TermKind.FORMAL, started_on=day)
    tell(case, events.CASE_COMPLETED, actor=actor, now=now)
    return case


@transaction.atomic
def pass_material(
    *, ref: UUID, version: int, answers: Answers, actor: Actor, now: datetime
) -> Case:
    """We may take this: it goes to the plenary with the six answers (art. 36)."""
    case = enter(ref, actor=actor, version=version)
    if set(answers) != set(MATERIAL_KEYS):
        raise NotReady("material_unanswered")
    step(case, Command.PASS_MATERIAL, actor=actor, now=now)
    _keep(case, "material", answers, actor=actor, now=now)
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.MATERIAL, on=day)
    clocks.start(case, TermKind.PLENO, started_on=day)
    tell(
        case,
        events.MATERIAL_PASSED,
        actor=actor,
        now=now,
        no=_failed(answers, MATERIAL_KEYS),
    )
    return case


@transaction.atomic
def send_back(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """The plenary asks intake to look again."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD, Party.COMMISSIONER)
    if case.state != State.PLENO:
        raise NotReady("not_in_plenary")
    step(case, Command.SEND_BACK, actor=actor, now=now)
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.PLENO, on=day)
    clocks.start(case, TermKind.MATERIAL, started_on=day)
    tell(case, events.SENT_BACK, actor=actor, now=now)
    return case
