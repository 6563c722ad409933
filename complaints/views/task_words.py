"""Tasks of a case in words, for their own page and for the page of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from accounts.actor import Actor
    from complaints.models import Case, Task


def words(
    rows: Iterable[Task], actor: Actor, today: date, *, writes: bool
) -> list[dict[str, Any]]:
    """Tasks in words: for whom, whether late, whether this reader may end it."""
    return [
        {
            "row": row,
            "whom": row.whom.name if row.whom else _("Pemegang perkara"),
            "late": bool(row.is_open and row.due_on and row.due_on < today),
            "may_end": writes or row.whom_id == actor.signed_in_id,
        }
        for row in rows
    ]


def on_the_case(case: Case, actor: Actor, today: date, *, writes: bool) -> Any:
    """What the page of the case shows: the open ones, and how many are over."""
    rows = list(case.tasks.all())
    current = [row for row in rows if row.is_open]
    return {
        "rows": words(current, actor, today, writes=writes),
        "over": len(rows) - len(current),
        "all": len(rows),
    }
