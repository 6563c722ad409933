"""The tables of a case."""

from complaints.models.activities import Activity
from complaints.models.afterwards import Opinion, ReopeningRequest
from complaints.models.backing import FindingEvidence, LhpVersion, Remark
from complaints.models.bulk import Bulk, BulkRow
from complaints.models.calendar_feed import CalendarFeed
from complaints.models.case import Case, Recusal
from complaints.models.contact import ContactChange, Recovery
from complaints.models.correcting import LetterCorrection
from complaints.models.correspondence import CaseLetter, PaperLetter
from complaints.models.deadline import Deadline
from complaints.models.desk import QueueLook, SavedFilter
from complaints.models.dividing import DutyHolder
from complaints.models.dossier import Dossier
from complaints.models.draft import ContactCheck, Draft, DraftFile
from complaints.models.drafts_returned import DraftReturn
from complaints.models.evidence_drafts import EvidenceDraft
from complaints.models.examination import (
    CaseFile,
    Check,
    Clarification,
    Note,
    Proposal,
    ReporterMessage,
    ResultNotice,
)
from complaints.models.export import Export
from complaints.models.extensions import Extension
from complaints.models.following import Followed
from complaints.models.former import FormerCase, OrdersFile
from complaints.models.handed import FileRelease
from complaints.models.identity import BlindIndex, VaultRow
from complaints.models.initiative import Initiative
from complaints.models.letter_links import LetterLink, LinkCheck
from complaints.models.lhp import (
    ActionEvidence,
    CorrectiveAction,
    Finding,
    Lhp,
    VerifiedFact,
)
from complaints.models.limits import ClassLimits
from complaints.models.mention import Mention
from complaints.models.merging import Kinship, Merge, Split
from complaints.models.milestones import Milestone, Progress
from complaints.models.objecting import Objection, ObjectionGround, OrderRuling
from complaints.models.periodic import PeriodicReport
from complaints.models.plenary import Plenary, PlenaryItem
from complaints.models.questions import CaseAnswer, Question, QuestionSet
from complaints.models.recommending import (
    DraftItem,
    Matter,
    Publication,
    Recommendation,
)
from complaints.models.recurring import Recurrence
from complaints.models.refusals import Refusal
from complaints.models.releasing import PublicVersion, RegisterEntry, ReleaseDraft
from complaints.models.reliefs import ReliefRequest
from complaints.models.reminding import Reminder, ReminderLetter
from complaints.models.replies import ClarificationReply
from complaints.models.safeguards import (
    AgencyTie,
    IdentityRequest,
    ReadAlarm,
    ReadMark,
    Restriction,
    Visit,
)
from complaints.models.search import (
    FileWords,
    ImportedRow,
    LegalHold,
    RegisterCounter,
    SearchDocument,
)
from complaints.models.seeing import Sighting
from complaints.models.substances import SubstanceVersion
from complaints.models.talks import Talks
from complaints.models.templating import Template
from complaints.models.todo import Task
from complaints.models.transfers import Transfer
from complaints.models.unsent import Unsent
from complaints.models.urging import Urging

__all__ = [
    "ActionEvidence",
    "Activity",
    "AgencyTie",
    "BlindIndex",
    "Bulk",
    "BulkRow",
    "CalendarFeed",
    "Case",
    "CaseAnswer",
    "CaseFile",
    "CaseLetter",
    "Check",
    "Clarification",
    "ClarificationReply",
    "ClassLimits",
    "ContactChange",
    "ContactCheck",
    "CorrectiveAction",
    "Deadline",
    "Dossier",
    "Draft",
    "DraftFile",
    "DraftItem",
    "DraftReturn",
    "DutyHolder",
    "EvidenceDraft",
    "Export",
    "Extension",
    "FileRelease",
    "FileWords",
    "Finding",
    "FindingEvidence",
    "Followed",
    "FormerCase",
    "IdentityRequest",
    "ImportedRow",
    "Initiative",
    "Kinship",
    "LegalHold",
    "LetterCorrection",
    "LetterLink",
    "Lhp",
    "LhpVersion",
    "LinkCheck",
    "Matter",
    "Mention",
    "Merge",
    "Milestone",
    "Note",
    "Objection",
    "ObjectionGround",
    "Opinion",
    "OrderRuling",
    "OrdersFile",
    "PaperLetter",
    "PeriodicReport",
    "Plenary",
    "PlenaryItem",
    "Progress",
    "Proposal",
    "PublicVersion",
    "Publication",
    "Question",
    "QuestionSet",
    "QueueLook",
    "ReadAlarm",
    "ReadMark",
    "Recommendation",
    "Recovery",
    "Recurrence",
    "Recusal",
    "Refusal",
    "RegisterCounter",
    "RegisterEntry",
    "ReleaseDraft",
    "ReliefRequest",
    "Remark",
    "Reminder",
    "ReminderLetter",
    "ReopeningRequest",
    "ReporterMessage",
    "Restriction",
    "ResultNotice",
    "SavedFilter",
    "SearchDocument",
    "Sighting",
    "Split",
    "SubstanceVersion",
    "Talks",
    "Task",
    "Template",
    "Transfer",
    "Unsent",
    "Urging",
    "VaultRow",
    "VerifiedFact",
    "Visit",
]
