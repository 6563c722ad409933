"""Reminders reach the right person, once, and stop once somebody acted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from accounts.models import User
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.reminding import Rung
from complaints.domain.states import CaseClass
from complaints.domain.terms import TermKind
from complaints.models import Deadline, Reminder
from complaints.notifications import heads_of_case
from complaints.selectors.liaisons import liaisons_of
from complaints.services import asking, intake, register, reminding
from complaints.services.errors import LeftUndone
from journal.models import Delivery, Entry
from tests.complaints.story import Walk, asked, to_examination
from tests.people import actor, everybody, person

if TYPE_CHECKING:
    from datetime import date

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _cast() -> None:
    """Everybody who could be written to has an account."""
    everybody()


def look(walk: Walk, days: int = 0) -> int:
    walk.now += timedelta(days=days)
    return reminding.run(walk.now)


def told(walk: Walk) -> list[tuple[str, str]]:
    rows = Entry.objects.filter(kind=events.REMINDED, subject_id=walk.case.pk)
    return [(row.data["kind"], row.data["rung"]) for row in rows.order_by("n")]


def letters(walk: Walk) -> list[str]:
    rows = Delivery.objects.filter(entry__kind=events.REMINDED)
    return list(rows.order_by("id").values_list("recipient", flat=True))


def user(key: str) -> str:
    return f"user:{person(key).pk}"


def in_formal() -> Walk:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    return walk


def day_by_day(walk: Walk, days: int) -> None:
    for _ in range(days):
        look(walk, 1)


def test_each_rung_is_spoken_once_though_the_sweep_runs_twice() -> None:
    walk = in_formal()
    for _ in range(30):
        look(walk, 1)
        look(walk)
    formal = [rung for kind, rung in told(walk) if kind == TermKind.FORMAL]
    assert formal == [Rung.LEFT_1, Rung.OVER_1, Rung.OVER_3, Rung.OVER_10]
    assert look(walk, 300) == 0


def test_the_ladder_goes_to_the_holder_then_the_head_then_the_centre() -> None:
    walk = in_formal()
    Deadline.objects.filter(kind=TermKind.FORMAL_PROMISE).update(remind_on=None)
    day_by_day(walk, 30)
    sent = letters(walk)
    assert sent[:2] == [user("intake")] * 2
    assert sent[2] == user("head")
    assert sent[3:]
    assert set(sent[3:]).isdisjoint({user("intake"), user("head")})
    above = User.objects.filter(pk__in=[to.removeprefix("user:") for to in sent[3:]])
    offices = above.values_list("office_memberships__office__central", flat=True)
    assert True in offices


def test_what_was_acted_on_is_spoken_of_no_more() -> None:
    walk = in_formal()
    day_by_day(walk, 2)
    before = [one for one in told(walk) if one[0] == TermKind.FORMAL]
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    day_by_day(walk, 20)
    assert [one for one in told(walk) if one[0] == TermKind.FORMAL] == before


def test_a_scheduler_that_slept_seven_days_writes_one_letter_about_all() -> None:
    walks = [in_formal() for _ in range(4)]
    for walk in walks:
        walk.now += timedelta(days=7)
    assert reminding.run(walks[0].now) >= 4
    assert letters(walks[0]).count(user("intake")) <= 1
    assert letters(walks[0]).count(user("head")) <= 1
    # Rungs that went by are on their rows; only the highest of a term was spoken.
    rows = Reminder.objects.filter(deadline__case=walks[0].case)
    formal = rows.filter(deadline__kind=TermKind.FORMAL).order_by("id")
    assert [row.spoken for row in formal] == [False] * (len(formal) - 1) + [True]
    assert reminding.run(walks[0].now) == 0


def test_a_person_gets_one_letter_a_day_however_many_terms_are_near() -> None:
    walks = [in_formal() for _ in range(3)]
    day_by_day(walks[0], 2)
    assert letters(walks[0]).count(user("intake")) == 1
    assert all(told(walk) for walk in walks)


def test_a_clock_that_stands_still_reminds_nobody_and_goes_on_with_its_new_day() -> (
    None
):
    walk = in_formal()
    asking.ask_reporter(
        ref=walk.case.ref, text="Di mana?", actor=actor("intake"), now=walk.now
    )
    day_by_day(walk, 9)
    assert TermKind.FORMAL not in {kind for kind, _ in told(walk)}
    row = Deadline.objects.get(kind=TermKind.FORMAL)
    assert row.stands


def test_the_reporter_and_the_agency_are_reminded_of_their_own_terms() -> None:
    walk = Walk()
    to_examination(walk)
    asked(walk)
    walk.pass_days(8)
    question = asking.ask_reporter(
        ref=walk.case.ref, text="Di mana?", actor=actor("examiner"), now=walk.now
    )
    day_by_day(walk, 14)
    rows = Delivery.objects.filter(entry__kind=events.REMINDED)
    to_reporter = rows.filter(subscriber="reporter_news")
    assert {row.entry.data["of"] for row in to_reporter} == {str(question.ref)}
    assert to_reporter.count() == 2
    to_agency = rows.filter(subscriber="agency_news")
    assert {row.entry.data["kind"] for row in to_agency} == {TermKind.CLARIFICATION}
    told_there = set(to_agency.values_list("recipient", flat=True))
    assert user("liaison") in told_there
    assert told_there == set(liaisons_of(to_agency[0].entry))


def test_what_nobody_holds_reminds_the_head_who_has_to_find_somebody() -> None:
    walk = Walk()
    day_by_day(walk, 3)
    assert (TermKind.INTAKE, Rung.OVER_1) in told(walk)
    assert letters(walk)[0] == user("head")


def test_what_a_role_of_the_house_holds_reminds_everybody_who_has_it() -> None:
    walk = in_formal()
    Deadline.objects.filter(kind=TermKind.FORMAL).update(holder="commissioner")
    day_by_day(walk, 2)
    row = Delivery.objects.filter(entry__data__holder="commissioner").first()
    assert row is not None
    assert row.recipient == user("commissioner")


def test_half_of_a_term_goes_by_once_though_its_day_moves() -> None:
    walk = Walk()
    to_examination(walk)
    row = Deadline.objects.get(kind=TermKind.EXAM_LIGHT)
    half: date = row.started_on + timedelta(days=15)
    walk.now += half - walk.now.date()
    look(walk)
    row.refresh_from_db()
    row.due_on += timedelta(days=30)
    row.remind_on = half
    row.save()
    look(walk, 1)
    halves = [one for one in told(walk) if one == (TermKind.EXAM_LIGHT, Rung.HALF)]
    assert len(halves) == 1


def test_a_case_that_fails_keeps_no_other_from_being_reminded() -> None:
    sick, well = in_formal(), in_formal()
    sick.case.deadlines.update(holder="nobody")
    well.now += timedelta(days=2)
    with pytest.raises(LeftUndone):
        reminding.run(well.now)
    assert told(well)
    assert not told(sick)


def test_a_term_of_the_head_reminds_the_head() -> None:
    walk = Walk()
    yes = (True, "")
    walk.do(intake.start_formal, "intake")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    walk.do(register.register, "head", case_class=CaseClass.LIGHT)
    day_by_day(walk, 3)
    entry = Entry.objects.filter(kind=events.REMINDED)[0]
    assert user("head") in letters(walk)
    assert set(letters(walk)) == set(heads_of_case(entry))
