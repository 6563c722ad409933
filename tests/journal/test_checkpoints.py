"""Signed heads outside the database see what a chain cannot see of itself (R51)."""

import ast
import base64
import io
import json
import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from journal import checkpoints, verify_checkpoints
from journal.checkpoints import Merkle, write
from journal.errors import CheckpointsMissing
from journal.models import Checkpoint
from journal.record import record
from journal.told_heads import root_of
from journal.verify import verify
from tests import database
from tests.architecture import sources
from tests.journal.subjects import NOW, OFFICER, Dossier, Office
from tests.proof import sized

pytestmark = pytest.mark.django_db(transaction=True)

KEY = Ed25519PrivateKey.generate()
KEYS = {"a": KEY.public_key().public_bytes_raw()}


def sign(message: bytes) -> tuple[str, bytes]:
    return "a", KEY.sign(message)


def grow(pk: int, by: int) -> None:
    with transaction.atomic():
        for value in range(by):
            record(
                "test.happened",
                actor=OFFICER,
                subject=Dossier(pk),
                data={"v": value},
                now=NOW + timedelta(minutes=value),
            )


def breaks(folder: Path) -> list[str]:
    return verify_checkpoints.verify_checkpoints(folder, KEYS).breaks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three checkpoints of two chains that grow."""
    place = tmp_path / "checkpoints"
    for _ in range(3):
        grow(5, 30)
        grow(6, 2)
        write(place, sign=sign)
    return place


def as_owner(*statements: str) -> None:
    """What somebody with the owner's password can do: the guards are off."""
    with database.as_owner() as owner:
        owner.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        try:
            for statement in statements:
                owner.execute(statement)
        finally:
            owner.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


def cut(pk: int, to: int, kind: str = "case") -> None:
    """Cut a chain's end off and move its head, so that the chain itself is whole."""
    where = f"subject_kind = '{kind}' AND subject_id = {pk}"
    as_owner(
        f"DELETE FROM journal_entry WHERE {where} AND n > {to}",
        f"UPDATE journal_chainhead SET n = {to}, hash = (SELECT hash FROM"
        f" journal_entry WHERE {where} AND n = {to}) WHERE {where}",
    )


def rewrite(pk: int, since: int) -> None:
    """Change one entry and hash everything after it anew, head included."""
    where = f"subject_kind = 'case' AND subject_id = {pk}"
    as_owner(
        f"UPDATE journal_entry SET data = '{{\"v\": 99}}' WHERE {where} AND n = {since}",
        f"""DO $$ DECLARE e journal_entry; last bytea; BEGIN
            SELECT prev INTO last FROM journal_entry WHERE {where} AND n = {since};
            FOR e IN SELECT * FROM journal_entry WHERE {where} AND n >= {since}
                     ORDER BY n LOOP
              UPDATE journal_entry SET prev = last, core = journal_core(e),
                hash = sha256(last || journal_core(e)) WHERE id = e.id
                RETURNING hash INTO last;
            END LOOP;
            UPDATE journal_chainhead SET hash = last WHERE {where};
        END $$""",
    )


def test_chains_that_only_grow_fit_every_checkpoint(folder: Path) -> None:
    assert breaks(folder) == []
    grow(5, 1)
    grow(7, 1)
    assert breaks(folder) == []
    found = verify_checkpoints.verify_checkpoints(folder, KEYS)
    assert (found.files, found.heads) == (3, 6)


def test_twenty_entries_cut_off_by_the_owner_are_found_by_the_chains_name(
    folder: Path,
) -> None:
    cut(5, 70)
    assert verify().breaks == []  # the chain itself sees nothing
    assert breaks(folder) == ["case:5 n90 (checkpoint 000000003): the entry is gone"]


def test_a_cut_stays_found_when_the_chain_has_grown_over_it(folder: Path) -> None:
    cut(5, 70)
    grow(5, 25)
    assert verify().breaks == []
    _row, back = write(folder, sign=sign)
    assert back == []  # longer than before: the writer alone would not see it
    assert breaks(folder) == [
        "case:5 n90 (checkpoint 000000003): another entry stands there"
    ]


def test_the_next_checkpoint_names_what_went_back_and_does_not_paper_over_it(
    folder: Path,
) -> None:
    cut(5, 70)
    cut(6, 6)
    _row, back = write(folder, sign=sign)
    assert back == ["case:5: was at n90, is at n70"]
    assert breaks(folder) == ["case:5 n90 (checkpoint 000000003): the entry is gone"]


def test_a_chain_that_vanished_is_found(folder: Path) -> None:
    as_owner(
        "DELETE FROM journal_entry WHERE subject_id = 6",
        "DELETE FROM journal_chainhead WHERE subject_id = 6",
    )
    assert verify().breaks == []
    assert breaks(folder) == ["case:6 n2 (checkpoint 000000001): the entry is gone"]
    assert write(folder, sign=sign)[1] == ["case:6: was at n6, is gone"]


@pytest.mark.parametrize("since", [1, 31, 90])
def test_a_history_rewritten_consistently_is_found(folder: Path, since: int) -> None:
    rewrite(5, since)
    assert verify().breaks == []
    (found,) = breaks(folder)
    assert found.startswith("case:5 n")
    assert found.endswith("another entry stands there")
    assert write(folder, sign=sign)[1] == ["case:5: was at n90, is at n90"]


def test_a_missing_file_is_found_wherever_it_lay(folder: Path) -> None:
    (folder / "000000002.jsonl").unlink()
    assert "checkpoint 000000002 is missing" in breaks(folder)
    (folder / "000000003.jsonl").unlink()
    assert breaks(folder) == [
        "checkpoint 000000002 is missing",
        "checkpoint 000000003 is missing",
    ]
    (folder / "000000001.jsonl").unlink()
    assert len(breaks(folder)) == 3


def test_nothing_is_built_on_a_folder_that_lacks_what_the_database_knows(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(CheckpointsMissing):
        write(tmp_path / "elsewhere", sign=sign)
    (folder / "000000003.jsonl").unlink()
    with pytest.raises(CheckpointsMissing):
        write(folder, sign=sign)
    assert Checkpoint.objects.count() == 3
    assert len(list(folder.iterdir())) == 2


def edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(change(content))


def forged(content: bytes) -> bytes:
    """Somebody else's key over the changed object, with our key's name."""
    *heads, about, _seal = content.splitlines(keepends=True)
    told = about.rstrip(b"\n")
    signature = Ed25519PrivateKey.generate().sign(checkpoints.PURPOSE + told)
    seal = json.dumps({"key": "a", "signature": signature.hex()}).encode()
    return b"".join([*heads, about, seal, b"\n"])


def for_another_purpose(content: bytes) -> bytes:
    """Our own signature, over the same bytes, made for something else."""
    *heads, about, _seal = content.splitlines(keepends=True)
    signature = KEY.sign(about.rstrip(b"\n"))
    seal = json.dumps({"key": "a", "signature": signature.hex()}).encode()
    return b"".join([*heads, about, seal, b"\n"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda c: c.replace(b'"case",5,30', b'"case",5,29', 1), "has other heads"),
        (lambda c: c.replace(b'"entries":32', b'"entries":31'), "is not signed"),
        (lambda c: c.replace(b'"key":"a"', b'"key":"b"'), "is not signed"),
        (forged, "is not signed"),
        (for_another_purpose, "is not signed"),
        (lambda c: c[:-40], "is no checkpoint"),
        (lambda c: b"", "is no checkpoint"),
        (lambda c: b"\xff\x00\n[]\n[]\n", "is no checkpoint"),
        (lambda c: b"".join(c.splitlines(keepends=True)[1:]), "has other heads"),
    ],
)
def test_a_changed_file_is_found(
    folder: Path, change: Callable[[bytes], bytes], reason: str
) -> None:
    edit(folder / "000000001.jsonl", change)
    found = breaks(folder)
    assert any(f"checkpoint 000000001 {reason}" in place for place in found)
    assert "checkpoint 000000002 does not follow the one before it" in found


def test_files_that_changed_places_are_found(folder: Path) -> None:
    (folder / "000000002.jsonl").rename(folder / "x")
    (folder / "000000003.jsonl").rename(folder / "000000002.jsonl")
    (folder / "x").rename(folder / "000000003.jsonl")
    found = breaks(folder)
    assert "checkpoint 000000002 is the one of number 3" in found
    assert "checkpoint 000000003 does not follow the one before it" in found


def test_a_root_over_other_heads_is_found_although_it_is_signed(folder: Path) -> None:
    """Somebody told the writer that a chain had not moved."""
    grow(5, 1)
    as_owner(
        "UPDATE journal_anchoredhead a SET n = h.n, hash = h.hash"
        " FROM journal_chainhead h WHERE h.subject_id = a.subject_id"
    )
    write(folder, sign=sign)
    assert breaks(folder) == [
        "checkpoint 000000004 has another root than its heads",
        "checkpoint 000000004 counts other chains or entries",
    ]


def test_a_file_tells_only_the_heads_that_moved(folder: Path) -> None:
    grow(6, 1)
    write(folder, sign=sign)
    head, about, _seal = (folder / "000000004.jsonl").read_bytes().splitlines()
    assert json.loads(head)[:3] == ["case", 6, 7]
    told = json.loads(about)
    assert (told["chains"], told["entries"], told["changed"]) == (2, 97, 1)
    write(folder, sign=sign)
    assert len((folder / "000000005.jsonl").read_bytes().splitlines()) == 2
    assert breaks(folder) == []


def test_chains_are_in_the_order_of_kind_and_number_whatever_the_database_sorts_by(
    tmp_path: Path,
) -> None:
    with transaction.atomic():
        for subject in (Office(12), Dossier(9), Dossier(100), Office(3)):
            record("test.happened", actor=OFFICER, subject=subject, data={}, now=NOW)
    write(tmp_path, sign=sign)
    lines = (tmp_path / "000000001.jsonl").read_bytes().splitlines()[:4]
    order = [tuple(json.loads(line)[:2]) for line in lines]
    assert order == [("case", 9), ("case", 100), ("office", 3), ("office", 12)]
    assert breaks(tmp_path) == []


def test_a_file_is_whole_read_only_and_never_written_twice(folder: Path) -> None:
    path = folder / "000000001.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert {p.name for p in folder.iterdir()} == {f"{n:09d}.jsonl" for n in (1, 2, 3)}
    before = path.read_bytes()
    with pytest.raises(FileExistsError), checkpoints._new_file(path) as file:
        file.write(b"x")
    assert path.read_bytes() == before
    assert len(list(folder.iterdir())) == 3


def test_a_crash_before_the_commit_leaves_a_file_on_which_the_next_one_builds(
    folder: Path,
) -> None:
    grow(5, 1)
    with transaction.atomic():
        write(folder, sign=sign)
        transaction.set_rollback(True)
    assert Checkpoint.objects.count() == 3
    assert (folder / "000000004.jsonl").exists()
    write(folder, sign=sign)
    assert Checkpoint.objects.latest("number").number == 5
    assert breaks(folder) == []


def test_two_writers_at_once_leave_one_file_of_each_number(folder: Path) -> None:
    writers = sized(4, 8)
    connection.close()
    for _ in range(writers):
        if os.fork() == 0:
            status = 1
            try:
                for _turn in range(5):
                    try:
                        write(folder, sign=sign)
                    except Exception:  # noqa: S112 - the loser's file or row exists: it writes nothing
                        continue
                status = 0
            finally:
                os._exit(status)
    for _ in range(writers):
        _pid, status = os.wait()
        assert status == 0
    assert breaks(folder) == []
    assert Checkpoint.objects.count() <= len(list(folder.glob("*.jsonl")))
    assert not list(folder.glob(".*"))


def test_the_command_fails_with_the_chains_name_and_passes_a_healthy_history(
    folder: Path,
) -> None:
    key = f"a:{base64.urlsafe_b64encode(KEYS['a']).decode()}"
    said = io.StringIO()
    call_command("verify_journal", folder=folder, public_key=[key], stdout=said)
    assert "6 heads in 3 checkpoints" in said.getvalue()
    cut(5, 70)
    with pytest.raises(CommandError) as failed:
        call_command("verify_journal", folder=folder, public_key=[key], stdout=said)
    assert failed.value.returncode == 1
    assert "case:5 n90 (checkpoint 000000003): the entry is gone" in said.getvalue()
    call_command("verify_journal", stdout=said)  # the chains alone say nothing


def test_no_file_at_all_is_no_proof(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CommandError) as failed:
            call_command("verify_journal", folder=place, stdout=io.StringIO())
        assert failed.value.returncode == 1


@given(leaves=st.lists(st.binary(max_size=8), max_size=40))
def test_both_ways_of_reckoning_the_root_agree(leaves: list[bytes]) -> None:
    tree = Merkle()
    for leaf in leaves:
        tree.add(leaf)
    assert tree.root() == root_of(iter(leaves), len(leaves))


def test_the_verifier_shares_no_code_with_the_writer() -> None:
    ours = {"verify_checkpoints", "told_heads"}
    modules = {
        node.module
        for name in ours
        for node in ast.walk(sources.tree(sources.CHECKOUT / "journal" / f"{name}.py"))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    shared = {name for name in modules if name.split(".")[0] in sources.PACKAGES}
    assert shared == {"journal.told_heads"}
