"""Eight officers write the same draft again and again: every accepted text counts once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from complaints.domain import events
from complaints.models import Case, ResultNotice
from complaints.services import examination
from complaints.services.errors import StaleVersion
from journal.models import Entry
from tests.complaints.story import Walk, to_examination
from tests.people import actor
from tests.proof import sized

if TYPE_CHECKING:
    from accounts.actor import Actor

WORKERS = 8
EDITS = sized(10, 100)


def write(walk: Walk, who: Actor, worker: int) -> int:
    """So many texts of one worker, each tried until it is accepted; how often it was not."""
    refused = 0
    try:
        for n in range(EDITS):
            while not _accepted(walk, who, f"{worker}-{n}"):
                refused += 1
    finally:
        connection.close()
    return refused


def _accepted(walk: Walk, who: Actor, text: str) -> bool:
    shown = Case.objects.values_list("version", flat=True).get(pk=walk.case.pk)
    try:
        examination.draft_result(
            ref=walk.case.ref, version=shown, text=text, actor=who, now=walk.now
        )
    except StaleVersion:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_what_eight_workers_write_at_once_sums_up_exactly() -> None:
    walk = Walk()
    to_examination(walk)
    before, who = walk.again().version, actor("examiner")
    with ThreadPoolExecutor(WORKERS) as hands:
        refused = sum(hands.map(partial(write, walk, who), range(WORKERS)))
    written = WORKERS * EDITS
    told = Entry.objects.filter(subject_id=walk.case.pk, kind=events.RESULT_DRAFTED)
    assert walk.again().version - before == written
    assert told.count() == written
    assert told.values("data__text").distinct().count() == written
    last = told.latest("n")
    kept = ResultNotice.objects.get(case=walk.case)
    assert last.data["text"] == walk.case.text_hash(kept.text)
    assert refused > 0, "nobody came between: nothing is proved"
    print(f"{written} accepted, {refused} refused, {told.count()} entries")  # noqa: T201 - a count for the reader
