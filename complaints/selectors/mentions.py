"""Which colleagues a note in a case may mention: those who may see the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.actor_of import member
from accounts.models import User
from complaints.models import Case, Mention
from complaints.selectors.people import colleagues

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor


def mentionable(case: Case, actor: Actor, now: datetime) -> list[User]:
    """Of the office's colleagues each who may see this case, but whoever writes."""
    found = colleagues(case.office_id, now).exclude(pk=actor.signed_in_id)
    found = found.exclude(pk__in=case.recusals.values("user_id"))
    if case.restricted:
        found = found.filter(pk__in=sorted(case.assigned_ids))
    return [user for user in found if sees(case, user, now)]


def sees(case: Case, user: User, now: datetime) -> bool:
    """Whether this person may see the case as it is now."""
    seen = Case.objects.visible_to(member(user, now=now))
    return user.is_active and bool(seen.filter(pk=case.pk).exists())


def chosen(ids: Sequence[int]) -> list[User]:
    """The people with these numbers, each once."""
    return list(User.objects.filter(pk__in=set(ids)).order_by("pk"))


def mentioned(actor: Actor) -> Q:
    """Cases in which a note mentions this actor since he opened them last."""
    mine = Mention.objects.filter(user_id=actor.signed_in_id, seen_at=None)
    return Q(pk__in=mine.values("case_id"))
