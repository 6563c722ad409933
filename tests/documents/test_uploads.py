"""R33, R35-R37: what we take in, what we refuse, and the sentence for it."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.actor import STRANGER
from documents import errors, store
from documents.domain.kinds import FAMILIES, Family, MediaType, Verdict
from documents.models import StoredFile
from documents.services import accept_upload, uploads
from documents.services.keeping import content_of
from tests.documents import samples

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
TYPES = {
    "jpg": MediaType.JPEG,
    "png": MediaType.PNG,
    "webp": MediaType.WEBP,
    "pdf": MediaType.PDF,
    "docx": MediaType.DOCX,
    "xlsx": MediaType.XLSX,
    "odt": MediaType.ODT,
    "mp3": MediaType.MP3,
    "m4a": MediaType.M4A,
    "ogg": MediaType.OGG,
    "wav": MediaType.WAV,
    "amr": MediaType.AMR,
    "3gp": MediaType.M4A,
    "mp4": MediaType.MP4,
    "txt": MediaType.TEXT,
}
# A telephone calls a recording without pictures .mp4 or .3gp as well, and all three
# are the same container.
ALSO_RIGHT = {
    ("m4a", "mp4"),
    ("m4a", "3gp"),
    ("mp4", "3gp"),
    ("3gp", "mp4"),
    ("3gp", "m4a"),
}

pytestmark = pytest.mark.django_db


def accept(name: str, content: bytes) -> StoredFile:
    return accept_upload(file=samples.upload(name, content), actor=STRANGER, now=NOW)


@pytest.mark.parametrize("ending", TYPES)
def test_every_kind_on_the_list_is_taken_in_and_sealed(
    ending: str, media: Path
) -> None:
    content = samples.OURS[ending]
    stored = accept(f"Bukti saya.{ending}", content)
    stored.refresh_from_db()
    assert stored.media_type is TYPES[ending]
    assert (stored.size, stored.sha256) == (
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    assert stored.verdict == Verdict.NOT_SCANNED.value
    assert (stored.state, stored.role, stored.parent) == ("stored", "original", None)
    assert stored.name == f"Bukti saya.{ending}"
    assert str(stored.verdict_label) == "belum dipindai"
    assert content_of(stored) == content
    [path] = [path for path in media.rglob("*") if path.is_file()]
    assert str(path.relative_to(media)) == stored.key
    assert content[:16] not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_the_key_is_random_with_the_year_in_front() -> None:
    keys = {accept("a.txt", b"Halo.").key for _ in range(5)}
    assert len(keys) == 5
    assert {key[:5] for key in keys} == {"2026/"}


def test_an_ending_with_another_content_is_refused_in_every_pair() -> None:
    contents = {**samples.OURS, **samples.FOREIGN}
    taken = []
    for ending in TYPES:
        for kind, content in contents.items():
            try:
                accept(f"a.{ending}", content)
            except errors.UploadRefused:
                continue
            taken.append((kind, ending))
    assert len(contents) * len(TYPES) == 540
    assert set(taken) == {(ending, ending) for ending in TYPES} | ALSO_RIGHT
    assert StoredFile.objects.count() == 20


@pytest.mark.parametrize(
    "name", ["a.exe", "a.svg", "a.html", "a", ".jpg", "a.jpg.php", "a.heic", "a.zip"]
)
def test_an_ending_that_is_not_on_the_list_is_refused(name: str) -> None:
    with pytest.raises(errors.UnknownType, match="Jenis berkas ini tidak kami terima"):
        accept(name, samples.OURS["jpg"])


def test_the_content_decides_and_capitals_do_not() -> None:
    assert accept("FOTO.JPEG", samples.OURS["jpg"]).media_type is MediaType.JPEG


def test_an_empty_file_is_refused_and_leaves_nothing(media: Path) -> None:
    with pytest.raises(errors.EmptyFile):
        accept("a.jpg", b"")
    assert not media.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.jpg", "Foto terlalu besar (12 MB). Paling besar 10 MB."),
        ("a.pdf", "Dokumen terlalu besar (12 MB). Paling besar 10 MB."),
        ("a.m4a", "Rekaman terlalu besar (12 MB). Paling besar 10 MB."),
        ("a.mp4", "Video terlalu besar (12 MB). Paling besar 10 MB."),
    ],
)
def test_a_file_that_is_too_large_is_refused_with_both_figures(
    name: str, sentence: str
) -> None:
    with pytest.raises(errors.TooLarge) as refused:
        accept(name, bytes(12_000_000))
    assert refused.value.reason == str(refused.value) == sentence
    assert errors.status_of(refused.value) == 413


def test_a_declared_size_is_not_believed(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 20
    file = samples.upload("a.txt", b"Lebih dari dua puluh huruf.")
    file.size = 1
    with pytest.raises(errors.TooLarge):
        accept_upload(file=file, actor=STRANGER, now=NOW)


def test_files_are_examined_in_turn_and_nobody_waits_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(uploads, "WAIT", 0.01)
    with uploads._turns, pytest.raises(errors.TooBusy) as refused:
        accept("a.txt", b"Halo.")
    assert errors.status_of(refused.value) == 503
    assert not StoredFile.objects.exists()
    with pytest.raises(errors.EmptyFile):
        accept("a.txt", b"")
    assert accept("a.txt", b"Halo.").size == 5  # a refusal gives its turn back


def test_a_full_disk_is_said_so_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, media: Path
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.StorageFull) as refused:
        accept("a.txt", b"Halo.")
    assert errors.status_of(refused.value) == 507
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert not StoredFile.objects.exists()


def test_another_fault_of_the_disk_is_no_sentence_for_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        accept("a.txt", b"Halo.")


@pytest.mark.parametrize("key", ["../x", "2026/ab/..", "", "2026/ab/" + "g" * 32])
def test_a_storage_key_is_never_a_path(key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        store.read(key)


def test_every_type_has_a_family_and_every_refusal_a_status() -> None:
    assert set(FAMILIES) == set(MediaType)
    assert set(FAMILIES.values()) == set(Family)
    assert errors.status_of(errors.Damaged()) == 422
