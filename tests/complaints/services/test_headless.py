"""When every head of an office keeps out of a case, somebody who can help is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client

from accounts.actor import reporter_of
from accounts.actor_of import member
from accounts.roles import Role
from accounts.wall_clock import wall_now
from agencies.models import Office
from complaints.domain import events
from complaints.models import AgencyTie, Case, Initiative
from complaints.selectors.headless import Headless, headless, tends_headless
from complaints.selectors.initiatives import waiting_for
from complaints.services import suggesting
from complaints.services.closing import withdraw
from journal.models import Delivery, DeliveryState, Entry
from journal.testing import drain
from tests import people
from tests.complaints.own import suspicion
from tests.complaints.services.test_recusing import out
from tests.complaints.story import Walk
from tests.complaints.views.pages import in_examination
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import FILED

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db
QUEUE, STATE = "/kerja/antrean/", "/kerja/layanan/"
NOTE = "Perkara tanpa kepala yang boleh memutus"


@pytest.fixture
def centre() -> User:
    """The head of the national centre; an administrator beside him."""
    people.person("system_admin")
    office = people.office("00")
    Office.objects.filter(pk=office.pk).update(central=True)
    found: User = OfficeMembershipFactory(office=office, role=Role.HEAD.value).user
    return found


@pytest.fixture
def walk(centre: User) -> Walk:
    """A case of an office with one head, who keeps out of it."""
    walk = in_examination()
    out(walk, "head", "head")
    return walk


def told(kind: str = events.RECUSED) -> set[str]:
    sent = Delivery.objects.filter(entry__kind=kind, subscriber="colleague_news")
    return {one.recipient for one in sent}


def page(who: str | User, address: str, language: str = "id") -> str:
    client = Client()
    people.login(client, who)
    client.cookies["bahasa"] = language
    return client.get(address).content.decode()


def test_the_head_of_the_centre_and_the_administrators_get_a_letter(
    walk: Walk, centre: User
) -> None:
    admin = people.person("system_admin")
    assert told() == {f"user:{centre.pk}", f"user:{admin.pk}"}
    others = Delivery.objects.exclude(subscriber="colleague_news")
    others.update(state=DeliveryState.CANCELLED.value)  # theirs open the vault
    drain()
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert {centre.email, admin.email} <= letters.keys()
    assert all(walk.case.locator not in str(body) for body in letters.values())


def test_it_stands_on_their_pages_by_office_and_number_only(
    walk: Walk, centre: User
) -> None:
    office = walk.case.office
    for who, address in ((centre, QUEUE), ("system_admin", STATE)):
        shown = page(who, address)
        assert NOTE in shown
        assert f"{office.name_id}: 1 perkara" in shown
    shown = page("system_admin", STATE)
    assert walk.case.title not in shown
    assert walk.case.locator not in shown
    english = page("system_admin", STATE, "en")
    assert f"{office.name_en}: 1 case<" in english
    for who in ("examiner", "intake"):
        assert NOTE not in page(who, QUEUE)


def test_another_head_who_may_ends_it(walk: Walk) -> None:
    moment = Entry.objects.get(kind=events.RECUSED).at
    assert [one.n for one in headless(moment)] == [1]
    OfficeMembershipFactory(office=walk.case.office, role=Role.HEAD.value)
    assert headless(moment) == []


def test_with_a_second_head_only_the_office_is_told(centre: User) -> None:
    walk = in_examination()
    second = people.person("other_head")
    out(walk, "head", "head")
    assert told() == set()
    out(walk, "examiner", "examiner")
    assert told() == {f"user:{second.pk}"}
    assert headless(walk.now) == []


def test_a_head_who_served_the_agency_is_no_head_of_this_case(centre: User) -> None:
    walk = in_examination()
    second = people.person("other_head")
    agency = walk.again().agency
    assert agency is not None
    AgencyTie.objects.create(user=second, agency=agency, at=walk.now)
    out(walk, "head", "head")
    assert f"user:{centre.pk}" in told()
    office = walk.case.office
    assert headless(walk.now) == [Headless(office.name_id, office.name_en, 1)]
    assert f"user:{second.pk}" not in told()


def test_a_closed_case_needs_no_head(walk: Walk) -> None:
    withdraw(ref=walk.again().ref, actor=reporter_of(walk.case.pk), now=walk.now)
    assert headless(walk.now) == []


@pytest.mark.parametrize(
    ("role", "central", "tends"),
    [
        (Role.HEAD, True, True),
        (Role.HEAD, False, False),
        (Role.INTAKE, True, False),
        (Role.EXAMINER, True, False),
        (Role.AUDITOR, True, False),
        (Role.SYSTEM_ADMIN, False, True),
    ],
)
def test_a_head_of_the_centre_and_an_administrator_see_to_it_and_nobody_else(
    role: Role, *, central: bool, tends: bool
) -> None:
    somebody = replace(people.actor("head"), roles=frozenset({role}), central=central)
    assert tends_headless(somebody) is tends


def suggestion(**more: Any) -> Initiative:
    """An officer of the case's office suggests to go on with a withdrawn report."""
    return suggesting.suggest(
        wish=suspicion(), actor=people.actor("examiner"), now=FILED, **more
    )


def withdrawn_report(*, restricted: bool) -> Case:
    walk = in_examination()
    people.person("head")
    withdraw(ref=walk.again().ref, actor=reporter_of(walk.case.pk), now=walk.now)
    Case.objects.filter(pk=walk.case.pk).update(restricted=restricted)
    return walk.again()


def tied(user: User) -> None:
    AgencyTie.objects.create(user=user, agency=people.agency(), at=FILED)


def test_a_suggestion_out_of_a_restricted_report_reaches_who_appoints_a_head(
    centre: User,
) -> None:
    """Its office has no head who may; the centre may not know of the report."""
    report = withdrawn_report(restricted=True)
    tied(people.person("head"))
    row = suggestion(out_of=report.ref)
    admin = people.person("system_admin")
    assert told(events.OWN_SUGGESTED) == {f"user:{centre.pk}", f"user:{admin.pk}"}
    office = report.office
    assert headless(FILED) == [Headless(office.name_id, office.name_en, 0, 1)]
    for who, address in ((centre, QUEUE), ("system_admin", STATE)):
        shown = page(who, address)
        assert NOTE in shown
        assert f"{office.name_id}: 1 usul prakarsa sendiri" in shown
        assert row.grounds not in shown
        assert report.locator not in shown
    english = page("system_admin", STATE, "en")
    assert f"{office.name_en}: 1 suggestion" in english
    second = OfficeMembershipFactory(office=office, role=Role.HEAD.value).user
    assert headless(FILED) == []
    assert list(waiting_for(member(second, now=wall_now()), FILED)) == [row]


def test_a_suggestion_out_of_an_open_report_is_the_centres_and_no_number() -> None:
    centre = OfficeMembershipFactory(
        office=people.office("00"), role=Role.HEAD.value
    ).user
    Office.objects.filter(pk=people.office("00").pk).update(central=True)
    report = withdrawn_report(restricted=False)
    tied(people.person("head"))
    row = suggestion(out_of=report.ref)
    assert told(events.OWN_SUGGESTED) == {f"user:{centre.pk}"}
    assert headless(FILED) == []
    assert list(waiting_for(member(centre, now=wall_now()), FILED)) == [row]


def test_where_the_centre_is_tied_too_who_appoints_hears_of_any_suggestion(
    centre: User,
) -> None:
    people.person("head")
    tied(people.person("head"))
    tied(centre)
    suggestion()
    admin = people.person("system_admin")
    assert told(events.OWN_SUGGESTED) == {f"user:{admin.pk}"}
    assert [(one.n, one.suggested) for one in headless(FILED)] == [(0, 1)]


def test_a_head_who_keeps_out_of_the_report_is_not_told_of_it(centre: User) -> None:
    report = withdrawn_report(restricted=True)
    tied(people.person("head"))
    report.recusals.create(user=centre, reason="x", created_at=FILED)
    suggestion(out_of=report.ref)
    admin = people.person("system_admin")
    assert told(events.OWN_SUGGESTED) == {f"user:{admin.pk}"}
