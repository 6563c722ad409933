"""Conciliation and mediation: which way of it, who came, and on which days it can be."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Manner(StrEnum):
    """How the Ombudsman helps two sides to agree."""

    CONCILIATION = "conciliation"  # konsiliasi: it proposes how
    MEDIATION = "mediation"  # mediasi: they find it themselves


class Attendance(StrEnum):
    """Who of the two sides came to a meeting."""

    BOTH = "both"
    REPORTER = "reporter"
    AGENCY = "agency"
    NOBODY = "nobody"


def may_meet(day: date, *, today: date, last: date) -> bool:
    """A meeting lies ahead, and before the talks are over."""
    return today < day <= last


def may_be_signed(day: date, *, met: date, today: date) -> bool:
    """What both sides signed, they signed when they met or later, and not tomorrow."""
    return met <= day <= today
