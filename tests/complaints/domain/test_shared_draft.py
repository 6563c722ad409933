"""Nobody writes over a colleague's words that were not seen."""

from __future__ import annotations

from uuid import UUID

import pytest

from complaints.domain.objecting import ObjectionText
from complaints.domain.replying import AnswerText, Said, Stance
from complaints.domain.shared_draft import is_overtaken, mark_of

ORDER = UUID(int=7)


def test_a_draft_of_nothing_has_no_mark() -> None:
    assert mark_of([]) == mark_of([("a", " \n")]) == ""
    assert AnswerText({1: Said(None, " ")}).mark == ObjectionText(" ").mark == ""


def test_the_mark_tells_every_word_and_its_place_and_not_the_order() -> None:
    assert mark_of([("a", "1"), ("b", "2")]) == mark_of([("b", "2"), ("a", "1")])
    marks = {
        mark_of([("a", "1")]),
        mark_of([("b", "1")]),
        mark_of([("a", "1 ")]),
        mark_of([("a", "1"), ("b", "2")]),
    }
    assert len(marks) == 4


def test_an_answer_and_an_objection_are_told_apart_by_each_of_their_parts() -> None:
    answers = [
        AnswerText({}, "Ya."),
        AnswerText({1: Said(Stance.AGREE)}),
        AnswerText({2: Said(Stance.AGREE)}),
        AnswerText({1: Said(None, "Ya.")}),
    ]
    objections = [
        ObjectionText("Ya."),
        ObjectionText("", {ORDER: "Ya."}),
        ObjectionText("", {}, {1: "Ya."}),
    ]
    assert len({one.mark for one in answers}) == len(answers)
    assert len({one.mark for one in objections}) == len(objections)


@pytest.mark.parametrize(
    ("basis", "stored", "mine", "overtaken"),
    [
        ("a", "a", "b", False),  # nobody wrote meanwhile
        ("a", "b", "b", False),  # the same words twice
        ("", "", "b", False),  # the first draft
        ("", "a", "b", True),  # a colleague was first
        ("a", "c", "b", True),
        ("a", "", "b", False),  # a colleague threw it away: nothing would be lost
        (None, "a", "b", False),  # no form showed a draft
    ],
)
def test_a_draft_is_overtaken_by_another_text_only(
    basis: str | None, stored: str, mine: str, overtaken: bool
) -> None:
    assert is_overtaken(basis=basis, stored=stored, mine=mine) is overtaken
