"""What the citizen reads: whose turn it is, in one sentence, by when, by what law.

Chosen from the state, the running clocks and what is open beside them. There is
one turn at a time; nothing is called overdue before it is; no date comes without
its law. Here are the codes; the sentences are gettext's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.states import State
from complaints.domain.terms import TermKind

if TYPE_CHECKING:
    from datetime import date


class Side(StrEnum):
    """Who has to act, as the citizen sees it."""

    REPORTER = "reporter"
    OMBUDSMAN = "ombudsman"
    AGENCY = "agency"
    NOBODY = "nobody"


class Sentence(StrEnum):
    """The code of the sentence on top of a report."""

    SEND_DRAFT = "send_draft"
    PREPARING_ANSWER = "preparing_answer"
    CHECKING_COMPLETENESS = "checking_completeness"
    COMPLETE_NOW = "complete_now"
    CHECKING_ADMISSIBILITY = "checking_admissibility"
    READING_FIRST = "reading_first"  # it says that it is urgent
    ACTING_FAST = "acting_fast"
    ACCEPTED = "accepted"
    AGENCY_EXPLAINS = "agency_explains"
    AGENCY_EXPLAINS_AGAIN = "agency_explains_again"
    AGENCY_SENDS_PAPERS = "agency_sends_papers"
    REQUEST_AWAITS_RECEIPT = "request_awaits_receipt"
    EXAMINING = "examining"
    INVITED_TO_TALKS = "invited_to_talks"
    CONCLUDING_TALKS = "concluding_talks"  # they met
    ANSWER_RESULT = "answer_result"
    FINISHING_REPORT = "finishing_report"
    REPORT_AWAITS_RECEIPT = "report_awaits_receipt"
    AGENCY_CORRECTS = "agency_corrects"
    CHECKING_EVIDENCE = "checking_evidence"
    DECIDING_OBJECTION = "deciding_objection"
    NOTHING_ORDERED = "nothing_ordered"  # an objection left nothing to be done
    FINISHING_EXECUTION = "finishing_execution"
    OVERDUE = "overdue"  # batas waktu lewat
    MONITORING = "monitoring"
    PREPARING_RECOMMENDATION = "preparing_recommendation"
    DELIVERING_RECOMMENDATION = "delivering_recommendation"
    AGENCY_OBEYS = "agency_obeys"
    DECIDING_NEXT = "deciding_next"  # it was not carried out
    HANDED_OVER = "handed_over"  # another office carries on
    PUBLISHED = "published"
    ANSWERING_REOPENING = "answering_reopening"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Clock:
    """One running term of the case.

    ``held``: whoever had to act did so, and the clock only waits for our verdict.
    """

    kind: TermKind
    due_on: date
    law: str
    held: bool = False

    def __post_init__(self) -> None:
        if not self.law:
            raise ValueError(f"the date of {self.kind} has no law")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the choice rests on.

    ``clocks``: the terms neither met nor dropped, lapsed ones too. ``overdue``:
    an action's last day is over and nothing in time awaits our verdict
    (corrective.overdue); ``question``: something is asked of the reporter;
    ``handed_over``: another office has just taken the case over;
    ``met``: both sides sat at one table, and the minutes are written.
    """

    state: State
    today: date
    clocks: tuple[Clock, ...] = ()
    overdue: bool = False
    question: bool = False
    handed_over: bool = False
    met: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One side, one sentence, at most one date, which then has its law.

    ``term`` is the clock that gives the date. ``late``: it is over. ``question``: the sentence must name the question
    that is open to the reporter, or the page would say "nothing to do".
    """

    side: Side
    sentence: Sentence
    date: date | None = None
    law: str = ""
    term: TermKind | None = None
    late: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence that is right while one of its clocks runs; without clocks, always."""

    side: Side
    sentence: Sentence
    kinds: tuple[TermKind, ...] = ()


_T, _N = TermKind, Sentence
_YOU, _US, _THEM = Side.REPORTER, Side.OMBUDSMAN, Side.AGENCY
_CLASS = (_T.EXAM_LIGHT, _T.EXAM_MEDIUM, _T.EXAM_HEAVY)
_URGENT = _Line(_US, _N.READING_FIRST, (_T.RCO_CONTACT,))
_CONCLUDING = _Line(_US, _N.CONCLUDING_TALKS, (_T.TALKS,))
_OBJECTION = _Line(_US, _N.DECIDING_OBJECTION, (_T.OBJECTION,))
_DECISION = (_T.PLENARY_MATTER, _T.CHAIR_SIGNATURE)
_PREPARING = _Line(_US, _N.PREPARING_RECOMMENDATION, _DECISION)

#: Tried from left to right. The agency has the turn only while its clock runs; we
#: have it as long as our clock is there, late or not. The last line of a state
#: holds when no other does.
_LINES: dict[State, tuple[_Line, ...]] = {
    State.DRAFT: (_Line(_YOU, _N.SEND_DRAFT, (_T.DRAFT_LIFE,)),),
    State.CONSULT: (_Line(_US, _N.PREPARING_ANSWER, (_T.CONSULT_ANSWER,)),),
    State.SUBMITTED: (
        _URGENT,
        _Line(_US, _N.CHECKING_COMPLETENESS, (_T.FORMAL_PROMISE,)),
    ),
    State.FORMAL: (
        _URGENT,
        _Line(_US, _N.CHECKING_COMPLETENESS, (_T.FORMAL_PROMISE,)),
    ),
    State.INCOMPLETE: (_Line(_YOU, _N.COMPLETE_NOW, (_T.COMPLETION,)),),
    State.MATERIAL: (
        _URGENT,
        _Line(_US, _N.CHECKING_ADMISSIBILITY, (_T.MATERIAL,)),
    ),
    State.PLENO: (_URGENT, _Line(_US, _N.CHECKING_ADMISSIBILITY, (_T.PLENO,))),
    State.REGISTERED: (_Line(_US, _N.ACCEPTED, (_T.ASSIGN,)),),
    State.RCO: (_Line(_US, _N.ACTING_FAST, (_T.RCO_CONTACT, _T.RCO_TARGET)),),
    State.EXAM: (
        _Line(_THEM, _N.AGENCY_EXPLAINS_AGAIN, (_T.CLARIFICATION_SECOND,)),
        _Line(_THEM, _N.AGENCY_EXPLAINS, (_T.CLARIFICATION,)),
        _Line(_THEM, _N.AGENCY_SENDS_PAPERS, (_T.DOCUMENTS,)),
        _Line(_US, _N.REQUEST_AWAITS_RECEIPT, (_T.RECEIPT_PROOF,)),
        _Line(_US, _N.EXAMINING, _CLASS),
    ),
    State.CONCILIATION: (_Line(_YOU, _N.INVITED_TO_TALKS, (_T.TALKS,)),),
    State.PRE_LHP: (_Line(_YOU, _N.ANSWER_RESULT, (_T.RESULT_ANSWER,)),),
    State.LHP_DRAFT: (_Line(_US, _N.FINISHING_REPORT, _CLASS),),
    State.LHP_ISSUED: (
        _Line(
            _US,
            _N.REPORT_AWAITS_RECEIPT,
            (_T.PRESUMED_RECEIPT, _T.DELIVERY, _T.RECEIPT_PROOF),
        ),
    ),
    State.CORRECTIVE: (
        _OBJECTION,
        _Line(_US, _N.NOTHING_ORDERED, (_T.NEXT_STEP,)),
        _Line(_THEM, _N.AGENCY_CORRECTS, (_T.CORRECTIVE,)),
        _Line(_US, _N.CHECKING_EVIDENCE, (_T.VERDICT,)),
        _Line(_US, _N.FINISHING_EXECUTION),
    ),
    State.RESMON: (_OBJECTION, _PREPARING, _Line(_US, _N.MONITORING, (_T.RESMON,))),
    State.RECOMMENDATION: (
        _Line(_THEM, _N.AGENCY_OBEYS, (_T.RECOMMENDATION_REPORT,)),
        _Line(_US, _N.DELIVERING_RECOMMENDATION, (_T.RECOMMENDATION_DELIVERY,)),
        _Line(_US, _N.CHECKING_EVIDENCE, (_T.VERDICT,)),
        _Line(_US, _N.MONITORING, (_T.RECOMMENDATION_MONITORING,)),
        _Line(_US, _N.DECIDING_NEXT, (_T.NEXT_STEP, *_DECISION)),
    ),
    State.PUBLISHED: (_Line(_US, _N.PUBLISHED),),
    State.CLOSED: (
        _Line(_US, _N.ANSWERING_REOPENING, (_T.REOPENING_ANSWER,)),
        _Line(Side.NOBODY, _N.CLOSED),
    ),
}
#: The terms whose date the reporter reads on his page.
SHOWN = frozenset(
    kind for lines in _LINES.values() for line in lines for kind in line.kinds
)
#: What is told although a date was missed.
_TOLD_FIRST = (_OBJECTION, _PREPARING)
#: The same states once a date was missed, and whose clock is then shown.
_OVERDUE = {
    State.CORRECTIVE: _Line(_US, _N.OVERDUE, (_T.RESMON,)),
    State.RESMON: _Line(_US, _N.OVERDUE, (_T.RESMON,)),
    State.RECOMMENDATION: _Line(_US, _N.OVERDUE, (_T.RECOMMENDATION_MONITORING,)),
}


def whose_turn(facts: Facts) -> Turn:
    """The one turn of a case. Every state has one; of CLOSED it is nobody's, unless
    the reporter asked to reopen it."""
    line, clock = _choose(facts)
    sentence = line.sentence
    if facts.handed_over and line.side is Side.OMBUDSMAN:
        sentence = Sentence.HANDED_OVER
    question = facts.question and facts.state is not State.CLOSED
    if clock is None:
        return Turn(line.side, sentence, question=question)
    return Turn(
        line.side,
        sentence,
        date=clock.due_on,
        law=clock.law,
        term=clock.kind,
        late=clock.due_on < facts.today,
        question=question,
    )


def _choose(facts: Facts) -> tuple[_Line, Clock | None]:
    """The line that holds, and its clock if it has one."""
    lines = _LINES[facts.state]
    if _is_over(facts):
        over = _OVERDUE[facts.state]
        # Whatever else still runs: only what is being decided is told before a missed date.
        lines = (*(line for line in lines if line in _TOLD_FIRST), over)
    if facts.met and facts.state is State.CONCILIATION:
        lines = (_CONCLUDING,)
    for line in lines[:-1]:
        clock = _clock_of(line, facts)
        if clock is not None:
            return line, clock
    return lines[-1], _clock_of(lines[-1], facts)


def _is_over(facts: Facts) -> bool:
    """Whether the agency missed its date, so that the turn came back to us."""
    if facts.state is State.RECOMMENDATION:
        report = [c for c in facts.clocks if c.kind is TermKind.RECOMMENDATION_REPORT]
        return any(clock.due_on < facts.today and not clock.held for clock in report)
    return facts.overdue and facts.state in _OVERDUE


def _clock_of(line: _Line, facts: Facts) -> Clock | None:
    """The line's clock, its kinds in their order: the nearest that runs, otherwise
    the one that ended last."""
    counts = [
        clock
        for clock in facts.clocks
        if not clock.held
        and (line.side is not Side.AGENCY or clock.due_on >= facts.today)
    ]
    for kind in line.kinds:
        mine = sorted(
            (clock for clock in counts if clock.kind is kind),
            key=lambda clock: clock.due_on,
        )
        if mine:
            running = (clock for clock in mine if clock.due_on >= facts.today)
            return next(running, mine[-1])
    return None
