"""The clocks of a case stop and go on by what happens in it, never by a button."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from accounts.actor import reporter_of
from agencies.domain.calendar import SkipReason
from agencies.selectors import work_calendar
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.extending import Cause
from complaints.domain.terms import TermKind
from complaints.models import Deadline
from complaints.selectors.narrowing import Days, Filters
from complaints.selectors.queue import queue, term_of
from complaints.selectors.reporter_page import reporter_page
from complaints.selectors.today import today_of
from complaints.services import asking, clocks, extending, intake, sweep, transferring
from journal.models import Entry
from tests.complaints.elsewhere import ELSEWHERE, head_elsewhere
from tests.complaints.story import Walk
from tests.people import actor, login, office

if TYPE_CHECKING:
    from complaints.models import ReporterMessage

pytestmark = pytest.mark.django_db


def in_formal() -> Walk:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    return walk


def clock(walk: Walk, kind: TermKind = TermKind.FORMAL) -> Deadline:
    return Deadline.objects.get(case=walk.case, kind=kind)


def ask(walk: Walk, text: str = "Di loket mana?") -> ReporterMessage:
    return asking.ask_reporter(
        ref=walk.case.ref, text=text, actor=actor("intake"), now=walk.now
    )


def answer(walk: Walk, question: ReporterMessage) -> None:
    asking.answer_question(
        ref=walk.case.ref,
        question_ref=question.ref,
        text="Loket tiga.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )


def test_a_question_to_the_reporter_stops_our_clock_and_not_the_promise() -> None:
    walk = in_formal()
    promise = clock(walk, TermKind.FORMAL_PROMISE).due_on
    ask(walk)
    formal = clock(walk)
    assert formal.stands
    assert (formal.paused_by, formal.paused_left) == (TermKind.REPORTER_ANSWER, 3)
    kept = clock(walk, TermKind.FORMAL_PROMISE)
    assert (kept.due_on, kept.stands) == (promise, False)
    # What stands still has no day: the case's nearest is another one.
    assert walk.again().due_on == min(
        promise, clock(walk, TermKind.REPORTER_ANSWER).due_on
    )


def test_the_answer_lets_it_go_on_with_exactly_what_was_left() -> None:
    walk = in_formal()
    walk.pass_days(1)
    question = ask(walk)
    left = clock(walk).paused_left
    assert left
    walk.pass_days(6)
    answer(walk, question)
    formal = clock(walk)
    assert not formal.stands
    today = clock(walk, TermKind.REPORTER_ANSWER).met_on
    assert today
    assert formal.due_on == work_calendar().add_workdays(today, left).date
    assert SkipReason.PAUSED in {why for _, why in formal.skipped}
    walk.pass_days(30)
    told = Entry.objects.filter(kind=events.DEADLINE_LAPSED, data__kind="formal")
    assert [row.data["due_on"] for row in told] == [formal.due_on.isoformat()]


def test_two_questions_at_once_pause_once() -> None:
    walk = in_formal()
    first, second = ask(walk), ask(walk, "Siapa petugasnya?")
    walk.pass_days(3)
    answer(walk, first)
    assert clock(walk).stands
    walk.pass_days(2)
    answer(walk, second)
    paused = [day for day, why in clock(walk).skipped if why == SkipReason.PAUSED]
    assert len(paused) == len(set(paused)) == 5


def test_a_clock_that_begins_while_the_reporter_is_asked_stands_from_its_start() -> (
    None
):
    walk = in_formal()
    question = ask(walk)
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    assert clock(walk, TermKind.MATERIAL).paused_left == 7
    page = reporter_page(walk.again(), walk.now)
    assert page.turn.date is None
    assert page.turn.question
    answer(walk, question)
    assert not clock(walk, TermKind.MATERIAL).stands


def test_silence_gives_the_ball_back_on_the_last_day_though_nobody_looked() -> None:
    walk = in_formal()
    ask(walk)
    over = clock(walk, TermKind.REPORTER_ANSWER).due_on
    walk.now += timedelta(days=40)
    sweep.run(walk.now)
    formal = clock(walk)
    assert formal.due_on == work_calendar().add_workdays(over, 3).date
    assert formal.lapsed_at == formal.due_at
    told = Entry.objects.filter(kind=events.DEADLINE_LAPSED).order_by("n")
    days = [row.data["due_on"] for row in told]
    assert days == sorted(days)
    assert sweep.run(walk.now) == 0


def test_what_stands_still_is_late_for_nobody() -> None:
    walk = in_formal()
    walk.pass_days(1)
    ask(walk)
    walk.pass_days(10)
    today = walk.now.date()
    day = today_of(actor("intake"), today, today)
    assert TermKind.FORMAL not in {row.kind for row in day.late}
    row = queue(actor("intake"), Filters(), Days(today, today)).rows[0]
    term = term_of(row)
    assert term is not None
    assert term.kind != TermKind.FORMAL


def test_the_case_says_for_whom_the_clock_stands_and_what_is_left() -> None:
    walk = in_formal()
    question = ask(walk)
    client = Client()
    login(client, "intake")
    page = client.get(f"/kerja/perkara/{walk.case.ref}/").content.decode()
    assert "Jam berhenti" in page
    assert "menunggu pelapor sejak" in page
    assert "sisa 3 hari kerja" in page
    answer(walk, question)
    page = client.get(f"/kerja/perkara/{walk.case.ref}/").content.decode()
    assert "Jam berhenti" not in page


def test_more_time_is_kept_through_a_pause() -> None:
    walk = in_formal()
    until = clock(walk).due_on + timedelta(days=1)
    extending.ask_extension(
        ref=walk.case.ref,
        version=walk.again().version,
        deadline_id=clock(walk).pk,
        until=until,
        cause=Cause.OFFICE,
        reason="Berkas tebal.",
        actor=actor("intake"),
        now=walk.now,
    )
    walk.do(extending.decide_extension, "head", granted=True, answer="Setuju.")
    extended = clock(walk)
    assert extended.due_on == until
    length = clocks.length_of(extended)
    question = ask(walk)
    assert clock(walk).paused_left == length
    walk.pass_days(7)
    answer(walk, question)
    came = clock(walk, TermKind.REPORTER_ANSWER).met_on
    assert came
    assert clock(walk).due_on == work_calendar().add_workdays(came, length).date


def test_a_transfer_stops_the_clock_until_the_other_office_answers() -> None:
    walk = in_formal()
    head_elsewhere()
    there = office(ELSEWHERE).pk
    walk.do(transferring.ask_transfer, "head", office_id=there, reason="Di sana.")
    assert clock(walk).paused_by == TermKind.TRANSFER
    assert not clock(walk, TermKind.TRANSFER).stands
    page = reporter_page(walk.again(), walk.now)
    assert page.turn.term == TermKind.FORMAL_PROMISE
