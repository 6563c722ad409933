"""A round in the field in a real Chromium: drawn, filled in on a phone, signed, read."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.wall_clock import wall_now
from compliance.models import Round, Visit
from tests.browser.test_scores import set_by_the_plenary, signed_in
from tests.compliance import field
from tests.compliance.field import SHELF, SIGN, USERS
from tests.compliance.rounds import city
from tests.people import person

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.surf import Surf

PHONE = 390


def address(name: str, **kwargs: object) -> str:
    return reverse(f"assess:{name}", kwargs=kwargs)


def draw_and_send(surf: Surf, round_: Round) -> None:
    signed_in(surf, "compliance_admin")
    surf.visit(address("round", ref=round_.ref))
    surf.press("Rencana dan undian")
    surf.photograph("field-plan")
    surf.press(city(1).name_id)
    surf.photograph("field-products")
    surf.press("Simpan")
    surf.press("Isi produk dengan tabel (CSV)")
    surf.photograph("field-table")
    surf.press("Rencana dan undian")
    surf.type("source", "Hasil undian umum hari itu")
    surf.set_date("on", wall_now().date() + timedelta(days=2))
    surf.photograph("field-seed")
    surf.press("Umumkan")
    surf.photograph("field-seed-announced")
    Round.objects.update(seed_on=date(2026, 11, 24))
    surf.visit(address("plan", ref=round_.ref))
    surf.type("seed", "hasil undian umum 8 15 16 23")
    surf.type("units", "1")
    surf.press("Undi sekarang")
    assert "Sampel diundi" in surf.text()
    place = field.place(round_)
    surf.press(place.unit.name_id)
    surf.choose_option("assessor", str(person("assessor").ref))
    surf.set_date("due_on", date(2026, 12, 10))
    surf.photograph("field-assign")
    surf.click(surf.one("form[action$='/tugas/'] button"))
    assert "Penilai ditugaskan." in surf.text()


def fill_in(surf: Surf) -> None:
    """On a screen of 390 pixels, one indicator after the other."""
    signed_in(surf, "assessor")
    surf.width(PHONE)
    surf.visit(address("visits"))
    surf.photograph("field-visits")
    visit = Visit.objects.get()
    surf.press(visit.place.unit.name_id)
    surf.photograph("field-sheet")
    surf.press("Lanjutkan mengisi")
    surf.choose("jawab-0", "1")
    surf.photograph("field-indicator")
    surf.press("Simpan dan lanjut")
    assert "Tersimpan." in surf.text()
    surf.choose("jawab-1", "4")
    surf.choose("jawab-2", "3")
    surf.photograph("field-products-seen")
    surf.press("Simpan")
    for who in (1, 2, 3):
        surf.visit(address("person", ref=visit.ref, per="user", who=who))
        surf.choose(f"jawab-{USERS}", str(who))
        if who == 1:
            surf.photograph("field-person")
        surf.press("Simpan dan lanjut")
    surf.visit(address("sheet", ref=visit.ref))
    surf.press("Serahkan lembar")
    surf.photograph("field-hand-in")
    surf.press("Serahkan lembar")
    assert "Lembar diserahkan." in surf.text()


def object_in_the_browser(surf: Surf, round_: Round) -> None:
    """The agency objects in time, we answer, its reply stands beside the score."""
    person("liaison")
    Round.objects.filter(pk=round_.pk).update(objections_until=date(2099, 1, 1))
    signed_in(surf, "liaison")
    surf.visit(reverse("scored:list"))
    surf.photograph("scored-list")
    surf.press(round_.name)
    surf.press("Sanggah")
    surf.type("text", "Papan sudah dipasang sejak September.")
    surf.photograph("scored-result")
    surf.press("Kirim sanggahan")
    assert "Sanggahan terkirim." in surf.text()
    surf.press("Tulis tanggapan")
    surf.type("text", "Kami sudah memperbaiki loket pada bulan Desember.")
    surf.photograph("scored-reply")
    surf.press("Kirim tanggapan")
    Round.objects.filter(pk=round_.pk).update(objections_until=date(2026, 11, 20))
    signed_in(surf, "compliance_admin")
    surf.visit(address("hearing", ref=round_.ref))
    surf.photograph("hearing")
    surf.press("Simpan keputusan")
    surf.press("Jawab sanggahan")
    surf.choose("upheld", "tidak")
    surf.type("answer", "Foto tanggal 14 Oktober menunjukkan papan kosong.")
    surf.photograph("hearing-answer")
    surf.press("Kirim jawaban")
    assert "Jawaban terkirim" in surf.text()


def test_a_round_is_drawn_visited_reviewed_and_published(
    surf: Surf, tmp_path: Path
) -> None:
    person("assessor")
    round_ = field.planned(city(1), city(2), units=2)
    draw_and_send(surf, round_)
    fill_in(surf)
    second, other = round_.places.filter(drawn=True).order_by("id")
    if second.visits.exists():
        second, other = other, second
    field.handed_in(field.sent(second, field.assessor()))
    field.handed_in(field.sent(second, field.assessor("Cici Rekaan"), 2), step=2)
    signed_in(surf, "compliance_admin")
    surf.visit(address("field", ref=round_.ref))
    surf.photograph("field-progress")
    surf.press(second.unit.name_id)
    surf.photograph("field-place")
    surf.choose(f"{SHELF}-turn", "2")
    surf.type(f"{SHELF}-why", "Foto kedua menunjukkan papan pada tanggal itu.")
    surf.press("Simpan keputusan")
    for where in (second, other):
        surf.visit(address("place", ref=where.ref))
        surf.type("note", "Foto ada pada berkas unit, sudah dilihat.")
        surf.press("Tanda tangani")
        assert "ditandatangani" in surf.text()
    surf.photograph("field-signed")
    for one in (city(1), city(2)):
        surf.visit(address("answers", ref=round_.ref, agency=one.ref))
        surf.type(f"nilai-{field.TYPED}", "80")
        surf.press("Simpan")
    surf.press("Beri tahu hasil sementara")
    surf.photograph("field-announce")
    field.heard(round_)
    object_in_the_browser(surf, round_)
    signed_in(surf, "compliance_admin")
    surf.visit(address("round", ref=round_.ref))
    surf.photograph("field-gates")
    surf.press("Kunci penilaian")
    surf.press("Ya, kunci")
    set_by_the_plenary(surf, tmp_path, partial(signed_in, surf), wall_now())
    surf.press("Terbitkan rapor")
    surf.type("decree", "Keputusan contoh Nomor 2 Tahun 2027")
    surf.press("Ya, terbitkan")
    surf.visit(reverse("rapor:card", kwargs={"ref": city(1).ref, "year": 2027}))
    assert "Kami sudah memperbaiki loket" in surf.text()
    surf.photograph("rapor-card-field")
    surf.press(field.place(round_).unit.name_id)
    surf.photograph("rapor-unit")
    assert SIGN not in surf.text()
