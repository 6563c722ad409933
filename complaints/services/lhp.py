"""The report of examination: drafted by one, signed by another, received by the agency."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from agencies.models import Unit
from complaints.domain import events, rulesets
from complaints.domain.backing import answered
from complaints.domain.corrective import Instrument
from complaints.domain.milestones import fit
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import EXAM_TERM, TermKind
from complaints.models import CorrectiveAction, DraftReturn, Lhp
from complaints.selectors import outgoing
from complaints.services import clocks, letters, milestones
from complaints.services.backing import write_findings
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, step, tell
from complaints.services.leaks import require_nameless
from complaints.services.returning import answer_return
from complaints.services.reviewing import keep_version
from complaints.services.succession import succeed, take_place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.milestones import Step
    from complaints.models import Case


@dataclass(frozen=True, slots=True)
class FindingText:
    """One form of maladministration (a code of ``domain.taxonomy``) and the reasons.

    ``component``: which part of the service standard it missed, a code likewise.
    """

    form: str
    text: str
    proven: bool = True
    component: str = ""


@dataclass(frozen=True, slots=True)
class ActionText:
    """One thing the agency shall do, and the evidence that would prove it.

    ``findings``: the numbers of those that it puts right; none named are all.
    """

    text: str
    wanted: str = ""
    unit_id: int | None = None
    superior: str = ""
    related: Sequence[str] = ()  # other agencies that it takes, by their names
    findings: Sequence[int] = ()
    milestones: Sequence[Step] = ()  # the way there; they bind to nothing
    instrument: Instrument = Instrument.TK  # or a suggestion, which binds to nothing


@dataclass(frozen=True, slots=True)
class LhpText:
    """The contents of an LHP (48/2020 art. 25): account, result, opinion, conclusion."""

    account: str
    result: str
    opinion: str
    conclusion: str  # found | not_found | stopped
    findings: Sequence[FindingText] = field(default_factory=tuple)
    actions: Sequence[ActionText] = field(default_factory=tuple)
    no_action: str = ""  # why nothing is left to correct, though it was found


@transaction.atomic
def draft_lhp(
    *,
    ref: UUID,
    version: int,
    text: LhpText,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Lhp:
    """Write (or write anew) the draft; the case stands in LHP_DRAFT.

    ``checked``: what may name somebody was seen and stays (``leaks``).
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.EXAMINER)
    if case.state != State.LHP_DRAFT:
        raise NotReady("not_in_review")
    if case.agency_id is None:
        raise NotReady("no_agency")
    _check(text)
    _check_units(case, text)
    _check_days(text, legal_day(now, case.office.zone))
    require_nameless(case, asdict(text), checked=checked)
    _keep_signed(case, now=now)
    lhp, _ = Lhp.objects.update_or_create(
        case=case,
        replaced_by=None,
        defaults={
            "account": text.account,
            "result": text.result,
            "opinion": text.opinion,
            "no_action": text.no_action,
            "conclusion": text.conclusion,
            "drafted_by_id": actor.signed_in_id,
            "drafted_at": now,
        },
    )
    _replace_parts(lhp, case, text)
    keep_version(lhp, actor=actor, now=now)
    answer_return(case, DraftReturn.LHP, now=now)
    amend(case, now=now)
    tell(
        case,
        events.LHP_DRAFTED,
        actor=actor,
        now=now,
        lhp=str(lhp.ref),
        conclusion=text.conclusion,
        forms=[finding.form for finding in text.findings],
        actions=len(text.actions),
        text=case.text_hash(text.opinion),
    )
    return lhp


def _keep_signed(case: Case, *, now: datetime) -> None:
    """What was signed and sent is never written over: another takes its place."""
    signed = outgoing.lhp_in_force(case)
    if signed is not None and signed.signed_on is not None:
        succeed(signed, now=now)


def _check_days(text: LhpText, today: date) -> None:
    rules = rulesets.in_force(today)
    if not all(fit(order.milestones, rules) for order in text.actions):
        raise NotReady("milestones_unfit")


def _check(text: LhpText) -> None:
    """Who finds fault says why, and what is to be done or why nothing is."""
    found = text.conclusion == "found"
    if found and not text.findings:
        raise NotReady("no_finding")
    if not all(finding.text.strip() for finding in text.findings):
        raise NotReady("finding_without_reason")
    if text.actions and not found:
        raise NotReady("actions_without_finding")
    if found and not text.actions and not text.no_action.strip():
        raise NotReady("no_action_without_reason")
    named = {n for order in text.actions for n in order.findings}
    if not named <= set(range(1, len(text.findings) + 1)):
        raise NotReady("finding_unknown")
    if text.actions and all(a.instrument == Instrument.SARAN for a in text.actions):
        raise NotReady("only_suggestions")
    if text.no_action.strip() and (text.actions or not found):
        raise NotReady("no_action_beside_actions")


def _check_units(case: Case, text: LhpText) -> None:
    """An order goes to a unit of the agency that the case is about."""
    named = {order.unit_id for order in text.actions if order.unit_id is not None}
    of_agency = Unit.objects.filter(agency=case.agency, pk__in=named)
    if of_agency.count() != len(named):
        raise NotReady("no_unit")


def _replace_parts(lhp: Lhp, case: Case, text: LhpText) -> None:
    write_findings(lhp, text.findings)
    lhp.actions.all().delete()
    agency_id = case.agency_id
    if agency_id is None:
        return
    rows = CorrectiveAction.objects.bulk_create(
        CorrectiveAction(
            case=case,
            lhp=lhp,
            n=n,
            text=a.text,
            wanted=a.wanted,
            agency_id=agency_id,
            unit_id=a.unit_id or case.unit_id,
            superior=a.superior,
            related=list(a.related),
            instrument=a.instrument,
        )
        for n, a in enumerate(text.actions, start=1)
    )
    findings = {row.n: row for row in lhp.findings.all()}
    for row, order in zip(rows, text.actions, strict=True):
        row.findings.set(findings[n] for n in answered(order.findings, [*findings]))
    milestones.write(rows, [order.milestones for order in text.actions])


def _units(case: Case, lhp: Lhp) -> list[int]:
    """The units that know the case by its orders: those of before, and of this report."""
    named = {row.unit_id for row in lhp.actions.all() if row.unit_id is not None}
    return sorted(named | set(case.order_units))


@transaction.atomic
def sign_lhp(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Lhp:
    """The head signs; the signer is never the drafter (four eyes). Delivery begins.

    The rule set in force on this day rules the corrective period.
    """
    case = enter(ref, actor=actor, version=version)
    lhp = outgoing.lhp_in_force(case)
    if lhp is None:
        raise NotReady("no_lhp")
    if outgoing.sent_back(case, lhp):
        raise NotReady("sent_back")
    known = {"released_at": now, "order_units": _units(case, lhp)}
    step(case, Command.SIGN_LHP, actor=actor, now=now, reason=None, **known)
    lhp.signed_by_id = actor.user_id
    lhp.signed_on = legal_day(now, case.office.zone)
    lhp.rule_set = rulesets.in_force(lhp.signed_on).code
    posted = letters.post(
        case,
        kind="lhp",
        addressee="agency",
        context=outgoing.lhp_letter(lhp, signed_on=lhp.signed_on),
        actor=actor,
        now=now,
    )
    lhp.letter = posted.letter
    lhp.save(update_fields=["signed_by", "signed_on", "rule_set", "letter"])
    take_place(lhp, actor=actor, now=now)
    if case.classification:
        limit = EXAM_TERM[case.case_class]
        clocks.meet(case, limit, on=lhp.signed_on)
    clocks.start(case, TermKind.DELIVERY, started_on=lhp.signed_on)
    tell(
        case,
        events.LHP_ISSUED,
        actor=actor,
        now=now,
        lhp=str(lhp.ref),
        conclusion=lhp.conclusion,
        rule_set=lhp.rule_set,
        letter=str(posted.letter.ref),
    )
    return lhp
