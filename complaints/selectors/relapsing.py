"""What of a case that came back may be ordered once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain import events
from complaints.domain.relapse import may_order_again, repeatable
from complaints.models import Case
from complaints.selectors.actions import action_facts, named_actions
from journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.domain.corrective import ActionState
    from complaints.models import CorrectiveAction


def relapsed(case: Case, facts: Sequence[ActionState]) -> bool:
    """Whether the case came back and owes nothing; one query where it might have."""
    return may_order_again(case.stage, facts, reopened=True) and _reopened(case)


def _reopened(case: Case) -> bool:
    rows = Entry.objects.filter(
        subject_kind=Case.journal_kind,
        subject_id=case.pk,
        kind=events.CASE_REOPENED,
    )
    return rows.exists()


def orders_to_repeat(case: Case) -> list[CorrectiveAction]:
    """What may be ordered again, by number; nothing where something is owed still."""
    facts = action_facts(case)
    if not relapsed(case, facts):
        return []
    rows = case.actions.filter(repeats__isnull=False)
    repeated = {str(ref) for ref in rows.values_list("repeats__ref", flat=True)}
    named = named_actions(case)
    return [named[fact.ref] for fact in repeatable(facts, repeated)]
