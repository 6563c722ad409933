"""One's own calendar: a secret address, what a program reads there, and when it dies."""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from accounts.errors import NotAllowed, StepUpRequired
from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.roles import Why
from accounts.services.suspending import restore, suspend
from complaints.domain import calendar_feed as limits
from complaints.domain import events
from complaints.domain.terms import TermKind
from complaints.models import CalendarFeed, Case, Deadline
from complaints.services import calendar_feed as service
from complaints.services import clocks
from journal.models import Entry
from journal.testing import drain
from tests.canary import tables_with
from tests.complaints.ladder import recommended
from tests.complaints.story import asked, opened_by_agency
from tests.complaints.views.pages import counted, in_correction, in_examination
from tests.factories.complaints import CANARY_NAME, FILED, calendar, file_one
from tests.journeys.conftest import lines
from tests.people import actor, agency, login, person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import StringIO

pytestmark = pytest.mark.django_db
__all__ = ["lines"]  # the fixture
HOME = "/kalender/"
SECRET = re.compile(r"/kalender/([0-9A-Za-z_-]{43})\.ics")


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    calendar()
    with time_machine.travel(FILED, tick=True):
        yield


def made(who: str = "examiner") -> str:
    """A fresh secret of this person."""
    return service.make(language="id", actor=actor(who, stepped_up=True), now=FILED)


def address(secret: str) -> str:
    return f"{HOME}{secret}.ics"


def fetched(secret: str, **headers: str) -> Any:
    """What a calendar program gets, which has no cookie and signs in nowhere."""
    return Client().get(address(secret), headers=headers)


def events_in(content: bytes) -> list[Any]:
    """Each entry, as a calendar program reads it."""
    read: Any = Calendar.from_ical(content)
    return list(read.walk("VEVENT"))


def entries(secret: str) -> list[tuple[str, date]]:
    answer = fetched(secret)
    assert answer.status_code == 200
    found = events_in(answer.content)
    return [(str(one["SUMMARY"]), one["DTSTART"].dt) for one in found]


# --- the page -----------------------------------------------------------------------------
def test_the_address_is_shown_once_and_only_its_hash_is_kept(client: Client) -> None:
    login(client, "examiner")
    assert "Buat alamat kalender" in client.get(HOME).content.decode()
    page = client.post(HOME, {"do": "make"}).content.decode()
    (secret,) = SECRET.findall(page)
    assert f"{settings.BASE_URL}/kalender/" in page
    feed = CalendarFeed.objects.get()
    assert bytes(feed.digest) == hashlib.sha256(secret.encode()).digest()
    assert tables_with(secret) == set()
    assert secret not in client.get(HOME).content.decode()
    assert fetched(secret).status_code == 200


def test_a_new_address_kills_the_old_one_and_a_revoked_one_is_dead(
    client: Client,
) -> None:
    login(client, "examiner")
    first, second = (
        SECRET.findall(client.post(HOME, {"do": "make"}).content.decode())[0]
        for _n in range(2)
    )
    assert first != second
    assert fetched(first).status_code == 404
    assert fetched(second).status_code == 200
    page = client.post(HOME, {"do": "revoke"}, follow=True).content.decode()
    assert "Alamat kalender dicabut." in page
    assert fetched(second).status_code == 404
    client.post(HOME, {"do": "revoke"})  # there is none any more: nothing happens
    kinds = Entry.objects.filter(subject_kind="user").order_by("id")
    told = [kind for kind in kinds.values_list("kind", flat=True) if "calendar" in kind]
    assert told == [
        events.CALENDAR_MADE,
        events.CALENDAR_RENEWED,
        events.CALENDAR_REVOKED,
    ]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("intake", 200), ("examiner", 200), ("head", 200), ("resmon", 200)),
        *(("commissioner", 200), ("chair", 200), ("liaison", 200)),
        *(("superior", 200), ("citizen", 404), ("auditor", 404)),
        *(("custodian", 404), ("assessor", 404), ("system_admin", 404)),
    ],
)
def test_whoever_has_days_to_meet_may_have_them_in_a_calendar(
    client: Client, who: str, status: int
) -> None:
    login(client, who)
    assert client.get(HOME).status_code == status
    link = 'href="/kalender/"' in client.get("/masuk/akun/").content.decode()
    assert link is (status == 200)
    if status == 404:
        with pytest.raises(NotAllowed):
            made(who)


def test_it_is_made_with_the_second_factor_shown_just_now(client: Client) -> None:
    login(client, "examiner", minutes_ago=10)
    assert "/masuk/ulang/" in client.post(HOME, {"do": "make"})["Location"]
    with pytest.raises(StepUpRequired):
        service.make(language="id", actor=actor("examiner"), now=FILED)
    assert not CalendarFeed.objects.exists()


def test_the_page_says_when_it_was_last_read(client: Client) -> None:
    secret = made()
    login(client, "examiner")
    assert "Belum pernah" in client.get(HOME).content.decode()
    fetched(secret)
    assert "9 Maret 2026" in client.get(HOME).content.decode()


# --- what it tells -----------------------------------------------------------------------
def test_an_officer_reads_his_terms_and_those_of_others_in_his_cases() -> None:
    walk = in_correction()
    number = walk.again().display_number
    told = dict(entries(made()))
    due = walk.case.actions.get(n=1).due_on
    assert told[f"{number}: Batas tindakan korektif 1 (Instansi)"] == due
    assert told[f"{number}: Batas tindakan korektif 2 (Instansi)"] == due
    assert not [words for words in told if "Petugas" in words]
    assert entries(made("other_examiner")) == []


def test_what_one_owes_without_holding_the_case_stands_in_it_too() -> None:
    walk = in_examination()
    walk.case.deadlines.update(met_on=FILED.date())
    clocks.start(walk.case, TermKind.PLENARY_MATTER, started_on=FILED.date())
    (words,) = [words for words, _day in entries(made("commissioner"))]
    assert words.endswith(": Putuskan dalam rapat pleno pimpinan")
    assert entries(made("examiner")) == [(words, entries(made("commissioner"))[0][1])]


def test_what_is_done_dropped_or_stands_still_is_no_day() -> None:
    walk = in_correction()
    assert entries(made())
    for change in (
        {"met_on": FILED.date()},
        {"met_on": None, "dropped_at": FILED},
        {"dropped_at": None, "paused_since": FILED.date()},
    ):
        Deadline.objects.update(**change)
        assert entries(made()) == [], change
    assert walk.case.deadlines.exists()


def test_a_liaison_reads_what_his_agency_owes_by_a_day() -> None:
    walk = in_examination()
    asked(walk)
    assert entries(made("liaison")) == []  # a letter unopened has no day yet
    opened_by_agency(walk)
    number = walk.again().display_number
    day = walk.case.deadlines.get(kind="clarification").due_on
    assert entries(made("liaison")) == [(f"{number}: Penjelasan", day)]
    assert entries(made("other_liaison")) == []


def test_an_agency_reads_its_orders_and_the_items_of_a_recommendation() -> None:
    walk = recommended()
    with time_machine.travel(walk.now, tick=True):
        told = [words for words, _day in entries(made("superior"))]
    number = walk.again().display_number
    assert told == [f"{number}: Tindakan 1", f"{number}: Tindakan 2"]


def test_no_word_of_a_case_and_nobodys_name_stands_in_it() -> None:
    walk = in_correction()
    case = walk.again()
    for who in ("examiner", "head", "liaison", "superior"):
        text = fetched(made(who)).content.decode().replace("\r\n ", "")
        for words in (
            *(case.title, case.story, case.locator, "Terbitkan akta."),
            *(agency().name_id, CANARY_NAME, person("examiner").name),
        ):
            assert words not in text, words


def test_a_report_without_a_number_is_told_without_its_locator() -> None:
    case, _ = file_one()
    Case.objects.filter(pk=case.pk).update(intake=person("intake"))
    text = fetched(made("intake")).content.decode()
    assert "Tanpa nomor: " in text
    assert case.locator not in text


def test_of_a_restricted_case_there_is_a_day_and_no_more() -> None:
    walk = in_correction()
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    told = {words for words, _day in entries(made())}
    assert told == {"Perkara terbatas"}


def test_who_is_kept_out_of_a_case_reads_none_of_its_days() -> None:
    walk = in_correction()
    secret = made()
    assert entries(secret)
    walk.case.recusals.create(
        user=person("examiner"), reason="Kerabat.", created_at=FILED
    )
    assert entries(secret) == []


def test_it_speaks_the_language_in_which_it_was_asked_for() -> None:
    in_correction()
    secret = service.make(
        language="en", actor=actor("examiner", stepped_up=True), now=FILED
    )
    assert any("corrective" in words.lower() for words, _day in entries(secret))


# --- as a calendar program has it ----------------------------------------------------------
def test_a_day_is_whole_and_the_same_entry_each_time(client: Client) -> None:
    in_correction()
    secret = made()
    answer = fetched(secret)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (first, *_rest) = events_in(answer.content)
    assert type(first["DTSTART"].dt) is date
    assert first["DTEND"].dt - first["DTSTART"].dt == timedelta(days=1)
    assert str(first["CLASS"]) == "PRIVATE"
    with time_machine.travel(FILED + timedelta(days=3), tick=True):
        again = fetched(secret)
    assert again.content == answer.content
    row = Deadline.objects.order_by("due_on", "id").first()
    assert row is not None
    before = str(first["UID"])
    Deadline.objects.filter(pk=row.pk).update(due_on=row.due_on + timedelta(days=1))
    moved = events_in(fetched(secret).content)
    assert before in {str(one["UID"]) for one in moved}


def test_what_did_not_change_is_not_sent_again() -> None:
    in_correction()
    secret = made()
    answer = fetched(secret)
    same = fetched(secret, if_none_match=answer["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    since = fetched(secret, if_modified_since=answer["Last-Modified"])
    assert since.status_code == 304
    later = FILED + timedelta(hours=2)
    Deadline.objects.update(met_on=FILED.date())
    with time_machine.travel(later, tick=True):
        changed = fetched(
            secret,
            if_none_match=answer["ETag"],
            if_modified_since=answer["Last-Modified"],
        )
    assert changed.status_code == 200
    assert changed["ETag"] != answer["ETag"]
    assert changed["Last-Modified"] != answer["Last-Modified"]


@pytest.mark.parametrize("who", ["examiner", "liaison"])
def test_reading_costs_the_same_however_much_there_is(who: str) -> None:
    in_correction()
    secret = made(who)
    fetched(secret)
    with counted() as few:
        fetched(secret)
    for _n in range(2):
        in_correction()
    fetched(secret)  # what it tells changed: that is noted once
    with counted() as many:
        fetched(secret)
    assert len(few) == len(many), many


def test_there_is_an_end_to_what_one_calendar_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("complaints.selectors.calendar_feed.MOST", 1)
    in_correction()
    assert len(entries(made())) == len(entries(made("liaison"))) == 1


# --- the secret -----------------------------------------------------------------------------
def test_a_wrong_secret_is_the_404_of_what_does_not_exist() -> None:
    made()
    wrong = fetched("x" * 43)
    nothing = Client().get("/kalender/tidak-ada")
    assert wrong.status_code == nothing.status_code == 404
    of_its_own = re.compile(rb"[0-9a-f]{12}")  # each answer names its request
    said = {of_its_own.sub(b"", one.content) for one in (wrong, nothing)}
    assert len(said) == 1


def test_whoever_guesses_on_meets_a_closed_door_and_the_owner_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("complaints.services.calendar_feed.WRONG", 3)
    secret = made()
    for n in range(3):
        assert fetched(f"{n}" * 43).status_code == 404
    assert fetched("y" * 43).status_code == 429
    assert fetched(secret).status_code == 429  # from the same network
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.get(address(secret)).status_code == 200


def test_a_calendar_that_is_read_rightly_uses_up_no_guesses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("complaints.services.calendar_feed.WRONG", 2)
    secret = made()
    for _n in range(5):
        assert fetched(secret).status_code == 200
    monkeypatch.setattr("complaints.services.calendar_feed.READS", 5)
    assert fetched(secret).status_code == 429
    assert limits.READS > 5


def test_it_learns_from_no_cookie_who_asks_and_keeps_no_session_awake(
    client: Client,
) -> None:
    in_correction()
    secret = made()
    login(client, "other_examiner")
    answer = client.get(address(secret))
    assert answer.content == fetched(secret).content
    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_no_line_of_the_log_holds_the_address(lines: StringIO) -> None:
    secret = made()
    for path in (address(secret), f"{address(secret)}x", f"/x{address(secret)}"):
        Client(raise_request_exception=False).get(path)
    assert "calendar_feed:read" in lines.getvalue()
    assert secret not in lines.getvalue()


def test_it_dies_with_the_account_and_does_not_rise_with_it() -> None:
    person("system_admin")
    secret = made()
    suspend(
        ref=person("examiner").ref,
        why=Why.LEFT,
        actor=actor("system_admin", stepped_up=True),
        now=FILED,
    )
    assert fetched(secret).status_code == 404
    drain()
    restore(
        person=User.objects.get(pk=person("examiner").pk),
        actor=actor("system_admin"),
        now=FILED,
    )
    assert fetched(secret).status_code == 404
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize(
    ("who", "rows"), [("examiner", OfficeMembership), ("liaison", AgencyMembership)]
)
def test_it_dies_with_the_last_role_though_nobody_said_so(who: str, rows: Any) -> None:
    secret = made(who)
    mine = rows.objects.filter(user=person(who))
    mine.update(valid_to=FILED - timedelta(days=1))
    assert fetched(secret).status_code == 404
    mine.update(valid_to=None)
    assert fetched(secret).status_code == 404
