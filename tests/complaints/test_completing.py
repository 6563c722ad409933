"""Who somebody is, added later: sealed like the first time, and by nobody read in clear."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM, reporter_of
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.identity import Identity, latest
from complaints.domain.states import State
from complaints.models import BlindIndex, Case, ReporterMessage, VaultRow
from complaints.models.choices import VaultKind
from complaints.services import intake
from complaints.services.identity import request_identity
from journal.models import Entry
from journal.record import record
from tests.canary import tables_with
from tests.complaints.story import Walk
from tests.database import as_owner
from tests.factories.complaints import CANARY_NAME, CANARY_NIK, FILED
from tests.people import actor, login

pytestmark = pytest.mark.django_db(transaction=True)
PLACE, STREET, LATER_NIK = "Jalak Susulan", "Gang Jalak Lima", "6471014107900000"
TOLD = {"birth_place": PLACE, "address": STREET, "paper": "nik", "number": LATER_NIK}


@pytest.fixture
def walk() -> Walk:
    """A report that came back for want of identity and of what is hoped for."""
    told = Walk()
    told.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, "")) | {"identity": (False, "")}
    told.do(intake.ask_completion, "intake", answers=answers, missing=["Data diri"])
    return told


@pytest.fixture
def holder(walk: Walk) -> Client:
    """A browser in which the code was shown."""
    client = Client()
    client.post("/lacak/", {"number": walk.receipt.locator, "code": walk.receipt.code})
    return client


def send(client: Client, walk: Walk, told: dict[str, Any]) -> Any:
    return client.post(f"/lacak/{walk.receipt.locator}/lengkapi/", told)


def entry_of(case: Case, kind: str) -> Entry:
    with transaction.atomic():
        return record(kind, actor=SYSTEM, subject=case, data={}, now=FILED)


def test_the_page_asks_as_when_filing_and_no_more_than_was_missing(
    holder: Client, walk: Walk
) -> None:
    page = holder.get(f"/lacak/{walk.receipt.locator}/lengkapi/").content.decode()
    for name in (
        "name",
        "birth_place",
        "birth_date",
        "occupation",
        "address",
        "number",
    ):
        assert f'name="{name}"' in page
    assert "disegel terpisah" in page
    assert CANARY_NAME not in page


def test_what_completes_an_identity_stands_nowhere_in_clear(
    holder: Client, walk: Walk
) -> None:
    assert send(holder, walk, TOLD | {"key": str(uuid.uuid4())}).status_code == 302
    assert walk.again().state == State.FORMAL
    for word in (PLACE, STREET, LATER_NIK):
        assert not tables_with(word)
    assert not ReporterMessage.objects.exists()
    entry = Entry.objects.get(kind=events.IDENTITY_COMPLETED)
    assert entry.data["fields"] == ["birth_place", "address", "nik"]
    assert {"birth_place", "address"} <= set(walk.case.identity_filled or [])
    assert walk.case.identity_paper == "nik"


def test_a_message_beside_it_is_a_message_and_holds_nothing_of_it(
    holder: Client, walk: Walk
) -> None:
    send(holder, walk, TOLD | {"text": "Maaf terlambat."})
    assert ReporterMessage.objects.get().text == "Maaf terlambat."
    assert not tables_with(PLACE)


def test_who_opens_the_identity_sees_the_latest_what_it_was_and_since_when(
    holder: Client, walk: Walk, client: Client
) -> None:
    send(holder, walk, TOLD | {"name": "Jalak Susulan Uji"})
    entry = request_identity(
        ref=walk.case.ref,
        purpose="verify",
        actor=actor("intake", stepped_up=True),
        real_now=wall_now(),
        now=walk.now,
    )
    login(client, "intake")
    page = client.get(reverse("work:identity_open", args=[walk.case.ref, entry]))
    told = page.content.decode()
    head, _, before = told.partition("Sebelumnya tertulis")
    assert "Dilengkapi pelapor pada" in head
    assert "Jalak Susulan Uji" in head
    assert STREET in head
    assert CANARY_NAME not in head
    assert CANARY_NAME in before


def test_an_empty_field_takes_nothing_back_and_the_last_paper_counts() -> None:
    first = {"name": "Uji", "nik": "1", "birth_place": "Batu"}
    found = latest([first, {"name": "", "passport": "A1", "birth_place": "Kediri"}])
    assert (found.name, found.birth_place) == ("Uji", "Kediri")
    assert (found.nik, found.passport, found.paper) == ("", "A1", "passport")
    assert found.former == (("nik", "1"), ("birth_place", "Batu"))


def test_it_opens_with_the_identity_and_never_alone_or_with_the_contact(
    holder: Client, walk: Walk
) -> None:
    send(holder, walk, TOLD)
    case = walk.case
    opened = entry_of(case, events.IDENTITY_OPENED)
    assert vault.open_identity(case.pk, opened.pk).birth_place == PLACE
    contact = entry_of(case, events.CONTACT_OPENED)
    for entry, kind in (
        (opened, "completed"),
        (contact, "completed"),
        (contact, "identity"),
    ):
        with pytest.raises(vault.VaultError):
            vault._open(case.pk, entry.pk, VaultKind(kind))
    assert vault.open_contact(case.pk, contact.pk).marks()


def test_it_may_come_more_than_once_and_the_first_identity_only_once(
    holder: Client, walk: Walk
) -> None:
    send(holder, walk, TOLD)
    case = walk.again()
    with transaction.atomic():
        vault.complete(case, Identity(name="", birth_place="Kediri"), now=FILED)
    opened = entry_of(case, events.IDENTITY_OPENED)
    found = vault.open_identity(case.pk, opened.pk)
    assert (found.birth_place, found.address) == ("Kediri", STREET)
    with pytest.raises(IntegrityError), transaction.atomic():
        vault.put(case, Identity(name="x"), vault.Contact(), now=FILED)


def test_both_numbers_of_a_person_are_found_again(holder: Client, walk: Walk) -> None:
    send(holder, walk, TOLD)
    digests = {
        bytes(found)
        for found in BlindIndex.objects.filter(kind="nik").values_list(
            "digest", flat=True
        )
    }
    assert digests == {
        vault.blind_index("nik", number) for number in (CANARY_NIK, LATER_NIK)
    }


def test_the_same_form_sent_twice_seals_once(holder: Client, walk: Walk) -> None:
    told = TOLD | {"key": str(uuid.uuid4())}
    assert send(holder, walk, told).status_code == 302
    send(holder, walk, told)
    assert VaultRow.objects.filter(kind="completed").count() == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Isi data diri yang kami minta"),
        ({"paper": "nik", "number": "12"}, "NIK terdiri dari 16 angka"),
        ({"birth_date": "2999-01-01"}, "Tanggal ini belum terjadi"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sealed(
    holder: Client, walk: Walk, told: dict[str, str], said: str
) -> None:
    answer = send(holder, walk, told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not VaultRow.objects.filter(kind="completed").exists()
    assert walk.again().state == State.INCOMPLETE


def test_what_was_typed_stays_though_the_office_was_faster(
    holder: Client, walk: Walk
) -> None:
    Case.objects.filter(pk=walk.case.pk).update(identity_filled=["name"])
    with transaction.atomic():
        walk.again()
        intake.complete(
            ref=walk.case.ref, actor=reporter_of(walk.case.pk), now=walk.now
        )
    answer = send(holder, walk, TOLD)
    assert answer.status_code == 422
    assert PLACE in answer.content.decode()
    assert not VaultRow.objects.filter(kind="completed").exists()


def test_erasing_a_case_destroys_it_too(holder: Client, walk: Walk) -> None:
    send(holder, walk, TOLD)
    gone = entry_of(walk.case, events.IDENTITY_ERASED)
    vault.erase(walk.case.pk, gone.pk)
    with as_owner() as cursor:
        cursor.execute(
            "SELECT kind, length(ciphertext) + length(wrapped_key) + length(nonce)"
            " FROM complaints_vaultrow WHERE erased_at IS NOT NULL ORDER BY kind"
        )
        assert cursor.fetchall() == [("completed", 0), ("contact", 0), ("identity", 0)]
    assert not BlindIndex.objects.exists()
