"""Keeping a report in an account: by whoever shows its code, for as long as it lives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core import mail

from accounts.actor import SYSTEM, reporter_of
from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.models import ReporterAccount, User
from accounts.roles import Role
from accounts.wall_clock import wall_now
from complaints import policies
from complaints.domain import events
from complaints.models import Case, Followed
from complaints.selectors.mine import is_kept, kept_in, lines_of, own_report
from complaints.services import following
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady
from complaints.services.renewing import renew_code
from journal.models import Entry
from tests import people
from tests.complaints.contacts import deliver
from tests.complaints.services import test_recovering as lost
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import FILED, file_one
from tests.people import actor
from tests.reporters import PHONE, reporter

if TYPE_CHECKING:
    from accounts.actor import Actor

pytestmark = pytest.mark.django_db


def of(user: User) -> Actor:
    return member(user, now=wall_now())


def follow(case: Case, account: Actor) -> None:
    following.follow(
        ref=case.ref, account=account, actor=reporter_of(case.pk), now=FILED
    )


def kinds(case: Case) -> list[str]:
    rows = Entry.objects.filter(subject_kind="case", subject_id=case.pk)
    found = rows.filter(kind__in=[events.FOLLOWED, events.UNFOLLOWED])
    return list(found.order_by("n").values_list("kind", flat=True))


def test_it_lies_in_the_list_once_and_on_the_record_without_the_account() -> None:
    case, _ = file_one()
    me = of(reporter())
    follow(case, me)
    follow(case, me)
    assert [line.case.pk for line in lines_of(me, FILED)] == [case.pk]
    assert own_report(me, case.locator) == case
    (entry,) = Entry.objects.filter(kind=events.FOLLOWED)
    assert (entry.actor_kind, entry.actor_id) == ("reporter", case.pk)
    assert entry.data == {}
    assert kept_in(case, me).here
    assert kept_in(case, of(reporter(PHONE))).here is False
    assert kept_in(case, of(reporter("siapa@contoh.test"))).accounts == 1


def test_without_its_code_nobody_keeps_it() -> None:
    case, other = file_one()[0], file_one()[0]
    with pytest.raises(Case.DoesNotExist):
        following.follow(
            ref=case.ref,
            account=of(reporter()),
            actor=reporter_of(other.pk),
            now=FILED,
        )
    assert not Followed.objects.exists()


AT_WORK = ["liaison", "examiner", "head", "system_admin"]


def at_work(who: str) -> Actor:
    """Of the cast; or an address at work without a role, not yet or no more."""
    if who in AT_WORK:
        return actor(who)
    user = people.person("citizen")
    if who == "role_ended":
        OfficeMembershipFactory(user=user, valid_to=wall_now())
    found = of(user)
    assert found.roles == {Role.CITIZEN}
    return found


@pytest.mark.parametrize("who", [*AT_WORK, "invited_waiting", "role_ended"])
def test_an_account_at_work_keeps_no_report(who: str) -> None:
    case, _ = file_one()
    account = at_work(who)
    assert not policies.keeps_reports(account)
    for one in (account, replace(account, own_account=True), actor("stranger")):
        with pytest.raises(NotAllowed):
            follow(case, one)
    assert not Followed.objects.exists()


def test_only_a_reporter_keeps_reports() -> None:
    assert not any(policies.keeps_reports(actor(key)) for key in people.KEYS)
    assert policies.keeps_reports(of(reporter()))


def test_an_account_that_was_closed_meanwhile_keeps_nothing() -> None:
    case, _ = file_one()
    user = reporter()
    me = of(user)
    following.leave(user=user, actor=replace(me, stepped_up=True), now=FILED)
    with pytest.raises(NotAllowed):
        follow(case, me)
    with pytest.raises(NotAllowed):
        following.leave(user=user, actor=replace(me, stepped_up=True), now=FILED)
    assert not Followed.objects.exists()


def test_whoever_gets_a_role_keeps_none_any_more() -> None:
    case, _ = file_one()
    me = of(reporter())
    follow(case, me)
    assert is_kept(case, me.signed_in_id, me)
    assert not is_kept(case, me.signed_in_id, actor("examiner"))
    assert not is_kept(case, actor("examiner").signed_in_id, actor("examiner"))


def test_fifty_reports_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST", 1)
    me = of(reporter())
    follow(file_one()[0], me)
    with pytest.raises(NotReady, match="too_many_followed"):
        follow(file_one()[0], me)


def test_a_thief_of_the_code_loses_the_report_when_the_code_is_renewed() -> None:
    case, _ = file_one()
    thief = of(reporter())
    follow(case, thief)
    renew_code(
        ref=case.ref,
        proof="card",
        key=uuid4(),
        actor=actor("intake", stepped_up=True),
        now=FILED,
    )
    assert lines_of(thief, FILED) == []
    assert not is_kept(case, thief.signed_in_id, thief)
    assert kinds(case) == [events.FOLLOWED, events.UNFOLLOWED]


@pytest.mark.django_db(transaction=True)
def test_and_when_it_is_recovered_through_the_contact() -> None:
    case, _ = lost.filed()
    thief = of(reporter())
    follow(case, thief)
    deliver()
    mail.outbox.clear()
    lost.asked()
    lost.given(lost.sent_code(), case.locator)
    assert lines_of(thief, FILED) == []
    assert kinds(case) == [events.FOLLOWED, events.UNFOLLOWED]


def test_whoever_holds_the_code_takes_it_out_of_every_account() -> None:
    case, _ = file_one()
    for one in ("a@contoh.test", "b@contoh.test"):
        follow(case, of(reporter(one)))
    holder = reporter_of(case.pk)
    following.unfollow_all(ref=case.ref, actor=holder, now=FILED)
    following.unfollow_all(ref=case.ref, actor=holder, now=FILED)
    assert not Followed.objects.exists()
    (entry,) = Entry.objects.filter(kind=events.UNFOLLOWED)
    assert entry.data == {"n": 2}


def test_one_account_takes_out_its_own_only() -> None:
    case, _ = file_one()
    first, second = of(reporter()), of(reporter(PHONE))
    follow(case, first)
    follow(case, second)
    following.unfollow(case_id=case.pk, account=first, now=FILED)
    following.unfollow(case_id=case.pk, account=first, now=FILED)
    assert Followed.objects.get().account_id == second.user_id
    assert kinds(case)[2:] == [events.UNFOLLOWED]


@pytest.mark.django_db(transaction=True)
def test_an_erased_report_lies_in_no_account_and_goes_into_none() -> None:
    case, _ = file_one()
    me = of(reporter())
    follow(case, me)
    Case.objects.filter(pk=case.pk).update(closed_at=FILED)
    erase_case(ref=case.ref, reason="request", actor=SYSTEM, now=FILED)
    assert not Followed.objects.exists()
    with pytest.raises(NotReady, match="case_erased"):
        follow(case, me)


def test_after_leaving_no_row_leads_from_a_report_to_the_account() -> None:
    user = reporter()
    me = of(user)
    kept, _ = file_one()
    filed, _ = file_one(actor=me)
    follow(kept, me)
    follow(filed, me)
    following.leave(user=user, actor=replace(me, stepped_up=True), now=FILED)
    assert not Followed.objects.exists()
    assert not Case.objects.filter(filed_by=user).exists()
    assert kinds(kept) == kinds(filed) == [events.FOLLOWED]
    assert ReporterAccount.objects.get().closed_at == FILED
