"""Who may see a case and who may act in it: the twins agree, for anybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from accounts.actor import (
    STRANGER,
    SYSTEM,
    Actor,
    AgencyPlace,
    addressee_of,
    reporter_of,
)
from accounts.errors import NotAllowed
from accounts.models import AgencyMembership
from accounts.roles import AGENCY_ROLES, STAFF_ROLES, Role
from complaints import policies
from complaints.agency_policies import speaks_for_agency
from complaints.domain.facts import CaseFacts
from complaints.domain.states import Party, State
from complaints.models import AgencyTie, Case, Recusal
from journal.actor import ActorKind
from tests.factories.accounts import UserFactory
from tests.factories.agencies import AgencyFactory, OfficeFactory, UnitFactory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from agencies.models import Agency, Office, Unit

NOW = datetime(2026, 3, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Facts:
    """A case as a policy sees it."""

    pk: int = 1
    office_id: int = 10
    agency_id: int | None = 20
    unit_id: int | None = 30
    order_units: Sequence[int] = ()
    intake_id: int | None = None
    examiner_id: int | None = None
    resmon_id: int | None = None
    filed_by_id: int | None = None
    restricted: bool = False
    released_at: datetime | None = None

    @property
    def assigned_ids(self) -> frozenset[int]:
        held = (self.intake_id, self.examiner_id, self.resmon_id)
        return frozenset(pk for pk in held if pk)


def staff(
    *roles: Role,
    user_id: int = 1,
    office: int = 10,
    central: bool = False,
    seats: tuple[tuple[int, Role], ...] = (),
) -> Actor:
    return Actor(
        ActorKind.USER,
        user_id=user_id,
        roles=frozenset(roles),
        office_ids=frozenset({office}),
        central=central,
        seats=frozenset(seats),
    )


#: The deputy of person 2, who examines.
FOR_TWO = ((2, Role.EXAMINER),)


def liaison(*roles: Role, agency: int = 20, units: tuple[int, ...] = ()) -> Actor:
    held = roles or (Role.LIAISON,)
    return of_agencies(*(AgencyPlace(agency, role, frozenset(units)) for role in held))


def of_agencies(*places: AgencyPlace) -> Actor:
    return Actor(
        ActorKind.USER,
        user_id=1,
        roles=frozenset(place.role for place in places),
        places=frozenset(places),
    )


#: The superior of one agency, and the liaison of one unit of another.
BOTH = of_agencies(
    AgencyPlace(20, Role.SUPERIOR), AgencyPlace(21, Role.LIAISON, frozenset({31}))
)


# --- the twins ---------------------------------------------------------------


@dataclass
class World:
    """Places, people and cases, drawn at random from a seed."""

    seed: int
    offices: list[Office] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    users: list[User] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.offices = [OfficeFactory(code=code) for code in ("61", "62", "63")]
        self.agencies = [AgencyFactory() for _ in range(2)]
        self.units = [UnitFactory(agency=a) for a in self.agencies for _ in range(2)]
        self.users = [UserFactory(email=f"u{n}@contoh.test") for n in range(6)]
        for n in range(40):
            self._case(n)
        for agency in self.agencies:
            AgencyTie.objects.create(
                agency=agency, user=self.random.choice(self.users), at=NOW
            )
            AgencyMembership.objects.create(
                agency=agency,
                user=self.random.choice(self.users),
                kind="liaison",
                valid_from=NOW - timedelta(days=90),
                valid_to=NOW - timedelta(days=30),
            )

    def tied_to(self, agency_id: int | None) -> set[int]:
        """Who spoke or worked for it."""
        agency_id = agency_id or 0
        rows = [
            *AgencyTie.objects.filter(agency_id=agency_id),
            *AgencyMembership.objects.filter(agency_id=agency_id),
        ]
        return {row.user_id for row in rows}

    def _somebody(self) -> User | None:
        return self.random.choice([None, *self.users])

    def _case(self, n: int) -> None:
        agency = self.random.choice([None, *self.agencies])
        units = [
            unit for unit in self.units if unit.agency_id == getattr(agency, "pk", 0)
        ]
        case = Case.objects.create(
            locator=f"KASUS{n:03d}",
            qr_hash=b"",
            state=State.SUBMITTED,
            office=self.random.choice(self.offices),
            agency=agency,
            unit=self.random.choice([None, *units]),
            order_units=[unit.pk for unit in units if self.random.random() < 0.3],
            intake=self._somebody(),
            examiner=self._somebody(),
            resmon=self._somebody(),
            filed_by=self._somebody(),
            restricted=self.random.random() < 0.4,
            released_at=self.random.choice([None, NOW]),
            filed_at=NOW,
            submitted_on=NOW.date(),
            updated_at=NOW,
        )
        for user in self.random.sample(self.users, self.random.choice([0, 0, 1, 2])):
            Recusal.objects.create(case=case, user=user, reason="uji", created_at=NOW)

    def anybody(self) -> Actor:
        kind = self.random.choice(
            [kind for kind in ActorKind if kind is not ActorKind.USER]
            + [ActorKind.USER] * 12
        )
        if kind is ActorKind.REPORTER:
            return reporter_of(self.random.choice(Case.objects.all()).pk)
        if kind is ActorKind.ADDRESSEE:
            return addressee_of(self.random.choice(Case.objects.all()).pk)
        if kind is not ActorKind.USER:
            return Actor(kind)
        pool = sorted(self.random.choice([STAFF_ROLES, AGENCY_ROLES, {Role.CITIZEN}]))
        roles = self.random.sample(pool, min(len(pool), self.random.choice([1, 1, 2])))
        return Actor(
            kind,
            user_id=self.random.choice(self.users).pk,
            roles=frozenset(roles),
            office_ids=self._some(self.offices),
            central=self.random.random() < 0.2,
            places=frozenset(
                AgencyPlace(agency, role, self._some(self.units))
                for agency in self._some(self.agencies)
                for role in roles
                if role in AGENCY_ROLES and self.random.random() < 0.8
            ),
            seats=self._seats(),
        )

    def _seats(self) -> frozenset[tuple[int, Role]]:
        """In whose places he acts today: in most of the draws in nobody's."""
        some = self.random.sample(self.users, self.random.choice([0, 0, 1, 2]))
        return frozenset((user.pk, self._seat()) for user in some)

    def _seat(self) -> Role:
        return self.random.choice([Role.INTAKE, Role.EXAMINER, Role.RESMON])

    def _some(self, rows: list[Office] | list[Agency] | list[Unit]) -> frozenset[int]:
        some = self.random.sample(rows, self.random.choice([0, 1, 1, 2]))
        return frozenset(row.pk for row in some)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_what_one_may_see_alone_one_sees_in_the_list_and_the_other_way(
    seed: int,
) -> None:
    world = World(seed)
    cases = list(Case.objects.prefetch_related("recusals"))
    kept_out = {
        case.pk: {recusal.user_id for recusal in case.recusals.all()} for case in cases
    }
    tied = {case.pk: world.tied_to(case.agency_id) for case in cases}
    seen_at_all: set[int] = set()
    for _ in range(120):
        who = world.anybody()
        listed = set(Case.objects.visible_to(who).values_list("pk", flat=True))
        alone = {
            case.pk
            for case in cases
            if policies.can_see(
                who,
                case,
                recused=kept_out[case.pk],
                tied=tied[case.pk],
            )
        }
        assert listed == alone, who
        if who.kind is ActorKind.USER:
            seen_at_all |= alone
    assert len(seen_at_all) > 30  # the draw reached nearly all of the 40


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_in_whose_places_one_acts_is_the_same_alone_and_in_the_list(seed: int) -> None:
    world = World(seed)
    cases, met = list(Case.objects.all()), 0
    for _ in range(120):
        who = world.anybody()
        listed = Case.objects.filter(policies.stands_in_q(who))
        alone = {case.pk for case in cases if policies.stands_in(who, case)}
        assert set(listed.values_list("pk", flat=True)) == alone, who
        met += len(alone)
    assert met


# --- examples ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "facts", "sees"),
    [
        (STRANGER, Facts(), False),
        (SYSTEM, Facts(restricted=True), True),
        (reporter_of(1), Facts(), True),
        (reporter_of(2), Facts(), False),
        # whoever showed a link: the case of its letters, once the agency was written to
        (addressee_of(1), Facts(released_at=NOW), True),
        (addressee_of(1), Facts(), False),
        (addressee_of(2), Facts(released_at=NOW), False),
        (staff(Role.EXAMINER), Facts(), True),
        (staff(Role.EXAMINER, office=11), Facts(), False),
        (staff(Role.EXAMINER, office=11, central=True), Facts(), True),
        (staff(Role.ASSESSOR), Facts(), False),
        (staff(Role.CUSTODIAN), Facts(), False),
        (staff(Role.AUDITOR, office=11), Facts(), True),
        (staff(Role.COMMISSIONER, office=11), Facts(), True),
        # restricted: the assigned ones and the head of the office, nobody else
        (staff(Role.EXAMINER), Facts(restricted=True), False),
        (staff(Role.EXAMINER), Facts(restricted=True, examiner_id=1), True),
        (staff(Role.HEAD), Facts(restricted=True), True),
        (staff(Role.HEAD, office=11, central=True), Facts(restricted=True), False),
        (staff(Role.AUDITOR), Facts(restricted=True), False),
        # a deputy of its holder is not let in by that; who heads the office, or holds
        # it himself, is
        (
            staff(Role.EXAMINER, seats=FOR_TWO),
            Facts(restricted=True, examiner_id=2),
            False,
        ),
        (staff(Role.HEAD, seats=FOR_TWO), Facts(restricted=True, examiner_id=2), True),
        (
            staff(Role.EXAMINER, seats=FOR_TWO),
            Facts(restricted=True, examiner_id=2, intake_id=1),
            True,
        ),
        (
            staff(Role.EXAMINER, seats=FOR_TWO),
            Facts(restricted=True, resmon_id=2),
            False,
        ),
        (
            staff(Role.EXAMINER, office=11, central=True, seats=FOR_TWO),
            Facts(restricted=True, examiner_id=2),
            False,
        ),
        # the reporter with an account
        (staff(Role.CITIZEN), Facts(filed_by_id=1), True),
        (staff(Role.CITIZEN), Facts(filed_by_id=2), False),
        # the agency: only what was released, and only of its units
        (liaison(), Facts(), False),
        (liaison(), Facts(released_at=NOW), True),
        (liaison(agency=21), Facts(released_at=NOW), False),
        (liaison(units=(30,)), Facts(released_at=NOW), True),
        (liaison(units=(31,)), Facts(released_at=NOW), False),
        # whom an order names, from the day that the report was signed
        (liaison(units=(31,)), Facts(released_at=NOW, order_units=(31,)), True),
        (liaison(units=(31,)), Facts(released_at=NOW, order_units=(32,)), False),
        (liaison(units=(31,)), Facts(order_units=(31,)), False),
        # a unit here does not narrow what he sees elsewhere
        (BOTH, Facts(released_at=NOW, unit_id=32), True),
        (BOTH, Facts(released_at=NOW, agency_id=21), False),
        # a liaison who reports: his report is not the agency's to see through him
        (liaison(), Facts(filed_by_id=1), False),
    ],
)
def test_who_sees_a_case(who: Actor, facts: Facts, *, sees: bool) -> None:
    assert policies.can_see(who, facts, recused=()) is sees


@pytest.mark.parametrize(
    "who",
    [
        staff(Role.HEAD),
        staff(Role.AUDITOR),
        staff(Role.EXAMINER),
        staff(Role.CITIZEN),
    ],
)
def test_a_recused_person_sees_nothing_of_the_case(who: Actor) -> None:
    facts = Facts(examiner_id=1, filed_by_id=1)
    assert policies.can_see(who, facts, recused=())
    assert not policies.can_see(who, facts, recused={1})


def test_who_spoke_for_an_agency_sees_a_case_against_it_as_its_reporter_only() -> None:
    who = staff(Role.HEAD)
    assert policies.can_see(who, Facts(), recused=(), tied={2})
    assert not policies.can_see(who, Facts(examiner_id=1), recused=(), tied={1})
    assert policies.can_see(who, Facts(filed_by_id=1), recused=(), tied={1})
    assert policies.can_see(liaison(), Facts(released_at=NOW), recused=(), tied={1})


@pytest.mark.parametrize(
    ("who", "facts", "parties"),
    [
        (STRANGER, Facts(), set()),
        (SYSTEM, Facts(), {Party.SYSTEM}),
        (reporter_of(1), Facts(), {Party.REPORTER}),
        (reporter_of(2), Facts(), set()),
        (staff(Role.CITIZEN), Facts(filed_by_id=1), {Party.REPORTER}),
        (staff(Role.INTAKE), Facts(), {Party.INTAKE, Party.OFFICER}),
        (staff(Role.INTAKE), Facts(intake_id=1), {Party.INTAKE, Party.OFFICER}),
        (staff(Role.INTAKE), Facts(intake_id=2), {Party.OFFICER}),
        (staff(Role.INTAKE, office=11), Facts(), set()),
        (staff(Role.EXAMINER), Facts(), {Party.OFFICER}),
        (
            staff(Role.EXAMINER),
            Facts(examiner_id=1),
            {Party.EXAMINER, Party.OFFICER},
        ),
        (staff(Role.EXAMINER), Facts(examiner_id=2), {Party.OFFICER}),
        # In the place of somebody who is away: as he would, in that role.
        (
            staff(Role.EXAMINER, seats=FOR_TWO),
            Facts(examiner_id=2),
            {Party.EXAMINER, Party.OFFICER},
        ),
        (
            staff(Role.HEAD, seats=FOR_TWO),
            Facts(examiner_id=2),
            {Party.HEAD, Party.EXAMINER},
        ),
        (
            staff(Role.INTAKE, seats=((2, Role.INTAKE),)),
            Facts(intake_id=2),
            {Party.INTAKE, Party.OFFICER},
        ),
        (staff(Role.RESMON, seats=((2, Role.RESMON),)), Facts(resmon_id=3), set()),
        (staff(Role.EXAMINER, office=11, seats=FOR_TWO), Facts(examiner_id=2), set()),
        (
            staff(Role.EXAMINER, seats=FOR_TWO),
            Facts(examiner_id=2, filed_by_id=1),
            {Party.REPORTER, Party.OFFICER},
        ),
        (staff(Role.HEAD), Facts(), {Party.HEAD}),
        (staff(Role.HEAD, office=11), Facts(), set()),
        # The centre sees every office's cases; it acts in its own.
        (staff(Role.HEAD, office=1, central=True), Facts(), set()),
        (staff(Role.INTAKE, office=1, central=True), Facts(), set()),
        (staff(Role.RESMON, office=1, central=True), Facts(), set()),
        (staff(Role.HEAD, office=1, central=True), Facts(office_id=1), {Party.HEAD}),
        (staff(Role.RESMON), Facts(), {Party.RESMON}),
        (staff(Role.RESMON), Facts(resmon_id=2), set()),
        (staff(Role.COMMISSIONER, office=11), Facts(), {Party.COMMISSIONER}),
        (staff(Role.CHAIR, office=11), Facts(), {Party.CHAIR}),
        (staff(Role.AUDITOR), Facts(), set()),
        (liaison(), Facts(released_at=NOW), {Party.LIAISON}),
        (liaison(), Facts(), set()),
        (liaison(Role.SUPERIOR), Facts(released_at=NOW), {Party.SUPERIOR}),
        # As what he acts for one agency he does not act for another.
        (BOTH, Facts(released_at=NOW), {Party.SUPERIOR}),
        (BOTH, Facts(released_at=NOW, agency_id=21, unit_id=31), {Party.LIAISON}),
    ],
)
def test_in_which_capacity_one_may_act(
    who: Actor, facts: Facts, parties: set[Party]
) -> None:
    assert policies.parties_of(who, facts) == parties


@pytest.mark.parametrize(
    ("who", "facts"),
    [
        (staff(Role.INTAKE), Facts(examiner_id=1)),
        (staff(Role.AUDITOR), Facts(examiner_id=1)),
        (liaison(Role.LIAISON, agency=21), Facts(released_at=NOW)),
        (liaison(Role.SUPERIOR, agency=21), Facts(released_at=NOW)),
        (liaison(Role.LIAISON), Facts()),
        (liaison(Role.SUPERIOR), Facts()),
    ],
)
def test_a_case_that_one_holds_or_knows_of_gives_no_part_without_role_and_release(
    who: Actor, facts: Facts
) -> None:
    """Whoever lost the role acts no more, though the case still bears his name."""
    found = policies.parties_of(who, facts)
    assert found.isdisjoint({Party.EXAMINER, Party.LIAISON, Party.SUPERIOR})


def test_an_officer_of_another_office_does_not_speak_up() -> None:
    for role in (Role.INTAKE, Role.EXAMINER):
        assert policies.parties_of(staff(role, office=11), Facts()) == set()


def test_a_case_that_nobody_holds_is_not_held_by_somebody_without_a_number() -> None:
    nobody = Actor(
        ActorKind.USER, roles=frozenset({Role.EXAMINER}), office_ids=frozenset({10})
    )
    assert policies.parties_of(nobody, Facts()) == set()


def test_a_right_of_ones_own_goes_before_that_of_a_deputy() -> None:
    head, held = staff(Role.HEAD, seats=FOR_TWO), Facts(examiner_id=2)
    assert policies.require(head, held, Party.HEAD, Party.EXAMINER) is None
    assert policies.require(head, held, Party.EXAMINER) == 2
    examiner = staff(Role.EXAMINER, seats=FOR_TWO)
    assert policies.holds(examiner, held)
    assert not policies.holds(staff(Role.EXAMINER), held)
    with pytest.raises(NotAllowed):
        policies.require(examiner, held, Party.HEAD, Party.RESMON)


def test_a_superior_does_not_speak_for_the_agency() -> None:
    told = Facts(released_at=NOW)
    assert speaks_for_agency(liaison(), told)
    assert not speaks_for_agency(liaison(Role.SUPERIOR), told)
    assert not speaks_for_agency(liaison(agency=21), told)
    assert not speaks_for_agency(liaison(), Facts())


def test_a_plenary_is_led_by_a_head_of_its_office() -> None:
    policies.require_plenary(staff(Role.HEAD), 10)
    for who, office in (
        (staff(Role.HEAD), 11),
        (staff(Role.EXAMINER), 10),
        (staff(Role.COMMISSIONER, central=True), 10),
    ):
        with pytest.raises(NotAllowed):
            policies.require_plenary(who, office)


def test_who_is_none_of_these_is_refused() -> None:
    held = Facts(examiner_id=1)
    policies.require(staff(Role.EXAMINER), held, Party.HEAD, Party.EXAMINER)
    with pytest.raises(NotAllowed):
        policies.require(staff(Role.EXAMINER), held, Party.HEAD)
    with pytest.raises(NotAllowed):
        policies.require(STRANGER, held, *Party)


def test_the_offices_screens_are_for_those_who_work_on_cases_or_check_them() -> None:
    readers = {role for role in Role if policies.reads_cases(staff(role))}
    assert readers == policies.CASE_ROLES | policies.NATIONAL_ROLES
    keepers = {role for role in Role if policies.keeps_identities(staff(role))}
    assert keepers == {Role.CUSTODIAN}
    assert not policies.keeps_identities(staff(Role.CUSTODIAN, Role.EXAMINER))
    watchers = {role for role in Role if policies.watches_reading(staff(role))}
    assert watchers == {Role.AUDITOR}
    takers = {role for role in Role if policies.takes_part(staff(role))}
    assert takers == readers - {Role.AUDITOR}


def test_a_case_has_all_that_a_rule_may_ask_of_it() -> None:
    asked = {name for name, one in vars(CaseFacts).items() if isinstance(one, property)}
    assert {"office_id", "assigned_ids", "released_at"} <= asked
    assert [name for name in sorted(asked) if not hasattr(Case(), name)] == []
