"""The base of each methodology, the deduction, and missing data."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from compliance.domain.execution import ActionFact, Execution, Instrument
from compliance.domain.methodology import (
    Aggregation,
    Methodology,
    Mode,
    Node,
    UnusableMethodologyError,
)
from compliance.domain.scales import Zone, round_once
from compliance.domain.scoring import FORMULA, ExecutionRecord, final, score
from tests.compliance.domain.scales import (
    DIMENSIONS,
    FROM_2022,
    OF_2023,
    PROPOSED,
    TO_2021,
)

CUTOFF = date(2022, 10, 31)
NOTHING = ExecutionRecord((), CUTOFF)
OF_2021 = Methodology(code="2021", scale=TO_2021, aggregation=Aggregation.MEAN)
ANSWERS: dict[str, Decimal | None] = {
    "input": Decimal(80),
    "proses": Decimal(95),
    "output": Decimal(85),
    "pengaduan": Decimal(60),
}


def undone(ref: str, due: date = date(2022, 6, 1)) -> ActionFact:
    return ActionFact(ref, 1, Instrument.CORRECTIVE, due)


def test_the_base_of_2023_is_the_weighted_sum_of_four_dimensions() -> None:
    result = score(ANSWERS, OF_2023, NOTHING)
    assert result.value == Decimal("81.76")
    assert result.band is not None
    assert (result.band.grade, result.band.zone) == ("B", Zone.GREEN)
    assert [str(part.adds) for part in result.parts] == [
        "17.48",
        "30.75",
        "20.60",
        "12.92",
    ]
    assert result.formula == FORMULA


def test_the_base_of_2021_is_the_plain_mean_of_its_products() -> None:
    result = score({"a": Decimal(100), "b": Decimal("98.5")}, OF_2021, NOTHING)
    assert result.value == Decimal("99.25")
    assert result.band is not None
    assert result.band.zone is Zone.GREEN


def test_a_product_that_was_not_assessed_stays_out_of_the_mean() -> None:
    result = score({"a": Decimal(90), "b": None}, OF_2021, NOTHING)
    assert result.value == Decimal("90.00")


@pytest.mark.parametrize("answers", [{}, {"a": None}])
def test_no_product_is_no_score_and_not_zero(
    answers: dict[str, Decimal | None],
) -> None:
    result = score(answers, OF_2021, NOTHING)
    assert (result.value, result.base, result.band) == (None, None, None)


def test_one_missing_dimension_leaves_the_score_unknown() -> None:
    result = score(ANSWERS | {"output": None}, OF_2023, NOTHING)
    assert result.value is None
    assert [part.value for part in result.parts] == [
        Decimal("80.00"),
        Decimal("95.00"),
        None,
        Decimal("60.00"),
    ]


def test_a_deeper_tree_gives_the_same_figure_as_its_sums() -> None:
    deeper = Methodology(
        code="deeper",
        scale=FROM_2022,
        nodes=(
            Node(
                "input",
                Decimal("21.85"),
                (Node("i1", Decimal(25)), Node("i2", Decimal(75))),
            ),
            *DIMENSIONS[1:],
        ),
    )
    answers = ANSWERS | {"i1": Decimal(50), "i2": Decimal(90)}
    assert score(answers, deeper, NOTHING).value == Decimal("81.76")


def test_the_answer_of_a_deeper_node_is_missed_like_any_other() -> None:
    deeper = Methodology(
        code="deeper",
        scale=FROM_2022,
        nodes=(Node("d", Decimal(100), (Node("v", Decimal(100)),)),),
    )
    assert score({"d": Decimal(90)}, deeper, NOTHING).value is None


@pytest.mark.parametrize("answer", ["-1", "100.01"])
def test_an_answer_outside_the_scale_is_refused(answer: str) -> None:
    with pytest.raises(ValueError, match="outside 0 and 100"):
        score(ANSWERS | {"input": Decimal(answer)}, OF_2023, NOTHING)


@pytest.mark.parametrize(
    ("base", "ktk", "n", "shown"),
    [
        ("99.25", "58", 5, "95.08"),  # the worked example
        ("99.25", "100", 5, "99.25"),  # all five on time
        ("99.25", "72.5", 4, "96.52"),  # an accepted excuse
        ("80.00", "0", 3, "72.00"),
        ("80.00", "0", 7, "72.00"),
        ("80.00", "0", 1, "77.33"),  # thin data lowers less
        ("80.00", "0", 2, "74.67"),
        ("99.50", "90", 10, "98.51"),  # half up, not half even
    ],
)
def test_the_final_score_is_lowered_by_what_was_not_done(
    base: str, ktk: str, n: int, shown: str
) -> None:
    value = final(Decimal(base), Decimal(ktk), n, Decimal("0.10"))
    assert str(round_once(value)) == shown


def test_without_actions_the_final_score_is_the_base() -> None:
    assert final(Decimal("80.5"), None, 0, Decimal("0.10")) == Fraction(161, 2)


def test_a_deduction_can_cost_the_grade() -> None:
    answers: dict[str, Decimal | None] = {code.code: Decimal(80) for code in DIMENSIONS}
    record = ExecutionRecord((undone("a"),), CUTOFF)
    result = score(answers, PROPOSED, record)
    assert (result.base, result.value) == (Decimal("80.00"), Decimal("77.33"))
    assert result.band is not None
    assert (result.band.grade, result.band.zone) == ("C", Zone.YELLOW)


def test_an_official_methodology_never_deducts() -> None:
    record = ExecutionRecord((undone("a"), undone("b"), undone("c")), CUTOFF)
    result = score(ANSWERS, OF_2023, record)
    assert result.value == result.base == Decimal("81.76")
    assert result.ktk is not None
    assert result.ktk.shown == Decimal("0.00")
    assert result.without_maladministration is None


def _matrix() -> Methodology:
    return Methodology(code="2025", scale=FROM_2022, mode=Mode.MATRIX, nodes=DIMENSIONS)


def test_the_matrix_of_2025_leaves_the_figure_and_withholds_the_words() -> None:
    result = score(ANSWERS, _matrix(), ExecutionRecord((undone("a"),), CUTOFF))
    assert result.value == Decimal("81.76")
    assert result.without_maladministration is False


def test_the_matrix_adds_the_words_when_everything_received_is_done() -> None:
    done = ActionFact(
        "a",
        1,
        Instrument.RECOMMENDATION,
        date(2022, 6, 1),
        Execution.DONE,
        executed_on=date(2022, 7, 1),
        on_time_days_late=22,
    )
    repeated = ActionFact(
        "b", 1, Instrument.CORRECTIVE, date(2022, 2, 1), superseded_by="a"
    )
    annulled = ActionFact(
        "c", 1, Instrument.CORRECTIVE, date(2022, 2, 1), annulled=True
    )
    later = ActionFact(
        "d",
        1,
        Instrument.CORRECTIVE,
        date(2022, 12, 20),
        received_on=date(2022, 11, 1),
    )
    record = ExecutionRecord((done, repeated, annulled, later), CUTOFF)
    assert score(ANSWERS, _matrix(), record).without_maladministration is True


def test_the_matrix_looks_at_what_was_received_although_it_is_not_due() -> None:
    received = ActionFact(
        "a",
        1,
        Instrument.CORRECTIVE,
        date(2022, 12, 1),
        received_on=date(2022, 10, 20),
    )
    record = ExecutionRecord((received,), CUTOFF)
    assert score(ANSWERS, _matrix(), record).without_maladministration is False


@pytest.mark.parametrize("share", ["-0.01", "0.31"])
def test_a_share_outside_its_limits_is_refused(share: str) -> None:
    with pytest.raises(UnusableMethodologyError):
        Methodology("x", FROM_2022, nodes=DIMENSIONS, share=Decimal(share))


@pytest.mark.parametrize(
    "nodes",
    [
        (),
        (Node("a", Decimal("99.99")),),
        (Node("a", Decimal(100), (Node("b", Decimal(1)),)),),
    ],
)
def test_weights_that_do_not_add_up_are_refused(nodes: tuple[Node, ...]) -> None:
    with pytest.raises(UnusableMethodologyError):
        Methodology("x", FROM_2022, nodes=nodes)
