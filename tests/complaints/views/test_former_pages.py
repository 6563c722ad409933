"""Bringing orders in, page by page; and what pages say of a case that came so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from complaints.domain.orders_file import MOST_BYTES, Column, Stage
from complaints.models import Case, FormerCase, OrdersFile
from complaints.services import orders_files, sweep
from complaints.views.acts import ACTS
from tests.complaints.former import LATE, NOW, ROW, brought, content_of
from tests.complaints.views.pages import agency_page, counted
from tests.factories.complaints import calendar
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
HERE, LIST = "/kerja/tindakan/impor/", "/kerja/tindakan/"
BAD = LATE | {Column.TEXT: ""}


@pytest.fixture(autouse=True)
def _that_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def head() -> Client:
    client = Client()
    login(client, "head")
    return client


def sent(client: Client, content: bytes, name: str = "lama.csv") -> Any:
    file = SimpleUploadedFile(name, content, "text/csv")
    return client.post(HERE, {"file": file})


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_head_uploads_looks_and_lets_them_come_in() -> None:
    client = head()
    calendar()
    assert HERE in said(client.get(LIST))
    page = said(client.get(HERE))
    for words in ("Unduh berkas contoh", "Nomor LHP", "agraria", "Penundaan berlarut"):
        assert words in page, words
    to = sent(client, content_of(ROW, BAD))["Location"]
    page = said(client.get(to))
    for words in (
        "Terbitkan akta.",
        "Tindakan korektif 1 · 0123/LM/V/2025/64",
        "16 Mar 2026",
        "Yang belum bisa masuk",
        "Belum diisi.",
        "Masukkan 1 tindakan",
    ):
        assert words in page, words
    assert not Case.objects.exists()
    # Not without having looked for data of people.
    assert client.post(to, {}).status_code == 422
    assert client.post(to, {"nameless": "on"})["Location"] == to
    page = said(client.get(to))
    assert "Sedang dikerjakan" in page
    far = reverse("work:tracker_import_progress", args=[OrdersFile.objects.get().ref])
    assert client.get(far).json() == {"done": 0, "of": 1, "over": False}
    orders_files.run(NOW)
    assert client.get(far).json() == {"done": 1, "of": 1, "over": True}
    page = said(client.get(to))
    for words in ("Tindakan masuk", "Yang tidak masuk", "Belum diisi."):
        assert words in page, words
    assert "Terbitkan akta." in said(client.get(LIST))
    # Pressed again it is the same, and uploaded again it is there already.
    assert client.post(to, {"nameless": "on"}).status_code == 302
    to = sent(client, content_of(ROW))["Location"]
    page = said(client.get(to))
    assert "0123/LM/V/2025/64" in page
    assert "Tidak ada yang dapat masuk dari berkas ini." in page
    assert client.post(to, {"nameless": "on"}).status_code == 302
    assert FormerCase.objects.count() == 1


def test_a_file_that_cannot_be_read_says_why_beside_the_field() -> None:
    client = head()
    for content, words in (
        (b"", "Berkas ini kosong."),
        (b"\xff\xfe", "Berkas ini bukan teks UTF-8."),
        (b"Nomor,Warna\n1,2", "Kolom yang tidak dikenal: Warna."),
        (b"Nomor,Instansi\n1,2", "Kolom yang belum ada: Substansi, Bentuk"),
        (b"x" * (MOST_BYTES + 1), "Paling besar 2 MB dan 2000 baris."),
    ):
        answer = sent(client, content)
        assert answer.status_code == 422
        assert words in said(answer), words
    assert client.post(HERE, {}).status_code == 422
    assert not OrdersFile.objects.exists()


def test_what_stands_in_the_file_is_data() -> None:
    row = ROW | {Column.TEXT: "<script>alert(1)</script>", Column.NUMBER: "<b>7</b>"}
    client = head()
    page = said(client.get(sent(client, content_of(row))["Location"]))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;7&lt;/b&gt;" in page
    refused = sent(client, b"Nomor,<i>x</i>\n1,2")
    assert "<i>x" not in said(refused)


def test_its_sentences_speak_the_language_of_the_reader() -> None:
    client = head()
    client.cookies["bahasa"] = "en"
    page = said(client.get(sent(client, content_of(ROW, BAD))["Location"]))
    assert "What cannot come in yet" in page
    assert "Not filled in." in page
    assert "What is asked for" in page


def test_the_sample_is_a_table_to_fill_in() -> None:
    answer = head().get(f"{HERE}contoh/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert answer.content.decode("utf-8-sig").startswith("Nomor,Instansi,Unit,")


def test_who_heads_no_office_finds_no_door_and_no_page() -> None:
    file = orders_files.upload(
        content=content_of(ROW),
        office=office(),
        actor=actor("head"),
        now=NOW,
    )
    for who in ("examiner", "resmon", "commissioner", "auditor"):
        client = Client()
        login(client, who)
        assert "tindakan/impor" not in said(client.get(LIST))
        for address in (HERE, f"{HERE}contoh/", f"{HERE}{file.ref}/"):
            assert client.get(address).status_code == 404


def test_the_page_of_a_file_asks_as_often_for_many_rows_as_for_one() -> None:
    client, found = head(), []
    for rows in ([ROW], [ROW | {Column.NUMBER: str(n)} for n in range(60)]):
        to = sent(client, content_of(*rows))["Location"]
        client.get(to)
        with counted() as queries:
            client.get(to)
        found.append(len(queries))
    assert found[0] == found[1]


# --- the case and its agency ---------------------------------------------------------------
def test_its_page_says_plainly_where_it_comes_from() -> None:
    given = ROW | {Column.DUE_ON: "2026-04-10", Column.DUE_REASON: "Diperpanjang"}
    (case,) = brought(given)
    client = head()
    page = said(client.get(reverse("work:case", args=[case.ref])))
    for words in (
        "Dari daftar sebelumnya",
        "0123/LM/V/2025/64",
        "T/0045/LM.44-64/I/2026",
        "di atas kertas",
        "di sini tidak ada PDF-nya",
        "Penundaan berlarut",
        "Terbitkan akta.",
        "Diperpanjang",
        "Tidak dibawa dari daftar sebelumnya.",
    ):
        assert words in page, words
    for words in ("Prakarsa sendiri", "Buka identitas", "Bandingkan versi konsep"):
        assert words not in page, words
    assert "Dari daftar sebelumnya" in said(client.get("/kerja/antrean/"))
    for name in ("history", "chain", "letters", "lhp_versions", "casebook", "tasks"):
        answer = client.get(reverse(f"work:{name}", args=[case.ref]))
        assert answer.status_code == 200, name


def test_its_page_asks_no_more_than_any_other() -> None:
    (case,) = brought(ROW, ROW | {Column.TEXT: "Pasang papan."})
    client = head()
    address = reverse("work:case", args=[case.ref])
    client.get(address)
    with counted() as queries:
        client.get(address)
    assert len(queries) <= 24, "\n".join(q[:200] for q in queries)


def test_its_history_tells_that_it_was_brought_in() -> None:
    (case,) = brought()
    page = said(head().get(reverse("work:history", args=[case.ref])))
    assert "Perkara dibawa masuk dari daftar sebelumnya" in page


def test_the_agency_finds_its_order_and_where_the_report_is() -> None:
    (case,) = brought()
    person("liaison")
    client = Client()
    login(client, "liaison")
    page = said(client.get(agency_page(case)))
    for words in (
        "LHP nomor T/0045/LM.44-64/I/2026",
        "di atas kertas",
        "Terbitkan akta.",
    ):
        assert words in page, words
    assert "Terbitkan akta." in said(client.get("/instansi/"))
    assert "Terbitkan akta." in said(client.get("/instansi/catatan/"))


def test_every_act_of_its_stage_can_be_asked_for() -> None:
    """No page of it falls over, whatever an act presumes."""
    (case,) = brought(ROW | {Column.OFFICER: person("examiner").name})
    late = brought(LATE)
    sweep.run(NOW)
    assert Case.objects.get(pk=late[0].pk).state == "resmon"
    for who in ("head", "examiner", "resmon", "commissioner"):
        client = Client()
        login(client, who)
        for one in (case, *late):
            for slug in ACTS:
                answer = client.get(reverse("work:act", args=[one.ref, slug]))
                assert answer.status_code in {200, 302, 403, 404, 409}, (who, slug)


def test_a_file_that_can_be_read_no_more_says_why_and_where_to_begin() -> None:
    client = head()
    to = sent(client, content_of(ROW))["Location"]
    OrdersFile.objects.update(content=b"Nomor,Warna\n1,2")
    for answer in (client.get(to), client.post(to, {"nameless": "on"})):
        assert answer["Location"] == HERE
    assert "Kolom yang tidak dikenal: Warna." in said(client.get(HERE))


def test_a_file_that_stopped_says_so() -> None:
    client = head()
    to = sent(client, content_of(ROW))["Location"]
    OrdersFile.objects.update(stage=Stage.FAILED.value, content=b"")
    assert "berhenti di tengah" in said(client.get(to))
    assert "berhenti di tengah" in said(client.get(HERE))
