"""Days that an agency must keep stand in its inbox and in its calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.activities import Kind
from complaints.models import Milestone
from complaints.selectors.calendar_feed import days_of
from complaints.services import milestones
from complaints.views.calendar_entries import DUTIES, said
from ombudsman import clock
from tests.complaints.ladder import in_resmon
from tests.complaints.services.test_activities import begun
from tests.complaints.services.test_talking import invited, minuted
from tests.complaints.story import Walk, opened_by_agency, opened_by_superior
from tests.complaints.views.pages import (
    agency_page,
    counted,
    in_correction,
    in_examination,
)
from tests.factories.complaints import FILED
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
INBOX = reverse("agency:inbox")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[Walk]:
    """The page's day is that of the story that is put in."""
    told: list[Walk] = []
    monkeypatch.setattr(clock, "now", lambda: told[-1].now if told else FILED)
    return told


def inbox(client: Client, who: str = "liaison") -> str:
    login(client, who)
    return client.get(INBOX).content.decode()


def calendar(who: str = "liaison") -> list[str]:
    return [said(day) for day in days_of(actor(who))]


def planned(walk: Walk) -> Milestone:
    row = walk.case.actions.get(n=1)
    due = walk.now.date() + timedelta(days=14)
    return Milestone.objects.create(
        action=row, day=10, text="Surat edaran terbit", due_on=due
    )


def test_a_milestone_is_a_duty_until_something_is_told_of_it(
    client: Client, at: list[Walk]
) -> None:
    walk = in_correction()
    at.append(walk)
    row = planned(walk)
    address = reverse("agency:progress", args=[row.ref])
    assert address in inbox(client)
    assert [said for said in calendar() if "Tonggak" in said]
    milestones.report_progress(
        ref=row.ref, text="Terbit.", file_ids=[], actor=actor("liaison"), now=walk.now
    )
    assert address not in inbox(client)
    assert not [said for said in calendar() if "Tonggak" in said]


def test_no_milestone_is_owed_of_an_order_that_is_not(
    client: Client, at: list[Walk]
) -> None:
    walk = in_correction()
    at.append(walk)
    planned(walk)
    walk.case.actions.filter(n=1).update(excused_on=walk.now.date())
    assert "Surat edaran terbit" not in inbox(client)


def test_a_summons_is_kept_once_its_letter_was_opened_and_until_its_day(
    client: Client, at: list[Walk]
) -> None:
    walk = in_examination()
    at.append(walk)
    row = begun(walk, Kind.SUMMONS)
    assert "Penuhi panggilan" not in inbox(client)
    opened_by_agency(walk)
    assert "Penuhi panggilan" in inbox(client)
    assert agency_page(walk.case) in inbox(client)
    assert [said for said in calendar() if said.endswith("Panggilan")]
    assert row.person not in inbox(client)
    walk.now += timedelta(days=40)
    assert "Penuhi panggilan" not in inbox(client)


def test_talks_are_kept_while_they_go_on(client: Client, at: list[Walk]) -> None:
    walk = in_examination()
    at.append(walk)
    invited(walk)
    assert "Hadiri musyawarah" in inbox(client)
    assert [said for said in calendar() if said.endswith("Musyawarah")]
    walk.now += timedelta(days=7)
    assert "Hadiri musyawarah" in inbox(client)
    minuted(walk)
    assert "Hadiri musyawarah" not in inbox(client)


def test_the_invitation_of_the_superior_is_his(client: Client, at: list[Walk]) -> None:
    walk = in_resmon()
    at.append(walk)
    begun(walk, Kind.SUPERIOR, "head")
    opened_by_superior(walk)
    meeting = "Pertemuan dengan atasan terlapor"
    assert meeting in inbox(client, "superior")
    assert meeting not in inbox(client, "liaison")
    assert [said for said in calendar("superior") if "Undangan atasan" in said]


def test_each_kind_has_its_word_in_the_calendar() -> None:
    assert {"milestone", "summons", "superior", "talks"} <= set(DUTIES)


def test_other_agencies_keep_none_of_these_days(client: Client, at: list[Walk]) -> None:
    walk = in_correction()
    at.append(walk)
    planned(walk)
    assert "Surat edaran terbit" not in inbox(client, "other_liaison")
    assert calendar("other_liaison") == []


def test_the_inbox_costs_the_same_for_any_number_of_them(
    client: Client, at: list[Walk]
) -> None:
    walk = in_correction()
    at.append(walk)
    planned(walk)
    begun_in = in_examination()
    begun(begun_in, Kind.SUMMONS)
    opened_by_agency(begun_in)
    invited(in_examination())
    inbox(client)
    with counted() as few:
        inbox(client)
    for _n in range(2):
        planned(in_correction())
        other = in_examination()
        begun(other, Kind.SUMMONS)
        opened_by_agency(other)
        invited(in_examination())
    with counted() as many:
        inbox(client)
    assert len(many) == len(few)
