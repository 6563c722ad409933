"""Who reports, for whom, since when; a step that is left half done; going on elsewhere."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actor import STRANGER
from complaints.models import BlindIndex, Case, CaseFile, Draft
from complaints.services import drafting
from complaints.services.drafting import person_of
from complaints.services.errors import NotReady
from complaints.services.leaving import TRIES
from journal import relay
from tests.canary import tables_with
from tests.complaints.views.pages import case_page
from tests.complaints.views.writer import (
    CONTACT,
    PERSON,
    SECRECY,
    STORY,
    TRIED,
    fill,
    send,
)
from tests.factories.agencies import (
    AgencyAliasFactory,
    AgencyFactory,
    CalendarVersionFactory,
    ProvinceFactory,
)
from tests.factories.complaints import FILED
from tests.people import login

if TYPE_CHECKING:
    from agencies.models import Agency

pytestmark = pytest.mark.django_db

OTHER = {"represented_name": "Kasih Diwakili", "represented_relation": "wali"}
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"
    b"\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00"
    b"\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def city() -> Agency:
    CalendarVersionFactory()
    ProvinceFactory(code="99")
    city = AgencyFactory(code="99.71", region__code="99.71")
    AgencyAliasFactory(agency=city)
    return city


@pytest.fixture
def citizen() -> Client:
    return Client()


def officer() -> Client:
    """The head of the office where the reports of this province come in."""
    client = Client()
    login(client, "head")
    return client


def page(citizen: Client, path: str) -> str:
    return citizen.get(path).content.decode()


@pytest.mark.parametrize(
    ("paper", "typed", "kept"),
    [("passport", "x 123-4567", "X1234567"), ("kitas", "2c11ab.1234", "2C11AB1234")],
)
def test_a_foreigner_shows_a_passport_or_a_kitas_in_place_of_a_nik(
    citizen: Client, city: Agency, paper: str, typed: str, kept: str
) -> None:
    fill(citizen, city, data_diri=PERSON | {"paper": paper, "number": typed})
    person = person_of(Draft.objects.get())
    assert person
    assert (getattr(person.identity, paper), person.identity.nik) == (kept, "")
    assert kept not in page(citizen, "/lapor/periksa/")
    assert f"••••{kept[-3:]}" in page(citizen, "/lapor/periksa/")
    send(citizen)
    assert Case.objects.get().identity_paper == paper
    assert BlindIndex.objects.filter(kind=paper).count() == 1


def test_a_nik_that_does_not_agree_is_a_yellow_sentence_and_no_wall(
    citizen: Client, city: Agency
) -> None:
    odd = PERSON | {"birth_date": "1988-12-31", "sex": "male"}
    citizen.post("/lapor/kejadian/", STORY)
    shown = citizen.post("/lapor/data-diri/", odd)
    assert shown["Location"] == "/lapor/data-diri/"
    told = page(citizen, "/lapor/data-diri/")
    assert "Tanggal lahir tidak sama" in told
    assert "Jenis kelamin tidak sama" in told
    assert PERSON["name"] in told
    seen = re.search(r'name="seen" value="([^"]+)"', told)
    assert seen
    onwards = citizen.post("/lapor/data-diri/", odd | {"seen": seen[1]})
    assert onwards["Location"] == "/lapor/kerahasiaan/"


def test_what_agrees_with_the_nik_is_not_doubted(citizen: Client, city: Agency) -> None:
    right = PERSON | {"birth_date": "1990-01-01", "sex": "female"}
    citizen.post("/lapor/kejadian/", STORY)
    assert citizen.post("/lapor/data-diri/", right)["Location"] == "/lapor/kerahasiaan/"


@pytest.mark.django_db(transaction=True)
def test_who_writes_for_somebody_else_names_and_seals_both(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    onwards = citizen.post("/lapor/data-diri/", PERSON | {"on_behalf": "yes"})
    assert onwards["Location"] == "/lapor/mewakili/"
    assert "Belum diisi" in page(citizen, "/lapor/periksa/")
    paper = SimpleUploadedFile("kuasa.png", PNG)
    assert (
        citizen.post("/lapor/mewakili/", OTHER | {"proxy": [paper]}).status_code == 302
    )
    assert "kuasa.png" in page(citizen, "/lapor/mewakili/")
    assert "kuasa.png" not in page(citizen, "/lapor/bukti/")
    assert OTHER["represented_name"] in page(citizen, "/lapor/periksa/")
    send(citizen)
    case = Case.objects.get()
    assert case.on_behalf
    assert CaseFile.objects.get().purpose == "proxy"
    assert tables_with(OTHER["represented_name"]) == set()


def test_the_power_of_attorney_may_come_later_and_may_be_taken_out_again(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    citizen.post("/lapor/data-diri/", PERSON | {"on_behalf": "yes"})
    paper = SimpleUploadedFile("kuasa.png", PNG)
    citizen.post("/lapor/mewakili/", OTHER | {"proxy": [paper]})
    ref = Draft.objects.get().files.get().ref
    dropped = citizen.post(f"/lapor/bukti/{ref}/hapus/")
    assert dropped["Location"] == "/lapor/mewakili/"
    send(citizen)
    assert Case.objects.get().on_behalf


def test_who_writes_for_himself_after_all_represents_nobody(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    citizen.post("/lapor/data-diri/", PERSON | {"on_behalf": "yes"})
    citizen.post("/lapor/mewakili/", OTHER)
    citizen.post("/lapor/data-diri/", PERSON)
    away = citizen.get("/lapor/mewakili/")
    assert away["Location"] == "/lapor/kerahasiaan/"
    send(citizen)
    assert not Case.objects.get().on_behalf


def test_a_page_that_is_not_needed_any_more_hinders_nobody_half_done(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    citizen.post("/lapor/data-diri/", PERSON | {"on_behalf": "yes"})
    citizen.post("/lapor/mewakili/", {"represented_name": "Kasih", "act": "leave"})
    citizen.post("/lapor/data-diri/", PERSON)
    assert send(citizen)["Location"] == "/lapor/terkirim/"


def test_an_officer_reads_kinds_and_marks_and_no_value(
    citizen: Client, city: Agency
) -> None:
    fill(
        citizen,
        city,
        data_diri=PERSON | {"paper": "kitas", "number": "2C11AB1234"},
        kontak=CONTACT | {"email": "rahmi@contoh.test", "channel": "email"},
    )
    citizen.post(
        "/lapor/data-diri/",
        PERSON | {"paper": "kitas", "number": "2C11AB1234", "on_behalf": "yes"},
    )
    citizen.post("/lapor/mewakili/", OTHER)
    send(citizen)
    case = Case.objects.get()
    told = officer().get(case_page(case)).content.decode()
    for words in ("Orang lain", "Surat kuasa menyusul", "KITAS", "belum dipastikan"):
        assert words in told
    assert "9 Maret 2026" in told
    for secret in ("2C11AB1234", "rahmi@contoh.test", OTHER["represented_name"]):
        assert secret not in told


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"happened_day": ""}, "sekitar Maret 2026"),
        ({"happened_day": "", "happened_month": ""}, "sekitar 2026"),
        ({}, "9 Maret 2026"),
    ],
)
def test_a_day_that_is_known_roughly_is_shown_so_everywhere(
    citizen: Client, city: Agency, when: dict[str, str], words: str
) -> None:
    fill(citizen, city, kejadian=STORY | when)
    assert words in page(citizen, "/lapor/periksa/")
    again = page(citizen, "/lapor/kejadian/")
    assert 'name="happened_year" value="2026"' in again
    send(citizen)
    told = officer().get(case_page(Case.objects.get())).content.decode()
    assert f"<dd>{words}" in told


HALF = [
    ("kejadian", {"title": "Baru separuh", "happened_year": "kemarin"}),
    ("instansi", {"search": "Kantor dekat pasar"}),
    ("bidang", {}),
    ("tempat", {"place": "Loket lantai dua"}),
    ("keluhan", {"tried": "Lewat loket", "tried_on": "2999-01-01"}),
    ("data-diri", {"name": "Nama Separuh", "number": "64 belum"}),
    ("kerahasiaan", {}),
    ("kontak", {"phone": "0812", "email": "bukan alamat"}),
]


@pytest.mark.parametrize(("slug", "half"), HALF)
def test_a_half_filled_step_is_kept_as_it_is_when_one_leaves(
    citizen: Client, city: Agency, slug: str, half: dict[str, str]
) -> None:
    fill(citizen, city)
    left = citizen.post(f"/lapor/{slug}/", half | {"act": "leave"})
    assert (left.status_code, left["Location"]) == (302, "/lapor/disimpan/")
    shown = page(citizen, f"/lapor/{slug}/")
    for typed in half.values():
        assert typed in shown
    assert "errmsg" not in shown
    assert citizen.post(f"/lapor/{slug}/", half).status_code == 422
    assert send(citizen).status_code == 422
    assert not Case.objects.exists()


def test_a_draft_with_a_half_done_step_is_sent_by_no_door(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    citizen.post("/lapor/keluhan/", {"tried": "", "act": "leave"})
    draft = Draft.objects.get()
    with pytest.raises(NotReady):
        drafting.send(ref=draft.ref, key=draft.key, actor=STRANGER, now=FILED)


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_of_who_writes_is_sealed_half_done_too(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    citizen.post("/lapor/data-diri/", {"name": "Nama Separuh", "act": "leave"})
    assert "Nama Separuh" in page(citizen, "/lapor/data-diri/")
    assert tables_with("Nama Separuh") == set()


def test_a_step_that_is_answered_after_all_is_half_done_no_more(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    citizen.post("/lapor/keluhan/", {"tried": "x\x00y", "act": "leave"})
    citizen.post("/lapor/data-diri/", {"name": "Nama Separuh", "act": "leave"})
    citizen.post("/lapor/keluhan/", TRIED)
    citizen.post("/lapor/data-diri/", PERSON)
    assert TRIED["tried"] in page(citizen, "/lapor/keluhan/")
    assert send(citizen)["Location"] == "/lapor/terkirim/"


def test_the_very_first_step_may_be_left_half_done(citizen: Client) -> None:
    left = citizen.post("/lapor/kejadian/", {"title": "Baru judul", "act": "leave"})
    assert left["Location"] == "/lapor/disimpan/"
    assert "Baru judul" in page(citizen, "/lapor/kejadian/")


def _link(citizen: Client) -> str:
    shown = citizen.post("/lapor/disimpan/kode/").content.decode()
    found = re.search(r"/lapor/lanjutkan/#([0-9A-Z]{8}-[0-9A-Z]{8})", shown)
    assert found
    assert shown.count(found[1]) >= 2
    return found[1]


def test_looking_at_the_link_uses_nothing_up_and_a_new_link_ends_the_old_one(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    old, new = _link(citizen), _link(citizen)
    for _ in range(3):
        assert Client().get("/lapor/lanjutkan/").status_code == 200
    assert Client().post("/lapor/lanjutkan/", {"code": old}).status_code == 422
    for _ in range(2):
        other = Client()
        assert other.post("/lapor/lanjutkan/", {"code": new}).status_code == 302
        assert PERSON["name"] in page(other, "/lapor/data-diri/")


@pytest.mark.django_db(transaction=True)
def test_the_code_of_a_draft_stands_in_no_table(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    code = _link(citizen)
    assert tables_with(code) == tables_with(code.replace("-", "")) == set()


def test_a_strangers_guesses_are_counted_over_his_network(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    code = _link(citizen)
    other = Client()
    for _ in range(TRIES):
        assert other.post("/lapor/lanjutkan/", {"code": "0" * 16}).status_code == 422
    assert other.post("/lapor/lanjutkan/", {"code": code}).status_code == 429


def test_the_link_is_sent_to_a_contact_that_was_checked_and_to_no_other(
    citizen: Client, city: Agency
) -> None:
    mailed = CONTACT | {"email": "rahmi@contoh.test", "channel": "email"}
    fill(citizen, city, kontak=mailed)
    refused = citizen.post("/lapor/disimpan/kirim/", {"kind": "email"})
    assert refused.status_code == 409
    citizen.post("/lapor/kontak/kode/", {"kind": "email", "act": "send"})
    relay.run_once()
    code = re.search(r"\b(\d{6})\b", str(mail.outbox.pop().body))
    assert code
    citizen.post("/lapor/kontak/kode/", {"kind": "email", "code": code[1]})
    assert "Kirim tautan ke email saya" in page(citizen, "/lapor/disimpan/")
    old = _link(citizen)
    sent = citizen.post("/lapor/disimpan/kirim/", {"kind": "email"})
    assert sent["Location"] == "/lapor/disimpan/"
    relay.run_once()
    (letter,) = mail.outbox
    assert letter.to == ["rahmi@contoh.test"]
    found = re.search(r"/lapor/lanjutkan/#(\S+)", str(letter.body))
    assert found
    assert Client().post("/lapor/lanjutkan/", {"code": old}).status_code == 422
    assert Client().post("/lapor/lanjutkan/", {"code": found[1]}).status_code == 302


def test_a_contact_is_checked_as_long_as_it_stays_the_same(
    citizen: Client, city: Agency
) -> None:
    mailed = CONTACT | {"email": "rahmi@contoh.test", "channel": "email"}
    fill(citizen, city, kontak=mailed)
    citizen.post("/lapor/kontak/kode/", {"kind": "email", "act": "send"})
    relay.run_once()
    code = re.search(r"\b(\d{6})\b", str(mail.outbox.pop().body))
    assert code
    citizen.post("/lapor/kontak/kode/", {"kind": "email", "code": code[1]})
    for email, words in (
        ("Rahmi@contoh.test", "Rahmi@contoh.test (terverifikasi)"),
        ("lain@contoh.test", "lain@contoh.test (belum dipastikan)"),
    ):
        citizen.post("/lapor/kontak/", mailed | {"email": email})
        assert words in page(citizen, "/lapor/periksa/")


def test_links_by_post_are_five_a_day(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    answers = [
        citizen.post("/lapor/disimpan/kirim/", {"kind": "phone"}).status_code
        for _ in range(6)
    ]
    assert answers == [409] * 5 + [429]


def test_a_draft_that_is_too_old_is_resumed_by_nobody(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    code = _link(citizen)
    Draft.objects.update(expires_at=Draft.objects.get().created_at - timedelta(days=1))
    assert Client().post("/lapor/lanjutkan/", {"code": code}).status_code == 422


def test_secrecy_says_who_sees_what_and_what_cannot_be_done(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    shown = page(citizen, "/lapor/kerahasiaan/")
    assert shown.count("Siapa melihat apa") >= 2
    assert shown.count("Akibatnya, kami tidak bisa:") == 2
    assert citizen.post("/lapor/kerahasiaan/", SECRECY)["Location"] == "/lapor/kontak/"
