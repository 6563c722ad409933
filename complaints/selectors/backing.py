"""What findings rest on: what the case holds, what each names, and which names nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.activities import Outcome
from complaints.domain.backing import Source
from complaints.models import FindingEvidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import Activity, Case, CaseFile, Clarification, Lhp


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that a finding may name; ``token`` is what a form sends of it."""

    source: Source
    row: CaseFile | Clarification | Activity

    @property
    def token(self) -> str:
        """Which it is, in a form."""
        return f"{self.source}:{self.row.ref}"


def proofs_in(case: Case) -> list[Proof]:
    """Everything in a case that can prove something: files, answers, what was done."""
    files = case.files.filter(purpose="").select_related("file", "case").order_by("id")
    answers = case.clarifications.exclude(answered_at=None).order_by("turn")
    ended = case.activities.exclude(outcome__in=["", Outcome.CANCELLED])
    return [
        *(Proof(Source.FILE, row) for row in files),
        *(Proof(Source.ANSWER, row) for row in answers),
        *(Proof(Source.ACTIVITY, row) for row in ended.order_by("id")),
    ]


def backing_of(lhp: Lhp) -> dict[int, list[Proof]]:
    """What each finding of a report names, by its number. One query; what proved one of
    a report on paper lies with that paper."""
    if lhp.paper_number:
        return {}
    rows = FindingEvidence.objects.filter(finding__lhp=lhp).select_related(
        "finding", "file__file", "file__case", "answer", "activity"
    )
    found: dict[int, list[Proof]] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.finding.n, []).append(_proof(row))
    return found


def _proof(row: FindingEvidence) -> Proof:
    if row.file is not None:
        return Proof(Source.FILE, row.file)
    if row.answer is not None:
        return Proof(Source.ANSWER, row.answer)
    assert row.activity is not None  # noqa: S101 -- a constraint of the table
    return Proof(Source.ACTIVITY, row.activity)


def tokens(proofs: Iterable[Proof]) -> list[str]:
    """As a form shows them chosen."""
    return [proof.token for proof in proofs]
