"""The clock writes checkpoints and checks the history against them (R51)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client

from accounts.actor import SYSTEM
from journal import heartbeats, registry, selectors, sweeps
from journal.models import Checkpoint, Verification
from journal.record import record
from ombudsman import clock
from ombudsman.operations import events, history
from tests import people
from tests.journal.test_checkpoints import cut

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(transaction=True)


def grow(by: int) -> int:
    """A longer chain of the administrator; returns whose it is."""
    admin = people.person("system_admin")
    with transaction.atomic():
        for _ in range(by):
            record(
                events.DELIVERIES_REPLAYED,
                actor=SYSTEM,
                subject=admin,
                data={},
                now=clock.now(),
            )
    return admin.pk


def only(*names: str) -> list[str]:
    """Run these sweeps if they are due."""
    return [name for name in sweeps.run_due(clock.now()) if name in names]


def test_every_ten_minutes_there_is_a_checkpoint_and_every_day_a_check() -> None:
    grow(3)
    every = {sweep.name: sweep.every for sweep in registry.sweeps()}
    assert every[history.CHECKPOINT] == timedelta(minutes=10)
    assert every[history.CHECK] == timedelta(days=1)
    ours = (history.CHECKPOINT, history.CHECK)
    assert only(*ours) == list(ours)
    assert only(*ours) == []
    found = Verification.objects.get()
    assert (found.entries, found.checkpoints, found.breaks) == (3, 1, 0)


def test_a_cut_history_is_a_finding_at_the_next_checkpoint(folder: Path) -> None:
    pk = grow(30)
    history.write_checkpoint(clock.now())
    assert not Verification.objects.exists()
    cut(pk, 10, kind="user")
    history.write_checkpoint(clock.now())
    found = Verification.objects.get()
    assert found.places == [f"user:{pk}: was at n30, is at n10"]
    history.check(clock.now())
    latest = selectors.last_verification()
    assert latest is not None
    assert latest.places == [f"user:{pk} n30 (checkpoint 000000001): the entry is gone"]


def test_without_its_folder_the_writer_gets_no_heartbeat(
    folder: Path, settings: Settings
) -> None:
    grow(1)
    history.write_checkpoint(clock.now())
    settings.CHECKPOINT_DIR = str(folder / "another")
    assert only(history.CHECKPOINT) == []
    assert history.CHECKPOINT in selectors.late_heartbeats()
    assert Checkpoint.objects.count() == 1


def test_the_auditor_sees_the_last_checkpoint_and_what_the_check_found(
    client: Client,
) -> None:
    people.login(client, "auditor")
    page = client.get("/kerja/riwayat/").content.decode()
    assert "Belum ada titik periksa." in page
    pk = grow(30)
    history.write_checkpoint(clock.now())
    history.check(clock.now())
    page = client.get("/kerja/riwayat/").content.decode()
    assert "Titik periksa nomor 1," in page
    assert "cocok dengan 1 titik periksa" in page
    cut(pk, 10, kind="user")
    history.check(clock.now())
    page = client.get("/kerja/riwayat/").content.decode()
    assert "menemukan 1 hal yang tidak cocok" in page
    assert f"user:{pk} n30" in page


def test_the_writer_beats_like_every_other_sweep() -> None:
    assert heartbeats.is_due(history.CHECKPOINT, history.CHECKPOINT_EVERY)
    sweeps.run_due(clock.now())
    assert not heartbeats.is_due(history.CHECKPOINT, history.CHECKPOINT_EVERY)
