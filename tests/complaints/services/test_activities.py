"""Papers, visits, summonses and hearings: begun, followed by a clock, written down."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.activities import RULES, Kind, Outcome
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.domain.turn import Sentence, Side
from complaints.models import Activity, Case, CaseFile, CaseLetter, Unsent
from complaints.selectors.duties import agency_case, duties, released
from complaints.selectors.parts import file_of
from complaints.selectors.reporter_page import reporter_page
from complaints.services import (
    activities,
    closing,
    erasing,
    examination,
    outcomes,
    sending_papers,
)
from complaints.services.errors import NotReady, WouldName
from documents.services import accept_upload
from documents.services.keeping import content_of
from journal.models import Delivery, Entry
from tests.complaints.story import (
    Walk,
    asked,
    explained,
    opened_by_agency,
    to_examination,
)
from tests.complaints.views.pages import act_page, agency_page, case_page
from tests.documents.reading import text_of
from tests.documents.samples import pdf
from tests.factories.complaints import CANARY_NAME
from tests.people import actor, login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
ABOUT = "Mengapa akta belum terbit."
SEEN = "Loket tutup pada jam layanan."
WHO = "Kepala Dinas Kependudukan"
#: What monitoring does is told in test_resolving.
EXAMINED = [kind for kind in Kind if State.EXAM in RULES[kind].states]


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


def plan(walk: Walk, kind: Kind, *, days: int = 20, **more: Any) -> activities.Plan:
    rule = RULES[kind]
    given: dict[str, Any] = {"about": ABOUT}
    if rule.meets:
        day = (walk.now + timedelta(days=days)).date()
        given |= {"day": day, "time": time(10), "place": "Kantor kami"}
    else:
        given["asked"] = "Buku register 2025\nStandar pelayanan"
    if rule.names:
        given["person"] = WHO
    return activities.Plan(kind=kind, **(given | more))


def begun(walk: Walk, kind: Kind, who: str = "examiner", **more: Any) -> Activity:
    row: Activity = walk.do(activities.begin, who, plan=plan(walk, kind, **more))
    walk.again()
    return row


def came(
    walk: Walk, row: Activity, outcome: Outcome = Outcome.DONE, **more: Any
) -> Activity:
    found: Activity = walk.do(
        outcomes.record,
        more.pop("who", "examiner"),
        activity=row.ref,
        came=outcomes.Came(outcome=outcome, minutes=SEEN, present=WHO),
        **more,
    )
    walk.again()
    return found


def ignored(walk: Walk, **more: Any) -> Activity:
    """A summons that arrived and was not followed."""
    row = begun(walk, Kind.SUMMONS, **more)
    opened_by_agency(walk)
    walk.pass_days(21)
    return came(walk, row, Outcome.ABSENT)


def paper(walk: Walk, who: str = "examiner") -> list[int]:
    stored = accept_upload(
        file=SimpleUploadedFile("register.pdf", pdf()), actor=actor(who), now=walk.now
    )
    return [stored.pk]


def sent(walk: Walk, row: Activity, who: str = "liaison") -> Activity:
    return sending_papers.send_papers(
        ref=row.ref,
        answer="Terlampir.",
        file_ids=paper(walk, who),
        actor=actor(who),
        now=walk.now,
    )


def refused(walk: Walk, kind: Kind, **more: Any) -> str:
    with pytest.raises(NotReady) as error:
        begun(walk, kind, **more)
    return error.value.code


@pytest.mark.parametrize("kind", EXAMINED)
def test_every_kind_begins_open_with_its_clock_and_its_entry(
    walk: Walk, kind: Kind
) -> None:
    row = begun(walk, kind)
    assert row.is_open
    owed = walk.case.deadlines.filter(subject=str(row.ref), met_on=None)
    clocks = set(owed.values_list("kind", flat=True))
    asks = {TermKind.RECEIPT_PROOF} if RULES[kind].letter else set()
    assert clocks == asks | ({TermKind.MINUTES} if RULES[kind].meets else set())
    assert walk.kinds()[-1] in {
        events.DOCUMENTS_ASKED,
        events.SUMMONED,
        events.ACTIVITY_PLANNED,
    }
    entry = Entry.objects.filter(subject_id=walk.case.pk).order_by("n").last()
    assert ABOUT not in str(entry and entry.data)


@pytest.mark.parametrize("kind", EXAMINED)
def test_a_letter_goes_out_where_the_law_wants_one_and_only_there(
    walk: Walk, kind: Kind
) -> None:
    row = begun(walk, kind)
    posted = CaseLetter.objects.filter(case=walk.case, addressee="agency")
    assert posted.exists() == bool(RULES[kind].letter)
    seen = Case.objects.visible_to(actor("liaison")).exists()
    assert seen == bool(RULES[kind].letter)
    if posted.exists():
        words = " ".join(text_of(content_of(posted.get().letter.file)).split())
        assert ABOUT in words
        said = row.papers or [WHO, "Kantor kami", "Panggilan ke-1", "10.00"]
        assert all(word in words for word in said)


def test_minutes_are_owed_three_working_days_after_the_day(walk: Walk) -> None:
    row = begun(walk, Kind.VISIT)
    term = walk.case.deadlines.get(kind=TermKind.MINUTES)
    assert term.started_on == row.met_on
    assert (term.count, term.holder) == (3, "examiner")


def test_papers_are_due_fourteen_days_after_the_letter_arrived(walk: Walk) -> None:
    row = begun(walk, Kind.DOCUMENTS)
    assert not walk.case.deadlines.filter(kind=TermKind.DOCUMENTS).exists()
    walk.pass_days(1)
    opened_by_agency(walk)
    term = walk.case.deadlines.get(kind=TermKind.DOCUMENTS)
    assert term.due_on == walk.now.date() + timedelta(days=14)
    assert term.rule_set == walk.case.rule_set
    (duty,) = [
        one
        for one in duties(actor("liaison"), released(actor("liaison")))
        if one.kind == "papers"
    ]
    assert (duty.ref, duty.due_on) == (str(row.ref), term.due_on)
    turn = reporter_page(walk.again(), walk.now).turn
    assert (turn.side, turn.sentence) == (Side.AGENCY, Sentence.AGENCY_SENDS_PAPERS)


def test_the_agency_sends_papers_once_and_the_turn_comes_back(walk: Walk) -> None:
    row = begun(walk, Kind.DOCUMENTS)
    opened_by_agency(walk)
    sent(walk, row)
    row.refresh_from_db()
    assert row.is_open
    assert row.files.get().lane == "agency"
    assert walk.again().arrived_as == events.DOCUMENTS_SENT
    assert reporter_page(walk.case, walk.now).turn.side is Side.OMBUDSMAN
    assert walk.case.deadlines.filter(kind=TermKind.MINUTES, met_on=None).exists()
    with pytest.raises(NotReady, match="already_answered"):
        sent(walk, row)
    came(walk, row)
    owed = walk.case.deadlines.filter(subject=str(row.ref), met_on=None)
    assert not owed.exists()


def test_papers_are_sent_after_their_letter_was_opened_and_by_a_liaison(
    walk: Walk,
) -> None:
    row = begun(walk, Kind.DOCUMENTS)
    with pytest.raises(NotReady, match="letter_unopened"):
        sent(walk, row)
    opened_by_agency(walk)
    for who in ("superior", "examiner"):
        with pytest.raises((NotAllowed, Case.DoesNotExist)):
            sent(walk, row, who)


def test_nobody_says_that_papers_did_not_come_while_they_still_may(walk: Walk) -> None:
    row = begun(walk, Kind.DOCUMENTS)
    opened_by_agency(walk)
    walk.pass_days(14)
    with pytest.raises(NotReady, match="activity_papers_due"):
        came(walk, row, Outcome.ABSENT)
    walk.pass_days(1)
    assert came(walk, row, Outcome.ABSENT).outcome == Outcome.ABSENT


def test_the_next_summons_comes_after_one_that_was_not_followed(walk: Walk) -> None:
    first = begun(walk, Kind.SUMMONS)
    assert refused(walk, Kind.SUMMONS, follows=first.ref) == "activity_no_call"
    opened_by_agency(walk)
    walk.pass_days(21)
    came(walk, first, Outcome.ABSENT)
    second = begun(walk, Kind.SUMMONS, follows=first.ref, person="")
    assert (second.turn, second.person) == (2, WHO)
    assert refused(walk, Kind.SUMMONS, follows=first.ref) == "activity_no_call"


def test_there_are_three_summonses_and_the_page_says_what_follows(
    walk: Walk, client: Client
) -> None:
    row = ignored(walk)
    for turn in (2, 3):
        row = ignored(walk, follows=row.ref, person="")
        assert row.turn == turn
    assert refused(walk, Kind.SUMMONS, follows=row.ref) == "activity_no_call"
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    assert "bantuan Kepolisian" in page
    assert act_page(walk.case, "panggil-lagi") not in page


def test_who_came_is_not_called_again(walk: Walk) -> None:
    row = begun(walk, Kind.SUMMONS)
    opened_by_agency(walk)
    walk.pass_days(20)
    came(walk, row)
    assert refused(walk, Kind.SUMMONS, follows=row.ref) == "activity_no_call"


def test_a_valid_excuse_is_not_counted(walk: Walk) -> None:
    row = begun(walk, Kind.SUMMONS)
    walk.pass_days(20)
    came(walk, row, Outcome.EXCUSED)
    again = begun(walk, Kind.SUMMONS, follows=row.ref, person="")
    assert again.turn == 1


def test_a_summons_that_arrived_too_late_was_not_in_vain(walk: Walk) -> None:
    row = begun(walk, Kind.SUMMONS)
    Activity.objects.filter(pk=row.pk).update(received_on=row.met_on)
    walk.now += timedelta(days=20)
    with pytest.raises(NotReady, match="activity_unproved"):
        came(walk, row, Outcome.ABSENT)


def test_a_summons_leaves_the_letter_time_to_arrive(walk: Walk) -> None:
    assert refused(walk, Kind.SUMMONS, days=5) == "activity_day"
    assert begun(walk, Kind.SUMMONS, days=10).turn == 1


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        (Kind.VISIT, {"days": -15}, "activity_day"),
        (Kind.VISIT, {"days": 181}, "activity_day"),
        (Kind.VISIT, {"day": None}, "activity_day"),
        (Kind.DOCUMENTS, {"asked": " "}, "activity_no_papers"),
        (Kind.WITNESS, {"person": " "}, "activity_nobody"),
        (Kind.SUMMONS, {"sealed": True}, "activity_nobody"),
        (Kind.VISIT, {"sealed": True}, "activity_nobody"),
    ],
)
def test_an_activity_that_cannot_be_is_refused(
    walk: Walk, kind: Kind, more: dict[str, Any], code: str
) -> None:
    assert refused(walk, kind, **more) == code
    assert not Activity.objects.exists()


def test_a_letter_needs_an_agency_and_a_visit_does_not(walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(agency=None, unit=None)
    assert refused(walk, Kind.DOCUMENTS) == "no_agency"
    assert begun(walk, Kind.VISIT).is_open


@pytest.mark.parametrize("who", ["intake", "other_examiner", "resmon", "liaison"])
def test_only_its_examiner_and_the_head_begin_and_end_one(walk: Walk, who: str) -> None:
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        begun(walk, Kind.VISIT, who)
    row = begun(walk, Kind.VISIT, "head", days=0)
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        came(walk, row, who=who)


def test_nothing_begins_outside_the_examination() -> None:
    walk = Walk()
    with pytest.raises(NotReady, match="not_in_examination"):
        begun(walk, Kind.VISIT, "head")


def test_what_came_of_it_is_written_once_with_its_papers(walk: Walk) -> None:
    row = begun(walk, Kind.VISIT, days=0)
    done = came(walk, row, file_ids=paper(walk))
    assert (done.outcome, done.minutes, done.present) == ("done", SEEN, WHO)
    assert done.files.get().lane == "internal"
    assert walk.kinds()[-1] == events.ACTIVITY_RECORDED
    with pytest.raises(NotReady, match="activity_over"):
        came(walk, row)


def test_what_an_officer_puts_beside_the_minutes_is_never_the_agencys_to_read(
    walk: Walk,
) -> None:
    row = begun(walk, Kind.DOCUMENTS)
    opened_by_agency(walk)
    done = came(walk, row, file_ids=paper(walk))
    assert agency_case(walk.case, actor("liaison")).files == []
    with pytest.raises(CaseFile.DoesNotExist):
        file_of(walk.case, done.files.get().ref, sent_by_agency=True)


def test_nothing_is_written_down_before_its_day_or_as_it_cannot_be(walk: Walk) -> None:
    ahead, today = begun(walk, Kind.VISIT), begun(walk, Kind.VISIT, days=0)
    with pytest.raises(NotReady, match="activity_ahead"):
        came(walk, ahead)
    with pytest.raises(NotReady, match="activity_outcome"):
        came(walk, today, Outcome.ABSENT)


def test_the_case_is_not_closed_while_one_is_open(walk: Walk) -> None:
    row = begun(walk, Kind.VISIT, days=0)
    with pytest.raises(NotReady, match="still_open"):
        walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    came(walk, row)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    assert walk.again().state == State.CLOSED


def test_an_open_request_for_explanation_holds_the_case_too_until_it_is_withdrawn(
    walk: Walk,
) -> None:
    request = asked(walk)
    with pytest.raises(NotReady, match="still_open"):
        walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    walk.do(outcomes.cancel, "head", activity=request.ref, reason="Sudah selesai.")
    assert walk.kinds()[-1] == events.REQUEST_WITHDRAWN
    opened_by_agency(walk)  # the letter arrives after all: no clock starts
    assert not walk.again().deadlines.filter(kind=TermKind.CLARIFICATION).exists()
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)


def test_why_a_request_for_explanation_was_withdrawn_can_be_read_later(
    walk: Walk,
) -> None:
    request = asked(walk)
    walk.do(outcomes.cancel, "head", activity=request.ref, reason="Sudah selesai.")
    assert [note.text for note in walk.case.notes.all()] == ["Sudah selesai."]
    assert walk.kinds()[-1] == events.REQUEST_WITHDRAWN


def test_what_was_withdrawn_is_not_answered_any_more(
    walk: Walk, client: Client
) -> None:
    request = asked(walk)
    opened_by_agency(walk)
    walk.again()
    walk.do(outcomes.cancel, "head", activity=request.ref, reason="Sudah selesai.")
    login(client, "liaison")
    form = reverse("agency:answer", args=[request.ref])
    assert form not in client.get(agency_page(walk.case)).content.decode()
    assert "sudah selesai" in client.get(form).content.decode()
    with pytest.raises(NotReady, match="request_withdrawn"):
        examination.answer_clarification(
            ref=request.ref,
            text=explained(request, "Terlambat."),
            file_ids=[],
            actor=actor("liaison"),
            now=walk.now,
        )


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        (Kind.SUMMONS, events.REQUEST_WITHDRAWN),
        (Kind.DOCUMENTS, events.REQUEST_WITHDRAWN),
        (Kind.WITNESS, events.ACTIVITY_CANCELLED),
    ],
)
def test_what_is_withdrawn_is_told_to_the_agency_only_where_it_knew_of_it(
    walk: Walk, kind: Kind, event: str
) -> None:
    actor("liaison")
    row = begun(walk, kind)
    walk.do(outcomes.cancel, "examiner", activity=row.ref, reason="Sudah selesai.")
    assert walk.kinds()[-1] == event
    told = Delivery.objects.filter(entry__kind=event, subscriber="agency_news")
    assert told.exists() == (event == events.REQUEST_WITHDRAWN)
    owed = walk.again().deadlines.filter(subject=str(row.ref), dropped_at=None)
    assert not owed.filter(met_on=None).exists()
    row.refresh_from_db()
    assert row.outcome == Outcome.CANCELLED


def test_a_second_explanation_is_asked_beside_an_open_visit(walk: Walk) -> None:
    begun(walk, Kind.VISIT)
    request = asked(walk)
    opened_by_agency(walk)
    examination.answer_clarification(
        ref=request.ref,
        text=explained(request, "Ya."),
        file_ids=[],
        actor=actor("liaison"),
        now=walk.now,
    )
    assert asked(walk).turn == 2


def test_the_database_refuses_a_fourth_call_and_a_second_follower(walk: Walk) -> None:
    row = begun(walk, Kind.SUMMONS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=row.pk).update(turn=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=row.pk).update(outcome="absent")
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=row.pk).update(turn=2, kind=Kind.WITNESS)


def test_a_letter_to_the_agency_names_no_confidential_reporter() -> None:
    walk = Walk(secrecy="confidential")
    to_examination(walk)
    with pytest.raises(WouldName) as error:
        walk.do(
            activities.begin,
            "examiner",
            plan=plan(walk, Kind.DOCUMENTS, about=f"Laporan {CANARY_NAME}."),
            checked=True,
        )
    assert error.value.walled


def test_a_sealed_name_lies_nowhere_but_in_the_vault(
    walk: Walk, client: Client
) -> None:
    name = "Bambang Sutrisno"
    login(client, "examiner")
    day = walk.now.date().isoformat()
    body = {
        "version": walk.case.version,
        "sort": "witness",
        "person": name,
        "sealed": "on",
        "about": ABOUT,
        "day": day,
        "time": "10:00",
        "place": "Kantor kami",
    }
    client.post(act_page(walk.case, "dengar"), body | {"do": "keep"})
    assert name not in str(Unsent.objects.get().fields)
    row = begun(walk, Kind.WITNESS, person=name, sealed=True, days=0)
    assert row.person == ""
    assert row.is_sealed
    page = client.get(case_page(walk.case)).content.decode()
    assert "nama dirahasiakan" in page
    assert name not in page


@pytest.mark.parametrize("secrecy", ["open", "confidential"])
def test_no_letter_says_the_sealed_name_of_a_witness(secrecy: str) -> None:
    walk = Walk(secrecy=secrecy)
    to_examination(walk)
    begun(walk, Kind.WITNESS, person="Bambang Sutrisno", sealed=True)
    for checked in (False, True):
        with pytest.raises(WouldName) as error:
            walk.do(
                activities.begin,
                "examiner",
                plan=plan(walk, Kind.DOCUMENTS, about="Kata Bambang Sutrisno begitu."),
                checked=checked,
            )
        assert error.value.code == "names_witness"
        assert all("Bambang" not in place.text for place in error.value.places)


def test_a_sealed_name_of_one_word_is_kept_however_many_are_sealed(walk: Walk) -> None:
    for name in ("Suparman", "Bambang Sutrisno"):
        begun(walk, Kind.WITNESS, person=name, sealed=True)
    with pytest.raises(WouldName) as error:
        walk.do(
            activities.begin,
            "examiner",
            plan=plan(walk, Kind.DOCUMENTS, about="Kata Suparman begitu."),
            checked=True,
        )
    assert error.value.code == "names_witness"


def test_what_was_said_is_forgotten_with_the_case(walk: Walk) -> None:
    row = begun(walk, Kind.VISIT, days=0)
    came(walk, row)
    erasing._forget_texts(walk.case)
    row.refresh_from_db()
    assert (row.about, row.place, row.minutes, row.present) == ("", "", "", "")


def test_the_agency_reads_its_summons_and_papers_and_nothing_of_the_rest(
    walk: Walk, client: Client
) -> None:
    begun(walk, Kind.SUMMONS)
    papers = begun(walk, Kind.DOCUMENTS)
    witness = begun(walk, Kind.WITNESS, person="Bambang Sutrisno", place="Rumahnya")
    came(walk, begun(walk, Kind.VISIT, days=0))
    login(client, "liaison")
    before = client.get(agency_page(walk.case)).content.decode()
    assert ABOUT not in before
    client.post(agency_page(walk.case))
    page = client.get(agency_page(walk.case)).content.decode()
    assert WHO in page
    assert "10.00" in page  # the office's hour, as the letter says it
    assert reverse("agency:papers", args=[papers.ref]) in page
    for secret in ("Bambang", "Rumahnya", SEEN, str(witness.ref)):
        assert secret not in page
    answer = client.post(
        reverse("agency:papers", args=[papers.ref]), {"answer": "Terlampir."}
    )
    assert answer.status_code == 302
    again = client.get(reverse("agency:papers", args=[papers.ref])).content.decode()
    assert "sudah dijawab" in again


def test_the_page_of_a_result_refuses_what_does_not_fit(
    walk: Walk, client: Client
) -> None:
    row = begun(walk, Kind.VISIT, days=0)
    begun(walk, Kind.SUMMONS)
    login(client, "examiner")
    body = {
        "version": walk.case.version,
        "activity": str(row.ref),
        "outcome": "absent",
        "minutes": SEEN,
    }
    answer = client.post(act_page(walk.case, "catat-kegiatan"), body)
    assert answer.status_code == 422
    assert "tidak cocok" in answer.content.decode()
