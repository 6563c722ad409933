"""What a citizen reads while he files: no riddle, no promise that cannot be kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.models import Case, Draft
from complaints.services.drafting import person_of
from complaints.views.citizen import wizard
from complaints.views.citizen.steps import STEPS
from ombudsman.templatetags.portal import plain_date
from tests.complaints.views.writer import CONTACT, SECRECY, STORY, fill, send
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import calendar

if TYPE_CHECKING:
    from agencies.models import Agency

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49"
    "444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


@pytest.fixture
def city() -> Agency:
    calendar()
    found: Agency = AgencyFactory(code="99.71", region__code="99.71")
    return found


@pytest.fixture
def citizen() -> Client:
    return Client()


def page(citizen: Client, path: str) -> str:
    return str(citizen.get(path).content.decode())


def title(shown: str) -> str:
    found = re.search(r"<title>(.*?)</title>", shown, re.S)
    assert found
    return found.group(1)


# --- the last page ------------------------------------------------------------------


def test_the_header_shows_the_house_and_nothing_of_the_program(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    header = page(citizen, "/lapor/periksa/").partition("<main")[0]
    assert "<small>Laporan masyarakat</small>" in header
    assert "Place(" not in header


def test_sending_too_early_says_on_top_which_parts_are_open(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    assert "Perlu dilengkapi:" not in title(page(citizen, "/lapor/periksa/"))
    shown = send(citizen).content.decode()
    summary = shown[shown.index('class="errsum"') : shown.index("<h1>")]
    assert title(shown).startswith("Perlu dilengkapi:")
    assert 'href="/lapor/instansi/?kembali=periksa"' in summary
    assert "Lengkapi bagian “Kontak”." in summary
    assert "Kejadian" not in summary  # it is answered


def test_what_was_left_empty_is_said_so_and_every_row_has_its_name(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    shown = page(citizen, "/lapor/periksa/")
    assert "Tidak diisi" in shown
    assert "<dd>-</dd>" not in shown
    early = Client()
    early.post("/lapor/kejadian/", STORY)
    assert "<dt></dt>" not in page(early, "/lapor/periksa/")


def test_who_wants_no_news_is_promised_none(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    assert "Kami memberi tahu setiap langkah" not in page(citizen, "/lapor/periksa/")
    citizen.post("/lapor/kontak/", CONTACT | {"channel": "sms"})
    assert "Kami memberi tahu setiap langkah" in page(citizen, "/lapor/periksa/")


def test_only_a_kept_name_is_warned_that_it_may_be_guessed(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    assert "Kadang instansi bisa menebak" in page(citizen, "/lapor/periksa/")
    citizen.post("/lapor/kerahasiaan/", SECRECY | {"secrecy": "open"})
    shown = page(citizen, "/lapor/periksa/")
    assert "Kadang instansi bisa menebak" not in shown
    assert "suara, dan bukti" in shown


# --- the way ------------------------------------------------------------------------


def test_the_way_does_not_grow_while_one_goes_it() -> None:
    tracks = [wizard.track(step) for step in STEPS]
    assert {track["total"] for track in tracks} == {11}
    numbers = [track["number"] for track in tracks]
    assert numbers == sorted(numbers)
    assert (numbers[0], numbers[-1]) == (1, 11)
    assert all(len(track["steps"]) == 11 for track in tracks)


def test_evidence_is_not_called_a_recording(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    photo = SimpleUploadedFile("tanda.png", PNG, content_type="image/png")
    citizen.post("/lapor/bukti/", {"papers": photo})
    assert "tanda.png" in page(citizen, "/lapor/bukti/")
    assert "tanda.png" not in page(citizen, "/lapor/kejadian/")


def test_a_draft_goes_on_where_it_was_left(citizen: Client, city: Agency) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    assert 'href="/lapor/instansi/"' in page(citizen, "/lapor/")
    code = re.search(
        r"[0-9A-Z]{8}-[0-9A-Z]{8}",
        citizen.post("/lapor/disimpan/kode/").content.decode(),
    )
    assert code
    right = Client().post("/lapor/lanjutkan/", {"code": code.group()})
    assert right["Location"] == "/lapor/instansi/"


# --- what hurries -------------------------------------------------------------------


def test_what_hurries_is_remembered_on_every_page(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/mulai/", {"urgency": "jiwa"})
    assert page(citizen, "/lapor/mulai/").count('href="tel:112"') == 0
    fill(citizen, city)
    for slug in ("kejadian", "instansi", "bukti", "kontak"):
        assert 'href="tel:112"' in page(citizen, f"/lapor/{slug}/"), slug
    assert "tanpa nomor telepon" in page(citizen, "/lapor/kontak/")
    assert 'href="tel:112"' not in page(Client(), "/lapor/kejadian/")


@pytest.mark.parametrize("phone", ["0812 3456 7890", ""])
def test_nobody_is_promised_a_call_without_a_telephone(
    citizen: Client, city: Agency, phone: str
) -> None:
    citizen.post("/lapor/mulai/", {"urgency": "jiwa"})
    fill(citizen, city, kontak=CONTACT | {"phone": phone})
    before = page(citizen, "/lapor/periksa/")
    assert ("Petugas menelepon Anda" in before) is bool(phone)
    send(citizen)
    receipt = page(citizen, "/lapor/terkirim/")
    assert ("Petugas menghubungi Anda paling lambat" in receipt) is bool(phone)
    assert ("tidak bisa menelepon Anda" in receipt) is not bool(phone)


def test_a_receipt_says_where_to_look_when_and_who(
    citizen: Client, city: Agency
) -> None:
    fill(citizen, city)
    send(citizen)
    shown = page(citizen, "/lapor/terkirim/")
    case = Case.objects.get()
    secret, _, rest = shown[shown.index('class="receipt"') :].partition("</div>")
    assert f"{settings.BASE_URL}/lacak/" in secret
    assert case.office.name_id in secret
    assert plain_date(case.submitted_on) in secret
    assert "Boleh ditunjukkan" not in secret  # the proof stands apart from the code
    assert "Boleh ditunjukkan" in rest
    for on_screen in ("Cetak halaman ini", "Lihat laporan saya"):
        (line,) = (one for one in shown.splitlines() if on_screen in one)
        assert 'class="noprint"' in line


# --- news ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "channel"),
    [
        ({"phone": "0812 3456 7890"}, "sms"),
        ({"email": "rahmi@contoh.id"}, "email"),
        ({"phone": "0542 123456", "email": "rahmi@contoh.id"}, "email"),
        ({"phone": "0542 123456"}, "none"),
        ({}, "none"),
    ],
)
def test_news_follows_the_contact_that_was_given(
    citizen: Client, city: Agency, given: dict[str, Any], channel: str
) -> None:
    fill(citizen, city)
    answer = citizen.post("/lapor/kontak/", {"language": "id", **given})
    assert answer.status_code == 302
    person = person_of(Draft.objects.get())
    assert person is not None
    assert person.contact.channel == channel


def test_of_two_contacts_one_says_which(citizen: Client, city: Agency) -> None:
    fill(citizen, city)
    both = {"phone": "0812 3456 7890", "email": "rahmi@contoh.id", "language": "id"}
    refused = citizen.post("/lapor/kontak/", both)
    assert refused.status_code == 422
    assert "Pilih lewat apa kami memberi kabar." in refused.content.decode()


@pytest.mark.parametrize("path", ["/lapor/kontak/", "/konsultasi/"])
def test_no_way_of_news_is_chosen_for_anybody(citizen: Client, path: str) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    chosen = re.findall(r'name="channel"[^>]*checked', page(citizen, path))
    assert chosen == []


# --- traces -------------------------------------------------------------------------


def test_erasing_says_that_it_worked(citizen: Client, city: Agency) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    assert "tidak bisa dibuka lagi" in page(citizen, "/lapor/disimpan/")
    gone = citizen.post("/lapor/hapus-jejak/", follow=True).content.decode()
    assert "Jejak laporan di perangkat ini sudah dihapus." in gone
    assert "sudah dihapus" not in page(citizen, "/")


def test_somebody_elses_draft_is_left_and_one_begins_anew(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    assert "Bukan draf Anda?" in page(citizen, "/lapor/")
    fresh = citizen.post("/lapor/hapus-jejak/", {"act": "anew"}, follow=True)
    assert fresh.redirect_chain == [("/lapor/", 302)]
    assert "Bukan draf Anda?" not in fresh.content.decode()
    assert Draft.objects.count() == 1  # who has its code goes on with it


# --- what may be left empty ---------------------------------------------------------


def test_a_description_says_that_the_name_is_not_known(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    told = {"agency_label": "Kantor dekat pasar"}
    assert citizen.post("/lapor/instansi/", told).status_code == 302
    assert Draft.objects.get().answers["choice"] == "unknown"
    shown = page(citizen, "/lapor/instansi/")
    assert "bila tidak tahu namanya" in shown
    assert "boleh dikosongkan" not in shown


def test_what_the_law_asks_for_is_not_called_idle(
    citizen: Client, city: Agency
) -> None:
    citizen.post("/lapor/kejadian/", STORY)
    shown = page(citizen, "/lapor/data-diri/")
    assert shown.count("diminta UU 37/2008 Pasal 24; boleh menyusul") == 4
    assert shown.count("boleh dikosongkan") == 1  # the sex


def test_too_much_is_said_with_both_figures(citizen: Client) -> None:
    long = STORY | {"title": "a" * 559}
    shown = citizen.post("/lapor/kejadian/", long).content.decode()
    assert "Terlalu panjang: paling banyak 160 huruf (sekarang 559)." in shown
    assert "Paling banyak 160 huruf." in page(citizen, "/lapor/kejadian/")


def test_the_consultation_is_offered_once(citizen: Client) -> None:
    citizen.post(
        "/lapor/mulai/",
        {
            "urgency": "no",
            "told_agency": "no",
            "recent": "no",
            "court": "yes",
            "settled": "yes",
            "body": "private",
        },
    )
    shown = page(citizen, "/lapor/saran/")
    assert shown.count('href="/konsultasi/"') == 1
    assert "asumsi" not in shown
    assert "Pengadilan yang memeriksanya" in shown
