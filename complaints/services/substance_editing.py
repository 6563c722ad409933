"""What reports may be about: written as a draft, looked at, published from a first day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require, require_stepped_up
from complaints.domain import events
from complaints.domain.substances import why_not
from complaints.models import SubstanceVersion
from complaints.policies import edits_versions
from complaints.selectors.substances import today_of
from journal import versions
from journal.errors import DraftRefused
from journal.record import record

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from journal.record import JSON


@dataclass(frozen=True, slots=True)
class Content:
    """What a substance is called, where it stands, whether it is offered, its words."""

    name_id: str
    name_en: str
    place: int
    offered: bool
    words: tuple[str, ...]


@transaction.atomic
def write(
    *,
    code: str,
    version: int,
    content: Content,
    starts_on: date,
    actor: Actor,
    now: datetime,
) -> SubstanceVersion:
    """Keep the draft of a substance, or of a new one; nobody is offered it yet.

    Raises :class:`DraftRefused` when somebody wrote meanwhile, for a code or words that
    cannot be, and for a first day that is over, or more than a year ahead.
    """
    require(edits_versions(actor), "role")
    _require_sound(code, content.words, starts_on, now)
    fields = asdict(content) | {"words": list(content.words), "starts_on": starts_on}
    key = {"code": code}
    row = versions.draft(
        SubstanceVersion, key, version=version, actor=actor, now=now, **fields
    )
    _tell(events.SUBSTANCE_WRITTEN, row, actor, now)
    return row


@transaction.atomic
def publish(
    *, code: str, version: int, actor: Actor, now: datetime
) -> SubstanceVersion:
    """From its first day on citizens are offered what the draft says.

    One that is not offered any more is retired: cases keep it. Raises
    :class:`DraftRefused` without a draft, for another one than she looked at, and where
    its first day is over meanwhile; ``StepUpRequired``.
    """
    require(edits_versions(actor), "role")
    require_stepped_up(actor)
    key = {"code": code}
    row = versions.publish(SubstanceVersion, key, version=version, actor=actor, now=now)
    _require_sound(code, tuple(row.words), row.first_day, now)
    _tell(events.SUBSTANCE_PUBLISHED, row, actor, now)
    return row


def _require_sound(
    code: str, words: tuple[str, ...], starts_on: date, now: datetime
) -> None:
    if why := why_not(code, words, starts_on=starts_on, today=today_of(now)):
        raise DraftRefused(why)


def _tell(event: str, row: SubstanceVersion, actor: Actor, now: datetime) -> None:
    record(event, actor=actor, subject=row, data=told_of(row), now=now)


def told_of(row: SubstanceVersion) -> dict[str, JSON]:
    """What the record knows of a version: which one, from when on, and no word of it."""
    return {
        "code": row.code,
        "number": row.number,
        "starts_on": row.first_day.isoformat(),
        "place": row.place,
        "offered": row.offered,
        "words": len(row.words),
    }
