"""That more evidence is wanted, and until when its first day is kept, is told everywhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from complaints.models.choices import Verdict
from complaints.selectors.agency_days import owed
from complaints.selectors.calendar_feed import days_of
from complaints.selectors.duties import released
from complaints.views.calendar_entries import said
from tests.complaints.services.test_seeing import judged
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import agency_page, counted, in_correction
from tests.people import actor, login

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
#: Asked on Monday 9 March 2026; the tests' calendar has no holiday that week.
LAST = "Senin, 16 Maret 2026"
WANTED = "Ombudsman meminta bukti tambahan."


@pytest.fixture
def walk() -> Iterator[Walk]:
    """More was asked of the first order today."""
    told = in_correction()
    judged(told, submitted(told), Verdict.MORE, None)
    with patch("ombudsman.clock.now", lambda: told.now):
        yield told


def pages(walk: Walk) -> list[str]:
    """The inbox, the case and the page on which evidence is sent."""
    client = Client()
    login(client, "liaison")
    order = walk.case.actions.get(n=1)
    addresses = (
        reverse("agency:inbox"),
        agency_page(walk.case),
        reverse("agency:evidence", args=[order.ref]),
    )
    return [client.get(address).content.decode() for address in addresses]


def test_the_agency_reads_by_when_more_keeps_its_first_day(walk: Walk) -> None:
    for page in pages(walk):
        assert page.count(WANTED) == 1
        assert f"paling lambat {LAST}" in page
        assert "9 Maret 2026, tetap dihitung" in page


def test_after_that_day_it_reads_that_the_first_day_is_lost(walk: Walk) -> None:
    walk.pass_days(8)
    for page in pages(walk):
        assert WANTED in page
        assert "tidak dihitung lagi" in page


def test_once_it_came_nothing_more_is_wanted(walk: Walk) -> None:
    submitted(walk)
    assert not any(WANTED in page for page in pages(walk))


def test_it_stands_in_the_calendar_of_the_agency(walk: Walk) -> None:
    days = [day for day in days_of(actor("liaison")) if day.kind == "more"]
    (day,) = days
    assert day.on == date(2026, 3, 16)
    assert "Bukti tambahan untuk tindakan 1" in said(day)


def second_due(walk: Walk, day: date) -> None:
    walk.case.actions.filter(n=2).update(due_on=day)


def order_in_inbox(walk: Walk) -> list[int]:
    """The numbers of the orders as the inbox lists them."""
    page = pages(walk)[0]
    found = {
        page.index(reverse("agency:evidence", args=[row.ref])): row.n
        for row in walk.case.actions.all()
    }
    return [found[place] for place in sorted(found)]


def test_the_inbox_is_sorted_by_the_day_that_decides(walk: Walk) -> None:
    """The first order is due in April; by 16 March more must come, and that decides."""
    second_due(walk, date(2026, 3, 17))
    assert order_in_inbox(walk) == [1, 2]
    second_due(walk, date(2026, 3, 13))
    assert order_in_inbox(walk) == [2, 1]
    second_due(walk, date(2026, 3, 18))
    walk.pass_days(8)  # 17 March: it is lost, and the order's own day decides again
    assert order_in_inbox(walk) == [2, 1]


def test_the_inbox_shows_that_day_and_the_order_s_own_beside_it(walk: Walk) -> None:
    (inbox, *_others) = pages(walk)
    line = inbox[inbox.index("Terbitkan akta.") :].split("</li>")[0]
    assert "<small>16 Mar 2026" in line
    assert "batas tindakan 20 April 2026" in line
    walk.pass_days(8)
    line = pages(walk)[0]
    assert "batas tindakan" not in line


def test_the_calendar_shows_the_day_by_which_the_inbox_is_sorted(walk: Walk) -> None:
    mine = owed(actor("liaison"), released(actor("liaison")))
    (duty,) = [one for one in mine if one.more is not None]
    (day,) = [day for day in days_of(actor("liaison")) if day.kind == "more"]
    assert day.on == duty.keep_on(walk.now.date()) == date(2026, 3, 16)


def test_the_inbox_asks_the_same_queries_for_any_number_of_orders(walk: Walk) -> None:
    client = Client()
    login(client, "liaison")
    client.get(reverse("agency:inbox"))
    with counted() as one:
        client.get(reverse("agency:inbox"))
    judged(walk, submitted(walk, 2), Verdict.MORE, None)
    with counted() as two:
        client.get(reverse("agency:inbox"))
    assert len(one) == len(two)
