"""Two people who saw the same place, each blind to the other."""

from decimal import Decimal

from compliance.domain.answering import Told
from compliance.domain.places import Seen
from compliance.domain.reconciling import (
    Difference,
    agreed,
    differences,
)

BOTH = frozenset({"loket", "maklumat", "ramp"})


def told(*values: int) -> Seen:
    return Seen(tuple(Told(Decimal(value)) for value in values))


FIRST = {"loket": told(1), "maklumat": told(1), "ramp": Seen(absent=True), "x": told(3)}


def test_what_both_saw_alike_needs_no_words() -> None:
    assert differences(FIRST, dict(FIRST), BOTH) == ()
    assert agreed(FIRST, dict(FIRST), BOTH, {}) == FIRST


def test_two_products_seen_the_other_way_round_are_a_difference() -> None:
    one, other = {"loket": told(1, 0)}, {"loket": told(0, 1)}
    found = differences(one, other, frozenset({"loket"}))
    assert found == (Difference("loket", told(1, 0), told(0, 1)),)


def test_a_difference_and_a_gap_are_both_to_be_settled() -> None:
    second = {"loket": told(0), "ramp": Seen(absent=True)}
    assert differences(FIRST, second, BOTH) == (
        Difference("loket", told(1), told(0)),
        Difference("maklumat", told(1), None),
    )


def test_nothing_counts_before_every_difference_is_settled() -> None:
    second = {**FIRST, "loket": told(0), "maklumat": told(0)}
    assert agreed(FIRST, second, BOTH, {"loket": told(0)}) is None
    settled = {"loket": told(0), "maklumat": told(1)}
    assert agreed(FIRST, second, BOTH, settled) == {**FIRST, "loket": told(0)}


def test_interviews_are_one_persons_and_are_not_compared() -> None:
    second = {**FIRST, "x": told(0)}
    assert differences(FIRST, second, BOTH) == ()
