"""Places that are blacked out: where they may lie, and how far around words they reach."""

from __future__ import annotations

import pytest

from documents.domain.marks import MARGIN, WHOLE, Mark, around, joined

WORD = Mark(sheet=1, top=500, left=600, bottom=700, right=900)


def test_around_words_it_is_a_little_wider_on_every_side() -> None:
    assert around(WORD) == Mark(
        sheet=1,
        top=500 - MARGIN,
        left=600 - MARGIN,
        bottom=700 + MARGIN,
        right=900 + MARGIN,
    )


def test_it_never_reaches_beyond_its_sheet() -> None:
    whole = Mark(sheet=1, top=0, left=0, bottom=WHOLE, right=WHOLE)
    assert around(whole) == whole


@pytest.mark.parametrize(
    ("mark", "sound"),
    [
        (WORD, True),
        (Mark(sheet=0, top=500, left=600, bottom=700, right=900), False),
        (Mark(sheet=1, top=500, left=600, bottom=505, right=900), False),
        (Mark(sheet=1, top=-1, left=600, bottom=700, right=900), False),
        (Mark(sheet=1, top=500, left=600, bottom=700, right=WHOLE + 1), False),
    ],
)
def test_it_covers_something_of_a_sheet(mark: Mark, sound: bool) -> None:
    assert mark.is_sound is sound


def test_of_two_lists_each_place_stands_once_and_in_reading_order() -> None:
    above = Mark(sheet=1, top=100, left=600, bottom=300, right=900)
    assert joined([WORD], [above, WORD]) == [above, WORD]
