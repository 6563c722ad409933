"""Ranks only where nobody is missing."""

from decimal import Decimal

from compliance.domain.ranking import ranks


def test_ties_share_the_rank_and_leave_room_after_them() -> None:
    scores = {"a": Decimal("90"), "b": Decimal("95.00"), "c": Decimal("90.00")}
    assert ranks(scores, assessed=3) == {"b": 1, "a": 2, "c": 2}


def test_the_rank_after_a_tie_is_skipped() -> None:
    scores = {"a": Decimal(9), "b": Decimal(9), "c": Decimal(8)}
    assert ranks(scores, assessed=3) == {"a": 1, "b": 1, "c": 3}


def test_there_are_no_ranks_while_a_score_is_missing() -> None:
    assert ranks({"a": Decimal(9), "b": None}, assessed=2) is None


def test_there_are_no_ranks_where_only_some_were_published() -> None:
    assert ranks({"a": Decimal(9)}, assessed=98) is None


def test_there_are_no_ranks_without_scores() -> None:
    assert ranks({}, assessed=0) is None
