"""A role is given and ended by two persons, and closing an account by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from accounts import events
from accounts.actor import Actor
from accounts.actor_of import member
from accounts.errors import (
    AlreadyHeld,
    AlreadyProposed,
    AuthorGone,
    CannotHoldBoth,
    NotAllowed,
    NotHeld,
    Settled,
    StepUpRequired,
)
from accounts.models import OfficeMembership, RoleChange, StoredSession, User
from accounts.roles import Act, Decision, Role, Why
from accounts.services import decide_change, propose_change, suspend, withdraw_change
from accounts.wall_clock import wall_now
from journal.models import Entry
from tests import people
from tests.factories.accounts import OfficeMembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def second_admin() -> Actor:
    """Another administrator than the one of the cast."""
    user = UserFactory(email="pengelola.dua@contoh.test", name="Pengelola Dua")
    OfficeMembershipFactory(
        user=user, office=people.office("00"), role=Role.SYSTEM_ADMIN.value
    )
    return stepped(user)


def stepped(user: User) -> Actor:
    return replace(member(user, now=wall_now()), stepped_up=True)


def admin() -> Actor:
    return people.actor("system_admin", stepped_up=True)


def head() -> Actor:
    return people.actor("head", stepped_up=True)


def propose(person: User, actor: Actor | None = None, **more: Any) -> RoleChange:
    said: dict[str, Any] = {
        "act": Act.GIVE,
        "role": Role.EXAMINER,
        "office": people.office(),
        "reason": "ST-12/2026",
    }
    return propose_change(
        person=person, actor=actor or admin(), now=NOW, **{**said, **more}
    )


def decide(change: RoleChange, actor: Actor, *, approve: bool = True) -> RoleChange:
    return decide_change(ref=change.ref, approve=approve, actor=actor, now=NOW)


def roles(user: User) -> frozenset[Role]:
    return member(user, now=wall_now()).roles


class TestTwoPersons:
    def test_a_proposal_alone_changes_nothing(self) -> None:
        user = UserFactory()
        propose(user)
        assert roles(user) == {Role.CITIZEN}

    def test_the_second_person_makes_it_so(self) -> None:
        user = UserFactory()
        decide(propose(user), second_admin())
        assert roles(user) == {Role.EXAMINER}

    def test_a_refused_one_changes_nothing_for_ever(self) -> None:
        user = UserFactory()
        change = propose(user)
        decide(change, second_admin(), approve=False)
        assert roles(user) == {Role.CITIZEN}
        with pytest.raises(Settled):
            decide(change, second_admin())

    def test_who_proposed_does_not_decide(self) -> None:
        change = propose(UserFactory())
        with pytest.raises(NotAllowed):
            decide(change, admin())
        change.refresh_from_db()
        assert change.decision == ""

    def test_whom_it_is_about_does_not_decide(self) -> None:
        other = second_admin()
        person = User.objects.get(pk=other.signed_in_id)
        change = propose(person, role=Role.AUDITOR, office=people.office("00"))
        with pytest.raises(NotAllowed):
            decide(change, other)

    def test_nobody_proposes_for_himself(self) -> None:
        with pytest.raises(NotAllowed):
            propose(people.person("system_admin"), office=people.office("00"))

    @pytest.mark.parametrize("who", ["proposed_by_id", "person_id"])
    def test_the_database_refuses_one_person_in_both_parts(self, who: str) -> None:
        change = propose(UserFactory())
        with pytest.raises(IntegrityError, match="role_change_by_two"):
            RoleChange.objects.filter(pk=change.pk).update(
                decision=Decision.APPROVED.value,
                decided_by=getattr(change, who),
                decided_at=NOW,
            )

    def test_the_database_keeps_what_was_decided(self) -> None:
        change = propose(UserFactory())
        decide(change, second_admin(), approve=False)
        for altered in ({"decision": "approved"}, {"role": "head"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                RoleChange.objects.filter(pk=change.pk).update(**altered)
        other = propose(UserFactory())
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleChange.objects.filter(pk=other.pk).update(role="head")

    def test_the_runtime_role_deletes_no_proposal(self) -> None:
        propose(UserFactory())
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM accounts_rolechange")

    def test_the_second_factor_is_asked_for_once_more(self) -> None:
        user = UserFactory()
        with pytest.raises(StepUpRequired):
            propose(user, people.actor("system_admin"))
        change = propose(user, head())
        with pytest.raises(StepUpRequired):
            decide(change, people.actor("system_admin"))

    def test_who_proposed_may_take_it_back_and_nobody_else(self) -> None:
        change = propose(UserFactory())
        with pytest.raises(NotAllowed):
            withdraw_change(ref=change.ref, actor=second_admin(), now=NOW)
        withdraw_change(ref=change.ref, actor=admin(), now=NOW)
        with pytest.raises(Settled):
            decide(change, second_admin())

    def test_history_tells_who_proposed_and_who_decided(self) -> None:
        user = UserFactory()
        other = second_admin()
        decide(propose(user), other)
        told = Entry.objects.filter(subject_kind="user", subject_id=user.pk)
        assert list(told.order_by("n").values_list("kind", "actor_id")) == [
            (events.CHANGE_PROPOSED, admin().user_id),
            (events.CHANGE_DECIDED, other.user_id),
            (events.OFFICE_ROLE_GIVEN, other.user_id),
        ]


class TestHead:
    def test_a_head_proposes_for_her_office_and_an_administrator_decides(self) -> None:
        user = UserFactory()
        decide(propose(user, head()), admin())
        assert roles(user) == {Role.EXAMINER}

    def test_another_head_of_the_office_may_be_the_second(self) -> None:
        user = UserFactory()
        decide(propose(user, head()), people.actor("other_head", stepped_up=True))
        assert roles(user) == {Role.EXAMINER}

    @pytest.mark.parametrize(
        "role", [Role.SYSTEM_ADMIN, Role.AUDITOR, Role.CUSTODIAN, Role.COMMISSIONER]
    )
    def test_who_watches_over_heads_is_not_a_heads_to_choose(self, role: Role) -> None:
        with pytest.raises(NotAllowed):
            propose(UserFactory(), head(), role=role)

    def test_another_office_is_not_hers(self) -> None:
        with pytest.raises(NotAllowed):
            propose(UserFactory(), head(), office=people.office("63"))
        change = propose(UserFactory(), office=people.office("63"))
        with pytest.raises(RoleChange.DoesNotExist):
            decide(change, head())

    def test_nobody_else_arranges_anything(self) -> None:
        for key in ("examiner", "auditor", "commissioner", "liaison", "citizen"):
            with pytest.raises(NotAllowed):
                propose(UserFactory(), people.actor(key, stepped_up=True))


class TestWhatIsProposed:
    def test_an_end_takes_effect_with_the_decision(self) -> None:
        user = people.person("examiner")
        change = propose(user, act=Act.END)
        assert Role.EXAMINER in roles(user)
        decide(change, second_admin())
        assert roles(user) == {Role.CITIZEN}

    def test_what_is_held_is_not_given_and_what_is_not_held_is_not_ended(self) -> None:
        with pytest.raises(AlreadyHeld):
            propose(people.person("examiner"))
        with pytest.raises(NotHeld):
            propose(UserFactory(), act=Act.END)

    def test_the_same_proposal_waits_once(self) -> None:
        user = UserFactory()
        propose(user)
        with pytest.raises(AlreadyProposed):
            propose(user, head())

    def test_the_chair_is_a_flag_that_comes_and_goes_without_the_role(self) -> None:
        user = people.person("commissioner")
        chair: dict[str, Any] = {
            "role": Role.COMMISSIONER,
            "office": people.office("00"),
        }
        decide(propose(user, **chair, is_chair=True), second_admin())
        assert Role.CHAIR in roles(user)
        decide(propose(user, **chair, is_chair=True, act=Act.END), second_admin())
        assert roles(user) == {Role.COMMISSIONER}
        rows = OfficeMembership.objects.filter(user=user, valid_to=None)
        assert rows.count() == 1

    def test_a_liaison_is_proposed_and_ended_the_same_way(self) -> None:
        user = UserFactory()
        place: dict[str, Any] = {
            "role": Role.LIAISON,
            "office": None,
            "agency": people.agency(),
        }
        decide(propose(user, **place), second_admin())
        assert roles(user) == {Role.LIAISON}
        decide(propose(user, **place, act=Act.END), second_admin())
        assert roles(user) == {Role.CITIZEN}

    def test_staff_and_liaison_at_once_is_refused_and_nothing_is_decided(self) -> None:
        change = propose(
            people.person("examiner"),
            role=Role.LIAISON,
            office=None,
            agency=people.agency(),
        )
        with pytest.raises(CannotHoldBoth):
            decide(change, second_admin())
        change.refresh_from_db()
        assert change.decision == ""
        assert not Entry.objects.filter(kind=events.CHANGE_DECIDED).exists()


class TestSuspending:
    def close(self, key: str, actor: Actor | None = None) -> User:
        user = people.person(key)
        return suspend(ref=user.ref, why=Why.MISUSE, actor=actor or admin(), now=NOW)

    def test_the_next_request_with_the_old_session_is_a_strangers(
        self, client: Client
    ) -> None:
        people.login(client, "examiner")
        assert client.get("/masuk/akun/").status_code == 200
        self.close("examiner")
        where = client.get("/masuk/akun/").headers["Location"]
        assert where.startswith("/masuk/?")
        assert not StoredSession.objects.exists()

    def test_it_is_on_the_record_with_its_reason(self) -> None:
        user = self.close("examiner")
        entry = Entry.objects.get(kind=events.SUSPENDED, subject_id=user.pk)
        assert (entry.data, entry.actor_id) == ({"why": "misuse"}, admin().user_id)

    def test_it_asks_for_the_second_factor(self) -> None:
        with pytest.raises(StepUpRequired):
            self.close("examiner", people.actor("system_admin"))

    def test_nobody_closes_his_own_and_nobody_closes_twice(self) -> None:
        with pytest.raises(NotAllowed):
            self.close("system_admin")
        self.close("examiner")
        with pytest.raises(Settled):
            self.close("examiner")

    def test_a_head_closes_those_of_her_office_only(self) -> None:
        self.close("examiner", head())
        with pytest.raises(User.DoesNotExist):
            self.close("examiner_elsewhere", head())

    def test_a_head_does_not_close_who_watches_over_her(self) -> None:
        custodian = people.person("intake")
        OfficeMembershipFactory(
            user=custodian, office=people.office(), role=Role.AUDITOR.value
        )
        with pytest.raises(NotAllowed):
            self.close("intake", head())

    def test_opening_it_again_takes_two_administrators(self, client: Client) -> None:
        people.login(client, "examiner")
        user = self.close("examiner")
        again: dict[str, Any] = {"act": Act.RESTORE, "role": None, "office": None}
        with pytest.raises(NotAllowed):
            propose(user, head(), **again)
        change = propose(user, **again)
        user.refresh_from_db()
        assert not user.is_active
        decide(change, second_admin())
        user.refresh_from_db()
        assert user.is_active
        where = client.get("/masuk/akun/").headers["Location"]
        assert where.startswith("/masuk/?"), "an old session stays closed"
        with pytest.raises(AlreadyHeld):
            propose(user, **again)


class TestWhoProposed:
    """A second person agrees with somebody: he must still be there, and still may."""

    @pytest.mark.parametrize("gone", ["suspended", "dismissed"])
    def test_what_its_author_could_not_propose_any_more_is_only_refused(
        self, gone: str
    ) -> None:
        user, proposer = UserFactory(), people.person("head")
        change = propose(user, head())
        if gone == "suspended":
            User.objects.filter(pk=proposer.pk).update(is_active=False)
        else:
            proposer.office_memberships.update(role=Role.EXAMINER.value)
        with pytest.raises(AuthorGone):
            decide(change, admin())
        assert roles(user) == {Role.CITIZEN}
        decide(change, admin(), approve=False)
        change.refresh_from_db()
        assert change.decision == Decision.REFUSED
