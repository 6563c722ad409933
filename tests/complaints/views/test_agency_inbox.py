"""The first page of an agency: what it must do, what is over, and what happened last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.actor import reporter_of
from complaints.domain import events
from complaints.domain.states import Reason, State
from complaints.models import Case
from complaints.services import closing
from complaints.views import agency_inbox
from journal.models import Delivery
from tests.complaints.services.test_talking import AGREED, met, settled
from tests.complaints.story import Walk, asked, opened_by_agency, to_signed_lhp
from tests.complaints.views.pages import (
    agency_page,
    counted,
    in_correction,
    in_examination,
)
from tests.people import login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
INBOX = reverse("agency:inbox")


def read(client: Client, who: str = "liaison", **asked: str) -> str:
    login(client, who)
    return client.get(INBOX, asked).content.decode()


def closed(walk: Walk, reason: Reason = Reason.TK_DILAKSANAKAN) -> Walk:
    Case.objects.filter(pk=walk.case.pk).update(
        state=State.CLOSED,
        closed_from=walk.again().state,
        closing_reason=reason,
        closed_at=walk.now,
    )
    return walk


def done(page: str) -> str:
    """What stands under the cases that are over; "" where none is."""
    return page.partition('id="selesai"')[2]


def test_a_case_that_is_closed_stands_among_those_that_are_over(client: Client) -> None:
    walk = in_correction()
    assert done(read(client)) == ""
    closed(walk)
    page = read(client)
    assert agency_page(walk.case) in done(page)
    assert "Perkara yang sudah disampaikan kepada Anda" not in page
    assert "Terbitkan akta." not in page
    assert done(read(client, "other_liaison")) == ""


def test_what_both_sides_signed_is_a_step_from_the_inbox(client: Client) -> None:
    walk = in_examination()
    met(walk)
    settled(walk)
    assert agency_page(walk.case) in done(read(client))
    assert AGREED in client.get(agency_page(walk.case)).content.decode()


def test_a_letter_that_ends_a_case_is_still_to_be_opened(client: Client) -> None:
    walk = in_examination()
    to_signed_lhp(walk)
    closed(walk, Reason.TIDAK_DITEMUKAN)
    page = read(client)
    assert page.count("Buka surat baru") == 1
    client.post(agency_page(walk.case))
    page = read(client)
    assert "Buka surat baru" not in page
    letter = walk.case.letters.get(letter__kind="lhp", addressee="agency").letter
    assert letter.number in client.get(agency_page(walk.case)).content.decode()
    assert agency_page(walk.case) in done(page)


def test_what_was_erased_is_no_case_any_more(client: Client) -> None:
    walk = closed(in_correction())
    Case.objects.filter(pk=walk.case.pk).update(erased_at=walk.now)
    assert agency_page(walk.case) not in read(client)


def test_many_cases_that_are_over_have_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agency_inbox, "PAGE", 2)
    walks = [closed(in_correction()) for _n in range(3)]
    first, second = done(read(client)), done(read(client, hal="2"))
    found = [agency_page(walk.case) for walk in walks]
    assert sum(one in first for one in found) == 2
    assert sum(one in second for one in found) == 1
    assert 'rel="next"' in first


def test_it_costs_the_same_for_any_number_of_cases(client: Client) -> None:
    walk = in_examination()
    asked(walk)
    opened_by_agency(walk)
    closed(in_correction())
    read(client)
    with counted() as few:
        read(client)
    for _n in range(2):
        asked(in_examination())
        closed(in_correction())
    with counted() as many:
        read(client)
    assert len(many) == len(few)


def test_the_agency_is_told_that_its_case_is_closed_and_no_other_agency_is() -> None:
    theirs = [person(who) for who in ("liaison", "superior")]
    person("other_liaison")
    walk = in_examination()
    met(walk)
    settled(walk)
    told = Delivery.objects.filter(
        subscriber="agency_news", entry__kind=events.CASE_CLOSED
    )
    assert {one.recipient for one in told} == {f"user:{one.pk}" for one in theirs}


def test_of_a_case_that_it_never_knew_the_agency_is_told_nothing_at_its_end() -> None:
    person("liaison")
    walk = in_examination()
    closing.withdraw(ref=walk.case.ref, actor=reporter_of(walk.case.pk), now=walk.now)
    assert walk.again().state == State.CLOSED
    assert not Delivery.objects.filter(subscriber="agency_news").exists()
