"""No case is ended while something in it is open, and every page says what it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from accounts.actor import reporter_of
from accounts.models import OfficeMembership, User
from complaints.domain.activities import Kind
from complaints.domain.hindering import What
from complaints.domain.states import Reason, State
from complaints.models import Case
from complaints.selectors.hindering import hindrances_of
from complaints.selectors.unsent_words import unsent_in
from complaints.services import (
    asking,
    closing,
    consulting,
    merging,
    recusing,
    refusing,
    todo,
    unsent,
)
from complaints.services.errors import NotReady
from tests.complaints.services.test_activities import begun
from tests.complaints.services.test_refusing import before_the_plenary
from tests.complaints.services.test_talking import invited, met, settled
from tests.complaints.story import Walk, asked, opened_by_agency, to_examination
from tests.complaints.views.pages import act_page, case_page, in_correction
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
SETTLED = Reason.DISELESAIKAN_TERLAPOR


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


def visited(walk: Walk) -> None:
    begun(walk, Kind.VISIT)


def requested(walk: Walk) -> None:
    asked(walk)


def questioned(walk: Walk) -> None:
    asking.ask_reporter(
        ref=walk.case.ref,
        text="Kapan Anda ke sana?",
        actor=actor("examiner"),
        now=walk.now,
    )


def talking(walk: Walk) -> None:
    invited(walk)


def tasked(walk: Walk) -> None:
    todo.add(
        ref=walk.case.ref,
        text="Periksa kuitansi",
        actor=actor("examiner"),
        now=walk.now,
    )


def typed(walk: Walk, who: str = "examiner", act: str = "pesan") -> None:
    unsent.keep(
        ref=walk.case.ref,
        act=act,
        fields={"text": "Rahasia saya."},
        actor=actor(who),
        now=walk.now,
    )


OPEN: list[tuple[Callable[[Walk], None], What, str]] = [
    (visited, What.ACTIVITY, "Pemeriksaan lapangan"),
    (requested, What.REQUEST, "Permintaan penjelasan 1"),
    (questioned, What.QUESTION, "Pertanyaan kepada pelapor"),
    (talking, What.TALKS, "Musyawarah"),
    (tasked, What.TASK, "Tugas: Periksa kuitansi"),
    (typed, What.UNSENT, "belum dikirim"),
]


@pytest.mark.parametrize(("opens", "what", "words"), OPEN)
def test_closing_is_refused_with_the_list_of_what_is_open(
    walk: Walk, client: Client, opens: Callable[[Walk], None], what: What, words: str
) -> None:
    opens(walk)
    assert [row.what for row in hindrances_of(walk.again())] == [what]
    with pytest.raises(NotReady, match="still_open"):
        walk.do(closing.close, "head", reason=SETTLED)
    login(client, "head")
    for address in (case_page(walk.case), act_page(walk.case, "tutup")):
        page = client.get(address).content.decode()
        assert "Selesaikan sebelum menutup" in page
        assert words in page
        assert "Rahasia saya." not in page
    body = {"version": walk.case.version, "reason": SETTLED.value}
    answer = client.post(act_page(walk.case, "tutup"), body)
    assert answer.status_code == 409
    assert walk.again().state != State.CLOSED


@pytest.mark.parametrize(("opens", "what", "words"), OPEN)
def test_merging_is_refused_with_the_same_list(
    walk: Walk, client: Client, opens: Callable[[Walk], None], what: What, words: str
) -> None:
    kept = Walk(now=walk.now)
    opens(walk)
    with pytest.raises(NotReady, match="still_open"):
        walk.do(merging.merge, "head", kept_ref=kept.case.ref)
    login(client, "head")
    door = act_page(walk.case, "gabungkan")
    page = client.get(door).content.decode()
    assert "Selesaikan sebelum menutup" in page
    assert words in page
    body = {"version": walk.case.version, "kept": str(kept.case.ref)}
    assert client.post(door, body).status_code == 409
    assert walk.again().state != State.CLOSED


def test_a_question_is_not_answered_over_a_task_and_its_own_words_do_not_hinder(
    client: Client,
) -> None:
    walk = Walk()
    walk.do(consulting.turn_to_consultation, "intake")
    typed(walk, "intake", "jawab-konsultasi")
    todo.add(ref=walk.case.ref, text="Cari aturan", actor=actor("intake"), now=walk.now)
    with pytest.raises(NotReady, match="still_open"):
        walk.do(consulting.answer_consultation, "intake", text="Begini.")
    login(client, "intake")
    page = client.get(act_page(walk.case, "jawab-konsultasi")).content.decode()
    assert "Tugas: Cari aturan" in page
    task = walk.case.tasks.get().ref
    todo.finish(ref=walk.case.ref, task=task, actor=actor("intake"), now=walk.now)
    walk.do(consulting.answer_consultation, "intake", text="Begini.")
    assert walk.again().state == State.CLOSED


def test_refusing_waits_for_what_is_open() -> None:
    walk = before_the_plenary()
    typed(walk, "intake", "catatan")
    with pytest.raises(NotReady, match="still_open"):
        walk.do(refusing.refuse, "head", ground=Reason.BUKAN_WEWENANG)
    assert walk.again().state == State.PLENO


def test_a_reporter_takes_his_report_back_whatever_is_open(walk: Walk) -> None:
    tasked(walk)
    closing.withdraw(ref=walk.case.ref, actor=reporter_of(walk.case.pk), now=walk.now)
    assert walk.again().closing_reason == Reason.DICABUT


def test_where_nothing_is_open_no_list_is_shown(walk: Walk, client: Client) -> None:
    login(client, "head")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Selesaikan sebelum menutup" not in page
    typed(walk, "head", "tutup")  # the closing itself hinders no closing
    walk.do(closing.close, "head", reason=SETTLED)
    assert hindrances_of(walk.again()) == ()


def test_the_words_of_one_who_is_kept_out_hinder_nobody(walk: Walk) -> None:
    typed(walk, "other_head", "catatan")
    assert [row.what for row in hindrances_of(walk.again())] == [What.UNSENT]
    recusing.recuse(
        ref=walk.case.ref,
        user_id=person("other_head").pk,
        reason="Keluarga.",
        actor=actor("head"),
        now=walk.now,
    )
    assert hindrances_of(walk.again()) == ()


@pytest.mark.parametrize("who", ["other_examiner", "auditor", "commissioner"])
def test_the_words_of_one_who_only_reads_the_case_hinder_nobody(
    walk: Walk, who: str
) -> None:
    """He keeps them, and could not send them."""
    typed(walk, who, "catatan")
    assert unsent_in(walk.again(), actor(who))
    assert hindrances_of(walk.case) == ()


def test_the_words_of_who_may_take_a_free_case_hinder_until_another_took_it() -> None:
    walk = Walk()
    typed(walk, "intake", "catatan")
    assert [row.what for row in hindrances_of(walk.case)] == [What.UNSENT]
    Case.objects.filter(pk=walk.case.pk).update(intake=person("other_examiner"))
    assert hindrances_of(walk.again()) == ()


@pytest.mark.parametrize("how", ["suspended", "left", "transferred"])
def test_the_words_of_one_who_works_there_no_more_hinder_nobody(
    walk: Walk, how: str
) -> None:
    typed(walk, "other_head", "catatan")
    assert [row.what for row in hindrances_of(walk.again())] == [What.UNSENT]
    gone = person("other_head")
    if how == "suspended":
        User.objects.filter(pk=gone.pk).update(is_active=False)
    elif how == "left":
        OfficeMembership.objects.filter(user=gone).update(valid_to=walk.now)
    else:
        Case.objects.filter(pk=walk.case.pk).update(office=office("63"))
    assert hindrances_of(walk.again()) == ()


def test_an_open_action_is_listed_and_the_facts_decide(client: Client) -> None:
    walk = in_correction()
    found = hindrances_of(walk.case)
    assert [row.what for row in found] == [What.ACTION, What.ACTION]
    with pytest.raises(NotReady, match="actions_open"):
        walk.do(closing.propose_closing, "examiner", reason=Reason.TK_DILAKSANAKAN)
    login(client, "examiner")
    page = client.get(case_page(walk.case)).content.decode()
    assert "Tindakan korektif 2" in page


def test_a_request_whose_time_is_over_hinders_no_more(walk: Walk) -> None:
    requested(walk)
    opened_by_agency(walk)
    walk.pass_days(15)
    assert hindrances_of(walk.again()) == ()


def test_what_both_signed_waits_for_an_open_visit_and_not_for_its_own_talks(
    walk: Walk,
) -> None:
    visited(walk)
    met(walk)
    with pytest.raises(NotReady, match="still_open"):
        settled(walk)
    walk.case.activities.update(
        outcome="cancelled",
        ended_by=person("examiner"),
        ended_at=walk.now + timedelta(days=1),
    )
    settled(walk)
    assert walk.again().state == State.CLOSED
