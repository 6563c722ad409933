"""The filters that an officer keeps for himself, and a head for his office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from accounts.errors import NotAllowed
from complaints.models import Case, SavedFilter
from complaints.services import desk
from complaints.services.errors import NotReady
from tests.complaints.views.pages import counted
from tests.factories.complaints import calendar, file_one
from tests.people import actor, login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE, QUEUE = "/kerja/antrean/saringan/", "/kerja/antrean/"
WHOLE = "view=all&tahap=submitted"


def kept(
    who: str = "head", name: str = "Baru", query: str = WHOLE, *, shared: bool = False
) -> SavedFilter:
    """A filter that this person keeps, perhaps with his office."""
    row = desk.save_filter(name=name, query=query, actor=actor(who))
    if shared:
        desk.share_filter(pk=row.pk, office_id=office().pk, actor=actor(who))
    return row


def at(row: SavedFilter) -> str:
    return reverse("work:saved_change", args=[row.pk])


def shown(client: Client) -> dict[str, str]:
    """The filters that the queue offers, with their counts."""
    saved = client.get(QUEUE).context["saved"]
    return {one["row"].name: one["count"] for one in saved}


def test_a_filter_is_kept_with_all_that_its_address_says_and_nothing_else(
    client: Client,
) -> None:
    calendar()
    login(client, "intake")
    ask = f"{PAGE}?{WHOLE}&urut=nomor&kelas=salah&sesudah=1&lain=2"
    page = client.get(ask)
    assert "Tahap: Diterima (agenda)" in page.content.decode()
    told = dict(page.context["asked"])
    assert client.post(PAGE, {**told, "name": "Baru"})["Location"] == PAGE
    row = SavedFilter.objects.get()
    assert (row.owner, row.office, row.name) == (person("intake"), None, "Baru")
    assert row.query == "view=all&tahap=submitted&urut=nomor"


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "Tanpa saringan"},
        {"tahap": "submitted", "name": ""},
        {"tahap": "submitted", "name": "a" * 41},
        {"tahap": "submitted", "name": "\x00"},
        {"tahap": "tidak ada", "name": "Salah"},
    ],
)
def test_a_filter_without_a_name_or_without_anything_in_it_is_not_kept(
    client: Client, sent: dict[str, str]
) -> None:
    calendar()
    login(client, "intake")
    assert client.post(PAGE, sent).status_code == 200
    assert not SavedFilter.objects.exists()


def test_the_queue_counts_what_each_kept_filter_holds_now(client: Client) -> None:
    file_one()
    kept("intake")
    kept("intake", "Tidak ada", "view=all&tahap=exam")
    login(client, "intake")
    assert shown(client) == {"Baru": "1", "Tidak ada": "0"}
    file_one()
    assert shown(client) == {"Baru": "2", "Tidak ada": "0"}
    page = client.get(f"{QUEUE}?{WHOLE}").content.decode()
    assert f'<a href="?{WHOLE.replace("&", "&amp;")}" aria-current="page">Baru' in page


def test_a_shared_filter_shows_to_each_only_what_he_may_see(client: Client) -> None:
    file_one()
    away = file_one()[0]
    Case.objects.filter(pk=away.pk).update(restricted=True)
    kept(shared=True)
    kept(name="Hanya saya")
    login(client, "head")
    assert shown(client) == {"Baru": "2", "Hanya saya": "2"}
    login(client, "intake")
    assert shown(client) == {"Baru": "1"}
    login(client, "examiner_elsewhere")
    assert shown(client) == {}


def test_mine_in_a_shared_filter_is_each_readers_own(client: Client) -> None:
    case, _ = file_one()
    Case.objects.filter(pk=case.pk).update(
        state="formal", intake_id=person("intake").pk
    )
    kept(query="view=all&pemegang=saya", shared=True)
    for who, count in (("head", "0"), ("intake", "1")):
        login(client, who)
        assert shown(client) == {"Baru": count}


def test_only_a_head_shares_and_only_with_his_own_office(client: Client) -> None:
    mine, own = kept(), kept("intake")
    for who, row, where in (
        ("intake", own, office().pk),
        ("head", mine, office("73").pk),
    ):
        with pytest.raises(NotAllowed):
            desk.share_filter(pk=row.pk, office_id=where, actor=actor(who))
        login(client, who)
        answer = client.post(at(row), {"do": f"share:{where}"})
        assert answer.status_code == 403
    assert not SavedFilter.objects.exclude(office=None).exists()
    login(client, "head")
    client.post(at(mine), {"do": f"share:{office().pk}"})
    assert SavedFilter.objects.get(pk=mine.pk).office == office()


@pytest.mark.parametrize("do", ["up", "forget", "unshare", "", "share:1"])
def test_what_is_not_his_does_not_exist_for_him(client: Client, do: str) -> None:
    calendar()
    row = kept(shared=True)
    login(client, "intake")
    assert client.post(at(row), {"do": do, "name": "Lain"}).status_code == 404
    again = SavedFilter.objects.get(pk=row.pk)
    assert (again.name, again.office) == ("Baru", office())


def test_a_head_of_the_office_ends_what_another_shared_with_it(client: Client) -> None:
    calendar()
    row = kept(shared=True)
    login(client, "other_head")
    client.post(at(row), {"do": "unshare"})
    assert SavedFilter.objects.get(pk=row.pk).office is None
    assert client.post(at(row), {"do": "unshare"}).status_code == 404


def test_filters_are_renamed_put_in_order_and_deleted(client: Client) -> None:
    calendar()
    rows = [kept("intake", name) for name in ("Satu", "Dua", "Tiga")]
    login(client, "intake")
    client.post(at(rows[2]), {"do": "up"})
    assert list(shown(client)) == ["Satu", "Tiga", "Dua"]
    client.post(at(rows[0]), {"do": "up"})
    client.post(at(rows[0]), {"name": "Pertama"})
    assert list(shown(client)) == ["Pertama", "Tiga", "Dua"]
    client.post(at(rows[1]), {"do": "forget"})
    assert list(shown(client)) == ["Pertama", "Tiga"]
    refused = client.post(at(rows[0]), {"name": "Tiga"}, follow=True).content.decode()
    assert "Nama itu sudah dipakai saringan lain milik Anda." in refused
    empty = client.post(at(rows[0]), {"name": ""}, follow=True).content.decode()
    assert "Nama saringan belum diisi dengan benar." in empty
    assert list(shown(client)) == ["Pertama", "Tiga"]


def test_one_person_keeps_twenty_filters_and_one_of_a_name(client: Client) -> None:
    calendar()
    for n in range(desk.MOST):
        kept("intake", f"No {n}")
    with pytest.raises(NotReady):
        kept("intake", "Satu lagi")
    kept("head", "No 1")
    with pytest.raises(NotReady):
        kept("head", "No 1")
    login(client, "intake")
    sent = {"tahap": "submitted", "name": "Satu lagi"}
    page = client.post(PAGE, sent).content.decode()
    assert "Sudah ada 20 saringan; hapus satu dulu." in page


def test_kept_filters_add_no_query_to_the_queue(client: Client) -> None:
    file_one()
    login(client, "intake")
    client.get(QUEUE)
    with counted() as without:
        client.get(QUEUE)
    for n in range(5):
        kept("intake", f"No {n}", "view=all&q=akta&instansi=dukcapil")
    with counted() as with_five:
        client.get(QUEUE)
    assert len(with_five) == len(without) <= 6, with_five


def test_a_count_ends_where_nobody_reads_it_as_a_number(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("complaints.selectors.queue", "complaints.views.queue"):
        monkeypatch.setattr(f"{module}.MANY", 2)
    file_one()
    kept("intake")
    login(client, "intake")
    assert shown(client) == {"Baru": "1"}
    file_one()
    file_one()
    assert shown(client) == {"Baru": "1+"}


def test_a_page_without_filters_says_how_to_keep_one(client: Client) -> None:
    calendar()
    login(client, "intake")
    page = client.get(PAGE).content.decode()
    assert "Belum ada saringan tersimpan." in page
    assert "Saring antrean, lalu simpan saringannya" in page


@pytest.mark.parametrize("who", ["citizen", "liaison", "system_admin"])
def test_who_has_no_queue_keeps_no_filter(client: Client, who: str) -> None:
    row = kept()
    login(client, who)
    assert client.get(PAGE).status_code == 404
    assert client.post(at(row), {"do": "forget"}).status_code == 404
    with pytest.raises(NotAllowed):
        desk.save_filter(name="Baru", query=WHOLE, actor=actor(who))


def test_only_a_head_is_offered_to_share_with_his_office(client: Client) -> None:
    calendar()
    for who, offered in (("head", True), ("examiner", False)):
        kept(who)
        login(client, who)
        page = client.get(PAGE).content.decode()
        assert 'value="forget' in page, who
        assert ('value="share:' in page) is offered, who
