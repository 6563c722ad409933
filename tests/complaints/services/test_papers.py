"""R35: each side of a case has room for its files, and no more."""

from __future__ import annotations

import pytest

from accounts.actor import STRANGER
from complaints.models import CaseFile
from complaints.services import papers
from complaints.services.errors import NotReady
from complaints.services.papers import Lane, attach
from documents.services import accept_upload
from tests.complaints.story import Walk
from tests.documents.samples import upload

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
    put(walk, 2)
    with pytest.raises(NotReady, match="case_full"):
        put(walk, 2)
    assert CaseFile.objects.count() == 2
    put(walk, 1)
    with pytest.raises(NotReady):
        put(walk, 1)
    # The other side has its own room.
    put(walk, 3, "agency")
    assert CaseFile.objects.count() == 6


def test_nothing_to_attach_is_nothing_asked() -> None:
    attach(Walk().case, [], lane="internal", now=Walk().now)
    assert not CaseFile.objects.exists()
