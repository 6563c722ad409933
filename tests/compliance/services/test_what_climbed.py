"""What the complaints module hands over of a recommendation, and what it is worth."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from complaints.domain.relief import Relief
from complaints.services import relieving
from compliance.domain.execution import Place, ktk, weigh
from compliance.services.facts import actions_of, record_of
from tests.complaints.ladder import carried_out, item, recommended

if TYPE_CHECKING:
    from datetime import date

    from compliance.domain.execution import Weighed
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db


def weighed(walk: Walk, cutoff: date) -> dict[str, Weighed]:
    """By ref, as the formula weighs them."""
    facts = actions_of(record_of(walk.again().agency_id or 0, cutoff))
    return {one.ref: one for one in weigh(facts, cutoff)}


def test_an_item_done_in_its_sixty_days_is_worth_what_the_latest_is_worth() -> None:
    walk = recommended()
    carried_out(walk)
    cutoff = walk.now.date()
    found = weighed(walk, cutoff)
    done, open_ = item(walk, 1), item(walk, 2)
    first, second = done.supersedes, open_.supersedes
    assert found[str(done.ref)].place is Place.COUNTED
    assert (found[str(done.ref)].s, found[str(done.ref)].t) == (
        Decimal(1),
        Decimal("0.6"),
    )
    assert found[str(first.ref)].place is Place.REPLACED
    # What is not done stays the old order, until the recommendation is due too.
    assert found[str(second.ref)].place is Place.COUNTED
    assert found[str(open_.ref)].place is Place.NOT_DUE


def test_each_order_counts_once_once_the_recommendation_is_due() -> None:
    walk = recommended()
    carried_out(walk)
    due = item(walk, 2).due_on
    assert due is not None
    places = [one.place for one in weighed(walk, due).values()]
    assert places.count(Place.COUNTED) == places.count(Place.REPLACED) == 2
    facts = actions_of(record_of(walk.again().agency_id or 0, due))
    score = ktk(facts, due)
    assert score is not None
    assert (score.n, score.shown) == (2, Decimal("30.00"))


def test_before_its_receipt_there_is_no_recommendation_to_count() -> None:
    walk = recommended()
    received = item(walk).received_on
    assert received is not None
    found = weighed(walk, received - timedelta(days=1))
    assert {one.place for one in found.values()} == {Place.COUNTED}
    assert len(found) == 2


def test_an_item_that_was_excused_counts_for_nothing() -> None:
    walk = recommended()
    one = item(walk, 1)
    walk.do(
        relieving.propose_relief,
        "resmon",
        action=one.ref,
        kind=Relief.EXCUSE,
        reason="Blanko nasional habis.",
    )
    walk.do(relieving.decide_relief, "commissioner", granted=True, answer="Terbukti.")
    assert one.due_on is not None
    found = weighed(walk, one.due_on)
    assert found[str(one.ref)].place is Place.EXCUSED
    assert found[str(one.supersedes.ref)].place is Place.REPLACED
