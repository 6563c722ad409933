"""Accounts, proposals and invitations of the small world, by state.

"-"         an officer of the cast's office, and what is asked about that office
elsewhere   the same of another office
head        the head herself
beyond      a role that no head arranges, held or asked for in her office
moved       an officer of another office who was one of hers
mine        proposed by the head herself
about       about the head herself
active      an account that nobody suspended
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from accounts.actor_of import member
from accounts.models import Absence
from accounts.roles import Act, Role
from accounts.services import invite, propose_change
from accounts.wall_clock import wall_now
from tests import people
from tests.authorisation.cases import NOBODYS_REF
from tests.factories.accounts import OfficeMembershipFactory, UserFactory

if TYPE_CHECKING:
    from accounts.actor import Actor
    from accounts.models import Invitation, RoleChange, User

ELSEWHERE = "63"


class Staff:
    """Made through the use cases, by an administrator who is none of the cast."""

    def __init__(self) -> None:
        self.admin = _officer("00", Role.SYSTEM_ADMIN)
        left = wall_now() - timedelta(days=1)
        moved = _officer("64", Role.INTAKE, valid_to=left)
        _officer(ELSEWHERE, Role.INTAKE, user=moved, valid_from=left)
        self.people = {
            "-": people.person("resmon"),
            "elsewhere": people.person("examiner_elsewhere"),
            "head": people.person("head"),
            "beyond": _officer("64", Role.SYSTEM_ADMIN),
            "moved": moved,
            "active": people.person("resmon"),
        }
        self.suspended = _officer("64", Role.INTAKE)
        self.suspended.is_active = False
        self.suspended.save(update_fields=["is_active"])
        self.absences = {
            "-": _absence(people.person("examiner"), "64"),
            "elsewhere": _absence(people.person("examiner_elsewhere"), ELSEWHERE),
            "agency": _absence(people.person("liaison"), None),
        }
        head = people.person("head")
        self.changes = {
            "-": self._change(),
            "elsewhere": self._change(office=ELSEWHERE),
            "beyond": self._change(Role.SYSTEM_ADMIN),
            "mine": self._change(by=head),
            "about": self._change(person=head),
        }
        self.invitations = {
            "-": self._invitation(),
            "elsewhere": self._invitation(office=ELSEWHERE),
        }

    def of_person(self, state: str) -> dict[str, Any]:
        """The address of somebody's page."""
        found = self.people.get(state)
        return {"ref": found.ref if found else NOBODYS_REF}

    def of_role(self, state: str) -> dict[str, Any]:
        """The address of the first role that he holds."""
        if state not in self.people:
            return {"ref": NOBODYS_REF, "slug": "kantor-0"}
        held = self.people[state].office_memberships.earliest("pk")
        return {"ref": held.user.ref, "slug": f"kantor-{held.pk}"}

    def of_suspended(self, state: str) -> dict[str, Any]:
        """The address where an account opens again."""
        return {"ref": self.suspended.ref} if state == "-" else self.of_person(state)

    def of_absence(self, state: str) -> dict[str, UUID]:
        found = self.absences.get(state)
        return {"ref": found.ref if found else NOBODYS_REF}

    def of_change(self, state: str) -> dict[str, Any]:
        """The address of a proposal."""
        return {"ref": _ref(self.changes.get(state))}

    def of_invitation(self, state: str) -> dict[str, Any]:
        """The address of an invitation."""
        return {"ref": _ref(self.invitations.get(state))}

    def _change(
        self,
        role: Role = Role.EXAMINER,
        *,
        office: str = "64",
        person: User | None = None,
        by: User | None = None,
    ) -> RoleChange:
        return propose_change(
            person=person or UserFactory(),
            act=Act.GIVE,
            role=role,
            office=people.office(office),
            reason="ST-1",
            actor=_acting(by or self.admin),
            now=wall_now(),
        )

    def _invitation(self, office: str = "64") -> Invitation:
        return invite(
            email="undangan@contoh.test",
            name="Budi",
            role=Role.EXAMINER,
            office=people.office(office),
            actor=_acting(self.admin),
            now=wall_now(),
        )


def _absence(person: User, code: str | None) -> Absence:
    """He will be away in a month; his deputy is the second examiner, or nobody's else.

    Without an office it is his agency.
    """
    here = code == "64"
    deputy = people.person("other_examiner") if here else UserFactory()
    first = wall_now().date() + timedelta(days=30)
    found: Absence = Absence.objects.create(
        person=person,
        deputy=deputy,
        office=people.office(code) if code else None,
        agency=None if code else people.agency(),
        first_day=first,
        last_day=first,
        entered_by=person,
        entered_at=wall_now(),
    )
    return found


def _officer(office: str, role: Role, **more: Any) -> User:
    place = {"office": people.office(office), "role": role.value}
    found: User = OfficeMembershipFactory(**place, **more).user
    return found


def _acting(user: User) -> Actor:
    return replace(member(user, now=wall_now()), stepped_up=True)


def _ref(row: RoleChange | Invitation | None) -> UUID:
    return row.ref if row else NOBODYS_REF
