"""Who opened an identity, when, as what and what for: for the one whose it is (R15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.labels import ROLE_LABELS
from accounts.roles import Role
from complaints.domain import events
from complaints.models import Case
from complaints.models.labels import PURPOSE_LABELS
from complaints.selectors.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Opening:
    """A person of the house opened the identity: the role, never the name."""

    at: datetime
    role: str | Promise
    purpose: str | Promise
    consented: bool = False  # a custodian agreed, as a confidential identity demands


#: Openings that only send news or letters.
AUTOMATIC = frozenset({events.CONTACT_OPENED, events.NAME_OPENED})


@dataclass(frozen=True, slots=True)
class Openings:
    """Persons one by one; what only sends news or letters is counted apart."""

    persons: Sequence[Opening]
    automatic: int


def openings_of(case: Case) -> Openings:
    """Every opening of the vault of this case that stands in its history."""
    moments = timeline(case, {events.IDENTITY_OPENED, *AUTOMATIC})
    persons = [
        Opening(
            at=moment.at,
            role=ROLE_LABELS[Role(str(moment.data.get("role", Role.HEAD)))],
            purpose=PURPOSE_LABELS[str(moment.data["purpose"])],
            consented="request" in moment.data,
        )
        for moment in moments
        if moment.kind not in AUTOMATIC
    ]
    return Openings(persons, len(moments) - len(persons))
