"""Restricted cases: who sets them so, and that each reader says why first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.models import Case, Restriction, Visit
from complaints.services import restricting
from complaints.services.errors import NotReady
from complaints.views import case as case_views
from complaints.views import reasons
from journal.models import Entry
from tests.complaints.story import Walk
from tests.complaints.views.pages import case_page, in_correction, in_examination
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
NOTE = "Saksi takut dikenali."


def restricted(walk: Walk) -> Case:
    walk.do(restricting.restrict, "head", reason="safety", note=NOTE)
    return walk.again()


def door(case: Case) -> str:
    return reverse("work:reason", args=[case.ref])


def test_a_head_restricts_and_lifts_with_a_reason_and_no_word_in_the_journal() -> None:
    walk = in_examination()
    assert restricted(walk).restricted
    with pytest.raises(NotReady, match="already_restricted"):
        walk.do(restricting.restrict, "head", reason="safety", note="")
    walk.do(restricting.lift, "other_head", note="Saksi setuju.")
    assert not walk.again().restricted
    with pytest.raises(NotReady, match="not_restricted"):
        walk.do(restricting.lift, "head", note="")
    assert walk.kinds()[-2:] == [events.CASE_RESTRICTED, events.RESTRICTION_LIFTED]
    told = Entry.objects.get(kind=events.CASE_RESTRICTED)
    assert told.data == {"reason": "safety"}
    row = Restriction.objects.get()
    assert (row.note, row.lifted_note) == (NOTE, "Saksi setuju.")
    assert (row.by, row.lifted_by) == (person("head"), person("other_head"))


def test_a_reason_that_is_none_of_ours_restricts_nothing() -> None:
    walk = in_examination()
    with pytest.raises(NotReady, match="reason"):
        walk.do(restricting.restrict, "head", reason="mau saja", note="")
    assert not walk.again().restricted


@pytest.mark.parametrize("who", ["examiner", "intake", "resmon", "auditor", "chair"])
def test_only_a_head_restricts_and_lifts(who: str) -> None:
    walk = in_examination()
    with pytest.raises(NotAllowed):
        walk.do(restricting.restrict, who, reason="safety", note="")
    restricted(walk)
    with pytest.raises((NotAllowed, Case.DoesNotExist)):
        walk.do(restricting.lift, who, note="x")


def test_a_restricted_case_asks_why_first_on_every_page_and_says_nothing_of_it(
    client: Client,
) -> None:
    walk = in_correction()
    case = restricted(walk)
    login(client, "examiner")
    pages = ["", "riwayat/", "identitas/", "catatan/", "identitas/1/"]
    letter = case.letters.latest("id").letter
    pages.append(f"surat/{letter.ref}/")
    for page in pages:
        answer = client.get(f"{case_page(case)}{page}")
        assert answer.status_code == 302, page
        assert answer.headers["Location"] == door(case), page
    asked = client.get(door(case))
    assert asked.status_code == 200
    for words in (case.title, case.story):
        assert words not in asked.content.decode()
    for page in ("/kerja/antrean/?q=akta", "/kerja/tindakan/"):
        shown = client.get(page).content.decode()
        assert case.title not in shown
        assert "Terbitkan akta." not in shown
        assert "Perkara terbatas" in shown


def test_words_sent_to_a_case_restricted_meanwhile_come_back_and_nothing_is_done(
    client: Client,
) -> None:
    walk = in_examination()
    case = restricted(walk)
    before = walk.kinds()
    login(client, "examiner")
    sent = {"text": "Pemohon datang lagi kemarin.", "version": case.version}
    answer = client.post(f"{case_page(case)}hasil/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Pemohon datang lagi kemarin." in page
    assert "Belum ada yang tersimpan" in page
    assert f'action="{door(case)}"' in page
    assert case.story not in page
    assert walk.kinds() == before
    bare = client.post(f"{case_page(case)}hasil/", {"version": case.version})
    assert bare.status_code == 409
    assert "Tulisan Anda" not in bare.content.decode()


def test_the_reason_opens_it_for_eight_hours_to_the_one_who_gave_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = restricted(in_examination())
    login(client, "examiner")
    assert client.post(door(case), {"note": NOTE}).status_code == 422
    assert client.post(door(case), {"reason": "mau saja"}).status_code == 422
    answer = client.post(door(case), {"reason": "work", "note": NOTE})
    assert answer.headers["Location"] == case_page(case)
    assert client.get(case_page(case)).status_code == 200
    assert client.get(door(case)).headers["Location"] == case_page(case)
    login(client, "head")
    assert client.get(case_page(case)).headers["Location"] == door(case)
    login(client, "examiner")
    later = Visit.objects.get().until
    for module in (reasons, case_views):
        monkeypatch.setattr(module, "wall_now", lambda: later - timedelta(seconds=1))
    assert client.get(case_page(case)).status_code == 200
    for module in (reasons, case_views):
        monkeypatch.setattr(module, "wall_now", lambda: later)
    assert client.get(case_page(case)).headers["Location"] == door(case)


def test_the_reason_stands_on_both_chains_as_a_code_and_the_note_on_neither(
    client: Client,
) -> None:
    case = restricted(in_examination())
    reader = login(client, "examiner")
    client.post(door(case), {"reason": "work", "note": NOTE})
    told = Entry.objects.filter(kind=events.RESTRICTED_OPENED)
    assert {(one.subject_kind, one.subject_id) for one in told} == {
        ("case", case.pk),
        ("user", reader.pk),
    }
    assert all(one.data["reason"] == "work" for one in told)
    assert Visit.objects.get().note == NOTE


@pytest.mark.parametrize(
    "who", ["other_examiner", "resmon", "auditor", "commissioner", "chair", "liaison"]
)
def test_who_neither_holds_nor_heads_it_finds_nothing(client: Client, who: str) -> None:
    case = restricted(in_examination())
    login(client, who)
    for page in (case_page(case), door(case)):
        assert client.get(page).status_code == 404
    assert client.post(door(case), {"reason": "work"}).status_code == 404
    assert not Visit.objects.exists()


def test_a_case_that_is_not_restricted_asks_nobody(client: Client) -> None:
    walk = in_examination()
    login(client, "examiner")
    assert client.get(case_page(walk.case)).status_code == 200
    assert client.get(door(walk.case)).headers["Location"] == case_page(walk.case)
    with pytest.raises(NotReady, match="not_restricted"):
        restricting.visit(
            ref=walk.case.ref,
            reason="work",
            note="",
            actor=actor("examiner"),
            real_now=walk.now,
            now=walk.now,
        )
