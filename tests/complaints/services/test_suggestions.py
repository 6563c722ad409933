"""A suggestion in a report is tracked, and nothing follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.corrective import ActionStatus, Instrument
from complaints.domain.record import InRecord
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.domain.turn import Sentence
from complaints.interface import pending_verdicts
from complaints.models.choices import Verdict
from complaints.selectors.agency_record import record_of
from complaints.selectors.duties import duties, released
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, corrective, lhp, moving_days, signing
from complaints.services.lhp import ActionText
from complaints.views.agency_orders import orders
from complaints.views.words import status_of
from tests.complaints import ladder
from tests.complaints.story import LHP, Walk, opened_by_agency, submitted, to_review
from tests.people import actor, login

if TYPE_CHECKING:
    from complaints.models import ActionEvidence, CorrectiveAction

pytestmark = pytest.mark.django_db
TEXT = replace(
    LHP,
    actions=[
        ActionText("Terbitkan akta."),
        ActionText("Pasang papan waktu.", instrument=Instrument.SARAN),
    ],
)


def received() -> Walk:
    """The agency has a report with one order and one suggestion."""
    walk = Walk()
    to_review(walk)
    walk.do(lhp.draft_lhp, "examiner", text=TEXT)
    walk.do(lhp.sign_lhp, "head")
    opened_by_agency(walk)
    walk.again()
    return walk


def action(walk: Walk, n: int) -> CorrectiveAction:
    found: CorrectiveAction = walk.case.actions.get(n=n)
    return found


def judged(walk: Walk, piece: ActionEvidence) -> None:
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason="Sudah.",
        actor=actor("examiner"),
        now=walk.now,
    )


def today(walk: Walk) -> date:
    return legal_day(walk.now, settings.TIME_ZONE)


def test_no_clock_runs_for_it_and_its_day_is_only_said() -> None:
    walk = received()
    order, suggestion = action(walk, 1), action(walk, 2)
    assert order.due_on is not None
    assert (suggestion.received_on, suggestion.due_on) == (
        order.received_on,
        order.due_on,
    )
    terms = walk.case.deadlines.filter(kind=TermKind.CORRECTIVE)
    assert [row.subject for row in terms] == [str(order.ref)]


def test_the_reporter_is_not_told_that_the_agency_must_when_only_it_is_open() -> None:
    walk = received()
    judged(walk, submitted(walk, 1))
    turn = reporter_page(walk.again(), walk.now).turn
    assert turn.sentence is Sentence.FINISHING_EXECUTION
    walk.pass_days(60)
    assert walk.again().state == State.CORRECTIVE
    turn = reporter_page(walk.case, walk.now).turn
    assert turn.sentence is Sentence.FINISHING_EXECUTION


def test_it_is_never_called_late_or_not_carried_out() -> None:
    walk = received()
    walk.pass_days(60)
    suggestion, day = action(walk, 2), today(walk)
    assert status_of(suggestion, day) == ("Saran, belum dilaksanakan", "")
    assert status_of(action(walk, 1), day)[1] == "bad"
    liaison = actor("liaison")
    found = {
        standing: [
            row.n for row in record_of(liaison, year=None, standing=standing, today=day)
        ]
        for standing in (InRecord.LATE, InRecord.OPEN)
    }
    assert found == {InRecord.LATE: [1], InRecord.OPEN: [2]}


def test_among_the_duties_it_stands_as_a_suggestion_without_a_last_day() -> None:
    walk = received()
    liaison = actor("liaison")
    found = {duty.ref: duty for duty in duties(liaison, released(liaison))}
    one = found[str(action(walk, 2).ref)]
    assert (one.suggested, one.due_on, one.term) == (True, None, None)
    client = Client()
    login(client, "liaison")
    assert "Saran" in client.get(reverse("agency:inbox")).content.decode()


def test_on_the_page_of_the_agency_it_stands_in_a_list_of_its_own() -> None:
    walk = received()
    rows = list(walk.case.actions.order_by("n"))
    found = orders(rows, {}, {}, {}, [], today(walk), work_calendar())
    assert [(one["title"], [row["row"].n for row in one["rows"]]) for one in found] == [
        ("Tindakan korektif", [1]),
        ("Saran", [2]),
    ]
    assert not found[1]["rows"][0]["may_ask"]


def waiting(walk: Walk) -> None:
    """The agency says that it followed the suggestion; we have not looked yet."""
    submitted(walk, 2)


def test_no_round_waits_for_our_verdict_on_it() -> None:
    walk = received()
    waiting(walk)
    agency, cutoff = walk.case.agency_id or 0, today(walk) + timedelta(days=1)
    assert pending_verdicts([agency], cutoff) == 0
    submitted(walk, 1)
    assert pending_verdicts([agency], cutoff) == 1


def test_the_case_is_closed_while_it_waits() -> None:
    walk = received()
    judged(walk, submitted(walk, 1))
    waiting(walk)
    walk.do(closing.propose_closing, "examiner", reason=Reason.TK_DILAKSANAKAN)
    walk.do(closing.close, "head", reason=Reason.TK_DILAKSANAKAN)
    assert walk.again().state == State.CLOSED


def test_the_chair_signs_while_it_waits() -> None:
    walk = received()
    walk.pass_days(43)
    ladder.approved(walk)
    waiting(walk)
    walk.do(signing.sign_recommendation, "chair")
    assert walk.again().state == State.RECOMMENDATION


def test_another_day_of_receipt_moves_its_day_too() -> None:
    walk = received()
    posted = walk.case.letters.get(letter__kind="lhp", addressee="agency")
    assert posted.received_on is not None
    later = posted.received_on + timedelta(days=7)
    walk.pass_days(8)
    moving_days.receive_on(walk.again(), posted, later, actor=SYSTEM, now=walk.now)
    order, suggestion = action(walk, 1), action(walk, 2)
    assert (suggestion.received_on, suggestion.due_on) == (later, order.due_on)
