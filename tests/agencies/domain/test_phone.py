"""Telephone numbers: mobiles and landlines, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.phone import is_mobile, masked, normalise


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("62812.3456.7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("+62 (0) 812 3456 7890", "+6281234567890"),
        ("081234567", None),
        ("0812345678", "+62812345678"),
        ("0812345678901", "+62812345678901"),
        ("08123456789012", None),
        ("0801 234 5678", None),
        ("(0542) 123456", "+62542123456"),
        ("021-5551234", "+62215551234"),
        ("011 555 1234", None),
        ("812 3456 7890", None),
        ("+1 202 555 0100", None),
        ("137", None),
        ("", None),
        ("bukan nomor", None),
        ("٠٨١٢٣٤٥٦٧٨٩٠", None),
    ],
)
def test_a_number_is_written_in_one_way(typed: str, number: str | None) -> None:
    assert normalise(typed) == number


def test_only_a_mobile_takes_text_messages() -> None:
    assert is_mobile("+6281234567890")
    assert not is_mobile("+62542123456")


def test_a_number_is_shown_masked() -> None:
    assert masked("+6281234567890") == "+6281••••7890"
    assert masked("") == ""


@given(st.from_regex(r"\+628[1-9][0-9]{7,10}", fullmatch=True))
def test_the_written_number_is_its_own_normal_form(number: str) -> None:
    assert normalise(number) == number
    assert normalise("0" + number.removeprefix("+62")) == number
