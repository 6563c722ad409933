"""R8: what is taken away is gone with the next request of the old session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.wall_clock import wall_now
from complaints.models import Case
from tests import people
from tests.complaints.story import Walk, asked, to_examination

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A case that the examiner holds and the agency has been asked about."""
    walk = Walk()
    to_examination(walk)
    asked(walk)
    return walk.again()


def in_as(key: str) -> Client:
    client = Client()
    people.login(client, key)
    return client


def role_ended(user: User) -> None:
    OfficeMembership.objects.filter(user=user).update(valid_to=wall_now())


def moved_away(user: User) -> None:
    role_ended(user)
    role = OfficeMembership.objects.filter(user=user).earliest("pk").role
    OfficeMembership.objects.create(
        user=user, office=people.office("63"), role=role, valid_from=wall_now()
    )


@pytest.mark.parametrize("taken", [role_ended, moved_away])
def test_an_examiner_without_the_role_or_the_office_finds_nothing(
    taken: Callable[[User], None], case: Case
) -> None:
    address = f"/kerja/perkara/{case.ref}/"
    client, colleague = in_as("examiner"), in_as("other_examiner")
    assert client.get(address).status_code == 200
    taken(people.person("examiner"))
    assert client.get(address).status_code == 404
    assert colleague.get(address).status_code == 200


def test_who_no_longer_holds_the_case_no_longer_writes_in_it(case: Case) -> None:
    address = f"/kerja/perkara/{case.ref}/catatan/"
    client = in_as("examiner")
    assert client.get(address).status_code == 200
    Case.objects.filter(pk=case.pk).update(examiner=people.person("other_examiner"))
    assert client.get(address).status_code == 403
    assert in_as("other_examiner").get(address).status_code == 200


def test_a_restricted_case_is_gone_for_who_is_taken_off_it(case: Case) -> None:
    address = f"/kerja/perkara/{case.ref}/"
    client = in_as("examiner")
    Case.objects.filter(pk=case.pk).update(restricted=True)
    asked_why = client.get(address)
    assert asked_why.headers["Location"] == f"{address}alasan/"
    Case.objects.filter(pk=case.pk).update(examiner=people.person("other_examiner"))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_liaison_without_the_agency_finds_nothing(
    elsewhere: bool, case: Case
) -> None:
    address = f"/instansi/perkara/{case.ref}/"
    client = in_as("liaison")
    assert client.get(address).status_code == 200
    mine = AgencyMembership.objects.filter(user=people.person("liaison"))
    if elsewhere:
        mine.update(agency=people.agency(1))
    else:
        mine.update(valid_to=wall_now())
    assert client.get(address).status_code == 404
