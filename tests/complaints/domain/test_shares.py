"""Whose the days of a case were: every day somebody's, and each once."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.holders import HOLDER
from complaints.domain.shares import SIDES, Share, Span, shares
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.domain.turn import Side

FILED = date(2026, 11, 2)
T = TermKind


def on(day: int) -> date:
    return FILED + timedelta(days=day)


def span(kind: TermKind, since: int, due: int, until: int | None = None) -> Span:
    end = None if until is None else on(until)
    return Span(kind, HOLDER[kind], on(since), on(due), end)


def counted(*spans: Span, days: int) -> dict[Side, tuple[int, int]]:
    return {row.side: (row.days, row.late) for row in shares(spans, FILED, on(days))}


def test_a_case_nobody_else_was_asked_about_was_with_us() -> None:
    found = counted(span(T.FORMAL, 0, 3, 5), days=10)
    assert found[Side.OMBUDSMAN] == (10, 2)
    assert found[Side.AGENCY] == found[Side.REPORTER] == (0, 0)


def test_whoever_was_asked_had_it_from_the_day_after_to_the_day_of_his_answer() -> None:
    asked = span(T.REPORTER_ANSWER, 2, 16, 6)
    found = counted(span(T.MATERIAL, 0, 20), asked, days=10)
    assert found[Side.REPORTER] == (4, 0)
    assert found[Side.OMBUDSMAN] == (6, 0)


def test_lateness_is_told_of_the_side_whose_term_was_over() -> None:
    found = counted(
        span(T.CLARIFICATION, 1, 4, 7), span(T.EXAM_LIGHT, 0, 8, None), days=10
    )
    assert found[Side.AGENCY] == (3, 3)
    assert found[Side.OMBUDSMAN] == (7, 2)


def test_whoever_never_answers_had_the_case_until_his_time_was_over() -> None:
    found = counted(span(T.REPORTER_ANSWER, 0, 14), days=100)
    assert found[Side.REPORTER] == (14, 86)
    assert found[Side.OMBUDSMAN] == (86, 0)


def test_evidence_that_awaits_our_verdict_makes_the_day_ours() -> None:
    correcting = span(T.CORRECTIVE, 0, 10)
    found = counted(correcting, span(T.VERDICT, 3, 5, 6), days=8)
    assert found[Side.OMBUDSMAN] == (3, 1)
    assert found[Side.AGENCY] == (5, 0)


def test_a_day_on_which_two_were_asked_is_the_agencys() -> None:
    found = counted(
        span(T.CLARIFICATION, 0, 14), span(T.REPORTER_ANSWER, 0, 14), days=5
    )
    assert found[Side.AGENCY] == (5, 0)
    assert found[Side.REPORTER] == (0, 0)


def test_time_alone_has_nobodys_case() -> None:
    waiting = span(T.PRESUMED_RECEIPT, 0, 2)
    assert waiting.holder is Party.SYSTEM
    assert counted(waiting, days=4)[Side.OMBUDSMAN] == (4, 0)


_spans = st.builds(
    lambda kind, since, length, ran: span(
        kind, since, since + length, None if ran is None else since + ran
    ),
    st.sampled_from(sorted(TermKind)),
    st.integers(0, 60),
    st.integers(0, 40),
    st.none() | st.integers(0, 60),
)


@given(st.lists(_spans, max_size=12), st.integers(0, 90))
def test_the_days_add_up_whatever_ran(spans: list[Span], days: int) -> None:
    found = shares(spans, FILED, on(days))
    assert sum(share.days for share in found) == days
    assert [share.side for share in found] == list(SIDES)
    assert all(0 <= share.late <= days for share in found)
    assert found == shares(spans[::-1], FILED, on(days))
    assert all(isinstance(share, Share) for share in found)
