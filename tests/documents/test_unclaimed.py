"""A file whose use case was refused ends after a day, and nothing that joined is touched."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as portal
from django.db import transaction

from accounts.actor import STRANGER, SYSTEM
from accounts.wall_clock import wall_now
from complaints.models import CaseFile, DraftFile
from complaints.services import drafting
from documents import events, store
from documents.domain.kinds import MediaType, Verdict
from documents.models import Letter, StoredFile
from documents.services import accept_upload, unclaimed
from documents.services.keeping import content_of, keep
from documents.services.unclaimed import (
    erase_unclaimed,
    holders,
    remove_leftovers,
)
from journal import registry
from journal.models import Entry
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import in_correction
from tests.documents import samples

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(transaction=True)
NOW = wall_now()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")


def uploaded(at: datetime = NOW) -> StoredFile:
    return accept_upload(
        file=samples.upload("akta.png", samples.OURS["png"]), actor=STRANGER, now=at
    )


def on_disk() -> set[str]:
    root = Path(portal.MEDIA_ROOT)
    return {
        path.relative_to(root).as_posix()
        for path in root.glob("*/*/*")
        if path.is_file()
    }


def with_everything() -> Walk:
    """A case with papers, copies, letters and a draft beside it."""
    walk = in_correction()
    paper = uploaded(walk.now)
    submitted(walk, file_ids=[paper.pk])
    draft = drafting.start(actor=STRANGER, now=walk.now)
    drafting.add_file(
        ref=draft.ref, stored=uploaded(walk.now), actor=STRANGER, now=walk.now
    )
    return walk


def test_after_a_day_the_file_and_its_bytes_are_gone_and_on_the_record() -> None:
    stored = uploaded()
    assert erase_unclaimed(NOW + DAY) == 0
    assert erase_unclaimed(NOW + DAY + timedelta(seconds=1)) == 1
    stored.refresh_from_db()
    assert stored.is_erased
    assert on_disk() == set()
    entry = Entry.objects.get(subject_kind="file", subject_id=stored.pk)
    assert (entry.kind, entry.actor_kind) == (events.FILE_UNCLAIMED, SYSTEM.kind)
    assert erase_unclaimed(NOW + 2 * DAY) == 0


def test_nothing_that_joined_is_touched_however_old() -> None:
    walk = with_everything()
    assert CaseFile.objects.exists()
    assert DraftFile.objects.exists()
    assert Letter.objects.count() > 2
    orphan = uploaded(walk.now)
    before = {row.pk: bytes(row.wrapped_key or b"") for row in StoredFile.objects.all()}
    disk = on_disk()
    assert erase_unclaimed(walk.now + 400 * DAY) == 1
    assert remove_leftovers(wall_now() + 400 * DAY) == 0
    del before[orphan.pk]
    rest = StoredFile.objects.exclude(pk=orphan.pk)
    assert {row.pk: bytes(row.wrapped_key or b"") for row in rest} == before
    assert on_disk() == disk - {orphan.key}
    assert all(content_of(row) for row in rest)


def test_every_table_that_holds_files_is_asked() -> None:
    """A later one falls under it by itself; this list only says which there are."""
    found = {relation.related_model._meta.label for relation in holders()}
    assert found == {
        "compliance.FieldEvidence",
        "compliance.Plenary",
        "complaints.CaseFile",
        "complaints.Dossier",
        "complaints.DraftFile",
        "complaints.Export",
        "complaints.FileRelease",
        "documents.Letter",
    }


def test_what_joins_at_the_last_moment_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = uploaded()
    draft = drafting.start(actor=STRANGER, now=NOW)
    later = NOW + 2 * DAY
    erase = unclaimed._erase

    def joins_first(pk: int, now: datetime) -> int:
        drafting.add_file(ref=draft.ref, stored=stored, actor=STRANGER, now=NOW)
        return erase(pk, now)

    monkeypatch.setattr(unclaimed, "_erase", joins_first)
    assert erase_unclaimed(later) == 0
    stored.refresh_from_db()
    assert content_of(stored)


def test_a_copy_ends_with_its_original_and_not_before() -> None:
    stored = uploaded()
    copy = keep(
        b"x",
        name="akta.png",
        media_type=MediaType(stored.type),
        verdict=Verdict.CLEAN,
        now=NOW,
        copy_of=stored,
    )
    assert erase_unclaimed(NOW + 2 * DAY) == 1
    copy.refresh_from_db()
    assert copy.is_erased
    assert on_disk() == set()


def aged(key: str, days: int) -> None:
    path = Path(portal.MEDIA_ROOT) / key
    at = (wall_now() - timedelta(days=days)).timestamp()
    os.utime(path, (at, at))


def test_bytes_without_a_row_go_after_a_month_and_not_before() -> None:
    """What a killed process or a transaction that was rolled back left."""
    with transaction.atomic():
        old = uploaded().key
        transaction.set_rollback(True)
    with transaction.atomic():
        young = uploaded().key
        transaction.set_rollback(True)
    aged(old, 31)
    aged(young, 29)
    kept = uploaded()
    aged(kept.key, 400)
    unfinished = Path(portal.MEDIA_ROOT) / f"{old}.part"
    unfinished.write_bytes(b"x")
    aged(f"{old}.part", 2)
    stranger = Path(portal.MEDIA_ROOT) / old[:8] / "notes.txt"
    stranger.write_bytes(b"not ours")
    aged(f"{old[:8]}notes.txt", 400)
    assert remove_leftovers(wall_now()) == 1
    assert on_disk() == {young, kept.key, f"{old[:8]}notes.txt"}


def test_bytes_that_outlived_their_erasure_go() -> None:
    """The process died after the commit and before it deleted them."""
    stored = uploaded()
    sealed = store.read(stored.key)
    erase_unclaimed(NOW + 2 * DAY)
    store.write(stored.key, sealed)
    aged(stored.key, 2)
    assert remove_leftovers(wall_now()) == 1
    assert on_disk() == set()


def test_both_run_by_the_clock() -> None:
    every = {sweep.name: sweep.every for sweep in registry.sweeps()}
    assert every["documents.unclaimed"] <= timedelta(hours=1)
    assert every["documents.leftovers"] <= DAY
