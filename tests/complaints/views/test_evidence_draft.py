"""The page on which a liaison writes what was done, keeps it, and meets a colleague."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from complaints.models import ActionEvidence, EvidenceDraft
from tests.complaints.story import Walk
from tests.complaints.views.pages import agency_page, case_page, counted, in_correction
from tests.people import login, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
THEIRS, MINE = "Tulisan rekan.", "Kalimat yang tidak boleh hilang."
KEEP = {"do": "keep", "done_on": ""}


@pytest.fixture
def walk() -> Iterator[Walk]:
    told = in_correction()
    with patch("ombudsman.clock.now", lambda: told.now):
        yield told


def signed_in(who: str = "liaison") -> Client:
    client = Client()
    login(client, who)
    return client


def address(walk: Walk) -> str:
    return reverse("agency:evidence", args=[walk.case.actions.get(n=1).ref])


def basis_of(page: str) -> str:
    found = re.search(r'name="basis" value="(\w+)"', page)
    return found[1] if found else ""


def test_a_draft_is_there_again_for_every_liaison_and_for_nobody_of_the_house(
    walk: Walk,
) -> None:
    client = signed_in()
    answer = client.post(address(walk), KEEP | {"text": MINE}, follow=True)
    assert "Draf tersimpan. Belum terkirim." in answer.content.decode()
    page = client.get(address(walk)).content.decode()
    assert f"{MINE}</textarea>" in page
    assert "Ini draf Anda." in page
    assert MINE not in client.get(agency_page(walk.case)).content.decode()
    assert MINE not in signed_in("examiner").get(case_page(walk.case)).content.decode()
    assert not ActionEvidence.objects.exists()


def test_half_of_it_may_be_kept_and_is_not_sent(walk: Walk) -> None:
    client = signed_in()
    day = {"text": "", "done_on": walk.now.date().isoformat()}
    assert client.post(address(walk), day | {"do": "keep"}).status_code == 302
    assert EvidenceDraft.objects.get().done_on == walk.now.date()
    page = client.get(address(walk)).content.decode()
    answer = client.post(address(walk), day | {"basis": basis_of(page)})
    assert answer.status_code == 422
    assert "Apa yang sudah dilakukan? belum diisi." in answer.content.decode()
    assert not ActionEvidence.objects.exists()


def test_two_liaisons_on_one_draft_see_both_texts_and_choose(walk: Walk) -> None:
    client = signed_in()
    client.post(address(walk), {"text": THEIRS, "done_on": "2026-03-09", "do": "keep"})
    mine = {"text": MINE, "done_on": "", "basis": ""}
    for do in ("keep", ""):
        answer = client.post(address(walk), mine | {"do": do})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Rekan Anda menyimpan draf lain" in page
        assert f"{person('liaison').name} menyimpan tulisan lain pada" in page
        assert f"<p>{THEIRS}</p>" in page
        assert f"<p>{MINE}</p>" in page
        assert "<p>9 Maret 2026</p>" in page
    assert EvidenceDraft.objects.get().text == THEIRS
    both = {"do": "merge", "merge_text": "both", "merge_done_on": "theirs"}
    joined = client.post(address(walk), mine | both | {"basis": basis_of(page)})
    page = joined.content.decode()
    assert joined.status_code == 200
    assert f"{THEIRS}\n\n{MINE}</textarea>" in page
    assert 'value="2026-03-09"' in page
    assert EvidenceDraft.objects.get().text == THEIRS  # nothing is saved by choosing
    text = f"{THEIRS}\n\n{MINE}"
    sent = {"text": text, "done_on": "2026-03-09", "basis": basis_of(page)}
    assert client.post(address(walk), sent).status_code == 302
    assert ActionEvidence.objects.get().text == text
    assert not EvidenceDraft.objects.exists()


@pytest.mark.parametrize("day", ["besok", "2026-02-31"])
def test_what_is_no_day_is_shown_as_it_was_typed_beside_the_other(
    walk: Walk, day: str
) -> None:
    client = signed_in()
    client.post(address(walk), {"text": THEIRS, "done_on": "2026-03-09", "do": "keep"})
    wrong = {"text": THEIRS, "done_on": day, "do": "keep", "basis": ""}
    answer = client.post(address(walk), wrong)
    assert answer.status_code == 422
    assert f"<p>{day}</p>" in answer.content.decode()
    hostile = wrong | {"do": "merge", "merge_done_on": "both"}
    page = answer.content.decode()
    again = client.post(address(walk), hostile | {"basis": basis_of(page)})
    assert again.status_code == 422


def test_a_draft_is_thrown_away_by_who_has_seen_it(walk: Walk) -> None:
    client = signed_in()
    client.post(address(walk), KEEP | {"text": THEIRS})
    drop = {"text": "", "done_on": "", "do": "drop"}
    answer = client.post(address(walk), drop | {"basis": "old"})
    assert answer.status_code == 409
    assert f"<p>{THEIRS}</p>" in answer.content.decode()
    page = client.get(address(walk)).content.decode()
    assert "Buang draf" in page
    answer = client.post(address(walk), drop | {"basis": basis_of(page)})
    assert answer.status_code == 302
    assert not EvidenceDraft.objects.exists()
    assert "Buang draf" not in client.get(address(walk)).content.decode()


def test_the_superior_sees_no_draft_and_sends_beside_it(walk: Walk) -> None:
    signed_in().post(address(walk), KEEP | {"text": THEIRS})
    client = signed_in("superior")
    page = client.get(address(walk)).content.decode()
    assert THEIRS not in page
    assert "Simpan draf" not in page
    refused = client.post(address(walk), KEEP | {"text": MINE})
    assert refused.status_code == 403
    assert THEIRS not in refused.content.decode()
    assert MINE in refused.content.decode()
    sent = {"text": MINE, "done_on": "", "basis": ""}
    assert client.post(address(walk), sent).status_code == 302
    assert EvidenceDraft.objects.get().text == THEIRS


def test_once_the_order_is_done_nothing_is_kept_and_what_was_typed_stays(
    walk: Walk,
) -> None:
    walk.case.actions.filter(n=1).update(
        settled_on=walk.now.date(), status="dilaksanakan"
    )
    answer = signed_in().post(address(walk), KEEP | {"text": MINE})
    assert answer.status_code == 409
    assert MINE in answer.content.decode()
    assert not EvidenceDraft.objects.exists()


def test_the_page_asks_the_same_queries_with_a_draft_and_without(walk: Walk) -> None:
    client = signed_in()
    client.get(address(walk))
    with counted() as without:
        client.get(address(walk))
    client.post(address(walk), KEEP | {"text": MINE})
    client.get(address(walk))  # says once that it was kept
    with counted() as kept:
        client.get(address(walk))
    assert len(kept) == len(without)
