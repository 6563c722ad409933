"""Ticked actions of the list: what a preview shows, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from complaints.models import Bulk, Case, CorrectiveAction, Urging
from tests.complaints.story import submitted
from tests.complaints.views.pages import counted, in_correction
from tests.people import agency, login, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
LIST, URGE = "/kerja/tindakan/", "/kerja/tindakan/ingatkan/"


@pytest.fixture
def walk() -> Iterator[Walk]:
    """A case with two open actions, and a liaison of its agency."""
    found = in_correction()
    person("liaison")
    with time_machine.travel(found.now, tick=True):
        yield found


def refs(walk: Walk) -> list[Any]:
    return list(walk.case.actions.order_by("n").values_list("ref", flat=True))


def test_ticked_actions_are_previewed_at_once_reminded_and_taken_back(
    client: Client, walk: Walk
) -> None:
    submitted(walk, n=2)
    login(client, "head")
    to = client.post(URGE, {"action": refs(walk)})["Location"]
    assert to == reverse("work:bulk_page", args=[Bulk.objects.get().ref])
    preview = client.get(to).content.decode()
    for words in (
        "Ingatkan instansi",
        "2 tindakan dipilih.",
        "Bisa untuk 1 tindakan.",
        "Tidak bisa untuk 1 tindakan.",
        "Buktinya sudah masuk dan menunggu putusan kami.",
        "Terbitkan akta.",
        "Tindakan korektif 1",
        "paling banyak satu surat pengingat sehari",
        "Ingatkan untuk 1 tindakan",
    ):
        assert words in preview, words
    assert not Urging.objects.exists()
    client.post(to, {"do": "do"})
    result = client.get(to).content.decode()
    assert "Selesai" in result
    assert "Batalkan semua" in result
    assert Urging.objects.filter(withdrawn_at=None).count() == 1
    client.post(to, {"do": "undo"})
    assert "Dibatalkan" in client.get(to).content.decode()
    assert not Urging.objects.filter(withdrawn_at=None).exists()


def test_who_may_not_gets_the_reason_on_his_preview(client: Client, walk: Walk) -> None:
    login(client, "other_examiner")
    to = client.post(URGE, {"action": refs(walk)})["Location"]
    page = client.get(to).content.decode()
    assert "Langkah ini bukan tugas Anda dalam perkara ini." in page
    assert "Tidak ada tindakan yang bisa diingatkan sekarang." in page
    assert 'value="do"' not in page


def test_ticks_are_offered_to_whoever_can_remind_at_all(
    client: Client, walk: Walk
) -> None:
    assert walk.case.actions.exists()
    for who, offered in (
        ("examiner", True),
        ("resmon", True),
        ("head", True),
        ("intake", False),
        ("commissioner", False),
        ("auditor", False),
    ):
        login(client, who)
        page = client.get(LIST).content.decode()
        assert ('name="action"' in page) is offered, who


def test_all_that_the_filter_finds_are_chosen_and_no_other(
    client: Client, walk: Walk
) -> None:
    CorrectiveAction.objects.filter(ref=refs(walk)[1]).update(instrument="saran")
    login(client, "head")
    client.post(URGE, {"everything": "1", "instrumen": "saran"})
    (row,) = Bulk.objects.get().rows.all()
    assert row.action is not None
    assert row.action.ref == refs(walk)[1]


def test_the_tick_for_all_stands_there_where_a_page_does_not_hold_them(
    client: Client, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert walk.case.actions.count() == 2
    login(client, "head")
    assert 'name="everything"' not in client.get(LIST).content.decode()
    monkeypatch.setattr("complaints.selectors.tracker.PAGE", 1)
    assert "Pilih semua 2 tindakan" in client.get(LIST).content.decode()


@pytest.mark.parametrize("sent", [{}, {"action": ["x"]}, {"action": []}])
def test_without_a_tick_the_list_comes_back_with_its_filter(
    client: Client, walk: Walk, sent: dict[str, Any]
) -> None:
    assert walk.case.actions.exists()
    login(client, "head")
    answer = client.post(URGE, {**sent, "instrumen": "tk", "view": "lewat"})
    assert answer["Location"] == f"{LIST}?view=lewat&instrumen=tk"
    page = client.get(answer["Location"]).content.decode()
    assert "Pilih dulu tindakannya." in page


def test_more_than_may_be_chosen_at_once_are_refused_with_a_sentence(
    client: Client, walk: Walk, settings: Any
) -> None:
    settings.BULK_MOST = 1
    login(client, "head")
    answer = client.post(URGE, {"action": refs(walk)}, follow=True)
    assert "Paling banyak 1 tindakan sekaligus." in answer.content.decode()
    assert not Bulk.objects.exists()


def test_what_one_may_not_see_is_not_chosen(client: Client, walk: Walk) -> None:
    login(client, "examiner_elsewhere")
    answer = client.post(URGE, {"action": refs(walk)}, follow=True)
    assert "Pilih dulu tindakannya." in answer.content.decode()
    login(client, "liaison")
    assert client.post(URGE, {"action": refs(walk)}).status_code == 404
    assert not Bulk.objects.exists()


def test_a_restricted_case_keeps_its_words_and_its_agency_in_the_preview(
    client: Client, walk: Walk
) -> None:
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    login(client, "head")
    to = client.post(URGE, {"action": refs(walk)})["Location"]
    page = client.get(to).content.decode()
    assert "Perkara terbatas dikerjakan satu per satu" in page
    for words in ("Terbitkan akta.", agency().name_id):
        assert words not in page


def test_the_page_costs_the_same_for_any_number_of_actions(
    client: Client, walk: Walk
) -> None:
    login(client, "head")
    one = client.post(URGE, {"action": refs(walk)[:1]})["Location"]
    two = client.post(URGE, {"action": refs(walk)})["Location"]
    client.get(one)
    with counted() as few:
        client.get(one)
    with counted() as many:
        client.get(two)
    assert len(few) == len(many), many
