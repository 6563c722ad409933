"""How a recommendation was carried out is told by letter to whoever had it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.models import CaseLetter
from documents.services.keeping import content_of
from journal.models import Entry
from tests.complaints.ladder import (
    carried_out,
    disobeyed,
    recommended,
    ruled,
    told,
    unheeded,
)
from tests.complaints.views.pages import agency_page, case_page
from tests.complaints.views.test_assessed_pages import own_page
from tests.documents.reading import text_of
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
KIND = "status_rekomendasi"
OWED = "tetap wajib dilaksanakan terlapor dan atasannya (Pasal 38 ayat (1))"


def posted(walk: Walk) -> list[CaseLetter]:
    rows = walk.again().letters.filter(letter__kind=KIND).select_related("letter")
    return list(rows.order_by("addressee"))


def words(walk: Walk) -> str:
    return text_of(content_of(posted(walk)[0].letter.file))


def test_whoever_had_the_recommendation_reads_in_one_letter_how_it_went() -> None:
    walk = disobeyed()
    rows = posted(walk)
    assert [row.addressee for row in rows] == ["agency", "reporter", "superior"]
    assert len({row.letter_id for row in rows}) == 1
    rec = walk.case.recommendations.get()
    matter = walk.case.matters.get(subject="execution")
    assert rec.assessment == matter.letter == rows[0].letter
    entry = Entry.objects.get(kind=events.RECOMMENDATION_ASSESSED)
    assert entry.data["letter"] == str(rows[0].letter.ref)


def test_it_says_number_status_reason_and_what_is_owed_by_when() -> None:
    walk = disobeyed()
    said, rec = words(walk), walk.case.recommendations.get()
    due = rec.items.get(n=1).due_on
    assert rec.letter is not None
    assert due is not None
    for one in (
        "Yth. Wali Kota Tirtalaya",
        rec.letter.number,
        "Rekomendasi tidak dilaksanakan.",
        "Menurut butirnya.",
        "Terbitkan akta. Segera. Tidak dilaksanakan",
        f"{due.day} ",
        str(due.year),
        OWED,
        "Pasal 38 ayat (4)",
    ):
        assert one in said
    assert "Alasan sisanya" not in said


def test_of_what_was_done_nothing_is_owed_and_the_case_ends_with_it() -> None:
    walk = recommended()
    for n in (1, 2):
        carried_out(walk, n)
    told(walk)
    assert ruled(walk) == ""
    assert walk.again().state == State.CLOSED
    said = words(walk)
    assert "Rekomendasi dilaksanakan." in said
    assert "Tidak ada lagi yang wajib dilaksanakan menurut Rekomendasi ini." in said
    assert OWED not in said
    # Nothing of a case that is over waits to be proved.
    running = walk.case.deadlines.filter(kind=TermKind.PRESUMED_RECEIPT, met_on=None)
    assert not running.filter(dropped_at=None).exists()


def test_a_part_whose_reason_is_accepted_leaves_nothing_owed() -> None:
    walk = recommended()
    carried_out(walk, 1)
    carried_out(walk, 2, ActionStatus.SEBAGIAN)
    walk.pass_days(61)
    told(walk, accepted=True, why="Papannya menunggu anggaran.")
    assert ruled(walk) == ""
    said = words(walk)
    assert "Rekomendasi dilaksanakan sebagian." in said
    assert "Alasan sisanya belum dilaksanakan kami terima." in said
    assert "Papannya menunggu anggaran." in said
    assert OWED not in said


def test_of_a_part_only_the_rest_is_owed() -> None:
    walk = recommended()
    carried_out(walk, 1)
    walk.pass_days(61)
    told(walk)
    assert ruled(walk) == ""
    said = words(walk)
    assert "Terbitkan akta. Segera. Dilaksanakan –" in said
    assert OWED in said


def test_while_the_case_goes_on_its_receipt_is_proved_of_each() -> None:
    walk = disobeyed()
    walk.pass_days(14)
    received = [row.received_on for row in posted(walk)]
    assert len(received) == 3
    assert all(received)


def test_what_the_plenary_returns_is_told_to_nobody() -> None:
    walk = unheeded()
    assert posted(walk) == []


def test_agency_and_reporter_open_it_beside_the_status(client: Client) -> None:
    walk = disobeyed()
    letter = posted(walk)[0].letter
    login(client, "liaison")
    page = agency_page(walk.case)
    paper = reverse("agency:letter", args=[walk.case.ref, letter.ref])
    assert paper not in client.get(page).content.decode()  # it is not opened yet
    client.post(page)
    assert client.get(page).content.decode().count(paper) == 2
    login(client, "resmon")
    assert letter.number in client.get(case_page(walk.case)).content.decode()


def test_the_reporter_finds_it_on_the_page_of_the_report(client: Client) -> None:
    walk = disobeyed()
    letter = posted(walk)[0].letter
    shown = own_page(client, walk)
    paper = reverse("tracking:letter", args=[walk.case.locator, letter.ref])
    assert shown.count(paper) == 2
