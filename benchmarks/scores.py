"""A whole assessment of 600 agencies, and the public pages, beside their floors.

    python benchmarks/scores.py [CASES]

Needs DATABASE_URL and DATABASE_OWNER_URL (docs/architecture.md); the database is made for
this run and dropped after it: about 9 GB for a million cases. Five units of each agency
are seen by fifty indicators, ten of them asked of four people; a tenth as many actions as
cases (a hundred thousand) lie behind. Told are: the run from scratch (lock, minutes,
publication) and its largest memory; one score corrected, as the run of what changed; all
of them proven again; each beside the barest SQL over the same rows. Then the public pages
over ten thousand and over all cases, in turn with a page of one query in the same frame.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("TEST_DB_NAME", "test_scores")

import million_cases
import tracked_actions

django.setup()

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
)
from django.urls import path, reverse

from accounts.wall_clock import wall_now
from agencies.models import Agency, Unit
from complaints.models import CorrectiveAction
from compliance.domain.answering import Told
from compliance.domain.methodology import NodeKind
from compliance.models import (
    Methodology,
    MethodologyNode,
    Place,
    Round,
    RoundAgency,
    Snapshot,
    Visit,
)
from compliance.services.computing import is_intact
from compliance.services.locking import lock
from compliance.services.publishing import publish
from compliance.services.score_corrections import correct_seen
from ombudsman import urls
from tests import people
from tests.compliance.plenary import agreed
from tests.factories.agencies import AgencyFactory, UnitFactory
from tests.factories.complaints import calendar
from tests.factories.compliance import MethodologyFactory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST = 10_000
AGENCIES, UNITS, PER_ACTION = 600, 5, 10
#: Indicators of each of the four parts; the last ones of each are asked of users.
SHAPE, OF_USERS, USERS = (12, 12, 12, 14), (3, 3, 2, 2), 4
YEAR = 2026
OBSERVATIONS = """
INSERT INTO compliance_observation (visit_id, node_id, who, value, absent)
SELECT v.id, n.id, who, CASE n.answer WHEN 'yes_no' THEN floor(random() * 2)
                                      ELSE floor(random() * 5) END, false
FROM compliance_visit v JOIN compliance_place p ON p.id = v.place_id,
     compliance_methodologynode n,
     generate_series(CASE n.per WHEN 'user' THEN 1 ELSE 0 END,
                     CASE n.per WHEN 'user' THEN %(users)s ELSE 0 END) who
WHERE p.round_id = %(round)s AND n.methodology_id = %(method)s AND n.answer <> '';
"""
#: What any score of the agencies must at least read, in one statement each.
FLOOR_OF_SEEN = """
SELECT p.agency_id, n.parent_id, avg(o.value) FROM compliance_observation o
JOIN compliance_visit v ON v.id = o.visit_id JOIN compliance_place p ON p.id = v.place_id
JOIN compliance_methodologynode n ON n.id = o.node_id
WHERE p.round_id = %(round)s GROUP BY 1, 2
"""
FLOOR_OF_ACTIONS = """
SELECT agency_id, count(*), count(*) FILTER (WHERE status = 'dilaksanakan'
  AND settled_on <= due_on) FROM complaints_correctiveaction GROUP BY 1
"""


def floor_of_board(request: HttpRequest) -> HttpResponse:
    """The best fifty of a year by one query, in the frame of the public pages."""
    rows = Snapshot.objects.filter(year=YEAR).order_by("-score")
    told = list(rows.values("score", "rank", "agency__name_id")[:50])
    return render(request, "base/public.html", {"rows": told})


def floor_of_card(request: HttpRequest) -> HttpResponse:
    """One snapshot, whole, in the frame of the public pages."""
    row = Snapshot.objects.select_related("agency").get(pk=SHOWN[0])
    return render(request, "base/public.html", {"row": row, "data": row.data})


SHOWN: list[int] = []
urls.urlpatterns += [
    path("lantai/rapor/", floor_of_board),
    path("lantai/kartu/", floor_of_card),
]


def main(cases: int) -> int:
    """Print a line for each figure; 1 when a page asks more over more cases."""
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
    told = _reference()
    method = _method()
    _grown(told, 0, FIRST)
    first = _in_the_field(method, YEAR)
    _run(first, FIRST)
    SHOWN.append(first.snapshots.order_by("id")[7].pk)
    small = dict(_pages(first))
    _grown(told, FIRST, cases)
    large = dict(_pages(first))
    _run(_in_the_field(method, YEAR + 1), cases)
    return tracked_actions.compared(small, large)


def _reference() -> dict[str, Any]:
    """600 agencies of an invented country with five units each, and two officers."""
    region = people.agency().region
    AgencyFactory.create_batch(AGENCIES - Agency.objects.count(), region=region)
    for one in Agency.objects.order_by("pk"):
        for n in range(UNITS - one.units.count()):
            UnitFactory(agency=one, region=region, name_id=f"Dinas {n} {one.name_id}")
    first = dict(Unit.objects.order_by("-pk").values_list("agency_id", "pk"))
    agencies = sorted(first)
    officers = [people.person(key).pk for key in ("examiner", "resmon")]
    return {
        "office_ids": [people.office().pk], "offices": 0,
        "agency_ids": agencies, "agencies": len(agencies) - 1,
        "unit_ids": [first[pk] for pk in agencies],
        "officer_ids": officers, "officers": len(officers),
        "drafter": officers[0], "signer": people.person("head").pk,
        "vocabulary": [f"kata{n}" for n in range(500)], "words": 500,
    }  # fmt: skip


def _grown(told: dict[str, Any], after: int, cases: int) -> None:
    """So many cases, and a tenth as many actions."""
    began = time.monotonic()
    reports = [n // PER_ACTION // tracked_actions.OF_A_REPORT for n in (after, cases)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        for table in tracked_actions.FILLED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(million_cases.CASES, {**told, "after": after, "cases": cases})
        cursor.execute("SELECT max(id) FROM complaints_case")
        more = {"after": reports[0], "cases": reports[1], "last": cursor.fetchone()[0]}
        for statement in (
            tracked_actions.CASES,
            tracked_actions.REPORTS,
            tracked_actions.ACTIONS,
        ):
            cursor.execute(statement, told | more)
        for table in tracked_actions.FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")
    actions = CorrectiveAction.objects.count()
    seconds = time.monotonic() - began
    print(f"{cases} cases, {actions} actions: made in {seconds:.0f} s")


def _method() -> Methodology:
    """Four parts with fifty indicators, as the use case leaves them."""
    method: Methodology = MethodologyFactory(code="lima-puluh", least_units=1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE compliance_methodologynode DISABLE TRIGGER USER")
    for part, n, heard in zip(
        method.nodes.order_by("id"), SHAPE, OF_USERS, strict=True
    ):
        for at in range(n):
            user = at >= n - heard
            MethodologyNode.objects.create(
                methodology=method,
                parent=part,
                code=f"{part.code}-{at}",
                kind=NodeKind.INDICATOR,
                position=at,
                name_id=f"Indikator {at}",
                name_en=f"Indicator {at}",
                weight=Decimal(100 - (n - 1) * (100 // n) if not at else 100 // n),
                answer="scale" if user or at % 2 else "yes_no",
                per="user" if user else "unit",
                top=4 if user or at % 2 else None,
                wanted=USERS if user else 1,
            )
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE compliance_methodologynode ENABLE TRIGGER USER")
    return method


def _in_the_field(method: Methodology, year: int) -> Round:
    """Drawn, seen, signed, heard: what waits for the lock."""
    now, admin = wall_now(), people.person("compliance_admin")
    round_ = Round.objects.create(
        methodology=method,
        name=f"Penilaian {year}",
        year=year,
        cutoff=now.date() - timedelta(days=1),
        fictional=True,
        opened_at=now,
        seed="1",
        units_drawn=UNITS,
        products_drawn=1,
        announced_at=now - timedelta(days=30),
        objections_until=now.date() - timedelta(days=10),
    )
    RoundAgency.objects.bulk_create(
        RoundAgency(round=round_, agency=one) for one in Agency.objects.all()
    )
    Place.objects.bulk_create(
        Place(
            round=round_,
            agency_id=unit.agency_id,
            unit=unit,
            drawn=True,
            signed_by=admin,
            signed_at=now,
        )
        for unit in Unit.objects.order_by("id")
    )
    assessor = people.person("assessor")
    Visit.objects.bulk_create(
        Visit(place=place, turn=1, assessor=assessor, due_on=date(2026, 1, 1))
        for place in round_.places.all()
    )
    with connection.cursor() as cursor:
        told = {"round": round_.pk, "method": method.pk, "users": USERS}
        cursor.execute(OBSERVATIONS, told)
        print(f"{cursor.rowcount} answers at {round_.places.count()} units")
    Visit.objects.filter(place__round=round_).update(handed_in_at=now)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return round_


def _run(round_: Round, cases: int) -> None:
    """From the lock to publication, then one correction, then the proof of all."""
    actor, now = people.actor("compliance_admin"), wall_now()
    floor = _raw(FLOOR_OF_SEEN, round_) + _raw(FLOOR_OF_ACTIONS, round_)
    began = _megabytes()
    steps = {
        "lock": lambda: lock(round_ref=round_.ref, version=1, actor=actor, now=now),
        "minutes and consent": lambda: agreed(round_, now),
        "publication": lambda: publish(
            round_ref=round_.ref, version=2, decree="SK 1", actor=actor, now=now
        ),
    }
    took = {name: _seconds(act) for name, act in steps.items()}
    one = round_.snapshots.order_by("id")[0]
    took["one score corrected"] = _seconds(lambda: _corrected(one))
    rows = list(round_.snapshots.all())
    took["all proven again"] = _seconds(lambda: [is_intact(row) for row in rows])
    whole = took["lock"] + took["publication"]
    print(
        f"{cases} cases: "
        + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items())
        + f"; barest SQL over the same rows {floor:.2f} s, lock and publication"
        f" {whole / floor:.1f} times that; memory {began} to {_megabytes()} MB"
    )


def _corrected(old: Snapshot) -> None:
    unit = old.data["inputs"]["units"][0]
    seen = unit["seen"]["input-0"]["told"]
    correct_seen(
        round_ref=old.round.ref,
        agency_ref=old.agency.ref,
        unit_ref=unit["ref"],
        code="input-0",
        told=[Told(1 - Decimal(seen[0][0]))],
        absent=False,
        reason="Foto yang salah.",
        version=1,
        actor=people.actor("compliance_admin"),
        now=wall_now(),
    )


def _raw(statement: str, round_: Round) -> float:
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"round": round_.pk})
            cursor.fetchall()

    return min(_seconds(ask) for _ in range(3))


def _megabytes() -> int:
    """The largest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _pages(round_: Round) -> Iterator[tuple[str, tracked_actions.Figure]]:
    client, agency = Client(SERVER_NAME="localhost"), Agency.objects.order_by("pk")[7]
    board = f"{reverse('rapor:board')}?tahun={round_.year}"
    card = reverse("rapor:card", kwargs={"ref": agency.ref, "year": round_.year})
    unit = f"{card}unit/{agency.units.order_by('pk')[0].ref}/"
    ask = tracked_actions.get
    lists, rows = ask(client, "/lantai/rapor/"), ask(client, "/lantai/kartu/")
    for name, address, floor in (
        ("scoreboard", board, lists),
        ("ranking by name", f"{board}&cari=kota", lists),
        ("province", f"{reverse('rapor:province', args=['99'])}", lists),
        ("agency", card, rows),
        ("unit", unit, rows),
    ):
        yield name, tracked_actions.Figure(ask(client, address), floor)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
