"""A restored backup: what it lost is admitted by two, said for ever, and no cover (R51)."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actor import SYSTEM
from accounts.roles import Role
from agencies.models import Office
from journal import registry
from journal.models import Checkpoint, Entry, Verification
from journal.testing import drain
from ombudsman import clock
from ombudsman.operations import events, history
from tests import people
from tests.factories.accounts import OfficeMembershipFactory
from tests.journal.test_checkpoints import as_owner, cut
from tests.ombudsman.operations.test_history import grow

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Disk rusak, cadangan semalam dipulihkan."


@pytest.fixture
def other() -> User:
    """A second administrator."""
    found: User = OfficeMembershipFactory(
        office=people.office("00"), role=Role.SYSTEM_ADMIN.value
    ).user
    return found


@pytest.fixture
def chain(folder: Path, other: User) -> int:
    """A chain of 30 that a restoration took back to 10, as it took the checkpoints."""
    Office.objects.filter(code="00").update(central=True)
    pk = grow(10)
    history.write_checkpoint(clock.now())
    grow(20)
    history.write_checkpoint(clock.now())
    taken_back(pk, to=10, checkpoint=1)
    return pk


def taken_back(pk: int, *, to: int, checkpoint: int) -> None:
    """What restoring a backup does to one chain and to what is known of checkpoints."""
    cut(pk, to, kind="user")
    as_owner(
        f"DELETE FROM journal_checkpoint WHERE number > {checkpoint}",
        "UPDATE journal_anchoredhead a SET n = h.n, hash = h.hash"
        " FROM journal_chainhead h WHERE h.subject_kind = a.subject_kind"
        " AND h.subject_id = a.subject_id AND h.n < a.n",
    )


def admit(other: User, *more: User, reason: str = WHY) -> str:
    said = io.StringIO()
    asked = [people.person("system_admin"), other, *more]
    call_command(
        "admit_loss",
        reason=reason,
        administrator=[user.email for user in asked],
        stdout=said,
    )
    return said.getvalue()


def report() -> tuple[int, str]:
    """What the verifying command says, and its exit code."""
    said = io.StringIO()
    try:
        call_command("verify_journal", checkpoints=True, stdout=said)
    except CommandError as error:
        return error.returncode, said.getvalue()
    return 0, said.getvalue()


def test_a_restored_history_fails_until_two_persons_admit_the_loss(
    chain: int, other: User
) -> None:
    assert f"user:{chain} n30 (checkpoint 000000002): the entry is gone" in report()[1]
    assert "Admitted in checkpoint 000000003" in admit(other)
    code, said = report()
    assert code == 0
    assert "1 chains lost entries in a restoration" in said
    assert WHY in said
    history.check(clock.now())
    found = Verification.objects.latest("pk")
    assert (found.breaks, found.admitted) == (0, 1)


def test_the_loss_stays_in_every_report_and_on_the_page(
    chain: int, other: User
) -> None:
    admit(other)
    for _ in range(3):
        grow(5)
        history.write_checkpoint(clock.now())
    assert report()[0] == 0
    assert WHY in report()[1]
    history.check(clock.now())
    client = Client()
    people.login(client, "system_admin")
    page = client.get("/kerja/layanan/").content.decode()
    assert "Catatan hilang karena pemulihan cadangan, diakui 1 kali." in page
    assert WHY not in page


@pytest.mark.parametrize("to", [3, 9, 12])
def test_a_cut_after_it_is_still_seen(chain: int, other: User, to: int) -> None:
    """Below what was kept, just below it, and in what grew since."""
    grow(2)
    admit(other)
    cut(chain, to, kind="user")
    assert report()[0] == (1 if to < 12 else 0)
    grow(10)
    history.write_checkpoint(clock.now())
    assert report()[0] == (1 if to < 12 else 0)
    cut(chain, 5, kind="user")
    code, said = report()
    assert code == 1
    assert f"user:{chain} n" in said


def test_a_regular_checkpoint_in_between_hides_nothing(chain: int, other: User) -> None:
    grow(2)
    history.write_checkpoint(clock.now())
    assert report()[0] == 1
    grow(30)  # longer than ever before
    history.write_checkpoint(clock.now())
    assert report()[0] == 1
    admit(other)
    assert report()[0] == 0
    cut(chain, 40, kind="user")
    assert report()[0] == 1


def test_a_chain_that_was_lost_whole_is_admitted_and_the_next_loss_as_well(
    chain: int, other: User
) -> None:
    as_owner(
        "DELETE FROM journal_entry",
        "DELETE FROM journal_chainhead",
        "DELETE FROM journal_anchoredhead",
    )
    admit(other)
    assert report()[0] == 0
    pk = grow(4)
    history.write_checkpoint(clock.now())
    taken_back(pk, to=2, checkpoint=3)
    assert report()[0] == 1
    admit(other)
    code, said = report()
    assert code == 0
    assert said.count("admitted: checkpoint") == 2


def test_it_is_on_the_record_of_both_and_every_administrator_has_a_letter(
    chain: int, other: User
) -> None:
    third = OfficeMembershipFactory(
        office=people.office("00"), role=Role.SYSTEM_ADMIN.value
    ).user
    admit(other)
    entry = Entry.objects.get(kind=events.LOSS_ADMITTED)
    ids = sorted([people.person("system_admin").pk, other.pk])
    assert entry.data == {"chains": 1, "by": ids}
    assert entry.actor_kind == SYSTEM.kind
    drain()
    told = {letter.to[0] for letter in mail.outbox}
    assert told == {people.person("system_admin").email, other.email, third.email}
    assert all(WHY not in str(letter.body) for letter in mail.outbox)
    assert str(registry.label_of(events.LOSS_ADMITTED))


def test_one_person_a_stranger_or_no_reason_admit_nothing(
    chain: int, other: User
) -> None:
    mine = people.person("system_admin")
    for asked, reason in (
        ([mine, mine], WHY),
        ([mine, people.person("head")], WHY),
        ([mine], WHY),
        ([mine, other], "Rusak"),
        ([mine, other], "x" * 201),
    ):
        with pytest.raises(CommandError):
            call_command(
                "admit_loss",
                reason=reason,
                administrator=[user.email for user in asked],
                stdout=io.StringIO(),
            )
    other.is_active = False
    other.save()
    with pytest.raises(CommandError, match="two system administrators"):
        admit(other)
    assert not Entry.objects.filter(kind=events.LOSS_ADMITTED).exists()
    assert Checkpoint.objects.count() == 1


def test_only_lost_entries_can_be_admitted(
    chain: int, other: User, folder: Path
) -> None:
    shutil.copy(folder / "000000002.jsonl", folder / "000000005.jsonl")
    with pytest.raises(CommandError, match="More is wrong"):
        admit(other)
    (folder / "000000005.jsonl").unlink()
    admit(other)
    with pytest.raises(CommandError, match="Nothing is lost"):
        admit(other)


def test_a_loss_that_nobody_signed_is_not_admitted(
    chain: int, other: User, folder: Path
) -> None:
    """Somebody without the key widens what was admitted."""
    admit(other)
    cut(chain, 5, kind="user")
    path = folder / "000000003.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    about = json.loads(lines[-2])
    about["restored"]["lost"][0][2] = 0
    lines[-2] = json.dumps(about, separators=(",", ":")).encode() + b"\n"
    path.chmod(0o600)
    path.write_bytes(b"".join(lines))
    code, said = report()
    assert code == 1
    assert "checkpoint 000000003 is not signed by a key of ours" in said
    assert f"user:{chain} n10" in said
