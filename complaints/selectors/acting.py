"""To whom news of a case goes today: who is away is spoken for by his deputy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.absent import away_in
from accounts.actor_of import member
from accounts.deputies import acting_for
from accounts.models import User
from complaints.models import Case
from complaints.selectors.conflicts import conflict_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from journal.models import Entry

USER = "user:"


def acting(
    entry: Entry, recipients: Iterable[str], *, office_id: int | None = None
) -> list[str]:
    """The same recipients ("user:5"), each away one replaced by whoever acts for him.

    A deputy who may not hold the case hears nothing of it, nor of a restricted one that
    he may not see: it stays with the one who is away. ``office_id``: the office asked, where it is not the case's own.
    """
    told = list(recipients)
    case = Case.objects.select_related("agency").get(pk=entry.subject_id)
    away = away_in([office_id or case.office_id], entry.at)
    if not away:
        return told
    found: dict[str, None] = {}
    for one in told:
        person = int(one.removeprefix(USER)) if one.startswith(USER) else 0
        deputy = acting_for(person, away)
        asked = office_id not in {None, case.office_id}
        fit = deputy != person and not conflict_of(case, deputy)
        if fit and case.restricted and not asked:
            fit = _sees(deputy, case, entry.at)
        found[f"{USER}{deputy}" if fit else one] = None
    return list(found)


def _sees(user_id: int, case: Case, now: datetime) -> bool:
    """Whether he may know of a case that few may."""
    deputy = member(User.objects.get(pk=user_id), now=now)
    seen: bool = Case.objects.visible_to(deputy).filter(pk=case.pk).exists()
    return seen
