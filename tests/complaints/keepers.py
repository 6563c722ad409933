"""Requests to open a confidential identity, as tests of custody need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.actor import Actor
from accounts.actor_of import member
from accounts.wall_clock import wall_now
from complaints.models import Case, IdentityRequest
from complaints.services import custody
from complaints.services.identity import open_identity, request_identity
from tests import people
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.complaints import FILED, confidential_one
from tests.people import actor, person

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from complaints.domain.identity import Identity
    from complaints.services.filing import Receipt


def held(who: str = "examiner") -> tuple[Case, Receipt]:
    """A confidential report that ``who`` examines."""
    case, receipt = confidential_one()
    Case.objects.filter(pk=case.pk).update(examiner=person(who))
    return Case.objects.get(pk=case.pk), receipt


def fresh(user: User) -> Actor:
    """Any person as the middleware would build him, second factor shown just now."""
    found = member(user, now=wall_now())
    return Actor(
        found.kind,
        user_id=user.pk,
        roles=found.roles,
        office_ids=found.office_ids,
        central=found.central,
        stepped_up_at=wall_now(),
        stepped_up=True,
    )


def somebody(*roles: str, office: str = "00", mail: str = "rangkap") -> User:
    """A person with these roles in one office."""
    user: User = UserFactory(email=f"{mail}@contoh.test")
    for role in roles:
        OfficeMembershipFactory(user=user, office=people.office(office), role=role)
    return user


def asked(case: Case, who: str | Actor = "examiner", **more: Any) -> IdentityRequest:
    """The request of one who holds the case."""
    asker = actor(who, stepped_up=True) if isinstance(who, str) else who
    given: dict[str, Any] = {
        "purpose": "examine",
        "basis": "examination",
        "real_now": wall_now(),
    }
    return custody.ask(ref=case.ref, actor=asker, now=FILED, **(given | more))


def decided(
    row: IdentityRequest,
    *,
    grant: bool = True,
    reason: str = "",
    by: Actor | None = None,
    real_now: datetime | None = None,
) -> IdentityRequest:
    """The custodian's answer."""
    keeper = by or actor("custodian", stepped_up=True)
    return custody.decide(
        ref=row.ref,
        grant=grant,
        reason=reason,
        actor=keeper,
        real_now=real_now or wall_now(),
        now=FILED,
    )


def revoked(row: IdentityRequest) -> IdentityRequest:
    """The consent taken back."""
    return custody.revoke(
        ref=row.ref,
        actor=actor("custodian", stepped_up=True),
        real_now=wall_now(),
        now=FILED,
    )


def opened(case: Case, who: str | Actor = "examiner") -> int:
    """The entry that says who opens, committed."""
    return request_identity(
        ref=case.ref,
        purpose="",
        actor=actor(who, stepped_up=True) if isinstance(who, str) else who,
        real_now=wall_now(),
        now=FILED,
    )


def read(case: Case, entry: int, who: str | Actor = "examiner") -> Identity:
    """The plaintext, against that entry."""
    return open_identity(
        ref=case.ref,
        entry_id=entry,
        actor=actor(who, stepped_up=True) if isinstance(who, str) else who,
        real_now=wall_now(),
    )


def against(case: Case) -> int:
    """The id of the agency that a case is against."""
    assert case.agency_id
    return case.agency_id
