"""What a token of the API may be for. A scope opens what its bearer's role opens, no more."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from accounts.roles import AGENCY_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Collection


class Scope(StrEnum):
    """One for each thing that an operation does; none without an operation."""

    CASES_READ = "cases:read"
    ACTIONS_READ = "actions:read"


class TokenKind(StrEnum):
    """By whom a token is used: by its owner's own program, or by a system."""

    PERSONAL = "personal"
    MACHINE = "machine"


#: Longer than this no token lives.
LONGEST = timedelta(days=365)
#: For how many days somebody may ask.
DAYS = (30, 90, 180, LONGEST.days)

#: Who reads cases and what is owed in them, on the pages as well.
_READERS = AGENCY_ROLES | {
    Role.INTAKE,
    Role.EXAMINER,
    Role.HEAD,
    Role.RESMON,
    Role.COMMISSIONER,
    Role.CHAIR,
    Role.AUDITOR,
}
ROLES_OF = {Scope.CASES_READ: _READERS, Scope.ACTIONS_READ: _READERS}


def offered(roles: Collection[Role]) -> list[Scope]:
    """What somebody with these roles may let a program do in his name."""
    return [scope for scope in Scope if not ROLES_OF[scope].isdisjoint(roles)]
