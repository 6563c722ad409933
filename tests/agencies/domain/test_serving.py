"""Which office serves which province: none is left without, none has two."""

from __future__ import annotations

import pytest

from agencies.domain.phone import is_printed
from agencies.domain.serving import why_not

KNOWN = ("63", "64", "65")


@pytest.mark.parametrize(
    ("own", "wanted", "why"),
    [
        (["64"], ["64"], ""),
        (["64"], ["64", "65"], ""),
        ([], ["63"], ""),
        ([], [], ""),
        (["64"], ["65"], "office_unserved"),
        (["64"], [], "office_unserved"),
        (["64"], ["64", "77"], "office_province"),
    ],
)
def test_an_office_takes_provinces_and_gives_none_up(
    own: list[str], wanted: list[str], why: str
) -> None:
    assert why_not(central=False, own=own, wanted=wanted, known=KNOWN) == why


def test_the_centre_serves_none() -> None:
    assert why_not(central=True, own=[], wanted=["64"], known=KNOWN) == "office_centre"
    assert why_not(central=True, own=[], wanted=[], known=KNOWN) == ""


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("137", True),
        ("(0541) 123456", True),
        ("+62 21 2251-3737", True),
        ("", False),
        ("13", False),
        ("telepon 137", False),
        ("0541 12x", False),
        ("-137", False),
        ("1" * 41, False),
    ],
)
def test_a_number_on_a_page_is_made_of_digits(text: str, fits: bool) -> None:
    assert is_printed(text) == fits
