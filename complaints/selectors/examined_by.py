"""Who had a part in the examination of a case, or in its report, at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.roles import Role
from complaints.domain import events
from complaints.domain.activities import PURSUED, RULES
from complaints.models import ActionEvidence, LhpVersion, Progress
from journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints.models import Case

#: What says that somebody began to examine a case.
_HANDED = (events.CASE_ASSIGNED, events.REASSIGNED, events.HOLDER_CHANGED)
#: What is done to resolve, not to examine.
_RESOLVING = [kind.value for kind, rule in RULES.items() if rule.states == PURSUED]


def examined_by(case: Case) -> set[int]:
    """Who examines the case or ever did, and whoever drafted or signed a report of it,
    the ones that were replaced too."""
    activities = case.activities.exclude(kind__in=_RESOLVING)
    found: list[int | None] = [case.examiner_id, *_held(case)]
    found += case.clarifications.values_list("asked_by_id", flat=True)
    for one, other in (
        *case.notices.values_list("drafted_by_id", "approved_by_id"),
        *activities.values_list("begun_by_id", "ended_by_id"),
        *case.lhps.values_list("drafted_by_id", "signed_by_id"),
    ):
        found += [one, other]
    found += LhpVersion.objects.filter(lhp__case=case).values_list("by_id", flat=True)
    return {pk for pk in found if pk is not None}


def authors_of(case: Case) -> set[int]:
    """The same, and whoever judged what the agency showed, of a milestone too."""
    shown = ActionEvidence.objects.filter(action__case=case)
    told = Progress.objects.filter(milestone__action__case=case)
    judged = [
        pk
        for rows in (shown, told)
        for pk in rows.values_list("decided_by_id", flat=True)
    ]
    return examined_by(case) | {pk for pk in judged if pk is not None}


def _held(case: Case) -> Iterator[int | None]:
    """Every examiner there was, as the journal tells it."""
    rows = Entry.objects.filter(
        subject_kind=case.journal_kind, subject_id=case.pk, kind__in=_HANDED
    )
    for data in rows.values_list("data", flat=True):
        yield data.get("examiner")
        if data.get("role") == Role.EXAMINER.value:
            yield from (data.get("holder_before"), data.get("user"))
