"""Resolution and monitoring: the file, the superior, the commissioners above it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.activities import Kind, Outcome
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import Activity, Case, Deadline
from complaints.selectors.today import today_of
from complaints.services import activities, file_check, ladder, outcomes, todo
from complaints.services.errors import NotReady
from documents.services.keeping import content_of
from journal.models import Delivery, Entry
from tests.complaints.ladder import COMPLETE, checked, in_resmon, proposed
from tests.complaints.story import (
    Walk,
    opened_by_agency,
    opened_by_superior,
    to_examination,
)
from tests.documents.reading import text_of
from tests.people import actor, person

pytestmark = pytest.mark.django_db


def term(walk: Walk, kind: TermKind) -> Deadline:
    return walk.again().deadlines.filter(kind=kind).latest("pk")


def told(event: str) -> set[str]:
    """Who hears of it."""
    entry = Entry.objects.filter(kind=event).latest("pk")
    rows = Delivery.objects.filter(entry=entry)
    return set(rows.values_list("recipient", flat=True))


def test_who_finds_the_file_complete_monitors_the_case_from_then_on() -> None:
    walk = in_resmon()
    assert walk.case.resmon_id is None
    checked(walk)
    assert walk.again().resmon == person("resmon")
    entry = Entry.objects.get(kind=events.FILE_CHECKED)
    assert entry.data == {"lacking": []}
    assert walk.case.checks.filter(stage="resmon", passed=True).count() == 4


def test_what_is_missing_becomes_a_task_of_the_examiner_with_a_day() -> None:
    walk = in_resmon()
    gaps = {**COMPLETE, "receipt": (False, "Bukti terima belum dipindai")}
    walk.do(file_check.check_file, "resmon", answers=gaps)
    task = walk.again().tasks.get()
    assert (task.text, task.whom) == (
        "Bukti terima belum dipindai",
        person("examiner"),
    )
    assert task.due_on == walk.now.date() + timedelta(days=3)
    # The same again adds nothing; when it is done, the file is checked anew.
    walk.do(file_check.check_file, "resmon", answers=gaps)
    assert walk.again().tasks.count() == 1
    with pytest.raises(NotReady, match="file_unchecked"):
        proposed(walk)
    todo.finish(ref=walk.case.ref, task=task.ref, actor=actor("examiner"), now=walk.now)
    checked(walk)
    proposed(walk)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"report": (True, "")}, "file_unanswered"),
        ({**COMPLETE, "orders": (False, " ")}, "file_gap_unsaid"),
    ],
)
def test_every_line_has_its_answer_and_every_gap_its_words(
    answers: dict[str, tuple[bool, str]], code: str
) -> None:
    walk = in_resmon()
    with pytest.raises(NotReady, match=code):
        walk.do(file_check.check_file, "resmon", answers=answers)


def test_the_file_is_checked_by_monitoring_and_where_a_date_was_missed() -> None:
    walk = in_resmon()
    with pytest.raises(NotAllowed):
        walk.do(file_check.check_file, "examiner", answers=COMPLETE)
    early = Walk()
    to_examination(early)
    with pytest.raises(NotReady, match="not_in_resmon"):
        early.do(file_check.check_file, "resmon", answers=COMPLETE)


def invited(walk: Walk) -> Activity:
    plan = activities.Plan(
        Kind.SUPERIOR,
        "Pelaksanaan kedua tindakan.",
        person="Wali Kota Tirtalaya",
        day=walk.now.date() + timedelta(days=20),
        time=time(10),
        place="Kantor kami",
    )
    found: Activity = walk.do(activities.begin, "resmon", plan=plan)
    return found


def test_the_superior_is_invited_by_letter_and_opens_it_himself() -> None:
    walk = in_resmon()
    checked(walk)
    row = invited(walk)
    posted = walk.again().letters.get(addressee="superior")
    words = text_of(content_of(posted.letter.file))
    assert "Yth. Wali Kota Tirtalaya" in words
    assert "Undangan kepada atasan terlapor" in words
    assert {d.holder for d in walk.case.deadlines.filter(subject=str(row.ref))} == {
        Party.RESMON
    }
    opened_by_agency(walk)  # the liaison opens his own letters only
    posted.refresh_from_db()
    assert posted.received_on is None
    opened_by_superior(walk)
    posted.refresh_from_db()
    assert posted.received_on == walk.now.date()
    row.refresh_from_db()
    assert row.received_on == walk.now.date()
    assert events.SUPERIOR_INVITED in walk.kinds()


def test_monitoring_writes_down_what_came_of_it_and_the_examiner_does_not() -> None:
    walk = in_resmon()
    checked(walk)
    plan = activities.Plan(
        Kind.PERSUASION,
        "Mengapa belum.",
        person="Sekretaris Daerah",
        day=walk.now.date(),
        time=time(9),
        place="Telepon",
    )
    row = walk.do(activities.begin, "resmon", plan=plan)
    came = outcomes.Came(Outcome.DONE, "Berjanji minggu depan.")
    with pytest.raises(NotAllowed):
        walk.do(outcomes.record, "examiner", activity=row.ref, came=came)
    walk.do(outcomes.record, "resmon", activity=row.ref, came=came)
    assert not walk.again().letters.filter(addressee="superior").exists()


def test_nobody_persuades_where_nothing_was_missed() -> None:
    walk = Walk()
    to_examination(walk)
    plan = activities.Plan(Kind.PERSUASION, "x", person="y")
    with pytest.raises(NotReady, match="not_monitored"):
        walk.do(activities.begin, "head", plan=plan)


def test_after_sixty_days_one_commissioner_is_called_and_says_how_it_goes_on() -> None:
    walk = in_resmon()
    checked(walk)
    resmon = term(walk, TermKind.RESMON)
    assert resmon.due_on == resmon.started_on + timedelta(days=60)
    for who in ("commissioner", "chair"):
        person(who)
    walk.pass_days(61)
    guidance = term(walk, TermKind.RESMON_GUIDANCE)
    assert guidance.holder == Party.COMMISSIONER
    assert guidance.started_on == resmon.due_on + timedelta(days=1)
    assert guidance.named == person("commissioner")  # the chair stands above
    assert told(events.RESMON_ESCALATED) == {f"user:{person('commissioner').pk}"}
    assert walk.again().state == State.RESMON  # time moved nothing

    walk.do(ladder.direct, "commissioner", text="Susun Rekomendasi.")
    assert term(walk, TermKind.RESMON_GUIDANCE).met_on == walk.now.date()
    assert term(walk, TermKind.NEXT_STEP).holder == Party.RESMON
    assert told(events.RESMON_DIRECTED) == {f"user:{person('resmon').pk}"}
    assert walk.case.notes.get().text == "Susun Rekomendasi."
    with pytest.raises(NotReady, match="no_guidance_asked"):
        walk.do(ladder.direct, "commissioner", text="Lagi.")


def test_what_waits_before_the_plenary_already_calls_nobody_again() -> None:
    walk = in_resmon()
    checked(walk)
    person("chair")
    proposed(walk)
    walk.pass_days(61)
    assert events.RESMON_ESCALATED not in walk.kinds()


def test_a_direction_that_nobody_follows_calls_the_commissioners_once_more() -> None:
    walk = in_resmon()
    checked(walk)
    person("commissioner")
    walk.pass_days(61)
    walk.do(ladder.direct, "commissioner", text="Susun Rekomendasi.")
    walk.pass_days(20)
    assert walk.kinds().count(events.RESMON_ESCALATED) == 2


def test_only_a_commissioner_directs() -> None:
    walk = in_resmon()
    with pytest.raises(NotAllowed):
        walk.do(ladder.direct, "head", text="Susun.")


def test_a_case_that_nobody_monitors_stands_among_those_without_an_officer() -> None:
    walk = in_resmon()
    today = date(2026, 4, 21)

    def free() -> list[Case]:
        return list(today_of(actor("resmon"), today, today).unassigned)

    assert free() == [walk.again()]
    checked(walk)
    assert free() == []
