"""How long an examination may take: written as a draft, looked at, put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require, require_stepped_up
from agencies.domain.calendar import legal_day
from agencies.domain.kinds import Zone
from complaints.domain import events
from complaints.domain.limits import Limits, why_not
from complaints.models import ClassLimits
from complaints.policies import edits_versions
from complaints.selectors.limits import edited
from journal import versions
from journal.errors import DraftRefused
from journal.record import record

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.selectors.limits import Edited
    from journal.record import JSON


def today_of(now: datetime) -> date:
    """The day that has begun anywhere in the country: no office is ahead of it."""
    return legal_day(now, Zone.WIT)


@transaction.atomic
def write(
    *,
    slug: str,
    version: int,
    limits: Limits,
    starts_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> ClassLimits:
    """Keep the draft for a rule set; no case gets it yet.

    Raises :class:`DraftRefused` when somebody wrote meanwhile, for a rule set that rules
    nothing new, for more time than was said to the citizen, and for a first day that is
    not ahead, or more than a year ahead.
    """
    require(edits_versions(actor), "role")
    found = _found(slug, now)
    _require_sound(limits, starts_on, now)
    row = versions.draft(
        ClassLimits,
        {"rule_set": found.rules.code},
        version=version,
        actor=actor,
        now=now,
        starts_on=starts_on,
        light=limits.light,
        medium=limits.medium,
        heavy=limits.heavy,
        reason=reason,
    )
    _tell(events.LIMITS_WRITTEN, row, actor, now)
    return row


@transaction.atomic
def publish(*, slug: str, version: int, actor: Actor, now: datetime) -> ClassLimits:
    """What is registered from its first day on gets the limits of the draft.

    It moves the law's clocks: whoever wrote it last does not publish it. Raises
    :class:`DraftRefused` for that, without a draft, for another one than she looked at,
    and where its first day has come meanwhile.
    """
    require(edits_versions(actor), "role")
    require_stepped_up(actor)
    found = _found(slug, now)
    key = {"rule_set": found.rules.code}
    row = versions.publish(
        ClassLimits, key, version=version, actor=actor, now=now, by_another=True
    )
    _require_sound(row.limits, row.first_day, now)
    _tell(events.LIMITS_PUBLISHED, row, actor, now)
    return row


def _found(slug: str, now: datetime) -> Edited:
    found = edited(slug, today_of(now))
    if found is None:
        raise DraftRefused("limits_rules")
    return found


def _require_sound(limits: Limits, starts_on: date, now: datetime) -> None:
    if code := why_not(limits, starts_on=starts_on, today=today_of(now)):
        raise DraftRefused(code)


def _tell(event: str, row: ClassLimits, actor: Actor, now: datetime) -> None:
    data: dict[str, JSON] = {
        "rule_set": row.rule_set,
        "number": row.number,
        "starts_on": row.first_day.isoformat(),
        "light": row.light,
        "medium": row.medium,
        "heavy": row.heavy,
    }
    record(event, actor=actor, subject=row, data=data, now=now)
