"""Steps of a draft that were left as they were typed: kept, and not answered yet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from complaints.services.drafting import SEALED, opened, seal, writable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Draft

#: Signs of one field that was typed and not checked yet; no form takes more.
LONGEST = 20_000
MOST_VALUES = 10  # ticked in one question


@transaction.atomic
def keep_typed(
    *,
    ref: UUID,
    step: str,
    typed: Mapping[str, Any],
    sealed: bool,
    actor: Actor,
    now: datetime,
) -> Draft:
    """Keep a step as it was typed, finished or not; nothing of it counts as answered.

    The answers that it had before stay until it is answered anew. ``sealed``: the step
    asks who writes.
    """
    del actor
    draft = writable(ref, now)
    kept = {name: plain(value) for name, value in typed.items()}
    draft.answers = {
        **draft.answers,
        "typed": {**draft.answers.get("typed", {}), step: {} if sealed else kept},
    }
    if sealed:
        seal(draft, {**(opened(draft) or {}), f"typed {step}": json.dumps(kept)})
    draft.updated_at = now
    draft.save(update_fields=["answers", *SEALED, "updated_at"])
    return draft


def plain(value: Any) -> Any:
    """What JSON and PostgreSQL can hold of it, and no more than a page would take."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value[:MOST_VALUES]]
    text = str(value or "").replace("\x00", "")[:LONGEST]
    return text.encode("utf-8", "ignore").decode()


def half_done(draft: Draft) -> set[str]:
    """The steps that were kept as they were typed and not answered since."""
    return set(draft.answers.get("typed", {}))


def typed_of(draft: Draft, step: str) -> dict[str, Any]:
    """What was typed into such a step."""
    kept: dict[str, Any] = draft.answers.get("typed", {}).get(step, {})
    hidden = (
        (opened(draft) or {}).get(f"typed {step}") if step in half_done(draft) else None
    )
    return json.loads(hidden) if hidden else kept


@transaction.atomic
def forget_others(*, ref: UUID, steps: set[str], actor: Actor, now: datetime) -> None:
    """Drop what was typed into steps that this report does not need any more."""
    del actor
    draft = writable(ref, now)
    typed = draft.answers.get("typed", {})
    draft.answers = {
        **draft.answers,
        "typed": {step: kept for step, kept in typed.items() if step in steps},
    }
    gone = {f"typed {step}" for step in typed if step not in steps}
    record = opened(draft)
    if record is not None:
        seal(draft, {name: kept for name, kept in record.items() if name not in gone})
    draft.save(update_fields=["answers", *SEALED])
