"""Who had a part in the examination of a case, or in its report, at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.roles import Role
from complaints.domain import events
from complaints.domain.activities import PURSUED, RULES
from complaints.models import ActionEvidence, LhpVersion
from journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints.models import Case, Lhp

#: What says that somebody began to examine a case.
_HANDED = (events.CASE_ASSIGNED, events.REASSIGNED, events.HOLDER_CHANGED)
#: What is done to resolve, not to examine.
_RESOLVING = [kind.value for kind, rule in RULES.items() if rule.states == PURSUED]


def examined_by(case: Case, lhp: Lhp | None) -> set[int]:
    """Who examines the case or ever did, and whoever drafted or signed its report."""
    activities = case.activities.exclude(kind__in=_RESOLVING)
    found: list[int | None] = [case.examiner_id, *_held(case)]
    found += case.clarifications.values_list("asked_by_id", flat=True)
    found += case.notices.values_list("drafted_by_id", flat=True)
    for begun, ended in activities.values_list("begun_by_id", "ended_by_id"):
        found += [begun, ended]
    if lhp is not None:
        found += [lhp.drafted_by_id, lhp.signed_by_id]
        found += LhpVersion.objects.filter(lhp=lhp).values_list("by_id", flat=True)
    return {pk for pk in found if pk is not None}


def authors_of(case: Case, lhp: Lhp) -> set[int]:
    """The same, and whoever judged what the agency showed."""
    judged = ActionEvidence.objects.filter(
        action__case=case, decided_by__isnull=False
    ).values_list("decided_by_id", flat=True)
    return examined_by(case, lhp) | {pk for pk in judged if pk is not None}


def _held(case: Case) -> Iterator[int | None]:
    """Every examiner there was, as the journal tells it."""
    rows = Entry.objects.filter(
        subject_kind=case.journal_kind, subject_id=case.pk, kind__in=_HANDED
    )
    for data in rows.values_list("data", flat=True):
        yield data.get("examiner")
        if data.get("role") == Role.EXAMINER.value:
            yield from (data.get("holder_before"), data.get("user"))
