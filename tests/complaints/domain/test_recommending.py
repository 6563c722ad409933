"""What climbs to a recommendation, and how its status follows from its items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from complaints.domain.corrective import (
    ActionState,
    ActionStatus,
    Instrument,
    takes_evidence,
)
from complaints.domain.recommending import (
    Status,
    Subject,
    climbing,
    ends_with,
    items_of,
    may_accept,
    may_be_told,
    needs_another,
    status_of,
)
from complaints.domain.relief import is_apart
from complaints.domain.states import Reason, State

A = ActionStatus
DUE = date(2026, 4, 20)
ORDER = ActionState("1", A.BELUM, DUE)
ITEM = replace(ORDER, ref="r1", instrument=Instrument.REKOMENDASI)
DONE = replace(ITEM, status=A.DILAKSANAKAN)
PARTLY = replace(ITEM, status=A.SEBAGIAN)
EXCUSED = replace(ITEM, excused=True)


def test_what_is_open_climbs_with_what_was_missed() -> None:
    partly = replace(ORDER, ref="2", status=A.SEBAGIAN)
    not_due = replace(ORDER, ref="3", due_on=None)
    rows = [
        ORDER,
        partly,
        not_due,
        replace(ORDER, ref="4", status=A.DILAKSANAKAN),
        replace(ORDER, ref="5", excused=True),
        replace(ORDER, ref="6", annulled=True),
        replace(ORDER, ref="7", superseded=True),
        replace(ORDER, ref="8", instrument=Instrument.SARAN),
        ITEM,
    ]
    assert [row.ref for row in climbing(rows)] == ["1", "2", "3"]
    assert items_of(rows) == (ITEM,)


@pytest.mark.parametrize(
    ("items", "status"),
    [
        ([DONE, DONE], Status.DONE),
        ([DONE, ITEM], Status.PARTLY),
        ([PARTLY], Status.PARTLY),
        ([EXCUSED, DONE], Status.PARTLY),
        ([EXCUSED], Status.PARTLY),
        ([ITEM, ITEM], Status.NOT),
        ([replace(ITEM, status=A.DIAJUKAN)], Status.NOT),
    ],
)
def test_the_status_of_the_whole_follows_from_its_items(
    items: list[ActionState], status: Status
) -> None:
    assert status_of(items) is status


def test_before_its_time_is_over_only_what_is_settled_can_be_told() -> None:
    before, after = DUE, date(2026, 4, 21)
    assert not may_be_told([ITEM], DUE, before)
    assert may_be_told([ITEM], DUE, after)
    assert may_be_told([DONE, EXCUSED], DUE, before)
    assert not may_be_told([DONE, ITEM], None, after)


def test_a_part_is_accepted_only_where_of_every_item_something_was_done() -> None:
    assert may_accept([DONE, PARTLY])
    assert may_accept([EXCUSED, PARTLY])
    assert not may_accept([DONE, ITEM])
    assert not may_accept([DONE])  # there is nothing to accept
    assert not may_accept([ITEM])


@pytest.mark.parametrize(
    ("status", "accepted", "reason"),
    [
        (Status.DONE, False, Reason.REKOMENDASI_DILAKSANAKAN),
        (Status.PARTLY, True, Reason.SEBAGIAN_DITERIMA),
        (Status.PARTLY, False, None),
        (Status.NOT, False, None),
        (Status.NOT, True, None),
    ],
)
def test_the_case_ends_with_it_or_the_ladder_goes_on(
    status: Status, accepted: bool, reason: Reason | None
) -> None:
    assert ends_with(status, accepted=accepted) is reason


def test_what_is_still_owed_after_the_end_is_taken_in_and_nothing_else() -> None:
    defied = Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN
    assert takes_evidence(State.PUBLISHED)
    assert takes_evidence(State.CLOSED, defied)
    assert not takes_evidence(State.CLOSED, Reason.TK_DILAKSANAKAN)
    assert not takes_evidence(State.EXAM, defied)


def test_who_examined_or_drafted_frees_nobody() -> None:
    assert is_apart(3, {1, 2})
    assert is_apart(3, {1, None})
    assert not is_apart(2, {1, 2})
    assert not is_apart(None, {1})


@pytest.mark.parametrize(
    ("subject", "first", "waits"),
    [
        (Subject.RECOMMENDATION, None, False),  # the chair signs it
        (Subject.PUBLICATION, None, False),
        (Subject.EXECUTION, None, True),
        (Subject.SANCTION, 2, True),  # the same person
        (Subject.SANCTION, 3, True),  # who does not take part any more
        (Subject.SANCTION, 1, False),
    ],
)
def test_what_nobody_signs_is_approved_by_two_who_take_part(
    subject: Subject, first: int | None, waits: bool
) -> None:
    assert needs_another(subject, first, 2, {1, 2}) is waits
