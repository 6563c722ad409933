"""Conciliation and mediation: invited by letter, minuted, signed or ended."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.states import Reason, State
from complaints.domain.talking import Attendance, Manner
from complaints.domain.terms import TermKind
from complaints.domain.turn import Sentence, Side
from complaints.models import Case, CaseLetter, Talks
from complaints.selectors.duties import agency_case
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, talking
from complaints.services.errors import NotReady, WouldName
from documents.services import accept_upload
from documents.services.keeping import content_of
from journal.models import Delivery, Entry
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.complaints.views.test_asked_pages import holder
from tests.documents.reading import text_of
from tests.documents.samples import pdf
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
ABOUT = "Akta kelahiran yang belum terbit."
AGREED = "Instansi menerbitkan akta paling lambat Jumat."
WHY = "Instansi tidak mau menyebut tanggal."


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


def meeting(walk: Walk, *, days: int = 7, **more: Any) -> talking.Meeting:
    given: dict[str, Any] = {
        "manner": Manner.MEDIATION,
        "day": (walk.now + timedelta(days=days)).date(),
        "time": time(10, 0),
        "place": "Kantor Ombudsman, ruang rapat",
        "summary": ABOUT,
    }
    return talking.Meeting(**(given | more))


def invited(walk: Walk, who: str = "head", *, days: int = 7, **more: Any) -> Talks:
    row: Talks = walk.do(talking.invite, who, meeting=meeting(walk, days=days, **more))
    walk.again()
    return row


def minuted(
    walk: Walk, attended: Attendance = Attendance.BOTH, who: str = "examiner"
) -> None:
    walk.do(talking.write_minutes, who, attended=attended, text="Saling mendengar.")
    walk.again()


def met(walk: Walk, attended: Attendance = Attendance.BOTH) -> None:
    invited(walk)
    walk.now += timedelta(days=7)
    minuted(walk, attended)


def paper(walk: Walk) -> list[int]:
    stored = accept_upload(
        file=SimpleUploadedFile("kesepakatan.pdf", pdf()),
        actor=actor("head"),
        now=walk.now,
    )
    return [stored.pk]


def settled(walk: Walk, **more: Any) -> None:
    told = {
        "agreement": AGREED,
        "signed_on": walk.now.date(),
        "file_ids": paper(walk),
    }
    walk.do(talking.settle, more.pop("who", "head"), **(told | more))
    walk.again()


def test_both_are_invited_by_letter_and_have_thirty_days(walk: Walk) -> None:
    invited(walk)
    assert walk.case.state == State.CONCILIATION
    term = walk.case.deadlines.get(kind=TermKind.TALKS)
    assert term.due_on == walk.now.date() + timedelta(days=30)
    letters = CaseLetter.objects.filter(letter__kind="undangan_musyawarah")
    assert set(letters.values_list("addressee", flat=True)) == {"agency", "reporter"}
    for posted in letters:
        words = text_of_letter(posted)
        assert "Kantor Ombudsman, ruang rapat" in words
        assert "10.00" in words
        assert ABOUT in words


def text_of_letter(posted: CaseLetter) -> str:
    return " ".join(text_of(content_of(posted.letter.file)).split())


def test_the_agency_sees_the_case_from_the_invitation_on(walk: Walk) -> None:
    assert not Case.objects.visible_to(actor("liaison")).exists()
    invited(walk)
    assert Case.objects.visible_to(actor("liaison")).exists()
    told = Delivery.objects.filter(entry__kind=events.TALKS_INVITED)
    assert told.filter(subscriber="agency_news").exists()
    assert told.filter(subscriber="reporter_news").exists()


def test_a_confidential_reporter_is_told_that_coming_shows_who_he_is() -> None:
    walk = Walk(secrecy="confidential")
    to_examination(walk)
    invited(walk)
    words = {
        posted.addressee: text_of_letter(posted)
        for posted in CaseLetter.objects.filter(letter__kind="undangan_musyawarah")
    }
    assert "Nama Anda dirahasiakan" in words["reporter"]
    assert "dirahasiakan" not in words["agency"]


def test_what_would_name_somebody_is_held_before_it_goes_out(walk: Walk) -> None:
    with pytest.raises(WouldName):
        invited(walk, summary="Telepon 081234567890.")
    assert walk.again().state == State.EXAM
    met(walk)
    with pytest.raises(WouldName):
        settled(walk, agreement="Hubungi 081234567890.")
    assert walk.again().state == State.CONCILIATION


@pytest.mark.parametrize("who", ["examiner", "intake", "liaison"])
def test_only_the_head_offers_talks(walk: Walk, who: str) -> None:
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        invited(walk, who)
    assert walk.again().state == State.EXAM


@pytest.mark.parametrize("days", [0, 31])
def test_they_meet_after_today_and_before_the_talks_are_over(
    walk: Walk, days: int
) -> None:
    with pytest.raises(NotReady, match="talks_day"):
        invited(walk, days=days)


def test_nobody_is_invited_to_talk_with_nobody() -> None:
    walk = Walk()
    to_examination(walk)
    Case.objects.filter(pk=walk.case.pk).update(agency=None, unit=None)
    with pytest.raises(NotReady, match="no_agency"):
        invited(walk)


def test_the_reporter_reads_whose_turn_it_is_and_by_when(walk: Walk) -> None:
    invited(walk)
    page = reporter_page(walk.case, walk.now)
    assert (page.turn.side, page.turn.sentence) == (
        Side.REPORTER,
        Sentence.INVITED_TO_TALKS,
    )
    assert page.turn.date == walk.now.date() + timedelta(days=30)
    assert page.meeting is not None
    walk.now += timedelta(days=7)
    minuted(walk)
    page = reporter_page(walk.case, walk.now)
    assert page.turn.sentence == Sentence.CONCLUDING_TALKS
    assert page.turn.side == Side.OMBUDSMAN


def test_minutes_are_written_once_and_not_before_the_day(walk: Walk) -> None:
    invited(walk)
    with pytest.raises(NotReady, match="talks_ahead"):
        minuted(walk)
    walk.now += timedelta(days=7)
    minuted(walk)
    with pytest.raises(NotReady, match="talks_no_meeting"):
        minuted(walk)


def test_the_next_meeting_is_called_after_the_minutes_of_the_last(walk: Walk) -> None:
    invited(walk)
    with pytest.raises(NotReady, match="talks_minutes_first"):
        invited(walk, "examiner")
    walk.now += timedelta(days=7)
    minuted(walk, Attendance.AGENCY)
    invited(walk, "examiner")
    assert walk.case.talks.count() == 2
    page = reporter_page(walk.case, walk.now)
    assert page.turn.sentence == Sentence.INVITED_TO_TALKS


def test_no_meeting_lies_beyond_the_thirty_days_of_the_first(walk: Walk) -> None:
    met(walk)
    with pytest.raises(NotReady, match="talks_day"):
        invited(walk, days=24)
    invited(walk, days=23)


def test_what_both_signed_ends_the_case_as_damai_with_its_paper(walk: Walk) -> None:
    met(walk)
    settled(walk)
    assert (walk.case.state, walk.case.closing_reason) == (State.CLOSED, Reason.DAMAI)
    row = walk.case.talks.get()
    assert (row.agreement, row.signed_on) == (AGREED, walk.now.date())
    assert row.files.get().lane == "internal"
    assert not walk.case.deadlines.filter(met_on=None, dropped_at=None).exists()
    assert walk.kinds().count(events.CASE_CLOSED) == 1
    assert CaseLetter.objects.filter(letter__kind="penutupan").count() == 1


def test_both_sides_read_what_they_agreed_to_and_not_the_paper(walk: Walk) -> None:
    met(walk)
    settled(walk)
    page = reporter_page(walk.case, walk.now)
    assert page.agreement is not None
    assert page.agreement.agreement == AGREED
    assert not page.files
    hers = agency_case(walk.case, actor("liaison"))
    assert hers.agreement is not None
    assert not hers.files


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"file_ids": []}, "talks_no_paper"),
        ({"days": -1}, "talks_signed_day"),
        ({"days": 1}, "talks_signed_day"),
    ],
)
def test_nothing_is_settled_without_paper_or_on_a_day_that_is_none(
    walk: Walk, more: dict[str, Any], why: str
) -> None:
    met(walk)
    if (days := more.pop("days", None)) is not None:
        more = {"signed_on": walk.now.date() + timedelta(days=days)}
    with pytest.raises(NotReady, match=why):
        settled(walk, **more)
    assert walk.again().state == State.CONCILIATION


def test_nothing_is_settled_before_they_met(walk: Walk) -> None:
    invited(walk)
    with pytest.raises(NotReady, match="talks_no_minutes"):
        settled(walk)


@pytest.mark.parametrize("who", [a for a in Attendance if a is not Attendance.BOTH])
def test_one_side_alone_agrees_to_nothing(walk: Walk, who: Attendance) -> None:
    met(walk, who)
    with pytest.raises(NotReady, match="talks_not_both"):
        settled(walk)


def test_only_the_head_settles(walk: Walk) -> None:
    met(walk)
    with pytest.raises(NotAllowed):
        settled(walk, who="examiner")


def test_while_they_talk_no_other_way_leads_to_damai(walk: Walk) -> None:
    invited(walk)
    with pytest.raises(NotReady, match="at_the_table"):
        walk.do(closing.close, "head", reason=Reason.DAMAI)
    assert Reason.DAMAI not in closing.reasons_for(walk.case)


@pytest.mark.parametrize("who", ["examiner", "head"])
def test_without_an_agreement_the_examination_goes_on(walk: Walk, who: str) -> None:
    actor("liaison")
    limit = walk.case.deadlines.get(kind=TermKind.EXAM_LIGHT).due_on
    met(walk)
    walk.do(talking.end_talks, who, reason=WHY)
    assert walk.again().state == State.EXAM
    assert walk.case.talks.get().reason == WHY
    assert walk.case.deadlines.get(kind=TermKind.EXAM_LIGHT).due_on == limit
    assert walk.case.deadlines.get(kind=TermKind.TALKS).met_on is not None
    told = Delivery.objects.filter(entry__kind=events.TALKS_ENDED)
    assert told.filter(subscriber="reporter_news").exists()
    assert told.filter(subscriber="agency_news").exists()
    invited(walk)  # and they may try again
    assert walk.case.state == State.CONCILIATION


def test_time_alone_ends_no_talks_but_the_term_is_late(walk: Walk) -> None:
    invited(walk)
    walk.pass_days(31)
    assert walk.again().state == State.CONCILIATION
    with pytest.raises(NotReady):
        invited(walk)
    walk.do(talking.end_talks, "examiner", reason=WHY)
    assert walk.again().state == State.EXAM


def test_talks_are_offered_in_the_examination_only() -> None:
    with pytest.raises((IllegalTransition, NotReady)):
        invited(Walk())


def test_the_record_holds_no_word_of_what_was_said(walk: Walk) -> None:
    met(walk)
    settled(walk)
    kinds = {events.TALKS_INVITED, events.TALKS_MINUTED, events.TALKS_AGREED}
    rows = Entry.objects.filter(kind__in=kinds)
    assert {row.kind for row in rows} == kinds
    for row in rows:
        assert "kta" not in str(row.data)
        assert len(row.data["text"]) == 64


def test_the_pages_of_all_three_show_the_meeting_and_the_end(
    client: Client, walk: Walk
) -> None:
    invited(walk)
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    for words in (ABOUT, "Diundang", "Tulis risalah musyawarah"):
        assert words in page
    walk.now += timedelta(days=7)
    minuted(walk)
    settled(walk)
    page = client.get(case_page(walk.case)).content.decode()
    for words in (AGREED, "Sepakat", "Saling mendengar.", "kesepakatan.pdf"):
        assert words in page
    login(client, "liaison")
    page = client.get(f"/instansi/perkara/{walk.case.ref}/").content.decode()
    assert AGREED in page
    assert "Saling mendengar." not in page
    assert "kesepakatan.pdf" not in page


def test_a_paper_that_is_refused_is_said_at_its_field(
    client: Client, walk: Walk
) -> None:
    met(walk)
    login(client, "head")
    body = {
        "version": walk.case.version,
        "agreement": AGREED,
        "signed_on": walk.now.date().isoformat(),
        "attachments": SimpleUploadedFile("a.pdf", b"<html>"),
    }
    answer = client.post(act_page(walk.case, "sepakat"), body)
    assert answer.status_code == 422
    assert AGREED in answer.content.decode()
    assert walk.again().state == State.CONCILIATION


def test_everybody_reads_the_hour_of_the_offices_own_clock(
    walk: Walk, client: Client
) -> None:
    assert walk.case.office.zone == "Asia/Makassar"
    invited(walk, time=time(10, 30))
    login(client, "head")
    pages = [client.get(case_page(walk.case))]
    login(client, "liaison")
    pages.append(client.get(agency_page(walk.case)))
    pages.append(holder(walk).get(f"/lacak/{walk.case.locator}/"))
    for page in pages:
        assert page.status_code == 200
        assert "10.30" in page.content.decode(), page.request["PATH_INFO"]
