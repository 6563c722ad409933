"""After a case is closed: what the reporter is asked, and how it comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import reporter_of
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.afterwards import Question
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.models import Deadline, Opinion, ReopeningRequest
from complaints.services import (
    closing,
    intake,
    lhp,
    opinions,
    reopening,
)
from complaints.services.answering import complete_report
from complaints.services.errors import NotReady
from complaints.services.lhp import LhpText
from journal.models import Delivery
from tests.complaints.story import Walk, to_review
from tests.complaints.views.pages import in_examination
from tests.people import actor

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db


def closed(reason: Reason = Reason.DISELESAIKAN_TERLAPOR) -> Walk:
    walk = in_examination()
    walk.do(closing.close, "head", reason=reason)
    walk.again()
    return walk


def rate(walk: Walk, question: Question = Question.SERVICE, **more: object) -> Opinion:
    told: dict[str, object] = {"stars": 4} if question is Question.SERVICE else {}
    return opinions.answer(
        ref=walk.case.ref,
        question=question,
        actor=reporter_of(walk.case.pk),
        now=walk.now,
        **(told | more),  # type: ignore[arg-type]  # by name, of any kind
    )


def ask(walk: Walk, text: str = "Ada surat baru.") -> ReopeningRequest:
    return reopening.ask_reopening(
        ref=walk.case.ref, text=text, actor=reporter_of(walk.case.pk), now=walk.now
    )


def decide(walk: Walk, *, granted: bool, who: str = "head") -> None:
    walk.do(reopening.decide_reopening, who, granted=granted, answer="Kami membacanya.")
    walk.again()


def told(walk: Walk, kind: str) -> int:
    """How many deliveries to the reporter an event of this kind has made."""
    return Delivery.objects.filter(
        entry__subject_kind="case",
        entry__subject_id=walk.case.pk,
        entry__kind=kind,
        subscriber="reporter_news",
    ).count()


class TestTheTwoQuestions:
    def test_the_first_is_open_on_the_day_of_closing_the_second_28_days_later(
        self,
    ) -> None:
        walk = closed()
        days = {row.question: row.opens_on for row in walk.case.opinions.all()}
        on = walk.now.date()
        assert days == {"service": on, "result": on + timedelta(days=28)}

    def test_each_is_answered_once(self) -> None:
        walk = closed()
        row = rate(walk, because=["clear", "nonsense"], text="Petugasnya sabar.")
        assert (row.stars, row.because, row.text) == (
            4,
            ["clear"],
            "Petugasnya sabar.",
        )
        with pytest.raises(NotReady, match="not_asked"):
            rate(walk, stars=1)
        assert walk.kinds()[-1] == events.OPINION_GIVEN

    def test_the_second_waits_for_its_day(self) -> None:
        walk = closed()
        with pytest.raises(NotReady, match="not_asked"):
            rate(walk, Question.RESULT, solved="yes")
        walk.now += timedelta(days=28)
        assert rate(walk, Question.RESULT, solved="partly").solved == "partly"

    def test_a_scheduler_that_slept_asks_once_and_says_news_only(self) -> None:
        walk = closed()
        assert opinions.ask_due(walk.now + timedelta(days=27)) == 0
        late = walk.now + timedelta(days=60)
        assert opinions.ask_due(late) == 1
        assert opinions.ask_due(late) == 0
        assert told(walk, events.OPINION_ASKED) == 1
        assert walk.kinds().count(events.OPINION_ASKED) == 1

    def test_who_answered_early_is_not_asked_again(self) -> None:
        walk = closed()
        walk.now += timedelta(days=28)
        rate(walk, Question.RESULT, solved="yes")
        assert opinions.ask_due(walk.now) == 0

    def test_nobody_but_the_reporter_answers(self) -> None:
        walk = closed()
        with pytest.raises(NotAllowed):
            opinions.answer(
                ref=walk.case.ref,
                question=Question.SERVICE,
                stars=5,
                actor=actor("head"),
                now=walk.now,
            )

    def test_an_answer_without_its_part_is_refused(self) -> None:
        walk = closed()
        with pytest.raises(NotReady, match="no_stars"):
            rate(walk, stars=6)
        walk.now += timedelta(days=28)
        with pytest.raises(NotReady, match="no_answer"):
            rate(walk, Question.RESULT, solved="maybe")

    def test_the_database_knows_no_sixth_star(self) -> None:
        row = closed().case.opinions.get(question="service")
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=row.pk).update(stars=6)

    def test_after_reopening_and_closing_again_it_is_asked_anew(self) -> None:
        walk = closed()
        ask(walk)
        decide(walk, granted=True)
        assert walk.case.opinions.count() == 0
        walk.now += timedelta(days=1)
        walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
        assert walk.case.opinions.count() == 2


class TestComingBack:
    def test_a_head_answers_within_14_days_and_the_heads_are_told(self) -> None:
        walk = closed()
        ask(walk)
        row = Deadline.objects.get(case=walk.case, kind=TermKind.REOPENING_ANSWER)
        assert row.due_on == walk.now.date() + timedelta(days=14)
        assert walk.again().due_on == row.due_on
        news = Delivery.objects.filter(
            entry__kind=events.REOPENING_ASKED, subscriber="colleague_news"
        )
        assert news.exists()

    def test_granted_it_stands_where_it_was_closed_and_its_terms_run_on(self) -> None:
        walk = in_examination()
        kind = TermKind.EXAM_LIGHT
        before = walk.case.deadlines.get(kind=kind).due_on
        walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
        walk.pass_days(3)
        ask(walk)
        decide(walk, granted=True)
        assert walk.case.state == State.EXAM
        assert (walk.case.closing_reason, walk.case.closed_at) == ("", None)
        assert walk.case.deadlines.get(kind=kind, dropped_at=None).due_on == before
        assert told(walk, events.CASE_REOPENED) == 1

    def test_a_term_that_went_by_meanwhile_begins_anew(self) -> None:
        walk = closed()
        walk.now += timedelta(days=90)
        ask(walk)
        decide(walk, granted=True)
        row = walk.case.deadlines.get(kind=TermKind.EXAM_LIGHT, dropped_at=None)
        assert row.started_on == walk.now.date()
        assert walk.case.due_on == walk.now.date() + timedelta(days=30)

    def test_closed_on_its_report_it_is_examined_again_with_a_term(self) -> None:
        walk = Walk()
        to_review(walk)
        not_found = LhpText(
            account="Uraian.",
            result="Hasil.",
            opinion="Pendapat.",
            conclusion="not_found",
            findings=[],
            actions=[],
        )
        walk.do(lhp.draft_lhp, "examiner", text=not_found)
        walk.do(lhp.sign_lhp, "head")
        walk.do(closing.close, "head", reason=Reason.TIDAK_DITEMUKAN)
        ask(walk)
        decide(walk, granted=True)
        assert walk.case.state == State.EXAM
        assert walk.case.deadlines.filter(
            kind=TermKind.EXAM_LIGHT, met_on=None, dropped_at=None
        ).exists()

    def test_refused_it_stays_closed_and_the_reporter_reads_why(self) -> None:
        walk = closed()
        ask(walk)
        decide(walk, granted=False)
        assert walk.case.state == State.CLOSED
        assert walk.case.due_on is None
        assert walk.case.reopenings.get().answer == "Kami membacanya."
        assert told(walk, events.REOPENING_REFUSED) == 1

    def test_one_request_waits_at_a_time(self) -> None:
        walk = closed()
        ask(walk)
        with pytest.raises(NotReady, match="not_reopenable"):
            ask(walk)

    def test_after_a_year_the_window_is_over(self) -> None:
        walk = closed()
        walk.now += timedelta(days=366)
        with pytest.raises(NotReady, match="not_reopenable"):
            ask(walk)

    def test_on_the_last_day_it_is_open(self) -> None:
        walk = closed()
        walk.now += timedelta(days=365)
        assert ask(walk).granted is None

    def test_an_open_case_has_nothing_to_reopen(self) -> None:
        with pytest.raises(NotReady, match="not_reopenable"):
            ask(in_examination())

    def test_an_examiner_does_not_decide(self) -> None:
        walk = closed()
        ask(walk)
        with pytest.raises(NotAllowed):
            decide(walk, granted=True, who="examiner")

    def test_without_a_request_nothing_is_decided(self) -> None:
        with pytest.raises(NotReady, match="no_reopening"):
            decide(closed(), granted=True)

    def test_the_same_form_sent_twice_asks_once(self) -> None:
        walk = closed()
        key = uuid4()
        rows = {
            reopening.ask_reopening(
                ref=walk.case.ref,
                text="Ada surat baru.",
                key=key,
                actor=reporter_of(walk.case.pk),
                now=walk.now,
            ).pk
            for _ in range(2)
        }
        assert len(rows) == 1


def lapsed() -> Walk:
    """Closed because what was missing did not come in 30 days."""
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    answers = {key: (key != "hope", "") for key in FORMAL_KEYS}
    walk.do(intake.ask_completion, "intake", missing=["Harapan"], answers=answers)
    walk.pass_days(60)
    walk.again()
    assert walk.case.closing_reason == Reason.TIDAK_LENGKAP
    return walk


def complete(walk: Walk, now: datetime) -> None:
    complete_report(
        ref=walk.case.ref,
        text="Ini harapannya.",
        file_ids=[],
        key=None,
        actor=reporter_of(walk.case.pk),
        now=now,
    )


def test_what_was_missing_may_still_come_within_the_window() -> None:
    walk = lapsed()
    complete(walk, walk.now)
    assert walk.again().state == State.FORMAL
    assert walk.case.deadlines.filter(
        kind=TermKind.FORMAL, met_on=None, dropped_at=None
    ).exists()
    assert walk.kinds()[-1] == events.CASE_COMPLETED


def test_and_not_after_it() -> None:
    walk = lapsed()
    with pytest.raises(NotReady, match="not_reopenable"):
        complete(walk, walk.now + timedelta(days=366))
    assert walk.again().state == State.CLOSED
