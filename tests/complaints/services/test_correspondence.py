"""Paper counts like the portal: a signed delivery is a receipt, a letter is an answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import STRANGER, SYSTEM, reporter_of
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.activities import Kind
from complaints.domain.correspondence import Side, Way
from complaints.domain.terms import TermKind
from complaints.domain.turn import Side as Turn
from complaints.models import CaseLetter, PaperLetter
from complaints.selectors.correspondence import open_requests, unproved
from complaints.services import closing, correspondence, erasing
from complaints.services.correspondence import Incoming, Proof
from complaints.services.errors import NotReady, StaleVersion
from documents.services import accept_upload
from journal.models import Delivery, Entry
from tests.complaints.services.test_activities import begun
from tests.complaints.story import Walk, asked, opened_by_agency, to_examination
from tests.documents.samples import pdf, upload
from tests.people import actor

if TYPE_CHECKING:
    from complaints.models import Activity, Clarification, Deadline

pytestmark = pytest.mark.django_db
SAID = "Akta terbit minggu depan."


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    return found


def picture(walk: Walk) -> int:
    stored = accept_upload(
        file=upload("surat.pdf", pdf()), actor=STRANGER, now=walk.now
    )
    return stored.pk


def letter(walk: Walk) -> CaseLetter:
    rows = CaseLetter.objects.filter(case=walk.case).select_related("letter")
    return rows.latest("id")


def prove(
    walk: Walk, who: str = "examiner", on: date | None = None, **more: Any
) -> CaseLetter:
    posted = letter(walk)
    given = {"letter": posted.ref, "file_ids": [picture(walk)], **more}
    proof = given.pop("proof", Proof(on or posted.sent_on, Way.HAND))
    row: CaseLetter = walk.do(correspondence.prove, who, proof=proof, **given)
    return row


def keep(
    walk: Walk,
    who: str = "examiner",
    *,
    side: Side = Side.AGENCY,
    on: date | None = None,
    answers: Any = None,
    files: bool = True,
) -> PaperLetter:
    told = Incoming(side, on or walk.now.date(), SAID, "470/12/2026", answers=answers)
    ids = [picture(walk)] if files else []
    row: PaperLetter = walk.do(
        correspondence.keep_letter, who, letter=told, file_ids=ids
    )
    return row


def withdrawn(walk: Walk) -> None:
    """A reporter may take his report back whatever is still open."""
    who = reporter_of(walk.again().pk)
    closing.withdraw(ref=walk.case.ref, actor=who, now=walk.now)


def term(walk: Walk, kind: TermKind) -> Deadline | None:
    return walk.case.deadlines.filter(kind=kind, dropped_at=None).order_by("id").last()


# --- ours was handed over ----------------------------------------------------------
def test_a_signed_delivery_starts_what_runs_from_receipt(walk: Walk) -> None:
    request = asked(walk)
    sent_on = letter(walk).sent_on
    walk.pass_days(2)
    posted = prove(walk, on=sent_on + timedelta(days=1))
    request.refresh_from_db()
    assert request.received_on == posted.received_on == sent_on + timedelta(days=1)
    running = term(walk, TermKind.CLARIFICATION)
    assert running is not None
    assert running.started_on == posted.received_on
    presumed = term(walk, TermKind.PRESUMED_RECEIPT)
    assert presumed is not None
    assert presumed.met_on == posted.received_on
    assert walk.kinds()[-2:] == [events.LETTER_PROVED, events.LETTER_RECEIVED]
    entry = Entry.objects.get(kind=events.LETTER_RECEIVED)
    assert (entry.data["how"], entry.data["on"]) == (
        "signed",
        posted.received_on.isoformat(),
    )
    assert posted.proofs.get().lane == "internal"


def test_a_proof_that_comes_after_the_silence_keeps_the_day_of_the_silence(
    walk: Walk,
) -> None:
    request = asked(walk)
    sent_on = letter(walk).sent_on
    walk.pass_days(20)
    request.refresh_from_db()
    deemed = request.received_on
    assert deemed is not None
    posted = prove(walk, on=sent_on + timedelta(days=15))
    assert posted.received_on == deemed
    assert posted.signed_on == sent_on + timedelta(days=15)
    assert walk.kinds()[-1] == events.LETTER_PROVED


def test_a_silence_that_nobody_noticed_yet_counts_before_a_later_proof(
    walk: Walk,
) -> None:
    asked(walk)
    sent_on = letter(walk).sent_on
    walk.now += timedelta(days=20)  # no sweep
    deemed = term(walk, TermKind.PRESUMED_RECEIPT)
    assert deemed is not None
    posted = prove(walk, on=sent_on + timedelta(days=15))
    assert posted.received_on == deemed.due_on
    assert Entry.objects.get(kind=events.LETTER_RECEIVED).data["how"] == "deemed"


def test_a_letter_is_proved_once_and_not_after_it_was_opened(walk: Walk) -> None:
    asked(walk)
    prove(walk)
    assert letter(walk) not in unproved(walk.case)
    with pytest.raises(NotReady, match="letter_proved"):
        prove(walk)
    with pytest.raises(NotReady, match="letter_proved"):
        prove(walk, letter=uuid4())
    other = Walk()
    to_examination(other)
    asked(other)
    opened_by_agency(other)
    with pytest.raises(NotReady, match="letter_proved"):
        prove(other)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_letter_is_not_handed_over_before_it_was_sent_nor_tomorrow(
    walk: Walk, days: int
) -> None:
    asked(walk)
    with pytest.raises(NotReady, match="letter_day"):
        prove(walk, on=letter(walk).sent_on + timedelta(days=days))


def test_a_number_of_the_post_proves_it_or_a_picture_and_nothing_else(
    walk: Walk,
) -> None:
    asked(walk)
    day = letter(walk).sent_on
    with pytest.raises(NotReady, match="letter_unproved"):
        prove(walk, file_ids=[])
    posted = prove(walk, file_ids=[], proof=Proof(day, Way.POST, "RR 12 34"))
    assert (posted.way, posted.proof_number) == ("post", "RR 12 34")


@pytest.mark.parametrize("who", ["auditor", "liaison"])
def test_who_does_not_work_on_the_case_writes_down_no_paper(
    walk: Walk, who: str
) -> None:
    asked(walk)
    with pytest.raises(NotAllowed):
        prove(walk, who)
    with pytest.raises(NotAllowed):
        keep(walk, who)


def test_a_page_that_is_out_of_date_writes_nothing(walk: Walk) -> None:
    asked(walk)
    old = walk.again().version - 1
    with pytest.raises(StaleVersion):
        correspondence.prove(
            ref=walk.case.ref,
            version=old,
            letter=letter(walk).ref,
            proof=Proof(letter(walk).sent_on, Way.POST, "1"),
            actor=actor("examiner"),
            now=walk.now,
        )


# --- somebody's came in ------------------------------------------------------------
def test_an_answer_on_paper_is_the_agencys_answer_from_the_day_it_arrived(
    walk: Walk,
) -> None:
    request = asked(walk)
    sent_on = letter(walk).sent_on
    walk.pass_days(3)
    row = keep(walk, answers=request.ref, on=sent_on + timedelta(days=2))
    request.refresh_from_db()
    assert (request.answer, request.answered_on) == (SAID, row.arrived_on)
    assert request.answered_by is None
    # Who answers has received it, that day at the latest.
    assert request.received_on == row.arrived_on
    running = term(walk, TermKind.CLARIFICATION)
    assert running is not None
    assert running.met_on == row.arrived_on
    assert walk.again().turn != Turn.AGENCY
    assert events.CLARIFICATION_ANSWERED in walk.kinds()
    brought = row.files.get()
    assert (brought.lane, brought.clarification) == ("agency", request)
    told = Delivery.objects.filter(entry__kind=events.CLARIFICATION_ANSWERED)
    assert told.filter(subscriber="reporter_news").exists()


def test_papers_that_were_asked_for_may_come_on_paper(walk: Walk) -> None:
    row: Activity = begun(walk, Kind.DOCUMENTS)
    keep(walk, answers=row.ref)
    row.refresh_from_db()
    assert row.answer == SAID
    assert row.answered_at == walk.now
    minutes = term(walk, TermKind.MINUTES)
    assert minutes is not None
    assert minutes.subject == str(row.ref)
    assert events.DOCUMENTS_SENT in walk.kinds()


def test_a_request_that_was_opened_keeps_its_day_of_receipt(walk: Walk) -> None:
    request: Clarification = asked(walk)
    opened_by_agency(walk)
    request.refresh_from_db()
    before = request.received_on
    walk.pass_days(2)
    keep(walk, answers=request.ref)
    request.refresh_from_db()
    assert request.received_on == before


@pytest.mark.parametrize("side", [Side.REPORTER, Side.OTHER])
def test_only_the_agency_answers_what_the_agency_was_asked(
    walk: Walk, side: Side
) -> None:
    request = asked(walk)
    with pytest.raises(NotReady, match="request_over"):
        keep(walk, side=side, answers=request.ref)
    row = keep(walk, side=side)
    assert row.files.get().lane == {"reporter": "reporter"}.get(side, "internal")
    request.refresh_from_db()
    assert request.answered_at is None


def test_a_request_is_answered_once(walk: Walk) -> None:
    request = asked(walk)
    keep(walk, answers=request.ref)
    assert open_requests(walk.again()) == []
    with pytest.raises(NotReady, match="request_over"):
        keep(walk, answers=request.ref)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_letter_does_not_arrive_before_the_case_nor_tomorrow(
    walk: Walk, days: int
) -> None:
    day = walk.case.submitted_on if days < 0 else walk.now.date()
    with pytest.raises(NotReady, match="paper_day"):
        keep(walk, on=day + timedelta(days=days))


def test_a_letter_without_a_picture_is_not_kept(walk: Walk) -> None:
    with pytest.raises(NotReady, match="paper_without_picture"):
        keep(walk, files=False)


def test_paper_that_comes_after_the_end_is_kept_and_answers_nothing(walk: Walk) -> None:
    request = asked(walk)
    withdrawn(walk)
    with pytest.raises(NotReady, match="request_over"):
        keep(walk, "head", answers=request.ref)
    keep(walk, "head")
    assert prove(walk, "head").received_on is not None


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_stays_without_paper(walk: Walk) -> None:
    asked(walk)
    row = keep(walk)
    withdrawn(walk)
    erasing.erase_case(
        ref=walk.case.ref, reason="retention", actor=SYSTEM, now=walk.now
    )
    row.refresh_from_db()
    assert (row.text, row.number) == ("", "")
    assert row.files.get().file.is_erased
    with pytest.raises(NotReady, match="case_erased"):
        keep(walk, "head")
    with pytest.raises(NotReady, match="case_erased"):
        prove(walk, "head")


def test_the_database_keeps_no_half_a_proof_and_no_answer_of_somebody_else(
    walk: Walk,
) -> None:
    request = asked(walk)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLetter.objects.filter(pk=letter(walk).pk).update(proof_number="1")
    row = keep(walk, side=Side.OTHER)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperLetter.objects.filter(pk=row.pk).update(clarification=request)


def test_no_word_of_a_letter_stands_in_the_history(walk: Walk) -> None:
    keep(walk)
    prove_number = "RR 998877"
    asked(walk)
    prove(walk, proof=Proof(letter(walk).sent_on, Way.POST, prove_number))
    told = str(list(Entry.objects.values_list("data", flat=True)))
    assert SAID not in told
    assert prove_number not in told
