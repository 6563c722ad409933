"""What a request's actor is, and that it is asked anew each time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.actor import STRANGER, Actor, AgencyPlace
from accounts.actor_of import actor_for, member
from accounts.errors import NotAllowed
from accounts.models import AgencyMembership, OfficeMembership
from accounts.reporter_session import (
    MOST,
    forget,
    open_case,
    opened_case_ids,
    reporter_for,
)
from accounts.roles import Role
from accounts.session_store import SessionStore
from accounts.wall_clock import wall_now
from journal.actor import ActorKind
from tests import people
from tests.factories.accounts import (
    AgencyMembershipFactory,
    OfficeMembershipFactory,
    UserFactory,
)
from tests.factories.agencies import UnitFactory

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from accounts.models import User

pytestmark = pytest.mark.django_db


def a_request(client: Client | None = None, user: User | None = None) -> PortalRequest:
    request = cast("PortalRequest", RequestFactory().get("/"))
    request.session = client.session if client else SessionStore()
    request.user = user or AnonymousUser()
    request.now = wall_now()
    return request


def actor_of(key: str, *, second_factor: bool = True, minutes_ago: float = 0) -> Actor:
    client = Client()
    user = people.login(
        client, key, second_factor=second_factor, minutes_ago=minutes_ago
    )
    return actor_for(a_request(client, user))


@pytest.mark.parametrize("key", people.KEYS)
def test_everybody_of_the_cast_gets_the_roles_of_the_cast(key: str) -> None:
    described = people.described(key)
    expected = set(described.roles) or {Role.CITIZEN}
    if described.chair:
        expected.add(Role.CHAIR)
    actor = actor_of(key)
    assert actor.roles == expected
    assert actor.kind is ActorKind.USER
    assert actor.central == (described.office == "00")
    assert bool(actor.office_ids) == (described.office is not None)
    assert bool(actor.agency_ids) == (described.agency is not None)


def test_every_role_has_somebody_in_the_cast() -> None:
    held = {role for key in people.KEYS for role in actor_of(key).roles}
    assert held == set(Role)


def test_a_visitor_is_a_stranger() -> None:
    assert actor_for(a_request()) is STRANGER
    assert actor_for(cast("PortalRequest", RequestFactory().get("/"))) is STRANGER


def test_staff_without_the_second_factor_have_no_role_at_all() -> None:
    actor = actor_of("examiner", second_factor=False)
    assert actor.awaits_second_factor
    assert not actor.roles
    assert not actor.office_ids


def test_a_liaison_without_the_second_factor_has_no_role_at_all() -> None:
    actor = actor_of("liaison", second_factor=False)
    assert actor.awaits_second_factor
    assert not actor.agency_ids


def test_a_citizen_needs_no_second_factor() -> None:
    actor = actor_of("citizen", second_factor=False)
    assert actor.roles == {Role.CITIZEN}
    assert not actor.awaits_second_factor
    assert actor.stepped_up  # what he has instead is his password, shown just now


def test_a_second_factor_of_five_minutes_ago_is_a_step_up_and_an_older_one_is_not() -> (
    None
):
    assert actor_of("examiner", minutes_ago=4.9).stepped_up
    late = actor_of("examiner", minutes_ago=5.1)
    assert not late.stepped_up
    assert late.stepped_up_at is not None


def test_a_second_factor_from_the_future_is_no_step_up() -> None:
    assert not actor_of("examiner", minutes_ago=-1).stepped_up


def test_another_persons_second_factor_does_not_count() -> None:
    client = Client()
    people.login(client, "examiner")
    head = people.person("head")
    assert actor_for(a_request(client, head)).awaits_second_factor


def test_a_role_that_ended_is_gone_with_the_next_request() -> None:
    client = Client()
    user = people.login(client, "head")
    assert actor_for(a_request(client, user)).has(Role.HEAD)
    OfficeMembership.objects.update(valid_to=wall_now())
    assert actor_for(a_request(client, user)).roles == {Role.CITIZEN}


def test_a_role_that_has_not_begun_gives_nothing() -> None:
    user = UserFactory()
    OfficeMembershipFactory(user=user, valid_from=wall_now() + timedelta(days=1))
    assert member(user, now=wall_now()).roles == {Role.CITIZEN}


def test_a_liaison_of_named_units_answers_for_these_only() -> None:
    membership = AgencyMembershipFactory(agency=people.agency())
    unit = UnitFactory(agency=membership.agency)
    membership.units.add(unit)
    actor = member(membership.user, now=wall_now())
    held = AgencyPlace(membership.agency.pk, Role.LIAISON, frozenset({unit.pk}))
    assert actor.places == {held}


def test_places_in_two_agencies_stay_two() -> None:
    below = AgencyMembershipFactory(agency=people.agency())
    units = [UnitFactory(agency=below.agency) for _ in range(2)]
    below.units.set(units)
    above = AgencyMembershipFactory(user=below.user, kind=Role.SUPERIOR.value)
    actor = member(below.user, now=wall_now())
    assert actor.places == {
        AgencyPlace(
            below.agency.pk, Role.LIAISON, frozenset(unit.pk for unit in units)
        ),
        AgencyPlace(above.agency.pk, Role.SUPERIOR),
    }
    assert actor.agency_ids == {below.agency.pk, above.agency.pk}


@pytest.mark.parametrize(
    ("key", "queries"), [("examiner", 1), ("liaison", 2), ("citizen", 3)]
)
def test_an_actor_costs_three_queries_at_most(
    key: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = people.person(key)
    with django_assert_num_queries(queries):
        member(user, now=wall_now())


class TestNeverStaffAndLiaison:
    def test_the_database_refuses_a_liaison_who_is_staff(self) -> None:
        user = people.person("examiner")
        with (
            pytest.raises(IntegrityError, match="never staff and liaison"),
            transaction.atomic(),
        ):
            AgencyMembershipFactory(user=user)

    def test_the_database_refuses_staff_who_is_a_liaison(self) -> None:
        user = people.person("liaison")
        with (
            pytest.raises(IntegrityError, match="never staff and liaison"),
            transaction.atomic(),
        ):
            OfficeMembershipFactory(user=user)

    def test_the_database_refuses_it_on_reopening_an_ended_membership(self) -> None:
        user = people.person("liaison")
        AgencyMembership.objects.filter(user=user).update(valid_to=wall_now())
        OfficeMembershipFactory(user=user, valid_from=wall_now())
        with (
            pytest.raises(IntegrityError, match="never staff and liaison"),
            transaction.atomic(),
        ):
            AgencyMembership.objects.filter(user=user).update(valid_to=None)

    def test_one_after_the_other_is_allowed(self) -> None:
        user = people.person("liaison")
        AgencyMembership.objects.filter(user=user).update(valid_to=wall_now())
        OfficeMembershipFactory(user=user, valid_from=wall_now())
        assert member(user, now=wall_now()).roles == {Role.EXAMINER}

    def test_nobody_is_staff_of_two_offices(self) -> None:
        user = people.person("examiner")
        with (
            pytest.raises(IntegrityError, match="one office at a time"),
            transaction.atomic(),
        ):
            OfficeMembershipFactory(user=user, office=people.office("63"))

    def test_several_roles_inside_one_office_are_allowed(self) -> None:
        user = people.person("examiner")
        OfficeMembershipFactory(
            user=user, office=people.office(), role=Role.INTAKE.value
        )
        assert member(user, now=wall_now()).roles == {Role.EXAMINER, Role.INTAKE}

    def test_only_a_commissioner_can_be_the_chair(self) -> None:
        with (
            pytest.raises(IntegrityError, match="chair_is_commissioner"),
            transaction.atomic(),
        ):
            OfficeMembershipFactory(is_chair=True)


class TestReporter:
    def test_a_shown_code_makes_a_visitor_the_holder_of_that_report(self) -> None:
        request = a_request()
        open_case(request, 7, request.now)
        actor = actor_for(request)
        assert actor.kind is ActorKind.REPORTER
        assert actor.case_id == 7
        assert not actor.roles

    def test_the_session_gets_a_new_id_so_that_a_planted_one_opens_nothing(
        self,
    ) -> None:
        request = a_request()
        request.session.save()
        planted = request.session.session_key
        open_case(request, 7, request.now)
        assert request.session.session_key != planted
        assert not SessionStore(planted).load()

    def test_each_opened_report_has_its_own_actor(self) -> None:
        request = a_request()
        open_case(request, 7, request.now)
        open_case(request, 8, request.now)
        assert reporter_for(request, 7).case_id == 7
        assert actor_for(request).case_id == 8
        with pytest.raises(NotAllowed):
            reporter_for(request, 9)

    def test_reopening_makes_a_report_the_latest(self) -> None:
        request = a_request()
        for case_id in (7, 8, 7):
            open_case(request, case_id, request.now)
        assert opened_case_ids(request) == (8, 7)

    def test_the_oldest_is_forgotten_first(self) -> None:
        request = a_request()
        for case_id in range(MOST + 1):
            open_case(request, case_id, request.now)
        assert opened_case_ids(request) == tuple(range(1, MOST + 1))

    def test_wiping_the_traces_leaves_a_stranger(self) -> None:
        request = a_request()
        open_case(request, 7, request.now)
        forget(request)
        assert actor_for(request) is STRANGER
        forget(request)
        assert opened_case_ids(request) == ()

    def test_somebody_signed_in_stays_himself(self) -> None:
        client = Client()
        user = people.login(client, "citizen")
        request = a_request(client, user)
        open_case(request, 7, request.now)
        assert actor_for(request).user_id == user.pk
        assert reporter_for(request, 7).case_id == 7
