"""The public register of recommendations as everybody reads it, in pages and in data."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from xml.etree import ElementTree as ET  # of our own making

import pytest
from django.test import Client
from django.urls import reverse

from complaints.domain.releasing import Release
from complaints.models import AgencyTie, Case, PublicVersion, RegisterEntry
from complaints.models.register_labels import FIELDS
from complaints.selectors.public_register import PAGE
from tests.authorisation.test_matrix import bare
from tests.complaints.ladder import publishable
from tests.complaints.register import (
    SUMMARY,
    an_entry,
    defied,
    obeyed,
    released,
    withdrawn,
    written,
)
from tests.complaints.views.pages import act_page, case_page
from tests.documents.reading import text_of
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
)
from tests.people import agency, login, person

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LIST = "recommendations:list"
FILES = ("recommendations:csv", "recommendations:json", "recommendations:feed")
HEAVIEST = 60_000


def get(client: Client, route: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(route, args=args), query)


def page(client: Client, route: str, *args: Any, **query: str) -> str:
    answer = get(client, route, *args, **query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def many(entry: RegisterEntry, count: int) -> None:
    """The same entry under other numbers, a day older each."""
    current = entry.versions.get(n=entry.version)
    case_id, rec = entry.case_id, entry.recommendation
    for n in range(count):
        rec.pk, rec.ref = None, uuid4()
        rec.ended_at = rec.ended_at or rec.drafted_at
        rec.letter_id = None
        rec.signed_by_id = rec.signed_on = None
        rec.status, rec.accepted, rec.assessed_at = "", None, None
        rec.assessment = None
        rec.save()
        made = RegisterEntry.objects.create(
            case_id=case_id,
            recommendation=rec,
            number=f"{n + 100:03d}/RM.03.01/I/2025",
            signed_on=entry.signed_on - timedelta(days=n + 1),
            agency=entry.agency,
            province=entry.province,
            theme=entry.theme,
            status=entry.status,
            version=1,
            released_on=entry.released_on,
            changed_on=entry.changed_on,
            changed_at=entry.changed_at - timedelta(days=n + 1),
        )
        PublicVersion.objects.create(
            entry=made,
            n=1,
            kind=Release.FIRST,
            data={**(current.data or {}), "number": made.number},
            sha256=current.sha256,
            drafted_by_id=current.drafted_by_id,
            released_by_id=current.released_by_id,
            released_at=current.released_at,
            released_on=current.released_on,
        )


def test_an_empty_register_says_so(client: Client) -> None:
    said = page(client, LIST)
    assert "Belum ada Rekomendasi yang terbit." in said
    assert "Hapus saringan" not in said
    assert "No Recommendation has been released yet." in page(client, LIST, bahasa="en")


def test_everybody_reads_what_was_found_asked_and_done(client: Client) -> None:
    walk = obeyed()
    piece = walk.case.actions.filter(recommendation__isnull=False)[0].evidence.get()
    entry = released(walk, replies=frozenset({piece.ref}), theme="adminduk").entry
    said = page(client, "recommendations:entry", entry.ref)
    for words in (
        "Rekomendasi 001/RM.03.01/IV/2026",
        "Kepala Dinas Kependudukan",
        "Wali Kota Tirtalaya",
        "Administrasi kependudukan",
        SUMMARY,
        "Menerbitkan akta yang tertunda.",
        "Dilaksanakan",
        "Tanggapan instansi",
        "Sudah dilaksanakan.",
    ):
        assert words in said
    listed = page(client, LIST)
    assert reverse("recommendations:entry", args=[entry.ref]) in listed
    english = page(client, "recommendations:entry", entry.ref, bahasa="en")
    assert "Civil registration" in english
    assert "What we found" in english


def test_what_is_not_released_is_the_same_404_as_what_does_not_exist(
    client: Client,
) -> None:
    walk = obeyed()
    draft = written(walk)
    rec = draft.recommendation
    for route in ("recommendations:entry", "recommendations:paper"):
        bodies = {
            bare(get(client, route, ref))[2]
            for ref in (draft.ref, rec.ref, walk.case.ref, uuid4())
        }
        assert len(bodies) == 1
        assert get(client, route, draft.ref).status_code == 404
    assert "Belum ada Rekomendasi yang terbit." in page(client, LIST)


def test_a_draft_changes_nothing_that_anybody_reads(client: Client) -> None:
    """R11: neither a count nor a choice of a filter tells that something is coming."""
    an_entry()
    walk = obeyed(secrecy="confidential")
    addresses = (LIST, *FILES, "rapor:board")
    before = [get(client, route).content for route in addresses]
    written(walk)
    assert [get(client, route).content for route in addresses] == before


def test_a_list_is_narrowed_by_what_entries_have(client: Client) -> None:
    an_entry()
    defied()
    first, second = RegisterEntry.objects.order_by("id")
    cases: list[tuple[dict[str, str], set[RegisterEntry]]] = [
        ({"tahun": "2026"}, {first, second}),
        ({"tahun": "1999"}, {first, second}),  # nonsense narrows nothing
        ({"status": "dilaksanakan"}, {first}),
        ({"status": "tidak"}, {second}),
        ({"status": "diumumkan"}, {second}),
        ({"status": "ditarik"}, set()),
        ({"instansi": str(agency().ref)}, {first, second}),
        ({"instansi": str(uuid4())}, set()),
        ({"instansi": "x"}, {first, second}),
        ({"wilayah": first.province}, {first, second}),
        ({"wilayah": "00"}, {first, second}),
        ({"bidang": "adminduk"}, {first, second}),  # no entry has it
        ({"nomor": first.number.lower()}, {first}),
        ({"nomor": "002 / RM"}, {second}),
        ({"sesudah": "bukan-tanggal,1"}, {first, second}),
        ({"sesudah": f"{second.signed_on},x"}, {first, second}),
    ]
    for asked, found in cases:
        said = page(client, LIST, **asked)
        shown = {e for e in (first, second) if f"/rekomendasi/{e.ref}/" in said}
        assert shown == found, asked
    assert "Tidak ada Rekomendasi yang cocok." in page(client, LIST, status="ditarik")


def test_a_theme_is_offered_when_an_entry_has_it(client: Client) -> None:
    assert "Administrasi kependudukan" not in page(client, LIST)
    released(obeyed(), theme="adminduk")
    said = page(client, LIST, bidang="adminduk")
    assert 'value="adminduk" selected' in said
    assert "Civil registration" in page(client, LIST, bahasa="en")


def test_pages_follow_each_other_by_key_and_cost_the_same(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry = an_entry()
    with django_assert_num_queries(5):
        page(client, LIST)
    many(entry, 2 * PAGE)
    with django_assert_num_queries(5):
        said = page(client, LIST)
    assert said.count('class="msg"') == PAGE
    assert len(said.encode()) < HEAVIEST
    seen: list[str] = []
    address = reverse(LIST)
    for _turn in range(3):
        said = client.get(address).content.decode()
        seen += [part.split('"')[0] for part in said.split('href="/rekomendasi/')[1:]]
        address = said.partition('rel="next" href="')[2].partition('"')[0]
        address = reverse(LIST) + address.replace("&amp;", "&")
    refs = [one for one in seen if one.count("-") == 4]
    assert len(refs) == len(set(refs)) == 2 * PAGE + 1
    assert "Ke yang terbaru" in said
    assert "Yang lebih lama" not in said


def test_an_entry_costs_the_same_however_often_it_was_corrected(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    walk = obeyed()
    entry = released(walk).entry
    with django_assert_num_queries(2):
        page(client, "recommendations:entry", entry.ref)
    for n in range(3):
        released(walk, kind=Release.CORRECTION, why=f"Salah ketik {n}.")
    with django_assert_num_queries(2):
        said = page(client, "recommendations:entry", entry.ref)
    assert len(said.encode()) < HEAVIEST
    assert "Diperbaiki" in said
    assert "Salah ketik 2." in said


def test_a_withdrawn_entry_leaves_its_mark_and_nothing_else(client: Client) -> None:
    walk = obeyed()
    entry = released(walk).entry
    withdrawn(walk, why="Instansinya keliru.")
    for route, args in (("recommendations:entry", [entry.ref]), (LIST, [])):
        said = page(client, route, *args)
        assert entry.number in said
        assert "Ditarik" in said
        assert SUMMARY not in said
        assert "Kepala Dinas Kependudukan" not in said
    assert "Instansinya keliru." in page(client, "recommendations:entry", entry.ref)
    assert get(client, "recommendations:paper", entry.ref).status_code == 404
    for route in FILES:
        said = get(client, route).content.decode()
        assert entry.number in said
        assert SUMMARY not in said


def test_of_what_was_withdrawn_no_earlier_reason_and_no_digest_is_left(
    client: Client,
) -> None:
    walk = obeyed()
    first = released(walk)
    second = released(walk, kind=Release.UPDATE, why="Kata yang bocor.")
    withdrawn(walk, why="Instansinya keliru.")
    said = page(client, "recommendations:entry", first.entry.ref)
    for hidden in ("Kata yang bocor.", first.sha256, second.sha256):
        assert hidden not in said
    for told in ("Versi 1: Terbit", "Versi 2: Diperbarui", "Instansinya keliru."):
        assert told in said
    third = released(
        walk, kind=Release.CORRECTION, why="Dibetulkan.", summary="Dibetulkan juga."
    )
    said = page(client, "recommendations:entry", first.entry.ref)
    assert "Kata yang bocor." not in said
    assert first.sha256 not in said
    assert "Dibetulkan." in said
    assert third.sha256 in said


def test_a_commissioner_who_may_not_read_the_case_takes_its_entry_back(
    client: Client,
) -> None:
    walk = obeyed()
    entry = released(walk).entry
    Case.objects.filter(pk=walk.case.pk).update(restricted=True)
    address = reverse("work:take_back_entry", args=[entry.ref])
    assert address not in page(client, "recommendations:entry", entry.ref)
    login(client, "commissioner")
    assert client.get(case_page(walk.case)).status_code == 404
    assert address in page(client, "recommendations:entry", entry.ref)
    asks = client.get(address).content.decode()
    assert entry.number in asks
    assert walk.case.locator not in asks
    assert client.post(address, {"why": ""}).status_code == 422
    named = client.post(address, {"why": f"Menyebut {CANARY_NAME}."})
    assert named.status_code == 409
    assert "mungkin menunjuk pelapor, saksi, atau" in named.content.decode()
    assert client.post(address, {"why": "Instansinya keliru."}).status_code == 302
    outside = Client()
    for route, args in ((LIST, []), ("recommendations:entry", [entry.ref])):
        assert SUMMARY not in page(outside, route, *args)
    for route in FILES:
        assert SUMMARY not in get(outside, route).content.decode()
    assert get(outside, "recommendations:paper", entry.ref).status_code == 404
    assert client.get(address).status_code == 302
    assert client.post(address, {"why": "Lagi."}).status_code == 409


def test_a_commissioner_with_a_tie_is_told_to_ask_another(client: Client) -> None:
    walk = obeyed()
    entry = released(walk).entry
    AgencyTie.objects.create(agency=agency(), user=person("chair"), at=walk.now)
    login(client, "chair")
    address = reverse("work:take_back_entry", args=[entry.ref])
    answer = client.post(address, {"why": "Instansinya keliru."})
    assert answer.status_code == 403
    assert "Minta pimpinan lain" in answer.content.decode()
    assert SUMMARY in page(client, "recommendations:entry", entry.ref)


def test_the_paper_is_the_one_that_was_released(client: Client) -> None:
    row = released(obeyed())
    answer = get(client, "recommendations:paper", row.entry.ref)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert row.letter is not None
    assert hashlib.sha256(answer.content).hexdigest() == row.letter.sha256
    assert "Kutipan register publik Rekomendasi" in text_of(answer.content)
    verify = client.get(reverse("verify:letter", args=[row.letter.ref]))
    assert "Kutipan register publik Rekomendasi" in verify.content.decode()


def test_the_data_are_those_that_were_released_with_their_digest(
    client: Client,
) -> None:
    row = released(obeyed())
    found = json.loads(get(client, "recommendations:json").content)
    assert found["licence"] == "CC-BY-4.0"
    (entry,) = found["entries"]
    assert entry["data"] == row.data
    text = json.dumps(
        entry["data"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert hashlib.sha256(text.encode()).hexdigest() == entry["sha256"] == row.sha256


def test_the_table_has_a_line_for_each_item_and_no_formula(client: Client) -> None:
    released(obeyed(), summary="=1+1 terlambat.")
    answer = get(client, "recommendations:csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["item"] for row in rows] == ["1", "2"]
    assert rows[0]["summary"].startswith("'=1+1")
    assert rows[0]["number"] == "001/RM.03.01/IV/2026"
    assert set(rows[0]) == {name for name, _said in FIELDS}


def test_the_page_on_the_data_says_what_each_field_is(client: Client) -> None:
    said = page(client, "recommendations:fields")
    for name, _words in FIELDS:
        assert f"<code>{name}</code>" in said
    assert "CC-BY-4.0" in said


def read(client: Client) -> ET.Element:
    content = get(client, "recommendations:feed").content
    return ET.fromstring(content)  # noqa: S314 - our own feed


def test_the_feed_tells_of_every_change_newest_first(client: Client) -> None:
    assert read(client) is not None
    walk = obeyed()
    entry = released(walk, summary="Akta\x0bterlambat.").entry
    defied()
    walk.now += timedelta(days=400)
    withdrawn(walk)
    root = read(client)
    titles = [row.findtext(f"{ATOM}title") for row in root.iter(f"{ATOM}entry")]
    assert titles[0] == f"{entry.number}: Ditarik"
    assert "Tidak dilaksanakan (Terbit)" in str(titles[1])
    ids = [row.findtext(f"{ATOM}id") for row in root.iter(f"{ATOM}entry")]
    assert f"urn:uuid:{entry.ref}" in ids


def test_files_are_kept_by_caches_and_pages_are_not(client: Client) -> None:
    entry = an_entry()
    for route in FILES:
        assert get(client, route)["Cache-Control"] == "public, max-age=300"
    for route, args in ((LIST, []), ("recommendations:entry", [entry.ref])):
        assert get(client, route, *args)["Cache-Control"] == "no-store"


def copies(walk: Walk) -> dict[str, str]:
    """Everything of the register that anybody outside can have."""
    client = Client()
    entry = RegisterEntry.objects.get(case=walk.case)
    found = {
        route: get(client, route).content.decode()
        for route in (LIST, *FILES, "recommendations:fields")
    }
    for language in ("id", "en"):
        answer = get(client, "recommendations:entry", entry.ref, bahasa=language)
        found[f"entry {language}"] = answer.content.decode()
    paper = get(client, "recommendations:paper", entry.ref)
    found["paper"] = text_of(paper.content)
    found["paper's name"] = paper["Content-Disposition"]
    found["paper's bytes"] = paper.content.decode("latin-1")
    return found


@pytest.mark.parametrize("start", [obeyed, defied])
def test_a_confidential_reporter_is_in_no_copy_of_the_register(start: Any) -> None:
    """R9-R12, R20: no name, number or mailbox, no number or day of the report."""
    walk = start(secrecy="confidential", title="Kenari judul", story="Kenari cerita")
    if start is obeyed:
        released(walk, theme="adminduk")
    case = walk.again()
    hidden = [
        *CANARY_NAME.split(),
        CANARY_NIK,
        CANARY_MAIL,
        CANARY_PHONE,
        CANARY_PHONE[1:],
        str(case.number),
        case.display_number,
        case.locator,
        str(case.ref),
        case.submitted_on.isoformat(),
        f"{case.submitted_on.day} Maret 2026",
        "Kenari",
    ]
    for place, said in copies(walk).items():
        for token in hidden:
            assert token not in said, (place, token)


def test_the_act_shows_exactly_what_the_public_will_read(client: Client) -> None:
    walk = obeyed()
    written(walk)
    login(client, "commissioner")
    said = client.get(act_page(walk.again(), "setujui-register")).content.decode()
    for words in (SUMMARY, "Menerbitkan akta yang tertunda.", "Wali Kota Tirtalaya"):
        assert words in said
    assert "Yang akan dibaca semua orang" in said
    on_case = client.get(case_page(walk.case)).content.decode()
    assert "Menunggu persetujuan seorang pimpinan." in on_case


def test_before_defiance_is_announced_the_chair_sees_its_entry(client: Client) -> None:
    walk = publishable()
    login(client, "chair")
    said = client.get(act_page(walk.again(), "umumkan")).content.decode()
    assert "Yang dibaca semua orang sesudah ini" in said
    assert "Instansi tidak melaksanakan." in said


def test_the_next_text_begins_with_the_last_one(client: Client) -> None:
    walk = obeyed()
    released(walk)
    login(client, "resmon")
    said = client.get(act_page(walk.again(), "usul-register")).content.decode()
    assert SUMMARY in said
    assert "Apa yang diperbarui atau diperbaiki" in said
    answer = client.post(
        act_page(walk.case, "usul-register"),
        {
            "version": walk.case.version,
            "kind": "update",
            "why": "Ada kabar.",
            "summary": SUMMARY,
            "official": "Kepala Dinas",
            "superior": "Wali Kota",
        },
    )
    assert answer.status_code == 302
    on_case = client.get(case_page(walk.again())).content.decode()
    assert "belum terbit" in on_case


def test_a_name_in_a_public_text_is_refused_with_a_sentence(client: Client) -> None:
    walk = obeyed()
    login(client, "resmon")
    answer = client.post(
        act_page(walk.again(), "usul-register"),
        {
            "version": walk.case.version,
            "summary": f"Menurut {CANARY_NAME}, terlambat.",
            "official": "Kepala Dinas",
            "superior": "Wali Kota",
        },
    )
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "menyebut pelapor, saksi, atau nomor" in said
    assert "Sudah saya periksa, lanjutkan" not in said
    assert "Menurut" in said  # what was typed is kept


def test_the_pages_around_lead_to_the_register(client: Client) -> None:
    for route in ("citizen:home", "rapor:board"):
        assert f'href="{reverse(LIST)}"' in page(client, route)
