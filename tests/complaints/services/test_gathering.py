"""A case is part of another: both go their way, and the whole waits for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.domain.hindering import What
from complaints.domain.states import Reason, State
from complaints.models import Case, Kinship
from complaints.selectors.hindering import hindrances_of
from complaints.selectors.reporter_page import reporter_page
from complaints.services import closing, gathering, restricting
from complaints.services.errors import NotReady
from journal.models import Entry
from tests.complaints.elsewhere import ELSEWHERE
from tests.complaints.services.test_erasing import erase
from tests.complaints.story import (
    Walk,
    asked,
    opened_by_agency,
    to_examination,
    to_signed_lhp,
)
from tests.complaints.views.pages import act_page, case_page, counted
from tests.people import actor, login, office, person

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
    """The head makes the one part of the other."""
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


def released(whole: Walk, part: Walk, who: str = "examiner", **more: Any) -> Kinship:
    given = {"part_ref": part.case.ref, "reason": "Masalah lain.", **more}
    row: Kinship = whole.do(gathering.release_part, who, **given)
    part.again()
    return row


@pytest.mark.parametrize("who", ["examiner", "head"])
def test_whoever_works_on_the_whole_takes_a_part_out_of_it(
    part: Walk, whole: Walk, who: str
) -> None:
    gathered(part, whole)
    before = part.case.version
    released(whole, part, who)
    row = Kinship.objects.get()
    assert (row.reason, row.ended_by) == ("Masalah lain.", person(who))
    assert (part.kinds()[-1], whole.kinds()[-1]) == (events.LET_GO, events.PART_LEFT)
    assert hindrances_of(whole.again()) == ()
    assert part.case.version == before + 1  # pages of the part are out of date


@pytest.mark.parametrize("who", ["other_examiner", "auditor", "liaison"])
def test_nobody_else_takes_a_part_out(part: Walk, whole: Walk, who: str) -> None:
    gathered(part, whole)
    asked(whole)  # the agency sees it
    with pytest.raises(NotAllowed):
        released(whole, part, who)


def test_what_is_no_part_or_not_hers_to_see_is_refused_alike(
    part: Walk, whole: Walk
) -> None:
    other = Walk(now=whole.now)
    with pytest.raises(NotReady, match="no_such_part"):
        released(whole, other)
    with pytest.raises(NotReady, match="no_such_part"):
        released(whole, other, part_ref=uuid4())
    gathered(part, whole)
    part.case.recusals.create(user=person("examiner"), reason="x", created_at=part.now)
    with pytest.raises(NotReady, match="no_such_part"):
        released(whole, part)
    assert Kinship.objects.get().ended_at is None


def test_the_page_of_the_whole_lists_its_parts_and_takes_one_out(
    client: Client, part: Walk, whole: Walk
) -> None:
    gathered(part, whole)
    other = Walk(now=whole.now)
    gathered(other, whole)
    login(client, "examiner")
    door = act_page(whole.case, "lepas-bagian")
    assert (
        f"{door}?bagian={part.case.ref}"
        in client.get(case_page(whole.case)).content.decode()
    )
    page = client.get(door, {"bagian": str(part.case.ref)}).content.decode()
    assert part.case.locator in page
    assert other.case.locator in page
    chosen = page[page.index(f'value="{part.case.ref}"') :]
    assert "checked" in chosen[: chosen.index(">")]
    body = {"version": whole.again().version, "part": str(part.case.ref)}
    assert client.post(door, body).status_code == 422
    assert client.post(door, body | {"reason": "Lain."}).status_code == 302
    gone = client.post(door, body | {"version": whole.again().version, "reason": "x"})
    assert gone.status_code == 422  # it is no choice any more
    assert (
        "Kembali ke perkara"
        in client.get(act_page(part.again(), "lepas-bagian")).content.decode()
    )


def test_a_restricted_part_that_is_closed_to_her_is_counted_and_its_heads_are_named(
    client: Client, part: Walk, whole: Walk
) -> None:
    """It holds nobody's case hostage: whoever may untie it is told, and nothing of it."""
    gathered(part, whole)
    part.do(restricting.restrict, "head", reason="safety", note="")
    person("other_head")
    login(client, "examiner")
    door = act_page(whole.case, "lepas-bagian")
    for address in (door, case_page(whole.case), act_page(whole.case, "tutup")):
        assert part.case.locator not in client.get(address).content.decode()
    page = client.get(door).content.decode()
    assert "1 perkara bagian tidak bisa Anda lihat atau lepaskan." in page
    assert person("head").name in page
    assert person("other_head").name in page
    assert "Tidak ada bagian yang terbuka bagi Anda." in page
    part.case.recusals.create(user=person("head"), reason="x", created_at=part.now)
    login(client, "head")
    page = client.get(door).content.decode()
    shown = page[page.index("Bagian yang tidak terbuka bagi Anda") :]
    shown = shown[: shown.index("</section>")]
    assert person("other_head").name in shown
    assert person("head").name not in shown
    hinders = client.get(act_page(whole.case, "tutup")).content.decode()
    assert door in hinders
    part.case.recusals.create(
        user=person("other_head"), reason="x", created_at=part.now
    )
    page = client.get(door).content.decode()
    assert "Minta administrator sistem mengangkat kepala lain." in page


def test_a_restricted_part_is_taken_out_by_who_said_why_he_opens_it(
    client: Client, part: Walk, whole: Walk
) -> None:
    gathered(part, whole)
    part.do(restricting.restrict, "head", reason="safety", note="")
    login(client, "head")
    door = act_page(whole.case, "lepas-bagian")
    body = {"part": str(part.case.ref), "reason": "Lain."}
    refused = client.post(door, body | {"version": whole.again().version})
    assert refused.status_code == 409
    assert "Perkara bagian itu terbatas." in refused.content.decode()
    restricting.visit(
        ref=part.case.ref,
        reason="work",
        note="",
        actor=actor("head"),
        real_now=wall_now(),
        now=part.now,
    )
    done = client.post(door, body | {"version": whole.again().version})
    assert done.status_code == 302
    assert Kinship.objects.get().ended_at is not None


def test_many_parts_that_are_closed_to_her_cost_no_more_than_one(
    client: Client, part: Walk, whole: Walk
) -> None:
    def closed(walk: Walk) -> None:
        gathered(walk, whole)
        out = {"user": person("head"), "reason": "x", "created_at": walk.now}
        walk.case.recusals.create(**out)

    closed(part)
    login(client, "head")
    door = act_page(whole.case, "lepas-bagian")
    client.get(door)
    with counted() as few:
        client.get(door)
    for _ in range(3):
        closed(Walk(now=whole.now))
    with counted() as many:
        page = client.get(door).content.decode()
    assert "4 perkara bagian" in page
    assert len(many) == len(few)


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


@pytest.mark.parametrize("who", ["head", "examiner"])
def test_six_parts_cost_no_more_queries_than_one(
    client: Client, part: Walk, whole: Walk, who: str
) -> None:
    gathered(part, whole)
    login(client, who)
    client.get(case_page(whole.case))
    with counted() as few:
        client.get(case_page(whole.case))
    for n in range(5):
        more = Walk(now=whole.now)
        gathered(more, whole)
        if n:  # some are closed to her
            out = {"user": person(who), "reason": "x", "created_at": part.now}
            more.case.recusals.create(**out)
    with counted() as many:
        client.get(case_page(whole.case))
    assert len(many) == len(few) <= 24
    client.get(case_page(part.case))
    with counted() as of_a_part:
        client.get(case_page(part.case))
    assert len(of_a_part) <= 24


@pytest.mark.parametrize("who", ["head", "examiner", "auditor"])
def test_in_its_corrective_period_a_whole_costs_one_query_more_than_a_case_alone(
    client: Client, part: Walk, whole: Walk, who: str
) -> None:
    to_signed_lhp(whole)
    opened_by_agency(whole)
    login(client, who)

    def cost() -> int:
        client.get(case_page(whole.again()))
        with counted() as statements:
            client.get(case_page(whole.case))
        return len(statements)

    alone = cost()
    gathered(part, whole)
    assert cost() == alone + 1 <= 24


@pytest.mark.django_db(transaction=True)
def test_why_it_was_let_go_is_erased_with_the_case(part: Walk, whole: Walk) -> None:
    gathered(part, whole)
    let_go(part, reason="Kata rahasia.")
    part.do(closing.close, "head", reason=ENDS)
    erase(part.again())
    assert Kinship.objects.get().reason == ""
