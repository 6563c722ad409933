"""An assessor hears that he is sent, that a sheet came back, and that a day comes near."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from compliance.models import Visit
from compliance.services.reminding import remind
from journal.models import Delivery, Entry
from tests.compliance import field
from tests.compliance.rounds import city

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


def on(day: int) -> datetime:
    return datetime(2026, 12, day, 3, tzinfo=UTC)


def sent() -> Visit:
    return field.sent(field.place(field.drawn(city(1))))


def told() -> list[str]:
    rows = Delivery.objects.filter(subscriber="compliance.assessor_news")
    return [row.entry.kind for row in rows.order_by("id")]


def test_who_is_sent_is_told_and_no_mail_names_the_agency() -> None:
    visit = sent()
    assert told() == ["compliance.assessor_sent"]
    delivery = Delivery.objects.get(subscriber="compliance.assessor_news")
    assert delivery.recipient == f"user:{visit.assessor_id}"


def test_three_days_before_and_once_after_the_day_and_never_twice() -> None:
    visit = sent()  # due on the tenth
    assert [remind(on(day)) for day in (6, 7, 8, 10, 11, 12, 20)] == [
        0,
        1,
        0,
        0,
        1,
        0,
        0,
    ]
    assert told().count("compliance.visit_due") == 2
    visit.refresh_from_db()
    assert visit.reminded_on == on(11).date()


def test_a_scheduler_that_slept_reminds_of_it_once() -> None:
    sent()
    assert [remind(on(20)), remind(on(20))] == [1, 0]
    assert Entry.objects.filter(kind="compliance.visit_due").count() == 1


def test_of_a_sheet_that_was_handed_in_nobody_is_reminded() -> None:
    field.handed_in(sent())
    assert remind(on(20)) == 0
