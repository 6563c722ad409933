"""Whoever is kept out of a case, or tied to its agency, finds it in no list, sum or choice.

Each list is asked twice of the same person: before, when the case stands in it, and after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts.actor_of import member
from accounts.wall_clock import wall_now
from agencies.selectors.calendar import work_calendar
from complaints.domain.plenary import Bench
from complaints.domain.record import InRecord
from complaints.domain.signing import TITLES
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import (
    AgencyTie,
    Case,
    Deadline,
    Export,
    Plenary,
    Recurrence,
)
from complaints.selectors import bulk, recurring
from complaints.selectors.agency_news import last_news
from complaints.selectors.agency_record import record_of
from complaints.selectors.calendar_feed import days_of
from complaints.selectors.desk import desk_of
from complaints.selectors.exports import still_his
from complaints.selectors.headless import tends_headless
from complaints.selectors.initiatives import begun_in, suggested_by, waiting_for
from complaints.selectors.letter_links import live_link, live_links
from complaints.selectors.members_plenary import (
    matters_for,
    releases_waiting,
    waits_for_members,
)
from complaints.selectors.mentions import sees
from complaints.selectors.merging import merged_into, splits_around
from complaints.selectors.narrowing import Filters, days_at
from complaints.selectors.objecting import waits_for_decision
from complaints.selectors.performance import performance_of
from complaints.selectors.today import (
    held_by,
    held_for_others,
    today_of,
    unassigned,
    waits_for_head,
)
from complaints.selectors.tracker import seen_actions
from complaints.services import intake, merging, splitting, writing
from complaints.services.minutes import _title
from tests.complaints import objecting, own
from tests.complaints.ladder import checked, in_resmon, proposed
from tests.complaints.linked import sent
from tests.complaints.register import obeyed, written
from tests.complaints.services.test_deputies import at, gone
from tests.complaints.services.test_going_on import suggest
from tests.complaints.services.test_no_party import FAR, in_plenary
from tests.complaints.services.test_only_what_he_may_know import kept_out
from tests.complaints.services.test_recurring import again, done
from tests.complaints.story import Walk
from tests.complaints.views.pages import in_correction, in_examination
from tests.factories.complaints import FILED, calendar, file_one
from tests.people import actor, agency, office, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.actor import Actor
    from complaints.models import Merge

pytestmark = pytest.mark.django_db
TODAY = FILED.date()


# --- the cases -----------------------------------------------------------------------
def examined() -> Case:
    return in_examination().case


def corrected() -> Case:
    return in_correction().case


def with_a_note() -> Case:
    walk = in_examination()
    writing.write_note(
        ref=walk.case.ref,
        text="Tolong lihat.",
        mentioned=[person("other_examiner").pk],
        actor=actor("examiner"),
        now=walk.now,
    )
    return walk.case


def before_the_members() -> Case:
    walk = in_resmon()
    checked(walk)
    proposed(walk)
    return walk.again()


def merged() -> Case:
    """One that was merged into another."""
    kept = in_examination()
    walk = Walk(now=kept.now)
    walk.do(intake.start_formal, "intake")
    walk.do(merging.merge, "head", kept_ref=kept.case.ref)
    return walk.again()


def split() -> Case:
    """One that was split off another."""
    walk = Walk(story="Akta belum terbit.\nPetugas meminta uang.")
    made = walk.do(
        splitting.split, "intake", title="Permintaan uang", parts=[1], file_refs=[]
    )
    return Case.objects.get(pk=made.pk)


# --- the lists -----------------------------------------------------------------------
def all_of_the_queue(case: Case, who: Actor) -> Any:
    return bulk.all_that_match(who, Filters(), days_at(FILED, work_calendar()), 10)


def in_a_table(case: Case, who: Actor) -> bool:
    export = Export(cases=[case.pk])
    return still_his(export, who)


def seen_by_name(case: Case, who: Actor) -> bool:
    return sees(case, person("other_examiner"), FILED)


def merged_with(case: Case, who: Actor) -> list[Merge]:
    return merged_into(case.merges.get().kept, who)


def split_off(case: Case, who: Actor) -> Any:
    return splits_around(case.split_off.case, who)


def arrived(case: Case, who: Actor) -> int:
    return sum(performance_of(who, FILED).arrived.values())


#: List -> who asks it, of which case, and what she finds.
LISTS: dict[str, tuple[str, Callable[[], Case], Callable[[Case, Actor], Any]]] = {
    "news of an agency": ("liaison", corrected, lambda _case, who: last_news(who)),
    "record of an agency": (
        "liaison",
        corrected,
        lambda _case, who: record_of(who, year=None, standing=None, today=TODAY),
    ),
    "ticked": ("examiner", examined, lambda case, who: bulk.picked(who, [case.ref])),
    "all of a filter": ("examiner", examined, all_of_the_queue),
    "days of a calendar": ("examiner", examined, lambda _case, who: days_of(who)),
    "a table": ("examiner", examined, in_a_table),
    "begun by the office": ("head", own.begun, lambda _case, who: begun_in(who)),
    "before the members": (
        "commissioner",
        before_the_members,
        lambda _case, who: matters_for(who),
    ),
    "to be mentioned": ("other_examiner", examined, seen_by_name),
    "mentioned": (
        "other_examiner",
        with_a_note,
        lambda _case, who: today_of(who, TODAY, FAR).mentioned,
    ),
    "merged into it": ("head", merged, merged_with),
    "split off it": ("head", split, split_off),
    "how an office works": ("head", examined, arrived),
    "waits for a head": (
        "head",
        in_plenary,
        lambda _case, who: Case.objects.filter(waits_for_head(who)),
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_who_is_kept_out_of_a_case_does_not_find_it_in_a_list(name: str) -> None:
    who, made, found = LISTS[name]
    calendar()
    case = made()
    assert found(case, actor(who))
    kept_out(case, who)
    refused = found(case, actor(who))
    assert not refused


def tie(who: str) -> None:
    AgencyTie.objects.create(user=person(who), agency=agency(), at=wall_now())


def test_a_suggestion_is_not_shown_to_who_has_come_to_be_tied_to_the_agency() -> None:
    row = suggest()
    assert suggested_by(actor("examiner")) == [row]
    assert list(waiting_for(actor("head"), FILED)) == [row]
    tie("examiner")
    tie("head")
    assert suggested_by(actor("examiner")) == []
    assert list(waiting_for(actor("head"), FILED)) == []


# --- what lies elsewhere, or is somebody else's ------------------------------------------
def moved(case: Case) -> Case:
    """It lies in another office, and its examiner sees it as its reporter only."""
    Case.objects.filter(pk=case.pk).update(
        office=office("63"), filed_by=person("examiner")
    )
    return case


def test_the_day_of_an_officer_is_of_his_own_offices() -> None:
    case, who = examined(), actor("examiner")
    case.deadlines.update(holder=Party.EXAMINER.value)
    assert today_of(who, TODAY, FAR).counts["soon"] > 0
    moved(case)
    assert Case.objects.visible_to(who).get() == case
    found = today_of(who, TODAY, FAR)
    assert [*found.late, *found.soon, *found.arrived] == []


def test_the_list_of_orders_is_of_his_own_offices() -> None:
    case, who = corrected(), actor("examiner")
    assert seen_actions(who).count() == 2
    moved(case)
    assert Case.objects.visible_to(who).get() == case
    assert list(seen_actions(who)) == []


def test_offices_to_choose_from_are_those_whose_cases_one_may_see() -> None:
    calendar()
    mine, other = str(office().pk), str(office("63").pk)
    assert {mine, other} <= dict(desk_of(actor("auditor"), FILED, "id").offices).keys()
    offered = dict(desk_of(actor("examiner"), FILED, "id").offices)
    assert mine in offered
    assert other not in offered


def test_what_nobody_works_on_is_offered_to_who_works_on_cases() -> None:
    case, _ = file_one()
    Case.objects.filter(pk=case.pk).update(office=office("00"))
    found = Case.objects.filter(unassigned(actor("commissioner")))
    assert list(found) == [case]
    assert list(Case.objects.filter(unassigned(actor("custodian")))) == []


def test_terms_of_an_absent_colleague_are_not_those_of_another_role() -> None:
    examined().deadlines.update(holder=Party.EXAMINER.value)
    absent = [person("examiner").pk]
    for who, mine in (("other_examiner", True), ("head", True), ("intake", False)):
        terms = Deadline.objects.filter(held_by(actor(who), absent))
        assert terms.exists() is mine, who
    assert list(Deadline.objects.filter(held_by(actor("intake"), absent))) == []


def test_what_a_deputy_reported_himself_is_not_among_what_he_holds_for_another() -> (
    None
):
    case, deputy = examined(), person("other_examiner")
    gone(person("examiner"), deputy)
    assert Case.objects.filter(held_for_others(at(deputy))).get() == case
    Case.objects.filter(pk=case.pk).update(filed_by=deputy)
    assert list(Case.objects.filter(held_for_others(at(deputy)))) == []


def test_an_order_that_is_not_done_is_not_among_those_that_are() -> None:
    corrected()
    who = actor("liaison")
    assert record_of(who, year=None, standing=InRecord.OPEN, today=TODAY).exists()
    done_ones = record_of(who, year=None, standing=InRecord.DONE, today=TODAY)
    assert list(done_ones) == []


def test_the_days_of_a_liaison_are_those_of_the_agency() -> None:
    corrected()
    duties = [day for day in days_of(actor("liaison")) if day.kind == "action"]
    assert {day.n for day in duties} == {1, 2}
    assert days_of(actor("other_liaison")) == []


def test_a_link_that_was_revoked_is_not_among_those_that_open_something() -> None:
    link = sent()
    assert live_link(link.pk, wall_now()) == link
    assert list(live_links(link.case, wall_now())) == [link]
    link.revoked_at, link.revoked_by = wall_now(), person("examiner")
    link.save(update_fields=["revoked_at", "revoked_by"])
    assert live_link(link.pk, wall_now()) is None
    assert list(live_links(link.case, wall_now())) == []


@pytest.mark.parametrize("kind", [TermKind.CHAIR_SIGNATURE, TermKind.NEXT_STEP])
def test_what_only_the_chair_does_does_not_wait_for_another_commissioner(
    kind: TermKind,
) -> None:
    case = examined()
    term = case.deadlines.latest("pk")
    case.deadlines.exclude(pk=term.pk).update(met_on=TODAY)
    Deadline.objects.filter(pk=term.pk).update(
        kind=kind, holder=Party.CHAIR.value, met_on=None, paused_since=None
    )
    waits = Case.objects.filter(waits_for_members(actor("chair")))
    assert list(waits) == [case]
    others = Case.objects.filter(waits_for_members(actor("commissioner")))
    assert list(others) == []


def test_what_was_written_for_all_waits_for_a_commissioner_and_not_yet_the_chair() -> (
    None
):
    walk = obeyed()
    draft = written(walk)
    assert list(releases_waiting(actor("commissioner"))) == [draft]
    assert list(releases_waiting(actor("chair"))) == []


def test_an_objection_waits_for_no_decision_of_who_is_no_commissioner() -> None:
    walk = objecting.in_time()
    objecting.filed(walk)
    objecting.named(walk)
    row = objecting.proposed(walk)
    assert list(waits_for_decision(actor("commissioner"))) == [row]
    assert list(waits_for_decision(actor("intake"))) == []


def test_what_came_back_waits_for_who_monitored_it_and_is_no_reading_of_an_agency() -> (
    None
):
    old = done()
    again(old)
    row = Recurrence.objects.earliest("id")
    assert row in recurring.waiting(actor("examiner"))
    assert row in recurring.waiting(actor("head"))
    assert row in recurring.seen_by(actor("other_examiner"))
    assert list(recurring.waiting(actor("other_examiner"))) == []
    assert Case.objects.visible_to(actor("liaison")).filter(pk=old.case.pk).exists()
    assert list(recurring.seen_by(actor("liaison"))) == []


# --- who a list or an act is for at all ------------------------------------------------
def test_an_agency_is_reminded_by_who_works_on_its_cases_and_the_auditor_is_refused() -> (
    None
):
    assert bulk.may_urge(actor("examiner"))
    refused = [who for who in ("auditor", "intake") if not bulk.may_urge(actor(who))]
    assert refused == ["auditor", "intake"]


def test_offices_without_a_head_are_no_concern_of_an_officer_nor_of_the_centre() -> (
    None
):
    assert tends_headless(actor("system_admin"))
    assert actor("auditor").central
    tending = [
        who for who in ("examiner", "head", "auditor") if tends_headless(actor(who))
    ]
    assert tending == []


def test_a_commissioner_does_not_sign_as_the_chair() -> None:
    meeting = Plenary(bench=Bench.MEMBERS)
    assert _title(meeting, actor("chair")) == TITLES[Party.CHAIR]
    title = _title(meeting, actor("commissioner"))
    assert title not in {TITLES[Party.CHAIR]}


def test_a_colleague_who_may_not_see_a_case_is_not_seen_to_see_it() -> None:
    case = examined()
    assert member(person("examiner_elsewhere"), now=FILED).office_ids
    assert sees(case, person("other_examiner"), FILED)
    refused = sees(case, person("examiner_elsewhere"), FILED)
    assert not refused
