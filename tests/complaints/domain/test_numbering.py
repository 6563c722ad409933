"""Register numbers, and what only the reporter holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.numbering import (
    ALPHABET,
    CODE_LENGTH,
    LOCATOR_LENGTH,
    QR_MIN_LENGTH,
    derive,
    display_number,
    locator,
    normalise_code,
    normalise_locator,
    register_number,
)
from complaints.domain.own_initiative import Intake

KEY = bytes(range(32))


def test_the_register_number_has_six_digits_and_the_year() -> None:
    assert register_number(5355, 2021) == "005355.2021"


@pytest.mark.parametrize(
    ("n", "day", "office", "shown"),
    [
        (1, date(2022, 3, 25), "64", "0001/LM/III/2022/64"),
        (593, date(2021, 5, 3), "31", "0593/LM/V/2021/31"),
        (12345, date(2026, 12, 31), "64", "12345/LM/XII/2026/64"),
        (7, date(2026, 1, 1), "64", "0007/LM/I/2026/64"),
    ],
)
def test_the_number_on_paper(n: int, day: date, office: str, shown: str) -> None:
    assert display_number(n, day, office) == shown


def test_what_the_office_began_itself_is_numbered_in_the_same_row_with_in() -> None:
    day = date(2022, 3, 25)
    assert display_number(1, day, "64", Intake.OWN) == "0001/IN/III/2022/64"
    assert display_number(2, day, "64", Intake.FAST) == "0002/LM/III/2022/64"


def test_the_alphabet_has_no_signs_that_look_alike() -> None:
    assert len(set(ALPHABET)) == 32
    assert set("ILOU").isdisjoint(ALPHABET)


def test_a_locator_is_forty_bits_in_eight_characters() -> None:
    assert locator(b"\x00" * 5) == "00000000"
    assert locator(b"\xff" * 5) == "ZZZZZZZZ"
    assert len({locator(bytes([0, 0, 0, 0, n])) for n in range(256)}) == 256


def test_the_same_filing_always_gives_the_same_code() -> None:
    first, again = derive(KEY, b"filing-1"), derive(KEY, b"filing-1")
    assert first == again
    assert derive(KEY, b"filing-2").code != first.code
    assert derive(KEY[::-1], b"filing-1").code != first.code


@given(st.binary(min_size=16, max_size=16))
def test_a_code_has_three_groups_and_the_qr_more_bits(filing: bytes) -> None:
    secret = derive(KEY, filing)
    assert [len(group) for group in secret.code.split("-")] == [4, 4, 4]
    assert set(secret.code) <= set(ALPHABET + "-")
    # 26 characters of five bits hold the 128 bits of a QR secret.
    assert len(secret.qr) == 26 > QR_MIN_LENGTH > CODE_LENGTH
    assert normalise_code(secret.code) not in secret.qr


@given(st.binary(min_size=16, max_size=16), st.sampled_from(["", " ", "-", "--", ". "]))
def test_a_code_may_be_typed_in_any_way(filing: bytes, between: str) -> None:
    code = normalise_code(derive(KEY, filing).code)
    typed = between.join(code).lower().replace("0", "o").replace("1", "l")
    assert normalise_code(typed) == code
    assert normalise_code(typed.replace("l", "I")) == code


@given(st.binary(min_size=5, max_size=5))
def test_a_locator_may_be_typed_in_any_way(random: bytes) -> None:
    number = locator(random)
    assert len(number) == LOCATOR_LENGTH
    assert normalise_locator(f" {number[:4].lower()} {number[4:]} ") == number
