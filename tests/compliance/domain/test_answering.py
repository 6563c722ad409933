"""What an answer is worth, for each form that an answer can take."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.domain.answering import (
    AnswerKind,
    Band,
    Per,
    Question,
    Told,
    UnusableAnswerError,
    figure,
    mean,
)

YES_NO = Question(AnswerKind.YES_NO, Per.UNIT)
SCALE = Question(AnswerKind.SCALE, Per.UNIT, top=4)
DAYS = Question(
    AnswerKind.BANDS,
    Per.UNIT,
    bands=(
        Band(Decimal(0), Decimal(100)),
        Band(Decimal(8), Decimal(50)),
        Band(Decimal(15), Decimal(0)),
    ),
)
COUNT = Question(AnswerKind.COUNT, Per.UNIT)
USERS = Question(AnswerKind.SCALE, Per.USER, top=4, wanted=30, least=3)


@pytest.mark.parametrize(
    ("question", "told", "worth"),
    [
        (YES_NO, Told(Decimal(1)), 100),
        (YES_NO, Told(Decimal(0)), 0),
        (Question(AnswerKind.SEEN, Per.UNIT), Told(Decimal(1)), 100),
        (SCALE, Told(Decimal(3)), 75),
        (DAYS, Told(Decimal("7.5")), 100),
        (DAYS, Told(Decimal(8)), 50),
        (DAYS, Told(Decimal(400)), 0),
        (COUNT, Told(Decimal(1), 3), Fraction(100, 3)),
        (Question(AnswerKind.FIGURE), Told(Decimal("95.57")), Fraction("95.57")),
    ],
)
def test_each_form_of_answer_has_its_worth(
    question: Question, told: Told, worth: Fraction
) -> None:
    assert figure(question, told) == worth


@pytest.mark.parametrize(
    ("question", "told", "code"),
    [
        (YES_NO, Told(Decimal(2)), "outside"),
        (SCALE, Told(Decimal(5)), "outside"),
        (SCALE, Told(Decimal(-1)), "outside"),
        (SCALE, Told(Decimal("2.5")), "whole"),
        (DAYS, Told(Decimal(-1)), "outside"),
        (COUNT, Told(Decimal(1)), "nobody"),
        (COUNT, Told(Decimal(1), 0), "nobody"),
        (COUNT, Told(Decimal(4), 3), "more_than_all"),
        (COUNT, Told(Decimal("0.5"), 3), "whole"),
        (Question(AnswerKind.FIGURE), Told(Decimal("100.01")), "outside"),
    ],
)
def test_what_a_question_does_not_allow_is_no_answer(
    question: Question, told: Told, code: str
) -> None:
    with pytest.raises(UnusableAnswerError) as caught:
        figure(question, told)
    assert caught.value.code == code


@given(st.integers(0, 4), st.integers(0, 4))
def test_a_higher_step_is_never_worth_less(one: int, other: int) -> None:
    low, high = sorted((one, other))
    low_worth, high_worth = (figure(SCALE, Told(Decimal(n))) for n in (low, high))
    assert 0 <= low_worth <= high_worth <= 100


@given(
    st.integers(1, 500).flatmap(lambda of: st.tuples(st.just(of), st.integers(0, of)))
)
def test_a_count_stays_between_nothing_and_all(pair: tuple[int, int]) -> None:
    of, n = pair
    assert 0 <= figure(COUNT, Told(Decimal(n), of)) <= 100


def test_too_few_respondents_are_no_knowledge_and_not_a_zero() -> None:
    assert mean(USERS, [Fraction(100)] * 2) is None
    assert mean(USERS, [Fraction(100), Fraction(50), Fraction(0)]) == 50
