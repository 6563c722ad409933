"""A deputy acts for who is away, says so in each entry, and opens nobody's identity."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine

from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.models import Absence
from accounts.roles import Role
from accounts.services.absences import end_absence, enter_absence
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.hindering import What
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.states import Reason, State
from complaints.models import Case, Unsent
from complaints.selectors.hindering import hindrances_of
from complaints.selectors.unsent_words import unsent_by_others_too
from complaints.services import (
    arriving,
    closing,
    custody,
    examination,
    extending,
    fast,
    identity,
    intake,
    lhp,
    originals,
    recusing,
    register,
    renewing,
    restricting,
    todo,
    writing,
)
from complaints.services.errors import SamePerson
from complaints.services.reading import case_read
from documents.models import Letter
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.story import (
    LHP,
    Walk,
    to_examination,
    to_review,
)
from tests.complaints.views.pages import act_page, case_page, counted, in_examination
from tests.documents.reading import text_of
from tests.factories.accounts import OfficeMembershipFactory, UserFactory
from tests.factories.complaints import FILED
from tests.people import login, office, person

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from accounts.actor import Actor
    from accounts.models import User

pytestmark = pytest.mark.django_db
SAID = "Ada penundaan."


def gone(who: User, deputy: User, *, first: int = 0, days: int = 60) -> Absence:
    return enter_absence(
        person_id=who.pk,
        deputy_id=deputy.pk,
        first=(FILED + timedelta(days=first)).date(),
        last=(FILED + timedelta(days=days)).date(),
        actor=member(person("head"), now=FILED),
        now=FILED,
    )


def at(user: User, now: datetime = FILED) -> Actor:
    """Somebody as a request of that moment makes him."""
    return member(user, now=now)


def does(walk: Walk, use_case: Any, user: User, **more: Any) -> Any:
    case = walk.again()
    return use_case(
        ref=case.ref,
        version=case.version,
        actor=at(user, walk.now),
        now=walk.now,
        **more,
    )


@pytest.fixture
def walk() -> Walk:
    return in_examination()


@pytest.fixture
def deputy() -> User:
    return person("other_examiner")


def last(walk: Walk) -> Entry:
    rows = Entry.objects.filter(subject_kind="case", subject_id=walk.case.pk)
    found: Entry = rows.latest("n")
    return found


# --- he acts ------------------------------------------------------------------
def test_he_does_what_the_absent_one_would_and_the_entry_says_for_whom(
    walk: Walk, deputy: User
) -> None:
    absent = person("examiner")
    gone(absent, deputy)
    row = does(walk, examination.draft_result, deputy, text=SAID)
    assert row.drafted_by == deputy
    entry = last(walk)
    assert entry.kind == events.RESULT_DRAFTED
    assert (entry.actor_id, entry.data["for"]) == (deputy.pk, absent.pk)
    assert walk.again().examiner == absent  # the case stays his


def test_words_and_tasks_are_his_to_write_too_each_for_the_absent_one(
    walk: Walk, deputy: User
) -> None:
    absent = person("examiner")
    gone(absent, deputy)
    told: dict[str, Any] = {
        "ref": walk.case.ref,
        "actor": at(deputy),
        "now": walk.now,
    }
    writing.write_note(text="Telepon.", **told)
    assert last(walk).data["for"] == absent.pk
    task = todo.add(text="Telepon lagi.", **told)
    assert last(walk).data["for"] == absent.pk
    todo.finish(ref=walk.case.ref, task=task.ref, actor=at(deputy), now=walk.now)
    assert last(walk).data["for"] == absent.pk


def test_what_came_in_is_seen_by_him_for_the_absent_one(
    walk: Walk, deputy: User
) -> None:
    gone(person("examiner"), deputy)
    arrived = walk.now
    Case.objects.filter(pk=walk.case.pk).update(
        arrived_at=arrived, arrived_as=events.MESSAGE_RECEIVED
    )
    arriving.see_arrival(
        ref=walk.case.ref, seen_at=arrived, actor=at(deputy), now=walk.now
    )
    assert walk.again().arrived_at is None
    assert last(walk).data["for"] == person("examiner").pk


def test_the_deputy_of_a_deputy_acts_for_the_first(walk: Walk, deputy: User) -> None:
    third = UserFactory()
    OfficeMembershipFactory(user=third, office=office(), role=Role.EXAMINER.value)
    gone(person("examiner"), deputy)
    gone(deputy, third)
    with pytest.raises(NotAllowed):
        does(walk, examination.draft_result, deputy, text=SAID)  # he is away himself
    does(walk, examination.draft_result, third, text=SAID)
    assert last(walk).data["for"] == person("examiner").pk


def test_it_ends_with_the_absence(walk: Walk, deputy: User) -> None:
    row = gone(person("examiner"), deputy, first=1, days=3)
    for days, may in ((0, False), (1, True), (3, True), (4, False)):
        walk.now = FILED + timedelta(days=days)
        if may:
            does(walk, examination.draft_result, deputy, text=f"{SAID} {days}")
            continue
        with pytest.raises(NotAllowed):
            does(walk, examination.draft_result, deputy, text=SAID)
    walk.now = FILED + timedelta(days=2)
    end_absence(ref=row.ref, actor=at(person("head")), now=walk.now)
    with pytest.raises(NotAllowed):
        does(walk, examination.draft_result, deputy, text=SAID)


def test_it_ends_where_the_absent_one_lost_the_role_or_the_deputy_his(
    walk: Walk, deputy: User
) -> None:
    gone(person("examiner"), deputy)
    person("examiner").office_memberships.update(valid_to=FILED)
    with pytest.raises(NotAllowed):
        does(walk, examination.draft_result, deputy, text=SAID)
    person("examiner").office_memberships.update(valid_to=None)
    does(walk, examination.draft_result, deputy, text=SAID)
    OfficeMembershipFactory(user=deputy, office=office(), role=Role.INTAKE.value)
    deputy.office_memberships.filter(role=Role.EXAMINER.value).update(valid_to=FILED)
    with pytest.raises(NotAllowed):
        does(walk, examination.draft_result, deputy, text=SAID)


def test_a_head_may_be_the_deputy_and_says_so_where_it_is_not_her_own_right(
    walk: Walk,
) -> None:
    head = person("head")
    gone(person("examiner"), head)
    does(walk, examination.draft_result, head, text=SAID)
    assert last(walk).data["for"] == person("examiner").pk
    with pytest.raises(SamePerson):
        does(walk, examination.notify_result, head)
    does(walk, closing.close, head, reason=Reason.BUKAN_WEWENANG)
    assert "for" not in last(walk).data


def test_the_cases_of_intake_and_of_monitoring_are_acted_in_alike() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    other = UserFactory()
    OfficeMembershipFactory(user=other, office=office(), role=Role.INTAKE.value)
    gone(person("intake"), other)
    answers = dict.fromkeys(FORMAL_KEYS, (True, ""))
    does(walk, intake.pass_formal, other, answers=answers)
    assert last(walk).data["for"] == person("intake").pk
    does(walk, fast.take_fast, other, reason="Nyawa.")
    assert walk.again().intake == person("intake")
    assert last(walk).data["for"] == person("intake").pk


def test_a_case_that_nobody_holds_is_his_own_when_he_takes_it() -> None:
    walk = Walk()
    other = UserFactory()
    OfficeMembershipFactory(user=other, office=office(), role=Role.INTAKE.value)
    gone(person("intake"), other)
    does(walk, intake.start_formal, other)
    assert walk.again().intake == other
    assert "for" not in last(walk).data


def test_a_letter_that_he_signs_names_the_absent_one(walk: Walk, deputy: User) -> None:
    absent = person("examiner")
    gone(absent, deputy)
    does(
        walk,
        examination.ask_clarification,
        deputy,
        summary="Akta belum terbit.",
        questions="Mengapa?",
    )
    body = Letter.objects.latest("pk").context["body"]
    assert body["signer"] == deputy.name
    assert body["signer_title"] == f"a.n. {absent.name}, asisten pemeriksa"
    pdf = text_of(content_of(Letter.objects.latest("pk").file))
    assert f"a.n. {absent.name}" in " ".join(pdf.split())


def test_what_he_has_not_sent_hinders_the_end_while_he_acts_there(
    walk: Walk, deputy: User
) -> None:
    kept = Unsent.objects.create(
        case=walk.case, by=deputy, act="catatan", fields={"text": "Belum."}, at=FILED
    )
    assert unsent_by_others_too(walk.again()) == []  # he only reads it
    row = Absence.objects.create(
        person=person("examiner"),
        deputy=deputy,
        office=office(),
        first_day=wall_now().date() - timedelta(days=2),
        last_day=wall_now().date() + timedelta(days=2),
        entered_by=person("head"),
        entered_at=FILED,
    )
    assert unsent_by_others_too(walk.again()) == [kept]
    found = hindrances_of(walk.again())
    assert [one.what for one in found] == [What.UNSENT]
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    assert unsent_by_others_too(walk.again()) == []  # it is closed to him
    Case.objects.filter(pk=walk.case.pk).update(restricted=False)
    Absence.objects.filter(pk=row.pk).update(
        ended_at=wall_now(), ended_by=person("head")
    )
    assert unsent_by_others_too(walk.again()) == []


# --- and not more -------------------------------------------------------------
def test_nobody_signs_what_he_drafted_for_another(walk: Walk) -> None:
    """Four eyes compare persons: as a deputy he is still the same."""
    head = person("head")
    to_review(walk := Walk())
    gone(person("examiner"), head)
    does(walk, lhp.draft_lhp, head, text=LHP)
    with pytest.raises(SamePerson):
        does(walk, lhp.sign_lhp, head)
    does(walk, lhp.sign_lhp, person("other_head"))
    assert walk.again().state == State.LHP_ISSUED


def test_nobody_decides_the_time_that_he_asked_for_another(walk: Walk) -> None:
    head = person("head")
    gone(person("examiner"), head)
    term = walk.case.deadlines.get(kind="exam_light")
    does(
        walk,
        extending.ask_extension,
        head,
        deadline_id=term.pk,
        until=term.due_on + timedelta(days=5),
        cause="agency",
        reason="Instansi belum menjawab.",
    )
    assert last(walk).data["for"] == person("examiner").pk
    with pytest.raises(SamePerson):
        does(walk, extending.decide_extension, head, granted=True, answer="Ya.")


def test_who_has_a_conflict_of_interest_acts_for_nobody_there(
    walk: Walk, deputy: User
) -> None:
    gone(person("examiner"), deputy)
    recusing.recuse(
        ref=walk.case.ref,
        user_id=deputy.pk,
        reason="Kerabat.",
        actor=at(deputy),
        now=walk.now,
    )
    with pytest.raises(Case.DoesNotExist):
        does(walk, examination.draft_result, deputy, text=SAID)
    other = in_examination()
    Case.objects.filter(pk=other.case.pk).update(filed_by=deputy)
    with pytest.raises(NotAllowed):
        does(other, examination.draft_result, deputy, text=SAID)


def test_what_is_only_the_heads_stays_the_heads(walk: Walk, deputy: User) -> None:
    gone(person("examiner"), deputy)
    with pytest.raises(NotAllowed):
        does(walk, closing.close, deputy, reason=Reason.BUKAN_WEWENANG)
    with pytest.raises(NotAllowed):
        does(walk, restricting.restrict, deputy, reason="safety", note="")
    with pytest.raises(IllegalTransition):
        does(walk, register.assign, deputy, examiner_id=deputy.pk)


def test_no_identity_no_original_and_no_code_is_opened_by_a_deputy(
    walk: Walk, deputy: User
) -> None:
    gone(person("examiner"), deputy)
    told: dict[str, Any] = {"ref": walk.case.ref, "now": walk.now}
    with pytest.raises(NotAllowed, match="as_deputy"):
        identity.request_identity(
            purpose="examine", actor=at(deputy), real_now=wall_now(), **told
        )
    refusal = Entry.objects.get(kind=events.IDENTITY_REFUSED)
    assert refusal.data["why"] == "as_deputy"
    with pytest.raises(NotAllowed, match="as_deputy"):
        originals.open_original(
            file_ref=uuid4(), purpose="examine", actor=at(deputy), **told
        )
    with pytest.raises(NotAllowed, match="as_deputy"):
        renewing.renew_code(proof="card", key=uuid4(), actor=at(deputy), **told)


def test_no_custodian_is_asked_by_a_deputy(deputy: User) -> None:
    walk = Walk(secrecy="confidential")
    to_examination(walk)
    gone(person("examiner"), deputy)
    with pytest.raises(NotAllowed, match="as_deputy"):
        custody.ask(
            ref=walk.again().ref,
            purpose="examine",
            basis="written",
            actor=at(deputy),
            real_now=wall_now(),
            now=walk.now,
        )


def test_being_a_deputy_alone_opens_no_restricted_case(
    walk: Walk, deputy: User
) -> None:
    gone(person("examiner"), deputy)
    does(walk, examination.draft_result, deputy, text=SAID)
    walk.do(restricting.restrict, "head", reason="safety", note="")
    with pytest.raises(Case.DoesNotExist):
        does(walk, examination.draft_result, deputy, text=SAID)
    assert not Case.objects.visible_to(at(deputy)).filter(pk=walk.case.pk).exists()


def test_who_sees_a_restricted_case_by_his_own_right_acts_in_it_as_a_deputy(
    walk: Walk,
) -> None:
    walk.do(restricting.restrict, "head", reason="safety", note="")
    head = person("head")
    gone(person("examiner"), head)
    restricting.visit(
        ref=walk.case.ref,
        reason="work",
        note="",
        actor=at(head),
        real_now=wall_now(),
        now=walk.now,
    )
    does(walk, examination.draft_result, head, text=SAID)
    assert last(walk).data["for"] == person("examiner").pk


def test_what_he_reads_for_the_absent_one_is_no_strangers_reading(
    walk: Walk, deputy: User
) -> None:
    gone(person("examiner"), deputy)
    case_read(walk.again(), actor=at(deputy), now=walk.now)
    entry = Entry.objects.get(kind=events.CASE_READ)
    assert (entry.data["held"], entry.data["for"]) == (True, person("examiner").pk)


# --- the pages ----------------------------------------------------------------
def test_the_pages_say_for_whom_and_what_stays_closed(
    client: Client, walk: Walk, deputy: User
) -> None:
    gone(person("examiner"), deputy)
    name = person("examiner").name
    with time_machine.travel(FILED, tick=True):
        login(client, "other_examiner")
        page = client.get(case_page(walk.case)).content.decode()
        assert f"Hari ini Anda wakil {name} dalam perkara ini." in page
        form = client.get(act_page(walk.case, "hasil"))
        assert form.status_code == 200
        assert f"Anda wakil {name}" in form.content.decode()
        body = {"version": walk.again().version, "text": SAID}
        assert client.post(act_page(walk.case, "hasil"), body).status_code == 302
        page = client.get(case_page(walk.case)).content.decode()
        assert f"(wakil {name})" in page
        history = client.get(f"{case_page(walk.case)}riwayat/").content.decode()
        assert "Sebagai wakil" in history
        closed = client.get(f"{case_page(walk.case)}identitas/")
        assert closed.status_code == 403
        assert "tidak terbuka bagi wakil" in closed.content.decode()
        assert f"{case_page(walk.case)}kode/" not in page
        assert client.get(f"{case_page(walk.case)}kode/").status_code == 403
        login(client, "examiner")
        page = client.get(case_page(walk.case)).content.decode()
        assert "Hari ini Anda wakil" not in page


def test_the_cases_of_the_absent_one_stand_in_his_own_view_and_say_for_whom(
    client: Client, walk: Walk, deputy: User
) -> None:
    hidden = in_examination()
    Case.objects.filter(pk=hidden.case.pk).update(restricted=True)
    mine = "/kerja/antrean/?view=mine"
    with time_machine.travel(FILED, tick=True):
        login(client, "other_examiner")
        before = client.get(mine).content.decode()
        assert case_page(walk.case) not in before
        gone(person("examiner"), deputy)
        with counted() as queries:
            page = client.get(mine).content.decode()
        assert case_page(walk.case) in page
        assert f"Untuk {person('examiner').name}" in page
        assert case_page(hidden.case) not in page
        english = client.get(f"{mine}&bahasa=en", follow=True).content.decode()
        assert f"For {person('examiner').name}" in english
        client.get("/kerja/antrean/?bahasa=id")
        login(client, "examiner")
        own = client.get(mine).content.decode()
    assert case_page(walk.case) in own
    assert "Untuk " + person("examiner").name not in own
    assert len(queries) <= 10


def test_being_a_deputy_costs_no_query(
    client: Client, walk: Walk, deputy: User
) -> None:
    with time_machine.travel(FILED, tick=True):
        login(client, "other_examiner")
        client.get(case_page(walk.case))
        with counted() as before:
            client.get(case_page(walk.case))
        gone(person("examiner"), deputy)
        client.get(case_page(walk.case))
        with counted() as after:
            client.get(case_page(walk.case))
    assert len(after) <= len(before) + 2  # what a writer's page reads beside
