"""Data that people write as a draft, look at and publish: one way for all of them.

A version that was published is never changed (the database refuses it); a change is the
next version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max

from agencies.models import OfficeVersion
from complaints.models import ClassLimits, QuestionSet, Template
from complaints.services.errors import NotReady

if TYPE_CHECKING:
    from datetime import datetime

Versioned = TypeVar("Versioned", QuestionSet, Template, OfficeVersion, ClassLimits)
STALE = "draft_stale"
NOTHING = "nothing_drafted"


def draft(
    model: type[Versioned],
    key: dict[str, Any],
    *,
    version: int,
    now: datetime,
    **fields: Any,
) -> Versioned:
    """The draft of what this key names, one edition further, with these fields.

    ``version`` is that of the draft on her page, 0 if there was none. Raises
    :class:`NotReady` when somebody wrote meanwhile.
    """
    found = _draft_of(model, key)
    if version != (found.version if found else 0):
        raise NotReady(STALE)
    row = found or _next(model, key, now)
    row.version += 1
    row.edited_at = now
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["version", "edited_at", *fields])
    return row


def publish(
    model: type[Versioned], key: dict[str, Any], *, version: int, now: datetime
) -> Versioned:
    """The draft that she looked at counts from now on.

    Raises :class:`NotReady` without a draft, or for another one than she looked at.
    """
    found = _draft_of(model, key)
    if found is None:
        raise NotReady(NOTHING)
    if found.version != version:
        raise NotReady(STALE)
    found.published_at = now
    found.save(update_fields=["published_at"])
    return found


def _draft_of(model: type[Versioned], key: dict[str, Any]) -> Versioned | None:
    rows = model.objects.select_for_update()
    return rows.filter(**key, published_at=None).first()


def _next(model: type[Versioned], key: dict[str, Any], now: datetime) -> Versioned:
    """A new draft. Of two who begin one at once the second is told so."""
    rows = model.objects.filter(**key)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return model.objects.create(
                **key, number=last + 1, version=0, edited_at=now
            )
    except IntegrityError:
        raise NotReady(STALE) from None
