"""The queue, the watch over actions and the histories, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from complaints.models import Case
from complaints.services import examination
from journal.models import ChainHead, Entry
from tests.complaints.story import asked, submitted
from tests.complaints.views.pages import (
    case_page,
    counted,
    in_correction,
    in_examination,
)
from tests.factories.complaints import calendar, file_one
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
LISTS = ["work:queue", "work:tracker", "audit:home"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["citizen", "liaison", "assessor", "system_admin"])
def test_who_works_on_no_case_finds_no_list_of_cases(
    client: Client, name: str, who: str
) -> None:
    calendar()
    login(client, who)
    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_only_read(client: Client, name: str) -> None:
    login(client, "examiner")
    assert client.post(reverse(name)).status_code == 405


def test_the_queue_shows_the_offices_cases_and_not_another_offices(
    client: Client,
) -> None:
    case, _ = file_one()
    login(client, "intake")
    assert case_page(case) in client.get("/kerja/antrean/").content.decode()
    login(client, "examiner_elsewhere")
    page = client.get("/kerja/antrean/").content.decode()
    assert case_page(case) not in page
    assert "Tidak ada yang menunggu Anda" in page


def test_a_search_finds_words_of_the_story_and_says_when_it_finds_none(
    client: Client,
) -> None:
    case, _ = file_one()
    login(client, "intake")
    found = client.get("/kerja/antrean/", {"q": "akta kelahiran"}).content.decode()
    assert case_page(case) in found
    none = client.get("/kerja/antrean/", {"q": "jembatan"}).content.decode()
    assert "Tidak ada perkara yang cocok." in none
    assert "Hapus saringan" in none


@pytest.mark.parametrize(
    "query", ["view=x&tahap=y&sesudah=z", "sesudah=2026-01-01,a", "q=%00", "q='\"&!"]
)
def test_a_queue_with_an_odd_address_is_still_a_queue(
    client: Client, query: str
) -> None:
    file_one()
    login(client, "intake")
    assert client.get(f"/kerja/antrean/?{query}").status_code == 200


def test_a_queue_takes_six_queries_whatever_its_length(client: Client) -> None:
    file_one()
    login(client, "intake")
    client.get("/kerja/antrean/")
    with counted() as few:
        client.get("/kerja/antrean/")
    for _n in range(5):
        file_one()
    with counted() as many:
        client.get("/kerja/antrean/")
    assert len(many) == len(few) <= 6, many


def test_a_long_queue_goes_on_where_its_page_ended(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.selectors.queue.PAGE", 2)
    cases = [file_one()[0] for _n in range(3)]
    login(client, "intake")
    first = client.get("/kerja/antrean/?view=all&q=akta")
    assert case_page(cases[2]) not in first.content.decode()
    onward = first.context["onward"]
    second = client.get(f"/kerja/antrean/?{onward}").content.decode()
    assert case_page(cases[2]) in second
    assert case_page(cases[0]) not in second


def test_open_actions_are_watched_until_they_are_verified(client: Client) -> None:
    walk = in_correction()
    login(client, "head")
    page = client.get("/kerja/tindakan/").content.decode()
    assert "Terbitkan akta." in page
    assert "Tidak dilaksanakan" in page  # the year 2026 is long over by the real clock
    walk.case.actions.update(settled_on=walk.now.date(), status="dilaksanakan")
    done = client.get("/kerja/tindakan/").content.decode()
    assert "Semua tindakan terverifikasi" in done


def test_evidence_that_waits_is_shown_as_waiting(client: Client) -> None:
    submitted(in_correction())
    login(client, "resmon")
    page = client.get("/kerja/tindakan/").content.decode()
    assert "Bukti sedang kami periksa" in page


def test_another_office_watches_none_of_our_actions(client: Client) -> None:
    in_correction()
    login(client, "examiner_elsewhere")
    page = client.get("/kerja/tindakan/").content.decode()
    assert "Terbitkan akta." not in page


def test_the_auditor_sees_every_chain_whole_and_reads_one(client: Client) -> None:
    walk = in_examination()
    login(client, "auditor")
    page = client.get("/kerja/riwayat/").content.decode()
    assert "Rantai utuh" in page
    history = reverse("work:history", args=[walk.case.ref])
    assert history in page
    assert "Rantai utuh" in client.get(history).content.decode()


def test_a_history_is_as_long_as_the_journal_and_costs_the_same(
    client: Client,
) -> None:
    walk = in_examination()
    asked(walk)
    login(client, "auditor")
    history = reverse("work:history", args=[walk.case.ref])
    client.get(history)
    with counted() as few:
        page = client.get(history)
    assert len(page.context["moments"]) == len(walk.kinds())
    for n in range(5):
        walk.do(examination.draft_result, "examiner", text=f"Konsep {n}")
    with counted() as many:
        page = client.get(history)
    assert len(page.context["moments"]) == len(walk.kinds())
    assert len(few) == len(many)


def test_a_history_of_others_does_not_exist(client: Client) -> None:
    walk = in_examination()
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    login(client, "auditor")
    history = reverse("work:history", args=[walk.case.ref])
    assert client.get(history).status_code == 404
    assert history not in client.get("/kerja/riwayat/").content.decode()


def test_reading_a_history_goes_on_the_readers_own_record(client: Client) -> None:
    walk = in_examination()
    reader = login(client, "auditor")
    client.get(reverse("work:history", args=[walk.case.ref]))
    entry = Entry.objects.get(subject_kind="user", subject_id=reader.pk)
    assert entry.data["case"] == str(walk.case.ref)
    assert set(entry.data) == {"case", "from", "asked"}


def test_the_auditor_reads_how_many_chains_of_every_kind_there_are(
    client: Client,
) -> None:
    asked(in_examination())
    login(client, "auditor")
    words = " ".join(client.get(reverse("audit:home")).content.decode().split())
    heads = ChainHead.objects.values_list("subject_kind", flat=True)
    assert {"case", "office"} <= set(heads)
    case_entries = Entry.objects.filter(subject_kind="case").count()
    assert f"Perkara 1 ({case_entries})" in words
    assert "Kantor 1 (" in words
