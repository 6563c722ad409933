"""A head of another office, as tests of cases that move there need her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.actor_of import member
from accounts.models import User
from accounts.roles import Role
from accounts.wall_clock import wall_now
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.people import office

if TYPE_CHECKING:
    from accounts.actor import Actor

ELSEWHERE = "63"
MAIL = "kepala.63@contoh.test"


def head_elsewhere() -> User:
    """The head of the other office, made once."""
    found: User | None = User.objects.filter(email=MAIL).first()
    if found is None:
        found = UserFactory(email=MAIL, name="Kepala Lain Uji")
        OfficeMembershipFactory(
            user=found, office=office(ELSEWHERE), role=Role.HEAD.value
        )
    return found


def acting() -> Actor:
    """The same as an actor."""
    return member(head_elsewhere(), now=wall_now())
