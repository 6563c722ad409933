"""A version of the method is published only when nothing is wrong with it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from compliance.domain.answering import AnswerKind, Band, Per, Question
from compliance.domain.execution import VERY_LATE, WORTH, Execution
from compliance.domain.instrument import (
    Fault,
    Item,
    faults,
    leaves_of,
    question_fault,
    totals,
)

SEEN = Question(AnswerKind.SEEN, Per.UNIT)
LAW = "UU 25/2009 Pasal 21"
LOWERS = [Decimal(80), Decimal(50), Decimal(0)]
ITEMS = [
    Item("masukan", None, Decimal(40)),
    Item("loket", "masukan", Decimal(60), SEEN, LAW, 7),
    Item("ramp", "masukan", Decimal(40), SEEN, LAW),
    Item("proses", None, Decimal(60), SEEN, LAW, 2),
]


def found(
    items: list[Item] | None = None,
    lowers: list[Decimal] | None = None,
    *,
    marks: tuple[str, ...] = ("A", "B", "C"),
    share: str = "0.10",
    official: bool = False,
    least_units: int = 1,
) -> list[Fault]:
    return list(
        faults(
            ITEMS if items is None else items,
            lowers=LOWERS if lowers is None else lowers,
            marks=marks,
            share=Decimal(share),
            official=official,
            least_units=least_units,
        )
    )


def with_item(code: str, **changes: object) -> list[Item]:
    return [
        replace(item, **changes) if item.code == code else item  # type: ignore[arg-type]  # a test's shorthand
        for item in ITEMS
    ]


def test_a_whole_instrument_has_nothing_to_mend() -> None:
    assert found() == []
    assert totals(ITEMS) == {None: 100, "masukan": 100}
    assert [leaf.code for leaf in leaves_of(ITEMS)] == ["loket", "ramp", "proses"]


def test_every_level_must_make_exactly_one_hundred() -> None:
    assert found(with_item("proses", weight=Decimal("60.01"))) == [
        Fault("weights", "", Decimal("100.01"))
    ]
    assert found(with_item("ramp", weight=Decimal(39))) == [
        Fault("weights", "masukan", Decimal(99))
    ]


@pytest.mark.parametrize(
    ("code", "changes", "kind"),
    [
        ("loket", {"question": None}, "no_question"),
        ("loket", {"law": ""}, "no_law"),
        ("loket", {"component": 15}, "component"),
        ("masukan", {"question": SEEN}, "asks_and_groups"),
        ("loket", {"question": Question(AnswerKind.SCALE, Per.UNIT, top=1)}, "top"),
    ],
)
def test_each_indicator_says_how_it_is_answered_and_why(
    code: str, changes: dict[str, object], kind: str
) -> None:
    assert Fault(kind, code) in found(with_item(code, **changes))


def test_a_weight_that_is_missing_is_named() -> None:
    assert Fault("no_weight", "ramp") in found(with_item("ramp", weight=None))


def test_a_code_stands_once() -> None:
    doubled = [*ITEMS[:3], replace(ITEMS[3], code="ramp")]
    assert Fault("twice", "ramp") in found(doubled)


def test_an_empty_instrument_asks_nothing() -> None:
    assert Fault("empty") in found([])


def test_a_figure_for_the_agency_may_stand_beside_answers_at_units() -> None:
    mixed = with_item("proses", question=Question(AnswerKind.FIGURE), law="")
    assert found(mixed) == []


@pytest.mark.parametrize(
    "lowers", [[], [Decimal(50)], [Decimal(0), Decimal(0)], [Decimal(101), Decimal(0)]]
)
def test_a_scale_leaves_no_score_without_a_band(lowers: list[Decimal]) -> None:
    assert found(lowers=lowers) == [Fault("scale")]


def test_every_band_has_a_letter_or_a_zone_to_be_shown_by() -> None:
    assert found(marks=("A", "hijau", "")) == [Fault("mark")]


def test_the_share_has_its_limits_and_official_versions_never_deduct() -> None:
    assert found(share="0.31") == [Fault("share")]
    assert found(share="0.10", official=True) == [Fault("share")]
    assert found(share="0", official=True) == []


def test_at_least_one_unit_is_assessed() -> None:
    assert found(least_units=0) == [Fault("least_units")]


DAYS = (Band(Decimal(0), Decimal(100)), Band(Decimal(8), Decimal(0)))


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (Question(AnswerKind.BANDS, Per.UNIT, bands=DAYS), ""),
        (Question(AnswerKind.BANDS, Per.UNIT, bands=DAYS[:1]), "bands"),
        (Question(AnswerKind.BANDS, Per.UNIT, bands=(DAYS[1], DAYS[1])), "bands"),
        (
            Question(
                AnswerKind.BANDS, Per.UNIT, bands=(*DAYS, Band(Decimal(9), Decimal(50)))
            ),
            "bands",
        ),
        (
            Question(
                AnswerKind.BANDS,
                Per.UNIT,
                bands=(Band(Decimal(1), Decimal(0)), Band(Decimal(2), Decimal(101))),
            ),
            "bands",
        ),
        (Question(AnswerKind.FIGURE, Per.UNIT), "per"),
        (Question(AnswerKind.YES_NO, Per.AGENCY), "per"),
        (Question(AnswerKind.YES_NO, Per.STAFF, wanted=4, least=3), ""),
        (Question(AnswerKind.YES_NO, Per.STAFF, wanted=2, least=3), "wanted"),
        (Question(AnswerKind.YES_NO, Per.USER, wanted=501, least=3), "wanted"),
        (Question(AnswerKind.YES_NO, Per.UNIT, wanted=4), "wanted"),
    ],
)
def test_each_way_to_answer_has_what_it_needs(question: Question, fault: str) -> None:
    assert question_fault(question) == fault


def test_the_latest_execution_is_worth_more_than_a_part() -> None:
    """So that doing an action never lowers against leaving it half done."""
    assert WORTH[Execution.PARTLY] < VERY_LATE
