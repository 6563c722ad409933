"""A report with two matters becomes two cases of one reporter, and nobody is named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse

from accounts.actor import SYSTEM, reporter_of
from accounts.errors import NotAllowed
from complaints import vault
from complaints.domain import events
from complaints.domain.asking import Kind
from complaints.domain.mandate import Urgency
from complaints.domain.states import Reason, State
from complaints.domain.terms import TermKind
from complaints.models import (
    BlindIndex,
    Case,
    CaseFile,
    Followed,
    SearchDocument,
    Split,
    VaultRow,
)
from complaints.models.choices import Purpose
from complaints.selectors.mine import is_kept
from complaints.selectors.reporter_page import report_of
from complaints.services import (
    closing,
    erasing,
    fast,
    following,
    intake,
    merging,
    recusing,
    restricting,
    splitting,
)
from complaints.services.erasing import erase_case
from complaints.services.errors import NotReady, WrongCode
from complaints.services.leaks import places
from complaints.services.papers import attach
from complaints.services.questioning import Wording
from complaints.services.renewing import renew_code
from complaints.services.tracking import open_with_code
from complaints.vault import VaultError
from documents.domain.kinds import FileState
from documents.models import StoredFile
from documents.services import accept_upload
from journal.models import Delivery, Entry
from journal.record import record
from tests.complaints.services.test_following import follow, of
from tests.complaints.story import Walk, to_examination, to_review
from tests.complaints.views.pages import act_page, case_page
from tests.complaints.views.test_beside_the_story import published
from tests.database import until_one_waits
from tests.documents.samples import picture, upload
from tests.factories.complaints import CANARY_MAIL, CANARY_NAME, CANARY_NIK, FILED
from tests.people import actor, login, person
from tests.reporters import reporter

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
STORY = "Akta kelahiran belum terbit.\nPetugas loket meminta uang."
TITLE = "Permintaan uang di loket"


@pytest.fixture
def walk() -> Walk:
    return Walk(story=STORY)


def split(walk: Walk, who: str = "intake", **more: Any) -> Case:
    given: dict[str, Any] = {"title": TITLE, "parts": [1], "file_refs": []}
    made: Case = walk.do(splitting.split, who, **(given | more))
    walk.again()
    return Case.objects.get(pk=made.pk)


def paper(walk: Walk) -> CaseFile:
    stored = accept_upload(
        file=upload("kuitansi.png", picture("PNG")), actor=SYSTEM, now=walk.now
    )
    attach(walk.case, [stored.pk], lane="reporter", now=walk.now)
    return CaseFile.objects.get(case=walk.case, file=stored)


def running(case: Case, kind: TermKind) -> str:
    row = case.deadlines.get(kind=kind, met_on=None, dropped_at=None)
    return row.started_on.isoformat()


# --- two cases ----------------------------------------------------------------


def test_the_new_case_begins_where_every_report_begins_and_the_first_stays_whole(
    walk: Walk,
) -> None:
    to_examination(walk)
    before = walk.again().version
    made = split(walk, "examiner")
    assert made.story == "Petugas loket meminta uang."
    assert (made.state, made.title) == (State.SUBMITTED, TITLE)
    assert (made.intake_id, made.examiner_id, made.number) == (None, None, None)
    assert made.submitted_on == walk.case.submitted_on
    assert (made.agency_id, made.office_id) == (
        walk.case.agency_id,
        walk.case.office_id,
    )
    assert made.released_at is None
    assert made.locator != walk.case.locator
    assert (walk.case.state, walk.case.story) == (State.EXAM, STORY)
    assert walk.case.version == before + 1
    row = Split.objects.get()
    assert (row.case, row.made, row.parts) == (walk.case, made, [1])


def test_both_histories_say_so_in_codes_only(walk: Walk) -> None:
    made = split(walk)
    told = Entry.objects.get(kind=events.CASE_SPLIT)
    assert told.data == {"made": str(made.ref), "parts": [2], "files": 0}
    assert told.subject_id == walk.case.pk
    begun = Entry.objects.get(kind=events.SPLIT_OFF)
    assert begun.subject_id == made.pk
    assert begun.data["out_of"] == str(walk.case.ref)
    assert begun.actor_id == person("intake").pk


def test_the_promise_to_the_citizen_is_not_moved_by_splitting(walk: Walk) -> None:
    walk.pass_days(3)
    made = split(walk)
    filed = walk.case.submitted_on.isoformat()
    assert running(made, TermKind.FORMAL_PROMISE) == filed
    assert running(made, TermKind.INTAKE) > filed


def test_where_it_was_kept_already_it_is_given_anew(walk: Walk) -> None:
    to_examination(walk)
    walk.pass_days(3)
    made = split(walk, "head")
    today = running(made, TermKind.INTAKE)
    assert running(made, TermKind.FORMAL_PROMISE) == today
    assert today > walk.case.submitted_on.isoformat()


def test_chosen_files_lie_in_both_and_others_in_one(walk: Walk) -> None:
    one, other = paper(walk), paper(walk)
    made = split(walk, file_refs=[one.ref])
    (row,) = made.files.all()
    assert (row.file_id, row.lane) == (one.file_id, "reporter")
    assert walk.case.files.count() == 2
    assert other.file_id not in made.files.values_list("file_id", flat=True)
    assert Entry.objects.get(kind=events.CASE_SPLIT).data["files"] == 1


def test_a_power_of_attorney_comes_along_unasked_and_is_not_offered(
    walk: Walk, client: Client
) -> None:
    stored = accept_upload(
        file=upload("kuasa.png", picture("PNG")), actor=SYSTEM, now=walk.now
    )
    proxy = Purpose.PROXY
    attach(walk.case, [stored.pk], lane="reporter", purpose=proxy, now=walk.now)
    paper(walk)
    login(client, "intake")
    walk.do(intake.start_formal, "intake")
    page = client.get(act_page(walk.again(), "pisahkan")).content.decode()
    assert "kuitansi.png" in page
    assert "kuasa.png" not in page
    made = split(walk)
    row = made.files.get()
    assert (row.file_id, row.purpose) == (stored.pk, Purpose.PROXY)
    assert Entry.objects.get(kind=events.SPLIT_OFF).data["files"] == 1


def test_what_was_answered_to_the_questions_is_answered_in_both() -> None:
    (question,) = published(Wording(Kind.LONG, "Apa katanya?", "What was said?"))
    walk = Walk(story=STORY, answers=((question.pk, "Besok zamrudkuning."),))
    made = split(walk)
    (answer,) = made.answers.all()
    assert (answer.question_id, answer.value) == (question.pk, "Besok zamrudkuning.")
    assert walk.case.answers.count() == 1
    word = SearchQuery("zamrudkuning", config="simple")
    found = SearchDocument.objects.filter(tsv=word)
    assert set(found.values_list("case", flat=True)) == {walk.case.pk, made.pk}


def test_an_urgent_report_stays_urgent_and_is_called_upon_as_soon() -> None:
    walk = Walk(story=STORY, urgency=Urgency.LIFE)
    walk.pass_days(1)
    made = split(walk)
    assert (made.urgent, made.urgency) == (True, Urgency.LIFE)
    filed = walk.case.submitted_on.isoformat()
    assert running(made, TermKind.RCO_CONTACT) == filed
    assert Entry.objects.get(kind=events.SPLIT_OFF).data["urgency"] == Urgency.LIFE
    fast.record_contact(
        ref=walk.case.ref,
        version=walk.again().version,
        how="phone",
        on=walk.case.submitted_on,
        text="",
        actor=actor("intake"),
        now=walk.now,
    )
    later = split(walk)  # of this matter nobody spoke with him
    assert running(later, TermKind.RCO_CONTACT) > filed


def test_where_nothing_is_urgent_any_more_nobody_is_called_upon() -> None:
    urgent = Walk(story=STORY, urgency=Urgency.LIFE)
    to_examination(urgent)
    for walk in (urgent, Walk(story=STORY)):
        made = split(walk, "head")
        assert not made.urgent
        assert not made.deadlines.filter(kind=TermKind.RCO_CONTACT).exists()
        assert made.urgency == walk.case.urgency


def test_no_file_of_another_case_or_of_the_office_comes_along(walk: Walk) -> None:
    foreign = paper(Walk())
    with pytest.raises(NotReady, match="split_parts"):
        split(walk, file_refs=[foreign.ref])
    own = paper(walk)
    CaseFile.objects.filter(pk=own.pk).update(lane="internal")
    with pytest.raises(NotReady, match="split_parts"):
        split(walk, file_refs=[own.ref])
    assert not Split.objects.exists()


def test_who_keeps_out_of_the_report_keeps_out_of_what_was_split_off(
    walk: Walk,
) -> None:
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("other_examiner").pk,
        reason="Kerabat.",
        actor=actor("other_examiner"),
        now=walk.now,
    )
    made = split(walk)
    assert not Case.objects.visible_to(actor("other_examiner")).filter(pk=made.pk)


def test_what_is_restricted_stays_so_and_can_be_opened_again(walk: Walk) -> None:
    walk.do(intake.start_formal, "intake")
    walk.do(restricting.restrict, "head", reason="child", note="Anak.")
    made = split(walk)
    assert made.restricted
    assert not Case.objects.visible_to(actor("examiner")).filter(pk=made.pk)
    restricting.lift(
        ref=made.ref, version=made.version, note="", actor=actor("head"), now=walk.now
    )
    assert not made.restrictions.filter(lifted_at=None).exists()


# --- when not -----------------------------------------------------------------


@pytest.mark.parametrize("who", ["examiner", "resmon"])
def test_who_does_not_work_on_it_does_not_split_it(walk: Walk, who: str) -> None:
    with pytest.raises(NotAllowed):
        split(walk, who)
    assert not Split.objects.exists()


def test_five_cases_are_the_most_and_what_was_split_off_is_not_split(
    walk: Walk,
) -> None:
    made = [split(walk) for _ in range(4)]
    with pytest.raises(NotReady, match="split_full"):
        split(walk)
    with pytest.raises(NotReady, match="split_again"):
        splitting.split(
            ref=made[0].ref,
            version=made[0].version,
            title=TITLE,
            parts=[0],
            file_refs=[],
            actor=actor("intake"),
            now=walk.now,
        )


def test_from_the_result_on_it_is_too_late() -> None:
    walk = Walk(story=STORY)
    to_review(walk)
    with pytest.raises(NotReady, match="split_late"):
        split(walk, "examiner")


@pytest.mark.parametrize("parts", [[], [5]])
def test_a_case_without_a_story_is_none(walk: Walk, parts: list[int]) -> None:
    with pytest.raises(NotReady, match="split_parts"):
        split(walk, parts=parts)


def test_it_may_be_merged_again(walk: Walk) -> None:
    made = split(walk)
    merging.merge(
        ref=made.ref,
        version=made.version,
        kept_ref=walk.case.ref,
        actor=actor("head"),
        now=walk.now,
    )
    assert Case.objects.get(pk=made.pk).closing_reason == Reason.DUPLIKAT


# --- the reporter's door ------------------------------------------------------


def opened(case: Case, code: str) -> Case:
    return open_with_code(locator=case.locator, code=code, network="n", now=FILED)


def renewed(case: Case) -> str:
    secret = renew_code(
        ref=case.ref,
        proof="card",
        key=uuid4(),
        actor=actor("head", stepped_up=True),
        now=FILED,
    )
    return secret.code


def test_the_code_of_the_first_opens_the_second_and_no_other_does(walk: Walk) -> None:
    made = split(walk)
    assert opened(made, walk.receipt.code) == made
    assert opened(made, walk.receipt.qr_secret) == made
    with pytest.raises(WrongCode):
        opened(made, Walk().receipt.code)


def test_a_new_code_for_the_first_is_the_new_code_for_the_second(walk: Walk) -> None:
    made = split(walk)
    session = {made.pk: FILED}
    assert report_of(made.locator, session) == made
    code = renewed(walk.case)
    with pytest.raises(WrongCode):
        opened(made, walk.receipt.code)
    assert opened(made, code) == made
    later = Case.objects.get(pk=walk.case.pk)
    Case.objects.filter(pk=later.pk).update(code_since=walk.now.replace(year=2027))
    assert report_of(made.locator, session) is None  # what the old one opened closes


def test_a_code_of_its_own_is_its_own(walk: Walk) -> None:
    made = split(walk)
    own = renewed(made)
    assert opened(made, own) == made
    with pytest.raises(WrongCode):
        opened(made, walk.receipt.code)
    assert opened(walk.case, walk.receipt.code) == walk.case
    renewed(walk.case)
    assert opened(made, own) == made


def test_a_lost_code_closes_the_accounts_and_the_contacts_of_both(walk: Walk) -> None:
    made = split(walk)
    thief = of(reporter())
    follow(made, thief)
    Case.objects.filter(pk=made.pk).update(contact_marks={"email": "verified"})
    renewed(walk.case)
    assert not Followed.objects.exists()
    assert not is_kept(made, thief.signed_in_id, thief)
    assert Case.objects.get(pk=made.pk).contact_marks == {"email": "given"}


def test_of_one_with_a_code_of_its_own_nothing_is_closed(walk: Walk) -> None:
    made = split(walk)
    renewed(made)
    following.follow(
        ref=made.ref, account=of(reporter()), actor=reporter_of(made.pk), now=FILED
    )
    renewed(walk.case)
    assert Followed.objects.get().case == made


def test_the_reporter_is_told_once_and_finds_both(client: Client, walk: Walk) -> None:
    made = split(walk)
    told = Entry.objects.get(kind=events.CASE_SPLIT)
    assert Delivery.objects.filter(entry=told, subscriber="reporter_news").exists()
    begun = Entry.objects.get(kind=events.SPLIT_OFF)
    assert not Delivery.objects.filter(entry=begun).exists()
    door = {"number": walk.receipt.locator, "code": walk.receipt.code}
    client.post(reverse("tracking:enter"), door)
    page = client.get(reverse("tracking:case", args=[walk.case.locator]))
    text = page.content.decode()
    assert "Satu laporan, lebih dari satu perkara" in text
    assert reverse("tracking:case", args=[made.locator]) in text
    assert "Dibuka dengan kode yang sama." in text
    assert "Sebagian laporan Anda kami tangani sebagai perkara sendiri" in text
    client.post(reverse("tracking:enter"), door | {"number": made.locator})
    page = client.get(reverse("tracking:case", args=[made.locator]))
    text = page.content.decode()
    assert TITLE in text
    assert reverse("tracking:case", args=[walk.case.locator]) in text
    renewed(made)
    client.post(reverse("tracking:enter"), door)
    page = client.get(reverse("tracking:case", args=[walk.case.locator]))
    assert "Punya kode sendiri." in page.content.decode()


def test_nobody_else_reads_of_the_other_case(client: Client, walk: Walk) -> None:
    made, stranger = split(walk), Walk()
    door = {"number": stranger.receipt.locator, "code": stranger.receipt.code}
    client.post(reverse("tracking:enter"), door)
    page = client.get(reverse("tracking:case", args=[stranger.case.locator]))
    assert page.status_code == 200
    assert made.locator not in page.content.decode()


# --- the office's pages -------------------------------------------------------


def test_both_pages_say_where_the_other_is(client: Client, walk: Walk) -> None:
    made = split(walk)
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    assert case_page(made) in page
    assert "Bagian cerita: 2." in page
    page = client.get(case_page(made)).content.decode()
    assert "Perkara ini dipisah dari laporan" in page
    assert case_page(walk.case) in page
    # Who is kept out of the one sees no way to it from the other.
    walk.case.recusals.create(user=person("examiner"), reason="x", created_at=walk.now)
    assert case_page(walk.case) not in client.get(case_page(made)).content.decode()
    login(client, "other_examiner")
    assert made.locator in client.get(case_page(walk.case)).content.decode()
    out = person("other_examiner")
    made.recusals.create(user=out, reason="x", created_at=walk.now)
    assert made.locator not in client.get(case_page(walk.case)).content.decode()


def test_the_form_offers_the_parts_and_files_and_says_what_is_missing(
    client: Client, walk: Walk
) -> None:
    paper(walk)
    walk.do(intake.start_formal, "intake")
    login(client, "intake")
    door = act_page(walk.again(), "pisahkan")
    page = client.get(door).content.decode()
    assert "Petugas loket meminta uang." in page
    assert "kuitansi.png" in page
    answer = client.post(door, {"version": walk.case.version, "title": TITLE})
    assert answer.status_code == 422
    assert TITLE in answer.content.decode()
    assert not Split.objects.exists()
    for _ in range(4):
        split(walk)
    body = {"version": walk.again().version, "title": TITLE, "parts": ["1"]}
    answer = client.post(door, body)
    assert answer.status_code == 409
    assert "paling banyak lima perkara" in answer.content.decode()


# --- the vault ----------------------------------------------------------------


def committed(case: Case, kind: str) -> Entry:
    with transaction.atomic():
        return record(kind, actor=SYSTEM, subject=case, data={}, now=FILED)


@pytest.mark.django_db(transaction=True)
def test_splitting_opens_nothing_and_the_copy_opens_as_the_first_does() -> None:
    walk = Walk(story=STORY)
    vault.put_witness(walk.case, "Bambang Sutrisno", now=FILED)
    made = split(walk)
    kinds = VaultRow.objects.filter(case=made).values_list("kind", flat=True)
    assert sorted(kinds) == ["contact", "identity"]
    assert not Entry.objects.filter(
        kind__in=[events.IDENTITY_OPENED, events.CONTACT_OPENED, events.NAME_OPENED]
    ).exists()
    entry = committed(made, events.IDENTITY_OPENED)
    told = vault.open_identity(made.pk, entry.pk)
    assert (told.name, told.nik) == (CANARY_NAME, CANARY_NIK)
    entry = committed(made, events.CONTACT_OPENED)
    assert vault.open_contact(made.pk, entry.pk).email == CANARY_MAIL
    # An entry of the first opens nothing of the second.
    first = committed(walk.case, events.IDENTITY_OPENED)
    with pytest.raises(VaultError):
        vault.open_identity(made.pk, first.pk)


@pytest.mark.django_db(transaction=True)
def test_a_contact_is_replaced_in_the_one_case_alone() -> None:
    walk = Walk(story=STORY)
    made = split(walk)
    with transaction.atomic():
        entry = record(
            events.CONTACT_CONFIRMED,
            actor=reporter_of(made.pk),
            subject=made,
            data={},
            now=FILED,
        )
    new = vault.Contact(email="lain@contoh.test")
    vault.replace_contact(made.pk, entry.pk, new)
    opened_by = committed(made, events.CONTACT_OPENED)
    assert vault.open_contact(made.pk, opened_by.pk).email == "lain@contoh.test"
    first = committed(walk.case, events.CONTACT_OPENED)
    assert vault.open_contact(walk.case.pk, first.pk).email == CANARY_MAIL


@pytest.mark.django_db(transaction=True)
def test_erasing_the_first_leaves_the_second_its_own() -> None:
    walk = Walk(story=STORY)
    own = paper(walk)
    made = split(walk, file_refs=[own.ref])
    erased(walk.case, walk)
    entry = committed(made, events.IDENTITY_OPENED)
    assert vault.open_identity(made.pk, entry.pk).name == CANARY_NAME
    assert opened(made, walk.receipt.code) == made
    with pytest.raises(WrongCode):
        opened(walk.case, walk.receipt.code)
    assert StoredFile.objects.get(pk=own.file_id).state == FileState.STORED
    erased(made, walk)  # the file goes with the last that holds it
    assert StoredFile.objects.get(pk=own.file_id).state == FileState.ERASED


@pytest.mark.django_db(transaction=True)
def test_of_two_that_are_erased_at_once_the_later_takes_the_file() -> None:
    walk = Walk(story=STORY)
    own = paper(walk)
    made = split(walk, file_refs=[own.ref])
    for case in (walk.case, made):
        closed(case, walk)
    forget, amid = erasing._forget_texts, Event()

    def slowly(case: Case) -> None:
        if case == walk.case:  # its files are done with, nothing is committed
            amid.set()
            until_one_waits()
        forget(case)

    def erase(case: Case) -> None:
        try:
            erase_case(ref=case.ref, reason="court", actor=SYSTEM, now=walk.now)
        finally:
            connections.close_all()

    with (
        patch.object(erasing, "_forget_texts", slowly),
        ThreadPoolExecutor(1) as pool,
    ):
        first = pool.submit(erase, walk.case)
        assert amid.wait(30)
        erase_case(ref=made.ref, reason="court", actor=SYSTEM, now=walk.now)
        first.result()
    assert not Case.objects.filter(erased_at=None).exists()
    assert StoredFile.objects.get(pk=own.file_id).state == FileState.ERASED


def erased(case: Case, walk: Walk) -> None:
    closed(case, walk)
    erase_case(ref=case.ref, reason="court", actor=SYSTEM, now=walk.now)


def closed(case: Case, walk: Walk) -> None:
    closing.close(
        ref=case.ref,
        version=Case.objects.get(pk=case.pk).version,
        reason=Reason.BUKAN_WEWENANG,
        actor=actor("head"),
        now=walk.now,
    )


def test_the_check_of_letters_knows_the_name_in_the_second_too(walk: Walk) -> None:
    made = split(walk)
    found = places(made, [f"Saya bertemu {CANARY_NAME}, NIK {CANARY_NIK}."])
    assert {place.kind.value for place in found if place.own} == {"name", "nik"}
    assert BlindIndex.objects.filter(case=made, kind="name").exists()
    vault.put_witness(made, "Bambang Sutrisno", now=FILED)
    found = places(made, ["Bambang Sutrisno hadir."])
    assert "witness" in {place.kind.value for place in found}


def refused(case: Case, made: Case) -> None:
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO complaints_split (case_id, made_id, parts, by_id, at)"
            " VALUES (%s, %s, '[]', %s, now())",
            [case.pk, made.pk, person("head").pk],
        )
    assert getattr(refusal.value.__cause__, "pgcode", "") == "42501"


def test_the_database_copies_nobody_into_a_case_with_a_reporter_of_its_own(
    walk: Walk,
) -> None:
    refused(walk.case, Walk().case)


def test_the_database_copies_nobody_confidential_into_an_open_case(walk: Walk) -> None:
    made = split(walk)
    Case.objects.filter(pk=walk.case.pk).update(secrecy="confidential")
    empty = Case.objects.get(pk=made.pk)
    empty.pk, empty.ref, empty.locator = None, uuid4(), "ZZZZZZZZ"
    empty._state.adding = True
    empty.save()
    refused(walk.case, empty)


@pytest.mark.parametrize("statement", ["UPDATE complaints_split SET parts = '[]'"])
def test_what_was_split_is_not_changed_afterwards(walk: Walk, statement: str) -> None:
    split(walk)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
