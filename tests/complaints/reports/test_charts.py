"""Where lines and bars stand: from 0, in proportion, and nothing where there is nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from complaints.reports.charts import BOTTOM, TOP, bars, lines

values = st.lists(st.integers(0, 10**6), min_size=1, max_size=40)


def test_a_line_breaks_where_there_was_nothing() -> None:
    found = lines(["a", "b", "c", "d"], [[5, 10, None, 2]])
    assert found.lines == ((0, f"9.00,96.0 38.33,{TOP}.0"),)
    assert found.dots == ((0, "97.00%", "139.2"),)
    assert [mark.text for mark in found.scale] == ["0", "5", "10"]
    assert [mark.text for mark in lines(["a"], [[4]]).scale] == ["0", "5"]


@given(values)
def test_bars_begin_at_0_and_are_as_high_as_their_numbers(counts: list[int]) -> None:
    found = bars([str(n) for n in counts], [counts])
    top = float(found.scale[-1].text)
    assert top >= max(counts)
    for bar, n in zip(found.bars, counts, strict=True):
        assert float(bar.y) + float(bar.height) == BOTTOM
        assert abs(float(bar.height) - n / top * (BOTTOM - TOP)) <= 0.06
        assert 0 <= float(bar.x[:-1]) <= 100 - float(bar.width[:-1])


def test_a_chart_without_numbers_has_a_scale_and_no_line() -> None:
    found = lines(["a", "b"], [[None, None]])
    assert (found.lines, found.dots, len(found.scale)) == ((), (), 2)
    assert len(bars([], [[]]).bars) == 0


def test_no_more_names_stand_below_than_fit() -> None:
    assert len(lines([str(n) for n in range(90)], [[0] * 90]).names) == 6
    assert len(bars([str(n) for n in range(12)], [[0] * 12]).names) == 6
