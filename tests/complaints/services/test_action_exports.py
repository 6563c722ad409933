"""The list of actions as a table: what the page shows, and nothing that it keeps."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import time_machine
from django.test import Client

from accounts.actor import SYSTEM
from complaints import vault
from complaints.domain import events
from complaints.domain import exports as domain
from complaints.models import CorrectiveAction, Export
from complaints.services import exports
from complaints.services.erasing import erase_case
from complaints.views import export_actions, export_table
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.tracked import TODAY, change, ordered
from tests.factories.agencies import UnitFactory
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    FILED,
    calendar,
)
from tests.people import agency, login, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
HERE, LIST = "/kerja/tindakan/tabel/", "/kerja/tindakan/"
ANSWERS = {"form": "csv", "purpose": "supervision"}


@pytest.fixture(autouse=True)
def _day_of_filing() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        yield


def ask(who: str = "head", query: str = "", **more: Any) -> Export:
    client = Client()
    login(client, who)
    answer = client.post(f"{HERE}?{query}", {**ANSWERS, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Export.objects.latest("pk")


def content(export: Export) -> bytes:
    export.refresh_from_db()
    assert export.file is not None
    return content_of(export.file)


def table(export: Export) -> list[list[str]]:
    text = content(export).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def test_it_has_the_rows_that_the_list_shows_in_its_order_and_its_words() -> None:
    unit = UnitFactory(agency=agency(), name_id="Dinas Satu")
    near = ordered(due_on=TODAY, unit=unit)
    ordered(near.case, text="Pasang papan.", status="sebagian")
    ordered(text="Kembalikan uang.", status="dilaksanakan", settled_on=TODAY)
    client = Client()
    login(client, "head")
    page = client.get(LIST)
    heads, *rows = table(ask())
    assert heads[:5] == ["Tenggat", "Batas", "Tindakan", "Yang diminta", "Nomor"]
    assert [row[3] for row in rows] == [row["text"] for row in page.context["rows"]]
    assert rows[0][:4] == [
        "Hari ini",
        TODAY.isoformat(),
        "Tindakan korektif 1",
        "Terbitkan akta.",
    ]
    assert rows[0][5:9] == [
        agency().name_id,
        "Dinas Satu",
        "Belum dilaksanakan",
        "Instansi",
    ]
    done = table(ask(query="view=selesai"))
    assert [row[3] for row in done[1:]] == ["Kembalikan uang."]


def test_both_forms_say_the_same_and_no_cell_is_a_formula() -> None:
    ordered(text='=HYPERLINK("http://x.example")')
    rows = table(ask())
    assert rows[1][3].startswith("'=")
    book = openpyxl.load_workbook(BytesIO(content(ask(form="xlsx"))))
    (sheet,) = book.worksheets
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows
    assert sheet.title == "Tindakan"


def test_who_reported_stands_nowhere_in_it() -> None:
    action = ordered()
    change(action.case, secrecy="confidential")
    for form in domain.Form:
        export = ask(form=form.value)
        said = content(export)
        if form is domain.Form.XLSX:
            book = openpyxl.load_workbook(BytesIO(said))
            cells = [c.value for row in book.worksheets[0].iter_rows() for c in row]
            said = "\n".join(str(cell) for cell in cells).encode()
        assert action.case.locator.encode() in said
        for canary in (CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE):
            assert canary.encode() not in said


def test_a_restricted_case_keeps_its_words_as_in_the_list() -> None:
    action = ordered(unit=UnitFactory(agency=agency(), name_id="Dinas Rahasia"))
    change(action.case, restricted=True)
    _heads, row = table(ask())
    assert row[3:7] == [
        "Perkara terbatas",
        action.case.locator,
        "perkara terbatas",
        "",
    ]


def test_it_stands_on_his_own_chain_with_how_many_actions_and_of_which_list() -> None:
    first = ordered()
    ordered(first.case)
    export = ask(query="instrumen=tk")
    asked = Entry.objects.get(kind=events.EXPORT_ASKED)
    wanted = {"form": "csv", "purpose": "supervision", "of": "actions"}
    assert wanted.items() <= asked.data.items()
    made = Entry.objects.get(kind=events.EXPORT_MADE)
    assert made.subject_id == person("head").pk
    told = {name: made.data[name] for name in ("of", "found", "others", "worth")}
    assert told == {"of": "actions", "found": 2, "others": 1, "worth": 1}
    export.refresh_from_db()
    assert (export.query, export.found, export.cases) == ("", 2, [first.case_id])
    assert export.file is not None
    assert export.file.name.startswith("tindakan-")


def test_what_is_large_is_made_in_the_background_with_his_rights_of_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (exports, export_actions):
        monkeypatch.setattr(module, "AT_ONCE", 1)
    kept, gone, away = ordered(), ordered(), ordered()
    export = ask("examiner")
    assert export.stage == "waiting"
    change(gone.case, erased_at=FILED)
    change(away.case, restricted=True)
    exports.run(FILED, export_table.write)
    assert [row[4] for row in table(export)[1:]] == [kept.case.locator]


def test_a_table_that_tells_of_an_erased_case_is_destroyed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    action = ordered()
    export = ask(query="view=semua")
    change(action.case, state="closed", closing_reason="dicabut", closed_at=FILED)
    # The vault wants a committed entry, and this test is one transaction.
    monkeypatch.setattr(vault, "erase", lambda *_: None)
    erase_case(ref=action.case.ref, reason="retention", actor=SYSTEM, now=FILED)
    export.refresh_from_db()
    assert (export.stage, export.cases) == ("over", [])


def test_an_empty_list_and_one_that_is_too_long_become_no_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calendar()
    client = Client()
    login(client, "head")
    page = client.get(HERE).content.decode()
    assert "Tidak ada tindakan yang cocok." in page
    answer = client.post(HERE, ANSWERS)
    assert answer.status_code == 409
    first = ordered()
    ordered(first.case)
    monkeypatch.setattr("complaints.views.export.MOST", 1)
    page = client.get(HERE).content.decode()
    assert "Lebih dari 1 tindakan cocok. Saring lebih sempit." in page
    assert CorrectiveAction.objects.count() == 2


def test_whoever_reads_no_case_and_who_did_not_step_up_gets_no_table() -> None:
    ordered()
    client = Client()
    login(client, "liaison")
    assert client.get(HERE).status_code == 404
    login(client, "head", minutes_ago=10)
    assert "/masuk/ulang/" in client.post(HERE, ANSWERS)["Location"]
    assert not Export.objects.exists()
