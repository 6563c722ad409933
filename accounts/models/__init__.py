"""People, what they belong to, and what the doors remember of them."""

from accounts.models.absences import Absence
from accounts.models.changes import RoleChange
from accounts.models.doors import (
    FailedTries,
    KnownDevice,
    RateCounter,
    SingleUse,
    StoredSession,
)
from accounts.models.invitations import Invitation
from accounts.models.people import AgencyMembership, OfficeMembership, User
from accounts.models.reporters import ContactProof, ReporterAccount
from accounts.models.tokens import ApiToken

__all__ = [
    "Absence",
    "AgencyMembership",
    "ApiToken",
    "ContactProof",
    "FailedTries",
    "Invitation",
    "KnownDevice",
    "OfficeMembership",
    "RateCounter",
    "ReporterAccount",
    "RoleChange",
    "SingleUse",
    "StoredSession",
    "User",
]
