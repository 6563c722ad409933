"""A case is part of another: both go their way, and the whole waits for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.hindering import What
from complaints.domain.states import Reason, State
from complaints.models import Case, Kinship
from complaints.selectors.hindering import hindrances_of
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, gathering
from complaints.services.errors import NotReady
from journal.models import Entry
from tests.complaints.elsewhere import ELSEWHERE
from tests.complaints.services.test_erasing import erase
from tests.complaints.story import Walk, to_examination
from tests.complaints.views.pages import act_page, case_page, counted
from tests.people import login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
ENDS = Reason.BUKAN_WEWENANG


@pytest.fixture
def whole() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


@pytest.fixture
def part(whole: Walk) -> Walk:
    return Walk(now=whole.now)


def gathered(part: Walk, whole: Walk, who: str = "head") -> None:
    part.do(gathering.gather, who, parent_ref=whole.case.ref)
    part.again()
    whole.again()


def let_go(part: Walk, who: str = "head", reason: str = "Masalah lain.") -> None:
    part.do(gathering.let_go, who, reason=reason)
    part.again()


def test_both_histories_say_so_and_neither_case_moves(part: Walk, whole: Walk) -> None:
    before = whole.case.version
    gathered(part, whole)
    assert (part.case.state, whole.case.state) == (State.SUBMITTED, State.EXAM)
    assert whole.case.version == before
    assert (part.kinds()[-1], whole.kinds()[-1]) == (events.GATHERED, events.PART_ADDED)
    assert Entry.objects.get(kind=events.GATHERED).data == {
        "parent": str(whole.case.ref)
    }
    assert Entry.objects.get(kind=events.PART_ADDED).data == {
        "part": str(part.case.ref)
    }


def test_an_open_part_hinders_the_end_of_the_whole_and_a_closed_one_does_not(
    client: Client, part: Walk, whole: Walk
) -> None:
    gathered(part, whole)
    assert [row.what for row in hindrances_of(whole.case)] == [What.PART]
    with pytest.raises(NotReady, match="still_open"):
        whole.do(closing.close, "head", reason=ENDS)
    login(client, "head")
    page = client.get(act_page(whole.case, "tutup")).content.decode()
    assert "Selesaikan sebelum menutup" in page
    assert f"Perkara bagian: {part.case.locator}" in page
    assert case_page(part.case) in page
    part.do(closing.close, "head", reason=ENDS)  # the part itself waits for nobody
    whole.do(closing.close, "head", reason=ENDS)
    assert whole.again().state == State.CLOSED


def test_let_go_it_hinders_no_more_and_why_is_kept(part: Walk, whole: Walk) -> None:
    gathered(part, whole)
    let_go(part)
    row = Kinship.objects.get()
    assert (row.reason, row.ended_by) == ("Masalah lain.", person("head"))
    assert (part.kinds()[-1], whole.kinds()[-1]) == (events.LET_GO, events.PART_LEFT)
    assert hindrances_of(whole.again()) == ()
    gathered(part, whole)  # and it may belong there again
    assert Kinship.objects.count() == 2


@pytest.mark.parametrize("who", ["intake", "examiner"])
def test_only_a_head_ties_and_unties(part: Walk, whole: Walk, who: str) -> None:
    with pytest.raises(NotAllowed):
        gathered(part, whole, who)
    gathered(part, whole)
    with pytest.raises(NotAllowed):
        let_go(part, who)


def test_what_is_elsewhere_closed_unseen_or_itself_is_no_whole(
    part: Walk, whole: Walk
) -> None:
    with pytest.raises(NotReady, match="may_not_stay"):
        gathered(part, part)
    Case.objects.filter(pk=whole.case.pk).update(office=office(ELSEWHERE))
    with pytest.raises(NotReady, match="may_not_stay"):
        gathered(part, whole)
    Case.objects.filter(pk=whole.case.pk).update(office=office())
    whole.do(closing.close, "head", reason=ENDS)
    with pytest.raises(NotReady, match="may_not_stay"):
        gathered(part, whole)


def test_a_closed_case_becomes_no_part(part: Walk, whole: Walk) -> None:
    part.do(closing.close, "head", reason=ENDS)
    with pytest.raises(NotReady, match="gather_closed"):
        gathered(part, whole)


def test_there_are_two_levels_and_one_whole(part: Walk, whole: Walk) -> None:
    third = Walk(now=whole.now)
    gathered(part, whole)
    with pytest.raises(NotReady, match="gathered_already"):
        gathered(part, third)
    with pytest.raises(NotReady, match="gather_levels"):
        gathered(third, part)
    with pytest.raises(NotReady, match="gather_levels"):
        gathered(whole, third)
    with pytest.raises(NotReady, match="not_gathered"):
        let_go(third)


def test_both_pages_show_the_other_to_who_may_see_both(
    client: Client, part: Walk, whole: Walk
) -> None:
    gathered(part, whole)
    login(client, "examiner")
    page = client.get(case_page(whole.case)).content.decode()
    assert "Perkara induk dan bagiannya" in page
    assert case_page(part.case) in page
    assert case_page(whole.case) in client.get(case_page(part.case)).content.decode()
    whole.case.recusals.create(user=person("examiner"), reason="x", created_at=part.now)
    page = client.get(case_page(part.case)).content.decode()
    assert "perkara lain" in page
    assert case_page(whole.case) not in page
    login(client, "other_examiner")
    part.case.recusals.create(
        user=person("other_examiner"), reason="x", created_at=part.now
    )
    page = client.get(case_page(whole.case)).content.decode()
    assert "1 perkara yang tidak terbuka bagi Anda" in page
    assert "Perkara bagian yang tidak terbuka bagi Anda" not in page  # no act of hers
    assert part.case.locator not in page


def test_of_a_part_that_is_closed_to_her_a_head_reads_that_there_is_one(
    client: Client, part: Walk, whole: Walk
) -> None:
    gathered(part, whole)
    part.case.recusals.create(user=person("head"), reason="x", created_at=part.now)
    login(client, "head")
    page = client.get(act_page(whole.case, "tutup")).content.decode()
    assert "Perkara bagian yang tidak terbuka bagi Anda" in page
    assert part.case.locator not in page


def test_the_form_finds_the_whole_by_number_and_refuses_in_words(
    client: Client, part: Walk, whole: Walk
) -> None:
    login(client, "head")
    door = act_page(part.case, "jadi-bagian")
    page = client.get(door, {"nomor": whole.case.number or ""}).content.decode()
    assert str(whole.case.ref) in page
    assert "Perkara induk" in page
    third = Walk(now=whole.now)
    gathered(third, whole)
    body = {"version": part.again().version, "kept": str(third.case.ref)}
    answer = client.post(door, body)
    assert answer.status_code == 409
    assert "hanya dua tingkat" in answer.content.decode()
    answer = client.get(act_page(whole.case, "jadi-bagian"))
    assert answer.status_code == 409
    assert "hanya dua tingkat" in answer.content.decode()
    lacking = client.post(
        act_page(third.case, "lepas-induk"), {"version": third.case.version}
    )
    assert lacking.status_code == 422


def test_no_reporter_learns_of_the_whole_or_of_the_others(
    client: Client, part: Walk, whole: Walk
) -> None:
    gathered(part, whole)
    for walk, other in ((part, whole), (whole, part)):
        told = {m.kind for m in reporter_page(walk.case, walk.now).moments}
        assert told.isdisjoint({events.GATHERED, events.PART_ADDED})
        door = {"number": walk.receipt.locator, "code": walk.receipt.code}
        client.post(reverse("tracking:enter"), door)
        page = client.get(reverse("tracking:case", args=[walk.case.locator]))
        assert page.status_code == 200
        assert other.case.locator not in page.content.decode()


def test_six_parts_cost_no_more_queries_than_one(
    client: Client, part: Walk, whole: Walk
) -> None:
    gathered(part, whole)
    login(client, "head")
    client.get(case_page(whole.case))
    with counted() as few:
        client.get(case_page(whole.case))
    for _ in range(5):
        gathered(Walk(now=whole.now), whole)
    with counted() as many:
        client.get(case_page(whole.case))
    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_why_it_was_let_go_is_erased_with_the_case(part: Walk, whole: Walk) -> None:
    gathered(part, whole)
    let_go(part, reason="Kata rahasia.")
    part.do(closing.close, "head", reason=ENDS)
    erase(part.again())
    assert Kinship.objects.get().reason == ""
