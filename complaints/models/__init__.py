"""The tables of a case."""

from complaints.models.case import Case, Recusal
from complaints.models.deadline import Deadline
from complaints.models.draft import Draft, DraftFile
from complaints.models.drafts_returned import DraftReturn
from complaints.models.examination import (
    CaseFile,
    CaseLetter,
    Check,
    Clarification,
    Note,
    ReporterMessage,
    ResultNotice,
)
from complaints.models.identity import BlindIndex, VaultRow
from complaints.models.lhp import ActionEvidence, CorrectiveAction, Finding, Lhp
from complaints.models.search import (
    ImportedRow,
    LegalHold,
    RegisterCounter,
    SearchDocument,
)

__all__ = [
    "ActionEvidence",
    "BlindIndex",
    "Case",
    "CaseFile",
    "CaseLetter",
    "Check",
    "Clarification",
    "CorrectiveAction",
    "Deadline",
    "Draft",
    "DraftFile",
    "DraftReturn",
    "Finding",
    "ImportedRow",
    "LegalHold",
    "Lhp",
    "Note",
    "Recusal",
    "RegisterCounter",
    "ReporterMessage",
    "ResultNotice",
    "SearchDocument",
    "VaultRow",
]
