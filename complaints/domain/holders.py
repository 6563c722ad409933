"""Whose turn a running term is: the party that has to act before it ends."""

from complaints.domain.states import Party
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
    TermKind.TALKS: Party.HEAD,
    TermKind.RESULT_ANSWER: Party.REPORTER,
    TermKind.DELIVERY: Party.EXAMINER,
    TermKind.RECEIPT_PROOF: Party.EXAMINER,
    TermKind.PRESUMED_RECEIPT: Party.SYSTEM,
    TermKind.CORRECTIVE: Party.LIAISON,
    TermKind.VERDICT: Party.EXAMINER,
    TermKind.OBJECTION: Party.COMMISSIONER,
    TermKind.RESMON: Party.RESMON,
    TermKind.RECOMMENDATION_DELIVERY: Party.CHAIR,
    TermKind.RECOMMENDATION_REPORT: Party.SUPERIOR,
    TermKind.RECOMMENDATION_MONITORING: Party.RESMON,
    TermKind.CLOSING_LETTER: Party.HEAD,
    TermKind.TRANSFER: Party.HEAD,
    TermKind.RCO_CONFIRMATION: Party.HEAD,
    TermKind.RCO_CONTACT: Party.INTAKE,
    TermKind.RCO_TARGET: Party.INTAKE,
    TermKind.REOPENING: Party.REPORTER,
}
