"""Whose turn it is: one side, one sentence, and never a date without its law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.states import State
from complaints.domain.terms import TERMS, TermKind
from complaints.domain.turn import Clock, Facts, Sentence, Side, Turn, whose_turn

TODAY = date(2026, 11, 23)
S, T, N = State, TermKind, Sentence
YOU, US, THEM = Side.REPORTER, Side.OMBUDSMAN, Side.AGENCY


def clock(kind: TermKind, days: int = 5, *, held: bool = False) -> Clock:
    return Clock(kind, TODAY + timedelta(days=days), TERMS[kind].law, held=held)


@pytest.mark.parametrize(
    ("state", "clocks", "side", "sentence"),
    [
        (S.DRAFT, [T.DRAFT_LIFE], YOU, N.SEND_DRAFT),
        (S.CONSULT, [T.CONSULT_ANSWER], US, N.PREPARING_ANSWER),
        (S.SUBMITTED, [T.FORMAL_PROMISE, T.INTAKE], US, N.CHECKING_COMPLETENESS),
        (S.FORMAL, [T.FORMAL_PROMISE, T.FORMAL], US, N.CHECKING_COMPLETENESS),
        (S.SUBMITTED, [T.RCO_CONTACT, T.FORMAL_PROMISE], US, N.READING_FIRST),
        (S.FORMAL, [T.RCO_CONTACT, T.FORMAL], US, N.READING_FIRST),
        (S.MATERIAL, [T.RCO_CONTACT, T.MATERIAL], US, N.READING_FIRST),
        (S.PLENO, [T.RCO_CONTACT, T.PLENO], US, N.READING_FIRST),
        (S.INCOMPLETE, [T.COMPLETION], YOU, N.COMPLETE_NOW),
        (S.MATERIAL, [T.MATERIAL], US, N.CHECKING_ADMISSIBILITY),
        (S.PLENO, [T.PLENO], US, N.CHECKING_ADMISSIBILITY),
        (S.REGISTERED, [T.ASSIGN], US, N.ACCEPTED),
        (S.RCO, [T.RCO_CONTACT, T.RCO_TARGET], US, N.ACTING_FAST),
        (S.EXAM, [T.EXAM_LIGHT], US, N.EXAMINING),
        (S.EXAM, [T.CLARIFICATION, T.EXAM_LIGHT], THEM, N.AGENCY_EXPLAINS),
        (S.EXAM, [T.CLARIFICATION_SECOND], THEM, N.AGENCY_EXPLAINS_AGAIN),
        (S.EXAM, [T.RECEIPT_PROOF, T.EXAM_HEAVY], US, N.REQUEST_AWAITS_RECEIPT),
        (S.CONCILIATION, [T.TALKS], YOU, N.INVITED_TO_TALKS),
        (S.PRE_LHP, [T.RESULT_ANSWER], YOU, N.ANSWER_RESULT),
        (S.LHP_DRAFT, [T.EXAM_MEDIUM], US, N.FINISHING_REPORT),
        (S.LHP_ISSUED, [T.DELIVERY], US, N.REPORT_AWAITS_RECEIPT),
        (S.CORRECTIVE, [T.CORRECTIVE], THEM, N.AGENCY_CORRECTS),
        (S.CORRECTIVE, [T.CORRECTIVE, T.OBJECTION], US, N.DECIDING_OBJECTION),
        (S.CORRECTIVE, [T.NEXT_STEP], US, N.NOTHING_ORDERED),
        (S.CORRECTIVE, [T.VERDICT], US, N.CHECKING_EVIDENCE),
        (S.RESMON, [T.RESMON], US, N.MONITORING),
        (S.RESMON, [T.RESMON, T.OBJECTION], US, N.DECIDING_OBJECTION),
        (
            S.RECOMMENDATION,
            [T.RECOMMENDATION_DELIVERY],
            US,
            N.DELIVERING_RECOMMENDATION,
        ),
        (
            S.RECOMMENDATION,
            [T.RECOMMENDATION_REPORT, T.RECOMMENDATION_MONITORING],
            THEM,
            N.AGENCY_OBEYS,
        ),
        (S.RECOMMENDATION, [T.RECOMMENDATION_MONITORING], US, N.MONITORING),
    ],
)
def test_the_turn_with_the_clock_that_gives_the_date(
    state: State, clocks: list[TermKind], side: Side, sentence: Sentence
) -> None:
    shown = {N.DECIDING_OBJECTION: T.OBJECTION}.get(sentence, clocks[0])
    facts = Facts(state, TODAY, tuple(map(clock, clocks)))
    assert whose_turn(facts) == Turn(
        side,
        sentence,
        date=TODAY + timedelta(days=5),
        law=TERMS[shown].law,
        term=shown,
    )


@pytest.mark.parametrize(
    ("state", "side", "sentence"),
    [
        (S.EXAM, US, N.EXAMINING),
        (S.INCOMPLETE, YOU, N.COMPLETE_NOW),
        (S.LHP_ISSUED, US, N.REPORT_AWAITS_RECEIPT),
        (S.CORRECTIVE, US, N.FINISHING_EXECUTION),
        (S.PUBLISHED, US, N.PUBLISHED),
        (S.CLOSED, Side.NOBODY, N.CLOSED),
    ],
)
def test_without_a_clock_there_is_a_turn_but_no_date(
    state: State, side: Side, sentence: Sentence
) -> None:
    assert whose_turn(Facts(state, TODAY)) == Turn(side, sentence)


def test_the_last_day_still_belongs_to_the_agency() -> None:
    facts = Facts(S.CORRECTIVE, TODAY, (clock(T.CORRECTIVE, 0),))
    assert whose_turn(facts).side is THEM


def test_an_unanswered_request_gives_the_turn_back_to_us() -> None:
    facts = Facts(S.EXAM, TODAY, (clock(T.CLARIFICATION, -1), clock(T.EXAM_LIGHT, 9)))
    turn = whose_turn(facts)
    assert (turn.side, turn.sentence, turn.late) == (US, N.EXAMINING, False)


def test_our_own_lateness_is_told() -> None:
    turn = whose_turn(Facts(S.EXAM, TODAY, (clock(T.EXAM_LIGHT, -3),)))
    assert (turn.sentence, turn.late) == (N.EXAMINING, True)
    turn = whose_turn(Facts(S.CORRECTIVE, TODAY, (clock(T.VERDICT, -1),)))
    assert (turn.sentence, turn.late) == (N.CHECKING_EVIDENCE, True)


def test_evidence_in_time_keeps_overdue_from_being_said() -> None:
    clocks = (clock(T.CORRECTIVE, -1, held=True), clock(T.VERDICT, 2))
    turn = whose_turn(Facts(S.CORRECTIVE, TODAY, clocks))
    assert (turn.side, turn.sentence) == (US, N.CHECKING_EVIDENCE)


def test_the_agency_has_the_turn_while_one_action_still_waits_for_it() -> None:
    clocks = (clock(T.CORRECTIVE, 1, held=True), clock(T.CORRECTIVE, 8))
    turn = whose_turn(Facts(S.CORRECTIVE, TODAY, (*clocks, clock(T.VERDICT, 2))))
    assert (turn.side, turn.date) == (THEM, TODAY + timedelta(days=8))


def test_of_several_actions_the_nearest_date_is_shown() -> None:
    clocks = (clock(T.CORRECTIVE, 8), clock(T.CORRECTIVE, 3))
    turn = whose_turn(Facts(S.CORRECTIVE, TODAY, clocks))
    assert turn.date == TODAY + timedelta(days=3)


def test_a_date_that_runs_is_shown_before_one_of_an_earlier_round() -> None:
    clocks = (clock(T.RESULT_ANSWER, -40), clock(T.RESULT_ANSWER, 9))
    assert whose_turn(Facts(S.PRE_LHP, TODAY, clocks)).date == clocks[1].due_on
    past = (clock(T.RESULT_ANSWER, -40), clock(T.RESULT_ANSWER, -2))
    turn = whose_turn(Facts(S.PRE_LHP, TODAY, past))
    assert (turn.date, turn.late) == (past[1].due_on, True)


@pytest.mark.parametrize("state", [S.CORRECTIVE, S.RESMON])
def test_a_missed_date_is_called_so_and_the_turn_is_ours(state: State) -> None:
    clocks = (clock(T.CORRECTIVE, 8), clock(T.RESMON, 60), clock(T.VERDICT, 1))
    turn = whose_turn(Facts(state, TODAY, clocks, overdue=True))
    assert (turn.side, turn.sentence, turn.term) == (US, N.OVERDUE, T.RESMON)


def test_an_objection_is_told_before_a_missed_date() -> None:
    clocks = (clock(T.RESMON, 60), clock(T.OBJECTION, 4))
    turn = whose_turn(Facts(S.RESMON, TODAY, clocks, overdue=True))
    assert turn.sentence is N.DECIDING_OBJECTION


def test_a_recommendation_is_overdue_when_its_report_is_and_not_before() -> None:
    monitoring = clock(T.RECOMMENDATION_MONITORING, 20)
    for days, held, sentence in (
        (0, False, N.AGENCY_OBEYS),
        (-1, False, N.OVERDUE),
        (-1, True, N.MONITORING),
    ):
        report = clock(T.RECOMMENDATION_REPORT, days, held=held)
        facts = Facts(S.RECOMMENDATION, TODAY, (report, monitoring), overdue=True)
        assert whose_turn(facts).sentence is sentence


def test_another_office_is_named_when_the_turn_is_ours() -> None:
    facts = Facts(S.MATERIAL, TODAY, (clock(T.MATERIAL),), handed_over=True)
    turn = whose_turn(facts)
    assert (turn.side, turn.sentence, turn.term) == (US, N.HANDED_OVER, T.MATERIAL)
    asked = Facts(S.INCOMPLETE, TODAY, handed_over=True)
    assert whose_turn(asked).sentence is N.COMPLETE_NOW


def test_a_date_needs_its_law() -> None:
    with pytest.raises(ValueError, match="no law"):
        Clock(T.CORRECTIVE, TODAY, "")


_clocks = st.lists(
    st.builds(
        clock,
        st.sampled_from(TermKind),
        st.integers(-20, 20),
        held=st.booleans(),
    ),
    max_size=6,
)
_facts = st.builds(
    Facts,
    state=st.sampled_from(State),
    today=st.just(TODAY),
    clocks=_clocks.map(tuple),
    overdue=st.booleans(),
    question=st.booleans(),
    handed_over=st.booleans(),
)


@given(_facts)
def test_every_case_has_one_turn_and_closed_ones_none_until_they_are_asked_back(
    facts: Facts,
) -> None:
    turn = whose_turn(facts)
    asked = any(clock.kind is T.REOPENING_ANSWER for clock in facts.clocks)
    over = facts.state is S.CLOSED
    assert (turn.side is Side.NOBODY) is (over and turn.term is None)
    assert asked or not over or turn.term is None


@given(_facts)
def test_never_a_date_without_its_law_nor_one_that_is_no_clock_of_the_case(
    facts: Facts,
) -> None:
    turn = whose_turn(facts)
    assert (turn.date is None) is (turn.law == "") is (turn.term is None)
    if turn.date is not None:
        assert turn.date in {c.due_on for c in facts.clocks if c.kind is turn.term}
        assert turn.late is (turn.date < TODAY)


@given(_facts)
def test_never_overdue_before_it_is(facts: Facts) -> None:
    if whose_turn(facts).sentence is N.OVERDUE:
        assert facts.overdue or any(
            c.kind is T.RECOMMENDATION_REPORT and c.due_on < TODAY for c in facts.clocks
        )


@given(_facts)
def test_the_agency_has_the_turn_only_while_a_date_of_its_own_runs(
    facts: Facts,
) -> None:
    turn = whose_turn(facts)
    if turn.side is THEM:
        assert turn.date is not None
        assert turn.date >= TODAY


@given(_facts)
def test_an_open_question_is_always_named(facts: Facts) -> None:
    turn = whose_turn(facts)
    assert turn.question is (facts.question and facts.state is not S.CLOSED)
