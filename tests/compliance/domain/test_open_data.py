"""When figures of people may be told anew."""

from __future__ import annotations

import pytest

from compliance.domain.open_data import corrects, years_in


def row(area: str, n: int, year: int = 2025) -> dict[str, str]:
    told = {"year": str(year), "quarter": "", "level": "provinsi", "area": area}
    return {**told, "by": "semua", "code": "", "n": str(n)}


@pytest.mark.parametrize(
    ("n", "may"), [(20, True), (25, True), (15, True), (21, False), (16, False)]
)
def test_a_correction_changes_a_figure_by_five_or_not_at_all(n: int, may: bool) -> None:
    told, anew = [row("64", 20), row("63", 9)], [row("64", n), row("63", 9)]
    assert corrects([told], anew) is may


def test_it_is_held_against_every_version_there_was() -> None:
    first, second = [row("64", 20)], [row("64", 26)]
    assert corrects([first], second)
    assert not corrects([first, second], [row("64", 21)])
    assert corrects([first, second], [row("64", 20)])


def test_a_correction_tells_no_figure_that_was_not_told_and_leaves_none_out() -> None:
    one, two = [row("64", 20)], [row("64", 20), row("63", 9)]
    assert not corrects([one], two)
    assert not corrects([two], one)


def test_the_years_that_were_told() -> None:
    assert years_in([row("64", 20), row("64", 20, 2024)]) == {2024, 2025}
