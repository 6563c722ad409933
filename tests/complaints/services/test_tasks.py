"""Tasks in a case: for whom, by whom, and that closing waits for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.templating import Line, TemplateKind
from complaints.models import Case, Task, Template
from complaints.selectors.todo import eligible, tasks_for
from complaints.services import recusing, todo
from complaints.services.errors import NotReady
from complaints.services.templating import Content
from journal.errors import DraftRefused
from journal.models import Entry
from tests.complaints.services.test_templating import published, written
from tests.complaints.story import Walk, to_examination
from tests.people import actor, person

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
WORDS = "Periksa kuitansi Ibu Melati"


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


def given(walk: Walk, text: str = WORDS, who: str = "examiner", **more: Any) -> Task:
    """A task, as somebody who works on the case gives it."""
    return todo.add(
        ref=walk.case.ref, text=text, actor=actor(who), now=walk.now, **more
    )


def ended(walk: Walk, row: Task, who: str = "examiner", **more: Any) -> Task:
    """The same, done."""
    return todo.finish(
        ref=walk.case.ref, task=row.ref, actor=actor(who), now=walk.now, **more
    )


def mine(who: str) -> list[Task]:
    rows, of = tasks_for(actor(who))
    assert of == len(rows)
    return list(rows)


@pytest.mark.parametrize("who", ["other_examiner", "commissioner", "auditor"])
def test_who_reads_a_case_and_does_not_work_on_it_gives_no_task(
    walk: Walk, who: str
) -> None:
    with pytest.raises(NotAllowed):
        given(walk, who=who)


def test_whom_it_is_given_to_ends_it_and_nobody_else_who_only_reads(walk: Walk) -> None:
    row = given(walk, whom_id=person("other_examiner").pk)
    with pytest.raises(NotAllowed):
        ended(walk, row, "auditor")
    assert ended(walk, row, "other_examiner").done_by == person("other_examiner")
    with pytest.raises(NotAllowed):
        ended(walk, given(walk, "Lain"), "other_examiner")


def test_a_task_without_a_name_is_for_whoever_holds_the_case(walk: Walk) -> None:
    row = given(walk)
    assert mine("examiner") == [row]
    assert mine("other_examiner") == mine("intake") == []
    Case.objects.filter(pk=walk.case.pk).update(examiner=person("other_examiner"))
    assert mine("other_examiner") == [row]
    assert mine("examiner") == []


def test_of_mine_the_nearest_day_comes_first_and_all_are_counted(walk: Walk) -> None:
    day = date(2026, 3, 20)
    for n in range(10):
        given(walk, f"Tugas {n}", due_on=day - timedelta(days=n) if n else None)
    rows, of = tasks_for(actor("examiner"))
    assert of == 10
    assert [row.text for row in rows] == [f"Tugas {n}" for n in range(9, 1, -1)]


def test_who_acts_for_a_colleague_finds_his_tasks_too(walk: Walk) -> None:
    row = given(walk)
    away = {person("examiner").pk}
    assert tasks_for(actor("other_examiner"), away) == ([row], 1)


def test_done_dropped_or_in_a_closed_case_it_waits_for_nobody(walk: Walk) -> None:
    ended(walk, given(walk, "Satu"))
    ended(walk, given(walk, "Dua"), dropped=True)
    given(walk, "Tiga")
    closed(walk)
    assert mine("examiner") == []


def closed(walk: Walk) -> None:
    """What else may be open in it is no matter here."""
    Case.objects.filter(pk=walk.case.pk).update(
        state="closed",
        closing_reason="diselesaikan_terlapor",
        closed_from="exam",
        closed_at=walk.now,
    )


def refused(code: str, act: Callable[[], Any]) -> None:
    with pytest.raises((NotReady, DraftRefused), match=f"^{code}$"):
        act()


def test_nothing_is_given_or_ended_in_a_closed_case(walk: Walk) -> None:
    row = given(walk)
    closed(walk)
    refused("case_closed", lambda: given(walk, "Baru"))
    refused("case_closed", lambda: ended(walk, row))


def test_the_same_open_words_twice_are_one_task(walk: Walk) -> None:
    row = given(walk)
    refused("task_there", lambda: given(walk))
    ended(walk, row)
    assert given(walk).n == 2


def test_a_case_has_no_more_tasks_than_anybody_reads(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(todo, "MOST", 1)
    given(walk)
    refused("tasks_full", lambda: given(walk, "Lain"))


@pytest.mark.parametrize("who", ["examiner_elsewhere", "liaison", "auditor", "citizen"])
def test_only_a_colleague_of_the_office_is_given_a_task(walk: Walk, who: str) -> None:
    refused("task_person", lambda: given(walk, whom_id=person(who).pk))


def test_who_may_not_see_a_restricted_case_is_given_nothing_in_it(walk: Walk) -> None:
    colleague = person("other_examiner")
    assert colleague in eligible(walk.case, walk.now)
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    reads = {user.pk for user in eligible(walk.again(), walk.now)}
    assert reads == {person(key).pk for key in ("examiner", "intake", "head")}
    refused("task_person", lambda: given(walk, whom_id=colleague.pk))


def test_who_keeps_out_of_a_case_leaves_his_tasks_to_its_holder(walk: Walk) -> None:
    row = given(walk, whom_id=person("other_examiner").pk)
    assert mine("other_examiner") == [row]
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("other_examiner").pk,
        reason="Terlapor saudara saya.",
        actor=actor("other_examiner"),
        now=walk.now,
    )
    assert mine("other_examiner") == []
    assert mine("examiner") == [row]
    refused(
        "task_person",
        lambda: given(walk, "Lagi", whom_id=person("other_examiner").pk),
    )


def test_a_task_of_another_case_or_of_none_is_not_found(walk: Walk) -> None:
    row, other = given(walk), Walk()
    for ref, task in ((other.case.ref, row.ref), (walk.case.ref, uuid4())):
        with pytest.raises(Task.DoesNotExist):
            todo.finish(ref=ref, task=task, actor=actor("head"), now=walk.now)
    with pytest.raises(Case.DoesNotExist):
        ended(walk, row, "examiner_elsewhere")


def test_an_open_task_moves_before_the_open_one_above_it(walk: Walk) -> None:
    rows = [given(walk, text) for text in ("Satu", "Dua", "Tiga")]
    ended(walk, rows[1])
    for _ in range(2):
        todo.move_up(
            ref=walk.case.ref, task=rows[2].ref, actor=actor("examiner"), now=walk.now
        )
    assert [row.text for row in walk.again().tasks.all()] == ["Tiga", "Dua", "Satu"]


def test_the_record_knows_every_task_and_no_word_of_it(walk: Walk) -> None:
    row = given(walk, whom_id=person("other_examiner").pk, due_on=date(2026, 3, 20))
    ended(walk, row)
    ended(walk, row)  # sent twice
    more: dict[str, Any] = {"ref": walk.case.ref, "task": row.ref, "now": walk.now}
    todo.take_up(actor=actor("examiner"), **more)
    todo.take_up(actor=actor("examiner"), **more)
    ended(walk, row, dropped=True)
    kinds = [kind.removeprefix("complaints.task_") for kind in walk.kinds()]
    assert kinds[-4:] == ["added", "done", "reopened", "dropped"]
    entries = Entry.objects.filter(kind__startswith="complaints.task_")
    told = list(entries.order_by("id").values_list("data", flat=True))
    assert told[0] == {
        "task": str(row.ref),
        "user": person("other_examiner").pk,
        "due_on": "2026-03-20",
    }
    assert told[1:] == [{"task": str(row.ref)}] * 3


def test_a_task_makes_nobodys_form_stale(walk: Walk) -> None:
    before = walk.again().version
    ended(walk, given(walk))
    assert walk.again().version == before


def listed(slug: str = "uji", place: str = "exam", **more: Any) -> None:
    """A checklist, as an administrator publishes it."""
    lines = (Line("Susun rencana", "Write the plan", 5), Line("Baca", "Read"))
    content = Content("Daftar uji", "Test list", lines, place=place, **more)
    published(slug, kind=TemplateKind.CHECKLIST, content=content)


def took(walk: Walk, slug: str = "uji", who: str = "examiner") -> list[Task]:
    return todo.take_list(ref=walk.case.ref, slug=slug, actor=actor(who), now=walk.now)


def test_every_line_of_a_checklist_becomes_a_task_with_its_working_day(
    walk: Walk,
) -> None:
    listed()
    rows = took(walk)
    assert [(row.n, row.text) for row in rows] == [(1, "Susun rencana"), (2, "Baca")]
    today = legal_day(walk.now, walk.case.office.zone)
    assert rows[0].due_on == work_calendar().add_workdays(today, 5).date
    assert rows[1].due_on is None
    assert walk.kinds()[-2:] == ["complaints.task_added"] * 2


def test_a_checklist_puts_no_line_there_twice_done_or_not(walk: Walk) -> None:
    listed()
    ended(walk, given(walk, "Baca"))
    assert [row.text for row in took(walk)] == ["Susun rencana"]
    refused("list_taken", lambda: took(walk))


def test_only_a_list_offered_at_this_stage_is_taken_by_who_works_on_it(
    walk: Walk,
) -> None:
    listed()
    listed("formil-uji", "formal")
    listed("lama", offered=False)
    for slug in ("formil-uji", "lama", "tidak-ada"):
        with pytest.raises(Template.DoesNotExist):
            took(walk, slug)
    with pytest.raises(NotAllowed):
        took(walk, who="other_examiner")


@pytest.mark.parametrize(
    ("lines", "code"),
    [((), "template_lines"), ((Line("A", "A"),) * 21, "template_lines")],
)
def test_a_checklist_has_one_to_twenty_lines(lines: Any, code: str) -> None:
    content = Content("Daftar", "List", lines)
    refused(code, lambda: written("uji", kind=TemplateKind.CHECKLIST, content=content))
