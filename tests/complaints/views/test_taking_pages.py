"""An officer writes down what somebody reports; it is never his own report."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import STRANGER, SYSTEM
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.models import Case, Draft
from complaints.models.choices import Channel
from complaints.services import taking
from complaints.services.errors import NotReady
from journal.models import Entry
from tests.codes import tracking_code
from tests.complaints.views.writer import fill, key_of, send
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import calendar, file_one
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from accounts.actor import Actor
    from agencies.models import Agency

pytestmark = pytest.mark.django_db
BEGIN, DONE = "/kerja/terima/", "/kerja/terima/serahkan/"


@pytest.fixture
def city() -> Agency:
    calendar()
    office("64"), office("00")
    found: Agency = AgencyFactory(code="99.71", name_id="Pemerintah Kota Tirtalaya")
    return found


def begun(client: Client, channel: str = "loket", **more: str) -> Draft:
    login(client, "intake")
    answer = client.post(BEGIN, {"channel": channel, **more})
    assert answer.headers["Location"] == "/lapor/mulai/", answer.content.decode()
    return Draft.objects.latest("id")


def test_a_report_at_the_counter_belongs_to_who_tells_it(
    client: Client, city: Agency
) -> None:
    begun(client)
    fill(client, city)
    assert send(client).headers["Location"] == "/lapor/terkirim/"
    case = Case.objects.get()
    assert (case.channel, case.filed_by_id) == (Channel.COUNTER, None)
    told = Entry.objects.get(kind=events.CASE_FILED)
    assert told.actor_id == person("intake").pk
    assert told.data["channel"] == "loket"


def test_every_page_says_that_somebody_else_reports(
    client: Client, city: Agency
) -> None:
    begun(client)
    for page in ("mulai", "kejadian", "periksa"):
        shown = client.get(f"/lapor/{page}/").content.decode()
        assert "Anda menulis laporan orang lain (Loket kantor)" in shown, page
        assert "Lebih suka ditelepon?" not in shown, page
    assert "device-story.js" not in client.get("/lapor/kejadian/").content.decode()
    stranger = Client().get("/lapor/kejadian/").content.decode()
    assert "laporan orang lain" not in stranger
    assert "device-story.js" in stranger


def test_the_terms_of_a_letter_run_from_the_day_it_came(
    client: Client, city: Agency
) -> None:
    came = timezone.localdate() - timedelta(days=3)
    begun(client, "surat", received_on=came.isoformat())
    assert "Suratnya kami terima" in client.get("/lapor/kejadian/").content.decode()
    fill(client, city)
    send(client)
    case = Case.objects.get()
    assert case.submitted_on == came
    assert {clock.started_on for clock in case.deadlines.all()} == {came}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Pilih lewat apa laporan ini datang."),
        ({"channel": "web"}, "web"),
        ({"channel": "surat"}, "Isi tanggal surat kami terima."),
        ({"channel": "surat", "received_on": "kemarin"}, "received_on_error"),
        ({"channel": "surat", "received_on": "2999-01-01"}, "belum tiba"),
        ({"channel": "surat", "received_on": "0001-01-01"}, "Lebih dari 60 hari"),
    ],
)
def test_what_is_missing_is_named_and_nothing_begins(
    client: Client, sent: dict[str, str], says: str
) -> None:
    login(client, "intake")
    answer = client.post(BEGIN, sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_day_that_belongs_to_no_letter_is_left_out(client: Client) -> None:
    draft = begun(client, "telepon", received_on="2026-01-02")
    assert draft.received_on is None
    for channel, day in (
        (Channel.LETTER, None),
        (Channel.COUNTER, timezone.localdate()),
    ):
        with pytest.raises(NotReady, match="received_on"):
            taking.begin(
                channel=channel,
                received_on=day,
                actor=actor("intake"),
                now=timezone.now(),
            )


@pytest.mark.parametrize("who", ["citizen", "examiner", "head", "liaison", "auditor"])
def test_only_intake_takes_in(client: Client, who: str) -> None:
    login(client, who)
    assert client.get(BEGIN).status_code == 404
    assert client.post(BEGIN, {"channel": "loket"}).status_code == 404
    assert client.post(DONE).status_code == 404
    with pytest.raises(NotAllowed):
        taking.begin(
            channel=Channel.COUNTER,
            received_on=None,
            actor=actor(who),
            now=timezone.now(),
        )


@pytest.mark.parametrize("who", [SYSTEM, STRANGER])
def test_nobody_files_by_a_channel_of_the_house_without_its_right(who: Actor) -> None:
    with pytest.raises(NotAllowed):
        file_one(actor=who, channel=Channel.TELEPHONE)
    assert not Case.objects.exists()


def test_the_receipt_is_given_away_and_its_code_is_gone_from_here(
    client: Client, city: Agency
) -> None:
    begun(client)
    fill(client, city)
    send(client)
    page = client.get("/lapor/terkirim/").content.decode()
    code = tracking_code(page)
    assert code
    assert "serahkan kepada pelapor" in page
    assert "Lihat laporan saya" not in page
    draft = Draft.objects.get()
    assert f'name="draft" value="{draft.ref}"' in page
    other = taking.begin(
        channel=Channel.COUNTER,
        received_on=None,
        actor=actor("intake"),
        now=timezone.now(),
    )
    client.post(DONE, {"draft": str(other.ref)})
    client.post(DONE, {"draft": "bukan"})
    assert Draft.objects.count() == 2  # neither of them was sent, or is one
    token = client.cookies["csrf"].value
    answer = client.post(DONE, {"draft": str(draft.ref)}, follow=True)
    assert "tidak dapat dilihat lagi" in answer.content.decode()
    assert client.cookies["csrf"].value != token
    assert list(Draft.objects.all()) == [other]
    assert client.get("/lapor/terkirim/").headers["Location"] == "/lapor/"
    assert client.post(DONE, {"draft": str(draft.ref)}).headers["Location"] == BEGIN
    told = Entry.objects.get(kind=events.RECEIPT_HANDED_OVER)
    assert told.actor_id == person("intake").pk
    number = Case.objects.get().locator
    opened = Client().post("/lacak/", {"number": number, "code": code})
    assert opened.headers["Location"] == f"/lacak/{number}/"


def test_an_unfinished_one_is_found_again_by_who_began_it_only(
    client: Client, city: Agency
) -> None:
    draft = begun(client)
    client.post("/lapor/kejadian/", {"title": "Akta belum terbit", "act": "leave"})
    client.logout()
    login(client, "intake")
    assert "Loket kantor: Akta belum terbit" in client.get(BEGIN).content.decode()
    go_on = f"{BEGIN}{draft.ref}/"
    assert client.get(go_on).status_code == 405
    assert client.post(go_on).headers["Location"] == "/lapor/kejadian/"
    assert "Akta belum terbit" in client.get("/lapor/kejadian/").content.decode()
    other = Client()
    login(other, "head")
    assert other.post(go_on).status_code == 404
    fill(client, city)
    client.post("/lapor/periksa/", {"key": key_of(client), "true": "on"})
    client.post(DONE, {"draft": str(draft.ref)})
    assert client.post(go_on).status_code == 404
    assert "Tidak ada laporan yang belum selesai" in client.get(BEGIN).content.decode()


def test_a_draft_of_an_officer_opens_in_no_session_but_his(client: Client) -> None:
    draft = begun(client)
    thief = Client()
    thief.post("/lapor/kejadian/", {"title": "Milik orang lain", "act": "leave"})
    session = thief.session
    assert session["draft"]
    session["draft"] = str(draft.ref)
    session.save()
    page = thief.get("/lapor/").content.decode()
    assert "Lanjutkan draf" not in page
    assert "Lanjutkan draf" in client.get("/lapor/").content.decode()


def test_who_takes_in_begins_there_and_never_files_as_his_own(client: Client) -> None:
    login(client, "intake")
    for page in ("mulai", "kejadian"):
        assert client.get(f"/lapor/{page}/").headers["Location"] == BEGIN
    answer = client.post("/lapor/kejadian/", {"title": "Akta belum terbit"})
    assert answer.status_code == 409
    assert "Akta belum terbit" in answer.content.decode()
    assert "dimulai dari “Terima laporan”" in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_report_of_somebody_else_is_left_without_a_code(client: Client) -> None:
    begun(client)
    assert client.get("/lapor/disimpan/").headers["Location"] == BEGIN
    for way in ("kode", "kirim"):
        answer = client.post(f"/lapor/disimpan/{way}/", {"kind": "phone"})
        assert answer.status_code == 302
    assert not Draft.objects.get().left


def test_whoever_wipes_his_traces_cannot_send_a_form_of_before(client: Client) -> None:
    client.get("/lapor/kejadian/")
    token = client.cookies["csrf"].value
    client.post("/lapor/hapus-jejak/")
    assert client.cookies["csrf"].value != token
