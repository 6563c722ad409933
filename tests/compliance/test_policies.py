"""Who may see and run rounds; each rule agrees with its twin for rows."""

import pytest

from accounts.actor import STRANGER, SYSTEM, Actor, reporter_of
from accounts.roles import Role
from compliance import policies
from compliance.models import Round
from compliance.selectors.rounds import rounds
from journal.actor import ActorKind
from tests.factories.compliance import RoundFactory

EVERYBODY = [
    STRANGER,
    SYSTEM,
    reporter_of(1),
    *(Actor(ActorKind.USER, user_id=1, roles=frozenset({role})) for role in Role),
]


def test_only_the_compliance_administrator_runs_rounds() -> None:
    may = {role for role in Role if policies.can_run_rounds(_with(role))}
    assert may == {Role.COMPLIANCE_ADMIN}


def test_assessors_and_auditors_look_on() -> None:
    may = {role for role in Role if policies.can_see_round(_with(role))}
    assert may == {Role.COMPLIANCE_ADMIN, Role.ASSESSOR, Role.AUDITOR}


@pytest.mark.django_db
@pytest.mark.parametrize("actor", EVERYBODY)
def test_the_rules_agree_with_their_twins(actor: Actor) -> None:
    RoundFactory()
    seen = Round.objects.filter(policies.see_round_q(actor)).exists()
    assert seen == policies.can_see_round(actor)
    assert rounds(actor).exists() == seen


def _with(role: Role) -> Actor:
    return Actor(ActorKind.USER, user_id=1, roles=frozenset({role}))
