"""The queue as a table: its rows and columns, no name, and never for longer than a day."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed, StepUpRequired
from complaints import vault
from complaints.domain import events
from complaints.domain import exports as domain
from complaints.domain.dossiers import MOST_TRIES
from complaints.domain.queueing import Column, Density
from complaints.models import Case, Export, ReadAlarm
from complaints.services import exports, watching
from complaints.services.desk import keep_look
from complaints.services.erasing import erase_case
from complaints.services.errors import LeftUndone
from complaints.views import export_table
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.services.test_bulk import NOW, registered
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    calendar,
    confidential_one,
    file_one,
)
from tests.people import actor, login, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import Settings

pytestmark = pytest.mark.django_db
HERE = "/kerja/antrean/tabel/"
ANSWERS = {"form": "csv", "purpose": "meeting"}


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def background(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every table were too large to be waited for."""
    monkeypatch.setattr(exports, "AT_ONCE", 0)


def ask(who: str = "intake", query: str = "view=all", **more: Any) -> Export:
    client = Client()
    login(client, who)
    answer = client.post(f"{HERE}?{query}", {**ANSWERS, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Export.objects.latest("pk")


def run(**later: int) -> None:
    exports.run(NOW + timedelta(**later), export_table.write)


def content(export: Export) -> bytes:
    export.refresh_from_db()
    assert export.file is not None
    return content_of(export.file)


def table(export: Export) -> list[list[str]]:
    text = content(export).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def test_it_has_the_rows_and_columns_that_the_queue_shows_under_this_filter() -> None:
    first, second = registered(), file_one(secrecy="open")[0]
    columns = [Column.STAGE, Column.OFFICE, Column.FILED]
    keep_look(columns=columns, density=Density.LOOSE, actor=actor("head"))
    heads, *rows = table(ask("head"))
    assert heads == [
        *("Tenggat", "Batas", "Yang ditunggu", "Nomor", "Perkara", "Instansi", "Tanda"),
        *("Tahap", "Kantor", "Masuk pada"),
    ]
    client = Client()
    login(client, "head")
    page = client.get("/kerja/antrean/?view=all").content.decode()
    assert {row[3] for row in rows} == {first.display_number, second.locator}
    places = [page.index(row[3]) for row in rows]
    assert places == sorted(places)
    for row in rows:
        for cell in (row[0], row[7], row[8]):
            assert cell in page, cell
    narrowed = table(ask("head", query=f"view=all&q={second.locator}"))
    assert [row[3] for row in narrowed[1:]] == [second.locator]


def test_both_forms_say_the_same_and_in_the_language_of_the_page() -> None:
    file_one()
    rows = table(ask())
    book = openpyxl.load_workbook(BytesIO(content(ask(form="xlsx"))))
    (sheet,) = book.worksheets
    found = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert found == rows
    assert book.properties.creator == person("intake").name
    client = Client()
    login(client, "intake")
    client.cookies["django_language"] = "en"
    client.post(f"{HERE}?view=all", ANSWERS, HTTP_ACCEPT_LANGUAGE="en")
    english = Export.objects.order_by("pk").last()
    assert english is not None
    assert table(english)[0][3] in {"Number", "Nomor"}


def test_who_reported_stands_nowhere_in_it_and_no_cell_is_a_formula() -> None:
    """R20 and R77, with what an officer sees of a confidential case and no more."""
    case = confidential_one()[0]
    for form in domain.Form:
        export = ask(form=form.value)
        if form is domain.Form.XLSX:
            book = openpyxl.load_workbook(BytesIO(content(export)))
            cells = [c.value for row in book.worksheets[0].iter_rows() for c in row]
            said = "\n".join(str(cell) for cell in cells)
        else:
            said = content(export).decode()
        assert case.locator in said
        assert "Rahasia" in said
        for canary in (CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE):
            assert canary not in said
    Case.objects.filter(pk=case.pk).update(title='=HYPERLINK("http://x.example")')
    assert table(ask())[1][4].startswith("'=")


def test_a_restricted_case_keeps_its_words_as_in_the_queue() -> None:
    case = file_one()[0]
    Case.objects.filter(pk=case.pk).update(
        restricted=True, urgent=True, urgency="jiwa", intake=person("intake")
    )
    _heads, row = table(ask())
    assert row[4] == case.locator
    assert case.title not in row
    assert row[6] == "Mendesak; Perkara terbatas"


def test_it_tells_of_what_this_officer_may_see_and_of_nothing_that_was_erased() -> None:
    one, other = file_one()[0], file_one()[0]
    Case.objects.filter(pk=other.pk).update(erased_at=NOW)
    assert [row[3] for row in table(ask())[1:]] == [one.locator]
    client = Client()
    login(client, "examiner_elsewhere")
    answer = client.post(f"{HERE}?view=all", ANSWERS)
    assert answer.status_code == 409
    assert "tidak ada tabel" in answer.content.decode()
    for who in ("liaison", "system_admin", "compliance_admin"):
        login(client, who)
        assert client.get(HERE).status_code == 404


def test_it_stands_on_his_own_chain_with_how_many_and_counts_as_reading(
    settings: Settings,
) -> None:
    """R26: a table is worth the pages of the queue that would have told the same."""
    registered()
    file_one()
    ask("examiner", q_ignored="")
    asked = Entry.objects.get(kind=events.EXPORT_ASKED)
    assert {"form": "csv", "purpose": "meeting"}.items() <= asked.data.items()
    made = Entry.objects.get(kind=events.EXPORT_MADE)
    assert made.subject_id == person("examiner").pk
    assert (made.data["found"], made.data["worth"]) == (2, 1)
    assert made.data["others"] == 2
    settings.BULK_READ_SEARCHES = 1
    assert watching.run(NOW) == 0
    ask("examiner")
    assert watching.run(NOW) == 1
    assert ReadAlarm.objects.get().searches == 2


@pytest.mark.usefixtures("background")
def test_what_is_large_is_made_in_the_background_with_its_progress() -> None:
    file_one()
    export = ask()
    client = Client()
    login(client, "intake")
    here = reverse("work:export_page", args=[export.ref])
    far = reverse("work:export_progress", args=[export.ref])
    assert "Sedang dikerjakan" in client.get(here).content.decode()
    assert client.get(far).json() == {"done": 0, "of": 1, "over": False}
    file = reverse("work:export_file", args=[export.ref])
    assert client.get(file).status_code == 404
    run()
    assert client.get(far).json() == {"done": 1, "of": 1, "over": True}
    assert "Unduh tabel" in client.get(here).content.decode()
    export.refresh_from_db()
    assert (export.query, export.cases) == ("", [Case.objects.get().pk])
    assert len(table(export)) == 2


@pytest.mark.usefixtures("background")
def test_rights_count_when_it_is_made_not_when_it_was_asked_for() -> None:
    case, gone = file_one()[0], file_one()[0]
    export = ask("examiner")
    Case.objects.filter(pk=gone.pk).update(erased_at=NOW)
    run()
    assert [row[3] for row in table(export)[1:]] == [case.locator]
    late = ask("examiner")
    person("examiner").office_memberships.all().delete()
    run()
    late.refresh_from_db()
    assert (late.stage, late.query, late.file) == ("over", "", None)


def test_it_is_his_who_asked_for_a_day_and_then_destroyed() -> None:
    file_one()
    export = ask()
    file = reverse("work:export_file", args=[export.ref])
    client = Client()
    login(client, "intake")
    there = urlsplit(client.get(file)["Location"])
    answer = client.get(there.path, headers={"host": there.netloc})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    other = Client()
    login(other, "head")
    assert other.get(file).status_code == 404
    run(hours=23)
    assert client.get(file).status_code == 302
    run(hours=25)
    assert client.get(file).status_code == 409
    export.refresh_from_db()
    assert (export.stage, export.cases) == ("over", [])
    page = client.get(reverse("work:export_page", args=[export.ref]))
    assert "sudah dihancurkan" in page.content.decode()


def test_a_table_with_a_case_that_closed_to_him_is_not_handed_out() -> None:
    file_one()
    export = ask("examiner")
    file = reverse("work:export_file", args=[export.ref])
    client = Client()
    login(client, "examiner")
    Case.objects.update(restricted=True)
    answer = client.get(file, follow=True)
    assert "tidak lagi terbuka bagi Anda" in answer.content.decode()


def test_erasing_a_case_destroys_the_tables_that_tell_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = file_one()[0]
    told = ask()
    Case.objects.filter(pk=case.pk).update(
        state="closed", closed_at=NOW, closing_reason="dicabut"
    )
    # The vault wants a committed entry, and this test is one transaction.
    monkeypatch.setattr(vault, "erase", lambda *_: None)
    erase_case(ref=case.ref, reason="retention", actor=SYSTEM, now=NOW)
    told.refresh_from_db()
    assert (told.stage, told.cases) == ("over", [])


def test_it_asks_for_the_second_factor_once_more_and_for_what() -> None:
    """R29 and R77."""
    file_one()
    client = Client()
    login(client, "intake", minutes_ago=6)
    answer = client.get(f"{HERE}?view=all")
    assert "next=%2Fkerja%2Fantrean%2Ftabel%2F%3Fview%3Dall" in answer["Location"]
    login(client, "intake")
    refused = client.post(f"{HERE}?view=all", {"form": "csv"})
    assert refused.status_code == 422
    assert "Untuk apa belum diisi." in refused.content.decode()
    wish = exports.Wish("", [], domain.Form.CSV, domain.Purpose.WORK, "id", 1)
    told: dict[str, Any] = {"wish": wish, "write": export_table.write, "now": NOW}
    with pytest.raises(StepUpRequired):
        exports.ask(actor=actor("intake"), **told)
    with pytest.raises(NotAllowed):
        exports.ask(actor=actor("liaison", stepped_up=True), **told)
    assert not Export.objects.exists()


def test_more_rows_than_a_table_holds_and_a_fourth_that_waits_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file_one()
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    for _ in range(domain.MOST_WAITING):
        ask()
    client = Client()
    login(client, "intake")
    assert client.post(f"{HERE}?view=all", ANSWERS).status_code == 409
    Export.objects.all().delete()
    monkeypatch.setattr(exports, "MOST", 0)
    answer = client.post(f"{HERE}?view=all", ANSWERS)
    assert answer.status_code == 409
    assert "Saring lebih sempit." in answer.content.decode()


@pytest.mark.usefixtures("background")
def test_one_that_fails_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calendar()
    file_one()
    broken, whole = ask(), ask("head")

    def write(export: Export, *rest: Any) -> Any:
        if export.pk == broken.pk:
            raise ValueError("broken")
        return export_table.write(export, *rest)

    for _ in range(MOST_TRIES):
        with pytest.raises(LeftUndone):
            exports.run(NOW, write)
    exports.run(NOW, write)
    broken.refresh_from_db()
    whole.refresh_from_db()
    assert (broken.stage, broken.query, whole.stage) == ("failed", "", "made")
