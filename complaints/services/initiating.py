"""The office begins an investigation by itself (IAPS, Peraturan Ombudsman 38/2019).

A head decides it, of her own or because an officer suggested it. It enters the register
at once, without a reporter: nobody gets a code, nobody is told. Where it goes on with a
report that was withdrawn, substance, day and place come along and nothing of its reporter.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from agencies.models import Agency, Office, Unit
from complaints.domain import events, numbering
from complaints.domain.own_initiative import Source, may_go_on
from complaints.domain.states import CaseClass, Party, State
from complaints.domain.terms import EXAM_TERM, TermKind
from complaints.models import Case, Initiative, Recusal
from complaints.models.choices import Channel
from complaints.policies import heads_an_office, parties_of
from complaints.selectors.conflicts import conflict_of, tie_of
from complaints.selectors.initiatives import gone_on_with
from complaints.selectors.load import office_id_of
from complaints.services import clocks, codes, register, searching, sending
from complaints.services.errors import Conflicted, NotReady
from complaints.services.gate import enter, tell
from complaints.services.leaks import require_left_out

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.idempotency import Claim

#: What comes along of a withdrawn report: where and when, in no words of its reporter.
TAKEN = ("region_code", "happened_on", "happened_precision")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is to be examined, of whom, and why now; all of it in the office's words.

    ``limited_for``: why only few may read it (a restriction), "" where all may.
    """

    title: str
    suspicion: str
    grounds: str
    source: Source
    agency_id: int
    substance: str
    case_class: CaseClass
    unit_id: int | None = None
    forms: tuple[str, ...] = ()
    region_code: str = ""
    limited_for: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        """Everything of it that somebody typed."""
        return self.title, self.suspicion, self.grounds


@transaction.atomic
def begin(
    *,
    wish: Suspicion,
    out_of: UUID | None = None,
    key: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> Case:
    """A head begins an investigation of her office; the same form again begins nothing.

    ``out_of``: the withdrawn report with which it goes on. Raises :class:`NotAllowed`
    for who heads no office, :class:`Conflicted` for who has to do with the agency,
    :class:`NotReady` where that report was not withdrawn or was gone on with already,
    and :class:`WouldName` for words that say who had made it.
    """
    if not heads_an_office(actor):
        raise NotAllowed("party")
    claim = claimed("begin", wish, out_of, key, actor=actor, now=now)
    if claim is not None and claim.replay is not None:
        again: Case = Case.objects.visible_to(actor).get(ref=claim.replay["case"])
        return again
    withdrawn = withdrawn_of(out_of, wish, actor) if out_of else None
    row = written(Initiative(), wish, withdrawn, actor=actor)
    case = begun(row, wish, actor=actor, now=now)
    sending.store(claim, case=case.ref)
    return case


def claimed(
    form: str,
    wish: Suspicion,
    out_of: UUID | None,
    key: UUID | None,
    *,
    actor: Actor,
    now: datetime,
) -> Claim | None:
    """The claim of a form with these words, about this body."""
    about = (str(out_of or ""), str(wish.agency_id), str(wish.unit_id or ""))
    return sending.claim(
        key,
        form=f"own-{form}",
        words=[*wish.words, *about],
        file_ids=[],
        actor=actor,
        now=now,
    )


def withdrawn_of(
    ref: UUID, wish: Suspicion, actor: Actor, row: Initiative | None = None
) -> Case:
    """The withdrawn report, locked, where the office may go on with it.

    What was written names nobody who had made it. ``row``: the suggestion to do so, which
    is this actor's to decide.
    """
    case = enter(ref, actor=actor)
    if row is None and parties_of(actor, case).isdisjoint(OF_THE_OFFICE):
        raise NotAllowed("party")
    state = State(case.state)
    if not may_go_on(state, case.closing_reason, reported=case.has_reporter):
        raise NotReady("not_withdrawn")
    if case.erased_at is not None:
        raise NotReady("case_erased")
    if gone_on_with(case) not in (None, row):
        raise NotReady("gone_on_already")
    require_left_out(case, *wish.words)
    return case


#: Who goes on with a withdrawn report, or suggests it: who worked on it, and its head.
OF_THE_OFFICE = frozenset({Party.INTAKE, Party.EXAMINER, Party.RESMON, Party.HEAD})


def written(
    row: Initiative, wish: Suspicion, withdrawn: Case | None, *, actor: Actor
) -> Initiative:
    """Put the suspicion on its row; nothing is saved yet.

    Raises :class:`Conflicted` for who speaks, spoke or worked for the agency.
    """
    if tie_of(wish.agency_id, actor.signed_in_id):
        raise Conflicted
    if row.pk is None:
        office_id = withdrawn.office_id if withdrawn else office_id_of(actor)
        row.office, row.out_of = Office.objects.get(pk=office_id), withdrawn
    row.source = Source.WITHDRAWN if row.out_of else wish.source
    row.title, row.suspicion, row.grounds = wish.words
    row.agency = Agency.objects.current().get(pk=wish.agency_id)
    row.unit = _unit(wish)
    row.substance, row.alleged_forms = wish.substance, list(wish.forms)
    row.classification, row.limited_for = wish.case_class, wish.limited_for
    return row


def _unit(wish: Suspicion) -> Unit | None:
    if wish.unit_id is None:
        return None
    return Unit.objects.current().get(pk=wish.unit_id, agency_id=wish.agency_id)


def begun(row: Initiative, wish: Suspicion, *, actor: Actor, now: datetime) -> Case:
    """The case of a suspicion that is decided: registered, and its terms run.

    The limit of its class runs from this day: nobody waits to be told of an examiner.
    The words live in the case from here on; the row keeps why it was begun.
    """
    case = _case(row, wish, now)
    row.case, row.title, row.suspicion = case, "", ""
    row.decided_by_id, row.decided_at = actor.signed_in_id, now
    row.save()
    _bring_recusals(row, case, now=now)
    if conflict_of(case, actor.signed_in_id):
        raise Conflicted
    clocks.start(case, TermKind.ASSIGN, started_on=case.submitted_on)
    limit = EXAM_TERM[case.case_class]
    clocks.start(case, limit, started_on=case.submitted_on)
    searching.index(case)
    _tell(row, case, wish, actor=actor, now=now)
    return case


def _case(row: Initiative, wish: Suspicion, now: datetime) -> Case:
    day = legal_day(now, row.office.zone)
    nobodys = codes.secret_of(secrets.token_bytes(32))
    known = {"region_code": wish.region_code}
    if row.out_of is not None:
        known |= {name: getattr(row.out_of, name) for name in TAKEN}
    case = Case(
        locator=numbering.locator(secrets.token_bytes(5)),
        **codes.stored(nobodys),
        state=State.REGISTERED,
        channel=Channel.OWN,
        office=row.office,
        agency=row.agency,
        unit=row.unit,
        title=wish.title,
        story=wish.suspicion,
        substance=wish.substance,
        alleged_forms=list(wish.forms),
        restricted=bool(wish.limited_for),
        **known,
        filed_at=now,
        submitted_on=day,
        updated_at=now,
    )
    for name, value in register.entered(case, wish.case_class, day).items():
        setattr(case, name, value)
    case.save()
    return case


def _bring_recusals(row: Initiative, case: Case, *, now: datetime) -> None:
    """Who keeps out of the report that was withdrawn keeps out of what goes on with it."""
    if row.out_of is None:
        return
    Recusal.objects.bulk_create(
        Recusal(case=case, user_id=one.user_id, reason=one.reason, created_at=now)
        for one in row.out_of.recusals.order_by("id")
    )


def _tell(
    row: Initiative, case: Case, wish: Suspicion, *, actor: Actor, now: datetime
) -> None:
    """In the history of the case, and of the report with which it goes on."""
    tell(
        case,
        events.OWN_BEGUN,
        actor=actor,
        now=now,
        number=case.number,
        case_class=case.classification,
        rule_set=case.rule_set,
        office=case.office_id,
        agency=case.agency_id,
        unit=case.unit_id,
        source=row.source,
        text=case.text_hash("\n".join(wish.words)),
        out_of=str(row.out_of.ref) if row.out_of else None,
        user=row.proposed_by_id,
    )
    if wish.limited_for:
        case.restrictions.create(
            reason=wish.limited_for, note="", by_id=actor.signed_in_id, at=now
        )
        reason = wish.limited_for
        tell(case, events.CASE_RESTRICTED, actor=actor, now=now, reason=reason)
    if row.out_of is not None:
        tell(row.out_of, events.GONE_ON, actor=actor, now=now, went_on=str(case.ref))
