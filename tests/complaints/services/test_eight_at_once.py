"""Eight officers change one text at the same time: no edit is lost (R59)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from complaints.models import Case, ResultNotice
from complaints.services import examination
from complaints.services.errors import StaleVersion
from tests.complaints.story import Walk, to_examination
from tests.people import actor
from tests.proof import sized

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS, EDITS = 8, sized(3, 100)


def test_eight_who_write_one_text_lose_no_line_of_each_other() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text="0")
    before = walk.again().version
    examiner = actor("examiner")

    def add(worker: int) -> int:
        refused = 0
        try:
            for n in range(EDITS):
                while not _appended(walk, f"{worker}.{n}", examiner):
                    refused += 1
        finally:
            connections.close_all()
        return refused

    with ThreadPoolExecutor(WORKERS) as pool:
        refused = sum(pool.map(add, range(WORKERS)))
    lines = ResultNotice.objects.get(case=walk.case).text.splitlines()
    wanted = {f"{worker}.{n}" for worker in range(WORKERS) for n in range(EDITS)}
    assert lines[0] == "0"
    assert sorted(lines[1:]) == sorted(wanted)
    assert walk.again().version - before == WORKERS * EDITS
    assert refused > 0  # they did meet


def _appended(walk: Walk, line: str, examiner: object) -> bool:
    version = Case.objects.get(pk=walk.case.pk).version
    text = ResultNotice.objects.get(case=walk.case).text
    try:
        examination.draft_result(
            ref=walk.case.ref,
            version=version,
            text=f"{text}\n{line}",
            actor=examiner,  # type: ignore[arg-type]  # the thread's own copy
            now=walk.now,
        )
    except StaleVersion:
        return False
    return True
