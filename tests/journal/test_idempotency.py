"""Sent twice, done once (R56)."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from journal.errors import InFlight, KeyReused, OutsideTransaction
from journal.idempotency import LIFETIME, once, purge
from journal.models import Entry, IdempotencyKey
from journal.record import record
from tests.journal.subjects import NOW, OFFICER, Dossier

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "0190c0de-0000-7000-8000-000000000001"


@transaction.atomic
def file(key: str = KEY, body: bytes = b"story", purpose: str = "file") -> int:
    """A use case; answers with the number of its effect."""
    claim = once(key, purpose=purpose, body=body, now=NOW)
    if claim.replay is not None:
        return int(claim.replay["entry"])
    entry = record("test.happened", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
    claim.store({"entry": entry.pk})
    return entry.pk


def test_the_same_key_and_body_get_the_same_answer_and_no_second_effect() -> None:
    assert file() == file() == file()
    assert Entry.objects.count() == 1


def test_another_key_or_another_purpose_is_another_effect() -> None:
    assert len({file(), file(KEY + "b"), file(purpose="reply")}) == 3


def test_the_same_key_with_another_body_is_refused() -> None:
    file()
    with pytest.raises(KeyReused):
        file(body=b"other")
    assert Entry.objects.count() == 1


def test_a_failed_effect_leaves_the_key_free() -> None:
    with transaction.atomic():
        file()
        transaction.set_rollback(True)
    assert not IdempotencyKey.objects.exists()
    file()
    assert Entry.objects.count() == 1


def test_a_request_in_flight_is_said_so_at_once() -> None:
    answers: list[object] = []

    def second() -> None:
        try:
            answers.append(file())
        except InFlight as refusal:
            answers.append(refusal)
        finally:
            connection.close()

    with transaction.atomic():
        first = file()
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=10)
        assert not thread.is_alive()
    assert isinstance(answers[0], InFlight)
    assert file() == first


def test_eight_at_once_have_one_effect_and_one_answer() -> None:
    start = threading.Barrier(8)
    answers: list[object] = []

    def send() -> None:
        try:
            start.wait()
            while True:
                try:
                    answers.append(file())
                except InFlight:
                    continue
                return
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(answers) == 8
    assert len(set(answers)) == Entry.objects.count() == 1


def test_the_key_itself_is_not_stored() -> None:
    file()
    stored = IdempotencyKey.objects.get()
    assert KEY.encode() not in bytes(stored.key_hash) + bytes(stored.body_hash)


def test_keys_are_forgotten_after_thirty_days() -> None:
    file()
    purge(NOW + LIFETIME)
    assert IdempotencyKey.objects.exists()
    purge(NOW + LIFETIME + timedelta(seconds=1))
    assert not IdempotencyKey.objects.exists()


def test_a_claim_needs_a_transaction_a_proper_key_and_one_answer() -> None:
    with pytest.raises(OutsideTransaction):
        once(KEY, purpose="file", body=b"", now=NOW)
    for bad in ("short", "x" * 201):
        with pytest.raises(ValueError, match="16 to 200"):
            file(bad)
    file()
    with transaction.atomic(), pytest.raises(KeyReused):
        once(KEY, purpose="file", body=b"story", now=NOW).store({})
