"""A figure far from that of the year before is explained before the lock."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotAllowed
from agencies.models import Agency
from compliance import notifications
from compliance.models import Round, Snapshot
from compliance.services import errors
from compliance.services.jumps import explain_jump, jumps
from compliance.services.locking import lock
from journal.models import Entry
from tests.compliance.people import ADMIN, AUDITOR
from tests.compliance.rounds import NOW, answer, city, opened, published
from tests.factories.compliance import MethodologyFactory, PublishedResultFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]

WHY = "Dua dinas digabung."


def this_year(figure: str, before: str = "80") -> Round:
    """Filled in, a year after a published round of the same method."""
    published({city(1): before}, year=2025)
    round_ = opened(city(1), year=2026)
    answer(round_, city(1), figure)
    return round_


def locking(round_: Round) -> Round:
    return lock(round_ref=round_.ref, version=1, actor=ADMIN, now=NOW)


def explaining(round_: Round, **more: object) -> None:
    told = {"agency_ref": city(1).ref, "note": WHY, "actor": ADMIN, "now": NOW}
    explain_jump(round_ref=round_.ref, **told | more)  # type: ignore[arg-type]  # a test's shorthand


@pytest.mark.parametrize(("figure", "points"), [("60", "-20.00"), ("100", "20.00")])
def test_twenty_points_up_or_down_are_a_jump(figure: str, points: str) -> None:
    (found,) = jumps(this_year(figure))
    assert found.points == Decimal(points)
    assert (found.before, found.explained) == (Decimal("80.00"), False)


@pytest.mark.parametrize("figure", ["60.01", "80", "99.99"])
def test_less_is_none(figure: str) -> None:
    assert jumps(this_year(figure)) == []


def test_the_lock_waits_until_somebody_said_why() -> None:
    round_ = this_year("40")
    with pytest.raises(errors.GatesShut) as refused:
        locking(round_)
    assert [(g.code, g.done, g.total) for g in refused.value.gates] == [("jumps", 0, 1)]
    explaining(round_)
    assert locking(round_).state == "locked"
    entry = Entry.objects.get(kind=notifications.JUMP_EXPLAINED)
    assert entry.data == {"agency": city(1).pk, "points": -40}


def test_a_jump_is_measured_before_any_deduction() -> None:
    round_ = this_year("60")
    data = Snapshot.objects.get().data
    assert data["result"]["base"] == "80.00"
    assert jumps(round_)[0].now == Decimal("60.00")


def test_figures_of_another_method_are_not_compared() -> None:
    published({city(1): "80"}, year=2025, method=MethodologyFactory(code="x", share=0))
    round_ = opened(city(1), year=2026)
    answer(round_, city(1), "20")
    assert jumps(round_) == []


def test_neither_are_figures_of_two_years_ago_or_of_whom_nobody_assessed() -> None:
    published({city(1): "80", city(2): "80"}, year=2024)
    published({city(2): None, city(3): "80"}, year=2025)
    round_ = opened(city(1), city(2), year=2026)
    for one in (city(1), city(2)):
        answer(round_, one, "20")
    assert jumps(round_) == []


def test_a_printed_result_of_an_official_method_is_compared_too() -> None:
    method = MethodologyFactory(
        code="official", official=True, share=0, first_year=2025, year=2026
    )
    PublishedResultFactory(agency=city(1), year=2025, score=Decimal("80"))
    round_ = opened(city(1), year=2026, method=method)
    answer(round_, city(1), "20")
    (found,) = jumps(round_)
    assert found.before == Decimal(80)


def test_who_does_not_run_the_round_explains_nothing() -> None:
    with pytest.raises(NotAllowed):
        explaining(this_year("40"), actor=AUDITOR)


def test_where_nothing_jumps_nothing_is_explained() -> None:
    with pytest.raises(errors.UnusableAgencies):
        explaining(this_year("80"))


def test_no_more_queries_for_more_agencies() -> None:
    counts: list[int] = []
    for cities in ((1,), (2, 3, 4)):
        members: dict[Agency, str | None] = {city(n): "80" for n in cities}
        published(members, year=2020 + len(counts) * 3)
        round_ = opened(*members, year=2021 + len(counts) * 3)
        for one in members:
            answer(round_, one, "20")
        with CaptureQueriesContext(connection) as told:
            assert len(jumps(round_)) == len(cities)
        counts.append(len(told))
    assert counts[0] == counts[1]
