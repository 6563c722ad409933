"""Import a real file of city reports into a scratch database, and ask for it.

    python benchmarks/real_reports.py FILE.csv.gz

Needs DATABASE_URL and DATABASE_OWNER_URL (docs/architecture.md); the database is made
for this run and dropped after it. Nothing of the file is printed but counts, and the
file itself may not be in the repository: it has no licence.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["OMBUDSMAN_DB_ROLE"] = "owner"
os.environ.setdefault("OMBUDSMAN_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman.settings")
os.environ.setdefault("TEST_DB_NAME", "test_real_reports")
django.setup()

from django.db.models import Count, Q
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from accounts.roles import Role
from agencies.models import Office
from complaints.models import Case, SearchDocument
from complaints.selectors.narrowing import Days, Filters, matching
from complaints.selectors.queue import queue
from complaints.services.importing import Counts, import_reports, load_mapping
from journal.actor import ActorKind
from journal.verify import verify


def main(path: Path) -> int:
    """Print one line per figure; 1 when a count is not what it must be."""
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        stored = _import(path)
        reached = _walk_queue()
        _search()
        return 0 if stored == reached and not _apart() else 1
    finally:
        teardown_databases(made, verbosity=0)


def _import(path: Path) -> int:
    """Twice; -1 when rows were lost, or the second run stored something."""
    Office.objects.create(
        code="00", name_id="Pusat", name_en="Centre", zone="Asia/Jakarta", central=True
    )

    def run() -> Counts:
        return import_reports(
            path=path,
            how=load_mapping("city"),
            office_code="00",
            actor=SYSTEM,
            now=timezone.now(),
        )

    first, seconds = _timed(run)
    second, again = _timed(run)
    _say("rows in", first.rows)
    _say("rows stored", first.stored)
    _say("rows refused", first.refused)
    _say("seconds", f"{seconds:.1f}")
    _say("second run: rows stored", second.stored)
    _say("second run: seconds", f"{again:.1f}")
    lost = first.rows - first.stored - first.refused
    return -1 if lost or second.stored else first.stored


def _officer() -> Actor:
    return Actor(
        ActorKind.USER, user_id=1, roles=frozenset({Role.INTAKE}), central=True
    )


def _walk_queue() -> int:
    """How many rows the pages of consultations reach, one after the other."""
    officer, today = _officer(), timezone.now().date()
    seen: set[int] = set()
    filters, pages, slowest = Filters(view="consult"), 0, 0.0
    while True:
        start = time.perf_counter()
        page = queue(officer, filters, Days(today, today))
        slowest = max(slowest, time.perf_counter() - start)
        pages += 1
        seen |= {case.pk for case in page.rows}
        if page.following is None:
            break
        filters = Filters(view="consult", after=page.following)
    _say("queue: pages of consultations", pages)
    _say("queue: rows reached", len(seen))
    _say("queue: slowest page, ms", f"{slowest * 1000:.0f}")
    return len(seen)


def _search() -> None:
    _say("search documents", SearchDocument.objects.count())
    seen = Case.objects.visible_to(_officer())
    found, seconds = _timed(seen.filter(matching("keluhan")).count)
    _say("search: consultations with keluhan", found)
    _say("search: ms", f"{seconds * 1000:.0f}")


def _apart() -> int:
    """What should not be there: other cases, clocks, vault rows, breaks in history."""
    strange = Case.objects.exclude(channel="impor", state="consult").count()
    told = Case.objects.aggregate(
        clocks=Count("deadlines", filter=Q(deadlines__isnull=False)),
        sealed=Count("vault", filter=Q(vault__isnull=False)),
    )
    report = verify()
    _say("deadlines and vault rows", told["clocks"] + told["sealed"])
    _say("journal: entries", report.entries)
    _say("journal: breaks", len(report.breaks))
    wrong: int = strange + told["clocks"] + told["sealed"] + len(report.breaks)
    return wrong


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return act(), time.perf_counter() - start


def _say(what: str, figure: object) -> None:
    sys.stdout.write(f"{what:40} {figure}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
