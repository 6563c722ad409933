"""A question to the reporter: its own last day, one answer, and the case goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from accounts.actor import reporter_of
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.models import Case, ReporterMessage
from complaints.selectors.reporter_page import reporter_page
from complaints.services import asking, closing, sweep
from complaints.services.errors import NotReady
from journal.models import Delivery, Entry
from tests.complaints.story import Walk
from tests.complaints.views.pages import in_examination
from tests.people import actor, person

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = pytest.mark.django_db
QUESTION = "Siapa nama petugas di loket?"


def ask(walk: Walk, text: str = QUESTION, key: UUID | None = None) -> ReporterMessage:
    return asking.ask_reporter(
        ref=walk.case.ref, text=text, key=key, actor=actor("examiner"), now=walk.now
    )


def answer(walk: Walk, question: ReporterMessage, **more: object) -> ReporterMessage:
    given: dict[str, object] = {
        "ref": walk.case.ref,
        "question_ref": question.ref,
        "text": "Bu Tini.",
        "actor": reporter_of(walk.case.pk),
        "now": walk.now,
    }
    return asking.answer_question(**(given | more))  # type: ignore[arg-type]  # by name


def test_a_question_has_a_last_day_and_the_examination_goes_on() -> None:
    walk = in_examination()
    question = ask(walk)
    term = walk.case.deadlines.get(kind=TermKind.REPORTER_ANSWER)
    assert (term.subject, term.count) == (str(question.ref), 14)
    assert walk.again().state == State.EXAM
    told = Entry.objects.get(kind=events.REPORTER_ASKED)
    assert told.data["due_on"] == term.due_on.isoformat()
    assert QUESTION not in str(told.data)
    news = Delivery.objects.filter(entry=told, subscriber="reporter_news")
    assert news.exists()
    page = reporter_page(walk.case, walk.now)
    assert [one.message for one in page.asked] == [question]
    assert page.turn.question


def test_the_answer_is_read_once_and_ends_the_term() -> None:
    walk = in_examination()
    question = ask(walk)
    said = answer(walk, question)
    assert said.answers == question
    assert walk.case.deadlines.get(kind=TermKind.REPORTER_ANSWER).met_on
    assert walk.kinds()[-1] == events.REPORTER_ANSWERED
    assert not reporter_page(walk.again(), walk.now).turn.question
    with pytest.raises(NotReady, match="question_over"):
        answer(walk, question)


def test_the_same_form_sent_twice_asks_and_answers_once() -> None:
    walk = in_examination()
    key, other = uuid4(), uuid4()
    question = ask(walk, key=key)
    assert ask(walk, key=key) == question
    assert answer(walk, question, key=other) == answer(walk, question, key=other)
    assert walk.case.messages.count() == 2


def test_a_late_answer_is_taken_as_long_as_the_case_is_open() -> None:
    walk = in_examination()
    question = ask(walk)
    walk.now += timedelta(days=20)
    sweep.run(now=walk.now)
    (asked,) = reporter_page(walk.again(), walk.now).asked
    assert asked.clock.days_left < 0
    assert answer(walk, question).text == "Bu Tini."


def test_three_questions_wait_at_most() -> None:
    walk = in_examination()
    first = ask(walk)
    ask(walk), ask(walk)
    with pytest.raises(NotReady, match="asked_enough"):
        ask(walk)
    answer(walk, first)
    assert ask(walk)


def test_a_closed_case_asks_nothing_and_takes_no_answer() -> None:
    walk = in_examination()
    question = ask(walk)
    closing.withdraw(ref=walk.case.ref, actor=reporter_of(walk.case.pk), now=walk.now)
    assert reporter_page(walk.again(), walk.now).asked == []
    with pytest.raises(NotReady, match="case_closed"):
        answer(walk, question)
    with pytest.raises(NotReady, match="case_closed"):
        ask(walk)


def test_only_who_works_on_it_asks_and_only_its_reporter_answers() -> None:
    walk, other = in_examination(), in_examination()
    with pytest.raises(NotAllowed):
        asking.ask_reporter(
            ref=walk.case.ref,
            text=QUESTION,
            actor=actor("other_examiner"),
            now=walk.now,
        )
    question = ask(walk)
    with pytest.raises(NotAllowed):
        answer(walk, question, actor=actor("examiner"))
    with pytest.raises(Case.DoesNotExist):
        answer(walk, question, actor=reporter_of(other.case.pk))
    with pytest.raises(NotReady, match="question_over"):
        answer(other, question)
    assert question.by == person("examiner")
