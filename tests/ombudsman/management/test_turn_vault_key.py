"""R18: the vault's key is turned while people work, and the old one can go."""

from __future__ import annotations

import base64
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.actor import STRANGER, SYSTEM
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.services.drafting import Person, keep_person, person_of, start
from complaints.vault import Contact, Identity, open_contact, open_identity
from documents import envelope
from documents.services import accept_upload
from documents.services.keeping import content_of
from journal.record import record
from tests.database import as_owner, owner_settings
from tests.documents import samples
from tests.factories.complaints import CANARY_MAIL, CANARY_NAME, file_one
from tests.proof import sized

if TYPE_CHECKING:
    from pytest_django import Settings

    from complaints.models import Case

pytestmark = pytest.mark.django_db(transaction=True)

NEW = base64.urlsafe_b64encode(b"n" * 32).decode()


def turn(*, batch: int = 5) -> str:
    """The command as its operator runs it: with the role that owns the tables."""
    out = StringIO()
    with owner_settings():
        call_command("turn_vault_key", batch=batch, stdout=out)
    return out.getvalue()


def versions() -> dict[int, int]:
    with as_owner() as cursor:
        cursor.execute(
            "SELECT key_version, count(*) FROM complaints_vaultrow GROUP BY 1"
        )
        return dict(cursor.fetchall())


def read(case: Case) -> tuple[str, str]:
    with transaction.atomic():
        opened = record(
            events.NAME_OPENED, actor=SYSTEM, subject=case, data={}, now=wall_now()
        )
        contact = record(
            events.CONTACT_OPENED, actor=SYSTEM, subject=case, data={}, now=wall_now()
        )
    name = open_identity(case.pk, opened.pk).name
    return name, open_contact(case.pk, contact.pk).email


def test_after_turning_the_key_everything_opens_without_the_old_one(
    settings: Settings,
) -> None:
    case, _ = file_one()
    draft = start(actor=STRANGER, now=wall_now())
    person = Person(Identity(name=CANARY_NAME), Contact(email=CANARY_MAIL))
    draft = keep_person(ref=draft.ref, person=person, actor=STRANGER, now=wall_now())
    stored = accept_upload(
        file=samples.upload("a.txt", b"Halo."), actor=STRANGER, now=wall_now()
    )
    settings.VAULT_KEYS = f"2:{NEW},{settings.VAULT_KEYS}"
    said = turn()
    assert "identities and contacts: 2 moved, 0 left" in said
    assert "drafts: 1 moved, 0 left" in said
    assert "files: 1 moved, 0 left" in said
    assert "Everything is under key 2." in said
    settings.VAULT_KEYS = f"2:{NEW}"
    assert read(case) == (CANARY_NAME, CANARY_MAIL)
    draft.refresh_from_db()
    assert person_of(draft) == person
    stored.refresh_from_db()
    assert content_of(stored) == b"Halo."


def test_a_second_turn_finds_nothing_to_do(settings: Settings) -> None:
    file_one()
    settings.VAULT_KEYS = f"2:{NEW},{settings.VAULT_KEYS}"
    turn()
    assert "identities and contacts: 0 moved, 0 left" in turn()


def test_it_may_be_killed_three_times_while_reports_come_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [file_one()[0] for _ in range(sized(6, 500))]
    old, settings.VAULT_KEYS = settings.VAULT_KEYS, f"2:{NEW},{settings.VAULT_KEYS}"
    real = envelope.rewrap
    for killed in range(3):
        steps = count()

        def dies(*args: object, steps: count[int] = steps) -> envelope.Sealed:
            if next(steps) == 3:
                raise KeyboardInterrupt
            return real(*args)  # type: ignore[arg-type]  # passed on as they came

        monkeypatch.setattr(vault, "rewrap", dies)
        with pytest.raises(KeyboardInterrupt):
            turn(batch=2)
        monkeypatch.setattr(vault, "rewrap", real)
        assert versions()[2] > 0
        # A process that was not restarted yet goes on sealing under the old key.
        settings.VAULT_KEYS = old
        cases.append(file_one()[0])
        settings.VAULT_KEYS = f"2:{NEW},{old}"
        assert all(read(case) == (CANARY_NAME, CANARY_MAIL) for case in cases), killed
    turn(batch=7)
    assert versions() == {2: 2 * len(cases)}
    settings.VAULT_KEYS = f"2:{NEW}"
    assert {read(case) for case in cases} == {(CANARY_NAME, CANARY_MAIL)}


def test_what_somebody_holds_is_named_and_the_old_key_must_stay(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    file_one()
    settings.VAULT_KEYS = f"2:{NEW},{settings.VAULT_KEYS}"
    with as_owner() as holder:
        holder.connection.autocommit = False
        holder.execute("SELECT 1 FROM complaints_vaultrow LIMIT 1 FOR UPDATE")
        with pytest.raises(CommandError, match="1 are still under an older key"):
            turn()
        holder.connection.rollback()
    assert "1 moved, 0 left" in turn()


def test_the_runtime_role_cannot_turn_the_key() -> None:
    file_one()
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        vault.rewrap_rows()
    assert connection.is_usable()


def test_an_erased_identity_stays_erased(settings: Settings) -> None:
    case, _ = file_one()
    with as_owner() as cursor:
        cursor.execute(
            "UPDATE complaints_vaultrow SET wrapped_key = '', nonce = '',"
            " ciphertext = '', erased_at = now() WHERE case_id = %s",
            [case.pk],
        )
    settings.VAULT_KEYS = f"2:{NEW},{settings.VAULT_KEYS}"
    assert "identities and contacts: 0 moved, 0 left" in turn()
