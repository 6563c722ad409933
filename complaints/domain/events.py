"""The names under which the journal keeps what happened to a case.

Names are stored for ever; a rename is a migration.
"""

from typing import Final

CASE_FILED: Final = "complaints.case_filed"
CONTACT_CODE_ASKED: Final = "complaints.contact_code_asked"
DRAFT_LINK_ASKED: Final = "complaints.draft_link_asked"
TAKEN_FAST: Final = "complaints.taken_fast"
FAST_PROPOSED: Final = "complaints.fast_proposed"
FAST_REFUSED: Final = "complaints.fast_refused"
FAST_CONFIRMED: Final = "complaints.fast_confirmed"
FIRST_CONTACT: Final = "complaints.first_contact"
FORMAL_STARTED: Final = "complaints.formal_started"
FORMAL_PASSED: Final = "complaints.formal_passed"
COMPLETION_ASKED: Final = "complaints.completion_asked"
CASE_COMPLETED: Final = "complaints.case_completed"
MATERIAL_PASSED: Final = "complaints.material_passed"
SENT_BACK: Final = "complaints.sent_back"
PLENARY_OPENED: Final = "complaints.plenary_opened"
PLENARY_APPROVED_FIRST: Final = "complaints.plenary_approved_first"
PLENARY_DECIDED: Final = "complaints.plenary_decided"
PLENARY_POSTPONED: Final = "complaints.plenary_postponed"
PLENARY_SIGNED: Final = "complaints.plenary_signed"
CASE_REGISTERED: Final = "complaints.case_registered"
OWN_BEGUN: Final = "complaints.own_begun"
OWN_SUGGESTED: Final = "complaints.own_suggested"
OWN_DECLINED: Final = "complaints.own_declined"
GONE_ON: Final = "complaints.gone_on"
RECLASSIFIED: Final = "complaints.reclassified"
CASE_ASSIGNED: Final = "complaints.case_assigned"
AGENCY_NAMED: Final = "complaints.agency_named"
EXTENSION_ASKED: Final = "complaints.extension_asked"
EXTENSION_REFUSED: Final = "complaints.extension_refused"
TERM_EXTENDED: Final = "complaints.term_extended"
PROMISE_EXTENDED: Final = "complaints.promise_extended"
TRANSFER_ASKED: Final = "complaints.transfer_asked"
TRANSFER_REFUSED: Final = "complaints.transfer_refused"
TRANSFERRED: Final = "complaints.transferred"
RECUSED: Final = "complaints.recused"
REASSIGNED: Final = "complaints.reassigned"
HOLDER_CHANGED: Final = "complaints.holder_changed"
ASSIGNMENT_UNDONE: Final = "complaints.assignment_undone"
CASE_RESTRICTED: Final = "complaints.case_restricted"
RESTRICTION_LIFTED: Final = "complaints.restriction_lifted"
RESTRICTED_OPENED: Final = "complaints.restricted_opened"
CLARIFICATION_ASKED: Final = "complaints.clarification_asked"
CLARIFICATION_ANSWERED: Final = "complaints.clarification_answered"
DOCUMENTS_ASKED: Final = "complaints.documents_asked"
DOCUMENTS_SENT: Final = "complaints.documents_sent"
SUMMONED: Final = "complaints.summoned"
SUMMONED_AGAIN: Final = "complaints.summoned_again"
ACTIVITY_PLANNED: Final = "complaints.activity_planned"
ACTIVITY_RECORDED: Final = "complaints.activity_recorded"
ACTIVITY_CANCELLED: Final = "complaints.activity_cancelled"
REQUEST_WITHDRAWN: Final = "complaints.request_withdrawn"
TALKS_INVITED: Final = "complaints.talks_invited"
TALKS_CONTINUED: Final = "complaints.talks_continued"
TALKS_MINUTED: Final = "complaints.talks_minuted"
TALKS_AGREED: Final = "complaints.talks_agreed"
TALKS_ENDED: Final = "complaints.talks_ended"
RESULT_DRAFTED: Final = "complaints.result_drafted"
RESULT_NOTIFIED: Final = "complaints.result_notified"
RESULT_APPROVED: Final = "complaints.result_approved"
RESULT_ACCEPTED: Final = "complaints.result_accepted"
RESULT_CONTESTED: Final = "complaints.result_contested"
RESULT_WAITING_OVER: Final = "complaints.result_waiting_over"
DRAFT_RETURNED: Final = "complaints.draft_returned"
LHP_DRAFTED: Final = "complaints.lhp_drafted"
FINDINGS_BACKED: Final = "complaints.findings_backed"
LHP_ISSUED: Final = "complaints.lhp_issued"
LETTER_POSTED: Final = "complaints.letter_posted"
LETTER_RECEIVED: Final = "complaints.letter_received"
PROGRESS_REPORTED: Final = "complaints.progress_reported"
PROGRESS_JUDGED: Final = "complaints.progress_judged"
MILESTONE_NEAR: Final = "complaints.milestone_near"
DUTY_DIVIDED: Final = "complaints.duty_divided"
LINK_SENT: Final = "complaints.link_sent"
LINK_REVOKED: Final = "complaints.link_revoked"
LINK_CODE_ASKED: Final = "complaints.link_code_asked"
LINK_OPENED: Final = "complaints.link_opened"
LETTER_PROVED: Final = "complaints.letter_proved"
PAPER_ARRIVED: Final = "complaints.paper_arrived"
LETTER_CORRECTED: Final = "complaints.letter_corrected"
PAPER_CORRECTED: Final = "complaints.paper_corrected"
EVIDENCE_SUBMITTED: Final = "complaints.evidence_submitted"
EVIDENCE_DECIDED: Final = "complaints.evidence_decided"
CLOSING_PROPOSED: Final = "complaints.closing_proposed"
RESMON_OPENED: Final = "complaints.resmon_opened"
FILE_CHECKED: Final = "complaints.file_checked"
SUPERIOR_INVITED: Final = "complaints.superior_invited"
PERIODIC_DRAFTED: Final = "complaints.periodic_drafted"
PERIODIC_ISSUED: Final = "complaints.periodic_issued"
RESMON_ESCALATED: Final = "complaints.resmon_escalated"
RESMON_DIRECTED: Final = "complaints.resmon_directed"
MATTER_PROPOSED: Final = "complaints.matter_proposed"
MATTER_DECIDED: Final = "complaints.matter_decided"
RECOMMENDATION_SIGNED: Final = "complaints.recommendation_signed"
RECOMMENDATION_OVERDUE: Final = "complaints.recommendation_overdue"
RECOMMENDATION_ASSESSED: Final = "complaints.recommendation_assessed"
SANCTION_RECOMMENDED: Final = "complaints.sanction_recommended"
DEFIANCE_PUBLISHED: Final = "complaints.defiance_published"
RELEASE_DRAFTED: Final = "complaints.release_drafted"
RELEASE_AGREED: Final = "complaints.release_agreed"
RELEASED: Final = "complaints.released"
RELEASE_WITHDRAWN: Final = "complaints.release_withdrawn"
RELIEF_PROPOSED: Final = "complaints.relief_proposed"
RELIEF_REFUSED: Final = "complaints.relief_refused"
ACTION_EXCUSED: Final = "complaints.action_excused"
ACTION_ANNULLED: Final = "complaints.action_annulled"
ACTION_EXTENDED: Final = "complaints.action_extended"
ACTION_URGED: Final = "complaints.action_urged"
URGING_WITHDRAWN: Final = "complaints.urging_withdrawn"
OBJECTION_FILED: Final = "complaints.objection_filed"
OBJECTION_TAKEN_BACK: Final = "complaints.objection_taken_back"
OBJECTION_REVIEWED_BY: Final = "complaints.objection_reviewed_by"
OBJECTION_PROPOSED: Final = "complaints.objection_proposed"
OBJECTION_RETURNED: Final = "complaints.objection_returned"
OBJECTION_DECIDED: Final = "complaints.objection_decided"
ORDERED_AGAIN: Final = "complaints.ordered_again"
LHP_WITHDRAWN: Final = "complaints.lhp_withdrawn"
CASE_CLOSED: Final = "complaints.case_closed"
CASE_MERGED: Final = "complaints.case_merged"
MERGE_TAKEN_IN: Final = "complaints.merge_taken_in"
MERGE_PROPOSED: Final = "complaints.merge_proposed"
MERGE_REFUSED: Final = "complaints.merge_refused"
MERGE_UNDONE: Final = "complaints.merge_undone"
MERGE_LEFT: Final = "complaints.merge_left"
CASE_SPLIT: Final = "complaints.case_split"
SPLIT_OFF: Final = "complaints.split_off"
GATHERED: Final = "complaints.gathered"
PART_ADDED: Final = "complaints.part_added"
LET_GO: Final = "complaints.let_go"
PART_LEFT: Final = "complaints.part_left"
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
TERM_RECOUNTED: Final = "complaints.term_recounted"
PROMISE_RECOUNTED: Final = "complaints.promise_recounted"
TERM_CORRECTED: Final = "complaints.term_corrected"
PROMISE_CORRECTED: Final = "complaints.promise_corrected"
REMINDED: Final = "complaints.reminded"
DEADLINE_LAPSED: Final = "complaints.deadline_lapsed"
FILE_ADDED: Final = "complaints.file_added"
FILE_READ: Final = "complaints.file_read"
ORIGINAL_OPENED: Final = "complaints.original_opened"
DOSSIER_ASKED: Final = "complaints.dossier_asked"
DOSSIER_MADE: Final = "complaints.dossier_made"
FILE_BLACKED: Final = "complaints.file_blacked"
FILE_RELEASED: Final = "complaints.file_released"
FILE_TAKEN_BACK: Final = "complaints.file_taken_back"
FILE_RELEASED_TO_REPORTER: Final = "complaints.file_released_to_reporter"
FILE_TAKEN_FROM_REPORTER: Final = "complaints.file_taken_from_reporter"
TEXT_HELD: Final = "complaints.text_held"
NOTE_WRITTEN: Final = "complaints.note_written"
MESSAGE_SENT: Final = "complaints.message_sent"
MESSAGE_HELD: Final = "complaints.message_held"
MESSAGE_WITHDRAWN: Final = "complaints.message_withdrawn"
REPORTER_ASKED: Final = "complaints.reporter_asked"
REPORTER_SAW: Final = "complaints.reporter_saw"
SEEN_WRITTEN: Final = "complaints.seen_written"
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
IDENTITY_COMPLETED: Final = "complaints.identity_completed"
IDENTITY_ERASED: Final = "complaints.identity_erased"
FOLLOWED: Final = "complaints.followed"
UNFOLLOWED: Final = "complaints.unfollowed"
CASE_ERASED: Final = "complaints.case_erased"
CASE_IMPORTED: Final = "complaints.case_imported"
BROUGHT_IN: Final = "complaints.brought_in"
HISTORY_READ: Final = "complaints.history_read"
CASE_READ: Final = "complaints.case_read"
SEARCHED: Final = "complaints.searched"
EXPORT_ASKED: Final = "complaints.export_asked"
EXPORT_MADE: Final = "complaints.export_made"
PERIODIC_TAKEN: Final = "complaints.periodic_taken"
CALENDAR_MADE: Final = "complaints.calendar_made"
CALENDAR_RENEWED: Final = "complaints.calendar_renewed"
CALENDAR_REVOKED: Final = "complaints.calendar_revoked"
ACCESS_REFUSED: Final = "complaints.access_refused"
READ_IN_BULK: Final = "complaints.read_in_bulk"
QUESTIONS_WRITTEN: Final = "complaints.questions_written"
QUESTIONS_PUBLISHED: Final = "complaints.questions_published"
TEMPLATE_WRITTEN: Final = "complaints.template_written"
TEMPLATE_PUBLISHED: Final = "complaints.template_published"
LIMITS_WRITTEN: Final = "complaints.limits_written"
LIMITS_PUBLISHED: Final = "complaints.limits_published"
SUBSTANCE_WRITTEN: Final = "complaints.substance_written"
SUBSTANCE_PUBLISHED: Final = "complaints.substance_published"
RECURRENCE_FOUND: Final = "complaints.recurrence_found"
RECURRENCE_JUDGED: Final = "complaints.recurrence_judged"
TASK_ADDED: Final = "complaints.task_added"
TASK_DONE: Final = "complaints.task_done"
TASK_DROPPED: Final = "complaints.task_dropped"
TASK_REOPENED: Final = "complaints.task_reopened"
TASK_MOVED: Final = "complaints.task_moved"
ARRIVAL_SEEN: Final = "complaints.arrival_seen"

#: One proposed what another decides.
PROPOSED: Final = frozenset({CLOSING_PROPOSED, MERGE_PROPOSED, FAST_PROPOSED})
#: What a head decided on a proposal; whoever proposed it ("user") is told.
PROPOSALS_DECIDED: Final = frozenset(
    {MERGE_REFUSED, OWN_BEGUN, OWN_DECLINED, FAST_REFUSED, FAST_CONFIRMED}
)
#: A report that held two matters, on either side.
SPLITTING: Final = frozenset({CASE_SPLIT, SPLIT_OFF})
#: A case that was made part of another, on either side.
GATHERING: Final = frozenset({GATHERED, PART_ADDED})

#: From the missed date on, as both sides hear of it.
LADDER: Final = (
    SUPERIOR_INVITED,
    RECOMMENDATION_SIGNED,
    RECOMMENDATION_OVERDUE,
    RECOMMENDATION_ASSESSED,
    SANCTION_RECOMMENDED,
    DEFIANCE_PUBLISHED,
    ACTION_EXCUSED,
    ACTION_ANNULLED,
    ACTION_EXTENDED,
    ORDERED_AGAIN,
)
LADDER_NEWS: Final = (RESMON_OPENED, *LADDER)
#: An objection as both sides hear of it; what is proposed meanwhile is the house's.
OBJECTING: Final = (OBJECTION_FILED, OBJECTION_TAKEN_BACK, OBJECTION_DECIDED)

#: What the public register reads of a recommendation, from its draft on.
RELEASING: Final = frozenset(
    {RELEASE_DRAFTED, RELEASE_AGREED, RELEASED, RELEASE_WITHDRAWN}
)

#: What comes in from outside the house, for whoever holds the case to look at.
ARRIVALS: Final = frozenset(
    {
        CASE_COMPLETED,
        CLARIFICATION_ANSWERED,
        DOCUMENTS_SENT,
        RESULT_ACCEPTED,
        RESULT_CONTESTED,
        EVIDENCE_SUBMITTED,
        PROGRESS_REPORTED,
        OBJECTION_FILED,
        OBJECTION_TAKEN_BACK,
        REPORTER_ANSWERED,
        REPORTER_SAW,
        MESSAGE_RECEIVED,
        CONTACT_UNREACHABLE,
        PAPER_ARRIVED,
    }
)
#: After these, a report and what was put right may be about the same.
COMPARING: Final = frozenset(
    {CASE_REGISTERED, AGENCY_NAMED, RESTRICTION_LIFTED, EVIDENCE_DECIDED}
)
