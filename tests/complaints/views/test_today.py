"""The day of an officer: what it shows to whom, and what takes a line off it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import reporter_of
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.models import Case, Deadline, Lhp
from complaints.notifications import COLLEAGUE_NEWS
from complaints.services import (
    examination,
    intake,
    lhp,
    releasing,
    restricting,
    returning,
    writing,
)
from complaints.views.words import agency_of
from journal.models import Entry
from tests.complaints.register import obeyed, written
from tests.complaints.story import LHP, Walk, answered, to_review
from tests.complaints.views.pages import (
    case_page,
    counted,
    in_correction,
    in_examination,
)
from tests.factories.complaints import FILED, calendar, file_one
from tests.people import actor, login, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/kerja/hari-ini/"


@pytest.fixture(autouse=True)
def _day_of_filing() -> Iterator[None]:
    """The story's own day: what it starts is not late by the machine's calendar."""
    with time_machine.travel(FILED, tick=True):
        yield


def day(client: Client, who: str) -> dict[str, str]:
    """The parts of somebody's page, by the name in the address."""
    login(client, who)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    found = re.findall(
        r'<section class="day" id="([\w-]+)".*?>(.*?)</section>',
        answer.content.decode(),
        re.S,
    )
    return dict(found)


def parts_with(client: Client, who: str, case: Case) -> set[str]:
    """In which parts of somebody's page this case stands."""
    return {name for name, part in day(client, who).items() if case_page(case) in part}


@pytest.mark.parametrize("who", ["citizen", "liaison", "assessor", "auditor"])
def test_who_works_on_no_case_has_no_day_here(client: Client, who: str) -> None:
    login(client, who)
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("who", ["intake", "examiner", "head", "resmon", "chair"])
def test_whoever_works_on_cases_begins_here(client: Client, who: str) -> None:
    calendar()
    login(client, who)
    assert client.get("/kerja/")["Location"] == PAGE
    page = client.get(PAGE).content.decode()
    assert "Belum ada jawaban atau pesan baru" in page
    assert ("Menunggu keputusan Anda" in page) == (who in {"head", "chair"})


def test_a_report_that_nobody_took_stands_with_its_office_and_with_no_other(
    client: Client,
) -> None:
    case, _receipt = file_one()
    assert parts_with(client, "intake", case) == {"belum"}
    assert parts_with(client, "head", case) == {"belum"}
    assert parts_with(client, "examiner_elsewhere", case) == set()


@pytest.mark.parametrize(
    ("due", "where"),
    [
        (date(2026, 3, 6), {"lewat"}),
        (date(2026, 3, 9), {"segera"}),  # a Monday, the day of the story
        (date(2026, 3, 12), {"segera"}),  # the third working day from then
        (date(2026, 3, 13), set()),
    ],
)
def test_a_term_is_near_for_three_working_days_and_late_from_the_day_after(
    client: Client, due: date, where: set[str]
) -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    terms = Deadline.objects.filter(case=walk.case)
    assert terms.filter(kind="formal").update(due_on=due) == 1
    terms.exclude(kind="formal").update(met_on=FILED.date())
    assert parts_with(client, "intake", walk.case) == where
    assert parts_with(client, "other_examiner", walk.case) == set()
    terms.update(met_on=FILED.date())
    assert parts_with(client, "intake", walk.case) == set()


def test_what_comes_in_stands_with_whoever_holds_the_case(client: Client) -> None:
    walk = in_examination()
    answered(walk)
    assert "masuk" in parts_with(client, "examiner", walk.case)
    assert "Instansi memberi penjelasan" in day(client, "examiner")["masuk"]
    for who in ("other_examiner", "head", "intake"):
        assert "masuk" not in parts_with(client, who, walk.case)


def test_reading_the_case_leaves_it_there_and_an_act_takes_it_off(
    client: Client,
) -> None:
    walk = in_examination()
    answered(walk)
    login(client, "examiner")
    assert client.get(case_page(walk.case)).status_code == 200
    writing.write_note(
        ref=walk.case.ref, text="Saya ikut membaca.", actor=actor("head"), now=FILED
    )
    assert "masuk" in parts_with(client, "examiner", walk.case)
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    assert "masuk" not in parts_with(client, "examiner", walk.case)


def test_who_read_it_says_so_once_and_on_the_record(client: Client) -> None:
    walk = in_examination()
    answered(walk)
    address = reverse("work:seen", args=[walk.case.ref])
    login(client, "examiner")
    before = walk.again().version
    body = {"at": walk.again().arrived_at}
    for _press in range(2):
        assert client.post(address, body)["Location"] == PAGE
    assert "masuk" not in parts_with(client, "examiner", walk.case)
    (entry,) = Entry.objects.filter(kind=events.ARRIVAL_SEEN)
    assert entry.data == {"of": events.CLARIFICATION_ANSWERED}
    assert entry.actor_id == person("examiner").pk
    assert walk.again().version == before


def test_what_came_after_the_page_was_made_stays_in_the_list(client: Client) -> None:
    walk = in_examination()
    answered(walk)
    shown = day(client, "examiner")["masuk"]
    at = re.findall(r'name="at" value="([^"]+)"', shown)
    walk.pass_days(1)
    writing.write_message(
        ref=walk.case.ref,
        text="Saya juga punya foto.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    address = reverse("work:seen", args=[walk.case.ref])
    page = client.post(address, {"at": at}, follow=True).content.decode()
    assert "Ada lagi yang masuk sesudah halaman ini dibuka." in page
    assert "Pesan dari pelapor" in day(client, "examiner")["masuk"]
    for nonsense in ("kemarin", "2026-13-40T99:00:00Z"):
        assert client.post(address, {"at": nonsense}).status_code == 302
    assert walk.again().arrived_as == events.MESSAGE_RECEIVED


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 403), ("examiner_elsewhere", 404), ("auditor", 403), ("citizen", 404)],
)
def test_nobody_else_says_that_it_was_read(
    client: Client, who: str, status: int
) -> None:
    walk = in_examination()
    answered(walk)
    login(client, who)
    address = reverse("work:seen", args=[walk.case.ref])
    assert client.post(address).status_code == status
    assert walk.again().arrived_as == events.CLARIFICATION_ANSWERED
    assert not Entry.objects.filter(kind=events.ARRIVAL_SEEN).exists()


def test_the_head_finds_what_waits_for_her_word(client: Client) -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    assert "tanda-tangan" not in parts_with(client, "head", walk.case)
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    assert "tanda-tangan" in parts_with(client, "head", walk.case)
    assert "tanda-tangan" not in parts_with(client, "intake", walk.case)


def test_a_draft_waits_for_the_other_head_until_it_was_sent_back(
    client: Client,
) -> None:
    """Four eyes: whoever drafted does not sign; a draft sent back is the drafter's."""
    walk = in_examination()
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    assert "tanda-tangan" in parts_with(client, "head", walk.case)
    walk.do(returning.send_back_draft, "head", reason="Sebut tanggalnya.")
    assert "tanda-tangan" not in parts_with(client, "head", walk.case)
    walk = Walk()
    to_review(walk)
    assert "tanda-tangan" not in parts_with(client, "head", walk.case)
    walk.do(lhp.draft_lhp, "examiner", text=LHP)
    assert "tanda-tangan" in parts_with(client, "head", walk.case)
    Lhp.objects.update(drafted_by=person("head"))
    assert "tanda-tangan" not in parts_with(client, "head", walk.case)
    assert "tanda-tangan" in parts_with(client, "other_head", walk.case)


def test_a_restricted_case_shows_no_words_and_no_agency(client: Client) -> None:
    walk = in_examination()
    answered(walk)
    agency = agency_of(walk.case)
    assert agency in day(client, "examiner")["masuk"]
    walk.do(restricting.restrict, "head", reason="safety", note="")
    part = day(client, "examiner")["masuk"]
    assert case_page(walk.case) in part
    assert walk.case.title not in part
    assert agency not in part


def test_the_page_asks_as_much_for_thirty_cases_as_for_one(client: Client) -> None:
    in_correction()
    login(client, "head")
    client.get(PAGE)
    with counted() as few:
        client.get(PAGE)
    for _n in range(30):
        file_one()
    with counted() as many:
        page = client.get(PAGE).content.decode()
    assert len(many) == len(few) <= 17
    assert "8 dari 30 yang ditampilkan" in page


def test_what_was_written_for_the_public_waits_for_one_after_the_other(
    client: Client,
) -> None:
    walk = obeyed()
    written(walk)
    assert "tanda-tangan" in parts_with(client, "commissioner", walk.case)
    assert "tanda-tangan" not in parts_with(client, "chair", walk.case)
    walk.do(releasing.agree, "commissioner")
    assert "tanda-tangan" not in parts_with(client, "commissioner", walk.case)
    assert "tanda-tangan" in parts_with(client, "chair", walk.case)
    walk.do(releasing.release, "chair")
    assert "tanda-tangan" not in parts_with(client, "chair", walk.case)


def test_who_agrees_and_then_the_chair_hear_of_it() -> None:
    walk = obeyed()
    written(walk)
    walk.do(releasing.agree, "commissioner")
    for kind, who in (
        (events.RELEASE_DRAFTED, "commissioner"),
        (events.RELEASE_AGREED, "chair"),
    ):
        entry = Entry.objects.get(kind=kind)
        assert list(COLLEAGUE_NEWS[kind](entry)) == [f"user:{person(who).pk}"]
