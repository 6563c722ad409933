"""A note mentions colleagues: only who may see the case, and until they opened it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.models import Mention
from complaints.selectors.mentions import chosen, sees
from complaints.selectors.told import MENTIONS, none_of
from complaints.services.errors import NotReady

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case, Note

#: As many as one note may mention.
MOST = 20


def check(case: Case, ids: Sequence[int], *, actor: Actor, now: datetime) -> None:
    """Refuse whoever may not see the case. Raises :class:`NotReady`."""
    users = chosen(ids)
    if len(users) != len(set(ids)) or len(users) > MOST:
        raise NotReady("mention_unknown")
    for user in users:
        if user.pk == actor.signed_in_id or not sees(case, user, now):
            raise NotReady("mention_unknown")


def mention(note: Note, ids: Sequence[int]) -> None:
    """Put it on their day."""
    Mention.objects.bulk_create(
        Mention(note=note, case_id=note.case_id, user_id=pk, at=note.at)
        for pk in sorted(set(ids))
    )


def opened(case: Case, *, actor: Actor, now: datetime) -> None:
    """He opened the case: what mentioned him there is seen."""
    if none_of(case, MENTIONS):
        return
    waiting = Mention.objects.filter(
        case=case, user_id=actor.signed_in_id, seen_at=None
    )
    waiting.update(seen_at=now)
