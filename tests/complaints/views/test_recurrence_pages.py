"""The order that is done beside the new report: compared and judged in the browser."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.states import State
from complaints.models import Case, Recurrence
from complaints.services import restricting
from tests.complaints.services.test_recurring import again, done
from tests.complaints.views.pages import case_page, counted, in_examination
from tests.people import login, office

if TYPE_CHECKING:
    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
HOME = "/kerja/kambuh/"


@pytest.fixture
def pair() -> tuple[Walk, Walk]:
    old = done()
    return old, again(old, title="Akta anak kedua juga tidak terbit")


def page_of(old: Walk) -> str:
    row = Recurrence.objects.filter(action__case=old.case).earliest("id")
    return reverse("work:recurrence", args=[row.ref])


def sent(old: Walk, answer: str = "kambuh", **more: str) -> dict[str, str]:
    version = str(old.again().version)
    return {"version": version, "answer": answer, "words": "Loket yang sama."} | more


def test_who_monitored_sees_it_today_in_the_list_and_on_both_chains(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, new = pair
    login(client, "examiner")
    for path in (
        "/kerja/hari-ini/",
        HOME,
        reverse("work:chain", args=[old.case.ref]),
        reverse("work:chain", args=[new.case.ref]),
    ):
        assert page_of(old) in client.get(path).content.decode(), path


def test_both_stand_side_by_side(client: Client, pair: tuple[Walk, Walk]) -> None:
    old, new = pair
    login(client, "examiner")
    page = client.get(page_of(old)).content.decode()
    for words in ("Terbitkan akta.", new.again().title, new.case.display_number):
        assert words in page
    assert "Buka kembali perkara lama." not in page  # the head's alone


def test_an_answer_without_a_reason_is_asked_for_again(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, _new = pair
    login(client, "examiner")
    answer = client.post(page_of(old), sent(old, words=""))
    assert answer.status_code == 422
    assert "Alasan (catatan internal) belum diisi." in answer.content.decode()
    assert Recurrence.objects.filter(same=None).count() == 1


def test_it_is_judged_once_and_says_so_afterwards(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, _new = pair
    login(client, "examiner")
    path, form = page_of(old), sent(old, "lain")
    assert client.post(path, form).headers["Location"] == HOME
    page = client.get(path).content.decode()
    assert "Diputuskan: hal lain" in page
    assert "Loket yang sama." in page
    late = client.post(path, form | {"version": str(old.again().version)})
    assert late.status_code == 422  # no answer is left to give
    assert Recurrence.objects.get().words == "Loket yang sama."


def test_what_was_typed_on_an_old_page_stays(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, _new = pair
    login(client, "examiner")
    stale = client.post(page_of(old), sent(old, version="1"))
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "Loket yang sama." in page
    assert f'value="{old.again().version}"' in page


def test_the_head_reopens_the_old_case(client: Client, pair: tuple[Walk, Walk]) -> None:
    old, _new = pair
    login(client, "head")
    assert "Buka kembali perkara lama." in client.get(page_of(old)).content.decode()
    answer = client.post(page_of(old), sent(old, "buka"))
    assert answer.headers["Location"] == case_page(old.case)
    assert old.again().state == State.RESMON


def test_a_colleague_reads_and_does_not_judge(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, _new = pair
    login(client, "intake")
    page = client.get(page_of(old)).content.decode()
    assert "Yang memutuskan: pemegang perkara lama" in page
    assert client.post(page_of(old), sent(old)).status_code == 403


def test_another_office_gets_the_404_of_nothing(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, _new = pair
    for who in ("examiner_elsewhere", "liaison"):
        login(client, who)
        assert client.get(page_of(old)).status_code == 404
    nobody = reverse("work:recurrence", args=[old.case.ref])
    login(client, "examiner")
    assert client.get(nobody).status_code == 404


def test_of_a_report_in_another_office_nothing_but_its_number_is_read(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, new = pair
    Case.objects.filter(pk=new.case.pk).update(office=office("63"))
    login(client, "examiner")
    page = client.get(page_of(old)).content.decode()
    assert new.again().display_number in page
    assert new.case.title not in page
    assert new.case.story not in page


def test_a_restricted_old_case_asks_why_first(
    client: Client, pair: tuple[Walk, Walk]
) -> None:
    old, _new = pair
    old.now += timedelta(days=31)
    old.do(restricting.restrict, "head", reason="safety", note="")
    login(client, "examiner")
    assert client.get(page_of(old)).headers["Location"] == case_page(old.case)
    assert "Terbitkan akta." not in client.get(HOME).content.decode()


def test_without_any_the_list_says_so(client: Client) -> None:
    in_examination()
    login(client, "examiner")
    page = client.get(HOME).content.decode()
    assert "Tidak ada yang menunggu putusan Anda." in page


def test_the_list_costs_the_same_however_many_there_are(client: Client) -> None:
    first = done()
    login(client, "examiner")
    with counted() as few:
        client.get(HOME)
    again(first)
    again(first, days=40)
    client.get(HOME)
    with counted() as many:
        client.get(HOME)
    assert len(many) <= len(few) + 2  # the rows of each of two lists
