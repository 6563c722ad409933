"""Which act of the case page belongs to which command of the lifecycle table."""

from complaints.domain.states import Command
from complaints.views.duplicates import MERGE, PROPOSE, UNDO
from complaints.views.extending import ASK, DECIDE
from complaints.views.fast import FAST_ASK
from complaints.views.own_acts import APPROVE
from complaints.views.recommending import PUBLISH, SIGN
from complaints.views.refusing import REFUSE
from complaints.views.talks import END, OFFER, SETTLE
from complaints.views.transfers import TRANSFER

ACT_OF = {
    Command.ANSWER_CONSULTATION: "jawab-konsultasi",
    Command.TURN_TO_CONSULTATION: "jadi-konsultasi",
    Command.SUBMIT: "jadi-laporan",
    Command.TAKE_FAST: "respons-cepat",
    Command.TRANSFER: TRANSFER,
    Command.EXTEND: DECIDE,
    Command.MERGE: MERGE,
    Command.UNDO_MERGE: UNDO,
    Command.OFFER_TALKS: OFFER,
    Command.SETTLE: SETTLE,
    Command.END_TALKS: END,
    Command.START_FORMAL: "mulai",
    Command.PASS_FORMAL: "formil",
    Command.PASS_MATERIAL: "materiil",
    Command.SEND_BACK: "kembalikan",
    Command.REGISTER: "registrasi",
    Command.ASSIGN: "tugaskan",
    Command.NOTIFY_RESULT: "beritahu",
    Command.APPROVE_RESULT: APPROVE,
    Command.SIGN_LHP: "tandatangani",
    Command.REFUSE: REFUSE,
    Command.RECOMMEND: SIGN,
    Command.PUBLISH: PUBLISH,
    Command.CLOSE: "tutup",
    Command.CLOSE_ON_RESULT: "tutup",
    Command.CLOSE_ON_EXECUTION: "tutup",
}
#: Which act proposes a command that another person decides.
PROPOSAL_OF = {
    Command.CLOSE_ON_EXECUTION: "usul-tutup",
    Command.EXTEND: ASK,
    Command.MERGE: PROPOSE,
    Command.TAKE_FAST: FAST_ASK,
}
