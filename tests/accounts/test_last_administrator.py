"""Somebody always keeps the service: the last administrator can be neither ended nor closed."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

from accounts.errors import AuthorGone, LastAdministrator
from accounts.models import OfficeMembership, User
from accounts.roles import Act, Role, Why
from accounts.services import end_office_role, suspend
from journal.models import Entry
from tests import people
from tests.accounts.test_role_changes import NOW, decide, propose, second_admin, stepped
from tests.factories.accounts import OfficeMembershipFactory
from tests.remembered import made

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.actor import Actor

#: Threads commit by themselves, so the tests of both kinds do.
pytestmark = pytest.mark.django_db(transaction=True)
PLACE: dict[str, Any] = {"role": Role.SYSTEM_ADMIN, "act": Act.END}


def user_of(actor: Actor) -> User:
    assert actor.user_id is not None
    return User.objects.get(pk=actor.user_id)


def made_administrator() -> User:
    place = {"office": people.office("00"), "role": Role.SYSTEM_ADMIN.value}
    found: User = OfficeMembershipFactory(**place).user
    return found


def close(user: User, actor: Actor) -> User:
    return suspend(ref=user.ref, why=Why.LOST, actor=actor, now=NOW)


def administrators() -> int:
    members = OfficeMembership.objects.filter(
        role=Role.SYSTEM_ADMIN.value, user__is_active=True
    )
    return members.valid_at(NOW).count()


def test_two_persons_do_not_end_the_last_administrators_role() -> None:
    """The others went after the proposal and before its decision: it fell with them."""
    centre, first = people.office("00"), people.person("system_admin")
    second, third = second_admin(), stepped(made_administrator())
    change = propose(first, second, office=centre, **PLACE)
    for gone in (second, third):
        held = OfficeMembership.objects.get(user=user_of(gone))
        end_office_role(membership=held, actor=third, now=NOW)
    with pytest.raises(AuthorGone):
        decide(change, third)
    change.refresh_from_db()
    assert change.decision == ""
    assert administrators() == 1


def test_who_is_the_last_one_is_not_even_proposed() -> None:
    first, second = people.person("system_admin"), second_admin()
    User.objects.filter(pk=user_of(second).pk).update(is_active=False)
    with pytest.raises(LastAdministrator):
        propose(first, second, office=people.office("00"), **PLACE)
    User.objects.filter(pk=user_of(second).pk).update(is_active=True)
    propose(first, second, office=people.office("00"), **PLACE)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "administrator sistem terakhir"),
        ("en", "last active system administrator"),
    ],
)
def test_the_sentence_is_on_the_page_in_both_languages(
    language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the other one had gone between the page and the click."""
    user = made_administrator()
    client = Client(headers={"accept-language": language})
    client.cookies["bahasa"] = language
    people.login(client, "system_admin")

    def gone(*, without: int, now: object) -> None:
        raise LastAdministrator

    monkeypatch.setattr("accounts.services.suspending.keep_one", gone)
    answer = client.post(f"/kerja/orang/{user.ref}/tangguhkan/", {"why": "lost"})
    assert answer.status_code == 409
    assert words in answer.content.decode()
    user.refresh_from_db()
    assert user.is_active


def at_once(*acts: Callable[[], object]) -> list[type[Exception] | None]:
    """What became of acts that leave at the same moment."""
    gate, found = threading.Barrier(len(acts)), list[type[Exception] | None]()

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            act()
            found.append(None)
        except LastAdministrator as error:
            found.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


def test_two_who_close_each_other_at_once_leave_one() -> None:
    for _ in range(5):
        OfficeMembership.objects.all().delete()
        made.clear()  # whose membership that was is made anew
        User.objects.update(is_active=True)
        first, second = people.person("system_admin"), second_admin()
        mine = stepped(first)
        other = user_of(second)
        found = at_once(partial(close, other, mine), partial(close, first, second))
        assert sorted(map(str, found)) == sorted(map(str, [None, LastAdministrator]))
        assert administrators() == 1


def test_a_role_that_ends_while_the_other_account_is_closed_leaves_one() -> None:
    first, second = people.person("system_admin"), second_admin()
    held = OfficeMembership.objects.get(user=first)
    # He came in while he had the role: who comes later is no administrator any more.
    mine, other = stepped(first), user_of(second)
    found = at_once(
        lambda: end_office_role(membership=held, actor=second, now=NOW),
        lambda: close(other, mine),
    )
    assert found.count(LastAdministrator) == 1
    assert administrators() == 1
    assert Entry.objects.filter(subject_kind="user").count() == 1
