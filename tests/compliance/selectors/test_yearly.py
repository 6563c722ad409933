"""A year in figures: like with like, who was left out is no 0, methods stay apart."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.domain.kinds import Category
from agencies.models import Agency
from compliance.domain.methodology import NodeKind
from compliance.models import Methodology, MethodologyNode
from compliance.reports.yearly_charts import means
from compliance.selectors.yearly import Group, Yearly, yearly
from tests.compliance.conftest import Complaints, fact
from tests.compliance.instruments import draft
from tests.compliance.rounds import city, published
from tests.factories.agencies import AgencyFactory, OfficeFactory, ProvinceFactory
from tests.factories.compliance import (
    MethodologyFactory,
    PublishedResultFactory,
    RoundFactory,
    SnapshotFactory,
    ZoneCountFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def method() -> Methodology:
    """The official one of 2023 and 2024."""
    return MethodologyFactory(
        code="2024", official=True, share=0, first_year=2023, year=2024
    )


def printed(n: int, score: str, year: int = 2024, **more: Any) -> Agency:
    """A real city with a score of others."""
    agency: Agency = AgencyFactory(
        code=f"64.7{n}", region__code=f"64.7{n}", fictional=False
    )
    PublishedResultFactory(agency=agency, year=year, score=Decimal(score), **more)
    return agency


def only(found: Yearly) -> Group:
    (group,) = found.groups
    return group


def texts(*values: Decimal | None) -> list[str | None]:
    return [None if value is None else str(value) for value in values]


def test_who_was_left_out_is_counted_and_is_in_no_mean() -> None:
    published({city(1): "90", city(2): "80", city(3): "40", city(4): None})
    group = only(yearly(2026))
    spread = group.point.spread
    assert (group.point.assessed, spread.n, group.left_out) == (3, 3, 1)
    assert texts(spread.mean, spread.median, spread.lowest) == [
        "70.00",
        "80.00",
        "40.00",
    ]
    assert {band.grade: n for band, n in group.bands} == {
        "A": 1,
        "B": 1,
        "C": 0,
        "D": 1,
        "E": 0,
    }


def test_of_two_scores_there_is_no_mean() -> None:
    published({city(1): "90", city(2): "80"})
    spread = only(yearly(2026)).point.spread
    assert texts(spread.mean, spread.median, spread.highest) == [None, None, "90.00"]


def test_invented_agencies_and_other_methods_are_groups_apart(
    method: Methodology,
) -> None:
    printed(1, "95.57")
    published({city(1): "90"}, year=2024)
    own = AgencyFactory(code="64.79", region__code="64.79", fictional=False)
    PublishedResultFactory(agency=own, score=Decimal(70))
    ministry = AgencyFactory(
        category=Category.KEMENTERIAN, region=None, fictional=False
    )
    PublishedResultFactory(agency=ministry, score=Decimal(60))
    found = yearly(2024)
    assert [group.key for group in found.groups] == [
        "kementerian-2024",
        "kota-2024",
        "kota-2023-ktk-contoh",
    ]
    assert [group.point.spread.n for group in found.groups] == [1, 2, 1]
    assert found.group("kementerian-2024") == found.groups[0]
    assert found.group("tidak-ada") == found.groups[1]


def test_what_we_computed_stands_before_what_was_printed(method: Methodology) -> None:
    one = city(1)
    PublishedResultFactory(agency=one, year=2024, score=Decimal(95))
    published({one: "88"}, year=2024)
    group = only(yearly(2024))
    assert texts(group.point.spread.lowest) == ["88.00"]
    assert group.method.code == "2023-ktk"


def test_an_announcement_says_how_many_were_assessed(method: Methodology) -> None:
    for n, score in enumerate(("95", "90", "85"), start=1):
        printed(n, score)
    group = only(yearly(2024))
    assert (group.point.assessed, group.left_out) == (None, None)
    assert not group.point.whole
    ZoneCountFactory(year=2024)
    group = only(yearly(2024))
    assert (group.point.assessed, group.point.spread.n) == (98, 3)
    assert not group.point.whole


def test_kinds_of_which_no_score_is_known_are_told_too(method: Methodology) -> None:
    printed(1, "95")
    for kind in (Category.KOTA, Category.LEMBAGA, "total"):
        ZoneCountFactory(year=2024, category=str(kind))
    found = yearly(2024)
    assert [row.category for row in found.others] == ["lembaga"]
    assert [row.category for row in found.zones] == ["lembaga", "kota", "total"]
    assert [row.year for row in found.totals] == [2024]


def test_a_change_is_of_the_same_agencies_by_a_comparable_method(
    method: Methodology,
) -> None:
    cities = [printed(n, "80", year=2023) for n in range(1, 5)]
    for agency, score in zip(cities[:3], ("83", "84", "85"), strict=True):
        PublishedResultFactory(agency=agency, year=2024, score=Decimal(score))
    first, last = only(yearly(2024)).points
    assert first.moved is None
    assert last.moved is not None
    assert (last.moved.n, str(last.moved.by)) == (3, "4.00")


def test_over_a_change_of_method_there_is_no_change_and_no_line() -> None:
    cities = [city(n) for n in (1, 2, 3)]
    other = MethodologyFactory(code="2025-lain", share=Decimal("0.20"))
    published(dict.fromkeys(cities, "70"), year=2024)
    published(dict.fromkeys(cities, "80"), year=2025)
    published(dict.fromkeys(cities, "90"), year=2026, method=other)
    group = only(yearly(2026))
    assert [bool(point.moved) for point in group.points] == [False, True, False]
    drawn = means(group)
    assert drawn is not None
    assert (len(drawn.points), len(drawn.lines), len(drawn.breaks)) == (3, 1, 1)
    assert [point.hollow for point in drawn.points] == [True, True, False]
    assert [mark.anchor for mark in drawn.marks] == ["end"]


def test_no_line_joins_years_of_which_only_some_scores_are_known(
    method: Methodology,
) -> None:
    cities = [printed(n, "80", year=2023) for n in (1, 2, 3)]
    for agency in cities:
        PublishedResultFactory(agency=agency, year=2024, score=Decimal(85))
    drawn = means(only(yearly(2024)))
    assert drawn is not None
    assert (len(drawn.points), drawn.lines) == (2, ())
    for year in (2023, 2024):
        ZoneCountFactory(year=year, green=3, yellow=0, red=0)
    drawn = means(only(yearly(2024)))
    assert drawn is not None
    assert len(drawn.lines) == 1


def test_a_group_without_a_mean_has_no_drawing_of_its_years() -> None:
    for year in (2025, 2026):
        published({city(1): "90"}, year=year)
    assert means(only(yearly(2026))) is None


def test_agencies_stand_with_their_province_and_with_its_office(
    method: Methodology,
) -> None:
    ProvinceFactory(code="64", name="Timur", office__name_id="Perwakilan Timur")
    ProvinceFactory(code="63", name="Selatan", office=None)
    for n in (1, 2, 3):
        printed(n, f"{80 + n}")
    PublishedResultFactory(
        agency=AgencyFactory(code="63.71", region__code="63.71", fictional=False),
        score=Decimal(50),
    )
    group = only(yearly(2024))
    told = [(line.name, line.spread.n, line.spread.mean) for line in group.provinces]
    assert told == [("Selatan", 1, None), ("Timur", 3, Decimal("82.00"))]
    assert [line.name for line in group.offices] == [
        "Perwakilan Timur",
        "Tanpa kantor perwakilan",
    ]


def test_the_centre_has_no_province_and_the_central_office(method: Methodology) -> None:
    OfficeFactory(code="00", name_id="Kantor pusat")
    ministry = AgencyFactory(
        category=Category.KEMENTERIAN, region=None, fictional=False
    )
    PublishedResultFactory(agency=ministry, score=Decimal(60))
    group = only(yearly(2024))
    assert group.provinces == ()
    assert [line.name for line in group.offices] == ["Kantor pusat"]


def test_dimensions_are_those_of_our_own_scores_only(method: Methodology) -> None:
    printed(1, "95")
    assert only(yearly(2024)).dimensions == ()
    published({city(1): "90", city(2): "80", city(3): "40"})
    found = only(yearly(2026)).dimensions
    assert [one.code for one in found] == ["input", "proses", "output", "pengaduan"]
    assert {texts(one.spread.mean, one.weight)[0] for one in found} == {"70.00"}
    assert only(yearly(2026)).indicators == ()


def test_an_indicator_that_does_not_apply_or_is_not_known_is_no_zero() -> None:
    made = draft()
    parent = made.nodes.get(code="input")
    MethodologyNode.objects.create(
        methodology=made,
        parent=parent,
        kind=NodeKind.INDICATOR,
        code="papan",
        position=1,
        name_id="Papan",
        name_en="Board",
        weight=Decimal(100),
    )
    round_ = RoundFactory(
        methodology=made, state="published", locked_at=AT, published_at=AT
    )
    for n, value in enumerate(("50.00", "100.00", "0.00", "absent", None), start=1):
        data = {"result": {"indicators": {"papan": value}}, "inputs": {}}
        SnapshotFactory(round=round_, agency=city(n), data=data, formula="2")
    group = only(yearly(2026))
    (one,) = group.indicators
    assert (one.name, one.beside, one.absent, one.spread.n) == (
        "Papan",
        "Masukan",
        1,
        3,
    )
    assert texts(one.spread.mean, one.spread.lowest) == ["50.00", "0.00"]


def test_corrective_actions_are_summed_over_the_group(complaints: Complaints) -> None:
    one, two, three = city(1), city(2), city(3)
    done = {"status": "dilaksanakan", "executed_on": date(2026, 8, 20)}
    complaints.records[one.pk] = (
        fact("a", one.pk),
        fact("b", one.pk, **done, on_time_days_late=0),
        fact("c", one.pk, **done, on_time_days_late=10),
    )
    complaints.records[two.pk] = (
        fact("d", two.pk, **done, on_time_days_late=0),
        fact("e", two.pk, due_on=date(2026, 12, 1)),
    )
    published(dict.fromkeys((one, two, three), "88"))
    found = only(yearly(2026)).execution
    assert found is not None
    assert (found.counted, found.on_time, found.late, found.missed) == (4, 2, 1, 1)
    assert (found.apart, found.agencies, found.without) == (1, 2, 1)
    assert texts(found.ktk, found.most) == ["70.00", "3.52"]
    assert found.lowered == 1


def test_without_a_counted_action_there_is_no_ktk(method: Methodology) -> None:
    published({city(1): "88"})
    found = only(yearly(2026)).execution
    assert found is not None
    assert (found.ktk, found.without, found.most) == (None, 1, None)
    printed(1, "95")
    assert only(yearly(2024)).execution is None


def test_what_came_later_is_not_in_the_report_of_a_year() -> None:
    cities = [city(n) for n in (1, 2, 3)]
    for year in (2025, 2026):
        published(dict.fromkeys(cities, "80"), year=year)
        ZoneCountFactory(year=year, category="total")
    found = yearly(2025)
    assert [point.year for point in only(found).points] == [2025]
    assert [row.year for row in found.totals] == [2025]
    assert found.years == (2026, 2025)


def test_without_a_year_it_is_the_latest_of_which_anything_is_known(
    method: Methodology,
) -> None:
    assert yearly(None).year == 0
    printed(1, "95")
    assert yearly(None).year == 2024
    published({city(1): "90"})
    found = yearly(None)
    assert (found.year, found.years) == (2026, (2026, 2024))
    assert found.published_at is not None


def asked(year: int) -> int:
    """How many queries a year costs."""
    with CaptureQueriesContext(connection) as found:
        yearly(year)
    return len(found)


def test_a_full_year_asks_as_often_as_an_empty_one(method: Methodology) -> None:
    published({city(1): "90"})
    first = asked(2026)
    published({city(n): "90" for n in (2, 3, 4)}, year=2026)
    published({city(n): "80" for n in (1, 2, 3)}, year=2025)
    for n in (1, 2, 3):
        printed(n, "80")
    ZoneCountFactory(year=2024)
    assert asked(2026) == asked(2025) == first <= 13
    assert asked(2024) < first  # of what others printed nothing was made here
