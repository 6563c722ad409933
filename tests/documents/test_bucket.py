"""Files in a bucket of a real S3-compatible server: kept, opened, erased, out of reach."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from django.conf import settings as portal
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client

from accounts.actor import STRANGER, SYSTEM, reporter_of
from accounts.wall_clock import wall_now
from complaints.models import Case, CaseFile, Draft, ReporterMessage
from documents import errors, store
from documents.links import download_url
from documents.models import StoredFile
from documents.services import accept_upload, erase_file, open_file
from documents.services.keeping import content_of
from documents.services.releasing import release_due
from documents.services.unclaimed import erase_unclaimed, remove_leftovers
from documents.services.verifying import verify_sample
from documents.storages import bucket
from journal.models import Entry
from tests import people
from tests.complaints.views.pages import act_page
from tests.complaints.views.test_acts import DONE, body_of, come_this_far
from tests.complaints.views.writer import STORY
from tests.documents import samples
from tests.documents.s3 import BUCKET, PASSWORD, USER, Server
from tests.factories.agencies import CalendarVersionFactory
from tests.factories.complaints import file_one

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 1  # seconds, of the portal in these tests
PAPER = b"Petugas meminta Rp150.000 supaya cepat. " * 20


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of them."""
    server = Server(tmp_path_factory.mktemp("s3"))
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def server(running: Server, settings: Settings) -> Server:
    """The portal keeps its files there, and nothing is there yet."""
    running.empty()
    settings.S3_BUCKET, settings.S3_ENDPOINT = BUCKET, running.endpoint
    settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY = USER, PASSWORD
    anew(settings)
    return running


def anew(settings: Settings, **changes: Any) -> None:
    """Let the portal open its storage once more, by these settings."""
    for name, value in changes.items():
        setattr(settings, name, value)
    backend = {"BACKEND": "documents.storages.bucket.SealedBucket"}
    settings.STORAGES = portal.STORAGES | {"default": backend}


@pytest.fixture
def out(server: Server) -> Iterator[Server]:
    """It is killed, and comes back after the test."""
    server.kill()
    yield server
    server.start()


def taken(name: str = "surat.txt", content: bytes = PAPER) -> StoredFile:
    file = samples.upload(name, content)
    return accept_upload(file=file, actor=STRANGER, now=wall_now())


# --- kept, opened, erased -------------------------------------------------------
def test_a_file_lies_there_sealed_under_its_drawn_name(
    server: Server, media: Path
) -> None:
    stored = taken()
    ((key, sealed),) = server.objects().items()
    assert key == stored.key
    assert b"Rp150.000" not in sealed
    assert content_of(stored) == PAPER
    assert not media.exists()
    assert verify_sample(wall_now()) == []


def test_a_copy_is_made_there_and_is_what_people_open(
    server: Server, settings: Settings
) -> None:
    settings.DEMO, settings.CLAMD_ADDRESS = True, ""
    stored = taken("foto.jpg", samples.OURS["jpg"])
    assert release_due(wall_now()) == 1
    copy = stored.derivatives.get()
    assert set(server.objects()) == {stored.key, copy.key}
    reader = reporter_of(file_one()[0].pk)
    opened = open_file(copy, actor=reader, now=wall_now())
    assert opened.stream.read().startswith(b"\xff\xd8")


def test_what_is_erased_is_really_gone_its_copy_too(
    server: Server, settings: Settings
) -> None:
    settings.DEMO, settings.CLAMD_ADDRESS = True, ""
    stored = taken("foto.jpg", samples.OURS["jpg"])
    release_due(wall_now())
    kept = taken()
    erase_file(stored=stored, actor=SYSTEM, now=wall_now())
    assert set(server.objects()) == {kept.key}
    with pytest.raises(errors.Gone):
        store.read(stored.key)
    assert erase_unclaimed(wall_now() + timedelta(days=2)) == 1
    assert server.objects() == {}


def test_bytes_without_a_row_are_listed_and_go_after_a_month(server: Server) -> None:
    with transaction.atomic():
        lost = taken().key
        transaction.set_rollback(True)
    kept = taken()
    server.client.put_object(Bucket=BUCKET, Key="orang/lain.txt", Body=b"bukan kami")
    assert {key for key, _ in store.older_than(wall_now() + timedelta(hours=1))} == {
        lost,
        kept.key,
    }
    assert remove_leftovers(wall_now() + timedelta(days=29)) == 0
    assert remove_leftovers(wall_now() + timedelta(days=31)) == 1
    assert set(server.objects()) == {kept.key, "orang/lain.txt"}


def test_altered_and_lost_objects_open_for_nobody(server: Server) -> None:
    altered, lost = taken(), taken("lain.txt", b"Lain.")
    server.client.put_object(Bucket=BUCKET, Key=altered.key, Body=b"x" * 900)
    server.client.delete_object(Bucket=BUCKET, Key=lost.key)
    for stored in (altered, lost):
        with pytest.raises(errors.Gone):
            content_of(stored)


# --- out of reach ---------------------------------------------------------------
def test_a_server_that_dies_in_the_middle_leaves_nothing_half_stored(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dies(bucket.Hurried):
        """Its server is killed when half of the bytes are gone."""

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > len(self.getbuffer()) // 2:
                server.kill()
            return super().read(size)

    monkeypatch.setattr(bucket, "Hurried", Dies)
    with pytest.raises(errors.StorageOut):
        store.write(store.new_key(wall_now()), bytes(3_000_000))
    with pytest.raises(errors.StorageOut):
        taken()
    server.start()
    assert server.objects() == {}
    assert not StoredFile.objects.exists()
    monkeypatch.undo()
    assert content_of(taken()) == PAPER


@pytest.mark.parametrize("work", ["write", "read", "delete", "list"])
def test_nobody_waits_for_a_silent_server_longer_than_a_little(
    server: Server, settings: Settings, work: str
) -> None:
    key = taken().key
    anew(settings, S3_SECONDS=PATIENCE)
    does: Any = {
        "write": lambda: store.write(store.new_key(wall_now()), b"x" * 2_000_000),
        "read": lambda: store.read(key),
        "delete": lambda: store.remove(key),
        "list": lambda: list(store.older_than(wall_now())),
    }[work]
    server.hold()
    began = time.monotonic()
    try:
        with pytest.raises(errors.StorageOut):
            does()
    finally:
        server.let_go()
    assert time.monotonic() - began < 2 * PATIENCE + bucket.CONNECT_SECONDS


def test_a_slow_line_is_given_up_after_its_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew(settings, S3_SECONDS=PATIENCE)

    class Slow(bucket.Hurried):
        """Each piece takes as long as the whole may."""

        def read(self, size: int | None = -1, /) -> bytes:
            time.sleep(PATIENCE)
            return super().read(size)

    monkeypatch.setattr(bucket, "Hurried", Slow)
    began = time.monotonic()
    with pytest.raises(errors.StorageOut):
        store.write(store.new_key(wall_now()), bytes(2_000_000))
    assert time.monotonic() - began < 4 * PATIENCE


def test_the_form_comes_back_with_what_was_typed_and_the_sentence(out: Server) -> None:
    case, receipt = file_one()
    client = Client()
    client.post("/lacak/", {"number": receipt.locator, "code": receipt.code})
    told = {"text": "Ini buktinya.", "papers": samples.upload("a.txt", PAPER)}
    page = client.post(f"/lacak/{case.locator}/pesan/", told)
    assert page.status_code == 503
    assert "sedang tidak terjangkau" in page.content.decode()
    assert "Ini buktinya." in page.content.decode()
    assert not ReporterMessage.objects.exists()
    assert not CaseFile.objects.exists()
    # Without the file it goes at once.
    told = {"text": "Ini tanpa bukti."}
    assert client.post(f"/lacak/{case.locator}/pesan/", told).status_code == 302


def test_filing_goes_on_without_it(out: Server) -> None:
    CalendarVersionFactory()
    client = Client()
    client.post("/lapor/kejadian/", STORY)
    page = client.post("/lapor/bukti/", {"papers": samples.upload("a.txt", PAPER)})
    assert page.status_code == 503
    assert "sedang tidak terjangkau" in page.content.decode()
    alone = client.post(
        "/lapor/bukti/tambah/?bahasa=en", {"papers": samples.upload("a.txt", PAPER)}
    )
    assert alone.status_code == 503
    assert "cannot be reached" in alone.json()["reason"]
    assert client.post("/lapor/bukti/", {}).status_code == 302
    assert Draft.objects.get().answers["title"] == STORY["title"]
    assert not StoredFile.objects.exists()


def test_a_download_says_so_and_is_not_told_as_a_reading(
    server: Server, settings: Settings
) -> None:
    settings.DEMO, settings.CLAMD_ADDRESS = True, ""
    stored = taken()
    case: Case = file_one()[0]
    request: Any = type("Request", (), {"actor": reporter_of(case.pk), "headers": {}})()
    address = download_url(request, stored).removeprefix(portal.FILES_URL)
    server.kill()
    try:
        answer = Client().get(address, headers={"host": portal.FILES_HOST})
    finally:
        server.start()
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "sedang tidak terjangkau" in answer.content.decode()
    assert not Entry.objects.filter(kind="documents.file_read").exists()


def test_an_officer_s_letter_is_a_503_that_keeps_what_was_typed(
    server: Server,
) -> None:
    does = next(one for one in DONE if one.slug == "tutup")
    walk = come_this_far(does)
    client = Client(raise_request_exception=False)
    people.login(client, does.who)
    page, told = act_page(walk.case, does.slug), body_of(does, walk.case)
    entries = Entry.objects.count()
    server.kill()
    try:
        answer = client.post(page, told)
    finally:
        server.start()
    assert answer.status_code == 503
    assert "yang Anda tulis masih ada di halaman ini" in answer.content.decode()
    assert Entry.objects.count() == entries
    assert client.post(page, told).status_code == 302


def test_an_erasure_holds_while_the_server_is_out_and_is_swept_later(
    server: Server,
) -> None:
    stored = taken()
    server.kill()
    try:
        erase_file(stored=stored, actor=SYSTEM, now=wall_now())
        stored.refresh_from_db()
        assert stored.is_erased
    finally:
        server.start()
    assert set(server.objects()) == {stored.key}  # noise without its key
    assert remove_leftovers(wall_now() + timedelta(days=2)) == 1
    assert server.objects() == {}


def test_an_outage_is_no_alteration(server: Server) -> None:
    stored = taken()
    server.kill()
    try:
        with pytest.raises(errors.StorageOut):
            verify_sample(wall_now())
    finally:
        server.start()
    stored.refresh_from_db()
    assert stored.verified_at is None


def test_a_wrong_key_is_an_outage_and_a_full_server_says_so(
    settings: Settings,
) -> None:
    anew(settings, S3_SECRET_KEY="salah")
    with pytest.raises(errors.StorageOut):
        taken()
    full = {
        "ResponseMetadata": {"HTTPStatusCode": 507},
        "Error": {"Code": "XMinioStorageFull"},
    }
    meant = bucket._meant(ClientError(full, "PutObject"))
    assert isinstance(meant, errors.StorageFull)


def test_the_storage_is_the_one_that_the_settings_name() -> None:
    assert isinstance(storages["default"], bucket.SealedBucket)
