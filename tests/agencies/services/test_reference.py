"""The data in the repository: exactly these rows, in exactly these relations."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, date, datetime

import holidays
import pytest
from django.db.models import Count, F

from accounts.actor import SYSTEM
from agencies.domain.kinds import Category, Level, RegionKind, UnitKind
from agencies.domain.names import bare_name, search_key
from agencies.models import (
    Agency,
    AgencyAlias,
    AgencySuccession,
    CalendarVersion,
    Holiday,
    Office,
    ReferenceLoad,
    Region,
    Unit,
)
from agencies.selectors import work_calendar
from agencies.services.demo import CITIES, ensure_demo_agencies
from agencies.services.loading import Report, run_all
from agencies.services.reference import LOADERS, entries
from agencies.services.reference import holidays as holiday_set
from journal.models import Entry

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 11, 25, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _loaded(reports: list[Report], db: None) -> None:
    assert not [error for report in reports for error in report.errors]


def test_regions_are_complete_on_all_four_floors() -> None:
    floors = Counter(Region.objects.values_list("level", flat=True))
    assert floors == {
        Level.PROVINCE: 38,
        Level.REGENCY: 514,
        Level.DISTRICT: 7285,
        Level.VILLAGE: 83762,
    }
    kinds = Counter(
        Region.objects.filter(level=Level.REGENCY).values_list("kind", flat=True)
    )
    assert kinds == {
        RegionKind.KABUPATEN: 415,
        RegionKind.KOTA: 93,
        RegionKind.KABUPATEN_ADMINISTRASI: 1,
        RegionKind.KOTA_ADMINISTRASI: 5,
    }


def test_every_region_stands_inside_the_one_that_its_code_names() -> None:
    inside = Region.objects.exclude(level=Level.PROVINCE)
    # In Python: freshly loaded tables have no statistics, and a join of 91 599 rows
    # with themselves may then be planned as a loop in a loop.
    codes = dict(Region.objects.values_list("id", "code"))
    rows = inside.values_list("code", "parent_id")
    assert all(parent and code.startswith(codes[parent]) for code, parent in rows)
    balikpapan = Region.objects.get(code="64.71")
    assert balikpapan.name == "Kota Balikpapan"
    assert balikpapan.children.count() == 6
    assert Region.objects.filter(parent__parent=balikpapan).count() == 34


def test_three_zones_cover_the_provinces() -> None:
    provinces = Region.objects.filter(level=Level.PROVINCE)
    assert Counter(provinces.values_list("zone", flat=True)) == {
        "Asia/Jakarta": 18,
        "Asia/Makassar": 12,
        "Asia/Jayapura": 8,
    }


def test_every_province_points_to_one_of_34_offices() -> None:
    assert Office.objects.filter(central=True).count() == 1
    assert Office.objects.filter(central=False).count() == 34
    provinces = Region.objects.filter(level=Level.PROVINCE)
    served = dict(provinces.values_list("code", "office__code"))
    moved = {code: office for code, office in served.items() if code != office}
    assert moved == {"93": "91", "94": "91", "95": "91", "96": "92"}
    kaltim = Office.objects.select_related("seat").get(code="64")
    assert kaltim.seat is not None
    assert kaltim.seat.name == "Kota Balikpapan"
    assert kaltim.zone == "Asia/Makassar"


def test_an_office_keeps_the_time_of_the_province_it_sits_in() -> None:
    offices = Office.objects.exclude(zone=F("seat__parent__zone"))
    assert list(offices) == []


def test_the_register_counts_49_ministries_51_institutions_546_governments() -> None:
    categories = Counter(Agency.objects.current().values_list("category", flat=True))
    assert categories == {
        Category.KEMENTERIAN: 49,
        Category.LEMBAGA: 51,
        Category.PROVINSI: 38,
        Category.KABUPATEN: 415,
        Category.KOTA: 93,
    }
    assert not Agency.objects.filter(name_id__contains="Administrasi Jakarta").exists()
    assert not Agency.objects.filter(name_en="").exists()


def test_the_assessment_of_2021_finds_34_provinces() -> None:
    provinces = Agency.objects.filter(category=Category.PROVINSI)
    assert provinces.valid_on(date(2021, 12, 31)).count() == 34
    assert provinces.valid_on(date(2024, 12, 31)).count() == 38


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kabupaten Tojo Una-Una", "72.09"),
        ("Kabupaten Tolitoli", "72.04"),
        ("Kota Baubau", "74.72"),
        ("Kota Tanjung Balai", "12.74"),
        ("Pemkot Balikpapan", "64.71"),
        ("pemerintah kota SOLO", "33.72"),
        ("PPU", "64.09"),
        (
            "Kementerian Pendidikan Kebudayaan Riset dan Teknologi",
            "EX-KEMENDIKBUDRISTEK",
        ),
        ("Badan Tenaga Nuklir Nasional", "EX-BATAN"),
        ("Konsil Kedokteran Indonesia", "EX-KKI"),
        ("DI Yogyakarta", "34"),
        ("City Government of Balikpapan", "64.71"),
    ],
)
def test_a_name_in_use_leads_to_its_agency(name: str, code: str) -> None:
    alias = AgencyAlias.objects.select_related("agency").get(key=search_key(name))
    assert alias.agency.code == code


def test_26_pairs_share_a_bare_name_and_keep_it_each_in_its_category() -> None:
    bare = Counter(
        bare_name(name)
        for name in Agency.objects.filter(
            category__in=[Category.KOTA, Category.KABUPATEN]
        ).values_list("short_name", flat=True)
    )
    pairs = [name for name, count in bare.items() if count > 1]
    assert len(pairs) == 26
    for name in pairs:
        owners = AgencyAlias.objects.filter(key=search_key(name))
        owners = owners.exclude(category=Category.PROVINSI)  # Gorontalo
        assert sorted(owners.values_list("category", flat=True)) == [
            Category.KABUPATEN,
            Category.KOTA,
        ]


def test_dissolved_agencies_name_the_day_and_who_took_over() -> None:
    former = Agency.objects.get(code="EX-KEMENDIKBUDRISTEK")
    assert former.valid_from == date(2021, 4, 28)
    assert former.valid_to == date(2024, 10, 21)
    heirs = AgencySuccession.objects.filter(former=former)
    assert set(heirs.values_list("successor__code", flat=True)) == {"K58", "K59", "K60"}
    assert all(heir.assumed and heir.decision for heir in heirs)
    nuclear = AgencySuccession.objects.get(former__code="EX-BATAN")
    assert (nuclear.successor.code, nuclear.effective) == ("L103", date(2021, 9, 1))


def test_every_kabupaten_and_kota_has_its_five_units_and_two_of_the_centre() -> None:
    kinds = Counter(Unit.objects.values_list("kind", flat=True))
    assert kinds == {
        UnitKind.PENDIDIKAN: 508,
        UnitKind.SOSIAL: 508,
        UnitKind.KESEHATAN: 508,
        UnitKind.DUKCAPIL: 508,
        UnitKind.DPMPTSP: 508,
        UnitKind.PERTANAHAN: 514,
        UnitKind.POLRES: 514,
    }
    assert not Unit.objects.filter(generated=False).exists()
    land = Unit.objects.get(kind=UnitKind.PERTANAHAN, region__code="31.74")
    assert land.agency.code == "K38"
    assert land.name_en == "Land Office of Jakarta Selatan Administrative City"
    police = Unit.objects.get(kind=UnitKind.POLRES, region__code="64.71")
    assert police.agency.code == "L47"


def test_the_calendar_is_decided_until_the_end_of_2026() -> None:
    version = CalendarVersion.objects.get()
    assert version.loaded_until == date(2026, 12, 31)
    assert version.holidays.count() == 280
    assert version.holidays.filter(date__year=2026).count() == 25
    told = Entry.objects.get(kind="agencies.calendar_loaded")
    assert told.subject_kind == "office"
    assert told.subject_id == Office.objects.get(central=True).pk
    assert told.data == {
        "version": version.version,
        "loaded_until": "2026-12-31",
        "days": 280,
    }


def test_the_calendar_agrees_with_the_holidays_package_in_both_categories() -> None:
    theirs = holidays.country_holidays(
        "ID", categories=("public", "government"), years=range(2017, 2029)
    )
    ours = set(Holiday.objects.values_list("date", flat=True))
    assert ours == set(theirs)


def test_a_second_run_stores_nothing(reports: list[Report]) -> None:
    again = run_all(LOADERS, actor=SYSTEM, now=LATER)
    assert [r.unchanged for r in again] == [r.rows for r in reports]
    assert [r.created + r.updated for r in again] == [0] * len(LOADERS)
    assert not ReferenceLoad.objects.filter(loaded_at=LATER).exists()


def test_without_its_hash_a_second_run_still_changes_nothing(
    reports: list[Report],
) -> None:
    refs = dict(Agency.objects.values_list("code", "ref"))
    ReferenceLoad.objects.all().delete()
    again = run_all(LOADERS, actor=SYSTEM, now=LATER)
    assert [r.unchanged for r in again] == [r.rows for r in reports]
    assert dict(Agency.objects.values_list("code", "ref")) == refs
    assert Entry.objects.filter(kind="agencies.calendar_loaded").count() == 1


def test_a_changed_row_is_brought_back_and_counted() -> None:
    Unit.objects.filter(kind=UnitKind.DUKCAPIL, region__code="64.71").update(
        name_en="Something else"
    )
    ReferenceLoad.objects.filter(name="units").delete()
    (report,) = run_all([LOADERS[3]], actor=SYSTEM, now=LATER)
    assert (report.created, report.updated) == (0, 1)


def test_no_key_is_cut_short() -> None:
    for model, length in ((AgencyAlias, 160), (Unit, 240)):
        longest = max(map(len, model.objects.values_list("key", flat=True)))
        assert longest < length


def test_the_invented_cities_bear_names_of_no_place() -> None:
    words = {bare_name(name) for name in CITIES.values()}
    for word in words:
        assert not Region.objects.filter(name__icontains=word).exists()


def test_the_invented_cities_are_made_once_with_five_units_each() -> None:
    cities = ensure_demo_agencies()
    assert [city.code for city in ensure_demo_agencies()] == sorted(CITIES)
    assert Agency.objects.filter(fictional=True).count() == 3
    assert all(city.fictional and city.category == Category.KOTA for city in cities)
    counted = Agency.objects.filter(fictional=True).annotate(n=Count("units"))
    assert set(counted.values_list("n", flat=True)) == {5}
    province = Region.objects.get(code="99")
    assert province.fictional
    assert province.office is not None
    assert province.zone == province.office.zone
    # The real data loads over them without noticing.
    ReferenceLoad.objects.all().delete()
    again = run_all(LOADERS, actor=SYSTEM, now=LATER)
    assert not [error for report in again for error in report.errors]
    assert sum(report.created + report.updated for report in again) == 0


def test_the_files_in_the_repository_hold_nobody_twice() -> None:
    with entries.CENTRAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["name_en"] for row in rows}) == len(rows) == 100
    assert holiday_set.FILE.exists()


def test_thirty_working_days_across_the_new_year_are_provisional() -> None:
    calendar = work_calendar()
    assert calendar.add_workdays(date(2026, 11, 2), 30).date == date(2026, 12, 14)
    due = calendar.add_workdays(date(2026, 11, 24), 30)
    # 24, 25 December, 1 and 5 January do not count.
    assert due.date == date(2027, 1, 11)
    assert due.provisional
