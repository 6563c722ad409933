"""A public page reads of a score what it shows, and not all that the score was made of."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from agencies.domain.kinds import Category
from agencies.models import Agency
from compliance.models import Snapshot
from compliance.selectors.board import Asked, board
from compliance.selectors.comparing import comparison
from compliance.selectors.news import news
from compliance.selectors.provinces import province
from tests.compliance.rounds import city, published
from tests.factories.agencies import AgencyFactory, ProvinceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


@pytest.fixture
def whole() -> Iterator[list[int]]:
    """The agencies whose snapshots were read with all they were made of."""
    seen: list[int] = []

    def look(instance: Snapshot, **_: Any) -> None:
        if "data" not in instance.get_deferred_fields():
            seen.append(instance.agency_id)

    post_init.connect(look, sender=Snapshot)
    yield seen
    post_init.disconnect(look, sender=Snapshot)


def two_years(*agencies: Agency) -> None:
    for year, figure in ((2025, "80"), (2026, "88")):
        published(dict.fromkeys(agencies, figure), year=year)


def test_the_board_the_provinces_and_the_feed_read_no_inputs(whole: list[int]) -> None:
    ProvinceFactory(fictional=True)
    two_years(city(1), city(2))
    two_years(
        AgencyFactory(
            code="64",
            category=Category.PROVINSI,
            region=ProvinceFactory(code="64"),
            fictional=False,
        )
    )
    whole.clear()
    shown = board(Asked(year=2026))
    assert [str(row.change.by) for row in shown.examples if row.change] == ["8.00"] * 2
    assert [str(unit.row.result.score) for unit in shown.provinces if unit.row] == [
        "88.00"
    ]
    assert len([unit for unit in province(code="99", year=2026).units if unit.row]) == 2
    assert len(news()) == 6
    assert whole == []


def test_a_comparison_reads_the_inputs_of_those_asked_for(whole: list[int]) -> None:
    one, two, three = city(1), city(2), city(3)
    two_years(one, two, three)
    whole.clear()
    found = comparison([two.ref], 2026)
    assert [line.values for line in found.lines] != []
    assert [name for _ref, name in found.choice] == [one.name_id, three.name_id]
    assert set(whole) == {two.pk}


def test_many_scores_of_ours_are_asked_for_as_often_as_one() -> None:
    def queries(*refs: UUID) -> list[int]:
        counted = []
        for read in (
            lambda: board(Asked(year=2026)),
            lambda: comparison(refs, 2026),
            lambda: province(code="99", year=2026),
            news,
        ):
            with CaptureQueriesContext(connection) as found:
                read()
            counted.append(len(found))
        return counted

    ProvinceFactory(fictional=True)
    one, two, three = city(1), city(2), city(3)
    two_years(one)
    first = queries(one.ref)
    two_years(two, three)
    assert queries(one.ref, two.ref, three.ref) == first
    assert max(first) <= 17
