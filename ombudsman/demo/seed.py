"""The cast as rows: accounts, memberships, no passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.models import ReporterAccount
from accounts.pseudonym import contact_of
from accounts.roles import Role
from accounts.services import create_person, give_agency_role, give_office_role
from agencies.models import Office
from ombudsman.demo.cast import CAST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from accounts.models import User
    from agencies.models import Agency
    from ombudsman.demo.cast import Person


@transaction.atomic
def seed_cast(
    *, agencies: Sequence[Agency], actor: Actor, now: datetime
) -> dict[str, User]:
    """Add whoever of the cast is missing; returns them all by key.

    They have no password: the one-click door is the only way in for them, and it
    exists in a demonstration only.
    """
    return {person.key: _seed(person, agencies, actor, now) for person in CAST}


def _seed(
    person: Person, agencies: Sequence[Agency], actor: Actor, now: datetime
) -> User:
    user = create_person(email=person.email, name=person.name, actor=actor, now=now)
    if not person.roles:
        own_account(user, now)
    for role in person.roles:
        if person.office is not None:
            give_office_role(
                user=user,
                office=Office.objects.get(code=person.office),
                role=role,
                is_chair=person.chair and role is Role.COMMISSIONER,
                actor=actor,
                now=now,
            )
        elif person.agency is not None:
            give_agency_role(
                user=user,
                agency=agencies[person.agency],
                kind=role,
                actor=actor,
                now=now,
            )
    return user


def own_account(user: User, now: datetime) -> None:
    """Make it a reporter's, who has a list of reports; the address stays readable."""
    contact = contact_of(user.email)
    ReporterAccount.objects.get_or_create(
        user=user,
        defaults={
            "kind": contact.kind,
            "sealed": contact.sealed(),
            "language": "id",
            "since": now,
        },
    )
