"""The national identity number: errors for what it cannot be, doubts for the rest."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.nik import (
    Doubt,
    InvalidNik,
    Nik,
    Sex,
    doubts_about,
    is_valid,
    masked,
    normalise,
    parse,
)

#: Serial 0000: the number of nobody.
WOMAN = "6471015708900000"
MAN = "6471011708900000"


def read(text: str) -> Nik:
    return parse(text, synthetic_allowed=True)


def test_a_number_tells_district_birth_and_sex() -> None:
    nik = read("64.7101-170890 0000")
    assert (nik.region.value, nik.sex) == ("64.71.01", Sex.MALE)
    assert (nik.day, nik.month, nik.year, nik.serial) == (17, 8, 90, "0000")
    assert (read(WOMAN).day, read(WOMAN).sex) == (17, Sex.FEMALE)


@pytest.mark.parametrize("day", ["01", "31", "41", "71"])
def test_the_days_of_men_and_of_women(day: str) -> None:
    assert is_valid(f"647101{day}01900000", synthetic_allowed=True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "shape"),
        ("647101170890000", "shape"),
        ("64710117089000000", "shape"),
        ("6471010008900000", "shape"),
        ("6471013208900000", "shape"),
        ("6471014008900000", "shape"),
        ("6471017208900000", "shape"),
        ("6471011700900000", "shape"),
        ("6471011713900000", "shape"),
        ("6471O11708900000", "shape"),
        ("٦٤٧١٠١١٧٠٨٩٠٠٠٠٠", "shape"),
        ("0071011708900000", "region"),
        ("6471001708900000", "region"),
    ],
)
def test_what_cannot_be_a_number_is_refused(text: str, why: str) -> None:
    assert not is_valid(text, synthetic_allowed=True)
    with pytest.raises(InvalidNik, match=why):
        read(text)


def test_serial_0000_is_for_demonstrations_only() -> None:
    assert is_valid(MAN, synthetic_allowed=True)
    assert not is_valid(MAN)
    with pytest.raises(InvalidNik, match="serial"):
        parse(MAN)


@pytest.mark.parametrize(
    ("born_on", "sex", "districts", "doubts"),
    [
        (None, None, None, ()),
        (date(1990, 8, 17), Sex.MALE, {"64.71.01"}, ()),
        (date(2090, 8, 17), None, None, ()),
        (date(1990, 8, 18), None, None, (Doubt.OTHER_BIRTH_DATE,)),
        (date(1991, 8, 17), None, None, (Doubt.OTHER_BIRTH_DATE,)),
        (None, Sex.FEMALE, None, (Doubt.OTHER_SEX,)),
        (None, None, {"64.71.02"}, (Doubt.REGION_UNKNOWN,)),
        (
            date(1990, 1, 1),
            Sex.FEMALE,
            set[str](),
            (Doubt.REGION_UNKNOWN, Doubt.OTHER_BIRTH_DATE, Doubt.OTHER_SEX),
        ),
    ],
)
def test_what_does_not_agree_is_a_doubt_and_no_error(
    born_on: date | None,
    sex: Sex | None,
    districts: set[str] | None,
    doubts: tuple[Doubt, ...],
) -> None:
    found = doubts_about(read(MAN), born_on=born_on, sex=sex, known_districts=districts)
    assert found == doubts


def test_a_day_that_no_calendar_has_is_a_doubt() -> None:
    assert doubts_about(read("6471013102900000")) == (Doubt.NO_SUCH_DAY,)
    # 29 February 2000 was a day, that of 1900 was none: the century is unknown.
    assert doubts_about(read("6471012902000000")) == ()
    assert doubts_about(read("6471012902040000")) == ()
    assert doubts_about(read("6471012902010000")) == (Doubt.NO_SUCH_DAY,)


def test_a_number_is_shown_masked() -> None:
    assert masked("6471011708900001") == "6471**********01"
    assert masked("64.71.01 170890 0001") == "6471**********01"
    assert masked("12345") == ""
    assert masked("") == ""


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from(Sex))
def test_the_number_of_a_person_agrees_with_the_person(born: date, sex: Sex) -> None:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    digits = f"647101{day:02}{born:%m%y}0000"
    nik = read(digits)
    assert normalise(digits) == nik.digits == digits
    assert doubts_about(nik, born_on=born, sex=sex) == ()
