"""Who drafted or proposed a step that another person must take (four eyes)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.recommending import Subject
from complaints.domain.states import Command, State

if TYPE_CHECKING:
    from complaints.domain.states import Reason
    from complaints.models import Case, Lhp, Proposal
    from complaints.selectors.climbed import Climbed


def proposal_of(case: Case, command: Command) -> Proposal | None:
    """The proposal of this step that stands; none where a later step ended it."""
    rows = case.proposals.filter(command=command, ended_at=None)
    return rows.select_related("proposed_by").first()


def standing_proposals(case: Case) -> list[Proposal]:
    """Whatever was proposed and waits for whoever decides it, the first one first."""
    rows = case.proposals.filter(ended_at=None).select_related("proposed_by")
    return list(rows.order_by("id"))


def words_of(proposal: Proposal) -> str:
    """Why it was proposed, where that was written down with it as a note."""
    notes = proposal.case.notes.filter(by=proposal.proposed_by_id)
    found: str | None = (
        notes.filter(at=proposal.proposed_at).values_list("text", flat=True).first()
    )
    return found or ""


def author_known(case: Case, command: Command, climbed: Climbed) -> int | None:
    """The same as :func:`author_of` for a page that has read how far the case climbed."""
    if command is Command.RECOMMEND:
        rec = climbed.recommendation
        return rec.drafted_by_id if rec is not None and not rec.signed_on else None
    if command is Command.CLOSE_ON_EXECUTION and case.state == State.RECOMMENDATION:
        told = Subject.EXECUTION
        rows = (row for row in climbed.matters if row.subject == told)
        return next((row.proposed_by_id for row in rows if not row.ended_at), None)
    return author_of(case, command)


def author_of(case: Case, command: Command, reason: Reason | None = None) -> int | None:
    """The person whose draft or proposal this step carries out; None without one.

    ``reason``: what was proposed must carry the same.
    """
    if command is Command.SIGN_LHP:
        lhp: Lhp | None = case.lhps.filter(replaced_by=None).first()
        return lhp.drafted_by_id if lhp else None
    if command is Command.RECOMMEND:
        drafts = case.recommendations.filter(ended_at=None, signed_on=None)
        return drafts.values_list("drafted_by_id", flat=True).first()
    if command is Command.CLOSE_ON_EXECUTION and case.state == State.RECOMMENDATION:
        told = case.matters.filter(subject=Subject.EXECUTION, ended_at=None)
        return told.values_list("proposed_by_id", flat=True).first()
    proposal = proposal_of(case, command)
    if proposal is None or (reason is not None and proposal.reason != reason):
        return None
    return proposal.proposed_by_id
