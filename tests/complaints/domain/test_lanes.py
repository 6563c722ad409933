"""Every event stands in one lane of the time line, and a mark finds its place again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain import events
from complaints.domain.lanes import (
    OUTSIDE,
    WORDS,
    Lane,
    Mark,
    lane_in,
    lane_of,
    mark_in,
)

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(5000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
MARKS = st.builds(Mark, MOMENTS, st.integers(1, 3), st.integers(0, 10**18 - 1))


@pytest.mark.parametrize(
    ("kind", "lane"),
    [
        (events.CASE_FILED, Lane.CITIZEN),
        (events.CASE_TRACKED, Lane.CITIZEN),
        (events.CLARIFICATION_ANSWERED, Lane.AGENCY),
        (events.DEADLINE_LAPSED, Lane.SYSTEM),
        (events.CASE_ASSIGNED, Lane.INTERNAL),
        (events.IDENTITY_OPENED, Lane.INTERNAL),
        ("complaints.of_next_year", Lane.INTERNAL),
    ],
)
def test_an_event_stands_in_its_lane_and_what_nobody_placed_with_the_house(
    kind: str, lane: Lane
) -> None:
    assert lane_of(kind) is lane


def test_no_event_stands_in_two_lanes() -> None:
    placed = [kind for kinds in (*OUTSIDE.values(), WORDS) for kind in kinds]
    assert len(placed) == len(set(placed))


def test_whatever_comes_in_from_outside_is_no_event_of_the_house() -> None:
    told = WORDS.union(*OUTSIDE.values())
    assert told >= events.ARRIVALS


@pytest.mark.parametrize("text", ["", "semua", "PELAPOR", "pelapor "])
def test_a_lane_that_is_none_means_all_of_them(text: str) -> None:
    assert lane_in(text) is None


def test_an_address_names_a_lane() -> None:
    assert [lane_in(lane.value) for lane in Lane] == list(Lane)


@given(MARKS)
def test_a_mark_is_read_as_it_was_written(mark: Mark) -> None:
    assert mark_in(str(mark)) == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1-2",
        "1-4-1",
        "1-0-1",
        "a-1-1",
        "-1-1-1",
        "1-1-1 ",
        "٣-1-1",
        f"{10**17}-1-1",
    ],
)
def test_what_is_no_mark_is_none(text: str) -> None:
    assert mark_in(text) is None


def test_a_list_over_more_tables_has_marks_of_more_sources() -> None:
    found = mark_in("1-4-1", sources=7)
    assert found is not None
    assert (found.source, found.key) == (4, 1)
    assert mark_in("1-8-1", sources=7) is None


@given(st.lists(MARKS, min_size=2, max_size=2, unique=True))
def test_of_two_marks_one_comes_first(marks: list[Mark]) -> None:
    first, second = sorted(marks)
    assert first < second
    assert (first.at, first.source, first.key) < (second.at, second.source, second.key)
