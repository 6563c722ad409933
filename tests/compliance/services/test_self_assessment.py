"""Agencies say how their units are: asked, written, handed in, taken back, closed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from compliance.domain.answering import Told
from compliance.models import Place, Round, RoundAgency, SelfAnswer, SelfSheet
from compliance.services import errors
from compliance.services.answers import record_answers
from compliance.services.results import preliminary
from compliance.services.self_assessment import invite
from journal.models import Delivery, Entry
from tests.compliance import field
from tests.compliance import self_assessment as own
from tests.compliance.people import ADMIN, ASSESSOR, AUDITOR
from tests.compliance.rounds import NOW, city
from tests.compliance.self_assessment import BOARD, COUNTED, DAYS, NO, STEP, YES
from tests.people import person

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


@pytest.fixture
def round_() -> Round:
    """Of the city of the cast's liaison and of another; both are asked."""
    person("liaison")
    person("other_liaison")
    return own.asked(city(1), city(2))


def asking(round_: Round, **more: Any) -> Round:
    told: dict[str, Any] = {"until": own.day(), "actor": ADMIN, "now": wall_now()}
    told |= {"version": Round.objects.get(pk=round_.pk).version}
    return invite(round_ref=round_.ref, **told | more)


def kinds(round_: Round) -> list[str]:
    rows = Entry.objects.filter(subject_kind="round", subject_id=round_.pk)
    named = rows.order_by("id").values_list("kind", flat=True)
    return [kind for kind in named if kind.startswith("compliance.self_")]


def values() -> dict[str, tuple[Decimal | None, int | None, bool]]:
    rows = SelfAnswer.objects.values_list("node__code", "value", "of", "absent")
    return {code: (value, of, absent) for code, value, of, absent in rows}


# --- asking ----------------------------------------------------------------------------
def test_agencies_are_asked_with_an_entry_of_codes_and_told_who_speaks_for_them(
    round_: Round,
) -> None:
    entry = Entry.objects.get(kind="compliance.self_invited")
    assert entry.data == {
        "until": own.day().isoformat(),
        "agencies": [city(1).pk, city(2).pk],
    }
    told = Delivery.objects.filter(subscriber="compliance.liaison_news")
    both = {f"user:{person(key).pk}" for key in ("liaison", "other_liaison")}
    assert {row.recipient for row in told} == both
    assert round_.self_until == own.day()


def test_the_day_may_be_moved_and_the_same_day_again_tells_nobody(
    round_: Round,
) -> None:
    again = asking(round_, version=1)
    assert (again.version, kinds(round_)) == (round_.version, kinds(round_)[:1])
    moved = asking(round_, until=own.day(20))
    assert moved.self_until == own.day(20)
    assert len(kinds(round_)) == 2


@pytest.mark.parametrize("until", [date(2026, 11, 1), date(2026, 11, 30)])
def test_an_agency_gets_a_week_at_least(until: date) -> None:
    with pytest.raises(errors.SelfTermShort):
        asking(field.planned(city(1)), until=until, now=NOW)


def test_a_week_is_enough() -> None:
    week = date(2026, 12, 1)
    assert asking(field.planned(city(1)), until=week, now=NOW).self_until == week


def test_what_somebody_changed_meanwhile_is_not_overwritten(round_: Round) -> None:
    with pytest.raises(errors.StaleRound):
        asking(round_, until=own.day(20), version=1)


def test_an_agency_that_is_not_assessed_is_not_asked() -> None:
    person("liaison")
    round_ = field.planned(city(1), city(2), by=own.method())
    left_out(round_)
    own.invited(round_)
    entry = Entry.objects.get(kind="compliance.self_invited")
    assert entry.data["agencies"] == [city(2).pk]
    with pytest.raises(RoundAgency.DoesNotExist):
        own.said(own.first(round_), {BOARD: YES})


def left_out(round_: Round) -> None:
    member = round_.members.get(agency=city(1))
    record_answers(
        round_ref=round_.ref,
        agency_ref=city(1).ref,
        answers={},
        assessed=False,
        version=member.version,
        actor=ADMIN,
        now=wall_now(),
    )


def test_nobody_is_asked_once_results_are_told_or_the_round_is_locked(
    round_: Round,
) -> None:
    announced(round_)
    with pytest.raises(errors.AlreadyAnnounced):
        asking(round_, until=own.day(20))
    Round.objects.filter(pk=round_.pk).update(state="locked", locked_at=wall_now())
    with pytest.raises(errors.RoundClosed):
        asking(round_, until=own.day(20))


def announced(round_: Round) -> None:
    told = {"announced_at": wall_now(), "objections_until": own.day(30)}
    Round.objects.filter(pk=round_.pk).update(**told)


def test_a_method_that_asks_nothing_of_a_unit_itself_asks_no_agency() -> None:
    round_ = field.planned(city(1), by=own.of_products())
    with pytest.raises(errors.NothingOfUnits):
        asking(round_)


@pytest.mark.parametrize("who", [ASSESSOR, AUDITOR])
def test_only_who_runs_the_round_asks(who: Any) -> None:
    with pytest.raises(NotAllowed):
        asking(field.planned(city(1)), actor=who)


# --- writing ---------------------------------------------------------------------------
def test_an_answer_of_each_kind_is_kept_as_it_was_given(round_: Round) -> None:
    told = {STEP: Told(Decimal(3)), COUNTED: Told(Decimal(4), 5), DAYS: None}
    own.said(own.first(round_), told, absent=[BOARD])
    assert values() == {
        STEP: (Decimal(3), None, False),
        COUNTED: (Decimal(4), 5, False),
        BOARD: (None, None, True),
    }
    assert kinds(round_) == ["compliance.self_invited"]  # a draft


def test_what_is_sent_again_replaces_what_stood_there_and_may_be_empty(
    round_: Round,
) -> None:
    where = own.first(round_)
    own.said(where, {BOARD: YES, STEP: Told(Decimal(2))})
    own.said(where, {BOARD: NO, STEP: None})
    assert values() == {BOARD: (Decimal(0), None, False)}
    own.said(where, {})
    assert values() == {}


def test_the_same_twice_is_the_same_once_however_old_the_page(round_: Round) -> None:
    where = own.first(round_)
    own.said(where, {BOARD: YES})
    kept = SelfAnswer.objects.get().pk
    own.said(where, {BOARD: YES}, over="von gestern")
    assert SelfAnswer.objects.get().pk == kept


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(round_: Round) -> None:
    where = own.first(round_)
    before = own.mark(where)
    own.said(where, {BOARD: YES})
    with pytest.raises(errors.StaleSelf):
        own.said(where, {BOARD: NO}, over=before)
    assert values() == {BOARD: (Decimal(1), None, False)}


def test_two_units_are_written_beside_each_other(round_: Round) -> None:
    one, other = round_.places.filter(agency=city(1))
    empty = own.mark(other)
    own.said(one, {BOARD: YES})
    own.said(other, {BOARD: NO}, over=empty)
    assert SelfAnswer.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "absent"),
    [
        ({"asing": YES}, []),
        ({STEP: Told(Decimal(9))}, []),
        ({COUNTED: Told(Decimal(3))}, []),
        ({}, [STEP]),  # always applies
        ({}, ["asing"]),
        ({BOARD: YES}, [BOARD]),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_whole(
    round_: Round, told: Mapping[str, Told], absent: list[str]
) -> None:
    with pytest.raises(errors.UnusableObservation):
        own.said(own.first(round_), {DAYS: YES, **told}, absent=absent)
    assert not SelfAnswer.objects.exists()


def test_products_and_people_are_not_asked_of_the_agency() -> None:
    person("liaison")
    round_ = own.asked(city(1), by=field.method())
    for code in (field.SHELF, field.USERS, field.TYPED):
        with pytest.raises(errors.UnusableObservation):
            own.said(own.first(round_), {code: YES})


def test_nobody_writes_for_another_agency_or_about_its_units(round_: Round) -> None:
    mine, theirs = own.first(round_), own.first(round_, city(2))
    with pytest.raises(RoundAgency.DoesNotExist):
        own.said(theirs, {BOARD: YES}, over="")
    theirs.agency = mine.agency
    with pytest.raises(Place.DoesNotExist):
        own.said(theirs, {BOARD: YES}, over="")
    assert not SelfAnswer.objects.exists()


def test_who_speaks_for_one_unit_only_writes_nothing_and_hands_in_nothing(
    round_: Round,
) -> None:
    where = own.first(round_)
    person("liaison").agency_memberships.get().units.add(where.unit)
    with pytest.raises(RoundAgency.DoesNotExist):
        own.said(where, {BOARD: YES}, over="")
    with pytest.raises(RoundAgency.DoesNotExist):
        own.handed_in(round_, city(1))


@pytest.mark.parametrize("who", ["compliance_admin", "assessor", "auditor", "superior"])
def test_nobody_of_the_house_and_no_superior_writes(round_: Round, who: str) -> None:
    with pytest.raises(RoundAgency.DoesNotExist):
        own.said(own.first(round_), {BOARD: YES}, over="", by=who)


def test_in_a_round_that_asks_nobody_there_is_nothing_to_write() -> None:
    person("liaison")
    round_ = field.planned(city(1), by=own.method())
    with pytest.raises(RoundAgency.DoesNotExist):
        own.said(own.first(round_), {BOARD: YES})


# --- handing in ------------------------------------------------------------------------
def test_it_is_handed_in_with_gaps_and_then_stays_as_it_is(round_: Round) -> None:
    own.said(own.first(round_), {BOARD: YES})
    sheet = own.handed_in(round_, city(1))
    assert sheet.handed_in_by_id == person("liaison").pk
    entry = Entry.objects.get(kind="compliance.self_handed_in")
    assert entry.data == {"agency": city(1).pk, "answers": 1}
    with pytest.raises(errors.SelfHandedIn):
        own.said(own.first(round_), {BOARD: NO})
    own.handed_in(round_, city(1))
    assert kinds(round_).count("compliance.self_handed_in") == 1


def test_it_is_taken_back_changed_and_handed_in_again(round_: Round) -> None:
    own.handed_in(round_, city(1))
    assert own.taken_back(round_, city(1)).handed_in_at is None
    assert own.taken_back(round_, city(1)).handed_in_by is None
    assert kinds(round_).count("compliance.self_taken_back") == 1
    own.said(own.first(round_), {BOARD: NO})
    assert own.handed_in(round_, city(1)).handed_in_at


def test_after_its_day_it_is_neither_written_nor_handed_in_nor_taken_back(
    round_: Round,
) -> None:
    where = own.first(round_)
    own.said(where, {BOARD: YES})
    late = wall_now() + timedelta(days=16)
    with pytest.raises(errors.SelfClosed):
        own.said(where, {BOARD: NO}, now=late)
    with pytest.raises(errors.SelfClosed):
        own.handed_in(round_, city(1), now=late)
    own.handed_in(round_, city(1))
    with pytest.raises(errors.SelfClosed):
        own.taken_back(round_, city(1), now=late)
    assert SelfSheet.objects.get(agency=city(1)).handed_in_at


def test_once_results_are_told_it_is_closed(round_: Round) -> None:
    announced(round_)
    with pytest.raises(errors.SelfClosed):
        own.said(own.first(round_), {BOARD: YES})
    Round.objects.filter(pk=round_.pk).update(announced_at=None, objections_until=None)
    Round.objects.filter(pk=round_.pk).update(state="locked", locked_at=wall_now())
    with pytest.raises(errors.SelfClosed):
        own.said(own.first(round_), {BOARD: YES})


# --- what it is not --------------------------------------------------------------------
def test_it_changes_no_result() -> None:
    person("liaison")
    round_ = own.drawn(own.asked(city(1), by=field.method()))
    where = field.place(round_)
    field.handed_in(field.sent(where))
    field.signed(where)
    field.typed(round_)
    before = preliminary(round_, city(1).pk)
    own.said(where, {field.SIGN: NO})
    own.handed_in(round_, city(1))
    assert before is not None
    assert preliminary(round_, city(1).pk) == before


def test_the_database_keeps_answers_and_sheets_whole(round_: Round) -> None:
    sheet = own.said(own.first(round_), {BOARD: YES})
    rows = SelfAnswer.objects.filter(sheet=sheet)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("says_something", {"absent": True}),
        ("says_something", {"value": None}),
        ("says_something", {"value": Decimal(-1)}),
        ("count_fits", {"of": 0}),
        ("count_fits", {"value": Decimal(3), "of": 2}),
    ]
    for name, change in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="by_somebody"), transaction.atomic():
        SelfSheet.objects.filter(pk=sheet.pk).update(handed_in_at=wall_now())
