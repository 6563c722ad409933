"""A file of orders: looked at without a trace, brought in by the clock, kept no longer."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from accounts.errors import NotAllowed
from accounts.models import OfficeMembership
from agencies.domain.names import search_key
from agencies.models import AgencyAlias
from complaints.domain.orders_file import Column, Stage, Unreadable, fault_of
from complaints.models import (
    AgencyTie,
    Case,
    CorrectiveAction,
    Export,
    FormerCase,
    OrdersFile,
)
from complaints.models.former_labels import FOLLOWING, HEADINGS
from complaints.selectors.former_words import headings
from complaints.services import orders_files
from complaints.services.errors import LeftUndone, NotReady
from complaints.views.export_actions import _heads
from complaints.views.orders_words import sample
from documents.services.keeping import content_of as kept_content
from documents.tables import harmless, unguarded
from journal.models import Entry
from tests.complaints.elsewhere import acting as head_elsewhere
from tests.complaints.former import (
    LATE,
    NOW,
    ROW,
    brought,
    content_of,
)
from tests.factories.agencies import AgencyFactory, UnitFactory
from tests.factories.complaints import calendar
from tests.people import actor, agency, login, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
SECOND = ROW | {Column.NUMBER: "0124/LM/V/2025/64"}


@pytest.fixture(autouse=True)
def _that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def uploaded(*rows: Any, who: str = "head") -> OrdersFile:
    return orders_files.upload(
        content=content_of(*rows), office=office(), actor=actor(who), now=NOW
    )


def begun(*rows: Any) -> OrdersFile:
    file = uploaded(*rows)
    return orders_files.begin(ref=file.ref, actor=actor("head"), now=NOW)


def test_looking_writes_nothing() -> None:
    content = content_of(ROW, LATE, ROW | {Column.NUMBER: "", Column.TEXT: "x"})
    before = Entry.objects.count()
    found = orders_files.look(content, office(), now=NOW)
    assert (len(found.fresh), found.orders, found.reading.refused) == (2, 2, 1)
    assert not Case.objects.exists()
    assert Entry.objects.count() == before


def test_what_was_looked_at_comes_in_by_the_clock_and_is_forgotten() -> None:
    file = begun(ROW, SECOND, SECOND | {Column.TEXT: "Pasang papan."})
    assert (file.stage, file.found, file.over) == (Stage.BEGUN, 2, False)
    orders_files.run(NOW)
    file.refresh_from_db()
    assert (file.stage, file.stored, file.orders, file.known) == (Stage.DONE, 2, 3, 0)
    assert (bytes(file.content), file.ended_at) == (b"", NOW)
    assert file.cases.count() == 2
    assert FormerCase.objects.get(key="0123/lm/v/2025/64").by == person("head")


def test_a_long_file_goes_in_turns_and_goes_on_where_it_stopped() -> None:
    file = begun(*(ROW | {Column.NUMBER: str(n)} for n in range(5)))
    orders_files.work_off(file.pk, now=NOW, most=2)
    file.refresh_from_db()
    assert (file.stage, file.tried, Case.objects.count()) == (Stage.BEGUN, 2, 2)
    # A turn that was killed between two cases left no half of one.
    orders_files.work_off(file.pk, now=NOW, most=2)
    orders_files.run(NOW)
    file.refresh_from_db()
    assert (file.stage, file.tried, file.stored) == (Stage.DONE, 5, 5)
    assert Case.objects.count() == 5


def test_pressed_twice_it_is_the_same_and_uploaded_twice_it_is_there_already() -> None:
    file = begun(ROW)
    assert orders_files.begin(ref=file.ref, actor=actor("head"), now=NOW) == file
    other = begun(ROW, SECOND)
    orders_files.run(NOW)
    other.refresh_from_db()
    assert (other.stored, other.known) == (1, 1)
    assert orders_files.look(content_of(ROW), office(), now=NOW).known
    assert Case.objects.count() == 2


def test_where_nothing_is_new_nothing_begins() -> None:
    brought(ROW)
    file = uploaded(ROW)
    with pytest.raises(NotReady, match="orders_none"):
        orders_files.begin(ref=file.ref, actor=actor("head"), now=NOW)


def test_what_cannot_come_in_is_kept_as_codes_until_it_was_read() -> None:
    file = begun(ROW, LATE | {Column.AGENCY: "Kota Tak Dikenal"})
    orders_files.run(NOW)
    file.refresh_from_db()
    (fault,) = [fault_of(one) for one in file.left]
    assert (fault.line, fault.column, fault.code) == (
        3,
        Column.AGENCY,
        "agency_unknown",
    )
    assert "Tak Dikenal" not in str(file.left)


def test_what_is_checked_anew_may_be_otherwise_than_it_was_shown() -> None:
    file = begun(ROW, SECOND)
    AgencyTie.objects.create(user=person("head"), agency=agency(), at=NOW)
    orders_files.run(NOW)
    file.refresh_from_db()
    assert (file.stage, file.stored) == (Stage.DONE, 0)
    assert {fault_of(one).code for one in file.left} == {"conflict"}
    assert not Case.objects.exists()


def test_more_than_a_page_can_show_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders_files, "MOST_TOLD", 2)
    bad = (LATE | {Column.NUMBER: str(n), Column.TEXT: ""} for n in range(5))
    file = begun(ROW, *bad)
    orders_files.run(NOW)
    file.refresh_from_db()
    assert (len(file.left), file.left_more) == (2, 3)


def test_who_is_no_head_any_more_brings_nothing_in() -> None:
    file = begun(ROW)
    OfficeMembership.objects.filter(user=person("head")).update(valid_to=NOW)
    orders_files.run(NOW + timedelta(minutes=1))
    file.refresh_from_db()
    assert (file.stage, bytes(file.content)) == (Stage.FAILED, b"")
    assert not Case.objects.exists()


def test_a_file_that_fails_is_tried_three_times_and_alarms_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = begun(ROW)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("Terbitkan akta.")

    monkeypatch.setattr(orders_files, "take_over", broken)
    for _turn in range(orders_files.MOST_TRIES):
        with pytest.raises(LeftUndone):
            orders_files.run(NOW)
    orders_files.run(NOW)
    file.refresh_from_db()
    assert (file.stage, bytes(file.content)) == (Stage.FAILED, b"")


def test_a_week_later_nothing_of_it_is_left_but_its_cases() -> None:
    waiting, done = uploaded(SECOND), begun(ROW)
    orders_files.run(NOW)
    orders_files.run(NOW + orders_files.KEPT)
    assert OrdersFile.objects.count() == 2
    orders_files.run(NOW + orders_files.KEPT + timedelta(seconds=1))
    assert not OrdersFile.objects.filter(pk__in=[waiting.pk, done.pk]).exists()
    assert FormerCase.objects.get().file is None


def test_only_heads_of_the_office_upload_and_see_its_files() -> None:
    file = uploaded(ROW)
    for other in (actor("examiner"), actor("commissioner"), head_elsewhere()):
        with pytest.raises(NotAllowed):
            orders_files.upload(
                content=content_of(ROW), office=office(), actor=other, now=NOW
            )
        with pytest.raises(OrdersFile.DoesNotExist):
            orders_files.begin(ref=file.ref, actor=other, now=NOW)
    # Another head of the same office goes on with it, and answers for it then.
    again = orders_files.begin(ref=file.ref, actor=actor("other_head"), now=NOW)
    assert again.by == person("other_head")


def test_names_of_the_register_are_understood_in_both_languages() -> None:
    city = agency()
    AgencyAlias.objects.create(
        agency=city, category=city.category, name="Pemkot Uji", key="pemkot uji"
    )
    unit = UnitFactory(agency=city, name_id="Dinas Akta", name_en="Civil Registry")
    rows = [
        ROW
        | {Column.NUMBER: "1", Column.AGENCY: city.name_en, Column.UNIT: "Dinas Akta"},
        ROW | {Column.NUMBER: "2", Column.AGENCY: "PEMKOT uji"},
        ROW | {Column.NUMBER: "3", Column.SUBSTANCE: "Civil registration"},
        ROW | {Column.NUMBER: "4", Column.STATUS: "Not yet complied"},
        ROW | {Column.NUMBER: "5", Column.OFFICE: office().name_en},
    ]
    found = orders_files.look(content_of(*rows), office(), now=NOW)
    assert not found.reading.faults, found.reading.faults
    assert found.fresh[0].unit_id == unit.pk
    assert {case.agency_id for case in found.fresh} == {city.pk}


def test_a_name_that_two_bear_names_both() -> None:
    city = agency()
    other = AgencyFactory(code="99.72", region__code="99.72")
    type(other).objects.filter(pk=other.pk).update(short_name=city.short_name)
    found = orders_files.look(
        content_of(ROW | {Column.AGENCY: city.short_name}), office(), now=NOW
    )
    (fault,) = found.reading.faults
    assert fault.code == "agency_several"
    assert "99.71" in fault.said["names"]
    assert "99.72" in fault.said["names"]


def test_every_column_of_our_own_tables_can_be_read_again() -> None:
    known = headings()
    for language in ("id", "en"):
        with translation.override(language):
            for head in _heads():
                assert search_key(head) in known, head
    # No two columns are called the same in either language.
    names = [*HEADINGS.values(), *FOLLOWING]
    for language in ("id", "en"):
        with translation.override(language):
            assert len({search_key(str(name)) for name in names}) == len(names)


def table_of(query: str = "view=semua") -> list[list[str]]:
    """The list of orders as the head takes it along."""
    client = Client()
    login(client, "head")
    told = {"form": "csv", "purpose": "supervision"}
    answer = client.post(f"/kerja/tindakan/tabel/?{query}", told)
    assert answer.status_code == 302, answer.content.decode()
    file = Export.objects.latest("pk").file
    assert file is not None
    text = kept_content(file).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def test_what_our_table_shows_of_an_order_comes_in_again_the_same() -> None:
    """Round trip: taken along, completed by what it does not show, brought in again."""
    brought(
        ROW
        | {Column.OFFICER: person("examiner").name, Column.TEXT: '=Terbitkan; "akta"'},
        ROW
        | {
            Column.OFFICER: person("examiner").name,
            Column.TEXT: "Pasang papan.",
            Column.STATUS: "dilaksanakan",
            Column.DONE_ON: "2026-02-20",
        },
        LATE,
    )
    heads, *rows = table_of()
    done = {row[3]: "2026-02-20" if row[7] == "Dilaksanakan" else "" for row in rows}
    more = [
        *("Substansi", "Bentuk maladministrasi", "Ringkasan", "Nomor LHP"),
        *("Diterima instansi", "Hari pelaksanaan"),
    ]
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*heads, *more])
    for row in rows:
        case = Case.objects.get(display_number=row[4])
        lhp = case.lhps.get()
        told = ["adminduk", "PB", case.title, lhp.number, lhp.received_on, done[row[3]]]
        # As from the register of an office that had them before: under other numbers.
        writer.writerow([*row[:4], f"lama {row[4]}", *row[5:], *map(str, told)])
    first = CorrectiveAction.objects.latest("pk").pk
    file = orders_files.bring_in_now(
        out.getvalue().encode(), office(), actor=actor("head"), now=NOW
    )
    assert (file.stored, file.orders, file.left) == (2, 3, [])
    again = [row for row in table_of()[1:] if row[4].startswith("lama ")]
    shown = [[*row[:4], row[4].removeprefix("lama "), *row[5:]] for row in again]
    assert sorted(shown) == sorted(rows)
    assert CorrectiveAction.objects.filter(pk__gt=first, text__startswith="=").exists()


def test_the_sample_can_be_filled_in_and_cannot_come_in_as_it_is() -> None:
    calendar()
    found = orders_files.look(sample(), office(), now=NOW)
    assert [(one.column, one.code) for one in found.reading.faults] == [
        (Column.AGENCY, "agency_unknown")
    ]


@pytest.mark.parametrize("words", ["=1+1", "+62", "-x", "@a", "biasa", "'dikutip'"])
def test_what_keeps_a_cell_from_being_a_formula_is_taken_away_again(words: str) -> None:
    assert unguarded(harmless(words)) == words


# --- at a prompt ---------------------------------------------------------------------------
def at_a_prompt(tmp_path: Any, content: bytes, *more: str, by: str = "head") -> str:
    path = tmp_path / "tindakan.csv"
    path.write_bytes(content)
    out = StringIO()
    told = ["--office", "64", "--by", person(by).email, *more]
    call_command("import_orders", str(path), *told, stdout=out, stderr=out)
    return out.getvalue()


def test_an_operator_does_the_same_at_a_prompt(tmp_path: Any) -> None:
    content = content_of(ROW, LATE)
    said = at_a_prompt(tmp_path, content, "--dry-run")
    assert "2 orders in 2 cases; 0 cases known already" in said
    assert "nothing was stored" in said
    assert not Case.objects.exists()
    assert "2 orders in 2 cases" in at_a_prompt(tmp_path, content)
    assert Case.objects.count() == 2
    assert "Nothing new" in at_a_prompt(tmp_path, content)


def test_a_prompt_says_which_row_and_why_and_who_may(tmp_path: Any) -> None:
    content = content_of(ROW, LATE | {Column.TEXT: ""})
    with pytest.raises(CommandError, match="Rows were refused"):
        at_a_prompt(tmp_path, content)
    assert Case.objects.count() == 1
    with pytest.raises(CommandError, match="does not head"):
        at_a_prompt(tmp_path, content, by="examiner")
    with pytest.raises(CommandError, match="Baris pertama harus memuat judul"):
        at_a_prompt(tmp_path, b"x")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_orders", "/nowhere", office="64", by=person("head").email)
    with pytest.raises(CommandError, match="no such office"):
        call_command("import_orders", "/nowhere", office="1", by="x@contoh.test")


def test_a_file_that_is_no_file_is_not_kept() -> None:
    with pytest.raises(Unreadable, match="not_utf8"):
        orders_files.upload(
            content=b"\xff\xfe", office=office(), actor=actor("head"), now=NOW
        )
    assert not OrdersFile.objects.exists()
