"""The pages for a lost number or code: one answer for all, and no script needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.wall_clock import wall_now
from complaints.models import Case, Recovery
from complaints.vault import Contact
from tests.complaints.contacts import checked, deliver
from tests.factories.complaints import file_one

if TYPE_CHECKING:
    from complaints.services.filing import Receipt

pytestmark = pytest.mark.django_db(transaction=True)

MAIL = "kenari.pintu@contoh.test"
ASK, OPEN = reverse("tracking:lost"), reverse("tracking:lost_open")
CHECKED = checked(MAIL)


def filed() -> tuple[Case, Receipt]:
    found = file_one(contact=CHECKED)
    deliver()
    mail.outbox.clear()
    return found


def link() -> str:
    """The code of the link that was sent."""
    Client().post(ASK, {"contact": MAIL})
    deliver()
    (letter,) = [one for one in mail.outbox if OPEN in str(one.body)]
    (code,) = re.findall(rf"{OPEN}#(\S+)", str(letter.body))
    return str(code)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def key_in(page: str) -> str:
    (key,) = re.findall(r'name="key" value="([^"]+)"', page)
    return str(key)


def codes_in(page: str) -> list[str]:
    return re.findall(r'"no num">([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<', page)


def blanked(page: str) -> str:
    """Without what is different on every page (settled.md 20)."""
    page = re.sub(r'name="(key|csrfmiddlewaretoken)" value="[^"]+"', "", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", page)


def test_both_doors_lead_to_it() -> None:
    for path in ("/", reverse("tracking:enter")):
        assert f'href="{ASK}"' in text_of(Client().get(path))


def test_the_page_says_how_it_is_had_without_a_checked_contact() -> None:
    for path in (ASK, OPEN):
        page = text_of(Client().get(path))
        assert "tel:137" in page
        assert reverse("citizen:offices") in page


def test_a_stranger_reads_the_same_bytes_for_every_contact() -> None:
    filed()
    pages = set()
    # A demonstration says the minute on every page.
    with time_machine.travel(wall_now(), tick=False):
        for typed in (MAIL, "siapa.saja@contoh.test", "0812 7777 0000"):
            answer = Client().post(ASK, {"contact": typed})
            assert (answer.status_code, answer["Location"]) == (302, OPEN)
            answer = Client().post(ASK, {"contact": typed}, follow=True)
            pages.add(blanked(text_of(answer)))
    assert len(pages) == 1
    assert "Jika kontak itu terverifikasi" in pages.pop()


@pytest.mark.parametrize("typed", ["", "bukan kontak", "a@", "12"])
def test_what_is_no_contact_is_refused_and_stays(typed: str) -> None:
    answer = Client().post(ASK, {"contact": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in text_of(answer) or not typed
    assert not Recovery.objects.exists()


def test_looking_at_the_link_gives_nothing_and_uses_nothing_up() -> None:
    """Who scans mail for danger opens every link in it."""
    case, _ = filed()
    code = link()
    for _ in range(3):
        assert Client().get(OPEN).status_code == 200
        assert Client().head(OPEN).status_code == 200
    answer = Client().post(OPEN, {"code": code})
    assert case.locator in text_of(answer)


def test_the_new_code_is_shown_once_and_opens_the_report() -> None:
    case, receipt = filed()
    code = link()
    holder = Client()
    told = {"number": receipt.locator, "code": receipt.code}
    assert holder.post(reverse("tracking:enter"), told).status_code == 302
    page = text_of(Client().post(OPEN, {"code": f"http://x/lacak/#{code}"}))
    (secret,) = codes_in(page)
    assert "Kode lama sudah tidak berlaku" in page
    # What the old code opened is closed, and the old code opens nothing.
    home = reverse("tracking:case", args=[case.locator])
    assert case.title not in text_of(holder.get(home))
    assert Client().post(reverse("tracking:enter"), told).status_code == 422
    new = {"number": receipt.locator, "code": secret}
    assert Client().post(reverse("tracking:enter"), new).status_code == 302
    again = Client().post(OPEN, {"code": code})
    assert again.status_code == 422
    assert "sudah dipakai" in text_of(again)
    assert secret not in text_of(again)


def test_a_reply_that_was_lost_is_had_again_with_the_same_form() -> None:
    filed()
    code = link()
    client = Client()
    form = {"code": code, "key": key_in(text_of(client.get(OPEN)))}
    shown = [
        codes_in(text_of(answer))
        for answer in (client.post(OPEN, form), client.post(OPEN, form))
    ]
    assert shown[0] == shown[1] != []


def test_several_reports_are_told_by_number_alone_and_after_the_secret() -> None:
    first, second = filed()[0], filed()[0]
    code = link()
    for page in (text_of(Client().get(OPEN)), text_of(Client().get(ASK))):
        assert first.locator not in page
    answer = Client().post(OPEN, {"code": code})
    page = text_of(answer)
    assert answer.status_code == 200
    for case in (first, second):
        assert case.locator in page
        assert case.title not in page
    nothing = Client().post(OPEN, {"code": code, "choose": "1"})
    assert nothing.status_code == 422
    assert "Pilih sedikitnya satu laporan." in text_of(nothing)
    form = {"code": code, "choose": "1", "key": key_in(page)}
    done = text_of(Client().post(OPEN, form | {"numbers": [first.locator]}))
    assert first.locator in done
    assert second.locator not in done
    assert Case.objects.get(pk=second.pk).code_since is None


def test_a_number_of_another_contact_cannot_be_chosen() -> None:
    filed()
    filed()
    other, _ = file_one(contact=Contact(email="lain@contoh.test", email_verified="x"))
    form = {"code": link(), "choose": "1", "numbers": [other.locator]}
    answer = Client().post(OPEN, form)
    assert answer.status_code == 422
    assert Case.objects.get(pk=other.pk).code_since is None


@pytest.mark.parametrize("code", ["", "A", "0" * 16, "0" * 400])
def test_a_code_that_is_none_is_one_sentence(code: str) -> None:
    filed()
    assert Client().post(OPEN, {"code": code}).status_code == 422


def test_a_busy_network_is_told_when_to_come_back_and_keeps_what_it_typed() -> None:
    for n in range(6):
        assert Client().post(ASK, {"contact": f"a{n}@contoh.test"}).status_code == 302
    answer = Client().post(ASK, {"contact": MAIL})
    page = text_of(answer)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert MAIL in page
    assert "data-question" in page
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_nothing_of_it_is_kept_by_a_browser_or_told_to_another_host() -> None:
    filed()
    answer = Client().post(OPEN, {"code": link()})
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}


def test_it_speaks_english_too() -> None:
    page = text_of(Client().get(f"{ASK}?bahasa=en"))
    assert "Lost the number or the code?" in page
