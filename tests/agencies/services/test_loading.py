"""A data set goes in once, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.db.models import QuerySet

from accounts.actor import SYSTEM
from agencies.models import CalendarVersion, Holiday, Office, ReferenceLoad
from agencies.services.loading import Load, Loader, Report, digest, run_all
from agencies.services.upsert import Counts, upsert
from journal.ids import uuid7
from tests.agencies.conftest import NOW
from tests.factories.agencies import CalendarVersionFactory, HolidayFactory

pytestmark = pytest.mark.django_db


def offices() -> QuerySet[Office]:
    return Office.objects.order_by("code")


def office(code: str, name: str = "A") -> dict[str, object]:
    return {
        "ref": uuid7(),
        "code": code,
        "name_id": name,
        "name_en": name,
        "zone": "Asia/Jakarta",
        "central": False,
        "seat": None,
    }


def storing(*codes: str, bad: bool = False) -> Loader:
    """A loader of offices with these codes, which may find fault with its last row."""

    def store(load: Load) -> None:
        rows = [office(code) for code in codes]
        load.count(upsert(Office, rows, key=("code",), insert_only=("ref",)))
        if bad:
            load.refuse(Path("x.csv"), 9, "salah")

    return Loader(name="".join(codes), files=(), store=store)


def go(*loaders: Loader, dry_run: bool = False) -> list[Report]:
    return run_all(loaders, actor=SYSTEM, now=NOW, dry_run=dry_run)


def test_rows_are_created_changed_and_left_alone() -> None:
    first = [office("01"), office("02"), office("03")]
    assert upsert(Office, first, key=("code",)) == Counts(created=3)
    kept = offices().get(code="02").ref
    rows = [office("01"), office("02", "B"), office("04")]
    counts = upsert(Office, rows, key=("code",), insert_only=("ref",))
    assert counts == Counts(created=1, updated=1, unchanged=1)
    assert offices().get(code="02").ref == kept
    assert offices().get(code="02").name_id == "B"


def test_no_rows_cost_nothing() -> None:
    assert upsert(Office, [], key=("code",)) == Counts()


def test_signs_of_the_copy_format_arrive_as_they_are() -> None:
    name = "a\tb\\N\nc\r\\. 'd' \"e\" é"
    upsert(Office, [office("01", name)], key=("code",))
    assert offices().get().name_id == name


def test_rows_that_are_only_a_key_are_left_alone() -> None:
    day = HolidayFactory.create()
    row = {"version": day.version_id, "date": day.date, "kind": day.kind}
    more = {"name_id": "x", "name_en": "x", "estimated": False}
    counts = upsert(
        Holiday,
        [{**row, **more}],
        key=("version", "date"),
        insert_only=("kind", "name_id", "name_en", "estimated"),
    )
    assert counts == Counts(unchanged=1)
    assert Holiday.objects.get().name_id == day.name_id


def test_a_relation_without_a_column_is_refused() -> None:
    CalendarVersionFactory.create()
    with pytest.raises(TypeError):
        upsert(CalendarVersion, [{"holidays": 1}], key=("version",))


def test_what_is_loaded_is_remembered_and_passed_over() -> None:
    (report,) = go(storing("01", "02"))
    assert (report.rows, report.created) == (2, 2)
    assert ReferenceLoad.objects.get().rows == 2
    offices().delete()
    (again,) = go(storing("01", "02"))
    assert (again.rows, again.unchanged, again.created) == (2, 2, 0)
    assert not offices().exists()


def test_the_hash_knows_the_files_and_the_revision(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a")
    loader = Loader("x", (file,), lambda load: None)
    before = digest(loader)
    assert digest(Loader("x", (file,), lambda load: None, revision=2)) != before
    file.write_text("b")
    assert digest(loader) != before


def test_a_refused_row_takes_its_whole_set_back_and_stops_the_rest() -> None:
    reports = go(storing("01"), storing("02", bad=True), storing("03"))
    assert [len(report.errors) for report in reports] == [0, 1]
    assert [row.code for row in offices()] == ["01"]
    assert [load.name for load in ReferenceLoad.objects.all()] == ["01"]


def test_a_dry_run_counts_everything_and_stores_nothing() -> None:
    def needs_first(load: Load) -> None:
        assert offices().filter(code="01").exists()
        load.count(upsert(Office, [office("02")], key=("code",)))

    reports = go(storing("01"), Loader("second", (), needs_first), dry_run=True)
    assert [report.created for report in reports] == [1, 1]
    assert not offices().exists()
    assert not ReferenceLoad.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_each_set_is_committed_by_itself() -> None:
    go(storing("01"), storing("02", bad=True))
    connection.close()
    assert [row.code for row in offices()] == ["01"]
