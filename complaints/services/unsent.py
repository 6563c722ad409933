"""What an officer types on the page of a case, kept until it is sent.

It is hers alone and no part of the case: it leaves no entry, counts no version, and
whoever may see the case may keep words in it, also when the act is no longer hers.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from complaints.models import Case, Unsent
from complaints.services.gate import enter
from complaints.services.half_done import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor

KEPT_FOR = timedelta(days=30)
#: Beside the fields: the fingerprint of the draft that they were typed on.
BASIS = "basis"


@transaction.atomic
def keep(
    *, ref: UUID, act: str, fields: Mapping[str, Any], actor: Actor, now: datetime
) -> Unsent | None:
    """Keep what is typed in the form of this act; None where nothing is left of it.

    Locked like any writing, so that nothing is put into a case while it is erased: of
    an erased case no words are kept.
    """
    case = enter(ref, actor=actor)
    mine = _mine(case, actor).filter(act=act)
    kept = {name: plain(value) for name, value in fields.items()}
    if case.erased_at is not None or not any(
        _said(value) for name, value in kept.items() if name != BASIS
    ):
        mine.delete()
        return None
    row, _made = mine.update_or_create(
        case=case,
        by_id=actor.signed_in_id,
        act=act,
        defaults={"fields": kept, "at": now},
    )
    return row


@transaction.atomic
def readdress(
    *,
    ref: UUID,
    act: str,
    since: str,
    text: str,
    field: str,
    actor: Actor,
    now: datetime,
) -> Unsent | None:
    """Move words to the form of another act, behind what already waits there."""
    case = enter(ref, actor=actor)
    waiting = _mine(case, actor).filter(act=act).first()
    fields = dict(waiting.fields) if waiting else {}
    before = str(fields.get(field, ""))
    if text.strip() and text.strip() not in before:
        fields[field] = f"{before}\n\n{text}".strip()
    kept = keep(ref=ref, act=act, fields=fields, actor=actor, now=now)
    _mine(case, actor).filter(act=since).delete()
    return kept


def forget(case: Case, act: str, actor: Actor) -> None:
    """It was sent, or thrown away by who wrote it."""
    _mine(case, actor).filter(act=act).delete()


def purge(now: datetime) -> None:
    """Delete what nobody sent in thirty days."""
    Unsent.objects.filter(at__lt=now - KEPT_FOR).delete()


def _mine(case: Case, actor: Actor) -> QuerySet[Unsent]:
    rows: QuerySet[Unsent] = Unsent.objects.filter(case=case, by_id=actor.signed_in_id)
    return rows


def _said(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_said, value))
    return bool(str(value).strip())
