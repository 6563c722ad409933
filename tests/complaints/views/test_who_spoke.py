"""Who spoke for an agency: by name, and in what place, wherever officers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from complaints.domain.corrective import ActionStatus
from complaints.domain.correspondence import Side
from complaints.models.choices import Verdict
from complaints.selectors.replies import answered
from complaints.services import correspondence
from complaints.services.correspondence import Incoming
from complaints.services.examination import answer_clarification
from documents.services import accept_upload
from tests.complaints.services.test_seeing import judged
from tests.complaints.story import (
    Walk,
    asked,
    explained,
    opened_by_agency,
    submitted,
)
from tests.complaints.views.pages import (
    case_page,
    counted,
    in_correction,
    in_examination,
)
from tests.documents.samples import pdf, upload
from tests.people import actor, login, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints.models import ActionEvidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Iterator[Walk]:
    told = in_correction()
    with patch("ombudsman.clock.now", lambda: told.now):
        yield told


def read(address: str) -> str:
    client = Client()
    login(client, "examiner")
    return client.get(address).content.decode()


def verdict_page(walk: Walk, piece: ActionEvidence) -> str:
    return reverse("work:verdict", args=[walk.case.ref, piece.ref])


def on_paper(walk: Walk) -> ActionEvidence:
    """The agency shows the same on paper, and an officer writes it down."""
    scan = accept_upload(
        file=upload("surat.pdf", pdf()), actor=actor("examiner"), now=walk.now
    )
    order = walk.case.actions.get(n=1)
    letter = Incoming(Side.AGENCY, walk.now.date(), "Akta terbit.", answers=order.ref)
    walk.do(correspondence.keep_letter, "examiner", letter=letter, file_ids=[scan.pk])
    piece: ActionEvidence = order.evidence.get()
    return piece


@pytest.mark.parametrize(
    ("who", "as_what"),
    [("liaison", "Narahubung"), ("superior", "Atasan terlapor")],
)
def test_evidence_names_who_sent_it_and_in_what_place(
    walk: Walk, who: str, as_what: str
) -> None:
    piece = submitted(walk, actor=actor(who))
    said = f'<b>{person(who).name}</b><span class="tag age">{as_what}</span>'
    assert said in read(case_page(walk.case))
    assert said in read(verdict_page(walk, piece))


def test_what_came_on_paper_names_the_officer_who_wrote_it_down(walk: Walk) -> None:
    piece = on_paper(walk)
    name = person("examiner").name
    said = f'<b>{name}</b><span class="tag age">Dicatat petugas dari surat</span>'
    assert said in read(case_page(walk.case))
    assert said in read(verdict_page(walk, piece))


@pytest.fixture
def explaining() -> Walk:
    """The agency was asked to explain, and has the letter."""
    told = in_examination()
    asked(told)
    opened_by_agency(told)
    told.again()
    return told


def test_an_explanation_names_the_liaison_who_gave_it(explaining: Walk) -> None:
    request = explaining.case.clarifications.get()
    answer_clarification(
        ref=request.ref,
        text=explained(request, "Sedang diproses."),
        file_ids=[],
        actor=actor("liaison"),
        now=explaining.now,
    )
    name = person("liaison").name
    said = f'<b>{name}</b><span class="tag age">Narahubung</span>'
    assert said in read(case_page(explaining.case))


def test_an_explanation_on_paper_names_the_officer_who_wrote_it_down(
    explaining: Walk,
) -> None:
    request = explaining.case.clarifications.get()
    scan = accept_upload(
        file=upload("surat.pdf", pdf()), actor=actor("examiner"), now=explaining.now
    )
    letter = Incoming(
        Side.AGENCY, explaining.now.date(), "Sedang diproses.", answers=request.ref
    )
    explaining.do(
        correspondence.keep_letter, "examiner", letter=letter, file_ids=[scan.pk]
    )
    name = person("examiner").name
    said = f'<b>{name}</b><span class="tag age">Dicatat petugas dari surat</span>'
    assert said in read(case_page(explaining.case))


def test_what_an_agency_reads_of_its_own_explanation_names_no_officer(
    explaining: Walk,
) -> None:
    rows = answered().filter(case=explaining.case)
    assert "typed_by" not in vars(rows.get())


def test_beside_a_verdict_stands_what_was_wanted_and_what_came_before(
    walk: Walk,
) -> None:
    walk.case.actions.filter(n=1).update(wanted="Salinan akta.")
    judged(walk, submitted(walk, text="Baru dijadwalkan."), Verdict.MORE, None)
    piece = submitted(walk)
    page = read(verdict_page(walk, piece))
    assert "Salinan akta." in page
    assert "Senin, 20 April 2026" in page  # the last day, thirty working days on
    assert "Bukti sebelumnya" in page
    assert "Baru dijadwalkan." in page
    assert "Akta sudah kami lihat." in page  # why more was asked
    assert "paling lambat hari bukti pertama masuk" in page


def test_once_an_answer_came_too_late_the_page_says_that_the_first_day_is_lost(
    walk: Walk,
) -> None:
    judged(walk, submitted(walk), Verdict.MORE, None)
    assert "Bukti pertama masuk" in read(verdict_page(walk, submitted(walk)))
    walk.case.actions.get(n=1).evidence.order_by("id")[1].delete()
    walk.pass_days(8)
    page = read(verdict_page(walk, submitted(walk)))
    assert "tidak dihitung lagi" in page


def test_for_any_number_of_pieces_the_page_asks_the_same_queries(walk: Walk) -> None:
    first = submitted(walk)
    client = Client()
    login(client, "examiner")
    client.get(verdict_page(walk, first))
    with counted() as one:
        client.get(verdict_page(walk, first))
    judged(walk, first, status=ActionStatus.SEBAGIAN)
    last = [submitted(walk) for _ in range(3)][-1]
    with counted() as four:
        client.get(verdict_page(walk, last))
    assert len(one) == len(four)
