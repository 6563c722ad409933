"""Whose accounts, proposals and invitations somebody may know of, and arrange."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from accounts.actor import Actor, AgencyPlace, reporter_of, unnamed
from accounts.errors import StepUpRequired
from accounts.models import Absence, Invitation, RoleChange, User
from accounts.policies import (
    absences_of,
    changes_of,
    invitations_of,
    may_arrange,
    may_decide,
    may_enter_absence,
    may_invite,
    may_suspend,
    people_of,
    require_stepped_up,
    tends_people,
)
from accounts.roles import Role
from journal.actor import ActorKind
from tests.authorisation.staff import Staff
from tests.factories.complaints import FILED
from tests.people import actor, agency, office, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["examiner", "auditor", "liaison", "citizen"])
def test_who_tends_nobody_knows_of_no_account_no_proposal_and_no_invitation(
    who: str,
) -> None:
    Staff()
    assert User.objects.exists()
    assert RoleChange.objects.exists()
    assert Invitation.objects.exists()
    looking = actor(who)
    assert not tends_people(looking)
    assert not User.objects.filter(people_of(looking)).exists()
    assert not RoleChange.objects.filter(changes_of(looking)).exists()
    assert not Invitation.objects.filter(invitations_of(looking)).exists()


def test_a_head_knows_the_people_of_her_office_and_the_administrator_all() -> None:
    examiner, elsewhere = person("examiner"), person("examiner_elsewhere")
    hers = set(User.objects.filter(people_of(actor("head"))))
    assert examiner in hers
    assert elsewhere not in hers
    everybody = set(User.objects.filter(people_of(actor("system_admin"))))
    assert {examiner, elsewhere} <= everybody


def test_a_head_knows_whom_somebody_proposes_for_her_office_and_nobody_elses() -> None:
    changes, head = Staff().changes, actor("head")
    hers = set(User.objects.filter(people_of(head)))
    assert changes["-"].person in hers
    assert changes["elsewhere"].person not in hers
    known = set(RoleChange.objects.filter(changes_of(head)))
    assert known == set(changes.values()) - {changes["elsewhere"]}


@dataclass
class Place:
    """Which role, and where."""

    role: str = Role.INTAKE
    office_id: int | None = 10


def who(*roles: Role, number: int = 1, office: int = 10, fresh: bool = True) -> Actor:
    return Actor(
        ActorKind.USER,
        user_id=number,
        roles=frozenset(roles),
        office_ids=frozenset({office}),
        stepped_up=fresh,
    )


HEAD, ADMIN, EXAMINER = map(who, (Role.HEAD, Role.SYSTEM_ADMIN, Role.EXAMINER))


@pytest.mark.parametrize(
    ("asks", "place", "may"),
    [
        (ADMIN, Place(Role.CUSTODIAN, 11), True),
        (ADMIN, Place(Role.LIAISON, None), True),
        (HEAD, Place(), True),
        (HEAD, Place(office_id=11), False),
        (HEAD, Place(office_id=None), False),
        (HEAD, Place(Role.CUSTODIAN), False),
        (EXAMINER, Place(), False),
    ],
)
def test_a_head_arranges_roles_of_her_office_and_the_administrator_all(
    asks: Actor, place: Place, *, may: bool
) -> None:
    assert may_arrange(asks, place.role, place.office_id) is may
    assert may_decide(asks, place, proposed_by=2, person=3) is may
    assert not may_decide(asks, place, proposed_by=1, person=3)
    assert not may_decide(asks, place, proposed_by=2, person=1)


@pytest.mark.parametrize(
    ("asks", "place", "may"),
    [
        (ADMIN, Place(Role.LIAISON, None), True),
        (HEAD, Place(Role.LIAISON, None), True),
        (HEAD, Place(Role.SUPERIOR, None), True),
        (HEAD, Place(), True),
        # not into another office, and to no other role without one
        (HEAD, Place(Role.LIAISON, 11), False),
        (HEAD, Place(Role.AUDITOR, None), False),
        (EXAMINER, Place(Role.LIAISON, None), False),
    ],
)
def test_a_head_also_invites_who_speaks_for_an_agency(
    asks: Actor, place: Place, *, may: bool
) -> None:
    assert may_invite(asks, place.role, place.office_id) is may


def test_of_invitations_to_agencies_a_head_knows_her_own_and_nobody_else_any() -> None:
    row = Staff().invitations["-"]
    Invitation.objects.filter(pk=row.pk).update(
        office=None, agency=agency(), role=Role.LIAISON, invited_by=person("head")
    )
    known = {
        key: Invitation.objects.filter(invitations_of(actor(key)), pk=row.pk).exists()
        for key in ("head", "other_head", "examiner", "system_admin")
    }
    assert known == {
        "head": True,
        "other_head": False,
        "examiner": False,
        "system_admin": True,
    }
    Invitation.objects.filter(pk=row.pk).update(invited_by=person("examiner"))
    looking = actor("examiner")  # was a head when he invited
    assert not Invitation.objects.filter(invitations_of(looking)).exists()


def test_who_speaks_for_an_agency_knows_his_absences_from_it_and_enters_no_other() -> (
    None
):
    liaison = Actor(
        ActorKind.USER,
        user_id=person("liaison").pk,
        roles=frozenset({Role.LIAISON}),
        places=frozenset({AgencyPlace(agency().pk, Role.LIAISON)}),
    )
    for where in (agency(), agency(1)):
        Absence.objects.create(
            person=person("liaison"),
            deputy=person("other_liaison"),
            agency=where,
            first_day=FILED.date(),
            last_day=FILED.date(),
            entered_by=person("liaison"),
            entered_at=FILED,
        )
    known = Absence.objects.filter(absences_of(liaison))
    assert [row.agency for row in known] == [agency()]
    assert may_enter_absence(liaison, person("liaison").pk, None)
    assert not may_enter_absence(liaison, person("other_liaison").pk, None)
    assert not may_enter_absence(liaison, person("liaison").pk, office().pk)


@pytest.mark.parametrize(
    ("asks", "person", "may"),
    [
        (ADMIN, who(Role.CHAIR, number=2, office=11), True),
        (ADMIN, who(Role.SYSTEM_ADMIN), False),
        (HEAD, who(Role.INTAKE, number=2), True),
        (HEAD, who(Role.HEAD), False),
        (HEAD, who(Role.INTAKE, number=2, office=11), False),
        (HEAD, who(Role.INTAKE, Role.CUSTODIAN, number=2), False),
        (HEAD, who(number=2), False),
        (EXAMINER, who(Role.INTAKE, number=2), False),
    ],
)
def test_nobody_suspends_himself_and_a_head_only_officers_of_hers(
    asks: Actor, person: Actor, *, may: bool
) -> None:
    assert may_suspend(asks, person) is may


def test_a_second_factor_of_long_ago_is_none() -> None:
    require_stepped_up(HEAD)
    with pytest.raises(StepUpRequired):
        require_stepped_up(who(Role.HEAD, fresh=False))


def test_an_absence_is_known_to_both_of_them_and_to_their_head() -> None:
    away, deputy = person("examiner"), person("other_examiner")
    Absence.objects.create(
        person=away,
        deputy=deputy,
        office=office(),
        first_day=FILED.date(),
        last_day=FILED.date(),
        entered_by=away,
        entered_at=FILED,
    )
    for who, knows in (
        ("examiner", True),
        ("other_examiner", True),
        ("head", True),
        ("intake", False),
        ("examiner_elsewhere", False),
        ("auditor", False),
        ("liaison", False),
        ("citizen", False),
    ):
        found = Absence.objects.filter(absences_of(actor(who)))
        assert found.exists() is knows, who


def test_an_absence_of_somebody_without_deputies_is_entered_by_nobody() -> None:
    auditor = actor("auditor")
    (place,) = auditor.office_ids
    assert not may_enter_absence(auditor, auditor.user_id or 0, place)
    examiner = actor("examiner")
    (place,) = examiner.office_ids
    assert may_enter_absence(examiner, examiner.user_id or 0, place)


def test_only_who_tells_of_his_own_report_is_not_named() -> None:
    assert unnamed(actor("citizen"), 7) == reporter_of(7)
    for who in ("examiner", "head", "liaison"):
        named = actor(who)
        assert unnamed(named, 7) is named
