"""The walk of the README in a real Chromium: clicked, read, held against axe."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.states import State
from complaints.models import Case
from compliance.models import Round
from ombudsman import clock
from ombudsman.demo.services import offset
from tests.browser.test_scores import set_by_the_plenary
from tests.codes import tracking_code
from tests.compliance.rounds import CODES
from tests.factories.agencies import CalendarVersionFactory
from tests.factories.compliance import MethodologyFactory
from tests.people import described, office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seeded() -> Iterator[None]:
    """A freshly seeded demonstration, with its clock."""
    clock.use_offset(offset)
    for code in ("64", "63", "00"):
        office(code)
    CalendarVersionFactory()
    MethodologyFactory()
    call_command("seed_demo", stdout=StringIO())
    yield
    clock.use_offset(lambda: clock.NO_OFFSET)


class Visitor:
    """A newcomer at a window of one width, with the case that is being walked."""

    def __init__(self, surf: Surf, *, shots: bool) -> None:
        self.surf = surf
        self.shots = shots
        self.case: Case | None = None

    def be(self, key: str) -> None:
        # That page is held against the rules in tests of its own.
        self.surf.chrome.get(f"{self.surf.base}/demo/")
        self.surf.press(f"Masuk sebagai {described(key).name}")

    def shoot(self, name: str) -> None:
        if self.shots:
            self.surf.photograph(f"walk-{name}")

    def open_case(self) -> Case:
        case = Case.objects.latest("id")
        self.surf.visit(f"/kerja/perkara/{case.ref}/")
        return case

    def act(self, words: str, button: str = "", **fields: str) -> None:
        """Follow an act of the case page, fill its form, press its button."""
        self.open_case()
        self.surf.press(words)
        for name, value in fields.items():
            if name.startswith("choose_"):
                self.surf.choose(name.removeprefix("choose_"), value)
            elif name.startswith("pick_"):
                field = name.removeprefix("pick_")
                self.surf.one(f"[name={field}] option[value={value}]").click()
            else:
                self.surf.type(name, value)
        self.surf.press(button or words)
        assert "Tersimpan." in self.surf.text()


def _file(visitor: Visitor) -> None:
    surf = visitor.surf
    surf.visit("/")
    visitor.shoot("home")
    surf.visit("/lapor/")
    surf.press("Mulai")
    told = {"urgency": "no", "told_agency": "yes", "recent": "yes", "court": "no"}
    for name, value in (told | {"settled": "no", "body": "state"}).items():
        surf.choose(name, value)
    surf.press("Lanjut")
    surf.type("story", "Saya mengurus akta sejak lama. Semua syarat lengkap.")
    surf.type("title", "Akta kelahiran belum terbit")
    surf.type("hope", "Akta terbit")
    surf.press("Lanjut ke instansi")
    surf.type("search", "Tirtalaya")
    surf.press("Cari")
    surf.chrome.find_element("id", "choice-1").click()
    surf.press("Lanjut ke bidang")
    surf.press("Lanjut")
    if surf.chrome.current_url.endswith("/lapor/pertanyaan/"):
        surf.press("Lanjut")
    surf.choose("region", "99.71")
    surf.press("Lanjut ke keluhan")
    surf.choose("tried_before", "yes")
    surf.type("tried", "Surat kepada kepala dinas, tidak dibalas.")
    surf.press("Lanjut ke bukti")
    surf.press("Lanjut ke data diri")
    surf.type("name", "Rahmi Contoh")
    surf.type("address", "Kelurahan Contoh, Kota Contoh")
    surf.type("number", "9971014101900000")
    surf.press("Lanjut ke kerahasiaan")
    surf.choose("secrecy", "confidential")
    surf.press("Lanjut ke kontak")
    surf.press("Lanjut ke pemeriksaan")
    surf.choose("true")
    surf.press("Kirim laporan")
    assert tracking_code(surf.text())
    visitor.shoot("receipt")


def _work(visitor: Visitor) -> None:
    surf = visitor.surf
    visitor.be("intake")
    surf.visit("/kerja/antrean/")
    visitor.shoot("queue")
    visitor.act("Mulai verifikasi formil")
    formal = {f"choose_{key}": "yes" for key in FORMAL_KEYS}
    visitor.act("Verifikasi formil", **formal)
    material = {f"choose_{key}": "yes" for key in MATERIAL_KEYS}
    visitor.act("Verifikasi materiil", **material)
    visitor.be("head")
    visitor.act("Putuskan: registrasi", choose_case_class="light")
    visitor.open_case()
    surf.press("Tugaskan pemeriksa")
    surf.press("Tugaskan pemeriksa")
    visitor.be("examiner")
    visitor.act(
        "Minta penjelasan instansi",
        "Kirim ke instansi",
        summary="Akta diminta tujuh bulan lalu, belum terbit.",
        questions="Mengapa akta belum terbit?",
    )
    visitor.be("liaison")
    surf.visit("/instansi/")
    surf.press("Buka surat baru")
    surf.press("Buka surat")
    surf.press("Jawab")
    surf.choose("stance_1", "explain")
    surf.type("text_1", "Sistem sedang diperbaiki.")
    surf.press("Kirim ke Ombudsman")


def _order(visitor: Visitor) -> None:
    surf = visitor.surf
    visitor.be("examiner")
    visitor.act("Susun hasil sementara", text="Kami menemukan penundaan berlarut.")
    visitor.be("head")
    visitor.act("Beritahukan hasil kepada pelapor")
    while Case.objects.latest("id").state == State.PRE_LHP:
        surf.visit("/demo/")
        surf.press("Ke tenggat berikut")
    visitor.be("examiner")
    visitor.act(
        "Susun LHP",
        account="Uraian.",
        result="Hasil.",
        opinion="Terjadi penundaan berlarut.",
        choose_conclusion="found",
        pick_form_1="PB",
        finding_1="Tujuh bulan lewat standar lima hari.",
        action_1="Terbitkan akta kelahiran.",
        action_2="Pasang papan waktu layanan.",
    )
    visitor.be("head")
    visitor.act("Tandatangani LHP")


def _carry_out(visitor: Visitor) -> None:
    surf = visitor.surf
    visitor.be("liaison")
    surf.visit("/instansi/")
    surf.press("Buka surat baru")
    surf.press("Buka surat")
    visitor.shoot("agency-case")
    surf.visit("/instansi/")
    surf.press("Terbitkan akta kelahiran.")
    visitor.shoot("agency-evidence")
    surf.type("text", "Akta sudah diserahkan kepada pemohon.")
    surf.press("Kirim ke Ombudsman")
    visitor.be("examiner")
    visitor.open_case()
    surf.press("Periksa bukti")
    surf.choose("decision", "done")
    surf.type("reason", "Tanda terima cocok.")
    surf.press("Simpan putusan")
    while Case.objects.latest("id").state != State.RESMON:
        surf.visit("/demo/")
        surf.press("Ke tenggat berikut")
    visitor.open_case()
    assert "Tidak dilaksanakan" in surf.text()
    visitor.shoot("case")


def _score(visitor: Visitor, at: Path) -> None:
    surf = visitor.surf
    visitor.be("compliance_admin")
    surf.visit("/kerja/penilaian/")
    surf.visit("/kerja/penilaian/baru/")
    surf.type("name", "Penilaian contoh")
    surf.press("Buka penilaian")
    round_ = Round.objects.get()
    for member in round_.members.order_by("id"):
        surf.visit(f"/kerja/penilaian/{round_.ref}/nilai/{member.agency.ref}/")
        for code in CODES:
            surf.type(f"nilai-{code}", "90")
        surf.press("Simpan")
    surf.visit(f"/kerja/penilaian/{round_.ref}/")
    visitor.shoot("round")
    surf.press("Kunci penilaian")
    surf.press("Ya, kunci")
    set_by_the_plenary(surf, at, visitor.be, clock.now())
    surf.press("Terbitkan rapor")
    surf.type("decree", "Keputusan contoh 1")
    surf.press("Ya, terbitkan")
    agency = round_.members.get(agency__code="99.71").agency
    surf.visit(f"/rapor/{agency.ref}/{round_.year}/")
    assert "87,00" in surf.text()
    visitor.shoot("score-card")
    visitor.be("auditor")
    surf.visit(f"/kerja/perkara/{Case.objects.latest('id').ref}/riwayat/")
    assert "Rantai utuh" in surf.text()
    visitor.shoot("history")


@pytest.mark.parametrize("width", [390, 1280])
def test_one_report_becomes_a_score(
    surf: Surf, seeded: None, tmp_path: Path, width: int
) -> None:
    surf.width(width)
    visitor = Visitor(surf, shots=width == 1280)
    _file(visitor)
    _work(visitor)
    _order(visitor)
    _carry_out(visitor)
    _score(visitor, tmp_path)
