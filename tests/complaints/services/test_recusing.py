"""Conflict of interest: who is kept out is out at once, and the case is handed on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.errors import NotAllowed
from accounts.models import AgencyMembership, OfficeMembership
from accounts.roles import Role
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.states import CaseClass, State
from complaints.domain.terms import TermKind
from complaints.models import AgencyTie, Case, Recusal
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.narrowing import Days, Filters
from complaints.selectors.queue import queue
from complaints.services import examination, intake, recusing, register, writing
from complaints.services.errors import Conflicted, NotReady
from documents.services import accept_upload
from journal.models import Delivery, Entry
from tests import people
from tests.complaints.keepers import against, fresh
from tests.complaints.story import Walk, submitted, to_examination
from tests.complaints.views.pages import case_page, in_correction, in_examination
from tests.documents import samples
from tests.factories.accounts import UserFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor, login, person
from tests.proof import sized

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
DAYS = Days(FILED.date(), FILED.date())


def out(walk: Walk, who: str, by: str, **more: Any) -> None:
    recusing.recuse(
        ref=walk.again().ref,
        user_id=person(who).pk,
        reason="Keluarga.",
        actor=actor(by),
        now=walk.now,
        **more,
    )


def everything_of(client: Client, walk: Walk) -> dict[str, int]:
    """What an officer may fetch of a case, with the status of each."""
    case = walk.again()
    file = case.files.latest("id")
    letter = case.letters.latest("id").letter
    pages = [
        case_page(case),
        f"{case_page(case)}riwayat/",
        f"{case_page(case)}catatan/",
        f"{case_page(case)}identitas/",
        reverse("work:file", args=[case.ref, file.ref]),
        reverse("work:letter", args=[case.ref, letter.ref]),
    ]
    return {page: client.get(page).status_code for page in pages}


def with_a_file() -> Walk:
    walk = in_correction()
    paper = accept_upload(
        file=samples.upload("akta.png", samples.OURS["png"]),
        actor=actor("liaison"),
        now=FILED,
    )
    submitted(walk, file_ids=[paper.pk])
    return walk


def test_from_the_very_next_request_a_recused_officer_reads_and_does_nothing(
    client: Client,
) -> None:
    walk = with_a_file()
    login(client, "examiner")
    before = everything_of(client, walk)
    assert set(before.values()) <= {200, 302}
    assert queue(actor("examiner"), Filters(view="all"), DAYS).rows
    signed = client.get(list(before)[4]).headers["Location"]
    answer = client.post(f"{case_page(walk.case)}mundur/", {"reason": "Kerabat."})
    assert answer.headers["Location"] == reverse("work:queue")
    assert set(everything_of(client, walk).values()) == {404}
    note = client.post(f"{case_page(walk.case)}catatan/", {"text": "Masih?"})
    assert note.status_code == 404
    found = client.get("/kerja/antrean/", {"q": "akta kelahiran"}).content.decode()
    assert case_page(walk.case) not in found
    page = queue(actor("examiner"), Filters(view="all"), DAYS)
    assert (list(page.rows), set(page.counts.values())) == ([], {0})
    assert (
        walk.case.display_number not in client.get("/kerja/riwayat/").content.decode()
    )
    assert "Terbitkan akta." not in client.get("/kerja/tindakan/").content.decode()
    # The address of a file that was signed a moment ago is dead as well.
    host, _, path = signed.partition("://")[2].partition("/")
    late = client.get(f"/{path}", headers={"host": host})
    assert late.status_code == 404
    with pytest.raises(Case.DoesNotExist):
        writing.write_note(
            ref=walk.case.ref, text="x", actor=actor("examiner"), now=walk.now
        )


def test_before_the_recusal_the_same_signed_address_opens(client: Client) -> None:
    """The counter-proof of the dead address."""
    walk = with_a_file()
    login(client, "examiner")
    page = list(everything_of(client, walk))[4]
    signed = client.get(page).headers["Location"]
    host, _, path = signed.partition("://")[2].partition("/")
    assert client.get(f"/{path}", headers={"host": host}).status_code == 200


def test_what_he_held_is_empty_and_the_head_has_a_term_news_and_a_place_to_look() -> (
    None
):
    walk = in_examination()
    out(walk, "examiner", "examiner")
    case = walk.again()
    assert (case.examiner_id, case.state) == (None, State.EXAM)
    term = case.deadlines.get(kind=TermKind.ASSIGN, met_on=None)
    assert term.holder == "head"
    told = Entry.objects.get(kind=events.RECUSED)
    assert told.data == {"user": person("examiner").pk, "left": ["examiner"]}
    heads = {f"user:{person(key).pk}" for key in ("head",)}
    sent = Delivery.objects.filter(entry=told, subscriber="colleague_news")
    assert {one.recipient for one in sent} == heads
    page = queue(actor("head"), Filters(view="unassigned"), DAYS)
    assert [row.pk for row in page.rows] == [case.pk]


def test_another_examiner_takes_over_and_the_terms_run_on() -> None:
    walk = in_examination()
    ran = walk.case.deadlines.get(kind=TermKind.EXAM_LIGHT).due_at
    out(walk, "examiner", "head")
    successor = person("other_examiner").pk
    walk.do(recusing.reassign, "head", examiner_id=successor)
    case = walk.again()
    assert case.examiner_id == successor
    assert case.deadlines.get(kind=TermKind.EXAM_LIGHT).due_at == ran
    assert not case.deadlines.filter(kind=TermKind.ASSIGN, met_on=None).exists()
    walk.do(
        examination.ask_clarification,
        "other_examiner",
        summary="Akta belum terbit.",
        questions="Mengapa?",
    )
    with pytest.raises(NotReady, match="nobody_missing"):
        walk.do(recusing.reassign, "head", examiner_id=successor)


def test_the_recused_one_cannot_be_given_the_case_again() -> None:
    walk = in_examination()
    out(walk, "examiner", "head")
    with pytest.raises(Conflicted):
        walk.do(recusing.reassign, "head", examiner_id=person("examiner").pk)


def test_an_intake_assistant_who_keeps_out_leaves_it_to_the_next_one() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    out(walk, "intake", "intake")
    assert walk.again().intake_id is None
    page = queue(actor("head"), Filters(view="unassigned"), DAYS)
    assert [row.pk for row in page.rows] == [walk.case.pk]
    assert not walk.case.deadlines.filter(kind=TermKind.ASSIGN).exists()


def test_who_held_nothing_leaves_nothing_to_hand_on() -> None:
    walk = in_examination()
    out(walk, "other_examiner", "other_examiner")
    assert walk.again().examiner_id == person("examiner").pk
    assert not Delivery.objects.filter(subscriber="colleague_news").exists()


@pytest.mark.parametrize("by", ["other_examiner", "intake", "resmon", "auditor"])
def test_only_the_head_keeps_others_out(by: str) -> None:
    walk = in_examination()
    with pytest.raises(NotAllowed):
        out(walk, "examiner", by)
    assert not Recusal.objects.exists()


def test_who_only_checks_does_not_keep_himself_out() -> None:
    walk = in_examination()
    with pytest.raises(NotAllowed):
        out(walk, "auditor", "auditor")


def test_a_head_keeps_out_colleagues_of_the_office_and_nobody_else() -> None:
    walk = in_examination()
    for who in ("examiner_elsewhere", "liaison", "citizen"):
        with pytest.raises(NotReady, match="no_colleague"):
            out(walk, who, "head")


# --- R10: whoever spoke or worked for an agency ---------------------------------


def test_who_worked_for_the_agency_keeps_out_of_every_case_against_it(
    client: Client,
) -> None:
    first, second = in_examination(), in_examination()
    login(client, "examiner")
    body = {"reason": "Pernah bekerja di sana.", "employed": "on"}
    client.post(f"{case_page(first.case)}mundur/", body)
    assert client.get(case_page(second.case)).status_code == 404
    assert conflict_of(second.case, person("examiner").pk) == "employed"
    assert AgencyTie.objects.count() == 1


SPANS = st.lists(
    st.tuples(
        st.sampled_from(
            ["spoke for it", "spoke for another", "worked for it", "staff"]
        ),
        st.integers(1, 700),
    ),
    max_size=5,
)


@given(history=SPANS, role=st.sampled_from(["examiner", "head", "intake", "resmon"]))
@settings(
    max_examples=sized(8, 400),
    # Each example is a case of its own: what was found is told as it was found.
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whoever_ever_served_an_agency_is_assigned_to_no_case_against_it_nor_finds_it(
    history: list[tuple[str, int]], role: str
) -> None:
    """R10, over random histories of one person: spans one after another, then staff."""
    with transaction.atomic():
        calendar()
        walk = Walk()
        to_examination(walk)
        user = UserFactory()
        agencies = {"spoke for it": walk.case.agency, "spoke for another": None}
        day = FILED - timedelta(days=4000)
        served = False
        for what, days in history:
            end = day + timedelta(days=days)
            if what == "worked for it":
                AgencyTie.objects.get_or_create(
                    user=user, agency=walk.case.agency, defaults={"at": day}
                )
            elif what == "staff":
                OfficeMembership.objects.create(
                    user=user,
                    office=people.office(),
                    role=Role.EXAMINER,
                    valid_from=day,
                    valid_to=end,
                )
            else:
                AgencyMembership.objects.create(
                    user=user,
                    agency=agencies[what] or people.agency(1),
                    kind="liaison",
                    valid_from=day,
                    valid_to=end,
                )
            served |= what in {"spoke for it", "worked for it"}
            day = end
        for held in {role, "examiner"}:
            OfficeMembership.objects.create(
                user=user, office=people.office(), role=held, valid_from=day
            )
        someone = fresh(user)
        case = walk.again()
        found = queue(someone, Filters(q="akta kelahiran"), DAYS)
        assert (case.pk in {row.pk for row in found.rows}) is not served
        assert (found.counts["all"] == 0) is served
        out(walk, "examiner", "head")
        case = walk.again()
        given_to = {
            "ref": case.ref,
            "version": case.version,
            "examiner_id": user.pk,
            "actor": actor("head"),
            "now": walk.now,
        }
        if served:
            with pytest.raises(Conflicted):
                recusing.reassign(**given_to)
        else:
            recusing.reassign(**given_to)
        assert (walk.again().examiner_id == user.pk) is not served
        transaction.set_rollback(True)


def test_the_first_assignment_asks_the_same_question() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    walk.do(register.register, "head", case_class=CaseClass.LIGHT)
    AgencyTie.objects.create(
        user=person("examiner"), agency_id=against(walk.case), at=FILED
    )
    with pytest.raises(Conflicted):
        walk.do(register.assign, "head", examiner_id=person("examiner").pk)
