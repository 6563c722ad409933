"""The rows of the table that lead a case down its road, from filing to its end."""

from __future__ import annotations

from complaints.domain.states import Command, Party, Reason, State
from complaints.domain.terms import TermKind
from complaints.domain.transition import (
    CHAIR,
    EXAMINER,
    HEAD,
    INTAKE,
    PLENARY,
    REPORTER,
    RESMON,
    TIME,
    Transition,
    only,
)

_MEETING = only(Party.COMMISSIONER, Party.HEAD)
_RESULT = frozenset(
    {Reason.TIDAK_DITEMUKAN, Reason.DIHENTIKAN, Reason.DITEMUKAN_TANPA_TINDAKAN}
)
_ANNULLED = frozenset({Reason.DITEMUKAN_TANPA_TINDAKAN})
_EXECUTED = frozenset({Reason.TK_DILAKSANAKAN, Reason.TK_SEBAGIAN_DITERIMA})
_FOLLOWED = frozenset({Reason.REKOMENDASI_DILAKSANAKAN, Reason.SEBAGIAN_DITERIMA})
_DEFIED = frozenset({Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN})

_S, _C, _T = State, Command, TermKind

INTAKE_ROWS = (
    Transition(_S.DRAFT, _C.SUBMIT, _S.SUBMITTED, REPORTER, recorded_by=INTAKE),
    Transition(_S.CONSULT, _C.SUBMIT, _S.SUBMITTED, REPORTER, recorded_by=INTAKE),
    Transition(
        _S.CONSULT,
        _C.ANSWER_CONSULTATION,
        _S.CLOSED,
        INTAKE,
        reasons=frozenset({Reason.KONSULTASI_DIJAWAB}),
        term=_T.CONSULT_ANSWER,
    ),
    Transition(_S.SUBMITTED, _C.START_FORMAL, _S.FORMAL, INTAKE, term=_T.INTAKE),
    Transition(
        _S.SUBMITTED, _C.TURN_TO_CONSULTATION, _S.CONSULT, INTAKE, term=_T.INTAKE
    ),
    Transition(_S.FORMAL, _C.ASK_COMPLETION, _S.INCOMPLETE, INTAKE, term=_T.FORMAL),
    Transition(_S.FORMAL, _C.PASS_FORMAL, _S.MATERIAL, INTAKE, term=_T.FORMAL),
    Transition(
        _S.INCOMPLETE,
        _C.COMPLETE,
        _S.FORMAL,
        REPORTER,
        recorded_by=INTAKE,
        term=_T.COMPLETION,
    ),
    Transition(
        _S.INCOMPLETE,
        _C.EXPIRE,
        _S.CLOSED,
        TIME,
        reasons=frozenset({Reason.TIDAK_LENGKAP}),
        term=_T.COMPLETION,
    ),
    Transition(_S.MATERIAL, _C.ASK_COMPLETION, _S.INCOMPLETE, INTAKE, term=_T.MATERIAL),
    Transition(_S.MATERIAL, _C.PASS_MATERIAL, _S.PLENO, INTAKE, term=_T.MATERIAL),
    Transition(
        _S.MATERIAL,
        _C.TURN_TO_CONSULTATION,
        _S.CONSULT,
        REPORTER,
        recorded_by=INTAKE,
        proposed_by=INTAKE,
        term=_T.MATERIAL,
    ),
    Transition(_S.PLENO, _C.REGISTER, _S.REGISTERED, _MEETING, term=_T.PLENO),
    Transition(_S.PLENO, _C.SEND_BACK, _S.MATERIAL, _MEETING, term=_T.PLENO),
    Transition(
        _S.PLENO,
        _C.REFUSE,
        _S.CLOSED,
        _MEETING,
        reasons=frozenset({Reason.TIDAK_MEMENUHI_MATERIIL}),
        term=_T.PLENO,
    ),
    Transition(_S.RCO, _C.START_FORMAL, _S.FORMAL, HEAD, term=_T.RCO_TARGET),
    Transition(_S.RCO, _C.ASSIGN, _S.EXAM, HEAD, term=_T.RCO_TARGET),
)

EXAMINATION_ROWS = (
    Transition(_S.REGISTERED, _C.ASSIGN, _S.EXAM, HEAD, term=_T.ASSIGN),
    Transition(_S.EXAM, _C.OFFER_TALKS, _S.CONCILIATION, HEAD, reporter=True),
    Transition(
        _S.EXAM,
        _C.NOTIFY_RESULT,
        _S.PRE_LHP,
        HEAD,
        proposed_by=EXAMINER,
        reporter=True,
    ),
    # Nobody is told and nobody has fourteen days to answer: the head goes on at once.
    Transition(
        _S.EXAM,
        _C.APPROVE_RESULT,
        _S.LHP_DRAFT,
        HEAD,
        proposed_by=EXAMINER,
        reporter=False,
    ),
    Transition(
        _S.CONCILIATION,
        _C.SETTLE,
        _S.CLOSED,
        HEAD,
        reasons=frozenset({Reason.DAMAI}),
        term=_T.TALKS,
    ),
    Transition(_S.CONCILIATION, _C.END_TALKS, _S.EXAM, EXAMINER | HEAD, term=_T.TALKS),
    Transition(
        _S.PRE_LHP,
        _C.ANSWER_RESULT,
        _S.EXAM,
        REPORTER,
        recorded_by=EXAMINER,
        term=_T.RESULT_ANSWER,
    ),
    Transition(
        _S.PRE_LHP,
        _C.ACCEPT_RESULT,
        _S.LHP_DRAFT,
        REPORTER,
        recorded_by=EXAMINER,
        term=_T.RESULT_ANSWER,
    ),
    Transition(_S.PRE_LHP, _C.END_WAITING, _S.LHP_DRAFT, TIME, term=_T.RESULT_ANSWER),
    Transition(_S.LHP_DRAFT, _C.SIGN_LHP, _S.LHP_ISSUED, HEAD, four_eyes=True),
    Transition(_S.LHP_DRAFT, _C.REEXAMINE, _S.EXAM, HEAD),
    Transition(_S.LHP_ISSUED, _C.RECEIVE_LHP, _S.CORRECTIVE, TIME),
    Transition(_S.LHP_ISSUED, _C.CLOSE_ON_RESULT, _S.CLOSED, HEAD, reasons=_RESULT),
)

EXECUTION_ROWS = (
    Transition(
        _S.CORRECTIVE,
        _C.CLOSE_ON_EXECUTION,
        _S.CLOSED,
        HEAD,
        proposed_by=EXAMINER,
        reasons=_EXECUTED,
        four_eyes=True,
    ),
    Transition(_S.CORRECTIVE, _C.FALL_OVERDUE, _S.RESMON, TIME, term=_T.CORRECTIVE),
    Transition(_S.CORRECTIVE, _C.CLOSE_ON_RESULT, _S.CLOSED, HEAD, reasons=_ANNULLED),
    Transition(_S.CORRECTIVE, _C.WITHDRAW_LHP, _S.EXAM, PLENARY, term=_T.OBJECTION),
    Transition(
        _S.CORRECTIVE, _C.CHANGE_ACTIONS, _S.CORRECTIVE, PLENARY, term=_T.OBJECTION
    ),
    Transition(
        _S.RESMON,
        _C.CLOSE_ON_EXECUTION,
        _S.CLOSED,
        HEAD,
        proposed_by=RESMON,
        reasons=_EXECUTED,
        term=_T.RESMON,
        four_eyes=True,
    ),
    Transition(_S.RESMON, _C.CLOSE_ON_RESULT, _S.CLOSED, HEAD, reasons=_ANNULLED),
    Transition(_S.RESMON, _C.WITHDRAW_LHP, _S.EXAM, PLENARY, term=_T.OBJECTION),
    Transition(_S.RESMON, _C.CHANGE_ACTIONS, _S.CORRECTIVE, PLENARY, term=_T.OBJECTION),
    Transition(_S.RESMON, _C.ORDER_AGAIN, _S.CORRECTIVE, RESMON, term=_T.RESMON),
    Transition(
        _S.RESMON,
        _C.RECOMMEND,
        _S.RECOMMENDATION,
        CHAIR,
        proposed_by=RESMON | PLENARY,
        term=_T.RESMON,
        four_eyes=True,
    ),
    Transition(
        _S.RECOMMENDATION,
        _C.CLOSE_ON_EXECUTION,
        _S.CLOSED,
        PLENARY,
        proposed_by=RESMON,
        reasons=_FOLLOWED,
        term=_T.RECOMMENDATION_REPORT,
        four_eyes=True,
    ),
    Transition(_S.RECOMMENDATION, _C.RECOMMEND_SANCTION, _S.RECOMMENDATION, PLENARY),
    Transition(_S.RECOMMENDATION, _C.PUBLISH, _S.PUBLISHED, CHAIR, proposed_by=PLENARY),
    Transition(_S.PUBLISHED, _C.CLOSE_ON_EXECUTION, _S.CLOSED, CHAIR, reasons=_DEFIED),
)
