"""The link to an agency's letters: who sends it, what opens it, what lies behind it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from accounts.wall_clock import wall_now
from agencies.models import Agency, Office
from complaints.domain import events
from complaints.models import Case, LetterLink, LinkCheck
from complaints.services import letter_links
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady
from journal.models import Entry
from ombudsman import clock
from tests.complaints.contacts import deliver
from tests.complaints.story import Walk, asked, opened_by_agency, to_examination
from tests.complaints.views.pages import act_page, counted, in_examination
from tests.documents.reading import text_of
from tests.people import agency, login
from tests.refused import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True)

DOOR, LETTERS = reverse("agency:link"), reverse("agency:link_letters")
MAIL = "dinas@contoh.test"
BROWSER = {"User-Agent": "Surat"}


@pytest.fixture
def walk() -> Walk:
    """The agency was asked in writing, and has no account."""
    walk = in_examination()
    asked(walk)
    walk.again()
    mail.outbox.clear()
    return walk


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    """Minutes pass in tests that ask twice; none of them leaves the day."""
    with time_machine.travel(wall_now(), tick=False):
        yield


def sent(walk: Walk, email: str = MAIL) -> LetterLink:
    link: LetterLink = walk.do(letter_links.send_link, "examiner", email=email)
    return link


def letters_to(address: str) -> list[str]:
    deliver()
    return [str(one.body) for one in mail.outbox if one.to == [address]]


def code_in(address: str = MAIL) -> str:
    """The code of the link that the mailbox received last."""
    found = [re.findall(rf"{DOOR}#(\S+)", body) for body in letters_to(address)]
    return str([codes[0] for codes in found if codes][-1])


def digits_in(address: str = MAIL) -> str:
    found = [
        re.findall(r"Kode Anda .*?: (\d{6})", body) for body in letters_to(address)
    ]
    return str([digits[0] for digits in found if digits][-1])


def opened(walk: Walk, link: LetterLink | None = None) -> Client:
    """A browser in which the link and its digits were shown."""
    link = link or sent(walk)
    client = Client()
    assert client.post(DOOR, {"code": code_in(link.email)}).status_code == 302
    answer = client.post(DOOR, {"act": "prove", "code": digits_in(link.email)})
    assert (answer.status_code, answer.headers["Location"]) == (302, LETTERS)
    return client


def page_of(answer: Any) -> str:
    return str(answer.content.decode())


# --- who sends it -------------------------------------------------------------------
def test_the_link_goes_to_the_address_that_the_officer_named(walk: Walk) -> None:
    link = sent(walk, " Dinas@Contoh.Test ")
    (body,) = letters_to(MAIL)
    assert f"{DOOR}#{letter_links.code_of(link)}" in body
    # R74: neither whose letter it is, nor of which case, nor about what.
    for told in (walk.case.number, walk.case.title, str(walk.case.agency)):
        assert str(told) not in body
    assert Entry.objects.get(kind=events.LINK_SENT).data == {"link": link.pk}


def test_before_the_agency_was_written_to_there_is_nothing_to_link_to() -> None:
    walk = Walk()
    to_examination(walk)
    with pytest.raises(NotReady, match="link_no_letter"):
        sent(walk)


def test_ten_links_live_at_once_and_no_more(walk: Walk) -> None:
    for n in range(10):
        sent(walk, f"dinas{n}@contoh.test")
    with pytest.raises(NotReady, match="links_full"):
        sent(walk)


def test_the_page_of_letters_tells_of_every_link(client: Client, walk: Walk) -> None:
    login(client, "examiner")
    address = reverse("work:letters", args=[walk.case.ref])
    assert "Kirim tautan ke surat" in page_of(client.get(address))
    with counted() as none:
        client.get(address)
    opened(walk)
    walk.do(
        letter_links.revoke_link, "examiner", link=sent(walk, "lama@contoh.test").ref
    )
    with counted() as two:
        page = page_of(client.get(address))
    assert MAIL in page
    assert "terakhir dibuka" in page
    assert "dicabut" in page
    assert page.count("cabut-tautan/?tautan=") == 1
    assert len(two) == len(none)


# --- what opens it ------------------------------------------------------------------
def test_the_link_and_the_digits_open_the_letters(walk: Walk) -> None:
    client = opened(walk)
    page = page_of(client.get(LETTERS))
    assert walk.case.letters.get(addressee="agency").letter.number in page
    assert "belum dibuka" in page
    assert "akun narahubung" in page
    assert Entry.objects.get(kind=events.LINK_OPENED).actor_kind == "addressee"


def test_a_mail_scanner_that_follows_the_link_sends_and_opens_nothing(
    walk: Walk,
) -> None:
    sent(walk)
    client = Client()
    assert client.get(DOOR).status_code == 200
    assert client.get(LETTERS).headers["Location"] == DOOR
    assert not LinkCheck.objects.exists()


@pytest.mark.parametrize("spoilt", ["wrong", "old", "revoked", "erased"])
def test_a_link_that_is_no_good_says_the_same_whatever_became_of_it(
    walk: Walk, spoilt: str
) -> None:
    link = sent(walk)
    code = "ABCDEFGH-JKMNPQRS" if spoilt == "wrong" else code_in()
    if spoilt == "old":
        begun = wall_now() - timedelta(days=15)
        over = {"sent_at": begun, "expires_at": begun + letter_links.LIFETIME}
        LetterLink.objects.update(**over)
    elif spoilt == "revoked":
        walk.do(letter_links.revoke_link, "head", link=link.ref)
    elif spoilt == "erased":
        Case.objects.update(erased_at=wall_now())
    answer = Client().post(DOOR, {"code": code})
    assert answer.status_code == 422
    assert "Tautan ini tidak berlaku" in page_of(answer)
    assert not LinkCheck.objects.exists()


def test_of_wrong_links_one_network_tries_twenty_in_an_hour(walk: Walk) -> None:
    sent(walk)
    right = code_in()
    answers = [
        Client().post(DOOR, {"code": f"ABCDEFGH-JKMNPQ{n:02d}"}).status_code
        for n in range(21)
    ]
    assert answers == [422] * 20 + [429]
    assert Client().post(DOOR, {"code": right}).status_code == 429


def test_five_wrong_digits_use_the_code_up(walk: Walk) -> None:
    sent(walk)
    client = Client()
    client.post(DOOR, {"code": code_in()})
    right = digits_in()
    wrong = "000000" if right != "000000" else "111111"
    for left in (4, 3, 2, 1):
        answer = client.post(DOOR, {"act": "prove", "code": wrong})
        assert answer.status_code == 422
        assert f"mencoba {left} kali lagi" in page_of(answer)
    client.post(DOOR, {"act": "prove", "code": wrong})
    assert client.post(DOOR, {"act": "prove", "code": right}).status_code == 422
    assert client.get(LETTERS).headers["Location"] == DOOR


def test_digits_count_in_the_browser_that_showed_the_link_and_once(walk: Walk) -> None:
    link = sent(walk)
    mine, other = Client(), Client()
    mine.post(DOOR, {"code": code_in()})
    digits = digits_in()
    told = {"act": "prove", "code": digits}
    assert other.post(DOOR, told).status_code == 422
    assert mine.post(DOOR, told).status_code == 302
    assert mine.post(DOOR, told).status_code == 422
    assert not LinkCheck.objects.filter(link=link).exists()


def test_what_cannot_be_put_on_record_opens_nothing(walk: Walk) -> None:
    """R53: but that it was tried is counted."""
    link = sent(walk)
    client = Client(raise_request_exception=False)
    client.post(DOOR, {"code": code_in()})
    told = {"act": "prove", "code": digits_in()}
    with refused(1):
        assert client.post(DOOR, told).status_code == 503
    assert client.get(LETTERS).headers["Location"] == DOOR
    assert LetterLink.objects.get(pk=link.pk).opened_at is None
    assert LinkCheck.objects.get().tries == 1
    assert client.post(DOOR, told).status_code == 302


def test_new_digits_end_those_before(walk: Walk) -> None:
    sent(walk)
    client = Client()
    client.post(DOOR, {"code": code_in()})
    first = digits_in()
    with time_machine.travel(wall_now() + timedelta(minutes=2), tick=False):
        assert client.post(DOOR, {"act": "again"}).status_code == 302
        second = digits_in()
        assert second != first
        assert client.post(DOOR, {"act": "prove", "code": first}).status_code == 422
        assert client.post(DOOR, {"act": "prove", "code": second}).status_code == 302


def test_for_one_link_five_codes_go_out_in_an_hour(walk: Walk) -> None:
    sent(walk)
    client = Client()
    answers = [client.post(DOOR, {"code": code_in()}).status_code for _ in range(5)]
    assert answers == [302] * 5
    assert client.post(DOOR, {"act": "again"}).status_code == 429


# --- what lies behind it ------------------------------------------------------------
def test_in_english_nothing_of_it_is_indonesian(walk: Walk) -> None:
    client = opened(walk)
    Agency.objects.filter(pk=agency().pk).update(
        name_id="Pemerintah Kota Tirtalaya", name_en="City of Tirtalaya"
    )
    Office.objects.filter(pk=walk.case.office_id).update(
        name_id="Perwakilan Contoh", name_en="Sample Office"
    )
    page = page_of(client.get(f"{LETTERS}?bahasa=en", follow=True))
    for said in ("City of Tirtalaya", "Sample Office", "Request for explanation"):
        assert said in page
    for said in ("Pemerintah Kota", "Perwakilan", "Permintaan klarifikasi"):
        assert said not in page


def test_opening_a_letter_there_is_receipt_as_in_the_inbox(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: walk.now)
    client = opened(walk)
    assert events.LETTER_RECEIVED not in walk.kinds()
    assert client.post(LETTERS, {"act": "open"}).headers["Location"] == LETTERS
    posted = walk.case.letters.get(addressee="agency")
    assert posted.opened_on == posted.received_on is not None
    entry = Entry.objects.filter(kind=events.LETTER_RECEIVED).latest("id")
    assert (entry.actor_kind, entry.actor_id) == ("addressee", walk.case.pk)
    assert walk.case.clarifications.get().received_on is not None


def test_a_letter_is_read_when_it_counts_as_received_and_the_reading_is_on_record(
    walk: Walk,
) -> None:
    client = opened(walk)
    letter = walk.case.letters.get(addressee="agency").letter
    address = reverse("agency:link_letter", args=[letter.ref])
    assert client.get(address, headers=BROWSER).status_code == 404
    client.post(LETTERS, {"act": "open"})
    where = urlsplit(client.get(address, headers=BROWSER).headers["Location"])
    answer = Client().get(where.path, headers=BROWSER | {"host": where.netloc})
    assert "Mengapa belum terbit?" in text_of(b"".join(answer))
    read = Entry.objects.filter(kind="documents.file_read").latest("id")
    assert (read.actor_kind, read.subject_kind) == ("addressee", "case")


def test_it_opens_the_letters_to_the_agency_in_this_case_and_nothing_else(
    walk: Walk,
) -> None:
    """Not the reporter's letters, nor another case, nor any page of an account."""
    other = in_examination()
    asked(other)
    opened_by_agency(other)
    client = opened(walk)
    client.post(LETTERS, {"act": "open"})
    mine = walk.case.letters.get(addressee="agency").letter
    for posted in (
        *walk.case.letters.exclude(addressee="agency"),
        *other.case.letters.all(),
    ):
        address = reverse("agency:link_letter", args=[posted.letter.ref])
        assert client.get(address).status_code == 404, posted
    assert client.get(reverse("agency:link_letter", args=[mine.ref])).status_code == 302
    page = page_of(client.get(LETTERS))
    assert str(other.case.number) not in page
    question = walk.case.clarifications.get()
    for name, ref in (
        ("agency:case", walk.case.ref),
        ("agency:answer", question.ref),
        ("work:case", walk.case.ref),
    ):
        answer = client.get(reverse(name, args=[ref]))
        assert answer.headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse("tracking:case", args=[walk.case.locator])).context[
        "form"
    ]


def test_a_revoked_link_closes_the_letters_that_are_open(walk: Walk) -> None:
    link = sent(walk)
    client = opened(walk, link)
    assert client.get(LETTERS).status_code == 200
    walk.do(letter_links.revoke_link, "examiner", link=link.ref)
    letter = walk.case.letters.get(addressee="agency").letter
    for address in (LETTERS, reverse("agency:link_letter", args=[letter.ref])):
        assert client.get(address).headers["Location"] == DOOR
    assert client.post(LETTERS, {"act": "open"}).headers["Location"] == DOOR
    with pytest.raises(NotReady, match="link_over"):
        letter_links.open_letters(link_id=link.pk, now=walk.now)
    assert events.LETTER_RECEIVED not in walk.kinds()
    with pytest.raises(NotReady, match="link_ended"):
        walk.do(letter_links.revoke_link, "examiner", link=link.ref)


def test_after_fourteen_days_nothing_opens(walk: Walk) -> None:
    client = opened(walk)
    begun = wall_now() - letter_links.LIFETIME
    LetterLink.objects.update(sent_at=begun, expires_at=wall_now())
    assert client.get(LETTERS).headers["Location"] == DOOR


def test_whoever_closes_them_here_shows_digits_again(walk: Walk) -> None:
    client = opened(walk)
    client.post(LETTERS, {"act": "close"})
    assert client.get(LETTERS).headers["Location"] == DOOR


def test_the_history_says_that_it_was_the_link(client: Client, walk: Walk) -> None:
    opened(walk).post(LETTERS, {"act": "open"})
    login(client, "examiner")
    page = page_of(client.get(reverse("work:history", args=[walk.case.ref])))
    assert "penerima tautan surat" in page


# --- what is kept of it -------------------------------------------------------------
def test_the_address_is_forgotten_thirty_days_after_the_link_ended(walk: Walk) -> None:
    link = sent(walk)
    letter_links.purge()
    assert LetterLink.objects.get(pk=link.pk).email == MAIL
    with time_machine.travel(link.expires_at + timedelta(days=31), tick=False):
        letter_links.purge()
    assert LetterLink.objects.get(pk=link.pk).email == ""


def test_the_address_goes_with_the_words_of_its_case(walk: Walk) -> None:
    link = sent(walk)
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed",
        closed_at=walk.now,
        closed_from="exam",
        closing_reason="bukan_wewenang",
    )
    erase_case(ref=walk.case.ref, reason="request", actor=SYSTEM, now=walk.now)
    assert LetterLink.objects.get(pk=link.pk).email == ""


def test_no_code_of_a_link_and_no_digits_stand_in_the_database(walk: Walk) -> None:
    sent(walk)
    client = Client()
    client.post(DOOR, {"code": code_in()})
    digits, code = digits_in(), code_in()
    rows = str([*LetterLink.objects.values(), *LinkCheck.objects.values()])
    assert code not in rows
    assert digits not in rows


def test_who_does_not_work_on_the_case_sends_no_link(
    client: Client, walk: Walk
) -> None:
    login(client, "auditor")
    answer = client.post(
        act_page(walk.case, "kirim-tautan"),
        {"version": walk.case.version, "email": MAIL},
    )
    assert answer.status_code == 403
    assert not LetterLink.objects.exists()


def test_a_head_comes_from_the_letters_to_inviting_a_liaison(
    client: Client, walk: Walk
) -> None:
    letters = reverse("work:letters", args=[walk.case.ref])
    body = agency()
    invite = f"{reverse('people:invite')}?instansi={body.ref}"
    login(client, "examiner")
    assert invite not in client.get(letters).content.decode()
    login(client, "head")
    assert invite in client.get(letters).content.decode()
    page = client.get(invite).content.decode()
    assert body.name_id in page
    assert "Narahubung" in page
