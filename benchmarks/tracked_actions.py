"""The list of actions and its overview over ten thousand and a hundred thousand actions.

    python benchmarks/tracked_actions.py [ACTIONS] [--explain]

Needs DATABASE_URL and DATABASE_OWNER_URL (docs/architecture.md); the database is made for
this run and dropped after it: about 600 MB for a hundred thousand. The same actions come
out each time: four of a report, 600 agencies in 34 offices, three of ten still owed, last
days over three years. Page and floor are asked in turn through the whole stack of
middleware; told are medians. A floor is the same frame around the barest query of the
same kind: fifty rows by the index, or a count by agency and no more.
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
os.environ.setdefault("TEST_DB_NAME", "test_tracked_actions")
django.setup()

from django.db import connection
from django.db.models import Count
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

from agencies.models import Agency, Unit
from agencies.selectors import work_calendar
from complaints.domain.tracker import Sort, marks_on
from complaints.models import CorrectiveAction
from complaints.selectors.keyset import ordered
from complaints.selectors.tracker import matching
from complaints.selectors.tracker_narrowing import Filters
from ombudsman import urls
from tests import people
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.agencies import AgencyFactory, OfficeFactory, UnitFactory
from tests.factories.complaints import calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST, ROUNDS, OF_A_REPORT = 10_000, 9, 4
OFFICES, AGENCIES, OFFICERS = 34, 600, 40
FILLED = ("complaints_case", "complaints_lhp", "complaints_correctiveaction")
#: Rows as the use cases would have left them, a hundred times as fast.
CASES = """
INSERT INTO complaints_case (
  ref, locator, code_hash, qr_hash, state, version, display_number, classification,
  rule_set, closing_reason, closed_from, office_id, agency_id, unit_id, agency_label,
  region_code, place, title, substance, story, tried, tried_answer, hope,
  happened_precision, alleged_forms, mandate, why_anyway, urgency, urgent, channel,
  on_behalf, identity_paper, secrecy, restricted, examiner_id, resmon_id, filed_at,
  submitted_on, registered_on, closed_at, updated_at, text_salt, arrived_as, turn,
  order_units)
SELECT gen_random_uuid(), 'K' || lpad(i::text, 7, '0'), '', '',
  CASE WHEN NOT open THEN 'closed' WHEN i %% 5 = 0 THEN 'resmon' ELSE 'corrective' END,
  1, '', 'medium', '', CASE WHEN open THEN '' ELSE 'tk_dilaksanakan' END,
  CASE WHEN open THEN '' ELSE 'corrective' END,
  offices[1 + floor(random() ^ 2 * %(offices)s)::int], agencies[place], units[place],
  '', '', '', 'Akta belum terbit', (ARRAY['adminduk','agraria','air'])[1 + i %% 3],
  'Akta diminta tujuh bulan lalu.', '', '', '', 'day', '[]', '{}', '', '', false, 'web',
  false, 'nik', 'open', i %% 50 = 0, officers[1 + i %% %(officers)s],
  CASE WHEN open AND i %% 5 = 0 THEN officers[1 + (i / 7) %% %(officers)s] END,
  now(), current_date, current_date, CASE WHEN open THEN NULL ELSE now() END, now(),
  '', '', '', '{}'
FROM (SELECT i, random() < 0.4 AS open,
             1 + floor(random() ^ 2 * %(agencies)s)::int AS place
        FROM generate_series(%(after)s + 1, %(cases)s) i) made,
     (SELECT %(office_ids)s::bigint[] AS offices, %(agency_ids)s::bigint[] AS agencies,
             %(unit_ids)s::bigint[] AS units, %(officer_ids)s::bigint[] AS officers) of_;
"""
REPORTS = """
INSERT INTO complaints_lhp (ref, case_id, account, result, opinion, no_action, conclusion,
  drafted_by_id, drafted_at, signed_by_id, signed_on, rule_set, received_on,
  paper_number)
SELECT gen_random_uuid(), id, '', '', '', '', 'found', %(drafter)s, now(), %(signer)s,
  current_date - (random() * 1000)::int, '58-2023', current_date, ''
FROM complaints_case WHERE id > %(last)s;
"""
ACTIONS = """
INSERT INTO complaints_correctiveaction (ref, case_id, lhp_id, n, text, wanted,
  instrument, agency_id, unit_id, superior, received_on, due_on, status, settled_on, related)
SELECT gen_random_uuid(), c.id, l.id, n, 'Terbitkan akta kelahiran anak pelapor.', '',
  CASE WHEN n = 4 THEN 'saran' ELSE 'tk' END, c.agency_id, c.unit_id, '', l.signed_on,
  l.signed_on + 42 + n, CASE WHEN done THEN 'dilaksanakan' ELSE 'belum' END,
  CASE WHEN done THEN l.signed_on + 40 END, '{}'
FROM complaints_case c JOIN complaints_lhp l ON l.case_id = c.id,
  generate_series(1, 4) n, LATERAL (SELECT c.state = 'closed' OR random() < 0.25) d(done)
WHERE c.id > %(last)s;
"""


def floor_of_list(request: HttpRequest) -> HttpResponse:
    """Fifty rows by the index of what is owed, in the frame of the house."""
    wanted = ("ref", "text", "due_on", "status", "agency__name_id", "case__state")
    rows = CorrectiveAction.objects.filter(
        settled_on=None, annulled_on=None, excused_on=None, superseded_by=None
    )
    if "kantor" in request.GET:
        rows = rows.filter(case__office_id=OFFICE[0])
    found = list(rows.order_by("due_on", "id").values(*wanted)[:50])
    return render(request, "base/office.html", {"rows": found})


def floor_of_overview(request: HttpRequest) -> HttpResponse:
    """How many are owed by agency, and nothing else of them."""
    rows = CorrectiveAction.objects.filter(
        settled_on=None, annulled_on=None, excused_on=None, superseded_by=None
    )
    if "kantor" in request.GET:
        rows = rows.filter(case__office_id=OFFICE[0])
    found = rows.order_by().values("agency_id").annotate(n=Count("pk"))
    return render(
        request, "base/office.html", {"rows": list(found.order_by("-n")[:50])}
    )


OFFICE: list[int] = []
urls.urlpatterns += [
    path("lantai/tindakan/", floor_of_list),
    path("lantai/ringkas/", floor_of_overview),
]


def main(actions: int, *, explain: bool) -> int:
    """Print a line for each page at both sizes; 1 when something does not hold."""
    logging.disable(logging.CRITICAL)
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        return int(_steps(actions, explain=explain))
    finally:
        teardown_databases(made, verbosity=0)


def _steps(actions: int, *, explain: bool) -> bool:
    calendar()
    people.everybody()
    OFFICE.append(people.office().pk)
    told = _reference()
    small = _grown(told, 0, min(FIRST, actions) // OF_A_REPORT)
    large = _grown(told, min(FIRST, actions) // OF_A_REPORT, actions // OF_A_REPORT)
    if explain:
        _explained()
    return compared(small, large)


def _reference() -> dict[str, Any]:
    """Offices, agencies with a unit each, and officers of an invented country."""
    codes = [str(code) for code in range(11, 11 + OFFICES - 1) if code != 64]
    offices = [OFFICE[0], *(OfficeFactory(code=code).pk for code in codes)]
    region = people.agency().region
    AgencyFactory.create_batch(AGENCIES - Agency.objects.count(), region=region)
    agencies = list(Agency.objects.order_by("pk"))
    for one in agencies:
        UnitFactory(agency=one, region=region)
    first = {unit.agency_id: unit.pk for unit in Unit.objects.all()}
    officers = [people.person("examiner").pk]
    for n in range(OFFICERS - 1):
        user = UserFactory(email=f"petugas{n}@contoh.test", name=f"Petugas {n}")
        OfficeMembershipFactory(user=user, office=people.office(), role="examiner")
        officers.append(user.pk)
    return {
        "office_ids": offices, "offices": len(offices),
        "agency_ids": [one.pk for one in agencies], "agencies": len(agencies),
        "unit_ids": [first[one.pk] for one in agencies],
        "officer_ids": officers, "officers": len(officers),
        "drafter": officers[0], "signer": people.person("head").pk,
    }  # fmt: skip


def _grown(told: dict[str, Any], after: int, cases: int) -> dict[str, Figure]:
    """The actions of so many reports more, and what the pages then take."""
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute("SELECT coalesce(max(id), 0) FROM complaints_case")
        more = {**told, "after": after, "cases": cases, "last": cursor.fetchone()[0]}
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (CASES, REPORTS, ACTIONS):
            cursor.execute(statement, more)
        for table in FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")
    owed = CorrectiveAction.objects.filter(settled_on=None).count()
    seconds = time.monotonic() - began
    print(f"{cases * OF_A_REPORT} actions, {owed} owed: made in {seconds:.0f} s")
    return dict(_measured())


class Figure:
    """Seconds of a page and of its floor, pair by pair, and the page's statements."""

    def __init__(self, page: Callable[[], Any], floor: Callable[[], Any]) -> None:
        page()  # warm
        with CaptureQueriesContext(connection) as asked:
            page()
        self.statements = sum("SAVEPOINT" not in one["sql"] for one in asked)
        pairs = [(_seconds(floor), _seconds(page)) for _ in range(ROUNDS)]
        self.floor, self.page = (
            statistics.median(each) for each in zip(*pairs, strict=True)
        )
        self.ratio = self.floor / self.page


def _seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


LIST, WHOLE = "/kerja/tindakan/", "/kerja/tindakan/ringkas/"


def _measured() -> Iterator[tuple[str, Figure]]:
    head, chair = _signed_in("head"), _signed_in("chair")
    agency = Agency.objects.order_by("pk")[5]
    asked = {
        "list": "",
        "list, late": "?view=lewat",
        "list, by agency": "?urut=instansi",
        "list, oldest report": "?urut=umur",
        "list, one agency": f"?badan={agency.ref}",
        "list, words of a name": "?instansi=kota+t1",
        "list, subject and region": "?substansi=agraria&provinsi=99",
    }
    for who, client, office in (("head", head, "?kantor"), ("chair", chair, "")):
        floor = get(client, f"/lantai/tindakan/{office}")
        for name, query in asked.items():
            yield f"{who}: {name}", Figure(get(client, f"{LIST}{query}"), floor)
        deep = f"{LIST}?view=semua&sesudah={_page_mark(who, 100)}"
        yield (
            f"{who}: list, page 1 of all",
            Figure(get(client, f"{LIST}?view=semua"), floor),
        )
        yield f"{who}: list, page 100 of all", Figure(get(client, deep), floor)
        floor = get(client, f"/lantai/ringkas/{office}")
        for group in ("instansi", "unit", "petugas", "bidang"):
            yield (
                f"{who}: overview by {group}",
                Figure(get(client, f"{WHOLE}?per={group}"), floor),
            )


def _signed_in(key: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    people.login(client, key)
    return client


def get(client: Client, address: str) -> Callable[[], Any]:
    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address}: {answer.status_code}")

    return ask


def _rows(who: str, **more: Any) -> Any:
    filters = Filters(**more)
    marks = marks_on(work_calendar(), timezone.now().date())
    return ordered(matching(people.actor(who), filters, marks), filters.sort)


def _page_mark(who: str, page: int) -> Any:
    """Behind which action this page begins; the last one there is, if fewer."""
    rows = _rows(who, view="semua")
    place = max(min(50 * (page - 1), rows.count() - 51), 1) - 1
    return rows[place].ref


def _explained() -> None:
    """How PostgreSQL finds the first fifty of each order."""
    for who in ("head", "chair"):
        for sort in Sort:
            print(f"--- {who}, {sort}")
            print(_rows(who, view="terbuka", sort=sort)[:51].explain(analyze=True))


def compared(small: dict[str, Figure], large: dict[str, Figure]) -> bool:
    """Whether something does not hold: statements are flat, whatever the size."""
    for name, one in small.items():
        many = large[name]
        print(
            f"{name:36} {one.page * 1000:5.0f} ms, then {many.page * 1000:5.0f} ms"
            f" (x {many.page / one.page:.2f}); of its floor {one.ratio:.2f},"
            f" then {many.ratio:.2f}; statements {one.statements}, {many.statements}"
        )
    return any(one.statements != large[name].statements for name, one in small.items())


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(main(numbers[0] if numbers else 100_000, explain="--explain" in sys.argv))
