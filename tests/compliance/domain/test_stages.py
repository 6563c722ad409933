"""A round goes through six stages, each with the day that is planned for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from compliance.domain.stages import Facts, Stage, in_order, stage_of, steps

TODAY = date(2026, 11, 24)
OPEN = Facts(0, 0, announced=False, locked=False, approved=False, published=False)
DRAWN = replace(OPEN, drawn=4)
SEEN = replace(DRAWN, handed_in=4)
HEARD = replace(SEEN, announced=True)
LOCKED = replace(HEARD, locked=True)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (OPEN, Stage.PLAN),
        (DRAWN, Stage.FIELD),
        (replace(DRAWN, handed_in=3), Stage.FIELD),
        (SEEN, Stage.REVIEW),
        (HEARD, Stage.HEARING),
        (LOCKED, Stage.PLENARY),
        (replace(LOCKED, approved=True), Stage.PUBLICATION),
        (replace(LOCKED, published=True), None),
    ],
)
def test_what_is_done_says_where_a_round_stands(
    facts: Facts, stage: Stage | None
) -> None:
    assert stage_of(facts) == stage


def test_a_stage_is_over_it_is_now_or_it_comes() -> None:
    found = steps(SEEN, {}, TODAY)
    assert [one.stage for one in found] == list(Stage)
    assert [one.done for one in found] == [True, True, False, False, False, False]
    assert [one.now for one in found] == [False, False, True, False, False, False]


def test_once_published_every_stage_is_over() -> None:
    found = steps(replace(LOCKED, published=True), {}, TODAY)
    assert all(one.done and not one.now for one in found)


@pytest.mark.parametrize("days", [11, 0, -2])
def test_only_of_the_present_stage_days_are_counted(days: int) -> None:
    planned = {stage: TODAY + timedelta(days=days) for stage in Stage}
    found = {one.stage: one for one in steps(SEEN, planned, TODAY)}
    assert found[Stage.REVIEW].days == days
    assert {one.days for one in found.values() if not one.now} == {None}
    assert {one.on for one in found.values()} == {TODAY + timedelta(days=days)}


def test_no_stage_ends_before_an_earlier_one() -> None:
    first, last = TODAY, TODAY + timedelta(days=9)
    assert in_order({})
    assert in_order({Stage.FIELD: first, Stage.PLENARY: first})
    assert in_order({Stage.PLENARY: last, Stage.FIELD: first})
    assert not in_order({Stage.FIELD: last, Stage.PUBLICATION: first})
