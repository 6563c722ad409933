"""R35: each side of a case has room for its files, and no more."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from accounts.actor import STRANGER
from complaints.models import CaseFile
from complaints.services import drafting, papers
from complaints.services.errors import NoRoom, NotReady
from complaints.services.papers import Lane, attach
from complaints.views.sentences import refusal
from documents.services import accept_upload
from tests.complaints.story import Walk
from tests.documents.samples import upload
from tests.factories.complaints import FILED

pytestmark = pytest.mark.django_db
FIVE = b"Halo."


def stored(walk: Walk, count: int) -> list[int]:
    return [
        accept_upload(file=upload(f"{n}.txt", FIVE), actor=STRANGER, now=walk.now).pk
        for n in range(count)
    ]


def put(walk: Walk, count: int, lane: Lane = "reporter") -> None:
    attach(walk.case, stored(walk, count), lane=lane, now=walk.now)


@pytest.mark.parametrize(
    ("name", "most"), [("MOST_FILES", 3), ("MOST_BYTES", 3 * len(FIVE))]
)
def test_what_does_not_fit_joins_not_at_all(
    monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    monkeypatch.setattr(papers, name, most)
    walk = Walk()
    put(walk, 2, "agency")
    with pytest.raises(NotReady, match="case_full"):
        put(walk, 2, "agency")
    assert CaseFile.objects.count() == 2
    put(walk, 1, "agency")
    with pytest.raises(NotReady):
        put(walk, 1, "agency")
    # The other side has its own room.
    put(walk, 4)
    assert CaseFile.objects.count() == 7


@pytest.mark.parametrize(
    ("name", "most", "code"),
    [
        ("UPLOAD_REPORT_FILES", 3, "too_many_files"),
        ("UPLOAD_REPORT_LIMIT", 3 * len(FIVE), "report_full"),
    ],
)
def test_the_room_of_a_reporter_is_a_setting_and_he_hears_what_is_left(
    settings: Settings, name: str, most: int, code: str
) -> None:
    setattr(settings, name, most)
    walk = Walk()
    put(walk, 2)
    with pytest.raises(NoRoom, match=code) as refused:
        put(walk, 2)
    assert CaseFile.objects.count() == 2
    assert str(refusal(refused.value)).startswith(
        "Satu laporan memuat paling banyak 3 berkas."
        if code == "too_many_files"
        else "Berkas ini 0,1 MB, sedangkan sisa tempat untuk laporan ini 0 MB"
    )
    put(walk, 1)
    put(walk, 4, "agency")
    assert CaseFile.objects.count() == 7


def test_a_report_that_is_still_written_has_no_more_room(settings: Settings) -> None:
    settings.UPLOAD_REPORT_FILES = 1
    draft = drafting.start(actor=STRANGER, now=FILED)

    def brings(text: bytes) -> None:
        told = accept_upload(file=upload("a.txt", text), actor=STRANGER, now=FILED)
        drafting.add_file(ref=draft.ref, stored=told, actor=STRANGER, now=FILED)

    brings(FIVE)
    with pytest.raises(NoRoom, match="too_many_files"):
        brings(b"Lain.")
    assert draft.files.count() == 1


def test_what_the_case_holds_already_joins_no_second_time() -> None:
    walk = Walk()
    ids = stored(walk, 2)
    attach(walk.case, ids[:1], lane="reporter", now=walk.now)
    attach(walk.case, ids, lane="reporter", now=walk.now)
    assert sorted(CaseFile.objects.values_list("file_id", flat=True)) == ids


def test_nothing_to_attach_is_nothing_asked() -> None:
    attach(Walk().case, [], lane="internal", now=Walk().now)
    assert not CaseFile.objects.exists()
