"""Passports and stay permits: any country's, any year's, but some number."""

from __future__ import annotations

import pytest

from complaints.domain import papers_of_identity as papers


@pytest.mark.parametrize("typed", ["X1234567", "x 123-4567", "C4.J5/12"])
def test_a_passport_may_be_written_with_any_signs_between(typed: str) -> None:
    assert papers.is_passport(typed)
    assert papers.normalise(typed).isalnum()


@pytest.mark.parametrize("typed", ["", "1234", "X" * 16, "X12345é7", "X1234_67"])
def test_what_is_no_passport_is_refused(typed: str) -> None:
    assert not papers.is_passport(typed)


@pytest.mark.parametrize(
    ("typed", "right"), [("2C11JE1234-X", True), ("?", False), ("K" * 21, False)]
)
def test_a_kitas_has_five_to_twenty_letters_and_digits(
    typed: str, *, right: bool
) -> None:
    assert papers.is_kitas(typed) is right


def test_the_owner_sees_the_last_three_signs() -> None:
    assert papers.masked("X1234567") == "••••567"
    assert papers.masked("") == ""
