"""R33, R36-R40: over a hundred files, each with its exact fate, through the real way."""

from __future__ import annotations

import hashlib
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.http import FileResponse
from PIL import Image
from pytest_django import Settings

from accounts.actor import STRANGER
from documents.domain.kinds import ENDINGS, MediaType
from documents.domain.names import clean_name, ending_of
from documents.errors import UploadRefused
from documents.models import StoredFile
from documents.services import accept_upload, releasing
from documents.services.downloads import readable
from documents.services.keeping import content_of
from tests.documents import clamd, corpus
from tests.documents.corpus import FILES, Sent
from tests.proof import FULL

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
#: Left to PROOF=full: what takes seconds to make, and names, which differ in nothing
#: but themselves (tests/documents/domain has them all).
LARGE = ("B02", "B12", "B16", "B17", "D08", "N01", "N02", "N03", "N04", "N05", "N07")
#: How many of each kind the threats ask for at least.
WANTED = Counter(M=20, P=10, B=14, A=12, G=10, V=6, D=12, N=10)
PACKAGES = {MediaType.DOCX, MediaType.XLSX, MediaType.ODT}

pytestmark = [pytest.mark.django_db, pytest.mark.clamd]


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamd.running(tmp_path_factory.mktemp("clamd")) as address:
        yield address


@pytest.fixture(autouse=True)
def production(settings: Settings, scanner: str) -> None:
    settings.DEMO = False
    settings.CLAMD_ADDRESS = scanner
    settings.CLAMD_SECONDS = 60


def inside(content: bytes, kind: MediaType) -> bytes:
    """All that stands in a copy, unpacked."""
    if kind is MediaType.PDF:
        out = BytesIO()
        with pikepdf.open(BytesIO(content)) as document:
            document.save(out, qdf=True)
        return content + out.getvalue()
    if kind in PACKAGES:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
            return b"\n".join([*map(str.encode, names), *map(parts.read, names)])
    return content


def names_in_header(name: str) -> int:
    """How many parameters a reader of the download's header finds."""
    sent = FileResponse(BytesIO(), as_attachment=True, filename=name)
    message = Message()
    message["Content-Disposition"] = sent["Content-Disposition"]
    sent.close()
    return len(message.get_params(header="content-disposition") or []) - 1


def fate(sent: Sent, content: bytes) -> tuple[str, StoredFile | None]:
    """What becomes of it, by the way that every file goes."""
    file = ContentFile(content)
    file.name = sent.name  # past Django's own cleaning: any client can do that
    try:
        stored = accept_upload(file=file, actor=STRANGER, now=NOW)
    except UploadRefused as refused:
        return type(refused).__name__, None
    releasing.release_due(NOW)
    stored = StoredFile.objects.get(pk=stored.pk)
    return stored.standing.value, stored


@pytest.mark.parametrize(
    "sent",
    [sent for sent in FILES if FULL or not sent.what.startswith(LARGE)],
    ids=lambda sent: sent.what,
)
def test_every_file_meets_its_fate(sent: Sent) -> None:
    content = sent.make()
    began = time.monotonic()
    found, stored = fate(sent, content)
    assert found == sent.fate
    assert time.monotonic() - began < 30
    if stored is None:
        assert not StoredFile.objects.exists()
        return
    assert hashlib.sha256(content_of(stored)).hexdigest() == stored.sha256
    assert content_of(stored) == content
    if found == "safe":
        copy = content_of(readable(stored))
        shown = inside(copy, stored.media_type)
        assert [mark for mark in sent.without if mark in shown] == []
        assert stored.name == clean_name(sent.name)
        assert names_in_header(stored.name) == 1


def test_the_corpus_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    found = Counter(sent.what[0] for sent in FILES)
    with capsys.disabled():
        told = ", ".join(f"{kind} {count}" for kind, count in found.items())
        sys.stdout.write(f"\ncorpus: {len(FILES)} files ({told})\n")
    assert len({sent.what for sent in FILES}) == len(FILES)
    assert len(FILES) == 118
    assert found >= WANTED


def test_what_is_to_be_removed_is_really_there_before() -> None:
    """Or its absence afterwards would say nothing."""
    for sent in FILES:
        if sent.fate == "safe" and sent.what[0] in "PAG":
            content = sent.make()
            kind = min(ENDINGS[ending_of(sent.name)])
            shown = inside(content, kind)
            assert [mark for mark in sent.without if mark in shown], sent.what


def test_a_photograph_lying_on_its_side_stands_up_in_its_copy() -> None:
    sent = Sent("", "a.jpg", lambda: corpus.exif(orientation=6), "safe")
    _, stored = fate(sent, sent.make())
    assert stored is not None
    with Image.open(BytesIO(content_of(readable(stored)))) as copy:
        assert copy.size == (30, 60)
        assert not dict(copy.getexif())
