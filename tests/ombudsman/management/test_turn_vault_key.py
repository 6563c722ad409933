"""R18: the vault's key is turned while people work, and the old one can go."""

from __future__ import annotations

import base64
import signal
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.conf import settings as portal
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.actor import STRANGER, SYSTEM
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.domain.identity import Identity
from complaints.services.drafting import Person, person_of, start
from complaints.services.splitting import split
from complaints.vault import Contact, complete, open_contact, open_identity
from documents import envelope
from documents.models import StoredFile
from documents.services import accept_upload
from documents.services.keeping import content_of
from journal.record import record
from tests.database import as_owner, owner_settings
from tests.documents import samples
from tests.factories.complaints import CANARY_MAIL, CANARY_NAME, file_one, written_by
from tests.ombudsman.running import running
from tests.people import actor
from tests.proof import sized

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

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


def test_what_completed_an_identity_later_turns_with_it(settings: Settings) -> None:
    case, _ = file_one()
    with transaction.atomic():
        complete(case, Identity(name="", birth_place="Kediri"), now=wall_now())
    settings.VAULT_KEYS = f"2:{NEW},{settings.VAULT_KEYS}"
    assert "identities and contacts: 3 moved, 0 left" in turn()
    settings.VAULT_KEYS = f"2:{NEW}"
    with transaction.atomic():
        opened = record(
            events.NAME_OPENED, actor=SYSTEM, subject=case, data={}, now=wall_now()
        )
    found = open_identity(case.pk, opened.pk)
    assert (found.name, found.birth_place) == (CANARY_NAME, "Kediri")


def test_the_copy_in_a_case_that_was_split_off_turns_and_opens(
    settings: Settings,
) -> None:
    case, _ = file_one()
    made = split(
        ref=case.ref,
        version=case.version,
        title="Masalah lain",
        parts=[0],
        file_refs=[],
        actor=actor("intake"),
        now=wall_now(),
    )
    settings.VAULT_KEYS = f"2:{NEW},{settings.VAULT_KEYS}"
    assert "identities and contacts: 4 moved, 0 left" in turn()
    settings.VAULT_KEYS = f"2:{NEW}"
    assert read(made) == read(case) == (CANARY_NAME, CANARY_MAIL)


def test_after_turning_the_key_everything_opens_without_the_old_one(
    settings: Settings,
) -> None:
    case, _ = file_one()
    draft = start(actor=STRANGER, now=wall_now())
    person = Person(Identity(name=CANARY_NAME), Contact(email=CANARY_MAIL))
    draft = written_by(draft, person, now=wall_now())
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


KILLS = sized(1, 3)
CASES, FILES = sized(4, 4000), sized(4, 2000)
#: Long enough that a signal from outside meets a row half done.
SLOW = f"""
CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_sleep({sized(50, 1) / 1000}); RETURN NEW; END $$;
CREATE TRIGGER slow BEFORE UPDATE ON complaints_vaultrow
  FOR EACH ROW EXECUTE FUNCTION slow();
CREATE TRIGGER slow BEFORE UPDATE ON documents_storedfile
  FOR EACH ROW EXECUTE FUNCTION slow();
"""
FAST = """
DROP TRIGGER IF EXISTS slow ON complaints_vaultrow;
DROP TRIGGER IF EXISTS slow ON documents_storedfile;
DROP FUNCTION IF EXISTS slow();
"""


@pytest.fixture
def slowly() -> Iterator[None]:
    """Each row takes a while, so that a signal from outside meets one half done."""
    with as_owner() as owner:
        owner.execute(SLOW)
        try:
            yield
        finally:
            owner.execute(FAST)


def turning(keys: str) -> AbstractContextManager[subprocess.Popen[str]]:
    """``manage.py turn_vault_key`` as a process of its own."""
    owner = urlsplit(portal.DATABASE_OWNER_URL)
    path = f"/{connection.settings_dict['NAME']}"
    return running(
        *("manage.py", "turn_vault_key", "--batch", str(sized(4, 100))),
        DATABASE_OWNER_URL=owner._replace(path=path).geturl(),
        VAULT_KEYS=keys,
        MEDIA_ROOT=str(portal.MEDIA_ROOT),
    )


def left() -> int:
    """Rows of both tables under the old key."""
    with as_owner() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM complaints_vaultrow WHERE key_version = 1)"
            " + (SELECT count(*) FROM documents_storedfile WHERE key_version = 1)"
        )
        ((count,),) = cursor.fetchall()
        return int(count)


@pytest.mark.usefixtures("slowly")
def test_the_process_killed_from_outside_is_taken_up_and_everything_opens(
    settings: Settings,
) -> None:
    """R18 with ``kill -9``: whatever it was at is as it was, or is done."""
    cases = [file_one()[0] for _ in range(CASES)]
    files = [
        accept_upload(
            file=samples.upload("a.txt", b"Halo."), actor=STRANGER, now=wall_now()
        )
        for _ in range(FILES)
    ]
    old = settings.VAULT_KEYS
    settings.VAULT_KEYS = both = f"2:{NEW},{old}"
    rows = left()
    assert rows == 2 * CASES + FILES
    for killed in range(1, KILLS + 1):
        with turning(both) as process:
            while left() > rows - rows * killed // (KILLS + 2):
                cases.append(file_one()[0])  # people go on filing
                assert process.poll() is None, process.communicate()
            process.kill()
            assert process.wait() == -signal.SIGKILL
        assert 0 < left() < rows
        assert all(read(case) == (CANARY_NAME, CANARY_MAIL) for case in cases)
        assert all(content_of(StoredFile.objects.get(pk=f.pk)) for f in files)
    with turning(both) as process:
        said, _ = process.communicate(timeout=sized(120, 600))
        assert process.returncode == 0, said
    assert "Everything is under key 2." in said
    assert left() == 0
    settings.VAULT_KEYS = f"2:{NEW}"
    assert all(read(case) == (CANARY_NAME, CANARY_MAIL) for case in cases)
    assert all(content_of(StoredFile.objects.get(pk=f.pk)) == b"Halo." for f in files)
