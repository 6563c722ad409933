"""Who works on a case proposes to merge it, the head decides: yes, or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.states import Command, State
from complaints.models import Case, Merge, Proposal
from complaints.selectors.authors import proposal_of
from complaints.selectors.sign_off import waits
from complaints.selectors.today import waits_for_head
from complaints.services import intake, merging, todo
from complaints.services.errors import NotReady
from journal.models import Delivery, Entry
from tests.complaints.story import Walk, to_examination, to_review
from tests.complaints.views.pages import act_page, case_page
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Walk:
    found = Walk()
    to_examination(found)
    found.again()
    return found


@pytest.fixture
def walk(kept: Walk) -> Walk:
    found = Walk(now=kept.now)
    found.do(intake.start_formal, "intake")
    found.again()
    return found


def proposed(walk: Walk, kept: Walk, who: str = "intake") -> Proposal:
    row: Proposal = walk.do(merging.propose_merge, who, kept_ref=kept.case.ref)
    walk.again()
    return row


def test_a_proposal_moves_nothing_and_waits_for_the_head(
    walk: Walk, kept: Walk
) -> None:
    row = proposed(walk, kept)
    assert (walk.case.state, row.kept, row.proposed_by) == (
        State.FORMAL,
        kept.case,
        person("intake"),
    )
    assert not Merge.objects.exists()
    told = Entry.objects.get(kind=events.MERGE_PROPOSED)
    assert told.data == {"into": str(kept.case.ref)}
    sent = Delivery.objects.filter(entry=told, subscriber="colleague_news")
    assert [one.recipient for one in sent] == [f"user:{person('head').pk}"]
    assert Case.objects.filter(waits_for_head(actor("head"))).get() == walk.case
    assert [one.command for one in waits(actor("head"), walk.now).rows] == [
        Command.MERGE
    ]


def test_the_head_follows_it_and_it_is_over(walk: Walk, kept: Walk) -> None:
    proposed(walk, kept)
    walk.do(merging.merge, "head", kept_ref=kept.case.ref)
    assert walk.again().state == State.CLOSED
    assert proposal_of(walk.case, Command.MERGE) is None


def test_the_head_says_no_and_whoever_proposed_it_hears(walk: Walk, kept: Walk) -> None:
    proposed(walk, kept)
    walk.do(merging.refuse_merge, "head")
    assert walk.again().state == State.FORMAL
    assert proposal_of(walk.case, Command.MERGE) is None
    told = Entry.objects.get(kind=events.MERGE_REFUSED)
    assert told.data == {"user": person("intake").pk}
    sent = Delivery.objects.filter(entry=told, subscriber="colleague_news")
    assert [one.recipient for one in sent] == [f"user:{person('intake').pk}"]
    with pytest.raises(NotReady, match="merge_not_proposed"):
        walk.do(merging.refuse_merge, "head")


def test_the_latest_proposal_stands(walk: Walk, kept: Walk) -> None:
    other = Walk(now=kept.now)
    proposed(walk, kept)
    row = proposed(walk, other)
    assert proposal_of(walk.case, Command.MERGE) == row
    assert Proposal.objects.count() == 2


@pytest.mark.parametrize("who", ["head", "examiner", "resmon"])
def test_who_does_not_work_on_it_proposes_nothing(
    walk: Walk, kept: Walk, who: str
) -> None:
    with pytest.raises(NotAllowed):
        proposed(walk, kept, who)


@pytest.mark.parametrize("who", ["intake", "examiner"])
def test_only_a_head_says_no(walk: Walk, kept: Walk, who: str) -> None:
    proposed(walk, kept)
    with pytest.raises(NotAllowed):
        walk.do(merging.refuse_merge, who)


def test_what_may_not_be_merged_is_not_proposed(walk: Walk, kept: Walk) -> None:
    with pytest.raises(NotReady, match="may_not_stay"):
        proposed(walk, walk)
    todo.add(ref=walk.case.ref, text="Telepon", actor=actor("intake"), now=walk.now)
    with pytest.raises(NotReady, match="still_open"):
        proposed(walk, kept)
    third = Walk(now=kept.now)
    third.do(merging.merge, "head", kept_ref=kept.case.ref)
    with pytest.raises(NotReady, match="others_merged"):
        proposed(kept, Walk(now=kept.now), "examiner")
    late = Walk()
    to_review(late)
    with pytest.raises(IllegalTransition, match="too_late"):
        proposed(late, kept, "examiner")


def test_the_form_is_there_for_who_may_and_shows_likely_cases(
    client: Client, walk: Walk, kept: Walk
) -> None:
    login(client, "intake")
    assert (
        act_page(walk.case, "usul-gabung")
        in client.get(case_page(walk.case)).content.decode()
    )
    door = act_page(walk.case, "usul-gabung")
    page = client.get(door).content.decode()
    assert str(kept.case.ref) in page
    assert "Tidak digabung" not in page
    body = {"version": walk.case.version, "kept": str(kept.case.ref)}
    assert client.post(door, body).status_code == 302
    page = client.get(case_page(walk.again())).content.decode()
    assert "Diusulkan digabung dengan perkara lain. Pengusul:" in page
    login(client, "examiner")
    answer = client.get(door)
    assert answer.status_code == 403
    assert str(kept.case.ref) not in answer.content.decode()


def test_the_head_finds_it_chosen_and_may_choose_no(
    client: Client, walk: Walk, kept: Walk
) -> None:
    proposed(walk, kept)
    login(client, "head")
    queue = client.get("/kerja/kantor/putusan/").content.decode()
    assert "Usul penggabungan" in queue
    door = act_page(walk.case, "gabungkan")
    assert door in queue
    page = client.get(door, {"nomor": "ZZZZZZZZ"}).content.decode()
    chosen = f'value="{kept.case.ref}"'
    assert chosen in page
    assert "checked" in page.partition(chosen)[2].partition(">")[0]
    assert "Tidak digabung: perkara ini jalan sendiri" in page
    body = {"version": walk.case.version, "kept": "tidak"}
    assert client.post(door, body).status_code == 302
    assert walk.again().state == State.FORMAL
    page = client.get(door).content.decode()
    assert "Tidak digabung" not in page
    answer = client.post(door, {"version": walk.case.version, "kept": "tidak"})
    assert answer.status_code == 422


def test_into_a_case_that_is_closed_to_her_nothing_is_chosen(
    client: Client, walk: Walk, kept: Walk
) -> None:
    proposed(walk, kept)
    kept.case.recusals.create(user=person("head"), reason="x", created_at=kept.now)
    login(client, "head")
    page = client.get(act_page(walk.case, "gabungkan")).content.decode()
    assert str(kept.case.ref) not in page
    assert (kept.case.number or "") not in page
    assert "Tidak digabung: perkara ini jalan sendiri" in page
