"""What a finding rests on, which finding an order answers, and which one is still the same."""

import pytest

from complaints.domain import backing


def test_a_finding_keeps_its_evidence_while_it_says_the_same_form() -> None:
    before = [(7, "DELAY"), (8, "NEGLECT")]
    assert backing.kept(before, ["NEGLECT", "DELAY"]) == [8, 7]
    assert backing.kept(before, ["DELAY", "BRIBE"]) == [7, None]


def test_two_findings_of_one_form_stay_apart_in_their_order() -> None:
    before = [(7, "DELAY"), (8, "DELAY")]
    assert backing.kept(before, ["DELAY", "DELAY", "DELAY"]) == [7, 8, None]


def test_a_finding_without_evidence_is_told() -> None:
    assert backing.unbacked([1, 2, 3], {1: ["file"], 2: []}) == [2, 3]


def test_an_order_answers_the_findings_it_names_or_all_of_them() -> None:
    assert backing.answered([2], [1, 2, 3]) == (2,)
    assert backing.answered([], [1, 2, 3]) == (1, 2, 3)


def test_an_order_cannot_answer_a_finding_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no finding 4"):
        backing.answered([2, 4], [1, 2, 3])
