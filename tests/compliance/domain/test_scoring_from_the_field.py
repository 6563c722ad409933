"""A score out of what was seen at units: base, deduction, one rounding, its class."""

from datetime import date
from decimal import Decimal

from compliance.domain.answering import AnswerKind, Per, Question, Told
from compliance.domain.execution import ActionFact, Instrument
from compliance.domain.places import Measured, OfUnits, Seen, UnitSeen, measured
from compliance.domain.scoring import (
    FIELD_FORMULA,
    ExecutionRecord,
    score_from_the_field,
)
from tests.compliance.domain.scales import DIMENSIONS, OF_2023, PROPOSED

CUTOFF = date(2026, 10, 31)
NOTHING = ExecutionRecord((), CUTOFF)
ASKED = Question(AnswerKind.SCALE, Per.UNIT, top=4)
QUESTIONS = {node.code: ASKED for node in DIMENSIONS}


def seen_at(*steps: int, least: int = 1) -> Measured:
    units = [
        UnitSeen(str(n), {code: Seen((Told(Decimal(step)),)) for code in QUESTIONS})
        for n, step in enumerate(steps)
    ]
    return measured(
        DIMENSIONS, QUESTIONS, units, of_units=OfUnits.MEAN, least_units=least
    )


def test_units_make_the_base_and_the_base_its_class() -> None:
    result = score_from_the_field(seen_at(4, 4, 3), OF_2023, NOTHING)
    assert (result.value, result.base) == (Decimal("91.67"), Decimal("91.67"))
    assert result.band is not None
    assert result.band.grade == "A"
    assert result.formula == FIELD_FORMULA
    assert [part.value for part in result.parts] == [Decimal("91.67")] * 4
    assert result.parts[0].adds == Decimal("20.03")


def test_an_order_left_undone_lowers_what_the_field_gave() -> None:
    undone = ActionFact("1", 1, Instrument.CORRECTIVE, date(2026, 6, 1))
    record = ExecutionRecord((undone,), CUTOFF)
    result = score_from_the_field(seen_at(4), PROPOSED, record)
    # One action lowers by a third of the share: 100 * (1 - 0.10 / 3).
    assert (result.base, result.value) == (Decimal("100.00"), Decimal("96.67"))


def test_too_few_units_are_not_assessed_and_never_a_zero() -> None:
    result = score_from_the_field(seen_at(4, least=2), OF_2023, NOTHING)
    assert (result.value, result.base, result.band) == (None, None, None)
    assert [part.value for part in result.parts] == [Decimal("100.00")] * 4
