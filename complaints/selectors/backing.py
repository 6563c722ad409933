"""What findings rest on: what the case holds, what each names, and which names nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import JSONObject

from complaints.domain.activities import Outcome
from complaints.domain.backing import Source
from complaints.models import Finding, FindingEvidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

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


def with_backing() -> Prefetch[str, Any, str]:
    """The findings of a report, read with it; each says what it names, by number."""
    rows = FindingEvidence.objects.filter(finding=OuterRef("pk")).order_by("id")
    columns = {str(source): f"{source}_id" for source in Source}  # named as it is
    told = ArraySubquery(rows.values(told=JSONObject(**columns)))
    return Prefetch("findings", Finding.objects.annotate(named=told))


@dataclass(frozen=True, slots=True)
class Held:
    """What a page has read of everything in its case that can prove something."""

    files: Sequence[CaseFile]
    answers: Sequence[Clarification]
    activities: Sequence[Activity]


def backing_of_held(lhp: Lhp, held: Held) -> Mapping[int, Sequence[Proof]]:
    """The same as :func:`backing_of` of what was read already; one query only where a
    finding names what no longer stands in its case."""
    rows: dict[Source, dict[int, Any]] = {
        Source.FILE: {row.pk: row for row in held.files},
        Source.ANSWER: {row.pk: row for row in held.answers},
        Source.ACTIVITY: {row.pk: row for row in held.activities},
    }
    found: dict[int, list[Proof]] = {}
    for finding in lhp.findings.all():
        for told in finding.__dict__["named"]:
            source = next(one for one in Source if told[one] is not None)
            if told[source] not in rows[source]:
                return backing_of(lhp)
            proof = Proof(source, rows[source][told[source]])
            found.setdefault(finding.n, []).append(proof)
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
