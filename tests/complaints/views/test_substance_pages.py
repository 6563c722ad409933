"""The administrator's pages of what reports may be about, and who reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from complaints.models import Case, SubstanceVersion
from tests.complaints.services.test_substance_editing import LATER, published, written
from tests.complaints.story import Walk
from tests.complaints.views.pages import case_page, counted
from tests.complaints.views.test_beside_the_story import published as asked
from tests.complaints.views.test_queue_filters import change
from tests.factories.complaints import FILED
from tests.people import login

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/bidang/"
NEW = f"{HOME}baru/"
PAGE = f"{HOME}air/"


def form(**changes: str) -> dict[str, str]:
    """The page as it is sent."""
    told = {
        "version": "0",
        "name_id": "Air minum",
        "name_en": "Drinking water",
        "place": "15",
        "offered": "on",
        "words": "PDAM, air keruh",
        "starts_on": FILED.date().isoformat(),
    }
    return {name: value for name, value in (told | changes).items() if value != "-"}


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        yield


@pytest.fixture
def admin(client: Client) -> Client:
    login(client, "system_admin")
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["intake", "head", "auditor", "compliance_admin"])
@pytest.mark.parametrize("path", [HOME, NEW, PAGE, f"{PAGE}pratinjau/"])
def test_these_pages_exist_for_administrators_only(
    client: Client, who: str, path: str
) -> None:
    login(client, who)
    assert client.get(path).status_code == 404
    assert client.post(f"{PAGE}terbit/", {"version": "1"}).status_code == 404


def test_what_is_none_has_no_page(admin: Client) -> None:
    for path in (
        f"{HOME}tidak_ada/",
        f"{HOME}tidak_ada/pratinjau/",
        f"{NEW}pratinjau/",
    ):
        assert admin.get(path).status_code == 404
    for path in (f"{HOME}tidak_ada/terbit/", f"{NEW}terbit/"):
        assert admin.post(path, {"version": "1"}).status_code == 404


def test_a_new_one_is_written_looked_at_and_published(admin: Client) -> None:
    sent = form(name_id="Ruang digital", name_en="Digital space")
    answer = admin.post(NEW, sent, follow=True)
    page = answer.content.decode()
    own = f"{HOME}ruang_digital/"
    assert answer.redirect_chain == [(f"{own}pratinjau/", 302)]
    assert "Draf tersimpan. Warga belum melihatnya." in page
    assert page.index("Agraria dan pertanahan") < page.index('value="ruang_digital"')
    assert page.index('value="ruang_digital"') < page.index('value="kepegawaian"')
    assert "pdam, air keruh" in page
    assert "Ada juga pada bidang lain" in page
    page = admin.post(f"{own}terbit/", {"version": "1"}, follow=True).content.decode()
    assert "Bidang diterbitkan." in page
    assert "Ruang digital" in page
    assert "Versi 1, berlaku mulai 9 Maret 2026" in read(admin, own)
    assert "Pertanyaan tambahan bidang ini" in read(admin, own)
    assert "Ruang digital" in read(admin, "/kerja/pertanyaan/ruang_digital/")


@pytest.mark.parametrize("name", ["Baru", "Air", "Unknown", "警察"])
def test_a_name_that_is_taken_or_makes_no_code_is_refused(
    admin: Client, name: str
) -> None:
    answer = admin.post(NEW, form(name_id=name))
    assert answer.status_code == 422
    assert "Nama ini sudah dipakai atau tidak terbaca." in answer.content.decode()
    assert not SubstanceVersion.objects.exists()


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(
    admin: Client,
) -> None:
    answer = admin.post(PAGE, form(name_en="", place="x"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Perlu dilengkapi:" in page
    assert "Nama, bahasa Inggris belum diisi." in page
    assert "PDAM, air keruh" in page
    past = admin.post(PAGE, form(starts_on="2026-03-08"))
    assert past.status_code == 409
    assert "Hari pertamanya sudah lewat." in past.content.decode()
    many = admin.post(PAGE, form(words=", ".join(f"kata{n}" for n in range(121))))
    assert "Paling banyak 120 kata" in many.content.decode()
    assert not SubstanceVersion.objects.exists()


def test_who_wrote_meanwhile_is_named_and_nothing_typed_is_lost(admin: Client) -> None:
    written()
    answer = admin.post(PAGE, form(name_id="Saya juga"))
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.content.decode()
    assert 'value="Saya juga"' in answer.content.decode()
    for version, status in (("7", 409), ("", 422)):
        answer = admin.post(f"{PAGE}terbit/", {"version": version})
        assert answer.status_code == status


def test_one_that_is_retired_says_how_many_cases_keep_it(admin: Client) -> None:
    change(Walk().case, substance="air")
    page = admin.post(PAGE, form(offered="-"), follow=True).content.decode()
    assert "Mulai 9 Maret 2026 tidak ditawarkan lagi, bila diterbitkan." in page
    assert "1 perkara terbuka tetap memakainya." in page
    assert "Masalahnya tentang apa?" not in page
    admin.post(f"{PAGE}terbit/", {"version": "1"})
    assert "Tidak ditawarkan" in read(admin, HOME)
    assert "Tidak ditawarkan" in read(admin, PAGE)
    assert "tidak ditawarkan" in read(admin, "/kerja/pertanyaan/")
    assert "Pelapor tidak dapat memilihnya." in read(admin, f"{PAGE}pratinjau/")


def test_one_without_words_is_only_chosen_and_one_as_it_is_can_be_looked_at(
    admin: Client,
) -> None:
    page = read(admin, f"{PAGE}pratinjau/")
    assert "Seperti inilah warga memilihnya sekarang." in page
    assert "pdam, perumda air" in page
    page = admin.post(PAGE, form(words="-"), follow=True).content.decode()
    assert "Tanpa kata penunjuk" in page
    published("pajak", offered=False)
    page = read(admin, f"{HOME}pajak/pratinjau/")
    assert "Tidak ada perkara terbuka tentangnya." in page


def test_the_list_tells_what_begins_later_and_what_is_asked(admin: Client) -> None:
    asked(substance="air")
    published(starts_on=LATER)
    page = read(admin, HOME)
    assert "versi 1 mulai 19 Maret 2026" in page
    assert "5 pertanyaan" in page
    assert "disimpan" not in page
    written("pajak")
    assert "disimpan" in read(admin, HOME)


def test_every_substance_is_listed_at_the_same_cost(admin: Client) -> None:
    admin.get(HOME)
    with counted() as few:
        assert read(admin, HOME).count(HOME) >= 36
    for code in ("air", "pajak", "agraria"):
        published(code)
    with counted() as many:
        read(admin, HOME)
    assert len(few) == len(many)


def test_the_pages_speak_english(admin: Client) -> None:
    written()
    page = read(admin, f"{PAGE}pratinjau/?bahasa=en")
    assert "This is how citizens choose it" in page
    assert "Drinking water" in page


def test_an_officer_reads_the_name_of_the_day_on_the_case_and_in_the_queue(
    client: Client,
) -> None:
    case = Walk().case
    change(case, substance="air", title="Air keruh")
    published(offered=False)
    login(client, "intake")
    assert "Air minum" in read(client, case_page(case))
    page = read(client, "/kerja/antrean/?view=all&substansi=air")
    assert "Air keruh" in page
    assert page.count("Air minum") >= 2  # the filter and the row
    assert (
        "Air minum"
        not in read(client, "/kerja/antrean/?view=all&substansi=pajak")[
            page.index("<tbody") :
        ]
    )


def test_a_version_that_has_not_begun_changes_nothing_that_is_read(
    client: Client,
) -> None:
    case: Case = Walk().case
    change(case, substance="air")
    published(starts_on=LATER)
    login(client, "intake")
    assert "Air minum" not in read(client, case_page(case))
    with time_machine.travel(FILED + timedelta(days=10), tick=True):
        login(client, "intake")
        assert "Air minum" in read(client, case_page(case))
