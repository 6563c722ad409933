"""People, roles and passwords: what is done, and what history keeps of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import events, services
from accounts.actor import SYSTEM
from accounts.actor_of import member
from accounts.errors import NotAllowed, StaffAndLiaison, StepUpRequired
from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.policies import require, require_stepped_up
from accounts.roles import Role
from journal.models import Entry
from tests import people
from tests.factories.agencies import UnitFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def kinds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def a_person(email: str = "baru@contoh.test") -> User:
    return services.create_person(email=email, name="Baru", actor=SYSTEM, now=NOW)


def test_a_new_account_has_a_confirmed_address_and_no_password() -> None:
    user = a_person(" Baru@Contoh.test ")
    assert user.email == "baru@contoh.test"
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert kinds() == [events.PERSON_ADDED]


def test_the_same_address_again_is_the_same_account() -> None:
    first = a_person()
    assert a_person("BARU@contoh.test") == first
    assert kinds() == [events.PERSON_ADDED]


def test_a_role_begins_now_and_history_says_who_gave_it() -> None:
    user = a_person()
    services.give_office_role(
        user=user, office=people.office(), role=Role.EXAMINER, actor=SYSTEM, now=NOW
    )
    entry = Entry.objects.get(kind=events.OFFICE_ROLE_GIVEN)
    assert entry.subject_kind == "user"
    assert entry.data == {
        "office": people.office().pk,
        "role": "examiner",
        "chair": False,
    }
    assert member(user, now=NOW).roles == {Role.EXAMINER}
    assert member(user, now=NOW - timedelta(seconds=1)).roles == {Role.CITIZEN}


def test_giving_a_role_twice_changes_nothing() -> None:
    user = a_person()
    for _ in range(2):
        services.give_office_role(
            user=user, office=people.office(), role=Role.HEAD, actor=SYSTEM, now=NOW
        )
        services.give_agency_role(
            user=a_person("b@contoh.test"),
            agency=people.agency(),
            actor=SYSTEM,
            now=NOW,
        )
    assert OfficeMembership.objects.count() == 1
    assert AgencyMembership.objects.count() == 1
    assert kinds().count(events.OFFICE_ROLE_GIVEN) == 1


def test_ending_a_role_is_on_the_record_and_immediate() -> None:
    user = a_person()
    membership = services.give_office_role(
        user=user, office=people.office(), role=Role.HEAD, actor=SYSTEM, now=NOW
    )
    services.end_office_role(membership=membership, actor=SYSTEM, now=NOW)
    assert member(user, now=NOW).roles == {Role.CITIZEN}
    assert kinds()[-1] == events.OFFICE_ROLE_ENDED


def test_ending_a_liaison_is_on_the_record_and_immediate() -> None:
    user = a_person()
    unit = UnitFactory(agency=people.agency())
    membership = services.give_agency_role(
        user=user, agency=people.agency(), units=[unit], actor=SYSTEM, now=NOW
    )
    (place,) = member(user, now=NOW).places
    assert place.units == {unit.pk}
    services.end_agency_role(membership=membership, actor=SYSTEM, now=NOW)
    assert member(user, now=NOW).roles == {Role.CITIZEN}
    assert kinds()[-1] == events.AGENCY_ROLE_ENDED


def test_staff_are_not_made_liaisons() -> None:
    with pytest.raises(StaffAndLiaison):
        services.give_agency_role(
            user=people.person("head"), agency=people.agency(), actor=SYSTEM, now=NOW
        )
    assert kinds() == []


def test_nobody_is_put_into_a_second_office() -> None:
    with pytest.raises(StaffAndLiaison):
        services.give_office_role(
            user=people.person("head"),
            office=people.office("63"),
            role=Role.HEAD,
            actor=SYSTEM,
            now=NOW,
        )


def test_a_new_password_and_a_second_factor_are_on_the_record_without_words() -> None:
    user = a_person()
    services.change_password(
        user=user, password="kucing makan ikan", actor=SYSTEM, now=NOW
    )
    services.note_second_factor(user=user, actor=SYSTEM, now=NOW)
    services.note_second_factor(user=user, renewed_codes=True, actor=SYSTEM, now=NOW)
    user.refresh_from_db()
    assert user.check_password("kucing makan ikan")
    assert user.password.startswith("argon2")
    assert kinds()[-3:] == [
        events.PASSWORD_CHANGED,
        events.SECOND_FACTOR_ADDED,
        events.RECOVERY_CODES_RENEWED,
    ]
    assert all(
        data == {}
        for data in Entry.objects.filter(kind=events.PASSWORD_CHANGED).values_list(
            "data", flat=True
        )
    )


class TestPasswords:
    @pytest.mark.parametrize(
        "password",
        [
            "elevenchars",
            "password1234",
            "ombudsman ombudsman",
            "katasandi rahasia",
            "x" * 129,
        ],
    )
    def test_short_common_contextual_and_overlong_ones_are_refused(
        self, password: str
    ) -> None:
        with pytest.raises(ValidationError):
            validate_password(password, User(email="a@contoh.test", name="Ani"))

    def test_a_sentence_is_welcome_whatever_its_signs(self) -> None:
        validate_password("kuda hijau di tepi kali", User(email="a@contoh.test"))

    @settings(max_examples=50, deadline=None)
    @given(st.text(min_size=129, max_size=400))
    def test_nothing_longer_than_128_is_accepted(self, password: str) -> None:
        with pytest.raises(ValidationError):
            validate_password(password)


class TestCommand:
    def run(self, *args: str) -> str:
        out = StringIO()
        call_command("create_person", *args, stdout=out)
        return out.getvalue()

    def test_it_opens_an_account_with_its_roles(self) -> None:
        people.office("00")
        args = ["ketua@contoh.test", "Ketua", "--office", "00", "--role"]
        self.run(*args, "commissioner", "--chair")
        user = User.objects.get(email="ketua@contoh.test")
        assert (
            Role.CHAIR
            in member(user, now=datetime.now(tz=UTC) + timedelta(minutes=1)).roles
        )

    def test_it_opens_an_account_for_an_agency(self) -> None:
        agency = people.agency()
        self.run("n@contoh.test", "N", "--agency", agency.code, "--role", "liaison")
        assert AgencyMembership.objects.get().agency == agency

    @pytest.mark.parametrize(
        "args",
        [
            ["--role", "head"],
            ["--role", "citizen", "--office", "64"],
            ["--role", "head", "--office", "98"],
        ],
    )
    def test_it_says_what_is_wrong(self, args: list[str]) -> None:
        people.office()
        with pytest.raises(CommandError):
            self.run("x@contoh.test", "X", *args)

    def test_it_makes_nobody_staff_and_liaison(self) -> None:
        people.office()
        agency = people.agency()
        self.run("n@contoh.test", "N", "--agency", agency.code, "--role", "liaison")
        with pytest.raises(CommandError, match="staff and liaison"):
            self.run("n@contoh.test", "N", "--office", "64", "--role", "head")


def test_a_rule_refuses_with_its_reason() -> None:
    require(True, "never shown")
    with pytest.raises(NotAllowed) as refusal:
        require(False, "Anda bukan petugas perkara ini.")
    assert str(refusal.value.reason) == "Anda bukan petugas perkara ini."


def test_what_opens_identities_refuses_without_step_up() -> None:
    require_stepped_up(people.actor("examiner", stepped_up=True))
    with pytest.raises(StepUpRequired):
        require_stepped_up(people.actor("examiner"))
