"""What the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from agencies import labels
from agencies.domain import kinds
from agencies.models import AgencySuccession, ReferenceLoad
from tests.factories import agencies as make

pytestmark = pytest.mark.django_db


def _twice(factory: Any, **fields: Any) -> Callable[[], None]:
    def run() -> None:
        factory.create(**fields)
        factory.create(**fields)

    return run


@pytest.mark.parametrize(
    ("constraint", "create"),
    [
        ("office_zone_known", lambda: make.OfficeFactory.create(zone="Asia/Tokyo")),
        ("office_centre_is_00", lambda: make.OfficeFactory.create(central=True)),
        (
            "office_centre_is_00",
            lambda: make.OfficeFactory.create(code="00", central=False),
        ),
        ("region_level_known", lambda: make.RegionFactory.create(level="rt")),
        ("region_kind_known", lambda: make.RegionFactory.create(kind="rt")),
        ("region_province_has_zone", lambda: make.ProvinceFactory.create(zone="")),
        (
            "region_province_has_zone",
            lambda: make.RegionFactory.create(zone="Asia/Jakarta"),
        ),
        ("region_province_has_zone", lambda: make.RegionFactory.create(parent=None)),
        ("region_code_dotted", lambda: make.ProvinceFactory.create(code="6471")),
        ("agency_category_known", lambda: make.AgencyFactory.create(category="rt")),
        (
            "agency_valid_forward",
            lambda: make.AgencyFactory.create(
                valid_from="2024-01-01", valid_to="2024-01-01"
            ),
        ),
        (
            "alias_category_known",
            lambda: make.AgencyAliasFactory.create(category="rt"),
        ),
        (
            "alias_unambiguous",
            _twice(make.AgencyAliasFactory, category="kota", key="tirta"),
        ),
        ("unit_kind_known", lambda: make.UnitFactory.create(kind="rt")),
        (
            "unit_valid_forward",
            lambda: make.UnitFactory.create(
                valid_from="2024-01-02", valid_to="2024-01-01"
            ),
        ),
        ("holiday_kind_known", lambda: make.HolidayFactory.create(kind="rt")),
        ("holiday_once_a_day", _twice(make.HolidayFactory)),
    ],
)
def test_a_row_that_cannot_be_is_refused(
    constraint: str, create: Callable[[], object]
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        create()


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (kinds.Level, labels.LEVELS),
        (kinds.RegionKind, labels.REGION_KINDS),
        (kinds.Category, labels.CATEGORIES),
        (kinds.UnitKind, labels.UNIT_KINDS),
        (kinds.HolidayKind, labels.HOLIDAY_KINDS),
        (kinds.Zone, labels.ZONES),
    ],
)
def test_every_kind_has_a_label(kind: Any, named: Any) -> None:
    assert set(kind) == set(named)


def test_rows_say_what_they_are() -> None:
    agency = make.AgencyFactory.create(name_id="Pemerintah Kota Tirtalaya")
    assert str(agency) == "Pemerintah Kota Tirtalaya"
    assert str(agency.region) == "99.71 Kota 99.71"
    assert str(make.UnitFactory.create(name_id="Dinas")) == "Dinas"
    assert str(make.OfficeFactory.create()) == "Perwakilan 64"
    assert str(make.AgencyAliasFactory.create(name="Tirta")) == "Tirta"
    assert str(make.HolidayFactory.create()) == "2026-08-17 Hari Kemerdekaan"
    assert str(make.CalendarVersionFactory.create()) == "test-1"
    assert str(AgencySuccession(former_id=1, successor_id=2)) == "1 > 2"
    assert str(ReferenceLoad(name="regions")) == "regions"
