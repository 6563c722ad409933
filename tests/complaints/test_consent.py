"""What the vault itself demands for a confidential identity (R14), also in a race (F18).

These tests commit: the vault believes committed entries only.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.errors import NotAllowed
from accounts.models import OfficeMembership, User
from accounts.roles import Role
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.models import Case, IdentityRequest, Recusal
from complaints.services import gate, identity
from complaints.vault import VaultError
from journal.models import Entry
from journal.record import record
from tests.complaints.keepers import (
    asked,
    decided,
    held,
    opened,
    read,
    revoked,
)
from tests.database import as_owner, connect_as_owner
from tests.factories.complaints import CANARY_NAME, FILED
from tests.people import actor, person
from tests.proof import sized

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)


def openings(case: Case) -> int:
    rows = Entry.objects.filter(kind=events.IDENTITY_OPENED, subject_id=case.pk)
    return rows.count()


def kinds(case: Case) -> list[str]:
    rows = Entry.objects.filter(subject_kind="case", subject_id=case.pk)
    return [row.kind.removeprefix("complaints.") for row in rows.order_by("n")]


def recorded(case: Case, kind: str, who: Actor, **data: Any) -> Entry:
    """An entry that somebody with the runtime role could write himself."""
    with transaction.atomic():
        return record(kind, actor=who, subject=case, data=data, now=FILED)


def shut(case: Case, entry: int, kind: str = "identity") -> str:
    """What the vault says when it refuses."""
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT vault_open(%s, %s, %s)", [case.pk, entry, kind])
    assert getattr(refusal.value.__cause__, "pgcode", "") == "42501"
    return str(refusal.value)


# --- the way that is meant ----------------------------------------------------


def test_with_another_persons_consent_the_asker_reads_and_each_opening_has_its_line() -> (
    None
):
    case, _receipt = held()
    row = decided(asked(case))
    first = opened(case)
    assert read(case, first).name == CANARY_NAME
    second = opened(case)
    assert read(case, second).name == CANARY_NAME
    assert kinds(case)[-4:] == [
        "identity_asked",
        "identity_granted",
        "identity_opened",
        "identity_opened",
    ]
    told = Entry.objects.get(pk=second).data
    assert told == {
        "purpose": "examine",
        "role": "examiner",
        "why": "",
        "request": row.pk,
    }


def test_a_head_asks_like_the_one_who_holds_the_case() -> None:
    case, _receipt = held()
    decided(asked(case, "head"))
    assert read(case, opened(case, "head"), "head").name == CANARY_NAME


# --- what the database itself demands -------------------------------------------


def test_an_entry_alone_opens_no_confidential_identity() -> None:
    case, _receipt = held()
    asker = actor("examiner")
    row = asked(case)
    for data in ({}, {"request": row.pk}, {"request": 0}, {"request": "x"}):
        entry = recorded(case, events.IDENTITY_OPENED, asker, **data)
        assert "no consent" in shut(case, entry.pk)


def test_the_consent_serves_its_asker_and_its_case_and_no_other() -> None:
    case, _receipt = held()
    other, _other_receipt = held()
    row = decided(asked(case))
    for where, who in ((case, "head"), (case, "custodian"), (other, "examiner")):
        entry = recorded(where, events.IDENTITY_OPENED, actor(who), request=row.pk)
        assert "no consent" in shut(where, entry.pk)
    mine = recorded(case, events.IDENTITY_OPENED, actor("examiner"), request=row.pk)
    assert vault.open_identity(case.pk, mine.pk).name == CANARY_NAME
    assert "confidential" in shut(case, mine.pk, "contact")


def test_a_row_without_the_custodians_own_entry_is_no_consent() -> None:
    """Whoever writes the row past the use case has left no committed consent."""
    case, _receipt = held()
    row = asked(case)
    IdentityRequest.objects.filter(pk=row.pk).update(
        decided_by=person("custodian"), decided_at=FILED, granted=True
    )
    recorded(case, events.IDENTITY_GRANTED, actor("head"), request=row.pk)
    entry = recorded(case, events.IDENTITY_OPENED, actor("examiner"), request=row.pk)
    assert "no consent" in shut(case, entry.pk)


def test_a_consent_that_came_after_the_opening_is_none() -> None:
    case, _receipt = held()
    row = asked(case)
    entry = recorded(case, events.IDENTITY_OPENED, actor("examiner"), request=row.pk)
    decided(row)
    assert "no consent" in shut(case, entry.pk)


def test_a_consent_that_is_not_committed_opens_nothing() -> None:
    case, _receipt = held()
    row = asked(case)
    with transaction.atomic():
        decided(row)
        entry = opened(case)
        assert "not committed" in shut(case, entry)
        transaction.set_rollback(True)


def aged(kind: str, by: str) -> None:
    """Let an entry look older; only the owner without the triggers can."""
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE journal_entry SET recorded_at = recorded_at - %s::interval"
            " WHERE kind = %s",
            [by, kind],
        )
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    ("kind", "young", "old", "says"),
    [
        (events.IDENTITY_GRANTED, "3 hours 59 min", "2 min", "consent is over"),
        (events.IDENTITY_OPENED, "14 min", "2 min", "opening is over"),
    ],
)
def test_the_vault_measures_both_time_boxes_by_its_own_clock(
    kind: str, young: str, old: str, says: str
) -> None:
    case, _receipt = held()
    decided(asked(case))
    entry = opened(case)
    aged(kind, young)
    assert vault.open_identity(case.pk, entry).name == CANARY_NAME
    aged(kind, old)
    assert says in shut(case, entry)


def test_an_opening_ends_when_its_reader_is_recused_or_loses_the_case() -> None:
    case, _receipt = held()
    decided(asked(case))
    entry = opened(case)
    Case.objects.filter(pk=case.pk).update(examiner=person("other_examiner"))
    with pytest.raises(NotAllowed, match="not_assigned"):
        read(case, entry)
    Recusal.objects.create(
        case=case, user=person("examiner"), reason="x", created_at=FILED
    )
    assert "recused" in shut(case, entry)


# --- F18: the race, and the kill ----------------------------------------------


def ends_role(role: Role = Role.CUSTODIAN) -> None:
    OfficeMembership.objects.filter(user=person("custodian"), role=role).update(
        valid_to=wall_now()
    )


def test_a_consent_dies_with_its_custodians_role_before_and_during_the_reveal() -> None:
    case, _receipt = held()
    decided(asked(case))
    entry = opened(case)
    ends_role()
    assert "nobody who keeps identities" in shut(case, entry)
    with pytest.raises(NotAllowed, match="consent_over"):
        read(case, entry)
    with pytest.raises(NotAllowed, match="confidential"):
        request_now(case)


def test_a_consent_dies_when_its_custodian_is_suspended() -> None:
    case, _receipt = held()
    decided(asked(case))
    entry = opened(case)
    User.objects.filter(pk=person("custodian").pk).update(is_active=False)
    assert "nobody who keeps identities" in shut(case, entry)
    with pytest.raises(NotAllowed, match="consent_over"):
        read(case, entry)
    with pytest.raises(NotAllowed, match="confidential"):
        request_now(case)


def request_now(case: Case) -> int:
    return identity.request_identity(
        ref=case.ref,
        purpose="",
        actor=actor("examiner", stepped_up=True),
        real_now=wall_now(),
        now=wall_now(),
    )


def test_a_consent_revoked_during_the_reveal_opens_nothing_more() -> None:
    case, _receipt = held()
    row = decided(asked(case))
    entry = opened(case)
    revoked(row)
    assert "revoked" in shut(case, entry)
    with pytest.raises(NotAllowed, match="consent_over"):
        read(case, entry)


def _waiting_for_a_lock() -> bool:
    with as_owner() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        (n,) = cursor.fetchone() or (0,)
    return bool(n)


def _apart(act: Callable[[], Any]) -> Callable[[], Any]:
    """In a thread with a connection of its own."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    return run


def test_a_reading_that_meets_an_unfinished_revocation_waits_and_is_refused() -> None:
    case, _receipt = held()
    row = decided(asked(case))
    entry = opened(case)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            revoked(row)
            reading = pool.submit(
                _apart(lambda: vault.open_identity(case.pk, entry).name)
            )
            deadline = time.monotonic() + 10
            while not _waiting_for_a_lock() and time.monotonic() < deadline:
                time.sleep(0.02)
            assert not reading.done()
        with pytest.raises(VaultError):
            reading.result(timeout=10)


def test_a_revocation_waits_for_a_reading_that_has_begun() -> None:
    case, _receipt = held()
    row = decided(asked(case))
    entry = opened(case)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert vault.open_identity(case.pk, entry).name == CANARY_NAME
            revoking = pool.submit(_apart(lambda: revoked(row)))
            deadline = time.monotonic() + 10
            while not _waiting_for_a_lock() and time.monotonic() < deadline:
                time.sleep(0.02)
            assert not revoking.done()
        revoking.result(timeout=10)
    assert "revoked" in shut(case, entry)


def test_however_they_race_no_plaintext_leaves_without_its_line() -> None:
    """F18: readings and revocations at once; every plaintext has a committed entry."""
    won: list[bool] = []
    lag, step = 0.0, 0.1  # seconds by which the reader starts after the other
    for _ in range(sized(8, 60)):
        case, _receipt = held()
        row = decided(asked(case))
        start = Barrier(2)

        def reveal(case: Case = case, start: Barrier = start, lag: float = lag) -> bool:
            start.wait(10)
            time.sleep(max(0.0, lag))
            try:
                return read(case, opened(case)).name == CANARY_NAME
            except NotAllowed:
                return False

        def revoke(
            row: IdentityRequest = row, start: Barrier = start, lag: float = lag
        ) -> None:
            start.wait(10)
            time.sleep(max(0.0, -lag))
            revoked(row)

        with ThreadPoolExecutor(2) as pool:
            got = pool.submit(_apart(reveal))
            done = pool.submit(_apart(revoke))
            won.append(got.result(30))
            done.result(30)
        assert openings(case) >= won[-1]
        with pytest.raises(NotAllowed):
            opened(case)
        lag, step = _closer(won, lag, step)
    assert True in won, "the race was never won by the reader"
    assert False in won, "nor by the one who revokes"


def _closer(won: list[bool], lag: float, step: float) -> tuple[float, float]:
    """The next start: away from whoever won, farther until the other has won too."""
    step = step * 2 if len(set(won)) == 1 else max(step / 2, 0.005)
    return (lag + step if won[-1] else lag - step), step


def test_killed_after_the_line_the_line_stays_and_nothing_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, _receipt = held()
    decided(asked(case))

    def die(*_: Any) -> None:
        raise SystemExit

    entry = opened(case)
    monkeypatch.setattr(vault, "_open", die)
    with pytest.raises(SystemExit):
        read(case, entry)
    with connect_as_owner() as link, link.cursor() as cursor:
        cursor.execute("SELECT kind FROM journal_entry WHERE id = %s", [entry])
        assert cursor.fetchone() == (events.IDENTITY_OPENED,)


def test_killed_before_the_line_is_committed_nothing_opens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, _receipt = held()
    decided(asked(case))
    seen: list[int] = []
    tell = gate.tell

    def die(*args: Any, **more: Any) -> Entry:
        seen.append(tell(*args, **more).pk)
        raise SystemExit

    monkeypatch.setattr(identity, "tell", die)
    with pytest.raises(SystemExit):
        opened(case)
    assert openings(case) == 0
    assert "no entry" in shut(case, seen[0])
