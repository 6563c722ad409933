"""R29, R34, R41, R52: who fetches a file, from where, for how long, on the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest
import time_machine
from django.conf import settings as configured
from django.core import signing
from django.db import DatabaseError
from django.db.transaction import atomic
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.actor import STRANGER, SYSTEM, Actor, reporter_of
from accounts.errors import NotAllowed
from accounts.http import PortalRequest
from accounts.models import User
from accounts.wall_clock import wall_now
from documents import store
from documents.domain.kinds import Verdict
from documents.errors import Gone, InQuarantine, NoCopy, NoCopyYet, Rejected
from documents.links import download_url, original_url
from documents.models import StoredFile
from documents.services import accept_upload, erase_file, open_file
from documents.services.keeping import keep
from journal.actor import ActorKind
from journal.models import Entry
from tests import people
from tests.documents import samples

pytestmark = pytest.mark.django_db
CONTENT = samples.OURS["txt"]
BROWSER = "Peramban 1.0"


@pytest.fixture
def user() -> User:
    return people.person("examiner")


@pytest.fixture
def actor(user: User) -> Actor:
    return Actor(ActorKind.USER, user_id=user.pk)


def kept(name: str = "Bukti “saya”.txt", content: bytes = CONTENT) -> StoredFile:
    file = samples.upload(name, content)
    return accept_upload(file=file, actor=STRANGER, now=wall_now())


def address(
    stored: StoredFile,
    actor: Actor,
    browser: str = BROWSER,
    make: Callable[[PortalRequest, StoredFile], str] = download_url,
) -> str:
    request = RequestFactory().get("/", headers={"user-agent": browser})
    asked = cast("PortalRequest", request)
    asked.actor, asked.now = actor, wall_now()
    return make(asked, stored)


def fetch(
    url: str, host: str = configured.FILES_HOST, browser: str = BROWSER
) -> HttpResponseBase:
    path = "/" + url.partition("//")[2].partition("/")[2]
    response: HttpResponseBase = Client().get(
        path, headers={"host": host, "user-agent": browser}
    )
    return response


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response)


def test_a_signed_address_hands_out_the_file_and_records_it(
    actor: Actor, user: User
) -> None:
    stored = kept()
    url = address(stored, actor)
    assert url.startswith(f"{configured.FILES_URL}/berkas/")
    response = fetch(url)
    assert response.status_code == 200
    assert body(response) == CONTENT
    entry = Entry.objects.get()
    assert entry.kind == "documents.file_read"
    assert (entry.subject_kind, entry.subject_id) == ("user", user.pk)
    assert (entry.actor_kind, entry.actor_id) == ("user", user.pk)
    assert entry.data.pop("asked") == f"r-{response['X-Request-ID']}"
    assert entry.data == {
        "file": str(stored.ref),
        "verdict": "not_scanned",
        "from": "127.0.0.0/24",
    }


def test_a_download_is_never_a_page_of_ours(actor: Actor) -> None:
    response = fetch(address(kept(), actor))
    body(response)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Bukti%20%E2%80%9Csaya%E2%80%9D.txt"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Length"] == str(len(CONTENT))
    assert not response.cookies


@pytest.mark.parametrize("ending", samples.OURS)
def test_every_kind_comes_as_an_attachment_of_its_fixed_type(
    ending: str, actor: Actor
) -> None:
    stored = kept(f"bukti.{ending}", samples.OURS[ending])
    response = fetch(address(stored, actor))
    body(response)
    assert response["Content-Type"].partition(";")[0] == stored.type
    assert response["Content-Disposition"] == f'attachment; filename="bukti.{ending}"'


def test_after_a_minute_the_address_is_over(actor: Actor) -> None:
    with time_machine.travel(wall_now(), tick=False) as clock:
        url = address(kept(), actor)
        clock.shift(timedelta(seconds=60))
        assert fetch(url).status_code == 200
        clock.shift(timedelta(seconds=1))
        late = fetch(url)
    assert late.status_code == 403
    assert "Tautan unduhan sudah lewat waktu" in body(late).decode()
    assert Entry.objects.count() == 1


def test_an_address_of_another_browser_is_no_address(actor: Actor) -> None:
    assert fetch(address(kept(), actor), browser="Lain").status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "x" + token,
        lambda _: "bukan",
        lambda _: signing.dumps(["a"], salt="documents.file"),
        lambda _: signing.dumps("a", salt="another.purpose"),
    ],
)
def test_a_forged_address_is_no_address(forge: Any, actor: Actor) -> None:
    start, _, token = address(kept(), actor).rstrip("/").rpartition("/")
    response = fetch(f"{start}/{forge(token)}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_files_come_from_their_own_host_only(actor: Actor) -> None:
    url = address(kept(), actor)
    assert fetch(url, host="testserver").status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize("path", ["/", "/verifikasi/", "/masuk/", "/static/x.css"])
def test_the_files_host_serves_nothing_else(path: str) -> None:
    response = fetch(f"http://x{path}")
    assert response.status_code == 404
    assert not response.cookies
    assert fetch(f"http://x{path}", host="testserver").status_code in {200, 302, 404}


def test_somebody_whose_account_was_closed_gets_nothing(
    actor: Actor, user: User
) -> None:
    url = address(kept(), actor)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert fetch(url).status_code == 404


def test_the_holder_of_a_code_reads_on_the_chain_of_the_report() -> None:
    response = fetch(address(kept(), reporter_of(31)))
    assert response.status_code == 200
    entry = Entry.objects.get()
    assert (entry.subject_kind, entry.subject_id) == ("case", 31)


def test_a_stranger_has_no_address_that_works() -> None:
    assert fetch(address(kept(), STRANGER)).status_code == 404


@pytest.mark.parametrize("nobody", [STRANGER, SYSTEM])
def test_whoever_has_no_chain_opens_nothing(nobody: Actor) -> None:
    with pytest.raises(NotAllowed):
        open_file(kept(), actor=nobody, now=wall_now())


def test_outside_a_demonstration_what_is_not_scanned_is_kept_back(
    actor: Actor, settings: Settings
) -> None:
    stored = kept()
    url = address(stored, actor)
    settings.DEMO = False
    response = fetch(url)
    assert response.status_code == 404
    assert "belum dipindai" in body(response).decode()
    entry = Entry.objects.get()
    assert entry.kind == "documents.file_refused"
    with pytest.raises(InQuarantine, match="belum dipindai"):
        address(stored, actor)
    with pytest.raises(InQuarantine):
        open_file(stored, actor=actor, now=wall_now())


def released(stored: StoredFile, content: bytes = b"Salinan.") -> StoredFile:
    """Scanned, with a copy of other bytes, so that one sees which of them comes."""
    stored.verdict, stored.copying, stored.due_at = "clean", "made", None
    stored.save()
    return keep(
        content,
        name=stored.name,
        media_type=stored.media_type,
        verdict=Verdict.OURS,
        now=wall_now(),
        copy_of=stored,
    )


def test_a_scanned_file_is_read_by_its_copy_and_not_by_itself(
    actor: Actor, settings: Settings
) -> None:
    stored = kept()
    old = address(stored, actor)
    settings.DEMO = False
    copy = released(stored)
    assert body(fetch(address(stored, actor))) == b"Salinan."
    assert Entry.objects.get().data["file"] == str(copy.ref)
    late = fetch(old)
    assert late.status_code == 404
    assert "sedang dibuat" in body(late).decode()
    with pytest.raises(InQuarantine):
        open_file(stored, actor=actor, now=wall_now())


def test_the_original_comes_by_an_address_made_for_the_original(
    actor: Actor, settings: Settings
) -> None:
    stored = kept()
    settings.DEMO = False
    released(stored)
    assert body(fetch(address(stored, actor, make=original_url))) == CONTENT


@pytest.mark.parametrize(
    ("copying", "refusal"),
    [("waiting", NoCopyYet), ("impossible", NoCopy)],
)
def test_a_scanned_file_without_a_copy_says_which_of_the_two_it_is(
    actor: Actor, copying: str, refusal: type[InQuarantine]
) -> None:
    stored = kept()
    stored.verdict, stored.copying = "clean", copying
    stored.save()
    with pytest.raises(refusal):
        address(stored, actor)


@pytest.mark.parametrize("demo", [False, True])
def test_what_was_rejected_never_leaves_nor_does_its_copy_or_original(
    actor: Actor, settings: Settings, demo: bool
) -> None:
    stored = kept()
    copy = released(stored)
    settings.DEMO = demo
    stored.verdict = Verdict.REJECTED.value
    stored.save()
    copy.refresh_from_db()
    for make in (download_url, original_url):
        with pytest.raises(Rejected, match="ditolak oleh pemindai"):
            address(stored, actor, make=make)
    with pytest.raises(Rejected):
        open_file(stored, actor=actor, now=wall_now(), original=True)
    with pytest.raises(Rejected):
        open_file(copy, actor=actor, now=wall_now())


def test_a_copy_does_not_outlive_its_original(actor: Actor) -> None:
    stored = kept()
    copy = released(stored)
    StoredFile.objects.filter(pk=stored.pk).update(
        state="erased", key_version=None, wrapped_key=None, nonce=None, sealed_name=None
    )
    copy.refresh_from_db()
    with pytest.raises(Gone):
        open_file(copy, actor=actor, now=wall_now())


def test_the_database_takes_no_verdict_back() -> None:
    stored = kept()
    for verdict in ("rejected", "clean", "not_scanned", "ours"):
        stored.verdict, stored.due_at = verdict, None
        if verdict == "rejected":
            stored.save()
            continue
        with pytest.raises(DatabaseError, match="never taken back"), atomic():
            stored.save()


def test_an_opened_file_says_what_it_is(actor: Actor) -> None:
    stored = kept()
    opened = open_file(stored, actor=actor, now=wall_now())
    assert (opened.name, opened.size) == (stored.name, len(CONTENT))
    assert (opened.sha256, opened.media_type) == (stored.sha256, "text/plain")


def test_a_file_that_was_altered_or_moved_does_not_open(actor: Actor) -> None:
    first, second = kept(), kept(content=b"Lain.")
    store.remove(first.key)
    with pytest.raises(Gone):
        open_file(first, actor=actor, now=wall_now())
    store.write(first.key, store.read(second.key))
    with pytest.raises(Gone):
        open_file(first, actor=actor, now=wall_now())
    assert not Entry.objects.exists()


def test_a_hash_that_no_longer_fits_does_not_open(actor: Actor) -> None:
    stored = kept()
    stored.sha256 = "0" * 64
    with pytest.raises(Gone):
        open_file(stored, actor=actor, now=wall_now())


def test_erasing_destroys_key_name_and_bytes_and_keeps_the_row(
    actor: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    stored = kept()
    url = address(stored, actor)
    with django_capture_on_commit_callbacks(execute=True):
        erased = erase_file(stored=stored, actor=actor, now=wall_now())
    assert (erased.name, erased.is_erased) == ("", True)
    assert erased.sha256 == stored.sha256
    with pytest.raises(Gone):
        store.read(stored.key)
    assert fetch(url).status_code == 404
    with pytest.raises(Gone):
        open_file(erased, actor=actor, now=wall_now())
    with django_capture_on_commit_callbacks(execute=True):
        erase_file(stored=erased, actor=actor, now=wall_now())


def test_erasing_takes_the_derivatives_along(actor: Actor) -> None:
    stored, copy = kept(), kept()
    made = StoredFile(
        key=store.new_key(wall_now()),
        sha256=copy.sha256,
        size=copy.size,
        type=copy.type,
        sealed_name=copy.sealed_name,
        role="derivative",
        parent=stored,
        key_version=1,
        wrapped_key=b"x",
        nonce=b"x",
        created_at=wall_now(),
    )
    made.save()
    erase_file(stored=stored, actor=actor, now=wall_now())
    made.refresh_from_db()
    assert made.is_erased
    assert made.wrapped_key is None


def test_a_row_without_its_key_is_gone(actor: Actor) -> None:
    stored = kept()
    stored.wrapped_key = None
    with pytest.raises(Gone):
        open_file(stored, actor=actor, now=wall_now())


def test_an_address_of_a_row_that_is_not_there_is_no_address(actor: Actor) -> None:
    stored = kept()
    stored.ref = UUID(int=1)
    assert fetch(address(stored, actor)).status_code == 404
