"""The queue's ticks, the preview of an act on many cases, and its result."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from complaints.domain.bulk import UNDO, BulkKind, RowState
from complaints.models import Bulk, Case
from complaints.services import bulk as service
from complaints.views.bulk import _texts
from tests.complaints.services.test_bulk import NOW, chosen, examined, registered
from tests.complaints.services.test_templating import published
from tests.complaints.views.pages import case_page, counted
from tests.factories.complaints import calendar, confidential_one, file_one
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
QUEUE, BULK = "/kerja/antrean/", "/kerja/antrean/massal/"


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def page_of(bulk: Bulk) -> str:
    return reverse("work:bulk_page", args=[bulk.ref])


def pick(client: Client, *cases: Case, kind: str = "tugas", **more: Any) -> Any:
    return client.post(BULK, {"case": [c.ref for c in cases], "kind": kind, **more})


def test_ticked_rows_are_previewed_done_and_shown_with_their_result(
    client: Client,
) -> None:
    fine, early = registered(), file_one()[0]
    login(client, "head")
    to = pick(client, fine, early)["Location"]
    first = client.get(to).content.decode()
    assert "Lihat pratinjau" in first
    assert "Bisa?" not in first
    told = {"do": "preview", "examiner": person("examiner").pk}
    assert client.post(to, told)["Location"] == to
    preview = client.get(to).content.decode()
    assert "Bisa untuk 1 perkara." in preview
    assert "Tidak bisa untuk 1 perkara." in preview
    assert "Belum pada tahap ini." in preview
    assert "Tidak dapat dibatalkan." in preview
    assert client.post(to, {"do": "do"})["Location"] == to
    result = client.get(to).content.decode()
    assert "Selesai" in result
    assert "Batalkan semua" in result
    fine.refresh_from_db()
    assert fine.examiner == person("examiner")


def test_a_preview_without_its_examiner_says_what_is_missing(client: Client) -> None:
    login(client, "head")
    to = pick(client, registered())["Location"]
    answer = client.post(to, {"do": "preview", "examiner": ""})
    assert answer.status_code == 422
    assert "Pemeriksa belum diisi." in answer.content.decode()


def test_another_class_for_many_is_previewed_done_and_taken_back(
    client: Client,
) -> None:
    fine, early = registered(), file_one()[0]
    login(client, "head")
    to = pick(client, fine, early, kind="golongan")["Location"]
    told = {"do": "preview", "case_class": "heavy", "reason": "Banyak saksi."}
    assert client.post(to, told | {"reason": ""}).status_code == 422
    client.post(to, told)
    preview = client.get(to).content.decode()
    assert "Klasifikasi baru: Berat." in preview
    assert "Banyak saksi." in preview
    assert "Klasifikasi hanya berubah sesudah registrasi" in preview
    assert "setiap pelapor diberi tahu" in preview
    assert "Yang dibaca pelapor" not in preview
    client.post(to, {"do": "do"})
    fine.refresh_from_db()
    assert fine.classification == "heavy"
    client.post(to, {"do": "undo"})
    fine.refresh_from_db()
    assert fine.classification == "light"


def test_all_that_the_filter_finds_are_chosen_and_no_other(client: Client) -> None:
    wanted = [registered(), registered()]
    file_one()
    login(client, "head")
    client.post(BULK, {"everything": "1", "kind": "tugas", "tahap": "registered"})
    rows = Bulk.objects.get().rows.all()
    assert {row.case_id for row in rows} == {case.pk for case in wanted}


def test_more_than_may_be_chosen_at_once_are_refused_with_a_sentence(
    client: Client, settings: Any
) -> None:
    settings.BULK_MOST = 1
    registered(), registered()
    login(client, "head")
    answer = client.post(BULK, {"everything": "1", "kind": "tugas"}, follow=True)
    assert "Paling banyak 1 perkara sekaligus." in answer.content.decode()
    assert not Bulk.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "tugas"},
        {"kind": "lain", "everything": "1"},
        {"kind": "tugas", "case": ["kosong"]},
    ],
)
def test_without_cases_or_act_the_queue_comes_back_with_its_filter(
    client: Client, sent: dict[str, Any]
) -> None:
    registered()
    login(client, "head")
    answer = client.post(BULK, {**sent, "tahap": "registered"})
    assert answer["Location"] == f"{QUEUE}?tahap=registered"
    assert not Bulk.objects.exists()


def test_what_one_may_not_see_is_not_chosen(client: Client) -> None:
    case = registered()
    Case.objects.filter(pk=case.pk).update(office=office("73"))
    login(client, "head")
    pick(client, case)
    assert not Bulk.objects.exists()


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("head", ["tugas", "golongan", "pesan", "cetak"]),
        ("examiner", ["pesan", "cetak"]),
        ("auditor", ["cetak"]),
    ],
)
def test_the_bar_offers_what_is_there_for_a_role(
    client: Client, who: str, kinds: list[str]
) -> None:
    registered()
    login(client, who)
    shown = client.get(f"{QUEUE}?view=all").context["kinds"]
    assert [kind for kind, _name in shown] == kinds


def test_another_s_act_on_many_is_the_same_404_as_none(client: Client) -> None:
    bulk = chosen([registered()])
    login(client, "examiner")
    for route in ("bulk_page", "bulk_progress", "bulk_print"):
        assert client.get(reverse(f"work:{route}", args=[bulk.ref])).status_code == 404


def test_a_message_is_filled_for_each_case_and_shown_before_it_goes(
    client: Client,
) -> None:
    published()
    case = registered()
    login(client, "head")
    to = pick(client, case, kind="pesan")["Location"]
    assert "Kabar (id)" in client.get(to).content.decode()
    client.post(to, {"do": "preview", "template": "kabar.id"})
    shown = client.get(to).content.decode()
    assert f"Laporan {case.display_number}." in shown
    assert "menunggu sepuluh menit" in shown
    client.post(to, {"do": "do"})
    assert "Menunggu sepuluh menit, lalu dikirim" in client.get(to).content.decode()
    client.post(to, {"do": "undo"})
    assert "Dibatalkan" in client.get(to).content.decode()


def test_a_case_that_one_no_longer_sees_keeps_no_title_in_the_result(
    client: Client,
) -> None:
    case = registered()
    bulk = chosen([case])
    Case.objects.filter(pk=case.pk).update(office=office("73"), title="Tertutup bagi")
    login(client, "head")
    shown = client.get(page_of(bulk)).content.decode()
    assert "Tertutup bagi" not in shown
    assert case.locator not in shown
    assert "Perkara ini tidak lagi terbuka bagi Anda." in shown


def test_what_goes_on_in_the_background_says_how_far_it_is(client: Client) -> None:
    bulk = chosen([registered(), registered()])
    service.begin(ref=bulk.ref, actor=actor("head"), now=NOW)
    login(client, "head")
    far = reverse("work:bulk_progress", args=[bulk.ref])
    assert client.get(far).json() == {"done": 0, "of": 2, "over": False}
    page = client.get(page_of(bulk)).content.decode()
    assert f'data-progress="{far}"' in page
    service.run(NOW)
    assert client.get(far).json() == {"done": 2, "of": 2, "over": True}
    assert "data-progress" not in client.get(page_of(bulk)).content.decode()


def test_after_ten_minutes_the_page_offers_no_way_back(client: Client) -> None:
    bulk = chosen([registered()])
    service.begin(ref=bulk.ref, actor=actor("head"), now=NOW)
    service.run(NOW)
    with time_machine.travel(NOW + UNDO + UNDO, tick=True):
        login(client, "head")
        assert "Batalkan semua" not in client.get(page_of(bulk)).content.decode()
        answer = client.post(page_of(bulk), {"do": "undo"}, follow=True)
    assert "Sepuluh menit sudah lewat" in answer.content.decode()
    assert {row.state for row in bulk.rows.all()} == {RowState.DONE}


def test_the_printed_list_has_the_chosen_cases_and_never_a_name(
    client: Client,
) -> None:
    calendar()
    case, _receipt = confidential_one()
    other = file_one()[0]
    login(client, "head")
    to = pick(client, case, kind="cetak")["Location"]
    shown = client.get(to).content.decode()
    assert case.locator in shown
    assert other.locator not in shown
    assert 'type="checkbox"' not in shown


@pytest.mark.parametrize(
    ("kind", "made", "most"),
    [
        (BulkKind.ASSIGN, registered, 17),
        (BulkKind.CLASS, examined, 21),
        (BulkKind.MESSAGE, registered, 6),
    ],
)
def test_a_preview_costs_the_same_for_each_case(
    kind: BulkKind, made: Callable[[], Case], most: int
) -> None:
    """The act itself, taken back: what a case needs of its own, and nothing twice."""
    few, many = [made()], [made() for _n in range(4)]

    def cost(cases: list[Case]) -> int:
        with counted() as statements:
            chosen(cases, kind)
        return len(statements)

    cost(few)
    one, four = cost(few), cost(many)
    assert (four - one) / 3 == most


def test_the_gaps_of_a_preview_are_filled_in_the_same_queries_for_any_number() -> None:
    """What stands in them is read for all at once; trying the act on each is dearer."""
    row = published()
    asked: Any = SimpleNamespace(actor=actor("head"), now=NOW)

    def cost(cases: list[Case]) -> int:
        bulk = chosen(cases, BulkKind.MESSAGE)
        with counted() as statements:
            told = _texts(asked, bulk, {"template": f"{row.slug}.id"})
        assert set(told) == {case.pk for case in cases}
        assert all(told.values())
        return len(statements)

    few, many = [registered()], [registered() for _n in range(4)]
    cost(few)
    assert cost(few) == cost(many)


def test_a_page_of_a_case_is_one_step_away(client: Client) -> None:
    case = registered()
    bulk = chosen([case])
    login(client, "head")
    assert case_page(case) in client.get(page_of(bulk)).content.decode()
