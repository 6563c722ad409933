"""The page of a case's letters: sent and come, with what proves that they arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Case
from tests.complaints.services.test_correspondence import keep, letter, prove
from tests.complaints.story import Walk, asked, opened_by_agency, to_examination
from tests.complaints.views.pages import act_page, case_page, counted
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    return found


def page_of(walk: Walk) -> str:
    return reverse("work:letters", args=[walk.case.ref])


def shown(client: Client, walk: Walk) -> str:
    answer = client.get(page_of(walk))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_case_leads_to_its_letters_and_each_to_its_proof(
    client: Client, walk: Walk
) -> None:
    asked(walk)
    login(client, "examiner")
    assert page_of(walk) in client.get(case_page(walk.case)).content.decode()
    page = shown(client, walk)
    waiting = letter(walk)
    assert waiting.letter.number in page
    file = reverse("work:letter", args=[walk.case.ref, waiting.letter.ref])
    assert file in page
    assert client.get(file).status_code == 302
    assert "belum terbukti diterima" in page
    proof = f"{act_page(walk.case, 'tanda-terima')}?surat={waiting.ref}"
    assert proof in page
    form = client.get(proof).content.decode()
    assert f'value="{waiting.ref}"' in form
    chosen = form[form.index(f'value="{waiting.ref}"') :]
    assert "checked" in chosen[: chosen.index(">")]


def test_what_was_proved_says_how_and_asks_for_nothing_more(
    client: Client, walk: Walk
) -> None:
    asked(walk)
    posted = prove(walk)
    login(client, "examiner")
    page = shown(client, walk)
    assert "diterima di atas kertas" in page
    assert "Diserahkan langsung" in page
    assert posted.proofs.get().file.plain_name in page or "surat.pdf" in page
    assert f"?surat={posted.ref}" not in page


def test_what_the_agency_opened_needs_no_paper(client: Client, walk: Walk) -> None:
    asked(walk)
    opened_by_agency(walk)
    login(client, "examiner")
    page = shown(client, walk)
    assert "dibuka di portal" in page
    assert f"?surat={letter(walk).ref}" not in page


def test_a_letter_that_came_says_from_whom_what_and_which_request_it_answers(
    client: Client, walk: Walk
) -> None:
    request = asked(walk)
    login(client, "examiner")
    assert "Belum ada surat yang masuk" in shown(client, walk)
    row = keep(walk, answers=request.ref)
    page = shown(client, walk)
    assert row.text in page
    assert row.number in page
    assert "Permintaan penjelasan 1" in page
    case = client.get(case_page(walk.case)).content.decode()
    assert row.text in case
    assert "Di atas kertas" in case
    assert "Narahubung" not in case


def test_a_case_without_letters_says_so(client: Client, walk: Walk) -> None:
    walk.case.letters.all().delete()
    login(client, "examiner")
    assert "Belum ada surat yang dikirim" in shown(client, walk)


def test_where_no_letter_waits_for_its_proof_the_page_says_so(
    client: Client, walk: Walk
) -> None:
    walk.case.letters.all().delete()
    login(client, "examiner")
    page = client.get(act_page(walk.case, "tanda-terima")).content.decode()
    assert "Tidak ada surat yang menunggu bukti terima." in page


def test_who_only_reads_is_offered_nothing_to_write(client: Client, walk: Walk) -> None:
    asked(walk)
    login(client, "auditor")
    page = shown(client, walk)
    assert "Catat" not in page
    assert client.get(act_page(walk.case, "surat-masuk")).status_code == 403
    Case.objects.filter(pk=walk.case.pk).update(erased_at=walk.now)
    login(client, "examiner")
    assert "Catat" not in shown(client, walk)
    assert client.get(act_page(walk.case, "surat-masuk")).status_code == 409


def test_a_reporters_letter_cannot_be_sent_as_an_answer_of_the_agency(
    client: Client, walk: Walk
) -> None:
    request = asked(walk)
    login(client, "examiner")
    answer = client.post(
        act_page(walk.case, "surat-masuk"),
        {
            "version": walk.again().version,
            "side": "reporter",
            "arrived_on": walk.now.date().isoformat(),
            "answers": str(request.ref),
            "text": "Isi surat yang tidak boleh hilang.",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hanya surat instansi menjawab permintaan kami." in page
    assert "Isi surat yang tidak boleh hilang." in page


def test_the_page_asks_as_much_for_many_letters_as_for_one(
    client: Client, walk: Walk
) -> None:
    asked(walk)
    prove(walk)
    keep(walk)
    login(client, "examiner")
    shown(client, walk)
    with counted() as few:
        shown(client, walk)
    for _n in range(3):
        keep(walk)
    with counted() as many:
        shown(client, walk)
    assert len(few) == len(many)
