"""The pages of a plenary: agenda, decisions with a result each, signed minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.domain.states import State
from complaints.models import Plenary
from complaints.services import todo
from tests.complaints.services.test_plenary import opened
from tests.complaints.services.test_refusing import before_the_plenary
from tests.complaints.views.pages import case_page, counted
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/pleno/"


def page_of(meeting: Plenary) -> str:
    return reverse("work:plenary", args=[meeting.ref])


def test_without_a_waiting_report_the_page_says_so(client: Client) -> None:
    login(client, "head")
    page = client.get(HOME).content.decode()
    assert "Tidak ada laporan yang menunggu rapat pleno." in page
    assert "Belum ada rapat pleno yang dicatat." in page


def test_an_agenda_is_made_decided_and_signed_over_http(client: Client) -> None:
    walks = [before_the_plenary(not_in_court=False), before_the_plenary()]
    first, second = walks
    login(client, "head")
    sent = {
        "held_on": "",
        "present": [person(key).pk for key in ("head", "intake")],
        "cases": [str(walk.case.ref) for walk in walks],
    }
    assert client.post(HOME, sent).status_code == 422
    page = client.get(HOME)
    sent["held_on"] = page.context["form"].fields["held_on"].initial.isoformat()
    answer = client.post(HOME, sent)
    meeting = Plenary.objects.get()
    assert answer.headers["Location"] == page_of(meeting)
    shown = client.get(page_of(meeting)).content.decode()
    assert "Verifikasi materiil menemukan: Diperiksa pengadilan." in shown
    one, two = meeting.items.order_by("id")
    body = {
        f"l{one.pk}-version": one.case.version,
        f"l{one.pk}-decision": "refuse",
        f"l{two.pk}-version": two.case.version,
        f"l{two.pk}-decision": "register",
        f"l{two.pk}-case_class": "light",
    }
    refused = client.post(
        page_of(meeting), body
    )  # a ground is missing: nothing is done
    assert refused.status_code == 422
    assert "Pilih dasar penolakan." in refused.content.decode()
    assert two.case.state == second.again().state == State.PLENO
    body |= {f"l{one.pk}-ground": "objek_peradilan", f"l{one.pk}-words": "Diputus Mei."}
    done = client.post(page_of(meeting), body, follow=True).content.decode()
    assert "2 putusan dilaksanakan." in done
    assert first.again().state == State.CLOSED
    assert "Tandatangani berita acara" in done
    signed = client.post(page_of(meeting), {"do": "tandatangani"}, follow=True)
    assert "Berita acara ditandatangani." in signed.content.decode()
    minutes = reverse("work:minutes", args=[meeting.ref])
    assert client.get(minutes).status_code == 302
    again = client.post(page_of(meeting), {"do": "tandatangani"})
    assert again.status_code == 409
    on_case = client.get(case_page(second.case)).content.decode()
    assert "Buka rapat ini" in on_case


def test_what_failed_is_said_on_the_page(client: Client) -> None:
    walk = before_the_plenary()
    meeting = opened(walk)
    login(client, "head")
    item = meeting.items.get()
    body = {f"l{item.pk}-version": 1, f"l{item.pk}-decision": "send_back"}
    page = client.post(page_of(meeting), body, follow=True).content.decode()
    assert "1 putusan tidak terlaksana" in page
    assert "Tidak terlaksana:" in page
    assert walk.again().state == State.PLENO
    body[f"l{item.pk}-decision"] = ""
    page = client.post(page_of(meeting), body, follow=True).content.decode()
    assert "Belum ada putusan yang dipilih." in page


def test_the_agenda_lists_what_stands_against_refusing_a_report(client: Client) -> None:
    walk, clear = before_the_plenary(), before_the_plenary()
    meeting = opened(walk, clear)
    login(client, "head")
    with counted() as before:
        page = client.get(page_of(meeting)).content.decode()
    assert "Sebelum ditolak, selesaikan dulu:" not in page
    for case in (walk.case, clear.case):
        todo.add(
            ref=case.ref, text="Telepon pelapor", actor=actor("intake"), now=walk.now
        )
    with counted() as queries:
        page = client.get(page_of(meeting)).content.decode()
    assert page.count("Sebelum ditolak, selesaikan dulu:") == 2
    assert f'<a href="{case_page(walk.case)}#tugas">Tugas: Telepon pelapor</a>' in page
    assert len(queries) <= len(before)


def test_unsigned_minutes_are_no_file(client: Client) -> None:
    meeting = opened(before_the_plenary())
    login(client, "head")
    assert client.get(reverse("work:minutes", args=[meeting.ref])).status_code == 404
    early = client.post(page_of(meeting), {"do": "tandatangani"})
    assert early.status_code == 409


def test_a_report_that_is_closed_to_her_is_not_named(client: Client) -> None:
    walk = before_the_plenary()
    meeting = opened(walk)
    walk.case.recusals.create(user=person("head"), reason="x", created_at=walk.now)
    login(client, "head")
    page = client.get(page_of(meeting)).content.decode()
    assert walk.case.locator not in page
    assert "Perkara yang tidak terbuka bagi Anda" in page


def test_the_page_speaks_english(client: Client) -> None:
    meeting = opened(before_the_plenary())
    login(client, "head")
    page = client.get(f"{page_of(meeting)}?bahasa=en", follow=True).content.decode()
    assert "Carry out the decisions" in page
    assert "Laksanakan" not in page
