"""A question is answered in five working days, or becomes a report when it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.afterwards import Question
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.services import consulting, intake
from journal.models import Delivery
from tests.complaints.story import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db


def running(walk: Walk) -> Sequence[str]:
    rows = walk.again().deadlines.filter(met_on=None, dropped_at=None)
    return sorted(rows.exclude(holder="system").values_list("kind", flat=True))


def asked() -> Walk:
    """A report that was a question."""
    walk = Walk()
    walk.do(consulting.turn_to_consultation, "intake")
    return walk


def test_a_new_report_that_asks_becomes_a_consultation_with_its_own_date() -> None:
    walk = asked()
    assert walk.again().state == State.CONSULT
    assert running(walk) == [TermKind.CONSULT_ANSWER]
    assert walk.kinds()[-1] == events.TURNED_TO_CONSULTATION


def test_while_it_is_checked_intake_records_that_the_reporter_agreed() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, ""))
    walk.do(intake.pass_formal, "intake", answers=answers)
    walk.do(consulting.turn_to_consultation, "intake")
    assert running(walk) == [TermKind.CONSULT_ANSWER]


def test_the_answer_closes_it_tells_the_asker_and_asks_how_it_was() -> None:
    walk = asked()
    walk.do(consulting.answer_consultation, "intake", text="Datang ke loket 3.")
    case = walk.again()
    assert (case.state, case.closing_reason) == (
        State.CLOSED,
        Reason.KONSULTASI_DIJAWAB,
    )
    assert case.messages.get().text == "Datang ke loket 3."
    assert running(walk) == []
    assert case.opinions.filter(question=Question.SERVICE).exists()
    news = Delivery.objects.filter(
        entry__kind=events.CONSULTATION_ANSWERED, subscriber="reporter_news"
    )
    assert news.count() == 1


def test_a_question_that_is_a_complaint_becomes_a_report_on_that_day() -> None:
    walk = asked()
    walk.pass_days(2)
    walk.do(consulting.turn_to_report, "intake")
    case = walk.again()
    assert (case.state, case.submitted_on) == (State.SUBMITTED, walk.now.date())
    assert running(walk) == [TermKind.FORMAL_PROMISE, TermKind.INTAKE]


@pytest.mark.parametrize("who", ["examiner", "head"])
def test_nobody_but_intake_answers(who: str) -> None:
    walk = asked()
    with pytest.raises(NotAllowed):
        walk.do(consulting.answer_consultation, who, text="Ya.")
