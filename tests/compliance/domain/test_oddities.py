"""What a reviewer has to look at before he signs."""

from decimal import Decimal
from fractions import Fraction

import pytest

from compliance.domain.answering import AnswerKind, Per, Question, Told
from compliance.domain.oddities import (
    Odd,
    Oddity,
    alike,
    all_full,
    jump,
    too_few,
    without_evidence,
)
from compliance.domain.places import Seen

SHEET = {"a": Decimal(4), "b": Decimal(3)}
OTHER = {"a": Decimal(1), "b": Decimal(3)}
USERS = Question(AnswerKind.SCALE, Per.USER, top=4, wanted=4, least=2)
PROVEN = Question(AnswerKind.SEEN, Per.UNIT)


def test_thirty_identical_sheets_are_seen() -> None:
    assert alike([SHEET] * 30) == 30
    assert alike([*[SHEET] * 5, OTHER]) == 5


def test_a_few_who_say_the_same_are_nothing_odd() -> None:
    assert alike([SHEET, SHEET, SHEET, OTHER]) == 0
    assert alike([]) == 0


def test_one_question_alone_is_no_sheet() -> None:
    assert alike([{"a": Decimal(1)}] * 30) == 0


def test_fewer_respondents_than_wanted_are_listed() -> None:
    three = Seen((Told(Decimal(1)),) * 3)
    assert too_few({"a": USERS}, {"a": three}) == [Odd(Oddity.TOO_FEW, "a", 3)]
    assert too_few({"a": USERS}, {"a": Seen((Told(Decimal(1)),) * 4)}) == []
    assert too_few({"a": USERS}, {"a": Seen(absent=True)}) == []
    assert too_few({"a": USERS}, {}) == []


def test_a_yes_without_its_photograph_is_listed() -> None:
    yes, no = Seen((Told(Decimal(1)),)), Seen((Told(Decimal(0)),))
    missing = [Odd(Oddity.NO_EVIDENCE, "a")]
    assert without_evidence({"a": PROVEN}, {"a": yes}, frozenset()) == missing
    assert without_evidence({"a": PROVEN}, {"a": yes}, frozenset({"a"})) == []
    assert without_evidence({"a": PROVEN}, {"a": no}, frozenset()) == []
    assert without_evidence({"a": USERS}, {"a": yes}, frozenset()) == []
    assert without_evidence({"a": PROVEN}, {}, frozenset()) == []


def test_a_unit_where_nothing_is_missing_is_listed() -> None:
    assert all_full([Fraction(100)] * 5) == [Odd(Oddity.ALL_FULL, n=5)]
    assert all_full([Fraction(100)] * 4 + [Fraction(99)]) == []
    assert all_full([Fraction(100)] * 3) == []


@pytest.mark.parametrize(
    ("now", "before", "n"),
    [("80", "50", 30), ("30", "50.5", -20), ("69.99", "50", None), ("70", None, None)],
)
def test_a_jump_from_the_year_before_is_listed(
    now: str, before: str | None, n: int | None
) -> None:
    found = jump(Decimal(now), Decimal(before) if before else None)
    assert found == ([] if n is None else [Odd(Oddity.JUMP, n=n)])
    assert jump(None, Decimal(50)) == []
