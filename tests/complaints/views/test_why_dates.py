"""Why a date is what it is, for officers and for who complained, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from accounts.actor import reporter_of
from agencies.domain.kinds import HolidayKind
from agencies.selectors import work_calendar
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.terms import TermKind
from complaints.models import Deadline
from complaints.services import asking, intake
from complaints.views.why_dates import skipped_of
from tests.complaints.story import Walk, asked, to_examination
from tests.complaints.views.pages import case_page
from tests.factories.agencies import CalendarVersionFactory, HolidayFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, login

pytestmark = pytest.mark.django_db


def seen(walk: Walk, who: str) -> Any:
    """The page of the case, as this colleague sees it at the time of the story."""
    client = Client()
    login(client, who)
    with time_machine.travel(walk.now, tick=False):
        login(client, who)
        return client.get(case_page(walk.case))


def calendar_with_days_off() -> None:
    calendar()
    version = CalendarVersionFactory(version="uji-libur")
    day = FILED.date()
    HolidayFactory(version=version, date=day + timedelta(days=1))
    HolidayFactory(
        version=version,
        date=day + timedelta(days=2),
        kind=HolidayKind.JOINT_LEAVE,
        name_id="Cuti Bersama Maulid",
        name_en="Joint leave for Maulid",
    )


def in_formal() -> Walk:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    return walk


def test_every_day_that_did_not_count_has_its_name() -> None:
    calendar_with_days_off()
    walk = in_formal()
    page = seen(walk, "intake").content.decode()
    assert "libur Hari Kemerdekaan" in page
    assert "Cuti Bersama Maulid" in page
    row = Deadline.objects.get(kind=TermKind.FORMAL)
    named = skipped_of(row, work_calendar())
    weekend = [(day, why) for day, why in named if day.weekday() > 4]
    assert [why for _, why in named[:2]] == [
        "libur Hari Kemerdekaan",
        "Cuti Bersama Maulid",
    ]
    assert all(why == ("Sabtu", "Minggu")[day.weekday() - 5] for day, why in weekend)
    with translation.override("en"):
        assert [why for _, why in skipped_of(row, work_calendar())][:2] == [
            "holiday: Independence Day",
            "Joint leave for Maulid",
        ]


def test_a_date_is_explained_by_the_calendar_it_was_counted_with() -> None:
    calendar_with_days_off()
    in_formal()
    row = Deadline.objects.get(kind=TermKind.FORMAL)
    CalendarVersionFactory(version="uji-baru")
    assert work_calendar().version == "uji-baru"
    assert skipped_of(row, work_calendar())[0][1] == "libur Hari Kemerdekaan"


def test_a_day_that_no_calendar_names_is_still_explained() -> None:
    calendar()
    row = Deadline(skipped=[["2026-12-25", "holiday"], ["2026-12-28", "paused"]])
    assert [why for _, why in skipped_of(row, work_calendar())] == [
        "libur nasional atau cuti bersama",
        "jam berhenti, giliran pihak lain",
    ]


def test_the_table_says_in_whose_hands_the_days_were() -> None:
    walk = in_formal()
    walk.pass_days(2)
    question = asking.ask_reporter(
        ref=walk.case.ref, text="Di mana?", actor=actor("intake"), now=walk.now
    )
    walk.pass_days(5)
    asking.answer_question(
        ref=walk.case.ref,
        question_ref=question.ref,
        text="Loket tiga.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    found = seen(walk, "intake").context["whose_days"]
    assert {str(side): days for side, days, _ in found["rows"]} == {
        "Ombudsman": 2,
        "Instansi": 0,
        "Pelapor": 5,
    }
    assert found["total"] == 7


def test_the_reporter_reads_each_day_of_the_way_to_his_date() -> None:
    calendar_with_days_off()
    walk = in_formal()
    client = Client()
    number, code = walk.receipt.locator, walk.receipt.code
    with time_machine.travel(walk.now, tick=False):
        client.post("/lacak/", {"number": number, "code": code})
        page = client.get(f"/lacak/{number}/").content.decode()
    assert "Mengapa tanggal ini?" in page
    assert "Tidak dihitung" not in page  # fourteen days of the calendar: all count
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    with time_machine.travel(walk.now, tick=False):
        page = client.get(f"/lacak/{number}/").content.decode()
    assert "Tidak dihitung" in page
    assert "libur Hari Kemerdekaan" in page


def test_every_term_of_a_case_stands_there_with_how_it_ended() -> None:
    walk = Walk()
    to_examination(walk)
    asked(walk)
    page = seen(walk, "examiner")
    states = {
        str(one["clock"].name): str(one["state"][0]) for one in page.context["clocks"]
    }
    assert states["Verifikasi formil"] == "selesai"
    assert states["Batas pemeriksaan ringan"] == "berjalan"
    assert date.fromisoformat(str(page.context["clocks"][0]["clock"].due_on))
