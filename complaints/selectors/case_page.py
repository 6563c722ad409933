"""Everything the case page of an officer shows, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agencies.domain.calendar import legal_day
from complaints.domain import events, lifecycle
from complaints.domain.lifecycle import WhyNot
from complaints.domain.states import Command, Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.policies import parties_of
from complaints.selectors import outgoing
from complaints.selectors.afterwards import opinions_of, reopenings_of
from complaints.selectors.authors import author_known, standing_proposals
from complaints.selectors.brought import share_out
from complaints.selectors.extensions import (
    deadlines_of,
    extensions_of,
    hindrance,
)
from complaints.selectors.former import former_of
from complaints.selectors.gathering import read_kin, stands_alone
from complaints.selectors.hindering import hindrances_of, open_things_hinder
from complaints.selectors.initiatives import gone_on_with, origin_of
from complaints.selectors.known import Known, known_on_page
from complaints.selectors.ladder import plenary_hinders, signed_by_chair
from complaints.selectors.merging import merged_into, splits_around, stands_merged
from complaints.selectors.objecting import reviewing
from complaints.selectors.plenary import decided_in, refusals_of
from complaints.selectors.questions import answers_of
from complaints.selectors.replies import hand_out
from complaints.selectors.seeing import sightings_told
from complaints.selectors.standing import barred
from complaints.selectors.stretches import stretch_of
from complaints.selectors.talks import talks_hinder, talks_of
from complaints.selectors.told import ANSWERS, none_of, place_told, read_beside
from complaints.selectors.transfers import transfers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.domain.hindering import Hindrance
    from complaints.domain.lanes import Lane, Mark
    from complaints.domain.lifecycle import Offer
    from complaints.models import (
        Activity,
        Case,
        CaseAnswer,
        CaseFile,
        Check,
        Clarification,
        CorrectiveAction,
        Deadline,
        Extension,
        FormerCase,
        Initiative,
        Lhp,
        Merge,
        Milestone,
        Opinion,
        PlenaryItem,
        Proposal,
        Refusal,
        ReopeningRequest,
        ResultNotice,
        Sighting,
        Split,
        Talks,
        Transfer,
    )
    from complaints.selectors.choosing import Place
    from complaints.selectors.stretches import Stretch


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case on one screen."""

    today: date
    parties: frozenset[Party]
    offers: Sequence[Offer]
    deadlines: Sequence[Deadline]
    clarifications: Sequence[Clarification]
    lhp: Lhp | None
    notice: ResultNotice | None
    checks: Sequence[Check]
    actions: Sequence[CorrectiveAction]
    milestones: Mapping[int, Sequence[Milestone]]
    files: Sequence[CaseFile]
    stretch: Stretch
    proposals: Sequence[Proposal]
    answers: Sequence[CaseAnswer]
    place: Place | None
    reopenings: Sequence[ReopeningRequest]
    opinions: Sequence[Opinion]
    sightings: Mapping[int, Sequence[Sighting]]
    transfers: Sequence[Transfer]
    extensions: Sequence[Extension]
    kept: Merge | None
    merged: Sequence[Merge]
    splits: Sequence[Split]
    talks: Sequence[Talks]
    hindering: Sequence[Hindrance]
    activities: Sequence[Activity]
    refusals: Sequence[Refusal]
    plenaries: Sequence[PlenaryItem]
    known: Known
    origin: Initiative | None
    former: FormerCase | None
    withdrawn: bool
    gone_on: Initiative | None

    @property
    def clock(self) -> Deadline | None:
        """The nearest open term that somebody holds; one that runs, where one does."""
        owed = [row for row in self.deadlines if row.is_owed]
        running = [row for row in owed if not row.stands] or owed
        held = [row for row in running if row.holder != Party.SYSTEM]
        return min(held or running, key=lambda row: row.due_at, default=None)


#: Commands without a screen of their own: those of later work, and what a plenary of
#: the commissioners carries out when it decides.
WITHOUT_SCREEN = frozenset(
    {Command.REEXAMINE, Command.WITHDRAW_LHP, Command.CHANGE_ACTIONS}
    | {Command.ORDER_AGAIN, Command.RECOMMEND_SANCTION, Command.REOPEN}
    | {Command.WITHDRAW, Command.ASK_COMPLETION}
)


#: What the head does with a result that was drafted, with a reporter and without.
ON_RESULT = (Command.NOTIFY_RESULT, Command.APPROVE_RESULT)
#: What is missing where four eyes are asked for: a draft; elsewhere a proposal.
UNDRAFTED = {Command.SIGN_LHP: WhyNot.MISSING}


def _drafts_hinder(
    case: Case, actor: Actor, notice: ResultNotice | None
) -> dict[Command, WhyNot]:
    """A result that is not written, went back, or was written by its approver; an LHP
    that went back."""
    if case.state == State.EXAM:
        if notice is not None and notice.drafted_by_id == actor.user_id:
            return dict.fromkeys(ON_RESULT, WhyNot.FOUR_EYES)
        if notice is None or outgoing.sent_back(case, notice):
            return dict.fromkeys(ON_RESULT, WhyNot.NOT_PROPOSED)
    if case.state == State.LHP_DRAFT:
        lhp = outgoing.lhp_in_force(case)
        others = lhp is not None and lhp.drafted_by_id != actor.user_id
        if others and outgoing.sent_back(case, lhp):
            return {Command.SIGN_LHP: WhyNot.NOT_PROPOSED}
    return {}


def hindered(
    case: Case, actor: Actor, notice: ResultNotice | None, known: Known
) -> dict[Command, WhyNot]:
    """What the facts of this case close, though the table would allow it."""
    closed = _drafts_hinder(case, actor, notice) | talks_hinder(case)
    closed |= barred(known.standing(case.stage)) | plenary_hinders(case, known)
    for row in lifecycle.TRANSITIONS:
        if row.source is case.stage and row.four_eyes and row.command not in closed:
            author = author_known(case, row.command, known.climbed)
            if author is None:
                closed[row.command] = UNDRAFTED.get(row.command, WhyNot.AWAITS_PROPOSAL)
            elif author == actor.user_id:
                closed[row.command] = WhyNot.FOUR_EYES
    return closed


def offers_of(
    case: Case,
    actor: Actor,
    parties: frozenset[Party],
    notice: ResultNotice | None,
    known: Known,
    hindering: Sequence[Hindrance] | None = None,
) -> list[Offer]:
    """The steps of the lifecycle that this actor's page shows, open or closed.

    ``notice``, ``known``, ``hindering``: the result that is drafted or sent, what was
    read of the report, its orders and terms, and what is open; the page shows it too.
    """
    deadlines = known.deadlines
    if hindering is None:
        hindering = hindrances_of(case, deadlines, known.facts)
    closed = open_things_hinder(hindering) | hindered(case, actor, notice, known)
    if any(row.kind == TermKind.TRANSFER and row.is_owed for row in deadlines):
        closed[Command.TRANSFER] = WhyNot.ASKED
    if fast_waits(case, parties, deadlines):
        closed[Command.TAKE_FAST] = WhyNot.ASKED
    if (why := hindrance(deadlines, parties, actor.user_id)) is not None:
        closed[Command.EXTEND] = why
    closed_for = Reason(case.closing_reason) if case.closing_reason else None
    offers = lifecycle.commands_for(
        case.stage,
        parties,
        hindered=closed,
        closed_for=closed_for,
        reporter=case.has_reporter,
    )
    shown = [offer for offer in offers if offer.command not in WITHOUT_SCREEN]
    return signed_by_chair(shown)


def fast_waits(
    case: Case, parties: frozenset[Party], deadlines: Sequence[Deadline]
) -> bool:
    """Whether a fast response is proposed, and its head's word waited for.

    Whoever takes reports in need not wait for it: what is urgent he takes at once.
    """
    if case.state == State.RCO or parties.isdisjoint({Party.HEAD, Party.OFFICER}):
        return False
    owed = any(
        row.kind == TermKind.RCO_CONFIRMATION and row.is_owed for row in deadlines
    )
    return owed and (Party.HEAD in parties or Party.INTAKE not in parties)


def case_page(
    case: Case,
    actor: Actor,
    now: datetime,
    *,
    lane: Lane | None = None,
    before: Mark | None = None,
) -> CasePage:
    """What this actor sees of a case that is his to see.

    ``lane``, ``before``: which stretch of the time line.
    """
    parties = parties_of(actor, case)
    read_beside(case)
    stretch = stretch_of(case, lane, before)
    happened = stretch.happened
    if happened.isdisjoint(events.GATHERING):
        stands_alone(case)
    else:
        read_kin([case], actor)
    notice, _lhp = outgoing.drafts_of(case, happened)
    deadlines = deadlines_of(case)
    known = known_on_page(case, deadlines, happened)
    parties |= reviewing(known.climbed.objection, actor)
    hindering = hindrances_of(case, deadlines, known.facts)
    files = list(case.files.select_related("file").order_by("id"))
    asked, done = hand_out(case.clarifications.all()), list(case.activities.all())
    return CasePage(
        today=legal_day(now, case.office.zone),
        parties=parties,
        offers=offers_of(case, actor, parties, notice, known, hindering),
        hindering=hindering,
        deadlines=deadlines,
        clarifications=asked,
        lhp=known.lhp,
        notice=notice,
        checks=known.checks,
        actions=known.actions,
        milestones=share_out(files, asked, done, known),
        files=files,
        stretch=stretch,
        proposals=standing_proposals(case) if happened & events.PROPOSED else [],
        answers=[] if none_of(case, ANSWERS) else answers_of(case),
        place=place_told(case),
        origin=origin_of(case),
        former=former_of(case),
        withdrawn=case.closing_reason == Reason.DICABUT,
        gone_on=gone_on_with(case) if case.closing_reason == Reason.DICABUT else None,
        activities=done,
        known=known,
        **_what_happened(case, actor, happened),
    )


def _what_happened(
    case: Case, actor: Actor, happened: frozenset[str]
) -> dict[str, Any]:
    """What some cases have and most have not; asked for where the record says so."""
    return {
        "reopenings": reopenings_of(case) if events.REOPENING_ASKED in happened else [],
        "kept": stands_merged(case) if events.CASE_MERGED in happened else None,
        "merged": merged_into(case, actor) if events.MERGE_TAKEN_IN in happened else [],
        "splits": splits_around(case, actor) if happened & events.SPLITTING else [],
        "plenaries": decided_in(case) if events.PLENARY_DECIDED in happened else [],
        "refusals": refusals_of(case) if events.CASE_CLOSED in happened else [],
        "talks": talks_of(case) if events.TALKS_INVITED in happened else [],
        "extensions": extensions_of(case) if events.EXTENSION_ASKED in happened else [],
        "transfers": transfers_of(case) if events.TRANSFER_ASKED in happened else [],
        "sightings": sightings_told(case)
        if events.EVIDENCE_DECIDED in happened
        else {},
        "opinions": opinions_of(case) if events.OPINION_GIVEN in happened else [],
    }
