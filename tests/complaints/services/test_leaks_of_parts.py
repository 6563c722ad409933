"""Who works on a whole reads the stories of its parts, and names nobody of theirs."""

from __future__ import annotations

from typing import Any

import pytest

from complaints.domain.identity import Identity
from complaints.services import examination, gathering, merging
from complaints.services.errors import WouldName
from tests.complaints.story import Walk, to_examination

pytestmark = pytest.mark.django_db

NAME = "Melati Wulandari Contoh"


def other(whole: Walk, **changes: Any) -> Walk:
    """A second report of somebody else about the same body."""
    given: dict[str, Any] = {"identity": Identity(name=NAME), "secrecy": "confidential"}
    return Walk(now=whole.now, **(given | changes))


@pytest.fixture
def whole() -> Walk:
    walk = Walk()
    to_examination(walk)
    walk.again()
    return walk


def asks(walk: Walk, *, checked: bool = True) -> Any:
    return walk.do(
        examination.ask_clarification,
        "examiner",
        summary=f"Menurut {NAME} akta tidak terbit.",
        questions="Mengapa?",
        checked=checked,
    )


def test_a_part_that_keeps_its_name_is_named_in_no_letter_of_the_whole(
    whole: Walk,
) -> None:
    part = other(whole)
    part.do(gathering.gather, "head", parent_ref=whole.case.ref)
    with pytest.raises(WouldName) as refused:
        asks(whole)
    assert refused.value.walled
    assert NAME not in str(refused.value.places)


def test_nor_after_it_was_let_go_for_what_was_read_stays_known(whole: Walk) -> None:
    part = other(whole)
    part.do(gathering.gather, "head", parent_ref=whole.case.ref)
    part.do(gathering.let_go, "head", reason="Masalah lain.")
    with pytest.raises(WouldName) as refused:
        asks(whole)
    assert refused.value.walled


def test_nor_what_was_merged_into_it(whole: Walk) -> None:
    part = other(whole)
    part.do(merging.merge, "head", kept_ref=whole.case.ref)
    with pytest.raises(WouldName) as refused:
        asks(whole)
    assert refused.value.walled


def test_of_an_open_part_it_is_seen_first_and_then_goes(whole: Walk) -> None:
    part = other(whole, secrecy="open")
    part.do(gathering.gather, "head", parent_ref=whole.case.ref)
    with pytest.raises(WouldName) as refused:
        asks(whole, checked=False)
    assert not refused.value.walled
    asks(whole)


def test_a_report_that_stands_alone_knows_nothing_of_others(whole: Walk) -> None:
    other(whole)
    asks(whole)
