"""The audit of pauses: each one with its days, its reason and whose clock it was."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from agencies.selectors import work_calendar
from complaints.domain.terms import TermKind
from complaints.models import Case
from complaints.selectors import pauses
from complaints.selectors.pauses import Pauses, pauses_of
from tests.complaints.services.test_standing_still import answer, ask, clock, in_formal
from tests.complaints.views.pages import case_page, counted
from tests.factories.complaints import FILED
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/kerja/kantor/jeda/"


def audit(days: int = 30) -> Pauses:
    """The pauses that began in March, as they are so many days after the story's own."""
    first = FILED.date().replace(day=1)
    today = FILED.date() + timedelta(days=days)
    return pauses_of(
        actor("head"), first, first.replace(day=31), today, work_calendar()
    )


def test_a_pause_is_told_from_the_question_to_the_answer_with_its_days() -> None:
    walk = in_formal()
    question = ask(walk)
    standing = audit(days=2).rows[0]
    assert (standing.until, len(standing.days)) == (None, 2)
    walk.pass_days(4)
    answer(walk, question)
    (one,) = audit().rows
    assert (one.clock, one.because, one.waits_for) == (
        "formal",
        TermKind.REPORTER_ANSWER,
        "reporter",
    )
    assert (one.since, one.until) == (
        FILED.date(),
        FILED.date() + timedelta(days=4),
    )
    left_out = [day for day, why in clock(walk).skipped if why == "paused"]
    assert sorted(day.isoformat() for day in one.days) == left_out
    assert one.officer_id == person("intake").pk


def test_two_questions_at_once_are_two_pauses_and_each_day_counts_once_in_all() -> None:
    walk = in_formal()
    first, second = ask(walk), ask(walk, "Siapa petugasnya?")
    walk.pass_days(3)
    answer(walk, first)
    walk.pass_days(2)
    answer(walk, second)
    found = audit()
    assert [len(one.days) for one in found.rows] == [3, 5]
    assert found.totals == [(person("intake").name, 5)]


def test_the_page_is_a_heads_and_knows_her_office_only(client: Client) -> None:
    walk, elsewhere = in_formal(), in_formal()
    for one in (walk, elsewhere):
        ask(one)
    Case.objects.filter(pk=elsewhere.case.pk).update(office=office("63"))
    with time_machine.travel(FILED + timedelta(days=2), tick=True):
        login(client, "intake")
        assert client.get(PAGE).status_code == 404
        login(client, "head")
        page = client.get(PAGE).content.decode()
        assert case_page(walk.case) in page
        assert case_page(elsewhere.case) not in page
        assert "masih berhenti" in page
        before = client.get(PAGE, {"bulan": "2026-02"}).content.decode()
        assert "Tidak ada jam yang mulai berhenti" in before
        for odd in ("kemarin", "0001-01", "9999-12"):
            page = client.get(PAGE, {"bulan": odd}).content.decode()
            assert page.count("<h1>") == 1


def test_a_month_goes_on_where_its_last_page_ended_and_its_totals_stay(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pauses, "PAGE", 2)
    walks = [in_formal() for _ in range(5)]
    for one in walks:
        ask(one)
    with time_machine.travel(FILED + timedelta(days=2), tick=True):
        login(client, "head")
        address, read, totals = f"{PAGE}?bulan=2026-03", [], set()
        while address:
            page = client.get(address).content.decode()
            read += [one for one in walks if case_page(one.case) in page]
            table = page[page.index('id="jumlah"') : page.index('id="tiap"')]
            totals.add(table)
            found = re.search(r'rel="next" href="([^"]+)"', page)
            address = found[1].replace("&amp;", "&") if found else ""
        assert read == walks  # each once, in their order
        assert len(totals) == 1
        assert "Dari awal" in page
        over = client.get(PAGE, {"bulan": "2026-03", "sesudah": "2026-03-31,9,9"})
        assert "Tidak ada lagi sesudah itu." in over.content.decode()
        for odd in ("kemarin", "2026-03-09", "2026-03-09,x,1", "1,2,3,4"):
            again = client.get(PAGE, {"bulan": "2026-03", "sesudah": odd})
            assert case_page(walks[0].case) in again.content.decode()


def test_the_audit_asks_the_same_number_of_questions_for_any_number() -> None:
    ask(in_formal())
    audit()  # makes who asks
    with counted() as few:
        audit()
    for _ in range(3):
        ask(in_formal())
    with counted() as many:
        audit()
    assert len(few) == len(many)
