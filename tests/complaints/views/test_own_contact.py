"""The reporter changes the contact; the pages of both sides say whether news arrives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from complaints.models import Case, ContactChange
from complaints.services import contact_change, splitting
from complaints.vault import Contact
from tests.complaints.contacts import deliver
from tests.complaints.views.pages import case_page, counted
from tests.factories.complaints import FILED, file_one
from tests.people import actor, everybody, login

if TYPE_CHECKING:
    from complaints.services.filing import Receipt

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = "kenari.dulu@contoh.test", "kenari.kini@contoh.test"
PHONE = "+6281299990041"


@pytest.fixture
def filed() -> tuple[Case, Receipt]:
    found = file_one(contact=Contact(email=OLD, phone=PHONE, channel="email"))
    deliver()
    mail.outbox.clear()
    return found


def holder(filed: tuple[Case, Receipt]) -> Client:
    client, receipt = Client(), filed[1]
    told = {"number": receipt.locator, "code": receipt.code}
    assert client.post(reverse("tracking:enter"), told).status_code == 302
    return client


def address(filed: tuple[Case, Receipt]) -> str:
    return reverse("tracking:contact", args=[filed[0].locator])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def asked(client: Client, filed: tuple[Case, Receipt], **told: str) -> Any:
    body = {"act": "change", "contact": NEW, "channel": "email"} | told
    return client.post(address(filed), body)


def digits() -> str:
    deliver()
    (letter,) = [one for one in mail.outbox if NEW in one.to]
    (found,) = re.findall(r"\b\d{6}\b", str(letter.body))
    return str(found)


def marks(filed: tuple[Case, Receipt]) -> dict[str, str]:
    return Case.objects.get(pk=filed[0].pk).contact_marks or {}


def test_the_page_shows_kinds_and_marks_and_no_address(
    filed: tuple[Case, Receipt],
) -> None:
    page = text_of(holder(filed).get(address(filed)))
    assert "belum dipastikan" in page
    for word in (OLD, PHONE, PHONE[-4:]):
        assert word not in page


def test_without_the_code_of_the_report_every_page_leads_to_the_door(
    filed: tuple[Case, Receipt],
) -> None:
    door = reverse("tracking:case", args=[filed[0].locator])
    gone = reverse("tracking:contact_remove", args=[filed[0].locator, "email"])
    for path in (address(filed), gone):
        for answer in (Client().get(path), Client().post(path, {"act": "prove"})):
            assert (answer.status_code, answer["Location"]) == (302, door)
    assert marks(filed)["email"] == "given"


def test_another_mailbox_is_proved_and_takes_the_place(
    filed: tuple[Case, Receipt],
) -> None:
    client = holder(filed)
    assert asked(client, filed).status_code == 302
    page = text_of(client.get(address(filed)))
    assert NEW in page
    done = client.post(address(filed), {"act": "prove", "code": digits()}, follow=True)
    assert "Kontak Anda sudah diganti" in text_of(done)
    assert NEW not in text_of(done)
    assert marks(filed) == {"email": "verified", "phone": "given", "news": "email"}


def test_a_wish_is_shown_in_the_browser_that_typed_it_and_in_no_other(
    filed: tuple[Case, Receipt],
) -> None:
    asked(holder(filed), filed)
    assert NEW not in text_of(holder(filed).get(address(filed)))


@pytest.mark.parametrize("late", [False, True])
def test_wrong_and_old_digits_keep_what_was_typed(
    filed: tuple[Case, Receipt],
    late: bool,
) -> None:
    client = holder(filed)
    asked(client, filed)
    row = ContactChange.objects.get()
    code = contact_change.code_of(row)
    if late:
        ContactChange.objects.update(expires_at=row.sent_at)
    else:
        code = f"{(int(code) + 1) % 10**6:06}"
    answer = client.post(address(filed), {"act": "prove", "code": code})
    page = text_of(answer)
    assert answer.status_code == 422
    assert NEW in page
    assert code in page
    assert "Kontak lama berlaku sampai Anda menuliskannya" in page.replace("\n", " ")
    again = client.post(address(filed), {"act": "again"})
    assert again.status_code == 302
    assert contact_change.wish_of(ContactChange.objects.get()).value == NEW


def test_digits_of_another_script_are_wrong_digits(
    filed: tuple[Case, Receipt],
) -> None:
    client = holder(filed)
    asked(client, filed)
    answer = client.post(address(filed), {"act": "prove", "code": "١٢٣٤٥٦"})
    assert answer.status_code == 422
    assert "Kode tidak cocok" in text_of(answer)


@pytest.mark.parametrize(
    ("told", "status", "words", "stays"),
    [
        ({"contact": "bukan"}, 422, "Tuliskan email, contoh", "bukan"),
        ({"contact": "0542 123456"}, 422, "tidak bisa menerima pesan", "0542 123456"),
        ({"contact": "", "channel": "email"}, 409, "sudah kontak dan cara", None),
        ({"contact": "", "channel": "whatsapp"}, 409, "bisa lewat cara itu", None),
        ({"channel": ""}, 422, "Pilih lewat apa", NEW),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays(
    filed: tuple[Case, Receipt],
    told: dict[str, str],
    status: int,
    words: str,
    stays: str | None,
) -> None:
    answer = asked(holder(filed), filed, **told)
    assert answer.status_code == status
    assert words in text_of(answer)
    (control,) = re.findall(r'<input[^>]* name="contact"[^>]*>', text_of(answer))
    value = re.search(r'value="([^"]*)"', control)
    assert (value.group(1) if value else None) == stays


def test_the_sixth_asking_for_digits_is_refused_and_keeps_what_was_typed(
    filed: tuple[Case, Receipt],
) -> None:
    client = holder(filed)
    for _ in range(5):
        assert asked(client, filed).status_code == 302
    answer = asked(client, filed)
    assert answer.status_code == 429
    assert NEW in text_of(answer)
    assert client.post(address(filed), {"act": "again"}).status_code == 429


def test_the_way_alone_is_changed_without_digits(filed: tuple[Case, Receipt]) -> None:
    answer = asked(holder(filed), filed, contact="", channel="none")
    assert answer.status_code == 302
    assert marks(filed)["news"] == "none"


def test_the_last_contact_goes_after_a_warning(filed: tuple[Case, Receipt]) -> None:
    client = holder(filed)
    for kind, last in (("phone", False), ("email", True)):
        path = reverse("tracking:contact_remove", args=[filed[0].locator, kind])
        assert ("Ini kontak terakhir." in text_of(client.get(path))) is last
        assert kind in marks(filed)
        assert client.post(path).status_code == 302
        assert kind not in marks(filed)
        assert client.get(path).status_code == 302
    assert "Tidak ada kontak." in text_of(client.get(address(filed)))


class TestNewsThatDoesNotArrive:
    """The officer reads since when, the reporter is asked to mend it."""

    @pytest.fixture(autouse=True)
    def refused(self, filed: tuple[Case, Receipt]) -> None:
        case = Case.objects.get(pk=filed[0].pk)
        case.contact_marks = marks(filed) | {"email_failed": "2026-03-09"}
        case.save(update_fields=["contact_marks"])

    def test_the_officer_reads_it_beside_the_last_news(
        self, filed: tuple[Case, Receipt]
    ) -> None:
        everybody()
        client = Client()
        login(client, "intake")
        page = text_of(client.get(case_page(filed[0])))
        assert "tidak terjangkau</span>" in page
        assert "sejak 9 Mar" in page
        assert "Kabar terakhir" in page
        assert "diserahkan" in page
        assert OLD not in page

    def test_the_reporter_is_asked_to_mend_it_until_another_is_proved(
        self, filed: tuple[Case, Receipt]
    ) -> None:
        client = holder(filed)
        home = reverse("tracking:case", args=[filed[0].locator])
        words = "Email Anda menolak kabar kami sejak"
        assert words in text_of(client.get(home))
        asked(client, filed)
        client.post(address(filed), {"act": "prove", "code": digits()})
        assert words not in text_of(client.get(home))


def test_the_last_news_costs_each_page_one_query(filed: tuple[Case, Receipt]) -> None:
    everybody()
    officer = Client()
    login(officer, "intake")
    reporter = holder(filed)
    for client, path in (
        (officer, case_page(filed[0])),
        (reporter, reverse("tracking:case", args=[filed[0].locator])),
    ):
        with counted() as statements:
            assert client.get(path).status_code == 200
        assert sum("journal_delivery" in one for one in statements) == 1


def test_both_pages_say_that_other_cases_of_the_report_keep_their_contact(
    filed: tuple[Case, Receipt],
) -> None:
    case, client = filed[0], holder(filed)
    said = "Perkara lain dari laporan ini"
    away = reverse("tracking:contact_remove", args=[case.locator, "email"])
    for page in (address(filed), away):
        assert said not in text_of(client.get(page))
    Case.objects.filter(pk=case.pk).update(story="Satu.\nDua.")
    made = splitting.split(
        ref=case.ref,
        version=case.version,
        title="Dua",
        parts=[1],
        file_refs=[],
        actor=actor("intake"),
        now=FILED,
    )
    link = reverse("tracking:contact", args=[made.locator])
    for page in (address(filed), away):
        text = text_of(client.get(page))
        assert said in text
        assert link in text
    told = {"number": made.locator, "code": filed[1].code}
    client.post(reverse("tracking:enter"), told)
    assert address(filed) in text_of(client.get(link))
