"""Where the words of a break between methods have room."""

from compliance.reports.trend import Trend


def marks(*breaks: str) -> list[tuple[str, int, bool]]:
    drawn = Trend(start=50, zones=(), points=(), lines=(), breaks=breaks)
    return [(mark.anchor, mark.dx, mark.worded) for mark in drawn.marks]


def test_words_of_a_break_stand_on_the_side_with_more_room() -> None:
    assert marks("38.00%") == [("start", 6, True)]
    assert marks("50.00%") == [("start", 6, True)]
    assert marks("56.00%") == [("end", -6, True)]


def test_of_several_breaks_the_first_alone_has_words() -> None:
    assert marks("38.00%", "74.00%") == [("start", 6, True), ("end", -6, False)]
    assert marks() == []
