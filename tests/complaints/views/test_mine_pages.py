"""“Laporan saya”: the list, the button on a report, and what ends both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor_of import member
from accounts.models import ReporterAccount, User
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.models import Case, Followed
from complaints.services.renewing import renew_code
from journal.models import Entry
from tests import people
from tests.complaints.story import (
    Walk,
    asked,
    opened_by_agency,
    to_examination,
    to_signed_lhp,
)
from tests.complaints.views import writer
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import calendar, file_one
from tests.reporters import MAIL, deliver, digits_in, enter, is_in, reporter, sent_to

if TYPE_CHECKING:
    from complaints.services.filing import Receipt

pytestmark = pytest.mark.django_db

LIST, LEAVE = "/laporan-saya/", "/laporan-saya/hapus-akun/"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def show_code(client: Client, receipt: Receipt) -> None:
    client.post("/lacak/", {"number": receipt.locator, "code": receipt.code})


def do(client: Client, case: Case, what: str) -> Any:
    return client.post(f"/lacak/{case.locator}/akun/", {"do": what})


def sees(client: Client, case: Case) -> bool:
    return "Perjalanan laporan Anda" in text_of(client.get(f"/lacak/{case.locator}/"))


@pytest.fixture
def me() -> User:
    return reporter()


def kept(case: Case, user: User) -> Client:
    """A browser of the account in which the code was never shown."""
    Followed.objects.create(account=user, case=case, since=wall_now())
    return enter(Client())


def test_the_button_puts_it_into_the_account_and_the_list_opens_it(me: User) -> None:
    case, receipt = file_one()
    client = enter(Client())
    show_code(client, receipt)
    assert "Laporan ini tidak ada di akun mana pun" in text_of(
        client.get(f"/lacak/{case.locator}/")
    )
    assert do(client, case, "simpan").headers["Location"] == LIST
    elsewhere = enter(Client())
    page = text_of(elsewhere.get(LIST))
    assert case.locator in page
    assert "Kami memeriksa kelengkapan laporan Anda" in page
    assert "Senin, 23 Maret 2026" in page
    assert not sees(elsewhere, case)
    opened = elsewhere.post(f"{LIST}{case.locator}/", {"do": "buka"})
    assert opened.headers["Location"] == f"/lacak/{case.locator}/"
    page = text_of(elsewhere.get(f"/lacak/{case.locator}/"))
    assert "Laporan ini ada di 1 akun. Salah satunya akun Anda." in page
    assert "Laporan ini disimpan di sebuah akun" in page


def test_an_empty_list_shows_both_doors(me: User) -> None:
    page = text_of(enter(Client()).get(LIST))
    assert "Belum ada laporan di akun ini" in page
    assert 'href="/lacak/"' in page
    assert 'href="/lapor/"' in page


@pytest.mark.django_db(transaction=True)
def test_a_visitor_opens_an_account_and_the_report_is_still_open() -> None:
    case, receipt = file_one()
    client = Client()
    show_code(client, receipt)
    answer = do(client, case, "simpan")
    assert (
        answer.headers["Location"] == f"/akun/baru/?next=%2Flacak%2F{case.locator}%2F"
    )
    client.post(
        "/akun/baru/",
        {"act": "ask", "contact": MAIL, "next": f"/lacak/{case.locator}/"},
    )
    deliver()
    client.post("/akun/baru/", {"act": "prove", "code": digits_in(sent_to(MAIL)[-1])})
    both = {"password1": "perahu di atas awan", "password2": "perahu di atas awan"}
    back = client.post("/akun/baru/", {"act": "password", **both})
    assert back.headers["Location"] == f"/lacak/{case.locator}/"
    assert is_in(client)
    assert sees(client, case)
    do(client, case, "simpan")
    assert Followed.objects.get().case_id == case.pk


def test_signing_in_keeps_what_was_opened_and_signing_out_forgets_it(me: User) -> None:
    case, receipt = file_one()
    client = Client()
    show_code(client, receipt)
    enter(client)
    assert sees(client, case)
    client.post("/masuk/keluar/")
    assert not sees(client, case)


def test_another_persons_sign_in_does_not_find_what_was_opened(me: User) -> None:
    case, _ = file_one()
    client = kept(case, me)
    client.post(f"{LIST}{case.locator}/", {"do": "buka"})
    assert sees(client, case)
    client.post("/masuk/keluar/")
    reporter("lain@contoh.test")
    enter(client, "lain@contoh.test")
    assert not sees(client, case)


@pytest.mark.parametrize(
    "address", ["", "pesan/", "kontak/", "cabut/", "berkas/tambah/"]
)
def test_what_the_account_opened_closes_when_the_link_ends(
    address: str, me: User
) -> None:
    case, _ = file_one()
    client = kept(case, me)
    client.post(f"{LIST}{case.locator}/", {"do": "buka"})
    page = f"/lacak/{case.locator}/{address}"
    send = client.post if address.startswith("berkas") else client.get
    before = send(page)
    Followed.objects.all().delete()
    after = send(page)
    assert after.status_code != before.status_code or not sees(client, case)
    assert not sees(client, case)
    if send == client.get and address:
        assert after.headers["Location"] == f"/lacak/{case.locator}/"


def test_a_thief_loses_it_with_the_next_click_when_the_code_is_renewed(
    me: User,
) -> None:
    case, receipt = file_one()
    client = enter(Client())
    show_code(client, receipt)
    do(client, case, "simpan")
    there = enter(Client())
    there.post(f"{LIST}{case.locator}/", {"do": "buka"})
    assert sees(there, case)
    renew_code(
        ref=case.ref,
        proof="card",
        key=uuid4(),
        actor=people.actor("intake", stepped_up=True),
        now=wall_now(),
    )
    for one in (client, there):
        assert not sees(one, case)
        assert case.locator not in text_of(one.get(LIST))
        assert one.post(f"{LIST}{case.locator}/").status_code == 404


def test_whoever_typed_the_code_keeps_seeing_it_after_taking_it_out(me: User) -> None:
    case, receipt = file_one()
    client = enter(Client())
    show_code(client, receipt)
    do(client, case, "simpan")
    client.post(f"{LIST}{case.locator}/", {"do": "buka"})
    client.post(f"{LIST}{case.locator}/", {"do": "lepas"})
    assert sees(client, case)
    assert not Followed.objects.exists()


def test_the_code_typed_later_opens_it_without_the_account(me: User) -> None:
    case, receipt = file_one()
    client = kept(case, me)
    client.post(f"{LIST}{case.locator}/", {"do": "buka"})
    show_code(client, receipt)
    Followed.objects.all().delete()
    assert sees(client, case)


def test_a_holder_without_an_account_takes_it_out_of_all(me: User) -> None:
    case, receipt = file_one()
    client = Client()
    kept(case, me)
    show_code(client, receipt)
    assert "Laporan ini ada di 1 akun." in text_of(
        client.get(f"/lacak/{case.locator}/")
    )
    do(client, case, "lepas-semua")
    assert not Followed.objects.exists()
    page = text_of(client.get(f"/lacak/{case.locator}/"))
    assert "Laporan ini dikeluarkan dari akun" in page


def test_of_anothers_account_nothing_opens_and_nothing_is_told(me: User) -> None:
    case, _ = file_one()
    kept(case, me)
    reporter("lain@contoh.test")
    other = enter(Client(), "lain@contoh.test")
    assert case.locator not in text_of(other.get(LIST))
    for what in ("buka", "lepas"):
        assert other.post(f"{LIST}{case.locator}/", {"do": what}).status_code == 404
    for what in ("simpan", "lepas", "lepas-semua"):
        do(other, case, what)
    assert Followed.objects.get().account_id == me.pk


@pytest.mark.parametrize("who", ["liaison", "examiner"])
def test_an_account_at_work_cannot_follow_a_report(who: str) -> None:
    case, receipt = file_one()
    client = Client()
    people.login(client, who)
    show_code(client, receipt)
    assert sees(client, case)
    for what in ("simpan", "lepas"):
        assert do(client, case, what).status_code == 403
    assert not Followed.objects.exists()
    assert client.get(LIST).status_code == 404
    assert client.post(f"{LIST}{case.locator}/").status_code == 404


def test_officers_read_that_it_lies_in_an_account_and_not_in_whose(me: User) -> None:
    walk = Walk()
    to_examination(walk)
    kept(walk.case, me)
    client = enter(Client())
    show_code(client, walk.receipt)
    client.post(f"{LIST}{walk.case.locator}/", {"do": "lepas"})
    do(client, walk.case, "simpan")
    (entry,) = Entry.objects.filter(kind=events.FOLLOWED)
    assert entry.actor_id == walk.case.pk
    officer = Client()
    people.login(officer, "examiner")
    page = text_of(officer.get(f"/kerja/perkara/{walk.case.ref}/riwayat/"))
    assert "Pelapor menyimpan laporan ini di akun" in page
    assert "pelapor.invalid" not in page
    assert str(me.ref) not in page


def test_the_list_costs_as_many_queries_for_one_report_as_for_many(me: User) -> None:
    walks = [Walk() for _ in range(4)]
    to_examination(walks[1])
    asked(walks[1])
    to_examination(walks[2])
    to_signed_lhp(walks[2])
    opened_by_agency(walks[2])
    to_examination(walks[3])
    to_signed_lhp(walks[3])
    counts, client = [], enter(Client())
    for walk in (walks[2], *walks[:2], walks[3]):
        Followed.objects.create(account=me, case=walk.case, since=walk.now)
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            page = text_of(client.get(LIST))
        counts.append(len(captured))
    assert page.count("<article") == 4
    # The calendar is asked for once, as soon as a line has a date.
    assert counts[1:] == [counts[1]] * 3


def test_each_line_says_what_the_page_of_the_report_says(me: User) -> None:
    walks = [Walk() for _ in range(2)]
    to_examination(walks[0])
    asked(walks[0])
    client = enter(Client())
    for walk in walks:
        Followed.objects.create(account=me, case=walk.case, since=walk.now)
    page = text_of(client.get(LIST))
    for walk in walks:
        client.post(f"{LIST}{walk.case.locator}/", {"do": "buka"})
        own = text_of(client.get(f"/lacak/{walk.case.locator}/"))
        (sentence,) = re.findall(r'<h2 id="status">(.+?)</h2>', own)
        assert sentence in page


def test_closing_the_account_says_what_it_means_and_ends_everything(me: User) -> None:
    case, receipt = file_one(actor=member(me, now=wall_now()))
    client = kept(case, me)
    page = text_of(client.get(LEAVE))
    assert "Ada 1 laporan di akun ini." in page
    done = client.post(LEAVE)
    assert done.headers["Location"] == "/lacak/"
    assert "Akun Anda dihapus" in text_of(client.get("/lacak/"))
    assert not is_in(client)
    assert not is_in(enter(Client()))
    assert ReporterAccount.objects.get().sealed == ""
    case.refresh_from_db()
    assert case.filed_by_id is None
    show_code(client, receipt)
    assert sees(client, case)


def test_the_page_after_sending_keeps_the_report_without_typing_its_code(
    me: User,
) -> None:
    calendar()
    client = enter(Client())
    writer.fill(client, AgencyFactory(code="99.71", region__code="99.71"))
    writer.send(client)
    case = Case.objects.get()
    assert "Simpan di akun saya" in text_of(client.get("/lapor/terkirim/"))
    assert not sees(client, case)
    assert do(client, case, "simpan").headers["Location"] == LIST
    assert Followed.objects.get().case_id == case.pk
    other = file_one()[0]
    do(client, other, "simpan")
    assert Followed.objects.count() == 1
