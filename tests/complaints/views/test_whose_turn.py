"""Whose turn the page of a real case says it is, all along its road."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from complaints.domain.corrective import ActionStatus
from complaints.domain.terms import TermKind
from complaints.domain.turn import Sentence, Side
from complaints.models.choices import Verdict
from complaints.selectors.reporter_page import reporter_page
from complaints.services import corrective
from complaints.views.citizen import phrases, words
from tests.complaints.story import (
    Walk,
    asked,
    opened_by_agency,
    submitted,
    to_examination,
    to_signed_lhp,
)
from tests.people import actor

if TYPE_CHECKING:
    from complaints.domain.turn import Turn
    from complaints.selectors.reporter_page import ReporterPage

pytestmark = pytest.mark.django_db


def page_of(walk: Walk) -> ReporterPage:
    return reporter_page(walk.again(), walk.now)


def turn_of(walk: Walk) -> Turn:
    return page_of(walk).turn


def to_corrective() -> Walk:
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    return walk


def test_a_request_gives_the_turn_to_the_agency_until_its_date_is_over() -> None:
    walk = Walk()
    to_examination(walk)
    assert turn_of(walk).sentence is Sentence.EXAMINING
    asked(walk)
    assert turn_of(walk).sentence is Sentence.REQUEST_AWAITS_RECEIPT
    opened_by_agency(walk)
    turn = turn_of(walk)
    assert (turn.side, turn.sentence) == (Side.AGENCY, Sentence.AGENCY_EXPLAINS)
    walk.pass_days(15)
    turn = turn_of(walk)
    assert (turn.side, turn.sentence) == (Side.OMBUDSMAN, Sentence.EXAMINING)
    assert turn.term is TermKind.EXAM_LIGHT


def test_our_own_lateness_stands_on_the_page() -> None:
    walk = Walk()
    to_examination(walk)
    walk.pass_days(40)
    page = page_of(walk)
    assert page.turn.late
    assert page.clock is not None
    assert page.clock.days_left < 0


def test_a_signed_report_waits_for_proof_of_receipt() -> None:
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    assert turn_of(walk).sentence is Sentence.REPORT_AWAITS_RECEIPT


def test_evidence_in_time_gives_the_turn_back_and_is_never_called_overdue() -> None:
    walk = to_corrective()
    assert turn_of(walk).side is Side.AGENCY
    assert turn_of(walk).law == "Peraturan Ombudsman 58/2023 Pasal 54"
    first = submitted(walk, 1)
    assert turn_of(walk).side is Side.AGENCY  # the second action still waits
    second = submitted(walk, 2)
    turn = turn_of(walk)
    assert (turn.side, turn.sentence) == (Side.OMBUDSMAN, Sentence.CHECKING_EVIDENCE)
    walk.pass_days(60)
    turn = turn_of(walk)
    assert (turn.sentence, turn.late) == (Sentence.CHECKING_EVIDENCE, True)
    for piece in (first, second):
        corrective.decide_evidence(
            evidence_ref=piece.ref,
            verdict=Verdict.ACCEPTED,
            status=ActionStatus.DILAKSANAKAN,
            reason="Sudah.",
            actor=actor("examiner"),
            now=walk.now,
        )
    assert turn_of(walk).sentence is Sentence.FINISHING_EXECUTION


def test_a_missed_date_is_called_so_the_day_after() -> None:
    walk = to_corrective()
    due_on = turn_of(walk).date
    assert due_on is not None
    walk.pass_days((due_on - walk.now.date()).days)
    assert turn_of(walk).sentence is Sentence.AGENCY_CORRECTS
    walk.pass_days(1)
    page = page_of(walk)
    assert page.turn.sentence is Sentence.OVERDUE
    assert words.sentence(walk.case, page) == (
        "Batas waktu lewat. Kami menagih instansi"
    )
    assert page.clock is not None
    assert page.clock.row.kind == TermKind.RESMON


def test_every_sentence_has_its_words() -> None:
    walk = Walk()
    page = page_of(walk)
    others = {
        Sentence.COMPLETE_NOW: "Sekarang giliran Anda: lengkapi 1 hal",
        Sentence.DECIDING_OBJECTION: "Instansi mengajukan keberatan. Kami memutus "
        "paling lambat 21 Desember 2026",
        Sentence.HANDED_OVER: f"Kantor {walk.case.office.name_id} melanjutkan "
        "laporan Anda",
    }
    assert set(phrases.SENTENCES) | set(others) | {Sentence.CLOSED} == set(Sentence)
    for sentence, text in others.items():
        turn = replace(page.turn, sentence=sentence, date=date(2026, 12, 21))
        assert words.sentence(walk.case, replace(page, turn=turn)) == text
    turn = replace(page.turn, sentence=Sentence.HANDED_OVER)
    with translation.override("en"):
        text = words.sentence(walk.case, replace(page, turn=turn))
    assert walk.case.office.name_en in text
