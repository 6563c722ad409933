"""The page of a case's letters: sent and come, with what proves that they arrived."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils.dateformat import format as day_format

from complaints.domain.correspondence import Side
from complaints.models import Case
from tests.complaints.services.test_correcting import right_paper, right_proof
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
    assert f"/tanda-terima/?surat={posted.ref}" not in page


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
    assert "Dicatat petugas dari surat" in case
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
    assert "Betulkan" not in page
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


def test_a_wrong_day_is_put_right_from_its_letter_and_the_old_one_stays_to_read(
    client: Client, walk: Walk
) -> None:
    asked(walk)
    posted = prove(walk)
    walk.now += timedelta(days=1)
    login(client, "examiner")
    way = f"{act_page(walk.case, 'betulkan-tanda-terima')}?surat={posted.ref}"
    assert way in shown(client, walk)
    form = client.get(way).content.decode()
    assert f'value="{posted.sent_on.isoformat()}"' in form  # what is written now
    right = posted.sent_on + timedelta(days=1)
    told = {
        "version": walk.again().version,
        "letter": str(posted.ref),
        "day": right.isoformat(),
        "reason": "Salah baca stempel pos.",
    }
    assert client.post(way, told).status_code == 302
    page = shown(client, walk)
    assert "Salah baca stempel pos." in page
    assert f"semula {day_format(posted.sent_on, 'j F Y')}" in page
    assert day_format(right, "j F Y") in page
    again = told | {"version": walk.again().version}
    refused = client.post(way, again)
    assert refused.status_code == 409
    assert "Itu sudah yang tertulis." in refused.content.decode()
    assert "Salah baca stempel pos." in refused.content.decode()
    history = client.get(reverse("work:history", args=[walk.case.ref]))
    assert "Tanggal semula" in history.content.decode()


def test_whose_letter_it_was_is_put_right_and_the_old_sender_stays_to_read(
    client: Client, walk: Walk
) -> None:
    row = keep(walk)
    login(client, "examiner")
    way = f"{act_page(walk.case, 'betulkan-surat-masuk')}?surat={row.ref}"
    assert way in shown(client, walk)
    form = client.get(way).content.decode()
    mine = form[form.index('value="agency"') :]
    assert "checked" in mine[: mine.index(">")]
    told = {
        "version": walk.again().version,
        "letter": str(row.ref),
        "day": row.arrived_on.isoformat(),
        "side": "other",
        "reason": "Kop suratnya dinas lain.",
    }
    assert client.post(way, told).status_code == 302
    page = shown(client, walk)
    assert "semula dari: Instansi" in page
    assert "Kop suratnya dinas lain." in page


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        (
            "betulkan-tanda-terima",
            "Tidak ada surat dengan tanda terima di atas kertas.",
        ),
        ("betulkan-surat-masuk", "Belum ada surat yang masuk di atas kertas."),
    ],
)
def test_where_there_is_nothing_to_put_right_the_page_says_so(
    client: Client, walk: Walk, slug: str, sentence: str
) -> None:
    login(client, "examiner")
    assert sentence in client.get(act_page(walk.case, slug)).content.decode()


def test_the_page_asks_as_much_for_many_letters_as_for_one(
    client: Client, walk: Walk
) -> None:
    asked(walk)
    posted = prove(walk)
    keep(walk)
    walk.now += timedelta(days=2)
    right_proof(walk, posted.sent_on + timedelta(days=1))
    right_paper(walk, keep(walk), side=Side.OTHER)
    login(client, "examiner")
    shown(client, walk)
    with counted() as few:
        shown(client, walk)
    right_proof(walk, posted.sent_on + timedelta(days=2))
    for _n in range(3):
        right_paper(walk, keep(walk), side=Side.OTHER)
    with counted() as many:
        shown(client, walk)
    assert len(few) == len(many)
