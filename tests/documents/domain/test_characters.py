"""What a letter cannot show is a box, and no mark floats above one."""

from __future__ import annotations

from documents.domain.characters import UNKNOWN, without_loose_marks

ACUTE = "\N{COMBINING ACUTE ACCENT}"


def test_a_mark_on_a_box_goes_and_a_mark_on_its_letter_stays() -> None:
    assert without_loose_marks(f"{UNKNOWN}{ACUTE}e{ACUTE}") == f"{UNKNOWN}e{ACUTE}"
