"""How a rule about rights refuses, and who looks after whose account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.errors import NotAllowed, StepUpRequired
from accounts.roles import AGENCY_ROLES, DEPUTISED, ROLES_OF_A_HEAD, Role
from accounts.scopes import offered

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.utils.functional import _StrPromise

    from accounts.actor import Actor


def require(condition: bool, reason: str | _StrPromise) -> None:  # noqa: FBT001 - reads as the sentence it is
    """Refuse with ``NotAllowed(reason)`` unless ``condition`` holds."""
    if not condition:
        raise NotAllowed(reason)


def require_stepped_up(actor: Actor) -> None:
    """Refuse unless he showed his second factor within the last five minutes."""
    if not actor.stepped_up:
        raise StepUpRequired(_("Masukkan lagi kode dari aplikasi autentikator Anda."))


class Place(Protocol):
    """Which role, and where: a proposal or an invitation has it."""

    @property
    def role(self) -> str: ...
    @property
    def office_id(self) -> int | None: ...


def tends_people(actor: Actor) -> bool:
    """Whether the pages about people exist for this actor."""
    return actor.has(Role.SYSTEM_ADMIN, Role.HEAD)


def people_of(actor: Actor) -> Q:
    """Whose accounts he looks after: an administrator all, a head her office's.

    A reporter's account is nobody's to look after.
    """
    if actor.has(Role.SYSTEM_ADMIN):
        return Q(reporter=None)
    if not actor.has(Role.HEAD):
        return Q(pk__in=())
    return Q(office_memberships__office__in=actor.office_ids) | Q(
        role_changes__office__in=actor.office_ids
    )


def changes_of(actor: Actor) -> Q:
    """Which proposals he may know of."""
    if actor.has(Role.SYSTEM_ADMIN):
        return Q()
    if not actor.has(Role.HEAD):
        return Q(pk__in=())
    return Q(office__in=actor.office_ids)


def invitations_of(actor: Actor) -> Q:
    """Which invitations he may know of: those of the same places, and a head hers to
    an agency."""
    known = changes_of(actor)
    if actor.has(Role.SYSTEM_ADMIN) or not actor.has(Role.HEAD):
        return known  # all of them, which no "or" may narrow, or none
    return known | Q(office=None, invited_by=actor.user_id)


def may_arrange(actor: Actor, role: str, office_id: int | None) -> bool:
    """Whether he may propose or decide about this role there, whoever holds it."""
    if actor.has(Role.SYSTEM_ADMIN):
        return True
    return (
        actor.has(Role.HEAD)
        and office_id in actor.office_ids
        and role in ROLES_OF_A_HEAD
    )


def may_invite(actor: Actor, role: str, office_id: int | None) -> bool:
    """Whether he may invite somebody to this role.

    A head also to one of an agency: her office has business with it. The role is given
    by an administrator, who decides on it like on any other.
    """
    for_agency = office_id is None and role in AGENCY_ROLES
    return may_arrange(actor, role, office_id) or (for_agency and actor.has(Role.HEAD))


def may_decide(actor: Actor, place: Place, *, proposed_by: int, person: int) -> bool:
    """The second person: neither who proposed it nor whom it is about."""
    return may_arrange(actor, place.role, place.office_id) and actor.user_id not in {
        proposed_by,
        person,
    }


def has_deputies(actor: Actor) -> bool:
    """Whether the page about being away is for this actor."""
    return actor.has(*DEPUTISED)


def enters_for_others(actor: Actor) -> bool:
    """Whether he enters absences of colleagues too: a head those of her office."""
    return actor.has(Role.HEAD)


def absences_of(actor: Actor) -> Q:
    """Which absences he may know of: his own, where he is deputy, a head her office's."""
    mine = Q(person=actor.user_id) | Q(deputy=actor.user_id)
    if actor.is_liaison:
        return mine & Q(agency__in=actor.agency_ids)
    if not has_deputies(actor):
        return Q(pk__in=())
    if enters_for_others(actor):
        mine |= Q(office__in=actor.office_ids)
    return mine


def may_enter_absence(actor: Actor, person_id: int, office_id: int | None) -> bool:
    """Himself, or a head of that office; somebody of an agency, of none, himself."""
    if actor.is_liaison:
        return office_id is None and actor.user_id == person_id
    if not has_deputies(actor) or office_id not in actor.office_ids:
        return False
    return actor.user_id == person_id or enters_for_others(actor)


def has_tokens(actor: Actor) -> bool:
    """Whether there is anything that a program could do in his name."""
    return bool(offered(actor.roles))


def may_grant(actor: Actor, scopes: Collection[str]) -> bool:
    """Whether a token of his may be for all of this, which is something."""
    return bool(scopes) and set(scopes) <= set(offered(actor.roles))


def opens(actor: Actor, scopes: Collection[str]) -> bool:
    """Whether a token for this still opens anything, with what its owner may today."""
    return not set(scopes).isdisjoint(offered(actor.roles))


def tends_tokens(actor: Actor) -> bool:
    """Whether the tokens of others are his to see and to revoke."""
    return actor.has(Role.SYSTEM_ADMIN)


def tokens_of(actor: Actor) -> Q:
    """Which tokens he may know of: his own, an administrator all."""
    return Q() if tends_tokens(actor) else Q(owner=actor.user_id)


def may_suspend(actor: Actor, person: Actor) -> bool:
    """One person is enough to close an account, but nobody closes his own."""
    if actor.user_id == person.user_id:
        return False
    if actor.has(Role.SYSTEM_ADMIN):
        return True
    return (
        actor.has(Role.HEAD)
        and bool(person.roles)
        and person.roles <= ROLES_OF_A_HEAD
        and person.office_ids <= actor.office_ids
    )
