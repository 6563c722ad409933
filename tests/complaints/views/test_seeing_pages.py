"""The reporter says whether an order that we verified is what he sees; officers read it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from complaints.domain.corrective import ActionStatus
from complaints.models import Sighting
from journal.models import Entry
from tests.complaints.services.test_seeing import judged
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import (
    act_page,
    agency_page,
    case_page,
    counted,
    in_correction,
)
from tests.people import login, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
TYPED = "Papan waktu belum dipasang di loket."


@pytest.fixture
def walk() -> Iterator[Walk]:
    """The first order is done, as we verified it."""
    told = in_correction()
    judged(told, submitted(told))
    with patch("ombudsman.clock.now", lambda: told.now):
        yield told


def holder(walk: Walk) -> Client:
    client = Client()
    told = {"number": walk.receipt.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", told).status_code == 302
    return client


def signed_in(who: str) -> Client:
    client = Client()
    login(client, who, minutes_ago=0)
    return client


def question(walk: Walk) -> str:
    row = Sighting.objects.latest("id")
    return reverse("tracking:seen", args=[walk.case.locator, row.ref])


def report(client: Client, walk: Walk) -> str:
    return client.get(f"/lacak/{walk.case.locator}/").content.decode()


def test_the_report_asks_about_the_order_that_was_verified(walk: Walk) -> None:
    client = holder(walk)
    page = report(client, walk)
    assert page.count("Apakah ini sesuai dengan yang Anda lihat?") == 1
    assert question(walk) in page
    asked = client.get(question(walk)).content.decode()
    assert "Terbitkan akta." in asked
    assert "Dilaksanakan</b>, 9 Maret 2026" in asked


def test_what_the_agency_claims_is_not_read_there(walk: Walk) -> None:
    client = holder(walk)
    for page in (report(client, walk), client.get(question(walk)).content.decode()):
        assert "Akta terbit." not in page
        assert "Akta sudah kami lihat." not in page


def test_his_answer_is_kept_thanked_for_and_read_by_the_office_alone(
    walk: Walk,
) -> None:
    client = holder(walk)
    answer = client.post(question(walk), {"seen": "no", "text": TYPED}, follow=True)
    page = answer.content.decode()
    assert "Terima kasih. Jawaban Anda kami simpan." in page
    assert "Menurut Anda: <b>Tidak sesuai</b>" in page
    assert client.get(question(walk)).status_code == 302  # asked once
    office = signed_in("examiner").get(case_page(walk.case)).content.decode()
    assert "Tidak sesuai" in office
    assert TYPED in office
    agency = signed_in("liaison").get(agency_page(walk.case)).content.decode()
    assert TYPED not in agency
    assert "Tidak sesuai" not in agency


def test_without_a_choice_what_was_typed_comes_back(walk: Walk) -> None:
    answer = holder(walk).post(question(walk), {"text": TYPED})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pilih apakah ini sesuai atau tidak." in page
    assert TYPED in page


def test_a_second_answer_is_refused_in_a_sentence_and_kept_on_the_page(
    walk: Walk,
) -> None:
    first, second = holder(walk), holder(walk)
    first.post(question(walk), {"seen": "yes"})
    answer = second.post(question(walk), {"seen": "no", "text": TYPED})
    assert answer.status_code == 422
    assert "Pertanyaan ini sudah dijawab" in answer.content.decode()
    assert TYPED in answer.content.decode()
    assert Sighting.objects.get().seen == "yes"


def test_until_he_answers_the_office_reads_that_he_was_asked(walk: Walk) -> None:
    page = signed_in("examiner").get(case_page(walk.case)).content.decode()
    assert "Pelapor ditanya apakah ini sesuai yang ia lihat" in page


def test_whoever_judges_the_next_piece_reads_what_he_sees(walk: Walk) -> None:
    other = in_correction()
    judged(other, submitted(other), status=ActionStatus.SEBAGIAN)
    holder(other).post(question(other), {"seen": "partly", "text": TYPED})
    piece = submitted(other)
    address = reverse("work:verdict", args=[other.case.ref, piece.ref])
    page = signed_in("examiner").get(address).content.decode()
    assert "Sebagian sesuai" in page
    assert TYPED in page


def test_the_report_asks_the_same_number_of_queries_for_any_number_of_orders(
    walk: Walk,
) -> None:
    client = holder(walk)
    report(client, walk)
    with counted() as one:
        report(client, walk)
    judged(walk, submitted(walk, 2), status=ActionStatus.SEBAGIAN)
    with counted() as two:
        report(client, walk)
    assert len(one) == len(two)


# --- an officer writes down what the reporter said to him ------------------------------
def body(walk: Walk, **changes: str) -> dict[str, str]:
    row = Sighting.objects.latest("id")
    told = {"sighting": str(row.ref), "way": "phone", "seen": "no", "text": TYPED}
    return {"version": str(walk.again().version), **told, **changes}


def written(walk: Walk) -> None:
    page = act_page(walk.case, "catat-dilihat")
    assert signed_in("examiner").post(page, body(walk)).status_code == 302


def test_the_order_leads_its_holder_to_the_form_with_the_question_chosen(
    walk: Walk,
) -> None:
    client = signed_in("examiner")
    page = client.get(case_page(walk.case)).content.decode()
    way = f"{act_page(walk.case, 'catat-dilihat')}?dilihat={Sighting.objects.get().ref}"
    assert way in page
    form = client.get(way).content.decode()
    assert "Terbitkan akta." in form
    assert f'value="{Sighting.objects.get().ref}"' in form
    for who in ("head", "other_examiner"):
        assert way not in signed_in(who).get(case_page(walk.case)).content.decode()


def test_both_read_it_as_his_answer_and_that_we_wrote_it_down(walk: Walk) -> None:
    written(walk)
    office = signed_in("examiner").get(case_page(walk.case)).content.decode()
    assert "Tidak sesuai" in office
    assert TYPED in office
    assert f"Dicatat {person('examiner').name} · Telepon" in office
    mine = report(holder(walk), walk)
    assert "Menurut Anda: <b>Tidak sesuai</b>" in mine
    assert TYPED in mine
    assert "Kami catat dari yang Anda sampaikan lewat telepon, 9 Maret 2026." in mine
    assert "Kami mencatat jawaban Anda tentang perbaikan" in mine
    assert person("examiner").name not in mine
    assert question(walk) not in mine


def test_neither_the_agency_nor_a_stranger_nor_the_history_reads_his_words(
    walk: Walk,
) -> None:
    written(walk)
    order = walk.case.actions.get(n=1)
    for who in ("liaison", "superior"):
        client = signed_in(who)
        for address in (
            reverse("agency:inbox"),
            agency_page(walk.case),
            reverse("agency:evidence", args=[order.ref]),
            reverse("agency:record"),
        ):
            page = client.get(address).content.decode()
            assert TYPED not in page
            assert "Kami mencatat" not in page
    assert TYPED not in Client().get(f"/lacak/{walk.case.locator}/").content.decode()
    history = f"{case_page(walk.case)}riwayat/"
    told = signed_in("examiner").get(history).content.decode()
    assert "Jawaban pelapor tentang perbaikan dicatat petugas" in told
    assert "Telepon" in told
    assert TYPED not in told
    assert not any(TYPED in str(one) for one in Entry.objects.values_list("data"))
    assert not any(TYPED in f"{one.subject}{one.body}" for one in mail.outbox)


def test_where_no_question_waits_the_form_says_so(walk: Walk) -> None:
    written(walk)
    client, page = signed_in("examiner"), act_page(walk.case, "catat-dilihat")
    form = client.get(page)
    assert form.status_code == 200
    assert "Tidak ada pertanyaan kepada pelapor" in form.content.decode()
    answer = client.post(page, body(walk))
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()


def test_a_question_that_its_reporter_answered_meanwhile_is_not_answered_again(
    walk: Walk,
) -> None:
    sent = body(walk)
    holder(walk).post(question(walk), {"seen": "yes"})
    page = act_page(walk.case, "catat-dilihat")
    answer = signed_in("examiner").post(page, sent)
    assert answer.status_code in {409, 422}
    assert TYPED in answer.content.decode()
    assert Sighting.objects.get().seen == "yes"


def test_of_an_order_that_was_annulled_nothing_is_written_down(walk: Walk) -> None:
    walk.case.actions.filter(n=1).update(annulled_on=walk.now.date())
    page = signed_in("examiner").get(case_page(walk.case)).content.decode()
    assert "catat-dilihat" not in page


def test_the_case_page_asks_the_same_queries_once_it_is_written_down(
    walk: Walk,
) -> None:
    client = signed_in("examiner")
    client.get(case_page(walk.case))
    with counted() as asked:
        client.get(case_page(walk.case))
    written(walk)
    client.get(case_page(walk.case))
    with counted() as told:
        client.get(case_page(walk.case))
    assert len(told) <= len(asked)
    assert len(told) <= 24
