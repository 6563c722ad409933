"""On what a report is refused: every ground has its law, its words and its way on."""

from __future__ import annotations

import string
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.closings import CLOSINGS
from complaints.domain.completeness import GROUNDS, MATERIAL_KEYS
from complaints.domain.grounds import VERSIONS, grounds_on, suggested
from complaints.domain.states import Reason

DAYS = st.dates(min_value=date(2009, 1, 1), max_value=date(2099, 12, 31))
ANSWERS = st.dictionaries(st.sampled_from(MATERIAL_KEYS), st.booleans())
OF_36 = "UU 37/2008 Pasal 36 ayat (1) huruf "


def test_the_letters_of_article_36_stand_in_their_order_without_a_gap() -> None:
    """The seventh, that nothing was found, is said by an LHP alone."""
    laws = [ground.law for ground in VERSIONS[0].all if ground.law.startswith(OF_36)]
    assert laws == [f"{OF_36}{letter}" for letter in string.ascii_lowercase[:6]]
    assert VERSIONS[0].of(Reason.TIDAK_DITEMUKAN) is None


def test_two_years_are_of_article_24_and_what_came_before_is_of_practice() -> None:
    known = VERSIONS[0]
    old, twice = known.of(Reason.KADALUWARSA), known.of(Reason.DUPLIKAT)
    assert old is not None
    assert old.law == "UU 37/2008 Pasal 24 ayat (3)"
    assert twice is not None
    assert twice.law == ""


def test_every_ground_says_in_both_languages_what_else_may_be_done() -> None:
    for version in VERSIONS:
        for ground in version.all:
            assert ground.advice_id.endswith(".")
            assert ground.advice_en.endswith(".")
            assert ground.reason in CLOSINGS
        reasons = [ground.reason for ground in version.all]
        assert len(reasons) == len(set(reasons))


def test_a_no_of_the_material_check_always_points_to_a_ground() -> None:
    for version in VERSIONS:
        assert set(GROUNDS.values()) <= {ground.reason for ground in version.all}


@given(answers=ANSWERS, day=DAYS)
def test_what_is_suggested_is_what_was_answered_no(
    answers: dict[str, bool], day: date
) -> None:
    expected = [GROUNDS[key] for key in MATERIAL_KEYS if answers.get(key) is False]
    assert [ground.reason for ground in suggested(answers, day)] == expected


def test_a_report_is_judged_by_the_grounds_of_its_own_day() -> None:
    for version in VERSIONS:
        assert grounds_on(version.since) is version
    assert grounds_on(date(1999, 1, 1)) is VERSIONS[0]
