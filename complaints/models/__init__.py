"""The tables of a case."""

from complaints.models.case import Case, Recusal
from complaints.models.deadline import Deadline
from complaints.models.draft import ContactCheck, Draft, DraftFile
from complaints.models.drafts_returned import DraftReturn
from complaints.models.examination import (
    CaseFile,
    CaseLetter,
    Check,
    Clarification,
    Note,
    Proposal,
    ReporterMessage,
    ResultNotice,
)
from complaints.models.identity import BlindIndex, VaultRow
from complaints.models.lhp import (
    ActionEvidence,
    CorrectiveAction,
    Finding,
    Lhp,
    VerifiedFact,
)
from complaints.models.safeguards import (
    AgencyTie,
    IdentityRequest,
    ReadAlarm,
    ReadMark,
    Restriction,
    Visit,
)
from complaints.models.search import (
    ImportedRow,
    LegalHold,
    RegisterCounter,
    SearchDocument,
)

__all__ = [
    "ActionEvidence",
    "AgencyTie",
    "BlindIndex",
    "Case",
    "CaseFile",
    "CaseLetter",
    "Check",
    "Clarification",
    "ContactCheck",
    "CorrectiveAction",
    "Deadline",
    "Draft",
    "DraftFile",
    "DraftReturn",
    "Finding",
    "IdentityRequest",
    "ImportedRow",
    "LegalHold",
    "Lhp",
    "Note",
    "Proposal",
    "ReadAlarm",
    "ReadMark",
    "Recusal",
    "RegisterCounter",
    "ReporterMessage",
    "Restriction",
    "ResultNotice",
    "SearchDocument",
    "VaultRow",
    "VerifiedFact",
    "Visit",
]
