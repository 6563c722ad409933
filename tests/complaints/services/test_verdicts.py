"""What a verdict changes, what it leaves, and what of it is kept for ever."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import ProgrammingError, transaction

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.states import Reason
from complaints.domain.terms import TermKind
from complaints.interface import execution_record, pending_verdicts
from complaints.models import ActionEvidence, CorrectiveAction, VerifiedFact
from complaints.models.choices import Verdict
from complaints.services import closing, corrective
from complaints.services.errors import NotReady
from tests.complaints.story import submitted
from tests.complaints.views.pages import in_correction
from tests.people import actor, agency

if TYPE_CHECKING:
    from complaints.interface import ActionFact
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
DONE, PARTLY = ActionStatus.DILAKSANAKAN, ActionStatus.SEBAGIAN
ACCEPTED, REJECTED = Verdict.ACCEPTED, Verdict.REJECTED
LATER = date(2026, 12, 1)


def decide(
    walk: Walk,
    piece: ActionEvidence,
    verdict: Verdict = ACCEPTED,
    status: ActionStatus | None = DONE,
    executed_on: date | None = None,
) -> CorrectiveAction:
    return corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=verdict,
        status=status,
        reason="Alasan.",
        actor=actor("examiner"),
        now=walk.now,
        executed_on=executed_on,
    )


def told(walk: Walk, cutoff: date = LATER) -> ActionFact:
    """What assessments hear of the first action."""
    ref = str(walk.case.actions.get(n=1).ref)
    return next(
        f for f in execution_record(walk.case.agency_id or 0, cutoff) if f.ref == ref
    )


def test_done_decides_whatever_else_was_sent_for_that_action_and_no_other() -> None:
    walk = in_correction()
    first, beside, other = submitted(walk), submitted(walk), submitted(walk, 2)
    decide(walk, first)
    pieces = {piece.pk: piece for piece in ActionEvidence.objects.all()}
    assert pieces[beside.pk].verdict == ACCEPTED
    assert pieces[beside.pk].decided_on == walk.now.date()
    assert pieces[other.pk].verdict == Verdict.PENDING
    assert walk.kinds().count(events.EVIDENCE_DECIDED) == 2
    open_terms = walk.case.deadlines.filter(kind=TermKind.VERDICT, met_on=None)
    assert [row.subject for row in open_terms] == [str(other.ref)]
    assert pending_verdicts([walk.case.agency_id or 0], LATER) == 1


def test_partly_done_leaves_the_rest_to_be_judged() -> None:
    walk = in_correction()
    first, beside = submitted(walk), submitted(walk)
    decide(walk, first, status=PARTLY)
    beside.refresh_from_db()
    assert beside.verdict == Verdict.PENDING
    assert decide(walk, beside, REJECTED, None).status == PARTLY


@pytest.mark.parametrize(
    ("verdict", "status"), [(REJECTED, None), (Verdict.MORE, None), (ACCEPTED, PARTLY)]
)
def test_a_verdict_on_another_piece_never_undoes_an_action_that_is_done(
    verdict: Verdict, status: ActionStatus | None
) -> None:
    walk = in_correction()
    walk.pass_days(3)
    first, beside = submitted(walk), submitted(walk)
    decide(walk, first)
    # As it lay in a portal that did not decide the rest in the same act.
    ActionEvidence.objects.filter(pk=beside.pk).update(
        verdict=Verdict.PENDING, decided_on=None, decided_at=None, decided_by=None
    )
    before = told(walk)
    action = decide(walk, beside, verdict, status)
    beside.refresh_from_db()
    assert (action.status, beside.verdict) == (DONE, verdict)
    assert told(walk) == before
    assert VerifiedFact.objects.count() == 1


def test_a_case_is_not_closed_while_evidence_awaits_us() -> None:
    walk = in_correction()
    first, beside, second = submitted(walk), submitted(walk), submitted(walk, 2)
    decide(walk, first)
    decide(walk, second, status=PARTLY)
    submitted(walk, 2)
    ActionEvidence.objects.filter(pk=beside.pk).update(
        verdict=Verdict.PENDING, decided_on=None
    )
    with pytest.raises(NotReady, match="verdicts_pending"):
        walk.do(closing.close, "head", reason=Reason.TK_SEBAGIAN_DITERIMA)


def test_completing_an_action_after_the_cutoff_keeps_the_half_earned_before() -> None:
    walk = in_correction()
    walk.pass_days(5)
    decide(walk, submitted(walk), status=PARTLY)
    half = walk.now.date()
    walk.pass_days(90)
    cutoff = walk.now.date() - timedelta(days=1)
    before = told(walk, cutoff)
    decide(walk, submitted(walk))
    after = told(walk, cutoff)
    assert (before.status, before.executed_on) == ("sebagian", half)
    assert after == before
    whole = told(walk)
    assert (whole.status, whole.executed_on) == ("dilaksanakan", walk.now.date())
    assert whole.settled_on == walk.now.date()


def test_nothing_verified_by_the_cutoff_is_nothing_carried_out() -> None:
    walk = in_correction()
    day = walk.now.date()
    walk.pass_days(5)
    decide(walk, submitted(walk))
    fact = told(walk, day)
    assert (fact.status, fact.executed_on, fact.submitted_on) == ("belum", None, None)


def test_what_was_verified_is_a_row_that_says_who_and_when() -> None:
    walk = in_correction()
    piece = submitted(walk)
    decide(walk, piece, status=PARTLY)
    fact = VerifiedFact.objects.get()
    assert (fact.status, fact.evidence, fact.days_late) == (PARTLY, piece, 0)
    assert (fact.verified_by_id, fact.verified_at) == (
        actor("examiner").user_id,
        walk.now,
    )


def test_the_portal_itself_can_neither_change_nor_delete_a_verified_fact() -> None:
    walk = in_correction()
    decide(walk, submitted(walk))
    rows = VerifiedFact.objects.all()
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows.update(days_late=0)
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows.delete()


def test_lateness_rests_on_the_day_we_verified_and_not_on_what_the_agency_says() -> (
    None
):
    walk = in_correction()
    received, due = walk.now.date(), walk.case.actions.get(n=1).due_on
    assert due is not None
    walk.pass_days(200)
    piece = submitted(walk)
    ActionEvidence.objects.filter(pk=piece.pk).update(done_on=received)
    action = decide(walk, piece)
    assert action.executed_on == walk.now.date()
    assert (action.days_late or 0) > 30
    in_time = decide(walk, submitted(walk, 2), executed_on=due)
    assert (in_time.executed_on, in_time.days_late) == (due, 0)


@pytest.mark.parametrize("days", [-1, 11])
def test_a_day_before_receipt_or_after_submission_is_refused(days: int) -> None:
    walk = in_correction()
    day = walk.now.date() + timedelta(days=days)
    walk.pass_days(10)
    with pytest.raises(NotReady, match="day_outside"):
        corrective.submit_evidence(
            action_ref=walk.case.actions.get(n=1).ref,
            text="Sudah.",
            done_on=day,
            file_ids=[],
            actor=actor("liaison"),
            now=walk.now,
        )
    piece = submitted(walk)
    with pytest.raises(NotReady, match="day_outside"):
        decide(walk, piece, executed_on=day)
    assert not VerifiedFact.objects.exists()


def test_an_agency_shows_nothing_for_an_action_that_another_one_owes() -> None:
    walk = in_correction()
    walk.case.actions.filter(n=1).update(agency=agency(1))
    with pytest.raises(CorrectiveAction.DoesNotExist):
        submitted(walk)
    assert submitted(walk, 2).text


def test_nobody_but_the_agency_shows_what_it_did() -> None:
    walk = in_correction()
    with pytest.raises(NotAllowed):
        submitted(walk, actor=actor("examiner"))
