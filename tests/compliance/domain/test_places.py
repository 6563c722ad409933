"""From units to an agency: means, what does not apply, what is not known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.domain.answering import AnswerKind, Per, Question, Told
from compliance.domain.methodology import Node
from compliance.domain.places import (
    ABSENT,
    Figure,
    Measured,
    OfUnits,
    Seen,
    UnitSeen,
    measured,
    of_level,
    of_unit,
    pooled,
    weighed,
)

LEVEL = (
    Node("a", Decimal(50)),
    Node("b", Decimal(30)),
    Node("c", Decimal(20)),
)
ASKED = Question(AnswerKind.SCALE, Per.UNIT, top=4, may_be_absent=True)
QUESTIONS = {"a": ASKED, "b": ASKED, "c": ASKED}


def told(*steps: int) -> Seen:
    return Seen(tuple(Told(Decimal(step)) for step in steps))


def unit(ref: str, **seen: Seen) -> UnitSeen:
    return UnitSeen(ref, seen)


def of(*units: UnitSeen, least: int = 1, by: OfUnits = OfUnits.MEAN) -> Measured:
    return measured(LEVEL, QUESTIONS, units, of_units=by, least_units=least)


GOOD = unit("baik", a=told(4), b=told(4), c=told(4))
BAD = unit("buruk", a=told(0), b=told(0), c=told(0))


def test_a_unit_is_worth_its_weighted_answers() -> None:
    assert of(unit("x", a=told(4), b=told(2), c=told(0))).base == 65


def test_units_are_equals_and_the_agency_is_their_mean() -> None:
    found = of(GOOD, BAD)
    assert found.base == 50
    assert found.units == (("baik", Fraction(100)), ("buruk", Fraction(0)))
    assert found.parts == {"a": 50, "b": 50, "c": 50}


def test_several_products_of_a_unit_make_a_mean() -> None:
    question = Question(AnswerKind.SCALE, Per.PRODUCT, top=4)
    assert of_unit(question, told(4, 2)) == 75


def test_respondents_below_the_least_make_the_unit_unknown() -> None:
    question = Question(AnswerKind.SCALE, Per.USER, top=4, wanted=30, least=3)
    assert of_unit(question, told(4, 4)) is None
    assert of_unit(question, told(4, 4, 4)) == 100


def test_what_does_not_apply_gives_its_weight_to_its_brothers_exactly() -> None:
    figures: dict[str, Figure] = {
        "a": Fraction(100),
        "b": ABSENT,
        "c": Fraction(0),
    }
    assert of_level(LEVEL, figures) == Fraction(5000, 70)


def test_a_level_of_which_nothing_applies_does_not_apply() -> None:
    assert of_level(LEVEL, dict.fromkeys("abc", ABSENT)) is ABSENT


def test_a_part_with_parts_of_its_own_is_their_weighted_mean() -> None:
    whole = Node("d", Decimal(60), (Node("e", Decimal(75)), Node("f", Decimal(25))))
    figures: dict[str, Figure] = {
        "e": Fraction(80),
        "f": Fraction(40),
        "g": Fraction(0),
    }
    assert weighed(whole, figures) == 70
    assert of_level([whole, Node("g", Decimal(40))], figures) == 42


def test_absent_where_the_method_does_not_allow_it_is_not_known() -> None:
    assert of_unit(Question(AnswerKind.YES_NO, Per.UNIT), Seen(absent=True)) is None


def test_an_answer_that_is_missing_leaves_the_agency_unknown_and_not_zero() -> None:
    found = of(GOOD, unit("y", a=told(4), b=told(4)))
    assert found.base is None
    assert dict(found.units)["y"] is None
    assert found.leaves["c"] is None


def test_fewer_units_than_the_method_wants_are_too_thin_for_a_score() -> None:
    assert of(GOOD, least=2).base is None
    assert of(GOOD, BAD, least=2).base == 50
    assert of(least=1).base is None


def test_pooling_weighs_the_mean_of_each_indicator() -> None:
    partly = unit("z", a=told(0), b=Seen(absent=True), c=told(0))
    assert of(GOOD, partly).base == 50
    # Pooled, the one unit to which b applies speaks for b: 25 + 30 + 10.
    assert of(GOOD, partly, by=OfUnits.POOLED).base == 65


@pytest.mark.parametrize("by", list(OfUnits))
def test_a_unit_to_which_nothing_applies_says_nothing(by: OfUnits) -> None:
    empty = unit("kosong", **dict.fromkeys("abc", Seen(absent=True)))
    assert of(empty, by=by).base is None


def test_an_indicator_that_applies_nowhere_does_not_apply() -> None:
    assert pooled([ABSENT, ABSENT]) is ABSENT
    assert pooled([]) is None


ANSWER = st.one_of(st.just(Seen(absent=True)), st.integers(0, 4).map(told))
UNIT = st.fixed_dictionaries(dict.fromkeys("abc", ANSWER))


@given(st.lists(UNIT, min_size=1, max_size=6), st.sampled_from(list(OfUnits)))
def test_the_order_of_the_units_makes_no_difference(
    units: list[dict[str, Seen]], by: OfUnits
) -> None:
    named = [unit(str(n), **seen) for n, seen in enumerate(units)]
    base = of(*named, by=by).base
    assert base == of(*reversed(named), by=by).base
    assert base is None or 0 <= base <= 100


@given(
    st.lists(UNIT, min_size=1, max_size=6),
    st.data(),
    st.sampled_from(list(OfUnits)),
)
def test_a_better_answer_never_lowers_an_agency(
    units: list[dict[str, Seen]], data: st.DataObject, by: OfUnits
) -> None:
    place = data.draw(st.integers(0, len(units) - 1))
    code = data.draw(st.sampled_from("abc"))
    before = of(*(unit(str(n), **seen) for n, seen in enumerate(units)), by=by).base
    seen = units[place][code]
    if seen.absent or seen.told[0].value == 4 or before is None:
        return
    better = [dict(one) for one in units]
    better[place][code] = told(int(seen.told[0].value) + 1)
    after = of(*(unit(str(n), **one) for n, one in enumerate(better)), by=by).base
    assert after is not None
    assert after >= before


def test_the_mark_of_what_does_not_apply_reads_as_such() -> None:
    assert repr(ABSENT) == "ABSENT"
