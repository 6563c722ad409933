"""The same server with floors beside the pages: views that do the least of the same.

``proofs.inside.floors:application`` serves the portal and the floors; ``python -m
proofs.inside.floors DRAFTS`` prints what a client needs to ask for the pages, and how many
statements each sends to the database. See ``benchmarks/citizen.py``.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ombudsman.wsgi import application as application  # noqa: PLC0414 - for the server

# ruff: isort: split
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from accounts.actor import STRANGER
from accounts.reporter_session import KEY
from accounts.sessions import begin
from complaints.models import Case, Draft
from complaints.services import drafting
from complaints.services.codes import HASHER
from complaints.views.citizen import wizard
from ombudsman import clock, urls
from tests.complaints.story import Walk, to_examination
from tests.people import agency, everybody

if TYPE_CHECKING:
    from collections.abc import Callable

STORY = {"title": "Akta", "story": "Belum terbit tujuh bulan.", "hope": "Terbit"}
STEPS: dict[str, dict[str, str]] = {
    "kejadian": STORY,
    "bidang": {"substance": "lainnya"},
    "tempat": {"region": "99.71"},
    "keluhan": {"tried_before": "yes", "tried": "Surat ke loket."},
    "bukti": {},
    "data-diri": {
        "name": "Uji Lantai", "address": "Jalan Uji 7", "on_behalf": "no",
        "paper": "nik", "number": "9971014101900000",
    },
    "kerahasiaan": {"secrecy": "open"},
    "kontak": {"phone": "0812 9999 0000", "channel": "none", "language": "id"},
}  # fmt: skip


class StoryForm(forms.Form):
    """Three fields."""

    title = forms.CharField(max_length=200)
    story = forms.CharField(max_length=5000)
    hope = forms.CharField(max_length=500)


@login_not_required
def hello(request: HttpRequest) -> HttpResponse:
    """A page of the portal with nothing in it."""
    return render(request, "base/public.html")


@login_not_required
def select(request: HttpRequest, locator: str) -> HttpResponse:
    """One row, its title."""
    found = Case.objects.filter(locator=locator).values_list("title", flat=True)
    return render(request, "base/public.html", {"title": found[0]})


@login_not_required
def insert(request: HttpRequest) -> HttpResponse:
    """A form of three fields, one row."""
    form = StoryForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    drafting.start(actor=STRANGER, now=clock.now())
    return HttpResponseRedirect("/lantai/")


@login_not_required
def insert_hashed(request: HttpRequest) -> HttpResponse:
    """The same, and a code hashed as slowly as ours."""
    HASHER.hash("0000-0000-0000")
    return insert(request)


urls.urlpatterns += [
    path("lantai/", hello),
    path("lantai/baca/<str:locator>/", select),
    path("lantai/simpan/", insert),
    path("lantai/simpan/kode/", insert_hashed),
]


def written() -> Draft:
    """A whole draft, written page by page."""
    client = Client(SERVER_NAME="localhost")
    city = agency()
    pages = {"kejadian": STORY, "instansi": {"choice": f"agency:{city.pk}"}, **STEPS}
    for slug, told in pages.items():
        answer = client.post(f"/lapor/{slug}/", told)
        if answer.status_code != 302:
            raise ValueError(f"{slug}: {answer.status_code}")
    return Draft.objects.get(ref=client.session[wizard.SESSION_KEY])


def another(first: Draft) -> dict[str, str]:
    """One like it, in a session of its own."""
    draft = drafting.start(actor=STRANGER, now=clock.now())
    draft.answers = first.answers
    drafting.seal(draft, drafting.opened(first) or {})
    draft.save()
    held = {wizard.SESSION_KEY: str(draft.ref)}
    return {"session": session_with(held), "key": str(draft.key)}


def session_with(held: dict[str, Any]) -> str:
    """The key of a session that holds this."""
    session = Client(SERVER_NAME="localhost").session
    session.update(held)
    begin(session)
    session.save()
    return str(session.session_key)


def statements(ask: Callable[[], Any]) -> int:
    """How many are sent to the database meanwhile."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum("SAVEPOINT" not in one["sql"] for one in captured.captured_queries)


def counted(told: dict[str, Any]) -> dict[str, int]:
    """Statements of each page and each floor."""
    one = told["drafts"].pop()

    def client(session: str) -> Client:
        made = Client(SERVER_NAME="localhost")
        made.cookies[settings.SESSION_COOKIE_NAME] = session
        return made

    writer, reader = client(one["session"]), client(told["tracked"])
    number = told["number"]
    form = {"key": one["key"], "true": "on"}
    return {
        "/lacak/": statements(lambda: reader.get(f"/lacak/{number}/")),
        "/lantai/baca/": statements(lambda: reader.get(f"/lantai/baca/{number}/")),
        "GET step": statements(lambda: writer.get("/lapor/keluhan/")),
        "POST step": statements(
            lambda: writer.post("/lapor/keluhan/", STEPS["keluhan"])
        ),
        "/lapor/periksa/": statements(lambda: writer.post("/lapor/periksa/", form)),
        "/lantai/": statements(lambda: writer.get("/lantai/")),
        "/lantai/simpan/": statements(lambda: writer.post("/lantai/simpan/", STORY)),
    }


def main(drafts: int) -> None:
    """Print one JSON object."""
    everybody()
    walk = Walk(now=clock.now() - timedelta(days=5))
    to_examination(walk)
    case = walk.again()
    first = written()
    told: dict[str, Any] = {
        "number": case.locator,
        "tracked": session_with({KEY: {str(case.pk): clock.now().isoformat()}}),
        "writer": another(first)["session"],
        "drafts": [another(first) for _ in range(drafts + 1)],
    }
    print(json.dumps({**told, "statements": counted(told)}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
