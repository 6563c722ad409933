"""The public register in a story: carried out or defied, written, agreed to, released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.domain.corrective import ActionStatus
from complaints.domain.releasing import Release
from complaints.selectors.releases import latest_entry
from complaints.services import publishing, releasing
from complaints.services.releasing import PublicText
from tests.complaints.ladder import (
    carried_out,
    item,
    judged,
    publishable,
    recommended,
    ruled,
    shown,
    told,
)
from tests.people import actor
from tests.remembered import step

if TYPE_CHECKING:
    from datetime import datetime

    from complaints.models import PublicVersion, RegisterEntry
    from tests.complaints.story import Walk

SUMMARY = "Akta kependudukan terbit jauh melewati waktu yang dijanjikan."


@step
def obeyed(**changes: Any) -> Walk:
    """Both items were carried out; with that the plenary closed the case."""
    walk = recommended(**changes)
    for n in (1, 2):
        carried_out(walk, n)
    told(walk)
    assert ruled(walk) == ""
    return walk


@step
def defied(**changes: Any) -> Walk:
    """Nothing was done, and the chair made that public."""
    walk = publishable(**changes)
    walk.do(publishing.publish, "chair")
    return walk


def text(**changes: Any) -> PublicText:
    given: dict[str, Any] = {
        "kind": Release.FIRST,
        "summary": SUMMARY,
        "official": "Kepala Dinas Kependudukan",
        "superior": "Wali Kota Tirtalaya",
        "items": {1: "Menerbitkan akta yang tertunda.", 2: "Memasang papan waktu."},
    }
    return PublicText(**(given | changes))


@step
def written(walk: Walk, **changes: Any) -> Any:
    return walk.do(releasing.propose_release, "resmon", text=text(**changes))


@step
def released(walk: Walk, **changes: Any) -> PublicVersion:
    """Three persons: who writes, who agrees, who releases."""
    written(walk, **changes)
    walk.do(releasing.agree, "commissioner")
    row: PublicVersion = walk.do(releasing.release, "chair")
    return row


@step
def withdrawn(walk: Walk, why: str = "Instansinya keliru.") -> PublicVersion:
    entry = latest_entry(walk.again())
    assert entry is not None
    return taken_back(entry, "chair", walk.now, why)


@step
def taken_back(
    entry: RegisterEntry, who: str, now: datetime, why: str = "Instansinya keliru."
) -> PublicVersion:
    """By the entry alone, whatever became of its case."""
    return releasing.withdraw(entry=entry.ref, why=why, actor=actor(who), now=now)


@step
def an_entry(**changes: Any) -> RegisterEntry:
    """One entry of a recommendation that was carried out."""
    return released(obeyed(**changes)).entry


@step
def late(walk: Walk, n: int = 1) -> None:
    """One item is carried out after all."""
    judged(walk, shown(walk, item(walk, n).ref), ActionStatus.DILAKSANAKAN)
