"""A group in a few numbers: too few have no mean, and what is not known is no 0."""

from decimal import Decimal
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from compliance.domain.scales import round_once
from compliance.domain.summing import LEAST, Moved, Spread, moved, share, spread

SCORES = st.lists(
    st.decimals(min_value=0, max_value=100, places=2), min_size=LEAST, max_size=40
)


def d(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_nothing_known_has_no_number_at_all() -> None:
    assert spread([]) == Spread(0, None, None, None, None)


def test_two_scores_are_told_and_make_no_mean() -> None:
    assert spread(d("80", "60.5")) == Spread(
        2, Decimal("60.5"), Decimal(80), None, None
    )


def test_three_scores_have_a_mean_and_a_middle() -> None:
    assert spread(d("90", "50", "55")) == Spread(3, *d("50", "90", "65.00", "55.00"))


def test_the_middle_of_an_even_number_lies_between_two() -> None:
    found = spread(d("1", "2", "3", "100"))
    assert (found.median, found.mean) == (Decimal("2.50"), Decimal("26.50"))


def test_a_mean_is_rounded_once_and_half_up() -> None:
    assert spread(d("0", "0", "0.01")).mean == Decimal("0.00")
    assert spread(d("87.99", "88", "87.99", "88")).mean == Decimal("88.00")


@given(SCORES)
def test_mean_and_middle_lie_among_the_scores(scores: list[Decimal]) -> None:
    found = spread(scores)
    assert found.lowest == min(scores)
    assert found.highest == max(scores)
    assert found.mean is not None
    assert found.median == round_once(median(scores))
    assert min(scores) <= found.mean <= max(scores)


def test_a_change_is_of_those_that_are_known_in_both_years() -> None:
    before = dict(zip("abcd", d("80", "70", "60", "10"), strict=True))
    now = dict(zip("abce", d("83", "70", "57.5", "99"), strict=True))
    assert moved(now, before) == Moved(3, Decimal("0.17"))
    assert moved(before, now) == Moved(3, Decimal("-0.17"))


def test_a_change_of_two_is_none() -> None:
    both = dict(zip("ab", d("80", "70"), strict=True))
    assert moved(both, both | {"c": Decimal(9)}) is None


def test_who_stays_the_same_moved_by_nothing() -> None:
    same = dict(zip("abc", d("80", "70", "60"), strict=True))
    found = moved(same, same)
    assert found is not None
    assert str(found.by) == "0.00"


def test_a_share_of_nothing_is_none() -> None:
    assert share(0, 0) is None
    assert share(1, 3) == Decimal("33.33")
    assert share(494, 587) == Decimal("84.16")
