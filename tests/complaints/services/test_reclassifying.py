"""Another class: by the head, with a reason, its limit counted from the same first day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from accounts.actor import reporter_of
from accounts.errors import NotAllowed
from agencies.domain.calendar import end_of_day
from complaints.domain import events
from complaints.domain.extending import Cause
from complaints.domain.states import CaseClass
from complaints.domain.terms import TermKind
from complaints.models import Case, Deadline
from complaints.selectors.extensions import granted_promises
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, extending, reclassifying
from complaints.services.errors import NotReady, StaleVersion
from journal.models import Delivery, Entry
from ombudsman.templatetags.portal import plain_date
from tests.complaints.story import Walk, to_examination, to_signed_lhp
from tests.complaints.views.pages import act_page, case_page
from tests.complaints.views.test_acts import material, registered
from tests.people import actor, login

if TYPE_CHECKING:
    from datetime import date

pytestmark = pytest.mark.django_db
WHY = "Lima saksi di tiga kecamatan."


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


def owed(walk: Walk) -> Deadline:
    """The one limit of the examination that runs."""
    kinds = (TermKind.EXAM_LIGHT, TermKind.EXAM_MEDIUM, TermKind.EXAM_HEAVY)
    found: Deadline = walk.case.deadlines.get(
        kind__in=kinds, met_on=None, dropped_at=None
    )
    return found


def changed(
    walk: Walk, to: CaseClass = CaseClass.MEDIUM, who: str = "head", **more: Any
) -> Case:
    told = {"case_class": to, "reason": WHY} | more
    found: Case = walk.do(reclassifying.reclassify, who, **told)
    walk.again()
    return found


def test_the_limit_of_the_new_class_runs_from_the_first_day_of_the_old_one(
    walk: Walk,
) -> None:
    old = owed(walk)
    walk.now += timedelta(days=9)
    changed(walk)
    new = owed(walk)
    assert walk.case.classification == CaseClass.MEDIUM
    assert (new.kind, new.started_on) == (TermKind.EXAM_MEDIUM, old.started_on)
    assert new.due_on == old.started_on + timedelta(days=90)
    assert new.due_at == end_of_day(new.due_on, new.zone)
    assert walk.case.due_on == new.due_on  # the queue's day
    old.refresh_from_db()
    assert old.dropped_at == walk.now


def test_the_record_says_which_classes_and_days_and_no_word(walk: Walk) -> None:
    before = owed(walk).due_on
    changed(walk)
    entry = Entry.objects.get(kind=events.RECLASSIFIED)
    assert entry.data["class_before"] == "light"
    assert entry.data["case_class"] == "medium"
    assert entry.data["due_on"] == before.isoformat()
    assert entry.data["until"] == owed(walk).due_on.isoformat()
    assert "saksi" not in str(entry.data)
    note = walk.case.notes.get()
    assert note.text == WHY
    assert entry.data["text"] == walk.case.text_hash(WHY)


def test_the_reporter_is_told_and_reads_the_new_day(walk: Walk) -> None:
    changed(walk)
    told = Delivery.objects.filter(subscriber="reporter_news")
    news = told.get(entry__kind=events.RECLASSIFIED)
    assert news.not_before == news.created_at
    page = reporter_page(walk.case, walk.now)
    assert page.moments[-1].kind == events.RECLASSIFIED
    assert page.turn.date == owed(walk).due_on


def read(walk: Walk) -> str:
    """What the reporter reads of it."""
    client = Client()
    told = {"number": walk.receipt.locator, "code": walk.receipt.code}
    client.post("/lacak/", told)
    return client.get(f"/lacak/{walk.case.locator}/").content.decode()


def moved(before: date, until: date) -> str:
    days = f"{plain_date(before)} ke {plain_date(until)}"
    return f"Batas waktu pemeriksaan berubah dari {days}"


def test_the_reporter_reads_both_days_of_every_change(walk: Walk) -> None:
    days = [owed(walk).due_on]
    for each in (CaseClass.HEAVY, CaseClass.MEDIUM):
        changed(walk, each)
        days.append(owed(walk).due_on)
    page = read(walk)
    assert moved(days[0], days[1]) in page
    assert moved(days[1], days[2]) in page
    assert WHY not in page


def test_more_time_that_holds_no_more_is_no_promise_to_the_reporter(walk: Walk) -> None:
    row = owed(walk)
    until = row.due_on + timedelta(days=5)
    told = {"deadline_id": row.pk, "until": until, "cause": Cause.AGENCY}
    walk.do(extending.ask_extension, "examiner", reason="Belum dijawab.", **told)
    walk.do(extending.decide_extension, "head", granted=True, answer="Kami menunggu.")
    assert "Batas waktu pemeriksaan mundur" in read(walk)
    changed(walk)
    page = read(walk)
    assert "Batas waktu pemeriksaan mundur" not in page
    assert moved(until, owed(walk).due_on) in page


def test_more_time_is_still_read_of_after_the_end(walk: Walk) -> None:
    row = owed(walk)
    told = {"deadline_id": row.pk, "until": row.due_on + timedelta(days=5)}
    told |= {"cause": Cause.AGENCY, "reason": "Belum dijawab."}
    walk.do(extending.ask_extension, "examiner", **told)
    walk.do(extending.decide_extension, "head", granted=True, answer="Kami menunggu.")
    reporter = reporter_of(walk.again().pk)
    closing.withdraw(ref=walk.case.ref, actor=reporter, now=walk.now)
    row.refresh_from_db()
    assert row.dropped_at is not None
    assert [each.deadline for each in granted_promises(walk.again())] == [row]


def test_where_no_limit_runs_the_reporter_reads_no_day_and_gets_no_mail() -> None:
    walk = Walk()
    registered(walk)
    changed(walk, CaseClass.HEAVY)
    told = Delivery.objects.filter(entry__kind=events.RECLASSIFIED)
    assert not told.exists()
    page = read(walk)
    assert "Kami mengubah klasifikasi laporan Anda" in page
    assert "Batas waktu pemeriksaan berubah" not in page


def test_before_an_examination_the_class_changes_and_no_limit_runs() -> None:
    walk = Walk()
    registered(walk)
    assert reclassifying.would_end(walk.again()) == {}
    changed(walk, CaseClass.HEAVY)
    assert walk.case.classification == CaseClass.HEAVY
    assert "until" not in Entry.objects.get(kind=events.RECLASSIFIED).data
    limits = walk.case.deadlines.filter(kind__startswith="exam_")
    assert not limits.exists()


def test_a_limit_that_is_late_gives_way_to_no_longer_one(walk: Walk) -> None:
    before = owed(walk)
    walk.pass_days(40)
    with pytest.raises(NotReady, match="class_late"):
        changed(walk)
    assert (owed(walk).pk, walk.again().classification) == (before.pk, "light")
    assert not owed(walk).is_open


def test_on_its_last_day_a_limit_still_gives_way_to_a_longer_one(walk: Walk) -> None:
    last = owed(walk).due_on
    walk.now += timedelta(days=(last - walk.now.date()).days)
    changed(walk)
    assert owed(walk).due_on > last


def test_a_limit_that_is_late_gives_way_to_a_shorter_one_and_stays_late(
    walk: Walk,
) -> None:
    changed(walk)
    before = owed(walk).due_on
    walk.now += timedelta(days=100)
    changed(walk, CaseClass.LIGHT)
    assert owed(walk).due_on < before < walk.now.date()
    with pytest.raises(NotReady, match="class_late"):
        changed(walk, CaseClass.MEDIUM)


def test_a_late_case_is_refused_a_longer_class_in_words(
    client: Client, walk: Walk
) -> None:
    Deadline.objects.filter(kind=TermKind.EXAM_LIGHT).update(
        due_on=walk.now.date() - timedelta(days=1)
    )
    login(client, "head")
    told = {"version": walk.case.version, "case_class": "heavy", "reason": WHY}
    answer = client.post(act_page(walk.case, "ubah-golongan"), told)
    assert answer.status_code == 409
    assert "Keterlambatan ini tetap tercatat." in answer.content.decode()
    assert WHY in answer.content.decode()


def test_a_class_whose_limit_would_be_over_is_refused_and_nothing_moves(
    walk: Walk,
) -> None:
    changed(walk, CaseClass.HEAVY)
    before = owed(walk).due_on
    walk.now += timedelta(days=30)
    changed(walk, CaseClass.LIGHT)  # its last day is today
    changed(walk, CaseClass.HEAVY)
    walk.now += timedelta(days=1)
    with pytest.raises(NotReady, match="class_over"):
        changed(walk, CaseClass.LIGHT)
    assert (owed(walk).due_on, walk.again().classification) == (before, "heavy")


def test_the_same_class_is_no_change(walk: Walk) -> None:
    with pytest.raises(NotReady, match="class_same"):
        changed(walk, CaseClass.LIGHT)


def test_after_the_report_is_signed_the_class_stays(walk: Walk) -> None:
    to_signed_lhp(walk)
    with pytest.raises(NotReady, match="class_settled"):
        changed(walk)


def test_before_the_register_there_is_no_class_to_change() -> None:
    walk = Walk()
    material(walk)
    with pytest.raises(NotReady, match="class_settled"):
        changed(walk)
    assert reclassifying.would_end(walk.again()) == {}


def test_a_request_for_more_time_is_decided_first(walk: Walk) -> None:
    row = owed(walk)
    walk.do(
        extending.ask_extension,
        "examiner",
        deadline_id=row.pk,
        until=row.due_on + timedelta(days=5),
        cause=Cause.AGENCY,
        reason="Belum dijawab.",
    )
    with pytest.raises(NotReady, match="extension_waits"):
        changed(walk)


@pytest.mark.parametrize("who", ["examiner", "intake", "other_examiner"])
def test_only_the_head_gives_a_class_or_gives_it_back(walk: Walk, who: str) -> None:
    with pytest.raises(NotAllowed):
        changed(walk, who=who)
    changed(walk)
    told = {"case_class": CaseClass.LIGHT, "changed_at": walk.now}
    with pytest.raises(NotAllowed):
        walk.do(reclassifying.give_back, who, **told)
    assert walk.again().classification == CaseClass.MEDIUM


@pytest.mark.parametrize("who", ["examiner_elsewhere", "citizen"])
def test_who_does_not_see_the_case_changes_nothing(walk: Walk, who: str) -> None:
    with pytest.raises(Case.DoesNotExist):
        changed(walk, who=who)


def test_a_page_that_is_out_of_date_changes_nothing(walk: Walk) -> None:
    with pytest.raises(StaleVersion):
        reclassifying.reclassify(
            ref=walk.case.ref,
            version=walk.case.version - 1,
            case_class=CaseClass.MEDIUM,
            reason=WHY,
            actor=actor("head"),
            now=walk.now,
        )


def test_given_back_the_old_limit_runs_as_it_ran(walk: Walk) -> None:
    old, at = owed(walk), walk.now
    changed(walk)
    walk.now += timedelta(minutes=3)
    told = {"case_class": CaseClass.LIGHT, "changed_at": at}
    walk.do(reclassifying.give_back, "head", **told)
    assert owed(walk).pk == old.pk
    assert (walk.again().classification, walk.case.due_on) == ("light", old.due_on)
    last = Entry.objects.filter(kind=events.RECLASSIFIED).latest("n")
    assert (last.data["class_before"], last.data["case_class"]) == ("medium", "light")
    assert last.data["until"] == old.due_on.isoformat()


def test_given_back_before_an_examination_only_the_class_changes() -> None:
    walk = Walk()
    registered(walk)
    at = walk.now
    changed(walk)
    told = {"case_class": CaseClass.LIGHT, "changed_at": at}
    walk.do(reclassifying.give_back, "head", **told)
    assert walk.again().classification == CaseClass.LIGHT
    assert not walk.case.deadlines.filter(kind__startswith="exam_").exists()


def test_the_page_says_which_day_each_class_means(client: Client, walk: Walk) -> None:
    login(client, "head")
    assert "ubah-golongan" in client.get(case_page(walk.case)).content.decode()
    page = client.get(act_page(walk.case, "ubah-golongan")).content.decode()
    assert "Sedang, batas pemeriksaan" in page
    assert "Ringan, batas pemeriksaan" not in page  # that it is already


def test_a_refused_class_is_a_sentence_and_keeps_the_reason(
    client: Client, walk: Walk
) -> None:
    changed(walk, CaseClass.HEAVY)
    Deadline.objects.filter(kind=TermKind.EXAM_HEAVY).update(
        started_on=walk.now.date() - timedelta(days=60),
        due_on=walk.now.date() + timedelta(days=9999),
    )
    login(client, "head")
    told = {"version": walk.case.version, "case_class": "light", "reason": WHY}
    answer = client.post(act_page(walk.case, "ubah-golongan"), told)
    assert answer.status_code == 409
    assert "Batas klasifikasi itu sudah lewat." in answer.content.decode()
    assert WHY in answer.content.decode()


def test_whoever_works_on_it_reads_that_it_is_the_heads_act(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Ubah klasifikasi" in page
    assert "ubah-golongan/" not in page
    login(client, "other_examiner")
    assert "Ubah klasifikasi" not in client.get(case_page(walk.case)).content.decode()
