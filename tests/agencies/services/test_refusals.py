"""A bad row is named by its file and line, and stores nothing of its data set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accounts.actor import SYSTEM
from agencies.models import Agency, CalendarVersion, Office, ReferenceLoad, Region
from agencies.services.loading import Loader, Report, RowError, run_all
from agencies.services.reference import (
    entries,
    holidays,
    offices,
    regions,
    register,
    units,
)
from journal.models import Entry
from tests.agencies.conftest import NOW
from tests.factories.agencies import OfficeFactory, ProvinceFactory, RegionFactory

pytestmark = pytest.mark.django_db


def load(loader: Loader) -> Report:
    """The outcome of one set alone, whatever its files in the repository say."""
    (report,) = run_all([replace(loader, files=())], actor=SYSTEM, now=NOW)
    return report


def refused(report: Report) -> list[tuple[str, int]]:
    """File and line of every refused row; none may have been stored."""
    assert (report.created, report.updated, report.unchanged) == (0, 0, 0)
    assert not ReferenceLoad.objects.exists()
    assert all(error.message for error in report.errors)
    return [(error.file, error.line) for error in report.errors]


def write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four small good files of regions."""
    write(tmp_path, "0.csv", "code,name,zone", "64,Kaltim,Asia/Makassar")
    write(tmp_path, "1.csv", "code,type,name", "64.71,kota,Kota Balikpapan")
    write(tmp_path, "2.csv", "code,name", "64.71.01,Timur")
    write(tmp_path, "3.csv", "code,type,name", "64.71.01.1001,kelurahan,Manggar")
    monkeypatch.setattr(
        regions,
        "_FLOORS",
        tuple(
            replace(floor, path=tmp_path / f"{number}.csv")
            for number, floor in enumerate(regions._FLOORS)
        ),
    )
    return tmp_path


def test_good_regions_are_stored_with_their_parents(floors: Path) -> None:
    assert load(regions.LOADER).created == 4
    village = Region.objects.get(code="64.71.01.1001")
    assert village.parent is not None
    assert village.parent.code == "64.71.01"


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("0.csv", "6,Kaltim,Asia/Makassar"),
        ("0.csv", "64,Kaltim,Asia/Makassar"),
        ("0.csv", "65,Kaltara,Asia/Singapore"),
        ("0.csv", "65,,Asia/Makassar"),
        ("1.csv", "64.72,kotamadya,Kota Samarinda"),
        ("1.csv", "65.71,kota,Kota Tarakan"),
        ("1.csv", "64.72,kota"),
        ("2.csv", "64.71.1,Barat"),
        ("2.csv", "64.79.01,Barat"),
        ("3.csv", "64.71.01.1002,kelurahan, "),
        ("3.csv", "64.71.01.1002,kota,Lamaru"),
    ],
)
def test_a_bad_region_is_named_by_its_line(floors: Path, file: str, row: str) -> None:
    with (floors / file).open("a", encoding="utf-8") as out:
        out.write(row + "\n")
    assert refused(load(regions.LOADER)) == [(file, 3)]
    assert not Region.objects.exists()


def test_a_file_without_its_columns_is_refused_at_its_head(floors: Path) -> None:
    write(floors, "3.csv", "code,name", "64.71.01.1001,Manggar")
    assert refused(load(regions.LOADER)) == [("3.csv", 1)]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("6,B,B,Asia/Makassar,99.71,", 3),
        ("00,B,B,Asia/Makassar,99.71,", 3),
        ("64,B,B,Mars/Base,99.71,", 3),
        ("64,B,B,Asia/Makassar,99.99,", 3),
        ("64,B,B,Asia/Makassar,99.71,99", 3),
        ("64,B,B,Asia/Makassar,99.71,98", 1),
    ],
)
def test_a_bad_office_is_named_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, line: int
) -> None:
    RegionFactory.create(code="99.71", parent__office=None)
    head = "code,name_id,name_en,zone,seat,provinces"
    good = "00,Pusat,Centre,Asia/Jakarta,99.71,99"
    path = write(tmp_path, "offices.csv", head, good, row)
    monkeypatch.setattr(offices, "FILE", path)
    assert refused(load(offices.LOADER)) == [("offices.csv", line)]
    assert not Office.objects.exists()


def test_a_province_without_an_office_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    RegionFactory.create(code="99.71", parent__office=None)
    head = "code,name_id,name_en,zone,seat,provinces"
    good = "00,Pusat,Centre,Asia/Jakarta,99.71,"
    monkeypatch.setattr(offices, "FILE", write(tmp_path, "o.csv", head, good))
    assert refused(load(offices.LOADER)) == [("o.csv", 1)]


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small good files of the register: one of each."""
    RegionFactory.create(code="64.71", parent=ProvinceFactory.create(code="64"))
    central = "code,category,name_id,name_en,short_name,valid_from,aliases"
    write(tmp_path, "c.csv", central, "K1,kementerian,Satu,One,S1,,Uno;Eins")
    former = f"{central},valid_to,successors,decision,assumed"
    write(tmp_path, "f.csv", former, "EX-0,kementerian,Nol,Zero,S0,,,2024-10-21,K1,P,1")
    province = "code,name,name_en,valid_from,aliases"
    write(tmp_path, "p.csv", province, "64,Kaltim,East Kalimantan,,")
    write(tmp_path, "r.csv", "code,type,name", "64.71,kota,Kota Balikpapan")
    write(tmp_path, "a.csv", "code,alias", "64.71,Balik Papan")
    for name, file in [
        ("CENTRAL", "c.csv"),
        ("FORMER", "f.csv"),
        ("PROVINCES", "p.csv"),
        ("REGENCIES", "r.csv"),
        ("REGION_ALIASES", "a.csv"),
    ]:
        monkeypatch.setattr(entries, name, tmp_path / file)
    return tmp_path


def test_a_good_register_is_stored_with_names_and_heirs(books: Path) -> None:
    report = load(register.LOADER)
    assert report.errors == ()
    assert Agency.objects.count() == 4
    zero = Agency.objects.get(code="EX-0")
    assert [s.successor.code for s in zero.successions.all()] == ["K1"]
    assert Agency.objects.get(code="64").name_en == (
        "Provincial Government of East Kalimantan"
    )


@pytest.mark.parametrize(
    ("file", "row", "line"),
    [
        ("c.csv", "K2,kementerian,Dua,Two,S2,,Eins", 3),  # an ambiguous alias
        ("c.csv", "K1,lembaga,Dua,Two,S2,,", 3),
        ("c.csv", "K2,dinas,Dua,Two,S2,,", 3),
        ("c.csv", "K2,kota,Dua,Two,S2,,", 3),
        ("c.csv", "K2,kementerian,,Two,S2,,", 3),
        ("c.csv", "K2,kementerian,Dua,Two,S2,soon,", 3),
        ("f.csv", "EX-1,lembaga,Kini,Now,S9,,,,K1,P,1", 3),
        ("f.csv", "EX-1,lembaga,Kini,Now,S9,,,2024-13-01,K1,P,1", 3),
        ("f.csv", "EX-1,lembaga,Kini,Now,S9,,,2024-10-21,K9,P,1", 3),
        ("f.csv", "EX-1,dinas,Kini,Now,S9,,,2024-10-21,K1,P,1", 3),
        ("p.csv", "65,Kaltara,North Kalimantan,2012,", 3),
        ("a.csv", "64.99,Nowhere", 1),
    ],
)
def test_a_bad_agency_is_named_by_its_line(
    books: Path, file: str, row: str, line: int
) -> None:
    with (books / file).open("a", encoding="utf-8") as out:
        out.write(row + "\n")
    assert set(refused(load(register.LOADER))) == {(file, line)}
    assert not Agency.objects.exists()


def test_an_ambiguous_alias_says_whose_it_is(books: Path) -> None:
    with (books / "c.csv").open("a", encoding="utf-8") as out:
        out.write("K2,kementerian,Dua,Two,S2,,EINS!\n")
    (error,) = load(register.LOADER).errors
    assert str(error) == "c.csv:3: Nama “EINS!” sudah dipakai K1"


def test_the_same_name_in_two_categories_is_no_conflict(books: Path) -> None:
    with (books / "c.csv").open("a", encoding="utf-8") as out:
        out.write("L1,lembaga,Dua,Two,S2,,Eins\n")
    assert load(register.LOADER).errors == ()


def test_units_need_the_agencies_that_they_belong_to(books: Path) -> None:
    assert refused(load(units.LOADER)) == [("central_agencies.csv", 1)]


@pytest.mark.parametrize(
    "row",
    [
        "2026-02-30,libur_nasional,A,A,0",
        "2026-08-17,cuti_bersama,A,A,0",
        "2026-08-18,cuti,A,A,0",
        "2026-08-18,cuti_bersama,A,A,maybe",
        "2026-08-18,cuti_bersama,A,,0",
    ],
)
def test_a_bad_holiday_is_named_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    head = "date,kind,name_id,name_en,estimated"
    good = "2026-08-17,libur_nasional,Merdeka,Independence,0"
    monkeypatch.setattr(holidays, "FILE", write(tmp_path, "h.csv", head, good, row))
    OfficeFactory.create(code="00")
    assert refused(load(holidays.LOADER)) == [("h.csv", 3)]
    assert not CalendarVersion.objects.exists()
    assert not Entry.objects.exists()


def test_a_calendar_without_a_day_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "date,kind,name_id,name_en,estimated"
    monkeypatch.setattr(holidays, "FILE", write(tmp_path, "h.csv", head))
    OfficeFactory.create(code="00")
    assert refused(load(holidays.LOADER)) == [("h.csv", 1)]


def test_sets_that_build_on_others_name_what_is_missing() -> None:
    assert load(holidays.LOADER).errors == (
        RowError("holidays.csv", 1, "Kantor pusat belum dimuat"),
    )
    assert len(load(register.LOADER).errors) == 546


def test_a_calendar_without_estimates_is_decided_to_its_last_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "date,kind,name_id,name_en,estimated"
    good = "2026-08-17,libur_nasional,Merdeka,Independence,0"
    monkeypatch.setattr(holidays, "FILE", write(tmp_path, "h.csv", head, good))
    OfficeFactory.create(code="00")
    assert load(holidays.LOADER).created == 1
    assert CalendarVersion.objects.get().loaded_until.isoformat() == "2026-12-31"


def test_an_error_reads_as_an_editor_understands_it() -> None:
    assert str(RowError("a.csv", 7, "salah")) == "a.csv:7: salah"
