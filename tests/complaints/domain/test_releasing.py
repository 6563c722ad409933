"""What the public register may show of a recommendation, and what it never says."""

from __future__ import annotations

import pytest

from complaints.domain.corrective import ActionStatus
from complaints.domain.recommending import Status
from complaints.domain.releasing import (
    Release,
    digest,
    fits,
    item_status,
    releasable,
    whole,
)


@pytest.mark.parametrize(
    ("status", "accepted", "published", "may"),
    [
        ("", False, False, False),  # nobody said yet how it was carried out
        (Status.DONE, False, False, True),
        (Status.PARTLY, True, False, True),  # the rest has a reason that we accept
        (Status.PARTLY, False, False, False),  # the ladder goes on, in silence
        (Status.NOT, False, False, False),
        (Status.PARTLY, False, True, True),
        (Status.NOT, False, True, True),
    ],
)
def test_what_was_not_obeyed_is_read_only_after_that_was_made_public(
    status: str, *, accepted: bool, published: bool, may: bool
) -> None:
    assert releasable(status, accepted=accepted, published=published) is may


def test_first_comes_first_and_later_comes_what_says_why() -> None:
    assert fits(Release.FIRST, is_first=True)
    assert not fits(Release.FIRST, is_first=False)
    for later in (Release.UPDATE, Release.CORRECTION):
        assert fits(later, is_first=False)
        assert not fits(later, is_first=True)
    for is_first in (True, False):
        assert not fits(Release.WITHDRAWAL, is_first=is_first)


def test_an_item_stands_in_one_of_three_words() -> None:
    said = {status: item_status(status) for status in ActionStatus}
    assert said == {
        ActionStatus.BELUM: Status.NOT,
        ActionStatus.DIAJUKAN: Status.NOT,
        ActionStatus.SEBAGIAN: Status.PARTLY,
        ActionStatus.DILAKSANAKAN: Status.DONE,
    }


def test_facts_and_words_of_an_item_stand_side_by_side() -> None:
    facts = {"number": "001", "items": [{"n": 1, "status": "tidak"}, {"n": 2}]}
    words = {
        "summary": "Terlambat.",
        "items": [
            {"n": 2, "text": "Pasang papan.", "replies": [{"on": "x", "text": "Ya."}]},
            {"n": 9, "text": "Tidak ada butirnya.", "replies": []},
        ],
    }
    assert whole(facts, words) == {
        "format": 1,
        "number": "001",
        "summary": "Terlambat.",
        "items": [
            {"n": 1, "status": "tidak", "text": "", "replies": []},
            {"n": 2, "text": "Pasang papan.", "replies": [{"on": "x", "text": "Ya."}]},
        ],
    }
    assert whole(facts, {"summary": ""})["items"][1]["text"] == ""


def test_the_same_data_have_the_same_digest_in_whatever_order() -> None:
    assert digest({"a": 1, "b": "é"}) == digest({"b": "é", "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
    assert digest({}) == (  # sha256 of {}
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )
