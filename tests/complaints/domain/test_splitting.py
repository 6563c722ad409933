"""A story falls into paragraphs, or sentences; what is picked is the other case's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.splitting import (
    MOST,
    SPLITTABLE,
    parts_of,
    promised_from,
    story_of,
)
from complaints.domain.states import State

TWO = "Akta belum terbit.\n\n  Petugas minta uang. Saya menolak.\n"


def test_paragraphs_are_the_pieces_and_of_one_alone_its_sentences() -> None:
    assert parts_of(TWO) == ("Akta belum terbit.", "Petugas minta uang. Saya menolak.")
    assert parts_of("Akta belum terbit. Petugas minta uang! Mengapa?") == (
        "Akta belum terbit.",
        "Petugas minta uang!",
        "Mengapa?",
    )
    assert parts_of("Satu saja") == ("Satu saja",)
    assert parts_of(" \n ") == ()


def test_what_was_picked_stands_in_the_order_of_the_story() -> None:
    assert story_of(TWO, [1, 0, 1]) == "\n\n".join(parts_of(TWO))
    assert story_of(TWO, [1]) == "Petugas minta uang. Saya menolak."


@pytest.mark.parametrize("picked", [[], [2], [0, 7], [-1]])
def test_nothing_and_what_is_not_there_make_no_story(picked: list[int]) -> None:
    assert story_of(TWO, picked) == ""


@given(st.lists(st.text("ab c", min_size=1).filter(str.strip), min_size=2))
def test_no_word_is_lost_whatever_is_picked(lines: list[str]) -> None:
    story = "\n".join(lines)
    every = story_of(story, range(len(parts_of(story))))
    assert every.split() == story.split()


def test_a_promise_that_still_runs_is_not_moved_and_one_that_was_kept_begins_anew() -> (
    None
):
    filed, today = date(2026, 3, 9), date(2026, 3, 12)
    assert promised_from(filed, today) == filed
    assert promised_from(None, today) == today


def test_nothing_is_split_once_anybody_was_told_what_we_found() -> None:
    assert MOST == 5
    for late in (State.CONSULT, State.CONCILIATION, State.PRE_LHP, State.LHP_DRAFT):
        assert late not in SPLITTABLE
    assert {State.SUBMITTED, State.FORMAL, State.EXAM} < SPLITTABLE
