"""Whose accounts, proposals and invitations somebody may know of."""

from __future__ import annotations

import pytest

from accounts.models import Invitation, RoleChange, User
from accounts.policies import changes_of, invitations_of, people_of, tends_people
from tests.people import actor, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["examiner", "auditor", "liaison", "citizen"])
def test_who_tends_nobody_knows_of_no_account_no_proposal_and_no_invitation(
    who: str,
) -> None:
    person("head")
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
