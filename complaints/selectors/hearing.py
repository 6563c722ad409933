"""Who may still hear of something: not suspended, not gone, not kept out of the report.

Asked when it is written down to whom news goes, and once more when it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import OfficeMembership, User
from complaints.models import Case, Recusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from journal.models import Entry

USER = "user:"


def still_here(
    recipients: Iterable[str], entry: Entry, at: datetime | None = None
) -> list[str]:
    """Those of these colleagues ("user:5") who work in an office then, the same order.

    ``at``: when, if it is not when it happened.
    """
    told = list(recipients)
    ids = [int(one.removeprefix(USER)) for one in told]
    if not ids:
        return []
    members = OfficeMembership.objects.filter(user__in=ids, user__is_active=True)
    there = set(members.valid_at(at or entry.at).values_list("user_id", flat=True))
    there -= kept_out(entry, ids)
    return [one for one, pk in zip(told, ids, strict=True) if pk in there]


def kept_out(entry: Entry, ids: Collection[int]) -> set[int]:
    """Who of these is kept out by name of the case that it is about."""
    if entry.subject_kind != Case.journal_kind:
        return set()
    rows = Recusal.objects.filter(case=entry.subject_id, user__in=ids)
    return set(rows.values_list("user_id", flat=True))


def account(recipient: str) -> User:
    """Whom "user:5" means."""
    return User.objects.get(pk=int(recipient.removeprefix(USER)))
