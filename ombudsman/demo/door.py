"""The one-click door: signs a visitor in as one of the cast, both factors shown.

It exists only where the application ``ombudsman.demo`` is installed, and refuses
even then unless the setting says that this is a demonstration. It signs in the
invented people of the cast and nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login

from accounts.models import User
from accounts.second_factor import METHOD
from ombudsman.demo.cast import BY_KEY

if TYPE_CHECKING:
    from accounts.http import PortalRequest


class NoSuchPerson(Exception):
    """Not one of the cast, or the cast has not been seeded."""


def enter_as(request: PortalRequest, key: str) -> User:
    """Sign the visitor in as this person. Raises ``NoSuchPerson``."""
    person = BY_KEY.get(key)
    if not settings.DEMO or person is None:
        raise NoSuchPerson(key)
    user = User.objects.filter(email=person.email, is_active=True).first()
    if user is None:
        raise NoSuchPerson(key)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, METHOD, type="demo", reauthenticated=True)
    return user
