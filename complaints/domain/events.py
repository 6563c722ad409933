"""The names under which the journal keeps what happened to a case.

Names are stored for ever; a rename is a migration.
"""

from typing import Final

CASE_FILED: Final = "complaints.case_filed"
CONTACT_CODE_ASKED: Final = "complaints.contact_code_asked"
DRAFT_LINK_ASKED: Final = "complaints.draft_link_asked"
FORMAL_STARTED: Final = "complaints.formal_started"
FORMAL_PASSED: Final = "complaints.formal_passed"
COMPLETION_ASKED: Final = "complaints.completion_asked"
CASE_COMPLETED: Final = "complaints.case_completed"
MATERIAL_PASSED: Final = "complaints.material_passed"
SENT_BACK: Final = "complaints.sent_back"
CASE_REGISTERED: Final = "complaints.case_registered"
CASE_ASSIGNED: Final = "complaints.case_assigned"
AGENCY_NAMED: Final = "complaints.agency_named"
RECUSED: Final = "complaints.recused"
REASSIGNED: Final = "complaints.reassigned"
CASE_RESTRICTED: Final = "complaints.case_restricted"
RESTRICTION_LIFTED: Final = "complaints.restriction_lifted"
RESTRICTED_OPENED: Final = "complaints.restricted_opened"
CLARIFICATION_ASKED: Final = "complaints.clarification_asked"
CLARIFICATION_ANSWERED: Final = "complaints.clarification_answered"
RESULT_DRAFTED: Final = "complaints.result_drafted"
RESULT_NOTIFIED: Final = "complaints.result_notified"
RESULT_ACCEPTED: Final = "complaints.result_accepted"
RESULT_CONTESTED: Final = "complaints.result_contested"
RESULT_WAITING_OVER: Final = "complaints.result_waiting_over"
DRAFT_RETURNED: Final = "complaints.draft_returned"
LHP_DRAFTED: Final = "complaints.lhp_drafted"
LHP_ISSUED: Final = "complaints.lhp_issued"
LETTER_POSTED: Final = "complaints.letter_posted"
LETTER_RECEIVED: Final = "complaints.letter_received"
EVIDENCE_SUBMITTED: Final = "complaints.evidence_submitted"
EVIDENCE_DECIDED: Final = "complaints.evidence_decided"
CLOSING_PROPOSED: Final = "complaints.closing_proposed"
RESMON_OPENED: Final = "complaints.resmon_opened"
CASE_CLOSED: Final = "complaints.case_closed"
CASE_WITHDRAWN: Final = "complaints.case_withdrawn"
CASE_REOPENED: Final = "complaints.case_reopened"
REOPENING_ASKED: Final = "complaints.reopening_asked"
REOPENING_REFUSED: Final = "complaints.reopening_refused"
OPINION_ASKED: Final = "complaints.opinion_asked"
OPINION_GIVEN: Final = "complaints.opinion_given"
RECEIPT_HANDED_OVER: Final = "complaints.receipt_handed_over"
CONSULTATION_ASKED: Final = "complaints.consultation_asked"
CONSULTATION_ANSWERED: Final = "complaints.consultation_answered"
TURNED_TO_CONSULTATION: Final = "complaints.turned_to_consultation"
TURNED_TO_REPORT: Final = "complaints.turned_to_report"
CODE_RENEWED: Final = "complaints.code_renewed"
CODE_RECOVERED: Final = "complaints.code_recovered"
RECOVERY_ASKED: Final = "complaints.recovery_asked"
CONTACT_CHANGE_ASKED: Final = "complaints.contact_change_asked"
CONTACT_CONFIRMED: Final = "complaints.contact_confirmed"
CONTACT_CHANGED: Final = "complaints.contact_changed"
CONTACT_UNREACHABLE: Final = "complaints.contact_unreachable"
CONTACT_REACHED: Final = "complaints.contact_reached"
DEADLINE_LAPSED: Final = "complaints.deadline_lapsed"
FILE_ADDED: Final = "complaints.file_added"
FILE_READ: Final = "complaints.file_read"
ORIGINAL_OPENED: Final = "complaints.original_opened"
NOTE_WRITTEN: Final = "complaints.note_written"
MESSAGE_SENT: Final = "complaints.message_sent"
REPORTER_ASKED: Final = "complaints.reporter_asked"
REPORTER_ANSWERED: Final = "complaints.reporter_answered"
MESSAGE_RECEIVED: Final = "complaints.message_received"
CASE_TRACKED: Final = "complaints.case_tracked"
IDENTITY_OPENED: Final = "complaints.identity_opened"
IDENTITY_REFUSED: Final = "complaints.identity_refused"
IDENTITY_ASKED: Final = "complaints.identity_asked"
IDENTITY_GRANTED: Final = "complaints.identity_granted"
IDENTITY_DENIED: Final = "complaints.identity_denied"
IDENTITY_REVOKED: Final = "complaints.identity_revoked"
CONTACT_OPENED: Final = "complaints.contact_opened"
NAME_OPENED: Final = "complaints.name_opened"
IDENTITY_ERASED: Final = "complaints.identity_erased"
CASE_ERASED: Final = "complaints.case_erased"
CASE_IMPORTED: Final = "complaints.case_imported"
HISTORY_READ: Final = "complaints.history_read"
CASE_READ: Final = "complaints.case_read"
SEARCHED: Final = "complaints.searched"
ACCESS_REFUSED: Final = "complaints.access_refused"
READ_IN_BULK: Final = "complaints.read_in_bulk"
QUESTIONS_WRITTEN: Final = "complaints.questions_written"
QUESTIONS_PUBLISHED: Final = "complaints.questions_published"
ARRIVAL_SEEN: Final = "complaints.arrival_seen"

#: What comes in from outside the house, for whoever holds the case to look at.
ARRIVALS: Final = frozenset(
    {
        CASE_COMPLETED,
        CLARIFICATION_ANSWERED,
        RESULT_ACCEPTED,
        RESULT_CONTESTED,
        EVIDENCE_SUBMITTED,
        REPORTER_ANSWERED,
        MESSAGE_RECEIVED,
        CONTACT_UNREACHABLE,
    }
)
