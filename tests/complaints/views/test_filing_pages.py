"""A citizen files a report, page by page, as the browser sends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from complaints.models import Case, CaseFile, Draft, VaultRow
from complaints.services.drafting import person_of
from complaints.views.sentences import SENTENCES
from journal.models import Entry
from tests.canary import tables_with
from tests.codes import tracking_code
from tests.complaints.views.writer import (
    CONTACT,
    PERSON,
    SECRECY,
    STORY,
    TRIED,
    agency_of,
    fill,
    key_of,
    send,
)
from tests.factories.agencies import (
    AgencyAliasFactory,
    AgencyFactory,
    CalendarVersionFactory,
    ProvinceFactory,
)
from tests.factories.complaints import renewed

if TYPE_CHECKING:
    from agencies.models import Agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Agency:
    """An invented city that can be found by its short name."""
    CalendarVersionFactory()
    city = AgencyFactory(code="99.71", region__code="99.71")
    AgencyAliasFactory(agency=city)
    return city


@pytest.fixture
def citizen() -> Client:
    """A browser that was never here before; forms need their token."""
    return Client()


def test_a_report_is_filed_and_its_receipt_shows_number_and_code(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    assert send(citizen)["Location"] == "/lapor/terkirim/"
    case = Case.objects.get()
    page = citizen.get("/lapor/terkirim/").content.decode()
    assert case.locator in page
    assert tracking_code(page)
    assert "<svg" in page
    assert (case.title, case.agency_id, case.secrecy) == (
        STORY["title"],
        city.pk,
        "confidential",
    )
    filed = Entry.objects.get(subject_kind="case", subject_id=case.pk)
    assert filed.kind == "complaints.case_filed"


def test_the_steps_follow_each_other(citizen: Client, city: Agency) -> None:
    order = [
        ("kejadian", STORY, "/lapor/instansi/"),
        ("instansi", agency_of(city), "/lapor/bidang/"),
        ("bidang", {"substance": "unknown"}, "/lapor/tempat/"),
        ("tempat", {"region": "99.71"}, "/lapor/keluhan/"),
        ("keluhan", TRIED, "/lapor/bukti/"),
        ("bukti", {}, "/lapor/data-diri/"),
        ("data-diri", PERSON, "/lapor/kerahasiaan/"),
        ("kerahasiaan", SECRECY, "/lapor/kontak/"),
        ("kontak", CONTACT | {"phone": ""}, "/lapor/periksa/"),
    ]
    for slug, answers, following in order:
        assert citizen.post(f"/lapor/{slug}/", answers)["Location"] == following


def test_looking_writes_nothing(citizen: Client, city: Agency) -> None:
    assert citizen.get("/lapor/").status_code == 200
    assert citizen.get("/lapor/kejadian/").status_code == 200
    assert citizen.get("/lapor/bukti/")["Location"] == "/lapor/"
    assert not Draft.objects.exists()


def test_a_body_that_is_none_is_refused_however_long_its_number(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    for number in ("99999999999999999999", "9" * 5_000, "-1", "\0"):
        response = citizen.post("/lapor/instansi/", {"choice": f"agency:{number}"})
        assert response.status_code == 422
        assert "tidak tahu namanya”." in response.content.decode()


@pytest.mark.parametrize(
    ("slug", "answers", "error"),
    [
        ("kejadian", STORY | {"story": ""}, "dengan tulisan atau suara"),
        ("kejadian", STORY | {"happened_year": "2999"}, "belum terjadi"),
        ("kejadian", STORY | {"happened_year": "kemarin"}, "empat angka"),
        ("kejadian", STORY | {"happened_year": "081299990000"}, "empat angka"),
        ("kejadian", STORY | {"happened_year": ""}, "Tuliskan juga tahunnya"),
        ("kejadian", STORY | {"happened_month": ""}, "Pilih juga bulannya"),
        (
            "kejadian",
            STORY | {"happened_day": "31", "happened_month": "2"},
            "Tanggal ini tidak ada",
        ),
        ("instansi", {}, "tidak tahu namanya”."),
        ("instansi", {"choice": "unknown"}, "Ceritakan kantornya"),
        ("bidang", {}, "saya tidak tahu”."),
        ("tempat", {"place": "Dekat pasar lama"}, "saya tidak tahu”."),
        ("keluhan", {"tried_before": "yes"}, "bagaimana Anda mengeluh"),
        ("data-diri", PERSON | {"number": "1"}, "16 angka"),
        ("data-diri", PERSON | {"paper": "passport", "number": "?"}, "Nomor paspor"),
        ("data-diri", PERSON | {"paper": "kitas", "number": "-"}, "Nomor KITAS"),
        ("mewakili", {"represented_relation": "keluarga"}, "yang Anda wakili."),
        ("kerahasiaan", {}, "dirahasiakan."),
        ("kontak", CONTACT | {"phone": "12"}, "nomor Indonesia"),
        ("kontak", CONTACT | {"channel": "email"}, "atau pilih cara lain."),
        ("kontak", CONTACT | {"channel": "sms", "phone": ""}, "atau pilih cara lain."),
    ],
)
def test_a_missing_answer_is_named_twice_and_what_was_typed_stays(
    citizen: Client, city: Agency, slug: str, answers: dict[str, str], error: str
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    citizen.post("/lapor/data-diri/", PERSON | {"on_behalf": "yes"})
    response = citizen.post(f"/lapor/{slug}/", answers)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Perlu dilengkapi:" in page
    assert page.count(error) >= 2
    radios = {"instansi", "bidang", "kerahasiaan"}
    assert 'aria-invalid="true"' in page or slug in radios
    for text in answers.values():
        if text not in {"", "confidential", "unknown", "yes", "99"}:
            assert escape(text) in page


def test_what_was_written_is_there_when_one_comes_back(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    assert STORY["story"] in citizen.get("/lapor/kejadian/").content.decode()
    assert PERSON["name"] in citizen.get("/lapor/data-diri/").content.decode()
    page = citizen.get("/lapor/periksa/").content.decode()
    assert PERSON["number"] not in page
    assert "9971**********00" in page


def test_who_writes_is_sealed_in_the_draft(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    draft = Draft.objects.get()
    assert "Rahmi" not in str(draft.answers)
    assert b"Rahmi" not in bytes(draft.ciphertext or b"")


def test_a_change_leads_back_to_the_last_page(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    response = citizen.post("/lapor/keluhan/?kembali=periksa", {"tried_before": "no"})
    assert response["Location"] == "/lapor/periksa/"
    assert "Belum mengeluh" in citizen.get("/lapor/periksa/").content.decode()


def test_an_unfinished_report_is_not_sent(citizen: Client, city: Agency) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    response = send(citizen)
    assert response.status_code == 422
    assert "Belum diisi" in response.content.decode()
    assert not Case.objects.exists()


def test_sent_twice_it_is_one_report_with_one_receipt(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    key = key_of(citizen)
    for _ in range(2):
        response = citizen.post("/lapor/periksa/", {"key": key, "true": "on"})
        assert response["Location"] == "/lapor/terkirim/"
    pages = {
        re.sub(
            r"[0-9a-f]{12}|csrf[^>]+>",
            "",
            citizen.get("/lapor/terkirim/").content.decode(),
        )
        for _ in range(2)
    }
    assert len(pages) == 1
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_after_sending_the_key_from_which_the_code_follows_is_in_no_column(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    key = key_of(citizen)
    send(citizen)
    for form in (key, UUID(key).hex):
        assert tables_with(form) == set()
    assert citizen.get("/lapor/terkirim/").status_code == 200


def test_sending_takes_the_words_out_of_the_draft(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    send(citizen)
    draft = Draft.objects.get()
    assert set(draft.answers) == {"receipt"}
    assert person_of(draft) is None
    assert VaultRow.objects.values_list("kind", flat=True).count() == 2
    assert citizen.get("/lapor/kejadian/").status_code == 200


def test_files_and_a_recording_come_along(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"
        b"\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00"
        b"\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    for name, content in (("surat.png", png), ("salah.txt", b"Salah pilih.")):
        paper = SimpleUploadedFile(name, content)
        response = citizen.post("/lapor/bukti/", {"papers": [paper], "act": "upload"})
        assert response.status_code == 302, response.content.decode()
    page = citizen.get("/lapor/bukti/").content.decode()
    assert "surat.png" in page
    ref = re.findall(r"/lapor/bukti/([0-9a-f-]{36})/hapus/", page)[1]
    citizen.post(f"/lapor/bukti/{ref}/hapus/")
    send(citizen)
    assert CaseFile.objects.get().lane == "reporter"


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_else_is_lost(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    wrong = SimpleUploadedFile("surat.pdf", b"<html>")
    response = citizen.post("/lapor/bukti/", {"papers": [wrong]})
    assert response.status_code == 422
    assert not Draft.objects.get().files.exists()


def test_a_draft_is_resumed_elsewhere_by_its_code(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    assert citizen.post("/lapor/keluhan/", TRIED | {"act": "leave"})["Location"] == (
        "/lapor/disimpan/"
    )
    page = citizen.post("/lapor/disimpan/kode/").content.decode()
    found = re.search(r"[0-9A-Z]{8}-[0-9A-Z]{8}", page)
    assert found
    other = Client()
    wrong = other.post("/lapor/lanjutkan/", {"code": "0000"})
    assert wrong.status_code == 422
    assert "Kode draf tidak cocok" in wrong.content.decode()
    right = other.post("/lapor/lanjutkan/", {"code": found.group().lower()})
    assert right["Location"] == "/lapor/periksa/"  # nothing was left open
    assert STORY["story"] in other.get("/lapor/kejadian/").content.decode()


def test_erasing_the_traces_ends_the_session_and_the_draft(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    response = citizen.post("/lapor/hapus-jejak/", {"act": "draft"})
    assert response["Location"] == "/"
    assert not Draft.objects.exists()
    assert citizen.get("/lapor/periksa/")["Location"] == "/lapor/"


def test_a_body_nobody_can_name_is_described(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    described = {"choice": "unknown", "agency_label": "Kantor dekat pasar"}
    citizen.post("/lapor/instansi/", described | {"province": "99"})
    send(citizen)
    case = Case.objects.get()
    assert (case.agency_id, case.agency_label) == (None, "Kantor dekat pasar")


def test_agencies_are_found_by_what_people_call_them(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    page = citizen.post("/lapor/instansi/", {"search": "kota 99.71", "act": "search"})
    assert city.name_id in page.content.decode()
    none = citizen.post("/lapor/instansi/", {"search": "xyzzy", "act": "search"})
    assert "Tidak ketemu" in none.content.decode()
    assert "137" in none.content.decode()


def test_titles_name_neither_agency_nor_topic(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    for address in ("/lapor/periksa/", "/lapor/kejadian/"):
        page = citizen.get(address).content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title
        assert STORY["title"] not in title.group(1)
        assert city.name_id not in title.group(1)
    ProvinceFactory(code="99")


def test_a_receipt_whose_code_was_replaced_leads_to_where_a_new_one_is_had(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    key = key_of(citizen)
    sent = {"key": key, "true": "on"}
    assert citizen.post("/lapor/periksa/", sent)["Location"] == "/lapor/terkirim/"
    code = tracking_code(citizen.get("/lapor/terkirim/").content.decode())
    renewed(Case.objects.get())
    assert citizen.post("/lapor/periksa/", sent)["Location"] == "/lapor/terkirim/"
    answer = citizen.get("/lapor/terkirim/", follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/lacak/", 302)]
    assert escape(str(SENTENCES["code_replaced"])) in page
    assert code not in page
    assert "/lacak/kode-baru/" in page
