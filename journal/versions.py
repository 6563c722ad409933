"""Data that people write as a draft, look at and publish: one way for all of them.

A version that was published is never changed (a trigger of its table refuses it); a
change is the next version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from journal.errors import DraftRefused

if TYPE_CHECKING:
    from datetime import datetime

    from journal.actor import Actor

#: Codes of :class:`DraftRefused` that any kind of draft may meet.
STALE = "draft_stale"
NOTHING = "nothing_drafted"
OWN = "draft_own"
NOBODYS = "draft_nobodys"


class Version(models.Model):
    """One version of something that people write; without ``published_at`` a draft.

    ``version`` is the edition of the draft. ``edited_by``: whose account saved it last,
    unknown of what a file brought and of what is older than this column; this floor
    knows no accounts, so it is a number.
    """

    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField()
    edited_by = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


Versioned = TypeVar("Versioned", bound=Version)


def draft(
    model: type[Versioned],
    key: dict[str, Any],
    *,
    version: int,
    actor: Actor,
    now: datetime,
    **fields: Any,
) -> Versioned:
    """The draft of what this key names, one edition further, with these fields.

    ``version`` is that of the draft on her page, 0 if there was none. Raises
    :class:`DraftRefused` when somebody wrote meanwhile.
    """
    found = _draft_of(model, key)
    if version != (found.version if found else 0):
        raise DraftRefused(STALE)
    row = found or _next(model, key, now)
    told = {"version": row.version + 1, "edited_at": now, "edited_by": actor.journal_id}
    told |= fields
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    return row


def publish(
    model: type[Versioned],
    key: dict[str, Any],
    *,
    version: int,
    actor: Actor,
    now: datetime,
    by_another: bool = False,
) -> Versioned:
    """The draft that she looked at counts from now on.

    ``by_another``: a second person than who wrote it does this. Raises
    :class:`DraftRefused` without a draft, or for another one than she looked at.
    """
    found = _draft_of(model, key)
    if found is None:
        raise DraftRefused(NOTHING)
    if found.version != version:
        raise DraftRefused(STALE)
    if by_another:
        require_another(found.edited_by, actor)
    found.published_at = now
    found.save(update_fields=["published_at"])
    return found


def require_another(edited_by: int | None, actor: Actor) -> None:
    """Four eyes: refuse with :class:`DraftRefused` whoever saved the draft last."""
    if code := why_not_alone(edited_by, actor):
        raise DraftRefused(code)


def why_not_alone(edited_by: int | None, actor: Actor) -> str:
    """The code of the sentence that refuses it; "" where she is the second person."""
    if edited_by is None:
        return NOBODYS
    return OWN if edited_by == actor.journal_id else ""


def _draft_of(model: type[Versioned], key: dict[str, Any]) -> Versioned | None:
    rows = _rows(model).select_for_update()
    return rows.filter(**key, published_at=None).first()


def _next(model: type[Versioned], key: dict[str, Any], now: datetime) -> Versioned:
    """A new draft. Of two who begin one at once the second is told so."""
    last = _rows(model).filter(**key).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return _rows(model).create(**key, number=last + 1, version=0, edited_at=now)
    except IntegrityError:
        raise DraftRefused(STALE) from None


def _rows(model: type[Versioned]) -> models.QuerySet[Versioned]:
    return model._default_manager.all()  # noqa: SLF001 - an abstract model has no ``objects``
