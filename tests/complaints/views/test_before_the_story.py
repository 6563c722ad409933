"""Can we take this? The page before the story, the other doors, and what hurries."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import reporter_of
from complaints.domain.terms import TermKind
from complaints.models import Case, Draft
from complaints.services import intake, writing
from complaints.services.closing import withdraw
from journal.models import Entry
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import case_page
from tests.complaints.views.writer import CONTACT, PERSON, SECRECY, STORY, TRIED
from tests.factories.agencies import AgencyFactory, OfficeFactory
from tests.factories.complaints import calendar, file_one
from tests.people import actor, login

if TYPE_CHECKING:
    from agencies.models import Agency

pytestmark = pytest.mark.django_db
FINE = {
    "urgency": "no",
    "told_agency": "yes",
    "recent": "yes",
    "court": "no",
    "settled": "no",
    "body": "state",
}
WHY = "Loketnya menolak menerima keluhan saya."


@pytest.fixture
def city() -> Agency:
    """An invented city that can be reported."""
    calendar()
    return AgencyFactory(code="99.71", region__code="99.71")


def _send(citizen: Client, city: Agency, **before: str) -> Case:
    citizen.post("/lapor/mulai/", before)
    if "why" in before:
        citizen.post("/lapor/saran/", {"why_anyway": before["why"]})
    for slug, answers in (
        ("kejadian", STORY),
        ("instansi", {"choice": f"agency:{city.pk}"}),
        ("bidang", {"substance": "unknown"}),
        ("tempat", {"region": "99.71"}),
        ("keluhan", TRIED),
        ("data-diri", PERSON),
        ("kerahasiaan", SECRECY),
        ("kontak", CONTACT),
    ):
        assert citizen.post(f"/lapor/{slug}/", answers).status_code == 302, slug
    page = citizen.get("/lapor/periksa/").content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    sent = citizen.post("/lapor/periksa/", {"key": found.group(1), "true": "on"})
    assert sent.status_code == 302, sent.content.decode()
    return Case.objects.get()


def _text(client: Client, path: str) -> str:
    return str(client.get(path).content.decode())


def test_whoever_may_be_helped_here_goes_straight_to_the_story(client: Client) -> None:
    answer = client.post("/lapor/mulai/", FINE)
    assert answer["Location"] == "/lapor/kejadian/"
    assert client.get("/lapor/saran/")["Location"] == "/lapor/kejadian/"


@pytest.mark.parametrize(
    ("change", "door"),
    [
        ({"told_agency": "no"}, "1708"),
        ({"told_agency": "no"}, "Unit pengaduan instansi itu sendiri"),
        ({"recent": "no"}, "Konsultasi dengan kami"),
        ({"court": "yes"}, "Pengadilan yang memeriksanya"),
        ({"settled": "yes"}, "Konsultasi dengan kami"),
        ({"body": "private"}, "Konsultasi dengan kami"),
    ],
)
def test_each_no_shows_its_other_door_its_law_and_a_way_on(
    client: Client, change: dict[str, str], door: str
) -> None:
    answer = client.post("/lapor/mulai/", FINE | change)
    assert answer["Location"] == "/lapor/saran/"
    page = _text(client, "/lapor/saran/")
    assert door in page
    assert "UU 37/2008 Pasal" in page
    assert "Anda tetap boleh melapor" in page


def test_the_other_doors_are_no_links_to_another_host(client: Client) -> None:
    client.post("/lapor/mulai/", FINE | {"told_agency": "no"})
    page = _text(client, "/lapor/saran/")
    form = page[page.index("<h1>") : page.index("</form>")]
    assert re.findall(r'href="(?:https?:)?//[^"]*', form) == []


def test_going_on_takes_a_reason_and_the_reason_is_kept(client: Client) -> None:
    client.post("/lapor/mulai/", FINE | {"told_agency": "no"})
    refused = client.post("/lapor/saran/", {"why_anyway": " "})
    assert refused.status_code == 422
    assert "Tuliskan alasan Anda" in refused.content.decode()
    assert client.post("/lapor/saran/", {"why_anyway": WHY}).status_code == 302
    assert WHY in _text(client, "/lapor/saran/")


def test_an_unanswered_question_is_named_and_what_was_chosen_stays(
    client: Client,
) -> None:
    told = FINE | {"court": ""}
    answer = client.post("/lapor/mulai/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    named = "Pilih jawaban untuk “Apakah masalah ini ada di pengadilan?”"
    assert page.count(named) == 2  # in the summary on top, and beside the question
    assert re.search(r'name="body" value="state"[^>]*checked', page)
    assert not Draft.objects.exists()


def test_two_years_are_said_as_the_day_they_begin(client: Client) -> None:
    page = _text(client, "/lapor/mulai/")
    found = re.search(r"pada \d{1,2} \w+ (\d{4}) atau sesudahnya", page)
    assert found
    assert int(found.group(1)) == date.today().year - 2  # noqa: DTZ011 - as the page


def test_looking_at_the_questions_writes_nothing(client: Client) -> None:
    assert client.get("/lapor/mulai/").status_code == 200
    assert client.get("/lapor/saran/")["Location"] == "/lapor/mulai/"
    assert not Draft.objects.exists()


def test_an_unwritten_reason_is_missing_on_the_last_page(
    client: Client, city: Agency
) -> None:
    client.post("/lapor/mulai/", FINE | {"settled": "yes"})
    page = _text(client, "/lapor/periksa/")
    assert "Mengapa tetap melapor" in page
    assert "Masalahnya sudah diselesaikan." in page


def test_whether_the_agency_was_told_is_not_asked_twice(client: Client) -> None:
    client.post("/lapor/mulai/", FINE)
    page = _text(client, "/lapor/keluhan/")
    assert re.search(r'name="tried_before" value="yes"[^>]*checked', page)


def test_intake_reads_answers_and_reason_beside_the_checks(
    client: Client, city: Agency
) -> None:
    case = _send(Client(), city, **FINE | {"told_agency": "no"}, why=WHY)
    assert (case.why_anyway, case.mandate["told_agency"]) == (WHY, "no")
    login(client, "intake")
    page = _text(client, case_page(case))
    assert WHY in page
    assert "Instansinya belum menerima keluhan Anda." in page
    assert "Jawaban pelapor sebelum melapor" in page


def test_a_reason_for_what_no_longer_stands_in_the_way_is_not_filed(
    client: Client, city: Agency
) -> None:
    client.post("/lapor/mulai/", FINE | {"told_agency": "no"})
    client.post("/lapor/saran/", {"why_anyway": WHY})
    assert _send(client, city, **FINE).why_anyway == ""


def test_an_event_older_than_two_years_is_pointed_out_whatever_was_answered(
    client: Client,
) -> None:
    case, _ = file_one(happened_on=date(2024, 3, 8))
    login(client, "intake")
    assert "sudah lewat dua tahun saat dilaporkan" in _text(client, case_page(case))


def test_a_case_that_nobody_asked_shows_no_empty_block(client: Client) -> None:
    case, _ = file_one()
    login(client, "intake")
    assert "Jawaban pelapor sebelum melapor" not in _text(client, case_page(case))


# --- urgent -------------------------------------------------------------------------


@pytest.mark.parametrize("why", ["darurat", "jiwa", "hak_hidup"])
def test_an_urgent_report_is_asked_nothing_more(client: Client, why: str) -> None:
    answer = client.post("/lapor/mulai/", {"urgency": why, "told_agency": "no"})
    assert answer["Location"] == "/lapor/kejadian/"


def test_an_urgent_report_owes_a_first_contact_within_a_working_day(
    city: Agency,
) -> None:
    citizen = Client()
    case = _send(citizen, city, urgency="jiwa")
    term = case.deadlines.get(kind=TermKind.RCO_CONTACT)
    assert (case.urgent, case.urgency, term.count) == (True, "jiwa", 1)
    assert "Petugas menghubungi Anda paling lambat" in _text(
        citizen, "/lapor/terkirim/"
    )
    filed = Entry.objects.get(kind="complaints.case_filed")
    assert filed.data["urgency"] == "jiwa"


def test_the_urgent_stand_first_in_the_queue_and_say_why(client: Client) -> None:
    early, _ = file_one()
    urgent, _ = file_one(urgency="jiwa")
    login(client, "intake")
    page = _text(client, reverse("work:queue"))
    assert page.index(case_page(urgent)) < page.index(case_page(early))
    assert "Mendesak: Mengancam keselamatan jiwa" in page
    assert "Hubungi pelapor, laporan mendesak" in page


def test_a_restricted_urgent_case_keeps_its_circumstances(client: Client) -> None:
    case, _ = file_one(urgency="jiwa")
    Case.objects.filter(pk=case.pk).update(restricted=True)
    login(client, "head")
    page = _text(client, reverse("work:queue"))
    assert "Mendesak" in page
    assert "Mengancam keselamatan jiwa" not in page


def test_a_long_queue_goes_on_among_the_urgent_and_behind_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.selectors.queue.PAGE", 1)
    calm = [file_one()[0] for _n in range(2)]
    hurried = [file_one(urgency="darurat")[0] for _n in range(2)]
    login(client, "intake")
    seen, onward = [], "view=all"
    for _n in range(4):
        page = client.get(f"/kerja/antrean/?{onward}")
        seen += [row["url"] for row in page.context["rows"]]
        onward = page.context["onward"]
    assert seen == [case_page(case) for case in (*hurried, *calm)]


def _reporters(walk: Walk) -> str:
    client = Client()
    opened = {"number": walk.case.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", opened).status_code == 302
    return _text(client, reverse("tracking:case", args=[walk.case.locator]))


def test_its_reporter_reads_that_it_comes_first_until_somebody_wrote() -> None:
    walk = Walk(urgency="jiwa")
    walk.do(intake.start_formal, "intake")
    sentence = "Kami mendahulukan laporan mendesak Anda"
    assert sentence in _reporters(walk)
    writing.write_message(
        ref=walk.case.ref, text="Kami di jalan.", actor=actor("intake"), now=walk.now
    )
    assert sentence not in _reporters(walk)
    term = walk.case.deadlines.get(kind=TermKind.RCO_CONTACT)
    assert term.met_on == term.started_on


def test_what_the_reporter_writes_is_no_first_contact() -> None:
    walk = Walk(urgency="jiwa")
    writing.write_message(
        ref=walk.case.ref, text="Tolong.", actor=reporter_of(walk.case.pk), now=walk.now
    )
    assert walk.case.deadlines.get(kind=TermKind.RCO_CONTACT).met_on is None


def test_a_registered_case_stands_in_line_again() -> None:
    walk = Walk(urgency="jiwa")
    to_examination(walk)
    case = walk.again()
    assert (case.urgent, case.urgency) == (False, "jiwa")
    assert not case.deadlines.filter(
        kind=TermKind.RCO_CONTACT, met_on=None, dropped_at=None
    ).exists()


def test_a_closed_case_hurries_nobody_any_more() -> None:
    walk = Walk(urgency="jiwa")
    withdraw(ref=walk.case.ref, actor=reporter_of(walk.case.pk), now=walk.now)
    case = walk.again()
    assert (case.urgent, case.urgency) == (False, "jiwa")


def test_without_a_place_the_centre_takes_the_report(city: Agency) -> None:
    centre = OfficeFactory(code="00", central=True, zone="Asia/Jakarta")
    case, _ = file_one(region_code="")
    assert case.office == centre


def test_both_pages_speak_english(client: Client) -> None:
    client.post("/lapor/mulai/", FINE | {"court": "yes"})
    for path, words in (
        ("/lapor/mulai/?bahasa=en", "Can we take this?"),
        ("/lapor/saran/?bahasa=en", "The court that hears it"),
    ):
        assert words in _text(client, path)
