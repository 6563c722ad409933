"""Whose turn a running term is, and which place of a case somebody else may fill."""

from complaints.domain.states import NEEDS_EXAMINER, NEEDS_INTAKE, Party, State
from complaints.domain.terms import TermKind

HOLDER = {
    TermKind.DRAFT_LIFE: Party.REPORTER,
    TermKind.CONSULT_ANSWER: Party.INTAKE,
    TermKind.INTAKE: Party.INTAKE,
    TermKind.FORMAL_PROMISE: Party.INTAKE,
    TermKind.FORMAL: Party.INTAKE,
    TermKind.COMPLETION: Party.REPORTER,
    TermKind.MATERIAL: Party.INTAKE,
    TermKind.PLENO: Party.HEAD,
    TermKind.ASSIGN: Party.HEAD,
    TermKind.EXAM_LIGHT: Party.EXAMINER,
    TermKind.EXAM_MEDIUM: Party.EXAMINER,
    TermKind.EXAM_HEAVY: Party.EXAMINER,
    TermKind.CLARIFICATION: Party.LIAISON,
    TermKind.CLARIFICATION_SECOND: Party.LIAISON,
    TermKind.DOCUMENTS: Party.LIAISON,
    TermKind.MINUTES: Party.EXAMINER,
    TermKind.TALKS: Party.HEAD,
    TermKind.RESULT_ANSWER: Party.REPORTER,
    TermKind.REPORTER_ANSWER: Party.REPORTER,
    TermKind.DELIVERY: Party.EXAMINER,
    TermKind.RECEIPT_PROOF: Party.EXAMINER,
    TermKind.PRESUMED_RECEIPT: Party.SYSTEM,
    TermKind.CORRECTIVE: Party.LIAISON,
    TermKind.VERDICT: Party.EXAMINER,
    TermKind.OBJECTION: Party.COMMISSIONER,
    TermKind.RESMON: Party.RESMON,
    TermKind.RECOMMENDATION_DELIVERY: Party.RESMON,  # who obtains the proofs
    TermKind.RECOMMENDATION_REPORT: Party.SUPERIOR,
    TermKind.RECOMMENDATION_MONITORING: Party.RESMON,
    TermKind.CLOSING_LETTER: Party.HEAD,
    TermKind.TRANSFER: Party.HEAD,
    TermKind.RCO_CONFIRMATION: Party.HEAD,
    TermKind.RCO_CONTACT: Party.INTAKE,
    TermKind.RCO_TARGET: Party.INTAKE,
    TermKind.REOPENING: Party.REPORTER,
    TermKind.REOPENING_ANSWER: Party.HEAD,
    TermKind.EXTENSION_ANSWER: Party.HEAD,
    TermKind.SECOND_QUESTION: Party.SYSTEM,
    TermKind.NAME_MONITOR: Party.HEAD,
    TermKind.RESMON_GUIDANCE: Party.COMMISSIONER,
    TermKind.PLENARY_MATTER: Party.COMMISSIONER,
    TermKind.CHAIR_SIGNATURE: Party.CHAIR,
    TermKind.NEXT_STEP: Party.RESMON,
    TermKind.RELIEF: Party.COMMISSIONER,
}
#: Where a case is monitored: whoever does that holds it, and no more who examined it.
MONITORED = frozenset({State.RESMON, State.RECOMMENDATION})


def place(state: State, *, examined: bool) -> Party | None:
    """The place that is filled when a case is handed over; None where it has none yet.

    ``examined``: somebody holds the place of the examiner. Where nobody does, as after a
    recusal, that is filled first: evidence waits for his verdict at every stage.
    """
    if state in MONITORED and examined:
        return Party.RESMON
    if state is State.REGISTERED or state in NEEDS_EXAMINER:
        return Party.EXAMINER
    return Party.INTAKE if state in NEEDS_INTAKE else None
