"""The one picture of who is acting. Plain data, so that a policy needs no query."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accounts.roles import AGENCY_ROLES, STAFF_ROLES, Role
from journal.actor import ActorKind

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class AgencyPlace:
    """A place in an agency: as what, and for which of its units; none: the whole of it."""

    agency_id: int
    role: Role
    units: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something, with all that decides what he may do.

    ``central`` is true for members of the centre, who see every office's cases.
    ``places``: those that he holds in agencies. What he may do for one he may not do for
    another, so they are never thrown together. ``stepped_up_at`` is when he last showed his second factor, by
    the real clock; ``stepped_up`` whether that was within the last five minutes
    when this request came in (policies read this one: a use case's ``now`` may be
    a demonstration clock). ``awaits_second_factor``: he has signed in with a
    password only where a second factor is due; until then he holds no role.
    ``own_account``: a reporter, who opened it himself, with a list of his reports.
    ``seats``: colleagues who are away today and in whose places he acts, each with the
    role in which that one holds cases.
    """

    kind: ActorKind
    user_id: int | None = None
    case_id: int | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    office_ids: frozenset[int] = field(default_factory=frozenset)
    central: bool = False
    places: frozenset[AgencyPlace] = field(default_factory=frozenset)
    stepped_up_at: datetime | None = None
    stepped_up: bool = False
    awaits_second_factor: bool = False
    own_account: bool = False
    seats: frozenset[tuple[int, Role]] = field(default_factory=frozenset)

    @property
    def journal_id(self) -> int | None:
        of_case = self.kind in {ActorKind.REPORTER, ActorKind.ADDRESSEE}
        return self.case_id if of_case else self.user_id

    @property
    def signed_in_id(self) -> int:
        """The id of the person. Raises ValueError when nobody is signed in."""
        if self.user_id is None:
            raise ValueError("only somebody signed in may do this")
        return self.user_id

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF_ROLES)

    @property
    def is_liaison(self) -> bool:
        return bool(self.roles & AGENCY_ROLES)

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies in which he holds a place, whichever."""
        return frozenset(place.agency_id for place in self.places)

    def seats_of(self, role: Role) -> list[int]:
        """The colleagues in whose places he acts in this role."""
        return sorted(pk for pk, seat in self.seats if seat is role)

    def has(self, *roles: Role) -> bool:
        """Whether he holds at least one of these roles."""
        return not self.roles.isdisjoint(roles)


STRANGER = Actor(kind=ActorKind.STRANGER)
SYSTEM = Actor(kind=ActorKind.SYSTEM)


def reporter_of(case_id: int) -> Actor:
    """The holder of the number and code of one report."""
    return Actor(kind=ActorKind.REPORTER, case_id=case_id)


def addressee_of(case_id: int) -> Actor:
    """Who showed, with digits from the invited mailbox, the link to one case's letters."""
    return Actor(kind=ActorKind.ADDRESSEE, case_id=case_id)


def unnamed(actor: Actor, case_id: int | None = None) -> Actor:
    """Whoever tells of a report, or of a draft, of his own: his account is not named.

    History stays when an account is closed, and would tie it to its reports for ever.
    """
    if not actor.has(Role.CITIZEN):
        return actor
    return STRANGER if case_id is None else reporter_of(case_id)
