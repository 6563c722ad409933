"""Every term of the procedure as data: how long, counted in what, and by what right.

A term says nothing about a date: deadlines.py computes those. Where the text of
a rule could not be read the basis is OURS, PRACTICE or STATED, and the page
that shows the date says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agencies.domain.calendar import Unit
from complaints.domain.states import CaseClass


class Basis(StrEnum):
    """By what right a term binds."""

    LAW = "law"  # statute or Ombudsman regulation
    STATED = "stated"  # said in public by the Ombudsman, text not found
    PRACTICE = "practice"  # standing practice
    OURS = "ours"  # a setting of this portal


class TermKind(StrEnum):
    """The name of a deadline, stored on its row."""

    DRAFT_LIFE = "draft_life"
    CONSULT_ANSWER = "consult_answer"
    INTAKE = "intake"
    FORMAL_PROMISE = "formal_promise"
    FORMAL = "formal"
    COMPLETION = "completion"
    MATERIAL = "material"
    PLENO = "pleno"
    ASSIGN = "assign"
    EXAM_LIGHT = "exam_light"
    EXAM_MEDIUM = "exam_medium"
    EXAM_HEAVY = "exam_heavy"
    CLARIFICATION = "clarification"
    CLARIFICATION_SECOND = "clarification_second"
    DOCUMENTS = "documents"
    MINUTES = "minutes"
    TALKS = "talks"
    RESULT_ANSWER = "result_answer"
    REPORTER_ANSWER = "reporter_answer"
    DELIVERY = "delivery"
    RECEIPT_PROOF = "receipt_proof"
    PRESUMED_RECEIPT = "presumed_receipt"
    CORRECTIVE = "corrective"
    VERDICT = "verdict"
    OBJECTION = "objection"
    RESMON = "resmon"
    RECOMMENDATION_DELIVERY = "recommendation_delivery"
    RECOMMENDATION_REPORT = "recommendation_report"
    RECOMMENDATION_MONITORING = "recommendation_monitoring"
    CLOSING_LETTER = "closing_letter"
    TRANSFER = "transfer"
    RCO_CONFIRMATION = "rco_confirmation"
    RCO_CONTACT = "rco_contact"
    RCO_TARGET = "rco_target"
    REOPENING = "reopening"
    REOPENING_ANSWER = "reopening_answer"
    EXTENSION_ANSWER = "extension_answer"
    SECOND_QUESTION = "second_question"
    NAME_MONITOR = "name_monitor"
    RESMON_GUIDANCE = "resmon_guidance"
    PLENARY_MATTER = "plenary_matter"
    CHAIR_SIGNATURE = "chair_signature"
    NEXT_STEP = "next_step"
    RELIEF = "relief"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time with its legal basis. ``law`` is the citation to print.

    ``assumed``: the article is cited from memory, its text was not read; the page
    shows the badge.
    """

    kind: TermKind
    amount: int
    unit: Unit
    basis: Basis
    law: str
    assumed: bool = False


_DAYS, _WORKDAYS = Unit.DAYS, Unit.WORKDAYS
OURS = "Ketentuan portal ini"
_CHAIR = "Keterangan Ketua Ombudsman, Januari 2026"

_TERMS = (
    Term(TermKind.DRAFT_LIFE, 30, _DAYS, Basis.OURS, OURS),
    Term(TermKind.CONSULT_ANSWER, 5, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.INTAKE, 1, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.FORMAL_PROMISE, 14, _DAYS, Basis.LAW, "UU 25/2009 Pasal 44 ayat (1)"),
    Term(TermKind.FORMAL, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(
        TermKind.COMPLETION, 30, _DAYS, Basis.LAW, "UU 37/2008 Pasal 25", assumed=True
    ),
    Term(TermKind.MATERIAL, 7, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.PLENO, 7, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.ASSIGN, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.EXAM_LIGHT, 30, _DAYS, Basis.STATED, _CHAIR),
    Term(TermKind.EXAM_MEDIUM, 90, _DAYS, Basis.STATED, _CHAIR),
    Term(TermKind.EXAM_HEAVY, 180, _DAYS, Basis.STATED, _CHAIR),
    Term(
        TermKind.CLARIFICATION,
        14,
        _DAYS,
        Basis.LAW,
        "UU 37/2008 Pasal 33",
        assumed=True,
    ),
    Term(
        TermKind.CLARIFICATION_SECOND,
        14,
        _DAYS,
        Basis.LAW,
        "UU 37/2008 Pasal 33",
        assumed=True,
    ),
    Term(TermKind.DOCUMENTS, 14, _DAYS, Basis.OURS, OURS),
    Term(TermKind.MINUTES, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.TALKS, 30, _DAYS, Basis.OURS, OURS),
    Term(
        TermKind.RESULT_ANSWER,
        14,
        _DAYS,
        Basis.LAW,
        "Peraturan Ombudsman 48/2020 Pasal 25 ayat (5)",
    ),
    Term(TermKind.REPORTER_ANSWER, 14, _DAYS, Basis.OURS, OURS),
    Term(TermKind.DELIVERY, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.RECEIPT_PROOF, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.PRESUMED_RECEIPT, 5, _WORKDAYS, Basis.OURS, OURS),
    Term(
        TermKind.CORRECTIVE,
        30,
        _WORKDAYS,
        Basis.LAW,
        "Peraturan Ombudsman 58/2023 Pasal 54",
    ),
    Term(TermKind.VERDICT, 5, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.OBJECTION, 14, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.RESMON, 60, _DAYS, Basis.OURS, OURS),
    Term(
        TermKind.RECOMMENDATION_DELIVERY,
        14,
        _DAYS,
        Basis.LAW,
        "UU 37/2008 Pasal 37 ayat (3)",
        assumed=True,
    ),
    Term(
        TermKind.RECOMMENDATION_REPORT,
        60,
        _DAYS,
        Basis.LAW,
        "UU 37/2008 Pasal 38 ayat (2)",
        assumed=True,
    ),
    Term(
        TermKind.RECOMMENDATION_MONITORING,
        60,
        _WORKDAYS,
        Basis.PRACTICE,
        "Pemantauan menurut Peraturan Ombudsman 26/2017",
    ),
    Term(
        TermKind.CLOSING_LETTER,
        7,
        _DAYS,
        Basis.LAW,
        "UU 37/2008 Pasal 36 ayat (2)",
        assumed=True,
    ),
    Term(TermKind.TRANSFER, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.RCO_CONFIRMATION, 1, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.RCO_CONTACT, 1, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.RCO_TARGET, 7, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.REOPENING, 365, _DAYS, Basis.OURS, OURS),
    Term(TermKind.REOPENING_ANSWER, 14, _DAYS, Basis.OURS, OURS),
    Term(TermKind.EXTENSION_ANSWER, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.SECOND_QUESTION, 28, _DAYS, Basis.OURS, OURS),
    Term(TermKind.NAME_MONITOR, 3, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.RESMON_GUIDANCE, 10, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.PLENARY_MATTER, 10, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.CHAIR_SIGNATURE, 5, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.NEXT_STEP, 10, _WORKDAYS, Basis.OURS, OURS),
    Term(TermKind.RELIEF, 10, _WORKDAYS, Basis.OURS, OURS),
)
#: Every term by its kind. The corrective period here is that of 58/2023; the
#: rule set in force when the LHP is signed decides (rulesets.py).
TERMS = {term.kind: term for term in _TERMS}

#: The limit of the examination by the class of the case.
EXAM_TERM = {
    CaseClass.LIGHT: TermKind.EXAM_LIGHT,
    CaseClass.MEDIUM: TermKind.EXAM_MEDIUM,
    CaseClass.HEAVY: TermKind.EXAM_HEAVY,
}

#: The same, the other way round.
CLASS_OF = {kind: case_class for case_class, kind in EXAM_TERM.items()}

#: The reporter is warned this many calendar days before a completion lapses.
COMPLETION_WARNING_DAYS = 7
#: The agency is reminded this many working days before a corrective due date.
LAST_REMINDER_WORKDAYS = 5
#: A notice nobody opened or signed for counts as received on this working day.
PRESUMED_RECEIPT_WORKDAYS = 5
#: All extensions of one corrective action together, in working days.
EXTENSION_LIMIT_WORKDAYS = 30
