"""A round in the field over HTTP: planned, filled in on a phone, reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from compliance.models import Place, Round, Visit
from tests.authorisation import in_the_field
from tests.compliance import field
from tests.compliance.field import SHELF, SIGN, USERS
from tests.compliance.rounds import city, opened
from tests.documents import samples
from tests.factories.accounts import OfficeMembershipFactory
from tests.people import login, office, person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


def at(name: str, **kwargs: object) -> str:
    return reverse(f"assess:{name}", kwargs=kwargs)


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return page


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


@pytest.fixture
def assessor(client: Client) -> Client:
    """Signed in as the cast's assessor."""
    login(client, "assessor")
    return client


def planned() -> Round:
    return field.planned(city(1))


def visit() -> Visit:
    return field.sent(field.place(field.drawn(city(1))))


def both(**second: int) -> Place:
    where = field.place(field.drawn(city(1)))
    field.handed_in(field.sent(where))
    field.handed_in(field.sent(where, field.assessor(), turn=2), **second)
    return where


# --- the plan --------------------------------------------------------------------------
def test_products_are_named_a_line_each_and_then_drawn_with_a_seed(
    admin: Client,
) -> None:
    round_ = planned()
    there = text(admin.get(at("round", ref=round_.ref)))
    assert at("plan", ref=round_.ref) in there
    first, other = round_.places.all()
    address = at("products", ref=round_.ref, agency=city(1).ref)
    assert "Akta\nKTP\nIzin" in text(admin.get(address))
    told = {f"produk-{first.ref}": "Paspor\n\n  SIM  ", f"produk-{other.ref}": "Akta"}
    told |= {"version": str(round_.version)}
    assert admin.post(address, told).status_code == 302
    first.refresh_from_db()
    assert first.products == ["Paspor", "SIM"]
    body = {"seed": "4 8 15 16", "units": 1, "products": 1}
    body["version"] = field.announced_seed(round_).version
    drawn = admin.post(at("plan", ref=round_.ref), body, follow=True)
    assert "Sampel diundi" in text(drawn)
    assert "4 8 15 16" in text(admin.get(at("plan", ref=round_.ref)))
    assert "Terpilih" in text(admin.get(address))


def test_a_draw_that_is_refused_keeps_what_was_typed(admin: Client) -> None:
    round_ = field.announced_seed(planned())
    body = {"seed": "", "units": 3, "products": 2, "version": round_.version}
    page = text(admin.post(at("plan", ref=round_.ref), body), 422)
    assert "Tuliskan benih undian." in page
    assert 'value="3"' in page
    body |= {"seed": "x", "version": 1}
    assert "sudah diubah orang lain" in text(
        admin.post(at("plan", ref=round_.ref), body), 409
    )


def test_too_many_products_are_refused_in_words(admin: Client) -> None:
    round_ = planned()
    first = round_.places.all()[0]
    told = {f"produk-{first.ref}": "a\n" * 70, "version": round_.version}
    address = at("products", ref=round_.ref, agency=city(1).ref)
    assert "Paling banyak 60 baris" in text(admin.post(address, told), 422)
    told = {f"produk-{first.ref}": "a", "version": 1}
    assert "sudah diubah orang lain" in text(admin.post(address, told), 409)


# --- the places ------------------------------------------------------------------------
def test_the_progress_says_of_each_place_what_it_waits_for(admin: Client) -> None:
    round_ = field.drawn(city(1), city(2))
    empty = text(admin.get(at("field", ref=planned_elsewhere().ref)))
    assert "Belum ada unit yang terpilih." in empty
    page = text(admin.get(at("field", ref=round_.ref)))
    assert page.count(">Belum ditugaskan</span>") == 2
    where = field.place(round_)
    field.sent(where)
    assert "Menunggu lembar" in text(admin.get(at("field", ref=round_.ref)))
    field.handed_in(where.visits.get())
    page = text(admin.get(at("field", ref=round_.ref)))
    assert "Siap diperiksa" in page
    assert "2 janggal" in page
    field.signed(where)
    assert "Ditandatangani" in text(admin.get(at("field", ref=round_.ref)))


def planned_elsewhere() -> Round:
    return opened(city(3), year=2028, method=Round.objects.get().methodology)


def test_an_assessor_is_sent_and_one_with_an_interest_is_not_offered(
    admin: Client,
) -> None:
    where = field.place(field.drawn(city(1)))
    address = at("assign", ref=where.ref)
    body = {"turn": 1, "assessor": str(person("assessor").ref), "due_on": "2026-12-10"}
    assert "Pilih penilai" in text(admin.post(address, body | {"assessor": ""}), 422)
    assert "Penilai ditugaskan." in text(admin.post(address, body, follow=True))
    page = text(admin.post(address, body | {"turn": 2}), 422)
    assert "punya kaitan dengan instansi" in page


def test_what_differs_is_settled_and_signed_on_one_page(admin: Client) -> None:
    where = both(step=2)
    address = at("place", ref=where.ref)
    page = text(admin.get(address))
    assert "4 dari 4; 4 dari 4" in page
    assert "2 dari 4; 2 dari 4" in page
    assert "Putuskan perbedaan" in page
    agree = at("agree", ref=where.ref, code=SHELF)
    assert "Tuliskan alasannya." in text(admin.post(agree, {f"{SHELF}-turn": 1}), 422)
    body = {f"{SHELF}-turn": 2, f"{SHELF}-why": "Papan sudah dilepas."}
    assert "Papan sudah dilepas." in text(admin.post(agree, body, follow=True))
    sign = at("sign", ref=where.ref)
    version = Place.objects.get(pk=where.pk).version
    refused = text(admin.post(sign, {"version": version}), 422)
    assert "Ada angka yang janggal." in refused
    assert "dijawab ya tanpa foto atau dokumen" in refused
    done = admin.post(sign, {"version": version, "note": "Sudah dicek."}, follow=True)
    assert "Sudah dicek." in text(done)
    again = admin.post(sign, {"version": version, "note": "x"})
    assert "sudah ditandatangani" in text(again, 409)


def test_a_sheet_goes_back_with_words_that_its_assessor_reads(
    admin: Client, client: Client
) -> None:
    where = both()
    address = at("hand_back", ref=where.ref)
    assert "perlu diperbaiki" in text(admin.post(address, {"turn": 1, "why": ""}), 422)
    body = {"turn": 1, "why": "Foto loket kabur."}
    assert "dikembalikan" in text(admin.post(address, body, follow=True))
    client.logout()
    login(client, "assessor")
    assert "Foto loket kabur." in text(client.get(at("visits")))


# --- the sheet -------------------------------------------------------------------------
def test_an_assessor_fills_in_one_indicator_after_the_other_and_hands_in(
    assessor: Client,
) -> None:
    assert "Tidak ada kunjungan yang menunggu" in text(assessor.get(at("visits")))
    found = visit()
    assert found.place.unit.name_id in text(assessor.get(at("visits")))
    sheet = at("sheet", ref=found.ref)
    assert "0 dari 3 indikator" in text(assessor.get(sheet))
    first = at("indicator", ref=found.ref, code=SIGN)
    assert "Pilih satu jawaban." in text(assessor.post(first, {}), 422)
    body = {"jawab-0": "1", "photo": samples.upload("loket.png", samples.OURS["png"])}
    saved = assessor.post(first, body)
    assert saved["Location"] == at("indicator", ref=found.ref, code=SHELF)
    assert "Bukti 1" in text(assessor.get(first))
    second = at("indicator", ref=found.ref, code=SHELF)
    assert assessor.post(second, {"jawab-1": "3"})["Location"] == sheet
    assert "1 dari 3 indikator" in text(assessor.get(sheet))
    assert "Masih ada 2 indikator" in text(assessor.get(at("submit", ref=found.ref)))
    refused = assessor.post(at("submit", ref=found.ref), follow=True)
    assert "belum dijawab" in text(refused)
    assessor.post(second, {"jawab-1": "3", "jawab-2": "4"})
    for who in (1, 2):
        address = at("person", ref=found.ref, per="user", who=who)
        assert assessor.post(address, {f"jawab-{USERS}": who}).status_code == 302
    assert "Serahkan lembar" in text(assessor.get(sheet))
    assessor.post(at("submit", ref=found.ref))
    assert "tidak bisa diubah lagi" in text(assessor.get(sheet))
    late = assessor.post(second, {"jawab-1": "0", "jawab-2": "0"})
    assert "sudah diserahkan" in text(late, 409)


def test_a_number_outside_is_refused_on_its_field_and_kept(assessor: Client) -> None:
    found = visit()
    address = at("indicator", ref=found.ref, code=SHELF)
    page = text(assessor.post(address, {"jawab-1": "9", "jawab-2": "2"}), 422)
    assert "pilihan" in page.lower()
    assert not found.observations.exists()


def test_a_file_that_is_none_is_refused_and_the_answer_is_kept(
    assessor: Client,
) -> None:
    found = visit()
    body = {"jawab-0": "1", "photo": samples.upload("x.png", b"bukan gambar")}
    address = at("indicator", ref=found.ref, code=SIGN)
    assert "tidak sesuai" in text(assessor.post(address, body), 422)
    assert found.observations.get().value == 1
    assert not found.evidence.exists()


def test_a_photograph_is_seen_by_its_assessor_and_taken_back(assessor: Client) -> None:
    found = visit()
    body = {"photo": samples.upload("loket.png", samples.OURS["png"])}
    assessor.post(at("indicator", ref=found.ref, code=SIGN), body)
    one = found.evidence.get()
    assert assessor.get(at("evidence", ref=one.ref)).status_code in {302, 409}
    gone = at("evidence_remove", ref=found.ref, evidence=one.ref)
    assert "Bukti dihapus." in text(assessor.post(gone, follow=True))
    assert not found.evidence.exists()
    assert assessor.post(gone).status_code == 404


def test_the_second_never_meets_the_sheet_of_the_first(assessor: Client) -> None:
    where = field.place(field.drawn(city(1)))
    first = field.handed_in(field.sent(where, field.assessor()))
    mine = field.sent(where, turn=2)
    assert USERS not in text(assessor.get(at("sheet", ref=mine.ref)))
    assert assessor.get(at("sheet", ref=first.ref)).status_code == 404
    assert assessor.get(at("place", ref=where.ref)).status_code == 403
    assert assessor.get(at("field", ref=where.round.ref)).status_code == 403


def test_who_has_an_interest_says_so_and_loses_the_sheet(assessor: Client) -> None:
    found = visit()
    address = at("conflict", ref=found.ref)
    assert "Tuliskan kaitan Anda." in text(assessor.post(address, {"why": ""}), 422)
    said = assessor.post(address, {"why": "Paman saya lurah di sana."}, follow=True)
    assert "Penilai lain akan ditugaskan" in text(said)
    assert assessor.get(at("sheet", ref=found.ref)).status_code == 404


def test_a_person_beyond_those_wanted_is_not_there(assessor: Client) -> None:
    found = visit()
    for per, who in (("user", 5), ("staff", 1), ("unit", 1)):
        address = at("person", ref=found.ref, per=per, who=who)
        assert assessor.get(address).status_code == 404


def test_who_is_still_to_look_for_himself_reads_no_other_sheet(client: Client) -> None:
    where = field.place(field.drawn(city(1)))
    first = field.sent(where)
    shown = in_the_field.shown_at(first)
    first = field.handed_in(first)
    boss = person("compliance_admin")
    OfficeMembershipFactory(user=boss, office=office("00"), role="assessor")
    second = field.sent(where, boss, turn=2)
    login(client, "compliance_admin")
    assert client.get(at("place", ref=where.ref)).status_code == 404
    assert client.get(at("evidence", ref=shown.ref)).status_code == 404
    field.handed_in(second)
    assert client.get(at("place", ref=where.ref)).status_code == 200
    assert client.get(at("evidence", ref=shown.ref)).status_code == 302
    assert first.handed_in_at


def test_an_english_reader_reads_english(assessor: Client) -> None:
    visit()
    assessor.cookies["bahasa"] = "en"
    page = text(assessor.get(at("visits")))
    assert "My visits" in page
