"""Who may see and run rounds; each rule agrees with its twin for rows."""

import pytest

from accounts.actor import STRANGER, SYSTEM, Actor, AgencyPlace, reporter_of
from accounts.roles import Role
from accounts.wall_clock import wall_now
from compliance import policies
from compliance.models import Place, Round, SelfAnswer, SelfSheet
from compliance.querysets import SelfAnswerQuerySet, SelfSheetQuerySet
from compliance.selectors.rounds import rounds
from journal.actor import ActorKind
from tests.factories.accounts import UserFactory
from tests.factories.agencies import UnitFactory
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


def test_who_assesses_compares_nothing_that_an_agency_says_of_itself() -> None:
    may = {role for role in Role if policies.can_compare_self(_with(role))}
    assert may == {Role.COMPLIANCE_ADMIN, Role.AUDITOR}
    for one in may:
        assert not policies.can_compare_self(_with(one, Role.ASSESSOR))


@pytest.mark.django_db
def test_what_an_agency_says_of_itself_is_its_own_until_it_hands_it_in() -> None:
    sheet = _said()
    rows = SelfAnswer.objects.all()
    own = Actor(
        ActorKind.USER,
        user_id=1,
        roles=frozenset({Role.LIAISON}),
        places=frozenset({AgencyPlace(sheet.agency_id, Role.LIAISON)}),
    )
    readers = {Role.COMPLIANCE_ADMIN, Role.AUDITOR}
    assert rows.visible_to(own).exists()
    assert _see(rows) == set()
    SelfSheet.objects.update(handed_in_at=wall_now(), handed_in_by=UserFactory())
    assert rows.visible_to(own).exists()
    assert _see(rows) == readers
    assert _see(SelfSheet.objects.all()) == readers
    assert SelfSheet.objects.visible_to(own).exists()


def _said() -> SelfSheet:
    """One answer of an agency about its unit, not handed in."""
    round_, unit = RoundFactory(), UnitFactory()
    place = Place.objects.create(round=round_, agency=unit.agency, unit=unit)
    sheet = SelfSheet.objects.create(round=round_, agency=unit.agency)
    node = round_.methodology.nodes.all()[0]
    SelfAnswer.objects.create(sheet=sheet, place=place, node=node, value=1)
    return sheet


def _see(rows: SelfAnswerQuerySet | SelfSheetQuerySet) -> set[Role]:
    return {role for role in Role if rows.visible_to(_with(role)).exists()}


def _with(*roles: Role) -> Actor:
    return Actor(ActorKind.USER, user_id=1, roles=frozenset(roles))
