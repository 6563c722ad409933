"""An officer's pages over ten thousand and over a million cases, beside their floors.

    python benchmarks/million_cases.py [CASES]

Needs DATABASE_URL and DATABASE_OWNER_URL (docs/architecture.md); the database is made
for this run and dropped after it: about 8 GB for a million. The same cases come out each
time: words after Zipf, nine of a hundred open, ages over six years, 34 offices. Page and
floor are asked in turn through the whole stack of middleware, so that a busy machine slows
both; told are medians. A floor is the same frame around the barest query of the same kind.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["OMBUDSMAN_DB_ROLE"] = "owner"
os.environ.setdefault("OMBUDSMAN_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman.settings")
os.environ.setdefault("TEST_DB_NAME", "test_million_cases")
django.setup()

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)
from django.urls import path
from django.utils import timezone

from agencies.models import Agency, Office
from complaints.models import Case, SearchDocument
from complaints.selectors.keyset import key_of, ordered, written
from complaints.selectors.lexicon import roots
from complaints.selectors.narrowing import Days, Filters, narrowed
from ombudsman import urls
from tests import people
from tests.complaints.story import Walk, to_examination
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.agencies import AgencyFactory, OfficeFactory
from tests.factories.complaints import calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST, ROUNDS = 10_000, 9
OFFICES, AGENCIES, OFFICERS, WORDS = 34, 600, 40, 4_000
#: Of the generated ones: a word that everybody writes, and one that hardly anybody does.
COMMON, RARE = 1, WORDS
FILLED = (
    "complaints_case",
    "complaints_deadline",
    "complaints_searchdocument",
    "journal_entry",
)
#: Rows as the use cases would have left them, a hundred times as fast.
CASES = """
INSERT INTO complaints_case (
  ref, locator, code_hash, qr_hash, state, version, number, display_number,
  classification, rule_set, closing_reason, closed_from, office_id, agency_id,
  agency_label, region_code, place, title, substance, story, tried, tried_answer, hope,
  happened_precision, alleged_forms, mandate, why_anyway, urgency, urgent, channel,
  on_behalf, identity_paper, secrecy, restricted, intake_id, examiner_id, filed_at,
  submitted_on, registered_on, exam_started_on, closed_at, updated_at, text_salt,
  arrived_as, due_on, turn, order_units)
SELECT gen_random_uuid(), upper(lpad(to_hex((i * 2654435761::bigint) %% 4294967296), 8, '0')),
  '', '', CASE WHEN open THEN (ARRAY['submitted','formal','exam','exam'])[1 + i %% 4]
               ELSE 'closed' END,
  1, lpad(((i + 9) %% 1000000)::text, 6, '0') || '.' || extract(year FROM day), '', 'sedang', '',
  CASE WHEN open THEN '' ELSE 'selesai' END, CASE WHEN open THEN '' ELSE 'exam' END,
  offices[1 + floor(random() ^ 2 * %(offices)s)::int],
  agencies[1 + floor(random() ^ 2 * %(agencies)s)::int], '', '', '',
  words[1 + floor(exp(random() * ln(%(words)s)))::int - 1] || ' '
    || words[1 + floor(exp(random() * ln(%(words)s)))::int - 1],
  'lainnya',
  (SELECT string_agg(words[floor(exp(random() * ln(%(words)s)))::int + 0 * w], ' ')
     FROM generate_series(1, 30) w WHERE i > 0),
  '', '', '', 'day', '[]', '{}', '', '', false, 'web', false, 'nik',
  CASE WHEN i %% 7 = 0 THEN 'confidential' ELSE 'open' END, false,
  officers[1 + i %% %(officers)s], CASE WHEN open AND i %% 4 < 2 THEN NULL
                                   ELSE officers[1 + (i / 7) %% %(officers)s] END,
  day, day::date, day::date, day::date, CASE WHEN open THEN NULL ELSE day + '90 days' END,
  day, '', '', CASE WHEN open THEN current_date + (i %% 40)::int - 5 END,
  CASE WHEN open THEN 'examiner' ELSE '' END, '{}'
FROM (SELECT i, random() < 0.09 AS open,
             now() - random() ^ 2 * interval '6 years' AS day
        FROM generate_series(%(after)s + 1, %(cases)s) i) made,
     (SELECT %(office_ids)s::bigint[] AS offices, %(agency_ids)s::bigint[] AS agencies,
             %(officer_ids)s::bigint[] AS officers, %(vocabulary)s::text[] AS words) of_;
"""
TERMS = """
INSERT INTO complaints_deadline (
  case_id, kind, subject, holder, started_on, count, unit, due_on, due_at, zone,
  rule_set, calendar_version, provisional, skipped, law, paused_by,
  met_on)
SELECT id, 'exam_medium', '', CASE WHEN examiner_id IS NULL THEN 'intake' ELSE 'examiner' END,
  submitted_on, 40, 'workdays', coalesce(due_on, submitted_on + 40),
  coalesce(due_on, submitted_on + 40), 'Asia/Makassar', '', '', false, '[]', '', '',
  CASE WHEN due_on IS NULL THEN submitted_on + 30 END
FROM complaints_case WHERE id > %(last)s;
"""
DOCUMENTS = """
INSERT INTO complaints_searchdocument (case_id, audience, office_id, tsv)
SELECT id, 'staff', office_id, to_tsvector('simple', words) || to_tsvector('indonesian', words)
FROM (SELECT id, office_id, locator || ' ' || title || ' ' || story AS words
        FROM complaints_case WHERE id > %(last)s) made;
"""
HISTORY = """
INSERT INTO journal_entry (format, subject_kind, subject_id, n, at, recorded_at,
                           actor_kind, actor_id, kind, data, prev, core, hash)
SELECT 1, 'case', id, n, filed_at, now(), 'system', NULL, 'complaints.case_filed', '{}',
       sha256(n::text::bytea), '', '' FROM complaints_case, generate_series(1, 3) n WHERE id > %(last)s;
"""


def floor_of_queue(request: HttpRequest) -> HttpResponse:
    """Fifty rows by the queue's own index, in the frame of the house."""
    wanted = ("locator", "title", "state", "due_on", "agency__name_id")
    seen = Case.objects.filter(office_id=OFFICE[0], closed_at=None)
    rows = list(seen.order_by("-urgent", "due_on", "id").values(*wanted)[:50])
    return render(request, "base/office.html", {"rows": rows})


def floor_of_case(request: HttpRequest) -> HttpResponse:
    """A case, its terms and what happened: four queries, in the frame of the house."""
    case = Case.objects.select_related("agency", "office").get(ref=SHOWN[0])
    rows = [
        list(case.deadlines.all()),
        list(case.notes.all()),
        list(case.messages.all()),
    ]
    return render(request, "base/office.html", {"case": case, "rows": rows})


def floor_of_search(request: HttpRequest) -> HttpResponse:
    """Fifty cases of the office by one word, as the index has it."""
    found = SearchDocument.objects.filter(office_id=OFFICE[0], tsv=request.GET["q"])
    rows = list(
        found.order_by("case__due_on").values("case__title", "case__state")[:50]
    )
    return render(request, "base/office.html", {"rows": rows})


OFFICE: list[int] = []
SHOWN: list[Any] = []
urls.urlpatterns += [
    path("lantai/antrean/", floor_of_queue),
    path("lantai/perkara/", floor_of_case),
    path("lantai/cari/", floor_of_search),
]


def main(cases: int) -> int:
    """Print a line for each page at both sizes; 1 when something does not hold."""
    logging.disable(logging.CRITICAL)
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        return int(_steps(cases))
    finally:
        teardown_databases(made, verbosity=0)


def _steps(cases: int) -> bool:
    calendar()
    people.everybody()
    OFFICE.append(people.office().pk)
    walk = Walk()
    to_examination(walk)
    SHOWN.append(walk.case.ref)
    told = _reference()
    small = _grown(told, 0, FIRST)
    large = _grown(told, FIRST, cases)
    return _compared(small, large)


def _reference() -> dict[str, Any]:
    """Offices, agencies and officers of an invented country."""
    codes = [str(code) for code in range(11, 11 + OFFICES - 1) if code != 64]
    offices = [OFFICE[0], *(OfficeFactory(code=code).pk for code in codes)]
    region = people.agency().region
    AgencyFactory.create_batch(AGENCIES - Agency.objects.count(), region=region)
    office = Office.objects.get(pk=OFFICE[0])
    officers = [people.person("examiner").pk]
    for n in range(OFFICERS - 1):
        user = UserFactory(email=f"petugas{n}@contoh.test", name=f"Petugas {n}")
        OfficeMembershipFactory(user=user, office=office, role="examiner")
        officers.append(user.pk)
    agencies = list(Agency.objects.values_list("pk", flat=True))
    vocabulary = sorted(word for word in roots() if len(word) > 4)[
        :: len(roots()) // 6000
    ]
    return {
        "office_ids": offices, "offices": len(offices),
        "agency_ids": agencies, "agencies": len(agencies),
        "officer_ids": officers, "officers": len(officers),
        "vocabulary": vocabulary, "words": len(vocabulary),
    }  # fmt: skip


def _grown(told: dict[str, Any], after: int, cases: int) -> dict[str, Figure]:
    """So many cases more, and what the pages then take."""
    began = time.monotonic()
    last = Case.objects.order_by("-pk").values_list("pk", flat=True).first()
    more = {**told, "after": after, "cases": cases, "last": last}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (CASES, TERMS, DOCUMENTS, HISTORY):
            cursor.execute(statement, more)
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")
    open_ = Case.objects.open().count()
    print(f"{cases} cases, {open_} open: made in {time.monotonic() - began:.0f} s")
    words = told["vocabulary"]
    return dict(_measured(words[COMMON], words[-1]))


class Figure:
    """Seconds of a page and of its floor, pair by pair, and the page's statements."""

    def __init__(
        self, page: Callable[[], Any], floor: Callable[[], Any] | None
    ) -> None:
        page()  # warm
        with CaptureQueriesContext(connection) as asked:
            page()
        self.statements = sum("SAVEPOINT" not in one["sql"] for one in asked)
        pairs = [
            (_seconds(floor) if floor else 0.0, _seconds(page)) for _ in range(ROUNDS)
        ]
        self.floor, self.page = (
            statistics.median(each) for each in zip(*pairs, strict=True)
        )
        self.ratio = self.floor / self.page


def _seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _measured(common: str, rare: str) -> Iterator[tuple[str, Figure]]:
    officer, head = _signed_in("examiner"), _signed_in("head")
    queue, floor = "/kerja/antrean/", _get(officer, "/lantai/antrean/")
    yield "queue", Figure(_get(officer, queue), floor)
    yield (
        "queue, filtered",
        Figure(
            _get(officer, f"{queue}?tahap=exam&giliran=ombudsman&urut=terbaru"), floor
        ),
    )
    yield "queue, closed, page 1", Figure(_get(officer, f"{queue}?view=closed"), floor)
    behind = _page_key(1000)
    yield (
        "queue, closed, page 1000",
        Figure(_get(officer, f"{queue}?view=closed&sesudah={behind}"), floor),
    )
    for name, word in (("common", common), ("rare", rare)):
        least = _get(officer, f"/lantai/cari/?q={word}")
        yield f"search, {name}", Figure(_get(officer, f"{queue}?q={word}"), least)
    yield (
        "case",
        Figure(
            _get(officer, f"/kerja/perkara/{SHOWN[0]}/"),
            _get(officer, "/lantai/perkara/"),
        ),
    )
    yield "Today, officer", Figure(_get(officer, "/kerja/hari-ini/"), floor)
    yield "Today, head", Figure(_get(head, "/kerja/hari-ini/"), floor)


def _signed_in(key: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    people.login(client, key)
    return client


def _get(client: Client, address: str) -> Callable[[], Any]:
    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address}: {answer.status_code}")

    return ask


def _page_key(page: int) -> str:
    """Where this page of the closed cases begins; the last one there is, if fewer."""
    actor, today = people.actor("examiner"), timezone.now().date()
    filters = Filters(view="closed")
    seen = Case.objects.visible_to(actor).filter(
        narrowed(filters, actor, Days(today, today))
    )
    place = min(50 * (page - 1), seen.count() - 51) - 1
    row = ordered(seen, filters.sort)[place]
    return written(key_of(row, filters.sort))


def _compared(small: dict[str, Figure], large: dict[str, Figure]) -> bool:
    """Whether something does not hold: statements are flat, whatever the size."""
    for name, one in small.items():
        many = large[name]
        print(
            f"{name:26} {one.page * 1000:5.0f} ms, then {many.page * 1000:5.0f} ms"
            f" (x {many.page / one.page:.2f}); of its floor {one.ratio:.2f},"
            f" then {many.ratio:.2f}; statements {one.statements}, {many.statements}"
        )
    return any(one.statements != large[name].statements for name, one in small.items())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
