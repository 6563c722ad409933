"""The board where every score of a kind and year is known."""

from decimal import Decimal

import pytest

from compliance.selectors.board import Asked, board
from tests.factories.compliance import (
    MethodologyFactory,
    PublishedResultFactory,
    ZoneCountFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_of_three() -> None:
    MethodologyFactory(code="2024", official=True, share=0, first_year=2024, year=2024)
    ZoneCountFactory(year=2024, green=3, yellow=0, red=0)
    for score in ("90.00", "95.57", "90.00"):
        PublishedResultFactory(score=Decimal(score))


def test_ranks_are_computed_and_ties_share_them() -> None:
    found = board(Asked(year=2024))
    assert found.ranked
    ranks = [row.rank.rank for row in found.rows if row.rank]
    assert ranks == [1, 2, 2]
    assert {row.rank.of for row in found.rows if row.rank} == {3}


def test_a_search_hides_rows_and_changes_no_rank() -> None:
    every = board(Asked(year=2024)).rows
    found = board(Asked(year=2024, text=every[2].name))
    (row,) = found.rows
    assert row.rank == every[2].rank
    assert found.known == 3


def test_one_more_that_was_assessed_takes_all_ranks_away() -> None:
    ZoneCountFactory._meta.model.objects.update(assessed=4, green=4)
    found = board(Asked(year=2024))
    assert not found.ranked
    assert {row.rank for row in found.rows} == {None}
    assert (found.known, found.assessed) == (3, 4)
