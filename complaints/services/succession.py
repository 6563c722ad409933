"""A signed report gives way to another: a draft of it, until that is written and signed.

What a signed report said is never written over. Its draft begins with the old words, so
that nobody types them again; its orders bind nobody before they are signed and received.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.models import (
    Finding,
    FindingEvidence,
    Lhp,
    Milestone,
)
from complaints.services.repeating import once_more
from documents.domain.kinds import LetterState
from documents.services.letters import replace_letter

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor


def succeed(lhp: Lhp, *, now: datetime) -> Lhp:
    """Put a draft with the words of this report in its place; one is in force at a time."""
    lhp.replaced_by = lhp  # it makes room for the other
    lhp.save(update_fields=["replaced_by"])
    draft = Lhp.objects.create(
        case_id=lhp.case_id,
        account=lhp.account,
        result=lhp.result,
        opinion=lhp.opinion,
        no_action=lhp.no_action,
        conclusion=lhp.conclusion,
        drafted_by_id=lhp.drafted_by_id,
        drafted_at=now,
    )
    lhp.replaced_by = draft
    lhp.save(update_fields=["replaced_by"])
    findings = _findings(lhp, draft)
    orders = lhp.actions.filter(recommendation=None).prefetch_related(
        "findings", "milestones"
    )
    for row in orders.order_by("n"):
        action = once_more(row)
        action.lhp, action.n = draft, row.n
        action.save()
        Milestone.objects.bulk_create(
            Milestone(action=action, day=step.day, text=step.text)
            for step in row.milestones.all()
        )
        action.findings.set(findings[one.pk] for one in row.findings.all())
    return draft


def _findings(lhp: Lhp, draft: Lhp) -> dict[int, Finding]:
    """The same findings with what proves them, each by the one that it repeats."""
    made = {}
    for row in lhp.findings.prefetch_related("evidence"):
        made[row.pk] = finding = Finding.objects.create(
            lhp=draft,
            n=row.n,
            form=row.form,
            proven=row.proven,
            text=row.text,
            component=row.component,
        )
        FindingEvidence.objects.bulk_create(
            FindingEvidence(
                finding=finding,
                file_id=proof.file_id,
                answer_id=proof.answer_id,
                activity_id=proof.activity_id,
            )
            for proof in row.evidence.all()
        )
    return made


def take_place(lhp: Lhp, *, actor: Actor, now: datetime) -> None:
    """The new report was signed: the letter of the old one says so, unless withdrawn."""
    for old in Lhp.objects.filter(replaced_by=lhp).select_related("letter"):
        if old.letter and lhp.letter and old.letter.state == LetterState.GENUINE:
            replace_letter(letter=old.letter, by=lhp.letter, actor=actor, now=now)
