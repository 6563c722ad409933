"""When a letter counts as received, and that every term which must run does run."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from accounts.actor import reporter_of
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.models import Case, CaseLetter, Deadline
from complaints.services import examination, intake, receipt
from complaints.services.errors import NotReady
from journal.models import Entry
from tests.complaints.story import (
    Walk,
    asked,
    explained,
    opened_by_agency,
    to_examination,
    to_signed_lhp,
)
from tests.people import actor

pytestmark = pytest.mark.django_db


def examined() -> Walk:
    walk = Walk()
    to_examination(walk)
    return walk


def opened_by_reporter(walk: Walk) -> None:
    with transaction.atomic():
        receipt.opened(
            Case.objects.locked(walk.again().ref),
            addressee="reporter",
            on=walk.now.date(),
            actor=reporter_of(walk.case.pk),
            now=walk.now,
        )


def test_a_letter_opened_after_the_fifth_working_day_counts_from_the_fifth() -> None:
    walk = examined()
    to_signed_lhp(walk)
    letter = CaseLetter.objects.filter(addressee="agency").latest("pk")
    deemed = Deadline.objects.get(
        kind=TermKind.PRESUMED_RECEIPT, subject=str(letter.ref)
    )
    walk.now = deemed.due_at + timedelta(days=10)  # and nobody swept meanwhile
    opened_by_agency(walk)
    letter.refresh_from_db()
    assert (letter.received_on, letter.opened_on) == (deemed.due_on, walk.now.date())
    started = {action.received_on for action in walk.again().actions.all()}
    assert started == {deemed.due_on}
    said = Entry.objects.filter(kind="complaints.letter_received").latest("pk")
    assert said.data["how"] == "deemed"


def test_a_letter_opened_in_time_counts_from_that_day() -> None:
    walk = examined()
    to_signed_lhp(walk)
    walk.now += timedelta(days=1)
    opened_by_agency(walk)
    letter = CaseLetter.objects.filter(addressee="agency").latest("pk")
    assert letter.received_on == walk.now.date()


def test_a_result_that_is_notified_again_the_same_day_gets_its_fourteen_days() -> None:
    walk = examined()
    for text in ("Pertama.", "Kedua."):
        walk.do(examination.draft_result, "examiner", text=text)
        walk.do(examination.notify_result, "head")
        opened_by_reporter(walk)
        if text == "Pertama.":
            examination.respond_to_result(
                ref=walk.case.ref,
                text="Ada bukti baru.",
                contest=True,
                actor=reporter_of(walk.case.pk),
                now=walk.now,
            )
    rows = walk.again().deadlines.filter(kind=TermKind.RESULT_ANSWER)
    assert [row.is_open for row in rows.order_by("id")] == [False, True]
    walk.pass_days(20)
    assert walk.again().state == State.LHP_DRAFT


def test_what_is_sent_back_the_same_day_is_owed_again() -> None:
    walk = Walk()
    yes = (True, "")
    walk.do(intake.start_formal, "intake")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    before = walk.again().due_on
    walk.do(intake.pass_material, "intake", answers=dict.fromkeys(MATERIAL_KEYS, yes))
    walk.do(intake.send_back, "head")
    owed = walk.again().deadlines.filter(met_on=None, dropped_at=None)
    assert TermKind.MATERIAL in set(owed.values_list("kind", flat=True))
    assert walk.case.due_on == before


def test_a_term_that_runs_is_not_started_twice() -> None:
    walk = examined()
    asked(walk)
    opened_by_agency(walk)
    opened_by_agency(walk)
    assert walk.case.deadlines.filter(kind=TermKind.CLARIFICATION).count() == 1


def test_a_request_is_answered_only_once_its_letter_was_opened() -> None:
    walk = examined()
    request = asked(walk)
    with pytest.raises(NotReady, match="letter_unopened"):
        examination.answer_clarification(
            ref=request.ref,
            text=explained(request, "Sudah."),
            file_ids=[],
            actor=actor("liaison"),
            now=walk.now,
        )
    request.refresh_from_db()
    assert request.answered_at is None
