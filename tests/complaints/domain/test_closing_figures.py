"""What is told of the reports of a year, in examples and against an attacker."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.closing_figures import (
    By,
    Closed,
    Figure,
    Level,
    is_over,
    told,
)
from complaints.domain.outcomes import NAMES, OUTCOMES, Outcome, outcome_of
from complaints.domain.states import Reason
from proofs import made_up
from proofs.differencing import FAMILIES, Line, attack, between, linked


def some(n: int, quarter: int, regency: str, outcome: Outcome = OUTCOMES[0]) -> Closed:
    return Closed(quarter, regency[:2], regency, "air", outcome, n)


def every(n: int, *regencies: str) -> list[Closed]:
    return [
        some(n, quarter, code) for quarter, code in product((1, 2, 3, 4), regencies)
    ]


def of(figures: tuple[Figure, ...], level: Level, by: By = By.ALL) -> dict[str, int]:
    return {
        f"{one.area or one.code}/{one.quarter}": one.n
        for one in figures
        if one.level is level and one.by is by
    }


def test_a_province_is_told_by_quarter_where_each_has_five() -> None:
    found = told([*every(6, "64.71"), *every(7, "63.71")])
    assert of(found, Level.PROVINCE)["64/3"] == 6
    assert of(found, Level.OTHER_PROVINCES) == {}
    assert of(found, Level.COUNTRY)["/1"] == 13


def test_one_with_a_small_quarter_is_told_by_year_and_another_beside_it() -> None:
    small = [*every(6, "64.71"), some(-4, 4, "64.71")]  # two in the last quarter
    found = told([*small, *every(9, "63.71"), *every(30, "62.71")])
    assert of(found, Level.PROVINCE) == {
        "62/1": 30,
        "62/2": 30,
        "62/3": 30,
        "62/4": 30,
        "63/0": 36,
        "64/0": 20,
    }
    assert of(found, Level.OTHER_PROVINCES) == {"/1": 15, "/2": 15, "/3": 15, "/4": 11}


def test_one_with_a_small_year_is_told_with_another() -> None:
    found = told([some(3, 1, "61.01"), *every(6, "64.71"), *every(9, "63.71")])
    assert of(found, Level.PROVINCE) == {f"63/{q}": 9 for q in (1, 2, 3, 4)}
    assert of(found, Level.OTHER_PROVINCES)["/0"] == 27


def test_a_regency_is_told_by_year_and_a_small_one_with_others() -> None:
    rows = [*every(6, "64.71"), *every(5, "64.72"), some(2, 1, "64.01")]
    found = told(rows)
    assert of(found, Level.REGENCY) == {"64.71/0": 24}
    assert of(found, Level.OTHER_REGENCIES) == {"64/0": 22}


def test_how_reports_ended_is_told_where_every_way_has_five() -> None:
    mixed = [some(6, 1, "64.71", way) for way in OUTCOMES[:2]]
    found = told([*mixed, *every(8, "64.71")])  # the later quarters end alike
    assert set(of(found, Level.PROVINCE, By.OUTCOME)) == {"64/1"}
    whole = [some(6, q, "64.71", way) for q in (1, 2, 3, 4) for way in OUTCOMES[:2]]
    assert set(of(told(whole), Level.PROVINCE, By.OUTCOME)) == {
        f"64/{quarter}" for quarter in (1, 2, 3, 4)
    }


def test_a_year_with_a_small_quarter_of_the_country_is_one_time() -> None:
    found = told([*every(6, "64.71"), *every(6, "63.71"), some(-9, 4, "64.71")])
    assert {one.quarter for one in found} == {0}
    assert of(found, Level.COUNTRY) == {"/0": 39}


def test_of_a_quarter_in_which_nothing_was_closed_nothing_is_told() -> None:
    only = [some(6, quarter, "64.71") for quarter in (1, 2, 3)]
    small = [some(3, quarter, "63.71") for quarter in (1, 2, 3)]
    found = told([*only, *small, *[some(9, quarter, "62.71") for quarter in (1, 2)]])
    assert set(of(found, Level.COUNTRY)) == {"/1", "/2", "/3"}
    assert set(of(found, Level.OTHER_PROVINCES)) <= {"/0", "/1", "/2", "/3"}


def test_of_fewer_than_five_nothing_is_told() -> None:
    assert told([some(4, 1, "64.71")]) == ()
    assert told([]) == ()


def test_substances_are_told_of_the_country_and_small_ones_together() -> None:
    rows = [*every(9, "64.71"), Closed(1, "64", "64.71", "pajak", OUTCOMES[0], 40)]
    rows.append(Closed(1, "64", "64.71", "tni", OUTCOMES[0], 1))
    found = {
        (one.quarter, one.code): one.n for one in told(rows) if one.by is By.SUBSTANCE
    }
    assert found[1, "pajak"] == 40
    assert found[1, "digabung"] == 10
    assert found[2, "air"] == 9


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_one_of_four_ways_to_end(reason: Reason) -> None:
    assert all(NAMES[outcome_of(reason)])


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Reason.DAMAI, Outcome.SETTLED),
        (Reason.TK_DILAKSANAKAN, Outcome.FOUNDED),
        (Reason.TIDAK_DITEMUKAN, Outcome.UNFOUNDED),
        (Reason.DICABUT, Outcome.NOT_TAKEN),
    ],
)
def test_what_a_reason_comes_to(reason: Reason, outcome: Outcome) -> None:
    assert outcome_of(reason) is outcome


def test_a_year_is_told_when_it_has_been_over_for_a_while() -> None:
    assert not is_over(2025, date(2026, 3, 31))
    assert is_over(2025, date(2026, 4, 1))


SMALL_COUNTRIES = st.tuples(
    st.integers(0, 10**6), st.integers(4, 260), st.integers(1, 6), st.integers(1, 4)
)


@given(SMALL_COUNTRIES)
def test_nobody_reckons_out_a_cell_of_one_to_four(given_: tuple[int, ...]) -> None:
    """R76: places by time and ways to end, substances; and who knows one who reported."""
    seed, count, provinces, regencies = given_
    chance = random.Random(seed)
    world = made_up.world(provinces, regencies)
    rows = made_up.closed(chance, world, count)
    lines = made_up.lines(told(rows))
    found = {axes: attack(lines, world, axes) for axes in FAMILIES}
    assert {axes: one.disclosures for axes, one in found.items()} == dict.fromkeys(
        FAMILIES, 0
    )
    bounds = found["regency", "time", "outcome"].bounds
    assert linked(made_up.people(rows), lines, world, bounds) == 0


@given(SMALL_COUNTRIES)
def test_the_attacker_is_never_wrong(given_: tuple[int, ...]) -> None:
    seed, count, provinces, regencies = given_
    world = made_up.world(provinces, regencies)
    rows = made_up.closed(random.Random(seed), world, count)
    counts = Counter((row.regency, str(row.quarter)) for row in rows)
    lines = made_up.lines(told(rows))
    for key, (least, most) in attack(lines, world, ("regency", "time")).bounds.items():
        assert least <= counts[key[0], key[1]] <= most


def switched_off(rows: list[Closed]) -> list[Line]:
    return made_up.lines(told(rows, least=1))


def half_done(rows: list[Closed]) -> list[Line]:
    """Small numbers left out, and the sums told: what is often done."""
    return [
        line for line in switched_off(rows) if line.n >= 5 or line.level == "nasional"
    ]


@pytest.mark.parametrize("publish", [switched_off, half_done])
def test_the_attacker_finds_people_where_they_are_not_hidden(
    publish: Callable[[list[Closed]], list[Line]],
) -> None:
    world = made_up.world(6, 4)
    rows = made_up.closed(random.Random(1), world, 400)
    lines = publish(rows)
    found = [attack(lines, world, axes) for axes in FAMILIES]
    assert sum(one.disclosures for one in found) > 50
    bounds = found[3].bounds
    assert linked(made_up.people(rows), lines, world, bounds) > 0


def test_two_versions_tell_who_came_between_and_the_attacker_sees_it() -> None:
    rows = every(6, "64.71", "63.71")
    first, second = (
        made_up.lines(told(some_)) for some_ in (rows, [*rows, some(1, 1, "64.71")])
    )
    assert between(first, second) > 0
    assert between(first, first) == 0
