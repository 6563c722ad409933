"""The kinds of intake, counted apart: a report, a fast response, what we began ourselves."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from complaints.domain.own_initiative import Intake
from complaints.domain.terms import TermKind
from complaints.models import Deadline
from complaints.models.choices import Channel

OWN = Q(channel=Channel.OWN)
#: Of what came from another register nobody knows here how it came there.
UNKNOWN = Q(channel=Channel.FORMER)


def taken_fast() -> Exists:
    """Whether a case was ever taken as a fast response: its aim has a term of its own."""
    return Exists(
        Deadline.objects.filter(case=OuterRef("pk"), kind=TermKind.RCO_TARGET)
    )


def of_kind(kind: Intake) -> Q:
    """Cases of this kind, as :func:`own_initiative.intake_of` says it of one."""
    if kind is Intake.OWN:
        return OWN
    fast = Q(taken_fast())
    return ~OWN & ~UNKNOWN & (fast if kind is Intake.FAST else ~fast)
