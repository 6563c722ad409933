"""Agencies are reminded of their self-assessment: once, three days before its day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from compliance.models import Round, SelfSheet
from compliance.services.reminding import remind_agencies
from journal.models import Delivery, Entry
from tests.compliance import self_assessment as own
from tests.compliance.rounds import NOW, city
from tests.people import actor, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
DUE = "compliance.self_due"


def on(day: int, hour: int = 3) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


@pytest.fixture
def round_() -> Round:
    """Two cities are asked up to the tenth of December."""
    person("liaison")
    person("other_liaison")
    return own.invited(own.planned(city(1), city(2)), date(2026, 12, 10), now=NOW)


def reminded() -> list[list[int]]:
    rows = Entry.objects.filter(kind=DUE).order_by("id")
    return [entry.data["agencies"] for entry in rows]


def test_three_days_before_those_are_told_who_have_not_handed_in(
    round_: Round,
) -> None:
    own.handed_in(round_, city(2), by="other_liaison", now=NOW)
    assert [remind_agencies(on(day)) for day in (1, 6, 7)] == [0, 0, 1]
    assert reminded() == [[city(1).pk]]
    told = Delivery.objects.filter(subscriber="compliance.liaison_news")
    mails = told.filter(entry__kind=DUE)
    assert [row.recipient for row in mails] == [f"user:{person('liaison').pk}"]


def test_it_may_run_as_often_as_it_likes_and_tells_each_once(round_: Round) -> None:
    assert [remind_agencies(on(day)) for day in (7, 7, 8, 10)] == [2, 0, 0, 0]
    assert reminded() == [[city(1).pk, city(2).pk]]
    assert round_.self_sheets.count() == 2


def test_a_scheduler_that_slept_tells_once_on_the_last_day_and_never_after_it(
    round_: Round,
) -> None:
    del round_
    assert [remind_agencies(on(10)), remind_agencies(on(10, 16))] == [2, 0]
    assert [remind_agencies(on(10, 18)), remind_agencies(on(20))] == [0, 0]


def test_a_day_that_passed_unseen_is_told_to_nobody(round_: Round) -> None:
    del round_
    assert remind_agencies(on(11)) == 0
    assert reminded() == []


def test_a_day_that_was_moved_is_told_once_more(round_: Round) -> None:
    remind_agencies(on(7))
    own.invited(round_, date(2026, 12, 17), now=on(9))
    assert [remind_agencies(on(day)) for day in (9, 14, 15)] == [0, 2, 0]
    assert len(reminded()) == 2


def test_what_was_taken_back_is_reminded_of(round_: Round) -> None:
    for one, key in ((city(1), "liaison"), (city(2), "other_liaison")):
        own.handed_in(round_, one, by=key, now=NOW)
    assert remind_agencies(on(7)) == 0
    own.taken_back(round_, city(1), now=on(7))
    assert remind_agencies(on(8)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"announced_at": NOW, "objections_until": date(2026, 12, 20)},
        {"state": "locked", "locked_at": NOW},
        {"self_until": None},
    ],
)
def test_nobody_is_reminded_of_what_is_closed_or_was_never_asked(
    round_: Round, change: dict[str, object]
) -> None:
    Round.objects.filter(pk=round_.pk).update(**change)
    assert remind_agencies(on(8)) == 0


def test_an_agency_that_is_left_out_meanwhile_is_not_reminded(round_: Round) -> None:
    round_.members.filter(agency=city(1)).update(assessed=False)
    assert remind_agencies(on(8)) == 1
    assert reminded() == [[city(2).pk]]
    assert not SelfSheet.objects.visible_to(actor("liaison")).exists()
