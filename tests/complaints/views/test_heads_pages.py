"""What else a head sees of her office: age, what stands still, what waits, how it does."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from complaints.domain.performance import Month
from complaints.models import Case, ReopeningRequest
from complaints.selectors import sign_off
from complaints.selectors.performance import performance_of
from complaints.services import examination, fast, lhp, reminding, writing
from tests.complaints.story import LHP, Walk, to_review
from tests.complaints.views.pages import act_page, case_page, counted, in_examination
from tests.complaints.views.test_acts import plenary
from tests.factories.complaints import FILED, calendar
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
AGEING, SIGN, DOES = (f"/kerja/kantor/{one}/" for one in ("umur", "putusan", "kinerja"))


def at(client: Client, page: str, who: str = "head", days: int = 0) -> str:
    """A page as it is so many days after the story's own."""
    with time_machine.travel(FILED + timedelta(days=days), tick=True):
        login(client, who)
        answer = client.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["intake", "examiner", "liaison", "chair", "auditor"])
@pytest.mark.parametrize("page", [AGEING, SIGN, DOES])
def test_these_pages_are_a_heads_alone(client: Client, page: str, who: str) -> None:
    calendar()
    login(client, who)
    assert client.get(page).status_code == 404


def test_each_age_leads_to_just_its_cases(client: Client) -> None:
    in_examination()
    old = in_examination()
    Case.objects.filter(pk=old.case.pk).update(submitted_on=date(2026, 1, 9))
    elsewhere = in_examination()
    Case.objects.filter(pk=elsewhere.case.pk).update(office=office("63"))
    page = at(client, AGEING)
    found = re.findall(r'href="(/kerja/antrean/[^"]+)">(\d+)<', page)
    assert [n for _, n in found] == ["1", "1"]
    queue = at(client, found[1][0].replace("&amp;", "&"))
    assert case_page(old.case) in queue
    assert queue.count('href="/kerja/perkara/') == 1


def test_a_case_is_stuck_after_ten_working_days_without_anybodys_act(
    client: Client,
) -> None:
    walk = in_examination()
    assert case_page(walk.case) not in at(client, AGEING, days=14)
    page = at(client, AGEING, days=15)
    assert case_page(walk.case) in page
    assert "Pemeriksa ditugaskan" in page
    walk.pass_days(25)
    assert reminding.run(walk.now)  # a reminder is no act
    assert case_page(walk.case) in at(client, AGEING, days=30)
    writing.write_note(
        ref=walk.again().ref, text="Sudah ditelepon.", actor=actor("head"), now=walk.now
    )
    assert case_page(walk.case) not in at(client, AGEING, days=30)


def test_what_waits_for_a_signature_stands_there_with_its_author(
    client: Client,
) -> None:
    walk = in_examination()
    walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    review = Walk(now=FILED + timedelta(hours=1))
    to_review(review)
    review.do(lhp.draft_lhp, "examiner", text=LHP)
    elsewhere = in_examination()
    elsewhere.do(examination.draft_result, "examiner", text="Ada.")
    Case.objects.filter(pk=elsewhere.case.pk).update(office=office("63"))
    page = at(client, SIGN)
    first, second = (
        act_page(walk.case, "beritahu"),
        act_page(review.case, "tandatangani"),
    )
    assert page.index(first) < page.index(second)
    assert page.count(person("examiner").name) == 2
    assert str(elsewhere.case.ref) not in page
    with counted() as few:
        at(client, SIGN)
    more = in_examination()
    more.do(examination.draft_result, "examiner", text="Ada.")
    with counted() as many:
        at(client, SIGN)
    assert len(few) == len(many)


def test_the_queue_goes_on_where_its_last_page_ended_over_all_its_tables(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_off, "PAGE", 2)
    walks = [in_examination() for _ in range(3)]
    for walk in walks:
        walk.now = FILED  # all of one moment
        walk.do(examination.draft_result, "examiner", text="Ada penundaan.")
    plenaries = [Walk(now=FILED) for _ in range(2)]
    for walk in plenaries:
        plenary(walk)
    proposed = Walk(now=FILED)
    proposed.do(fast.propose_fast, "examiner", reason="Nyawa.")
    mine = in_examination()
    mine.case.notices.create(
        text="Ada.", drafted_by=person("head"), drafted_at=FILED + timedelta(hours=1)
    )
    wanted = {
        *(act_page(walk.case, "beritahu") for walk in walks),
        *(act_page(walk.case, "registrasi") for walk in plenaries),
        act_page(proposed.case, "putuskan-cepat"),
    }
    address, read = SIGN, []
    while address:
        page = at(client, address)
        assert "Menunggu Anda: <b>6</b> · Menunggu kepala lain: <b>1</b>" in page
        read += [one for one in wanted if one in page]
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1] if found else ""
    assert sorted(read) == sorted(wanted)  # each once
    assert "Dari awal" in page
    over = at(client, f"{SIGN}?sesudah=99999999999999999-7-1")
    assert "Tidak ada lagi sesudah itu." in over
    assert "Menunggu Anda" in at(client, f"{SIGN}?sesudah=kemarin")


def test_what_she_wrote_herself_waits_for_another_head(client: Client) -> None:
    person("other_head")
    walk = in_examination()
    walk.case.notices.create(
        text="Ada penundaan.", drafted_by=person("head"), drafted_at=FILED
    )
    assert act_page(walk.case, "beritahu") not in at(client, SIGN)
    assert act_page(walk.case, "beritahu") in at(client, SIGN, who="other_head")


def closed(took: int, month: int = 2) -> Case:
    """A case of the office that was closed in a month, after so many days."""
    case = in_examination().case
    ended = FILED.replace(month=month, day=20)
    Case.objects.filter(pk=case.pk).update(
        state="closed",
        closing_reason="dihentikan",
        closed_at=ended,
        submitted_on=ended.date() - timedelta(days=took),
    )
    return case


def test_half_took_fewer_days_than_the_median_and_nine_in_ten_than_p90(
    client: Client,
) -> None:
    for took in (1, 2, 3, 4, 100):
        closed(took)
    Case.objects.filter(pk=closed(7).pk).update(office=office("63"))
    found = performance_of(actor("head"), FILED)
    (told,) = found.took["all"].values()
    assert (told.n, told.median, round(told.p90, 1)) == (5, 3.0, 61.6)
    assert found.closed == {Month(2026, 2): 5}
    page = at(client, DOES)
    assert page.count('<svg class="chart"') == 3
    assert "Feb 26: median 3, p90 61.6 hari." in page


def test_what_was_reopened_was_closed_meanwhile_and_counts_again() -> None:
    back = in_examination().case
    Case.objects.filter(pk=back.pk).update(submitted_on=date(2026, 2, 1))
    ReopeningRequest.objects.create(
        case=back,
        closed_at=FILED.replace(month=2, day=10),
        text="Belum selesai.",
        asked_at=FILED.replace(month=2, day=12),
        decided_by=person("head"),
        decided_at=FILED.replace(month=3, day=2),
        granted=True,
    )
    found = performance_of(actor("head"), FILED)
    by_day = dict(found.backlog)
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 10), date(2026, 3, 2)]
    assert [by_day[day] for day in days] == [0, 1, 0, 1]
    assert (found.closed, found.reopened) == (
        {Month(2026, 2): 1},
        {Month(2026, 3): 1},
    )


def test_performance_asks_the_same_number_of_questions_for_any_number() -> None:
    head = actor("head")
    with counted() as few:
        performance_of(head, FILED)
    for took in (3, 5):
        closed(took)
    in_examination()
    with counted() as many:
        performance_of(head, FILED)
    assert len(few) == len(many) == 6
