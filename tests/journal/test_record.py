"""Writing history."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from journal import registry
from journal.actor import ActorKind
from journal.errors import (
    OutsideTransaction,
    TooManySubjects,
    UnknownKind,
    WordsInEntry,
)
from journal.models import ChainHead, Delivery, DeliveryState, Entry
from journal.record import JSON, cancel, record, record_many, text_hash
from tests.journal.subjects import NOW, OFFICER, SYSTEM, Dossier, Office

pytestmark = pytest.mark.django_db


def happened(subject: Dossier | Office, **data: JSON) -> Entry:
    return record("test.happened", actor=OFFICER, subject=subject, data=data, now=NOW)


def test_an_entry_says_who_did_what_to_whom_and_when() -> None:
    entry = happened(Dossier(5), state="EXAM", action=12)
    entry.refresh_from_db()
    assert (entry.kind, entry.subject_kind, entry.subject_id) == (
        "test.happened",
        "case",
        5,
    )
    assert (entry.actor_kind, entry.actor_id) == (ActorKind.USER, 7)
    assert (entry.at, entry.data) == (NOW, {"state": "EXAM", "action": 12})
    assert entry.recorded_at != NOW


def test_each_subject_has_its_own_chain_from_one_on() -> None:
    first, other, second = (
        happened(Dossier(5)),
        happened(Office(5)),
        happened(Dossier(5)),
    )
    assert [first.n, other.n, second.n] == [1, 1, 2]
    assert bytes(first.prev) == bytes(32)
    assert bytes(second.prev) == bytes(first.hash)
    head = ChainHead.objects.get(subject_kind="case", subject_id=5)
    assert (head.n, bytes(head.hash)) == (2, bytes(second.hash))


def test_the_hash_is_sha256_of_the_previous_hash_and_the_canonical_array() -> None:
    happened(Dossier(5))
    entry = happened(Dossier(5), code="a/b", a=[1, None])
    core = bytes(entry.core)
    assert bytes(entry.hash) == hashlib.sha256(bytes(entry.prev) + core).digest()
    assert json.loads(core) == [
        1,
        entry.pk,
        "case",
        5,
        2,
        "2026-03-02T03:04:05.678901Z",
        f"{entry.recorded_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        "user",
        7,
        "test.happened",
        {"a": [1, None], "code": "a/b"},
    ]


def test_forged_links_are_overwritten() -> None:
    forged = Entry.objects.create(
        kind="test.happened",
        subject_kind="case",
        subject_id=5,
        at=NOW,
        actor_kind="system",
        data={},
        format=9,
        n=77,
        prev=b"x",
        core=b"y",
        hash=b"z",
        recorded_at=NOW,
    )
    forged.refresh_from_db()
    assert (forged.format, forged.n, bytes(forged.prev)) == (1, 1, bytes(32))
    assert forged.recorded_at != NOW
    digest = hashlib.sha256(bytes(32) + bytes(forged.core)).digest()
    assert bytes(forged.hash) == digest


def test_many_subjects_are_recorded_in_the_order_of_their_ids() -> None:
    items = [(Dossier(n), {"v": n}) for n in (3, 1, 2, 1)]
    entries = record_many("test.happened", actor=SYSTEM, items=items, now=NOW)
    assert [(entry.subject_id, entry.n) for entry in entries] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
    ]


def test_a_transaction_records_a_thousand_subjects_and_no_more() -> None:
    items: list[tuple[Dossier, dict[str, JSON]]] = [
        (Dossier(n), {}) for n in range(1001)
    ]
    with pytest.raises(TooManySubjects):
        record_many("test.happened", actor=SYSTEM, items=items, now=NOW)


def test_an_event_without_a_text_is_refused() -> None:
    with pytest.raises(UnknownKind):
        record("test.unheard", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_history_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        happened(Dossier(1))


@pytest.mark.parametrize(
    "value",
    [
        "Budi Santoso",
        "budi@contoh.id",
        "x" * 81,
        "baris\nbaru",
        "6471010101900001",
        "+6281234567890",
        6471010101900001,
        1.5,
        NOW,
        ["ok", "dua kata"],
        {"dalam": "dua kata"},
        {"Nama Kunci": "x"},
    ],
)
def test_words_and_numbers_of_persons_do_not_slip_in(value: JSON) -> None:
    with pytest.raises(WordsInEntry):
        happened(Dossier(1), note=value)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "value",
    [None, True, 12, "64.71", "2026-03-02", "a/b+c=", "", [1, "x"], {"a": {"b": 2}}],
)
def test_ids_codes_dates_and_hashes_are_kept(value: JSON) -> None:
    assert happened(Dossier(1), it=value).data == {"it": value}


def test_the_database_refuses_words_too() -> None:
    with pytest.raises(Exception, match="no words"), transaction.atomic():
        Entry.objects.create(
            kind="test.happened",
            subject_kind="case",
            subject_id=1,
            at=NOW,
            actor_kind="system",
            data={"deep": [{"er": "dua kata"}]},
        )


def test_each_recipient_of_each_subscriber_gets_one_delivery() -> None:
    registry.subscribe("test.told", "search", lambda delivery, entry: None)
    registry.subscribe(
        "test.told",
        "mail",
        lambda delivery, entry: None,
        lambda entry: ["case:1", "user:2", "case:1"],
        outside=True,
    )
    entry = record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    told = Delivery.objects.filter(entry=entry).order_by("id")
    assert [(one.subscriber, one.recipient) for one in told] == [
        ("search", ""),
        ("mail", "case:1"),
        ("mail", "user:2"),
    ]
    assert {one.state for one in told} == {DeliveryState.WAITING}


def test_a_recipient_is_a_row_and_never_an_address() -> None:
    registry.subscribe(
        "test.told", "mail", lambda d, e: None, lambda e: ["a@contoh.id"]
    )
    with pytest.raises(WordsInEntry):
        record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)


def test_a_delivery_waits_as_long_by_the_real_clock_as_the_use_case_asked() -> None:
    registry.subscribe("test.told", "search", lambda delivery, entry: None)
    wait = timedelta(minutes=10)
    entry = record(
        "test.told",
        actor=OFFICER,
        subject=Dossier(1),
        data={},
        now=NOW,
        not_before=NOW + wait,
    )
    delivery = entry.deliveries.get()
    assert delivery.not_before - delivery.created_at == wait
    assert cancel(entry) == 1
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.CANCELLED


def test_news_of_one_subscriber_may_wait_while_that_of_another_leaves() -> None:
    hour = timedelta(hours=1)
    registry.subscribe(
        "test.told",
        "slow",
        lambda d, e: None,
        wait=lambda entry: entry.data["n"] * hour,
    )
    registry.subscribe("test.told", "quick", lambda d, e: None)
    entry = record(
        "test.told", actor=OFFICER, subject=Dossier(1), data={"n": 3}, now=NOW
    )
    waits = {
        row.subscriber: row.not_before - row.created_at
        for row in entry.deliveries.all()
    }
    assert waits == {"slow": 3 * hour, "quick": timedelta(0)}


def test_a_text_is_proved_by_a_salted_hash() -> None:
    salt = bytes(range(16))
    assert text_hash("isi surat", salt) == text_hash("isi surat", salt)
    assert text_hash("isi surat", salt) != text_hash("isi surat", bytes(16))
    assert len(text_hash("", salt)) == 64
    with pytest.raises(ValueError, match="16 bytes"):
        text_hash("isi", b"short")


def test_the_tests_run_as_the_runtime_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        (who, session) = cursor.fetchone() or ("", "")
    assert who == session == connection.settings_dict["USER"]
    assert not who.endswith("owner")
