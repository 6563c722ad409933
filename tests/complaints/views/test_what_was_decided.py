"""What was decided stays on the reporter's page, with what he said to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from accounts.actor import reporter_of
from complaints.domain.states import Reason
from complaints.models import CaseLetter
from complaints.services import closing, examination
from tests.complaints.story import Walk, to_examination

if TYPE_CHECKING:
    from documents.models import Letter

pytestmark = pytest.mark.django_db
TOLD = "Layanan terlambat 40 hari."


@pytest.fixture
def told() -> Walk:
    """A reporter who was told the result and read it."""
    walk = Walk()
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text=TOLD)
    walk.do(examination.notify_result, "head")
    return walk


def page_of(walk: Walk) -> str:
    client = Client()
    client.post("/lacak/", {"number": walk.receipt.locator, "code": walk.receipt.code})
    return client.get(f"/lacak/{walk.case.locator}/").content.decode()


def answer(walk: Walk, *, contest: bool, text: str = "") -> None:
    examination.respond_to_result(
        ref=walk.case.ref,
        text=text,
        contest=contest,
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )


def test_a_result_that_waits_for_an_answer_is_read_on_its_own_page(told: Walk) -> None:
    page = page_of(told)
    assert "Baca dan tanggapi" in page
    assert TOLD not in page


@pytest.mark.parametrize(
    ("contest", "text", "said"),
    [
        (True, "Loketnya tutup.", "ada yang kurang atau keliru."),
        (False, "", "Anda setuju."),
    ],
)
def test_an_answered_result_stays_readable_with_the_answer_its_date_and_its_letter(
    told: Walk, *, contest: bool, text: str, said: str
) -> None:
    told.now += timedelta(days=2)
    answer(told, contest=contest, text=text)
    page = page_of(told)
    assert TOLD in page
    assert said in page
    assert text in page
    letter = CaseLetter.objects.get(letter__kind="pemberitahuan_hasil").letter
    before, _, _ = page.partition("Perjalanan laporan Anda")
    assert f"/surat/{letter.ref}/" in before


def test_who_did_not_answer_reads_that_we_went_on_and_not_that_he_agreed(
    told: Walk,
) -> None:
    told.pass_days(60)
    page = page_of(told)
    assert "Tidak ada jawaban dari Anda" in page
    assert "Anda setuju" not in page
    assert TOLD in page


def test_a_draft_of_a_result_is_not_shown() -> None:
    walk = Walk()
    to_examination(walk)
    walk.do(examination.draft_result, "examiner", text=TOLD)
    assert TOLD not in page_of(walk)


def test_each_result_keeps_the_letter_that_told_it(told: Walk) -> None:
    answer(told, contest=True, text="Loketnya tutup.")
    told.now += timedelta(days=3)
    told.do(examination.draft_result, "examiner", text="Tetap terlambat.")
    told.do(examination.notify_result, "head")
    told.now += timedelta(days=1)
    answer(told, contest=False)
    before, _, _ = page_of(told).partition("Perjalanan laporan Anda")
    refs = [
        str(ref)
        for ref in CaseLetter.objects.filter(letter__kind="pemberitahuan_hasil")
        .order_by("-id")
        .values_list("letter__ref", flat=True)
    ]
    assert len(refs) == 2
    places = [before.index(word) for word in ("Tetap terlambat.", refs[0], TOLD)]
    assert places == sorted(places)
    assert before.index(TOLD) < before.index(refs[1])


def closed(walk: Walk, reason: Reason) -> Letter:
    walk.do(closing.close, "head", reason=reason)
    return CaseLetter.objects.get(letter__kind="penutupan").letter


def test_a_closed_report_says_when_and_why_and_opens_the_letter() -> None:
    walk = Walk()
    to_examination(walk)
    letter = closed(walk, Reason.DISELESAIKAN_TERLAPOR)
    before, _, _ = page_of(walk).partition("Perjalanan laporan Anda")
    assert "Ditutup pada Senin, 9 Maret 2026." in before
    assert "Instansi sudah menyelesaikannya." in before
    assert f"/surat/{letter.ref}/" in before
