"""What each finding of a draft LHP rests on: files, answers, activities of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events
from complaints.domain.backing import kept
from complaints.domain.states import Party, State
from complaints.models import CaseFile, Clarification, Finding, FindingEvidence
from complaints.selectors import outgoing
from complaints.selectors.backing import proofs_in
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Lhp
    from complaints.selectors.backing import Proof
    from complaints.services.lhp import FindingText


@transaction.atomic
def back_findings(
    *,
    ref: UUID,
    version: int,
    backing: Mapping[int, Sequence[str]],
    actor: Actor,
    now: datetime,
) -> Lhp:
    """Name for each finding what proves it; what was named before is replaced.

    ``backing``: the number of a finding to what a form sends of the proofs. Raises
    :class:`NotReady` once the report is signed, and for what is not in this case.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.EXAMINER)
    lhp = outgoing.lhp_in_force(case)
    if case.state != State.LHP_DRAFT or lhp is None or lhp.signed_on is not None:
        raise NotReady("no_lhp")
    proofs = {proof.token: proof for proof in proofs_in(case)}
    findings = {row.n: row for row in lhp.findings.all()}
    chosen = [
        (n, token) for n, named in backing.items() for token in dict.fromkeys(named)
    ]
    if any(n not in findings or token not in proofs for n, token in chosen):
        raise NotReady("proof_unknown")
    FindingEvidence.objects.filter(finding__lhp=lhp).delete()
    FindingEvidence.objects.bulk_create(
        _link(findings[n], proofs[token]) for n, token in chosen
    )
    amend(case, now=now)
    tell(
        case,
        events.FINDINGS_BACKED,
        actor=actor,
        now=now,
        lhp=str(lhp.ref),
        proofs=[f"{n}:{token}" for n, token in chosen],
    )
    return lhp


def _link(finding: Finding, proof: Proof) -> FindingEvidence:
    row = proof.row
    if isinstance(row, CaseFile):
        return FindingEvidence(finding=finding, file=row)
    if isinstance(row, Clarification):
        return FindingEvidence(finding=finding, answer=row)
    return FindingEvidence(finding=finding, activity=row)


def write_findings(lhp: Lhp, texts: Sequence[FindingText]) -> None:
    """The findings of a new text; one that says the same form keeps what proves it."""
    before = [(row.pk, row.form) for row in lhp.findings.order_by("n", "id")]
    same = kept(before, [text.form for text in texts])
    lhp.findings.exclude(pk__in=[pk for pk in same if pk is not None]).delete()
    for n, (pk, text) in enumerate(zip(same, texts, strict=True), start=1):
        row = Finding(lhp=lhp) if pk is None else lhp.findings.get(pk=pk)
        row.n, row.form, row.proven, row.text = n, text.form, text.proven, text.text
        row.component = text.component
        row.save()
