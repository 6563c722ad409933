"""R18: the wrapping key is turned without touching a file."""

from __future__ import annotations

import base64

import pytest
from pytest_django import Settings

from accounts.actor import STRANGER, SYSTEM
from accounts.wall_clock import wall_now
from documents import store
from documents.models import StoredFile
from documents.services import accept_upload, erase_file, rewrap_files
from documents.services.keeping import content_of
from tests.documents import samples

pytestmark = pytest.mark.django_db


def test_files_move_to_the_newest_key_in_steps_and_stay_readable(
    settings: Settings,
) -> None:
    files = [
        accept_upload(
            file=samples.upload(f"{n}.txt", b"Halo."), actor=STRANGER, now=wall_now()
        )
        for n in range(4)
    ]
    erase_file(stored=files[3], actor=SYSTEM, now=wall_now())
    before = [store.read(stored.key) for stored in files]
    new = base64.urlsafe_b64encode(bytes(32)).decode()
    old, settings.VAULT_KEYS = settings.VAULT_KEYS, f"2:{new},{settings.VAULT_KEYS}"
    assert old
    assert content_of(files[0]) == b"Halo."
    assert [rewrap_files(limit=2) for _ in range(3)] == [2, 1, 0]
    settings.VAULT_KEYS = f"2:{new}"
    for n, stored in enumerate(StoredFile.objects.order_by("pk")[:3]):
        assert (stored.key_version, stored.name) == (2, f"{n}.txt")
        assert content_of(stored) == b"Halo."
        assert store.read(stored.key) == before[n]
