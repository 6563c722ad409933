"""Codes of regions, and the 38 provinces with their legal time."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.kinds import Level, Zone
from agencies.domain.regions import (
    PROVINCES,
    InvalidRegionCode,
    RegionCode,
    is_valid,
    normalise,
    parse,
)


@pytest.mark.parametrize(
    ("text", "value", "level"),
    [
        ("64", "64", Level.PROVINCE),
        ("64.71", "64.71", Level.REGENCY),
        ("6471", "64.71", Level.REGENCY),
        (" 64.71.01 ", "64.71.01", Level.DISTRICT),
        ("647101", "64.71.01", Level.DISTRICT),
        ("64.71.01.1001", "64.71.01.1001", Level.VILLAGE),
        ("6471011001", "64.71.01.1001", Level.VILLAGE),
        ("64.71011001", "64.71.01.1001", Level.VILLAGE),
    ],
)
def test_a_code_is_read_with_and_without_dots(
    text: str, value: str, level: Level
) -> None:
    code = parse(text)
    assert (str(code), code.level, normalise(text)) == (value, level, value)
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "647",
        "64.7",
        "64.71.",
        "64..71",
        "64.71.001.001",
        "00",
        "64.00",
        "64.71.01.0000",
        "64-71",
        "kota",
        "٦٤",
        "64.71.01.1001.1",
        "64\n71",
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    assert not is_valid(text)
    with pytest.raises(InvalidRegionCode):
        parse(text)


def test_there_are_38_provinces_in_three_zones() -> None:
    assert Counter(province.zone for province in PROVINCES.values()) == {
        Zone.WIB: 18,
        Zone.WITA: 12,
        Zone.WIT: 8,
    }


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("31", Zone.WIB),
        ("61", Zone.WIB),
        ("62", Zone.WIB),
        ("63", Zone.WITA),
        ("51", Zone.WITA),
        ("76", Zone.WITA),
        ("81", Zone.WIT),
        ("96", Zone.WIT),
    ],
)
def test_a_province_has_its_legal_time(code: str, zone: Zone) -> None:
    assert PROVINCES[code].zone is zone


_two = st.integers(1, 99).map("{:02}".format)
_codes = st.tuples(_two, _two, _two, st.integers(1, 9999).map("{:04}".format))


@given(_codes, st.integers(1, 4))
def test_dots_never_matter(groups: tuple[str, ...], depth: int) -> None:
    dotted = ".".join(groups[:depth])
    assert parse(dotted) == parse(dotted.replace(".", "")) == RegionCode(dotted)
    assert parse(dotted).groups == groups[:depth]
