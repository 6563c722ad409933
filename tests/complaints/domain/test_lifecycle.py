"""The table of the life of a case, written a second time by hand and compared."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.lifecycle import (
    ENTRY_STATES,
    OPEN_STATES,
    TRANSITIONS,
    Command,
    IllegalTransition,
    Offer,
    Party,
    Reason,
    State,
    Step,
    WhyNot,
    allowed_pairs,
    closing_reasons,
    commands_for,
    next_state,
    reopened_state,
    transitions_of,
)
from complaints.domain.states import STAFF_PARTIES

S, C, P, R = State, Command, Party, Reason

#: state, command, state, who (decides; + records; < proposes), whether it presumes that
#: somebody reported (=reporter) or that nobody did (=nobody), reasons
ROAD = """
draft submit submitted reporter +intake
consult submit submitted reporter +intake
consult answer_consultation closed intake : konsultasi_dijawab
submitted start_formal formal intake
submitted turn_to_consultation consult intake
formal ask_completion incomplete intake
formal pass_formal material intake
incomplete complete formal reporter +intake
incomplete expire closed system : tidak_lengkap
material ask_completion incomplete intake
material pass_material pleno intake
material turn_to_consultation consult reporter +intake <intake
pleno register registered commissioner head
pleno send_back material commissioner head
pleno refuse closed commissioner head : tidak_memenuhi_materiil
rco start_formal formal head
rco assign exam head
registered assign exam head
exam offer_talks conciliation head =reporter
exam notify_result pre_lhp head <examiner =reporter
exam approve_result lhp_draft head <examiner =nobody
conciliation settle closed head : damai
conciliation end_talks exam examiner head
pre_lhp answer_result exam reporter +examiner
pre_lhp accept_result lhp_draft reporter +examiner
pre_lhp end_waiting lhp_draft system
lhp_draft sign_lhp lhp_issued head
lhp_draft reexamine exam head
lhp_issued receive_lhp corrective system
lhp_issued close_on_result closed head : tidak_ditemukan dihentikan ditemukan_tanpa_tindakan
corrective close_on_execution closed head <examiner : tk_dilaksanakan tk_sebagian_diterima
corrective close_on_result closed head : ditemukan_tanpa_tindakan
corrective fall_overdue resmon system
corrective withdraw_lhp exam commissioner
corrective change_actions corrective commissioner
resmon close_on_execution closed head <resmon : tk_dilaksanakan tk_sebagian_diterima
resmon close_on_result closed head : ditemukan_tanpa_tindakan
resmon withdraw_lhp exam commissioner
resmon change_actions corrective commissioner
resmon order_again corrective resmon
resmon recommend recommendation chair <resmon <commissioner
recommendation close_on_execution closed commissioner <resmon : rekomendasi_dilaksanakan sebagian_diterima
recommendation recommend_sanction recommendation commissioner
recommendation publish published chair <commissioner
published close_on_execution closed chair : rekomendasi_tidak_dilaksanakan_dipublikasikan
"""

BEFORE_EXAM = [
    S.CONSULT,
    S.SUBMITTED,
    S.RCO,
    S.FORMAL,
    S.INCOMPLETE,
    S.MATERIAL,
    S.PLENO,
    S.REGISTERED,
]
BEFORE_DRAFT = [*BEFORE_EXAM, S.EXAM, S.CONCILIATION, S.PRE_LHP]
BEFORE_ISSUED = [*BEFORE_DRAFT, S.LHP_DRAFT]
GROUNDS = {
    R.BELUM_MENGADU,
    R.OBJEK_PERADILAN,
    R.DALAM_PROSES_INSTANSI,
    R.DISELESAIKAN_TERLAPOR,
    R.BUKAN_WEWENANG,
    R.DAMAI,
    R.KADALUWARSA,
    R.DILIMPAHKAN,
}
EVERYWHERE = {C.WITHDRAW, C.MERGE, C.CLOSE, C.TAKE_FAST, C.TRANSFER, C.EXTEND}


def _rows() -> list[str]:
    """Our rows of the road in the notation of ROAD."""
    lines = []
    for row in TRANSITIONS:
        if row.command in EVERYWHERE or row.source is S.CLOSED:
            continue
        words: list[str] = [row.source, row.command, row.target, *sorted(row.by)]
        words += [f"+{party}" for party in sorted(row.recorded_by)]
        words += [f"<{party}" for party in sorted(row.proposed_by, reverse=True)]
        if row.reporter is not None:
            words.append("=reporter" if row.reporter else "=nobody")
        words += [":", *sorted(row.reasons)] if row.reasons else []
        lines.append(" ".join(words))
    return lines


def _normal(line: str) -> str:
    head, _, reasons = line.partition(" : ")
    return head + (" : " + " ".join(sorted(reasons.split())) if reasons else "")


def test_the_road_is_the_table_of_the_law() -> None:
    assert sorted(_rows()) == sorted(map(_normal, ROAD.strip().splitlines()))


@pytest.mark.parametrize(
    ("command", "states", "target"),
    [
        (C.WITHDRAW, BEFORE_ISSUED, S.CLOSED),
        (C.MERGE, BEFORE_DRAFT, S.CLOSED),
        (C.CLOSE, BEFORE_DRAFT, S.CLOSED),
        (C.TAKE_FAST, [s for s in BEFORE_EXAM if s is not S.RCO], S.RCO),
    ],
)
def test_what_holds_in_every_open_state_ends_at_its_limit(
    command: Command, states: list[State], target: State
) -> None:
    rows = [row for row in TRANSITIONS if row.command is command]
    assert [row.source for row in rows] == states
    assert {row.target for row in rows} == {target}


def test_transfer_and_extension_keep_the_state_wherever_a_case_is_open() -> None:
    for command in (C.TRANSFER, C.EXTEND):
        rows = [row for row in TRANSITIONS if row.command is command]
        assert {row.source for row in rows} == OPEN_STATES
        assert all(row.source is row.target for row in rows)
        assert all(row.by == {P.HEAD} for row in rows)


def test_the_agency_may_ask_for_an_extension_once_it_is_being_examined() -> None:
    for state in OPEN_STATES:
        (row,) = transitions_of(state, C.EXTEND)
        assert (P.LIAISON in row.proposed_by) is (state not in BEFORE_EXAM)


def test_a_ground_of_article_36_closes_until_the_draft_of_the_lhp() -> None:
    for state in BEFORE_DRAFT:
        (row,) = transitions_of(state, C.CLOSE)
        assert row.reasons == GROUNDS
        assert row.by == {P.HEAD}


def test_time_alone_does_four_things_and_nothing_else() -> None:
    assert {row.command for row in TRANSITIONS if P.SYSTEM in row.by} == {
        C.EXPIRE,
        C.END_WAITING,
        C.RECEIVE_LHP,
        C.FALL_OVERDUE,
    }
    assert all(row.by == {P.SYSTEM} for row in TRANSITIONS if P.SYSTEM in row.by)


def test_an_open_case_has_one_target_for_a_command() -> None:
    keys = [
        (row.source, row.command) for row in TRANSITIONS if row.source is not S.CLOSED
    ]
    assert len(keys) == len(set(keys))


def test_every_state_is_an_entry_or_reached_and_every_open_one_is_left() -> None:
    reached = {target for _, target in allowed_pairs()} | ENTRY_STATES
    left = {source for source, _ in allowed_pairs()}
    assert reached == set(State)
    assert left == set(State)


def test_exactly_the_steps_to_closed_carry_reasons() -> None:
    for row in TRANSITIONS:
        assert bool(row.reasons) is (row.target is S.CLOSED)


def test_every_closing_reason_belongs_to_a_step() -> None:
    used = {reason for state in State for reason in closing_reasons(state)}
    assert used == set(Reason)


def test_signatures_that_bind_the_state_need_four_eyes() -> None:
    assert {(r.source, r.command) for r in TRANSITIONS if r.four_eyes} == {
        (S.LHP_DRAFT, C.SIGN_LHP),
        (S.CORRECTIVE, C.CLOSE_ON_EXECUTION),
        (S.RESMON, C.CLOSE_ON_EXECUTION),
        (S.RESMON, C.RECOMMEND),
        (S.RECOMMENDATION, C.CLOSE_ON_EXECUTION),
    }


@pytest.mark.parametrize(
    ("first", "last"),
    list(
        pairwise(
            [
                S.SUBMITTED,
                S.FORMAL,
                S.MATERIAL,
                S.PLENO,
                S.REGISTERED,
                S.EXAM,
                S.PRE_LHP,
                S.LHP_DRAFT,
                S.LHP_ISSUED,
                S.CORRECTIVE,
                S.RESMON,
                S.CLOSED,
            ]
        )
    ),
)
def test_the_straight_road_is_open(first: State, last: State) -> None:
    assert (first, last) in allowed_pairs()


def test_what_nobody_reported_goes_its_own_way_to_the_review() -> None:
    own, reported = allowed_pairs(reporter=False), allowed_pairs()
    assert own - reported == {(S.EXAM, S.LHP_DRAFT)}
    met, told, fast = S.CONCILIATION, S.PRE_LHP, S.RCO
    gone = {(S.EXAM, met), (S.EXAM, told)}
    gone |= {(state, fast) for state in BEFORE_EXAM if state is not fast}
    gone |= {(state, S.CLOSED) for state in (S.LHP_DRAFT,)}  # nobody can withdraw it
    assert reported - own == gone


def test_nobody_withdraws_or_hurries_what_nobody_reported() -> None:
    for command in (C.WITHDRAW, C.TAKE_FAST):
        with pytest.raises(IllegalTransition) as refused:
            next_state(S.REGISTERED, command, reason=None, reporter=False)
        assert refused.value.why is WhyNot.NO_REPORTER


def test_a_step_for_which_it_is_too_early_says_so_with_a_reporter_or_without() -> None:
    for reporter in (True, False):
        with pytest.raises(IllegalTransition) as refused:
            next_state(S.EXAM, C.SIGN_LHP, reporter=reporter)
        assert refused.value.why is WhyNot.NOT_IN_THIS_STATE
    with pytest.raises(IllegalTransition) as refused:
        next_state(S.EXAM, C.APPROVE_RESULT)
    assert refused.value.why is WhyNot.NOT_IN_THIS_STATE


@given(st.sampled_from(State), st.sets(st.sampled_from(P)), st.sampled_from(R))
def test_nothing_that_presumes_a_reporter_is_offered_without_one(
    state: State, parties: set[Party], closed_for: Reason
) -> None:
    presumes = {row.command for row in TRANSITIONS if row.reporter}
    offers = commands_for(state, parties, closed_for=closed_for, reporter=False)
    assert presumes.isdisjoint(offer.command for offer in offers)


def test_the_trigger_is_not_told_of_steps_that_keep_the_state() -> None:
    assert all(source is not target for source, target in allowed_pairs())


def test_a_step_leads_to_its_target() -> None:
    assert next_state(S.PLENO, C.REGISTER) is S.REGISTERED
    assert next_state(S.EXAM, C.TRANSFER) is S.EXAM


def test_a_closing_needs_a_reason_of_its_own() -> None:
    assert next_state(S.EXAM, C.WITHDRAW, reason=R.DICABUT) is S.CLOSED
    with pytest.raises(IllegalTransition) as none:
        next_state(S.EXAM, C.WITHDRAW)
    assert none.value.why is WhyNot.REASON_MISSING
    with pytest.raises(IllegalTransition) as other:
        next_state(S.EXAM, C.WITHDRAW, reason=R.DUPLIKAT)
    assert other.value.why is WhyNot.REASON_REFUSED


def test_a_step_that_does_not_close_takes_no_reason() -> None:
    with pytest.raises(IllegalTransition) as caught:
        next_state(S.PLENO, C.REGISTER, reason=R.DICABUT)
    assert caught.value.why is WhyNot.REASON_REFUSED


def test_an_unlawful_step_names_itself() -> None:
    with pytest.raises(IllegalTransition) as caught:
        next_state(S.SUBMITTED, C.SIGN_LHP)
    assert (caught.value.state, caught.value.command) == (S.SUBMITTED, C.SIGN_LHP)
    assert caught.value.why is WhyNot.NOT_IN_THIS_STATE
    assert str(caught.value) == "sign_lhp in submitted: not_in_this_state"


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (C.WITHDRAW, S.LHP_ISSUED),
        (C.MERGE, S.LHP_DRAFT),
        (C.CLOSE, S.RESMON),
        (C.TAKE_FAST, S.EXAM),
    ],
)
def test_a_step_after_its_stage_is_too_late(command: Command, state: State) -> None:
    with pytest.raises(IllegalTransition) as caught:
        next_state(state, command)
    assert caught.value.why is WhyNot.TOO_LATE


def test_a_closed_case_moves_only_by_reopening() -> None:
    for command in Command:
        with pytest.raises(IllegalTransition):
            next_state(S.CLOSED, command)


@given(st.sampled_from(State), st.sampled_from(Command), st.none() | st.sampled_from(R))
def test_no_step_outside_the_table(
    state: State, command: Command, reason: Reason | None
) -> None:
    lawful = [
        row
        for row in transitions_of(state, command)
        if state is not S.CLOSED
        and (reason in row.reasons if row.reasons else reason is None)
    ]
    try:
        target = next_state(state, command, reason=reason)
    except IllegalTransition:
        assert lawful == []
    else:
        assert [row.target for row in lawful] == [target]


@pytest.mark.parametrize(
    ("command", "closed_from", "reason", "target"),
    [
        (C.REOPEN, S.MATERIAL, R.BUKAN_WEWENANG, S.MATERIAL),
        (C.REOPEN, S.CONSULT, R.KONSULTASI_DIJAWAB, S.CONSULT),
        (C.REOPEN, S.INCOMPLETE, R.TIDAK_LENGKAP, S.INCOMPLETE),
        (C.REOPEN, S.LHP_ISSUED, R.TIDAK_DITEMUKAN, S.EXAM),
        (C.REOPEN, S.CORRECTIVE, R.TK_DILAKSANAKAN, S.RESMON),
        (C.REOPEN, S.RESMON, R.TK_SEBAGIAN_DITERIMA, S.RESMON),
        (C.REOPEN, S.RECOMMENDATION, R.REKOMENDASI_DILAKSANAKAN, S.RESMON),
        (
            C.REOPEN,
            S.PUBLISHED,
            R.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN,
            S.PUBLISHED,
        ),
        (C.COMPLETE, S.INCOMPLETE, R.TIDAK_LENGKAP, S.FORMAL),
        (C.UNDO_MERGE, S.EXAM, R.DUPLIKAT, S.EXAM),
    ],
)
def test_a_closed_case_comes_back_to_where_it_was_closed_from(
    command: Command, closed_from: State, reason: Reason, target: State
) -> None:
    assert reopened_state(command, closed_from=closed_from, reason=reason) is target


@pytest.mark.parametrize(
    ("command", "closed_from", "reason"),
    [
        (C.REOPEN, S.EXAM, R.DUPLIKAT),
        (C.UNDO_MERGE, S.EXAM, R.DICABUT),
        (C.COMPLETE, S.EXAM, R.DICABUT),
        (C.REGISTER, S.PLENO, R.TIDAK_MEMENUHI_MATERIIL),
        (C.REOPEN, S.SUBMITTED, R.TK_DILAKSANAKAN),
    ],
)
def test_no_other_way_back(
    command: Command, closed_from: State, reason: Reason
) -> None:
    with pytest.raises(IllegalTransition):
        reopened_state(command, closed_from=closed_from, reason=reason)


def test_every_way_back_is_a_pair_the_trigger_knows() -> None:
    ways = (C.REOPEN, C.UNDO_MERGE, C.COMPLETE)
    back = set()
    for command, state in ((c, s) for c in ways for s in OPEN_STATES):
        for reason in closing_reasons(state):
            try:
                target = reopened_state(command, closed_from=state, reason=reason)
            except IllegalTransition:
                continue
            back.add((S.CLOSED, target))
    assert back == {pair for pair in allowed_pairs() if pair[0] is S.CLOSED}


def _offers(
    state: State, *parties: Party, closed_for: Reason | None = None
) -> set[str]:
    return {
        offer.command.value
        for offer in commands_for(state, parties, closed_for=closed_for)
        if offer.allowed
    }


def test_a_reporter_may_withdraw_until_the_lhp_and_learns_why_not_later() -> None:
    assert _offers(S.EXAM, P.REPORTER) == {"withdraw"}
    assert commands_for(S.CORRECTIVE, {P.REPORTER}) == (
        Offer(C.WITHDRAW, allowed=False, why_not=WhyNot.TOO_LATE),
    )


def test_staff_see_whose_step_it_is() -> None:
    offers = {o.command: o for o in commands_for(S.PLENO, {P.EXAMINER})}
    assert offers[C.REGISTER] == Offer(
        C.REGISTER, allowed=False, why_not=WhyNot.NOT_YOURS
    )


def test_the_agency_sees_no_steps_of_others() -> None:
    assert commands_for(S.SUBMITTED, {P.LIAISON}) == ()


def test_nobody_is_offered_what_only_time_does() -> None:
    for state in State:
        for reason in (None, *Reason):
            offered = {o.command for o in commands_for(state, P, closed_for=reason)}
            assert offered.isdisjoint(
                {C.EXPIRE, C.END_WAITING, C.RECEIVE_LHP, C.FALL_OVERDUE}
            )


def test_an_offer_says_which_part_is_yours() -> None:
    step = {o.command: o.step for o in commands_for(S.CORRECTIVE, {P.EXAMINER})}
    assert step[C.CLOSE_ON_EXECUTION] is Step.PROPOSE
    step = {o.command: o.step for o in commands_for(S.CORRECTIVE, {P.HEAD})}
    assert step[C.CLOSE_ON_EXECUTION] is Step.DECIDE
    step = {o.command: o.step for o in commands_for(S.INCOMPLETE, {P.INTAKE})}
    assert step[C.COMPLETE] is Step.RECORD


def test_the_facts_of_a_case_can_close_a_step() -> None:
    offers = commands_for(
        S.LHP_DRAFT, {P.HEAD}, hindered={C.SIGN_LHP: WhyNot.FOUR_EYES}
    )
    sign = next(offer for offer in offers if offer.command is C.SIGN_LHP)
    assert (sign.allowed, sign.why_not) == (False, WhyNot.FOUR_EYES)


def test_a_closed_case_offers_only_the_way_back_that_fits_its_reason() -> None:
    head, reporter = P.HEAD, P.REPORTER
    assert _offers(S.CLOSED, head, closed_for=R.DUPLIKAT) == {"undo_merge"}
    assert _offers(S.CLOSED, head, closed_for=R.DICABUT) == {"reopen"}
    assert _offers(S.CLOSED, reporter, closed_for=R.TIDAK_LENGKAP) == {"complete"}
    assert _offers(S.CLOSED, reporter, closed_for=R.DICABUT) == set()
    assert _offers(S.CLOSED, head) == set()


@given(st.sampled_from(State), st.sets(st.sampled_from(P)), st.sampled_from(R))
def test_what_is_offered_as_allowed_is_lawful_and_the_partys_own(
    state: State, parties: set[Party], closed_for: Reason
) -> None:
    for offer in commands_for(state, parties, closed_for=closed_for):
        rows = transitions_of(state, offer.command)
        if offer.allowed:
            assert rows
            assert any(
                parties & (row.by | row.recorded_by | row.proposed_by) for row in rows
            )
        else:
            assert offer.why_not is not None
            assert offer.why_not is WhyNot.TOO_LATE or parties & STAFF_PARTIES
