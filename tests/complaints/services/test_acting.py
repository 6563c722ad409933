"""Duties and news of who is away reach his deputy, and whoever may not hold the case not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from accounts.roles import Role
from accounts.services.absences import enter_absence
from complaints.domain import events
from complaints.models import Case
from complaints.services import clocks, handing, recusing, reminding
from complaints.services.sweep import run as sweep
from journal.models import Delivery
from tests.complaints.views.pages import case_page, in_examination
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import FILED
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def gone(who: str, deputy: str, days: int = 60) -> None:
    enter_absence(
        person_id=person(who).pk,
        deputy_id=person(deputy).pk,
        first=FILED.date(),
        last=FILED.date() + timedelta(days=days),
        actor=actor("head"),
        now=FILED,
    )


def reminded() -> set[str]:
    sent = Delivery.objects.filter(
        entry__kind=events.REMINDED, subscriber="colleague_news"
    )
    return {one.recipient for one in sent}


@pytest.mark.parametrize("recused", [False, True])
def test_a_reminder_goes_to_the_deputy_unless_he_may_not_hold_the_case(
    *, recused: bool
) -> None:
    walk = in_examination()
    gone("examiner", "other_examiner")
    if recused:
        recusing.recuse(
            ref=walk.case.ref,
            user_id=person("other_examiner").pk,
            reason="Kerabat.",
            actor=actor("other_examiner"),
            now=FILED,
        )
    later = FILED + timedelta(days=20)
    sweep(later)
    reminding.run(later)
    told = person("examiner" if recused else "other_examiner")
    assert f"user:{told.pk}" in reminded()
    silent = person("other_examiner" if recused else "examiner")
    assert f"user:{silent.pk}" not in reminded()


@pytest.mark.parametrize("fits", [False, True])
def test_of_a_restricted_case_no_deputy_hears_who_may_not_see_it(*, fits: bool) -> None:
    """Being a deputy alone opens it to nobody; a head sees it by her own right."""
    walk = in_examination()
    OfficeMembershipFactory(
        user=person("examiner"), office=office(), role=Role.INTAKE.value
    )
    gone("examiner", "head" if fits else "other_examiner")
    Case.objects.filter(pk=walk.case.pk).update(restricted=True, intake=None)
    later = FILED + timedelta(days=20)
    sweep(later)
    reminding.run(later)
    told = person("head" if fits else "examiner")
    silent = person("examiner" if fits else "other_examiner")
    assert f"user:{told.pk}" in reminded()
    assert f"user:{silent.pk}" not in reminded()


def test_the_deputys_day_holds_what_the_absent_one_has_to_do(client: Client) -> None:
    walk = in_examination()
    terms = walk.case.deadlines.filter(holder="examiner")
    terms.update(due_on=FILED.date(), paused_since=None)
    clocks.refresh_due(walk.again())
    with time_machine.travel(FILED, tick=True):
        login(client, "other_examiner")
        assert (
            case_page(walk.case) not in client.get("/kerja/hari-ini/").content.decode()
        )
        gone("examiner", "other_examiner")
        page = client.get("/kerja/hari-ini/").content.decode()
        assert case_page(walk.case) in page
        assert f"Sebagai wakil {person('examiner').name}" in page
        login(client, "resmon")
        assert (
            case_page(walk.case) not in client.get("/kerja/hari-ini/").content.decode()
        )


def test_who_is_away_is_not_suggested_and_hears_through_his_deputy(
    client: Client,
) -> None:
    walk = in_examination()
    person("other_examiner")
    gone("other_examiner", "examiner")
    with time_machine.travel(FILED, tick=True):
        login(client, "head")
        page = client.get(
            "/kerja/kantor/serahkan/", {"pemegang": person("examiner").pk}
        ).content.decode()
        load = client.get("/kerja/kantor/").content.decode()
    assert "Tidak ada yang bisa diusulkan" in page
    assert "Tidak masuk" in load
    walk.do(
        handing.hand_over,
        "head",
        user_id=person("other_examiner").pk,
        reason="Menunggu ia kembali.",
    )
    sent = Delivery.objects.filter(entry__kind=events.HOLDER_CHANGED)
    assert {one.recipient for one in sent} == {f"user:{person('examiner').pk}"}
