"""The letter that closes a report says how it may come back."""

from __future__ import annotations

import pytest
from django.conf import settings

from accounts.actor import reporter_of
from complaints.domain.afterwards import WayBack, way_back
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.states import Reason, State
from complaints.models import CaseLetter
from complaints.services import closing, intake, reopening
from documents.services.keeping import content_of
from tests.complaints.story import Walk, to_examination
from tests.documents.reading import text_of

pytestmark = pytest.mark.django_db


def test_the_closing_letter_says_until_when_and_how_to_ask_for_reopening() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(closing.close, "head", reason=Reason.DISELESAIKAN_TERLAPOR)
    letter = CaseLetter.objects.get(letter__kind="penutupan").letter
    words = " ".join(text_of(content_of(letter.file)).split())
    assert letter.template_version == 4
    assert "meminta laporan ini dibuka kembali sampai 9 Maret 2027" in words
    assert f"{settings.BASE_URL}/lacak/" in words
    assert "Minta dibuka kembali" in words
    assert "paling lambat 14 hari" in words
    # What the letter promises is what the portal grants, to the day.
    walk.now = walk.now.replace(year=2027)
    reopening.ask_reopening(
        ref=walk.case.ref, text="x", actor=reporter_of(walk.case.pk), now=walk.now
    )


def test_who_lapsed_for_want_of_papers_reads_until_when_they_may_still_come() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    answers = dict.fromkeys(FORMAL_KEYS, (True, "")) | {"hope": (False, "")}
    walk.do(intake.ask_completion, "intake", missing=["Harapan"], answers=answers)
    for _ in range(3):
        walk.pass_days(30)
    assert walk.again().state == State.CLOSED
    letter = CaseLetter.objects.get(letter__kind="penutupan").letter
    words = " ".join(text_of(content_of(letter.file)).split())
    assert "masih bisa mengirim kelengkapan" in words
    assert "dibuka kembali" not in words


def test_a_merged_report_is_not_told_of_a_reopening() -> None:
    assert way_back(Reason.DUPLIKAT) is WayBack.NONE
    assert {way_back(reason) for reason in Reason} == set(WayBack)
