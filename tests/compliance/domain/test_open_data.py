"""When figures of people may be told anew."""

from __future__ import annotations

import pytest

from complaints.domain.closing_figures import By, Closed, Level, told
from complaints.domain.outcomes import OUTCOMES
from compliance.domain import reckoning
from compliance.domain.open_data import corrects, years_in
from proofs.r76_figures import plain

QUARTERS = (1, 2, 3, 4)


def row(area: str, n: int, year: int = 2025, quarter: str = "") -> dict[str, str]:
    told = {"year": str(year), "quarter": quarter, "level": "provinsi", "area": area}
    return {**told, "by": "semua", "code": "", "n": str(n)}


def a_year(*, large: tuple[int, int], small: tuple[int, int]) -> list[dict[str, str]]:
    """How reports ended in a large province is told, of two small ones only together.

    The numbers are founded and unfounded reports of the first quarter."""
    counts = {(q, code): n for q in QUARTERS for code, n in OTHERWISE.items()}
    counts |= {(1, "64"): large, (1, "61"): small}
    return plain(
        told(
            Closed(quarter, code, f"{code}.71", "air", outcome, n)
            for (quarter, code), both in counts.items()
            for outcome, n in zip(OUTCOMES[:2], both, strict=True)
        )
    )


OTHERWISE = {"64": (20, 20), "63": (6, 7), "61": (8, 2)}


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


@pytest.mark.parametrize(
    ("large", "small", "may"),
    [
        ((25, 15), (8, 2), True),  # five of the large province alone
        ((25, 15), (9, 1), False),  # and one of the others, which have no line
        ((26, 14), (7, 3), False),
    ],
)
def test_what_is_left_of_the_country_changes_by_five_or_not_at_all(
    large: tuple[int, int], small: tuple[int, int], may: bool
) -> None:
    before = a_year(large=(20, 20), small=(8, 2))
    after = a_year(large=large, small=small)
    kinds = {(one["level"], one["area"]) for one in before if one["by"] == "hasil"}
    assert ("provinsi", "61") not in kinds
    changes = {
        abs(int(a["n"]) - int(b["n"])) for a, b in zip(before, after, strict=True)
    }
    assert changes.isdisjoint(range(1, 5))  # nothing that is written says it
    assert corrects([before], after) is may


@pytest.mark.parametrize(("n", "may"), [(14, True), (15, False), (20, True)])
def test_what_the_quarters_come_to_changes_by_five_or_not_at_all(
    n: int, may: bool
) -> None:
    before = [row("64", 20, quarter="1"), row("64", 20, quarter="2")]
    after = [row("64", 26, quarter="1"), row("64", n, quarter="2")]
    assert corrects([before], after) is may


def test_it_is_reckoned_with_the_words_of_the_files() -> None:
    places = (reckoning.COUNTRY, reckoning.PROVINCE, reckoning.OTHER_PROVINCES)
    assert [*Level] == [*places, reckoning.REGENCY, reckoning.OTHER_REGENCIES]
    assert [*By] == [reckoning.ALL, reckoning.OUTCOME, reckoning.SUBSTANCE]


def test_what_has_no_line_is_what_the_country_has_beside_those_with_one() -> None:
    figures = {
        reckoning.Name(*(one[name] for name in reckoning.Name._fields)): int(one["n"])
        for one in a_year(large=(20, 20), small=(8, 2))
    }
    left = reckoning.reckoned(figures)
    ends = [left["provinces", "1", "hasil", str(outcome)] for outcome in OUTCOMES[:2]]
    assert ends == [14, 9]
    assert left["provinces", "1", "semua", ""] == 0  # of all reports each has a line


def test_the_years_that_were_told() -> None:
    assert years_in([row("64", 20), row("64", 20, 2024)]) == {2024, 2025}
