"""The words of the law of a case: its states, commands, parties and closing reasons.

The values are stored in the database and in the journal: never rename one.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a case stands. The names are explained in docs/domain.md."""

    DRAFT = "draft"  # draf
    CONSULT = "consult"  # konsultasi
    SUBMITTED = "submitted"  # diterima (agenda)
    RCO = "rco"  # respons cepat
    FORMAL = "formal"  # verifikasi formil
    INCOMPLETE = "incomplete"  # menunggu kelengkapan
    MATERIAL = "material"  # verifikasi materiil
    PLENO = "pleno"  # rapat pleno
    REGISTERED = "registered"  # teregistrasi
    EXAM = "exam"  # pemeriksaan
    CONCILIATION = "conciliation"  # konsiliasi / mediasi
    PRE_LHP = "pre_lhp"  # pemberitahuan hasil
    LHP_DRAFT = "lhp_draft"  # bedah LHP
    LHP_ISSUED = "lhp_issued"  # LHP terbit
    CORRECTIVE = "corrective"  # tindakan korektif
    RESMON = "resmon"  # resolusi dan monitoring
    RECOMMENDATION = "recommendation"  # rekomendasi
    PUBLISHED = "published"  # dipublikasikan dan dilaporkan
    CLOSED = "closed"  # ditutup


class Command(StrEnum):
    """What somebody may do to a case. One command is one use case."""

    SUBMIT = "submit"
    ANSWER_CONSULTATION = "answer_consultation"
    START_FORMAL = "start_formal"
    TAKE_FAST = "take_fast"
    TURN_TO_CONSULTATION = "turn_to_consultation"
    ASK_COMPLETION = "ask_completion"
    COMPLETE = "complete"
    EXPIRE = "expire"
    PASS_FORMAL = "pass_formal"  # noqa: S105 - the formal check is passed
    PASS_MATERIAL = "pass_material"  # noqa: S105 - the material check is passed
    REGISTER = "register"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    ASSIGN = "assign"
    OFFER_TALKS = "offer_talks"
    SETTLE = "settle"
    END_TALKS = "end_talks"
    NOTIFY_RESULT = "notify_result"
    APPROVE_RESULT = "approve_result"
    ANSWER_RESULT = "answer_result"
    ACCEPT_RESULT = "accept_result"
    END_WAITING = "end_waiting"
    SIGN_LHP = "sign_lhp"
    REEXAMINE = "reexamine"
    RECEIVE_LHP = "receive_lhp"
    CLOSE_ON_RESULT = "close_on_result"
    CLOSE_ON_EXECUTION = "close_on_execution"
    FALL_OVERDUE = "fall_overdue"
    WITHDRAW_LHP = "withdraw_lhp"
    CHANGE_ACTIONS = "change_actions"
    ORDER_AGAIN = "order_again"
    RECOMMEND = "recommend"
    RECOMMEND_SANCTION = "recommend_sanction"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    TRANSFER = "transfer"
    EXTEND = "extend"
    MERGE = "merge"
    CLOSE = "close"
    REOPEN = "reopen"
    UNDO_MERGE = "undo_merge"


class Party(StrEnum):
    """In which capacity somebody acts. One person may hold several.

    The head of intake and the head of the office are one party, each in their
    own unit. The reviewers of an objection are named by person: no role makes one.
    """

    REPORTER = "reporter"  # pelapor
    INTAKE = "intake"  # asisten PVL
    EXAMINER = "examiner"  # asisten pemeriksa
    HEAD = "head"  # kepala perwakilan / keasistenan
    RESMON = "resmon"  # resolusi dan monitoring
    COMMISSIONER = "commissioner"  # anggota Ombudsman, rapat pleno
    CHAIR = "chair"  # ketua
    REVIEWER = "reviewer"  # of an objection, penelaah keberatan
    LIAISON = "liaison"  # narahubung instansi
    SUPERIOR = "superior"  # atasan terlapor
    OFFICER = "officer"  # of intake or examination in its office, whoever holds it
    SYSTEM = "system"  # time alone


#: Who works at the Ombudsman.
STAFF_PARTIES = frozenset(
    {
        Party.INTAKE,
        Party.EXAMINER,
        Party.HEAD,
        Party.RESMON,
        Party.COMMISSIONER,
        Party.CHAIR,
    }
)


class Reason(StrEnum):
    """Why a case was closed. A closed case has exactly one."""

    TIDAK_LENGKAP = "tidak_lengkap"
    TIDAK_MEMENUHI_MATERIIL = "tidak_memenuhi_materiil"
    BELUM_MENGADU = "belum_mengadu"
    BUKAN_WEWENANG = "bukan_wewenang"
    KADALUWARSA = "kadaluwarsa"
    DALAM_PROSES_INSTANSI = "dalam_proses_instansi"
    OBJEK_PERADILAN = "objek_peradilan"
    DICABUT = "dicabut"
    DISELESAIKAN_TERLAPOR = "diselesaikan_terlapor"
    DAMAI = "damai"
    TIDAK_DITEMUKAN = "tidak_ditemukan"
    DIHENTIKAN = "dihentikan"
    DITEMUKAN_TANPA_TINDAKAN = "ditemukan_tanpa_tindakan"
    TK_DILAKSANAKAN = "tk_dilaksanakan"
    TK_SEBAGIAN_DITERIMA = "tk_sebagian_diterima"
    REKOMENDASI_DILAKSANAKAN = "rekomendasi_dilaksanakan"
    SEBAGIAN_DITERIMA = "sebagian_diterima"
    REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN = (
        "rekomendasi_tidak_dilaksanakan_dipublikasikan"
    )
    DILIMPAHKAN = "dilimpahkan"
    DUPLIKAT = "duplikat"
    KONSULTASI_DIJAWAB = "konsultasi_dijawab"


class CaseClass(StrEnum):
    """How heavy an examination is; it decides the limit promised to the citizen."""

    LIGHT = "light"  # ringan
    MEDIUM = "medium"  # sedang
    HEAVY = "heavy"  # berat


#: A report begins its life in one of these, what the office begins itself in the other.
ENTRY_STATES = frozenset({State.DRAFT, State.SUBMITTED, State.CONSULT})
OWN_ENTRY_STATES = frozenset({State.REGISTERED})
#: A filed case that is not closed. A draft is not filed yet.
OPEN_STATES = frozenset(State) - {State.DRAFT, State.CLOSED}
#: Where the case waits for the one who holds it; empty after a recusal.
NEEDS_INTAKE = frozenset(
    {State.RCO, State.FORMAL, State.INCOMPLETE, State.MATERIAL, State.PLENO}
)
NEEDS_EXAMINER = frozenset(
    {
        State.EXAM,
        State.CONCILIATION,
        State.PRE_LHP,
        State.LHP_DRAFT,
        State.LHP_ISSUED,
        State.CORRECTIVE,
        State.RESMON,
        State.RECOMMENDATION,
    }
)
#: An agency reads nothing of our drafts: to it they are still an examination.
_DRAFTING = frozenset({State.PRE_LHP, State.LHP_DRAFT})


def told_to_agency(state: State) -> State:
    """The stage of a case as its agency may know it."""
    return State.EXAM if state in _DRAFTING else state
