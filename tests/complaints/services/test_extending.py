"""More time: asked by the holder before the last day, decided by another person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.errors import NotAllowed
from agencies.domain.calendar import WorkCalendar, end_of_day, legal_day
from complaints.domain import events
from complaints.domain.extending import Cause
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.models import Deadline, Extension
from complaints.selectors.reporter_page import reporter_page
from complaints.selectors.today import today_of
from complaints.services import closing, extending, intake
from complaints.services.agency_time import ask_for_time
from complaints.services.errors import NotReady, SamePerson
from journal.models import Delivery, Entry
from tests.complaints.objecting import in_time, order
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import actor, login, office, person

pytestmark = pytest.mark.django_db
WHY = "Saksi baru pulang bulan depan."
TOLD = "Kami menunggu keterangan satu saksi."
LATER = timedelta(days=10)


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


def limit(walk: Walk, kind: TermKind = TermKind.EXAM_LIGHT) -> Deadline:
    found: Deadline = walk.case.deadlines.get(kind=kind)
    return found


def asked(walk: Walk, who: str = "examiner", **more: Any) -> Extension:
    row = more.pop("row", None) or limit(walk)
    told = {
        "deadline_id": row.pk,
        "until": row.due_on + LATER,
        "cause": Cause.AGENCY,
        "reason": WHY,
    }
    found: Extension = walk.do(extending.ask_extension, who, **(told | more))
    walk.again()
    return found


def decided(walk: Walk, *, granted: bool = True, who: str = "head") -> None:
    walk.do(extending.decide_extension, who, granted=granted, answer=TOLD)
    walk.again()


def test_asking_moves_no_day(walk: Walk) -> None:
    before = limit(walk).due_on
    asked(walk)
    assert limit(walk).due_on == before


def test_granted_the_last_day_moves_and_both_stay_on_record(walk: Walk) -> None:
    before = limit(walk).due_on
    row = asked(walk)
    decided(walk)
    moved = limit(walk)
    assert moved.due_on == before + LATER
    assert moved.due_at == end_of_day(moved.due_on, moved.zone)
    assert walk.case.due_on == moved.due_on  # the queue's day
    row.refresh_from_db()
    assert (row.before, row.until, row.granted) == (before, before + LATER, True)


def test_the_record_says_which_days_and_who_caused_it_and_no_word(walk: Walk) -> None:
    before = limit(walk).due_on
    asked(walk)
    decided(walk)
    entry = Entry.objects.get(kind=events.PROMISE_EXTENDED)
    assert entry.data["due_on"] == before.isoformat()
    assert entry.data["until"] == (before + LATER).isoformat()
    assert (entry.data["cause"], entry.data["kind"]) == ("agency", "exam_light")
    for kind in (events.EXTENSION_ASKED, events.PROMISE_EXTENDED):
        assert "aksi" not in str(Entry.objects.get(kind=kind).data).replace(
            "reaksi", ""
        )


def test_refused_nothing_moves_and_it_may_be_asked_again(walk: Walk) -> None:
    before = limit(walk).due_on
    asked(walk)
    decided(walk, granted=False)
    assert limit(walk).due_on == before
    assert events.EXTENSION_REFUSED in walk.kinds()
    asked(walk)


def test_an_old_last_day_no_longer_lapses(walk: Walk) -> None:
    asked(walk)
    decided(walk)
    walk.pass_days(35)  # the old one is over, the new one is not
    assert limit(walk).is_open
    walk.pass_days(10)
    assert not limit(walk).is_open


def test_whoever_asked_does_not_decide(walk: Walk) -> None:
    OfficeMembershipFactory(user=person("examiner"), office=office(), role="head")
    asked(walk)
    with pytest.raises(SamePerson):
        decided(walk, who="examiner")


def test_only_a_head_decides(walk: Walk) -> None:
    asked(walk)
    with pytest.raises(NotAllowed):
        decided(walk, who="intake")


@pytest.mark.parametrize("who", ["intake", "other_examiner", "head"])
def test_nobody_asks_for_a_term_that_is_not_his(walk: Walk, who: str) -> None:
    with pytest.raises((NotAllowed, NotReady)):
        asked(walk, who)
    assert not walk.case.extensions.exists()


def test_a_term_that_is_over_is_not_extended(walk: Walk) -> None:
    walk.pass_days(31)
    with pytest.raises(NotReady, match="extension_no_term"):
        asked(walk)


def test_a_request_that_waits_past_the_old_day_is_granted_no_more(walk: Walk) -> None:
    asked(walk)
    walk.now += timedelta(days=31)  # before the sweep saw it
    with pytest.raises(NotReady, match="extension_late"):
        decided(walk)
    walk.pass_days(0)
    with pytest.raises(NotReady, match="no_extension_asked"):
        decided(walk)


def test_on_its_last_day_a_term_may_still_be_extended(walk: Walk) -> None:
    day = legal_day(walk.now, walk.case.office.zone)
    walk.now += limit(walk).due_on - day
    asked(walk)
    decided(walk)
    assert limit(walk).due_on > legal_day(walk.now, walk.case.office.zone)


@pytest.mark.parametrize("days", [0, 31])
def test_to_a_day_that_is_none_nothing_moves(walk: Walk, days: int) -> None:
    with pytest.raises(NotReady, match="extension_day"):
        asked(walk, until=limit(walk).due_on + timedelta(days=days))


def test_two_extensions_are_counted_from_the_first_last_day(walk: Walk) -> None:
    asked(walk, until=limit(walk).due_on + timedelta(days=20))
    decided(walk)
    with pytest.raises(NotReady, match="extension_day"):
        asked(walk, until=limit(walk).due_on + timedelta(days=11))
    asked(walk, until=limit(walk).due_on + timedelta(days=10))
    decided(walk)


def test_one_request_waits_at_a_time(walk: Walk) -> None:
    asked(walk)
    with pytest.raises(NotReady, match="extension_waits"):
        asked(walk)


def test_nothing_is_decided_in_a_case_that_was_closed(walk: Walk) -> None:
    asked(walk)
    walk.do(closing.close, "head", reason=Reason.BUKAN_WEWENANG)
    with pytest.raises(NotReady, match="no_extension_asked"):
        decided(walk)


def test_the_reporter_reads_old_and_new_day_who_caused_it_and_why(
    client: Client, walk: Walk
) -> None:
    asked(walk)
    told = Delivery.objects.filter(subscriber="reporter_news")
    assert not told.filter(entry__kind=events.EXTENSION_ASKED).exists()
    assert reporter_page(walk.case, walk.now).extensions == []
    decided(walk)
    assert told.filter(entry__kind=events.PROMISE_EXTENDED).exists()
    page = reporter_page(walk.case, walk.now)
    assert page.turn.date == limit(walk).due_on
    assert page.turn.law
    (row,) = page.extensions
    assert (row.until, row.answer) == (limit(walk).due_on, TOLD)
    assert page.moments[-1].kind == events.PROMISE_EXTENDED


def test_an_inner_term_moves_without_the_reporters_promise() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    walk.again()
    promise = limit(walk, TermKind.FORMAL_PROMISE).due_on
    row = limit(walk, TermKind.FORMAL)
    asked(walk, "intake", row=row, until=row.due_on + timedelta(days=1))
    decided(walk)
    assert walk.case.state == State.FORMAL
    assert limit(walk, TermKind.FORMAL_PROMISE).due_on == promise
    assert events.TERM_EXTENDED in walk.kinds()
    assert reporter_page(walk.case, walk.now).extensions == []
    told = Delivery.objects.filter(subscriber="reporter_news")
    assert not told.filter(entry__kind=events.TERM_EXTENDED).exists()


def test_what_waits_lies_on_the_heads_day_and_not_on_the_askers(walk: Walk) -> None:
    asked(walk)
    day = date(2026, 3, 9)
    assert today_of(actor("head"), day, day).counts["to_sign"] == 1
    assert today_of(actor("examiner"), day, day).counts["to_sign"] == 0
    decided(walk)
    assert today_of(actor("head"), day, day).counts["to_sign"] == 0


def test_the_case_page_shows_who_asked_for_what_and_what_became_of_it(
    client: Client, walk: Walk
) -> None:
    login(client, "head")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Belum ada yang memintanya." in page
    asked(walk)
    page = client.get(act_page(walk.case, "putuskan-perpanjangan")).content.decode()
    assert WHY in page
    assert "instansi" in page
    decided(walk, granted=False)
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    for words in (WHY, TOLD, "Ditolak"):
        assert words in page


def test_a_new_day_before_the_old_one_is_named_at_its_field(
    client: Client, walk: Walk
) -> None:
    login(client, "examiner")
    body = {
        "version": walk.case.version,
        "term": limit(walk).pk,
        "until": limit(walk).due_on.isoformat(),
        "cause": "office",
        "reason": WHY,
    }
    answer = client.post(act_page(walk.case, "minta-perpanjangan"), body)
    assert answer.status_code == 422
    assert "Tanggal baru setelah yang lama" in answer.content.decode()


def test_what_was_asked_of_another_last_day_is_not_granted_blindly(walk: Walk) -> None:
    asked(walk)
    row = limit(walk)
    moved = row.due_on + timedelta(days=4)
    Deadline.objects.filter(pk=row.pk).update(due_on=moved)
    with pytest.raises(NotReady, match="extension_stale"):
        decided(walk)
    assert limit(walk).due_on == moved
    decided(walk, granted=False)
    asked(walk)


@pytest.mark.parametrize("until", [date(9999, 12, 31), date(4026, 1, 1)])
def test_a_day_that_never_comes_is_refused_before_a_day_is_counted(
    until: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = in_time()
    counted: list[int] = []
    whole = WorkCalendar.is_workday

    def one(calendar: WorkCalendar, day: date) -> bool:
        counted.append(1)
        return whole(calendar, day)

    monkeypatch.setattr(WorkCalendar, "is_workday", one)
    with pytest.raises(NotReady, match="extension_too_long"):
        ask_for_time(
            action_ref=order(walk).ref,
            until=until,
            reason="Anggaran.",
            actor=actor("liaison"),
            now=walk.now,
        )
    assert len(counted) < 1000
