"""R38-R40: out of quarantine only when scanned, and then as a copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from accounts.actor import STRANGER, SYSTEM
from documents import store
from documents.copying.child import Impossible
from documents.domain.kinds import Standing
from documents.errors import Gone, InQuarantine
from documents.models import StoredFile
from documents.scanning.clamd import EICAR
from documents.services import accept_upload, erase_file, releasing, verifying
from documents.services.downloads import readable
from documents.services.keeping import content_of
from journal import registry
from journal.models import Entry
from journal.verify import verify
from tests.documents import clamd, samples

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
CLEAN = b"stream: OK\0"
WORDS = b"Saya menunggu 40 hari."

pytestmark = pytest.mark.django_db


def kept(name: str = "Bukti.txt", content: bytes = WORDS) -> StoredFile:
    return accept_upload(file=samples.upload(name, content), actor=STRANGER, now=NOW)


def again(stored: StoredFile) -> StoredFile:
    return StoredFile.objects.get(pk=stored.pk)


def story(stored: StoredFile) -> list[str]:
    rows = Entry.objects.filter(subject_kind="file", subject_id=stored.pk)
    return [row.kind.removeprefix("documents.file_") for row in rows.order_by("n")]


@pytest.fixture
def outside(settings: Settings) -> Settings:
    """Not a demonstration."""
    settings.DEMO = False
    settings.CLAMD_SECONDS = 1
    return settings


@pytest.fixture
def honest(outside: Settings) -> Iterator[Settings]:
    with clamd.pretending(clamd.honest_but(CLEAN)) as outside.CLAMD_ADDRESS:
        yield outside


def test_a_clean_file_is_copied_and_released_in_one_run(honest: Settings) -> None:
    stored = kept()
    assert again(stored).standing is Standing.WAITING
    assert str(stored.verdict_label) == "menunggu pemindaian"
    with pytest.raises(InQuarantine):
        readable(stored)
    assert releasing.release_due(NOW) == 1
    stored = again(stored)
    assert (stored.verdict, stored.copying, stored.due_at) == ("clean", "made", None)
    assert str(stored.verdict_label) == "aman"
    assert story(stored) == ["clean", "copied"]
    copy = readable(stored)
    assert (copy.role, copy.parent, copy.verdict) == ("derivative", stored, "ours")
    assert (copy.name, copy.type) == (stored.name, stored.type)
    assert content_of(copy) == content_of(stored) == WORDS
    assert copy.key != stored.key
    assert releasing.release_due(NOW) == 0
    assert verify(("file", stored.pk)).breaks == []


def test_what_the_scanner_finds_is_rejected_for_good(honest: Settings) -> None:
    with clamd.pretending(
        clamd.answering(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    ) as honest.CLAMD_ADDRESS:
        stored = kept()
        releasing.release_due(NOW)
    stored = again(stored)
    assert (stored.verdict, stored.copying, stored.due_at) == (
        "rejected",
        "waiting",
        None,
    )
    assert str(stored.verdict_label) == "ditolak: pemindai menemukan kode berbahaya"
    entry = Entry.objects.get(subject_kind="file", subject_id=stored.pk)
    assert entry.kind == "documents.file_rejected"
    assert entry.data["found"] == "Win.Test.EICAR_HDB-1"
    assert not StoredFile.objects.filter(parent=stored).exists()
    with pytest.raises(InQuarantine):
        readable(stored)


@pytest.mark.parametrize(
    ("talk", "hold", "label"),
    [
        (clamd.hang, "timeout", "menunggu pemindaian"),
        (clamd.reset, "down", "menunggu pemindaian"),
        (b"stream: OK", "garbled", "menunggu pemindaian"),
        (b"stream: no memory ERROR\0", "garbled", "menunggu pemindaian"),
        (
            b"INSTREAM size limit exceeded. ERROR\0",
            "limit",
            "ditahan: pemindai tidak dapat memeriksa isinya",
        ),
        (
            b"stream: Heuristics.Limits.Exceeded FOUND\0",
            "limit",
            "ditahan: pemindai tidak dapat memeriksa isinya",
        ),
        (
            b"stream: Heuristics.Encrypted.Zip FOUND\0",
            "encrypted",
            "ditahan: pemindai tidak dapat memeriksa isinya",
        ),
    ],
)
def test_whatever_is_not_clean_stays_in_quarantine_and_is_tried_again(
    talk: Any, hold: str, label: str, outside: Settings
) -> None:
    stored = kept()
    with clamd.pretending(clamd.honest_but(talk)) as outside.CLAMD_ADDRESS:
        assert releasing.release_due(NOW) == 1
        stored = again(stored)
        assert (stored.verdict, stored.hold, stored.tries) == ("not_scanned", hold, 1)
        assert stored.due_at == NOW + timedelta(minutes=1)
        assert str(stored.verdict_label) == label
        with pytest.raises(InQuarantine):
            readable(stored)
        assert releasing.release_due(NOW) == 0
        later = NOW + timedelta(minutes=1)
        assert releasing.release_due(later) == 1
        assert again(stored).due_at == later + timedelta(minutes=2)
    # Told once, not at every try.
    assert story(stored) == ["held"]
    with clamd.pretending(clamd.honest_but(CLEAN)) as outside.CLAMD_ADDRESS:
        releasing.release_due(NOW + timedelta(days=1))
    stored = again(stored)
    assert (stored.verdict, stored.hold, stored.tries) == ("clean", "", 0)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_while_the_scanner_is_down_nothing_moves_and_no_try_is_counted(
    address: str, outside: Settings
) -> None:
    outside.CLAMD_ADDRESS = address
    stored = kept()
    assert releasing.release_due(NOW) == 0
    stored = again(stored)
    assert (stored.verdict, stored.tries, stored.due_at) == ("not_scanned", 0, NOW)


def test_a_scanner_that_does_not_find_the_sample_releases_nothing(
    outside: Settings,
) -> None:
    stored = kept()
    with clamd.pretending(clamd.answering(CLEAN)) as outside.CLAMD_ADDRESS:
        assert releasing.release_due(NOW) == 0
    assert again(stored).verdict == "not_scanned"


def test_without_a_scanner_and_without_a_demonstration_nothing_moves(
    outside: Settings,
) -> None:
    stored = kept()
    assert releasing.release_due(NOW) == 0
    assert again(stored).standing is Standing.WAITING


def test_a_demonstration_without_a_scanner_says_so_and_copies_all_the_same() -> None:
    stored = kept()
    assert readable(stored) == stored
    assert str(stored.verdict_label) == "belum dipindai"
    releasing.release_due(NOW)
    stored = again(stored)
    assert (stored.verdict, stored.copying) == ("not_scanned", "made")
    assert str(stored.verdict_label) == "belum dipindai"
    assert readable(stored).parent == stored


def test_what_a_demonstration_let_through_is_scanned_once_there_is_a_scanner(
    settings: Settings,
) -> None:
    stored = kept()
    releasing.release_due(NOW)
    with clamd.pretending(clamd.honest_but(CLEAN)) as settings.CLAMD_ADDRESS:
        with pytest.raises(InQuarantine):
            readable(again(stored))
        releasing.release_due(NOW)
    assert again(stored).standing is Standing.SAFE
    assert StoredFile.objects.filter(parent=stored).count() == 1


def test_a_file_whose_copy_cannot_be_made_says_so(
    honest: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> bytes:
        raise Impossible

    monkeypatch.setattr(releasing, "make_copy", fail)
    stored = kept()
    releasing.release_due(NOW)
    stored = again(stored)
    assert (stored.standing, stored.due_at) == (Standing.NO_COPY, None)
    assert story(stored) == ["clean", "not_copied"]


def test_a_run_that_dies_between_verdict_and_copy_is_taken_up_by_the_next(
    honest: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = kept()

    def die(*_args: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(releasing, "make_copy", die)
        with pytest.raises(KeyboardInterrupt):
            releasing.release_due(NOW)
    assert again(stored).standing is Standing.COPYING
    releasing.release_due(NOW)
    assert again(stored).standing is Standing.SAFE
    assert story(stored) == ["clean", "copied"]


def test_a_file_erased_during_its_scan_stays_erased(outside: Settings) -> None:
    stored = kept()

    class Eraser:
        def sees(self) -> bool:
            return True

        def look(self, content: bytes) -> str:
            assert content == WORDS
            erase_file(stored=again(stored), actor=SYSTEM, now=NOW)
            return ""

    releasing._advance(stored.pk, Eraser(), NOW)  # type: ignore[arg-type]  # a scanner at heart
    stored = again(stored)
    assert (stored.standing, stored.verdict) == (Standing.ERASED, "not_scanned")
    assert not StoredFile.objects.filter(parent=stored).exists()
    assert str(stored.verdict_label) == "dihapus"


def test_bytes_that_were_altered_are_never_scanned_as_what_they_were(
    honest: Settings,
) -> None:
    first, second = kept(), kept(content=b"Lain.")
    store.remove(first.key)
    store.write(first.key, store.read(second.key))
    releasing.release_due(NOW)
    held = again(first)
    assert (held.verdict, held.hold) == ("not_scanned", "altered")
    assert held.standing is Standing.HELD
    assert again(second).standing is Standing.SAFE


def test_a_run_stops_in_time_and_the_next_goes_on(
    honest: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        kept()
    monkeypatch.setattr(releasing, "SECONDS", -1)
    assert releasing.release_due(NOW) == 0
    monkeypatch.setattr(releasing, "SECONDS", 20)
    assert releasing.release_due(NOW) == 3


def test_erasing_an_original_erases_its_copy_and_ends_its_waiting(
    honest: Settings,
) -> None:
    stored, waiting = kept(), kept()
    releasing._advance(stored.pk, None, NOW)
    copy = StoredFile.objects.get(parent=stored)
    for one in (stored, waiting):
        erase_file(stored=one, actor=SYSTEM, now=NOW)
    assert again(copy).is_erased
    assert again(waiting).due_at is None


def test_every_day_a_sample_is_compared_with_its_hash() -> None:
    files = [kept(f"{n}.txt", f"Berkas {n}.".encode()) for n in range(5)]
    assert verifying.verify_sample(NOW, size=2) == []
    seen = StoredFile.objects.filter(verified_at=NOW)
    assert list(seen.order_by("pk")) == files[:2]
    # Those that were not looked at come first, then those that waited longest.
    tomorrow = NOW + timedelta(days=1)
    verifying.verify_sample(tomorrow, size=3)
    after = NOW + timedelta(days=2)
    verifying.verify_sample(after, size=2)
    assert (
        list(StoredFile.objects.filter(verified_at=after).order_by("pk")) == files[:2]
    )


def test_a_file_that_was_altered_is_found_and_told_on_its_chain() -> None:
    good, bad, lost = (kept(content=text) for text in (b"Satu.", b"Dua.", b"Tiga."))
    path = Path(default_storage.path(bad.key))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    store.remove(lost.key)
    assert verifying.verify_sample(NOW) == [bad, lost]
    assert (story(good), story(bad), story(lost)) == ([], ["altered"], ["altered"])
    with pytest.raises(Gone):
        content_of(bad)


def test_the_worker_does_both_by_the_clock() -> None:
    every = {sweep.name: sweep.every for sweep in registry.sweeps()}
    assert every["documents.release"] == timedelta(seconds=5)
    assert every["documents.verify"] == timedelta(days=1)
    kept()
    for sweep in registry.sweeps():
        if sweep.name.startswith("documents."):
            sweep.fn(NOW)
    assert StoredFile.objects.filter(copying="made", verified_at=NOW).count() == 1


@pytest.mark.clamd
def test_the_real_scanner_rejects_the_sample_wherever_it_hides(
    outside: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    parts = samples.DOCX_PARTS
    hidden = {
        "a.txt": EICAR,
        "b.txt": b"Lihat berikut ini: " + EICAR,
        "a.docx": samples.package({**parts, "word/media/a.bin": EICAR}),
        "b.docx": samples.package(
            {
                **parts,
                "word/a.zip": samples.package({"b.zip": samples.package({"x": EICAR})}),
            }
        ),
    }
    outside.CLAMD_SECONDS = 30
    files = [kept(name, content) for name, content in hidden.items()]
    clean = kept("c.docx", samples.OURS["docx"])
    with clamd.running(tmp_path_factory.mktemp("clamd")) as outside.CLAMD_ADDRESS:
        releasing.release_due(NOW)
    assert [again(stored).verdict for stored in files] == ["rejected"] * len(files)
    assert again(clean).standing is Standing.SAFE
