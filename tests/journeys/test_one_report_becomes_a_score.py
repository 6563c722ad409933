"""One report becomes a score: the ten lines of the README, over HTTP, page by page.

Every person is entered through ``/demo/`` as a newcomer would; nothing is called but
addresses. What the pages say is asserted, and at the end the chain is verified.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from agencies.domain.calendar import legal_day
from agencies.models import Agency
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.states import State
from complaints.models import Case
from compliance.models import Round, Snapshot
from journal.verify import verify
from ombudsman import clock
from ombudsman.demo.services import offset
from tests.codes import tracking_code
from tests.compliance.rounds import CODES
from tests.documents import samples
from tests.factories.agencies import CalendarVersionFactory
from tests.factories.compliance import MethodologyFactory
from tests.people import office, person

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True)

STORY = {
    "title": "Akta kelahiran belum terbit",
    "story": "Saya mengurus akta anak sejak lama. Semua syarat lengkap.",
    "hope": "Akta terbit",
}
TRIED = {"tried_before": "yes", "tried": "Surat kepada kepala dinas"}
PERSON = {
    "secrecy": "confidential",
    "name": "Kenari Sulastri Uji",
    "phone": "0812 9999 0000",
    "address": "Jalan Kenari Uji 7",
    "on_behalf": "no",
    "paper": "nik",
    "number": "9971014101900000",
    "channel": "none",
    "language": "id",
}


class Portal:
    """One browser in which a newcomer plays everybody in turn."""

    def __init__(self) -> None:
        self.client = Client()

    def be(self, key: str) -> None:
        response = self.client.post(f"/demo/masuk/{key}/")
        assert response.status_code == 302, key

    def leave(self) -> None:
        self.client = Client()

    def see(self, path: str, *words: str) -> str:
        response = self.client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        page = response.content.decode()
        for word in words:
            assert word in page, (path, word, re.findall(r"tag [a-z]*\">[^<]*", page))
        return page

    def send(self, path: str, data: dict[str, Any] | None = None) -> str:
        response = self.client.post(path, data or {})
        said = response.content.decode()
        assert response.status_code == 302, (path, re.findall(r"errmsg.*", said), said)
        return str(response["Location"])

    def act(self, case: Case, slug: str, **data: Any) -> None:
        """One act on the case: its page is opened, then its form is sent."""
        path = f"/kerja/perkara/{case.ref}/{slug}/"
        page = self.see(path)
        found = re.search(r'name="version" value="(\d+)"', page)
        assert found, path
        self.send(path, data | {"version": found.group(1)})

    def next_deadline(self) -> None:
        self.send("/demo/jam/", {"sampai": "tenggat"})


@pytest.fixture
def portal() -> Iterator[Portal]:
    """A freshly seeded demonstration, with its clock."""
    clock.use_offset(offset)
    for code in ("64", "63", "00"):
        office(code)
    CalendarVersionFactory()
    MethodologyFactory()
    call_command("seed_demo", stdout=StringIO())
    yield Portal()
    clock.use_offset(lambda: clock.NO_OFFSET)


def file_it(portal: Portal) -> Case:
    city = Agency.objects.get(code="99.71")
    for slug, answers in (
        ("kejadian", STORY),
        ("instansi", {"choice": f"agency:{city.pk}"}),
        ("tempat", {"region": "99.71"}),
        ("keluhan", TRIED),
        ("bukti", {}),
        ("data-diri", PERSON),
        ("kerahasiaan", PERSON),
        ("kontak", PERSON),
    ):
        portal.send(f"/lapor/{slug}/", answers)
    page = portal.see("/lapor/periksa/", STORY["story"])
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    portal.send("/lapor/periksa/", {"key": found.group(1), "true": "on"})
    case = Case.objects.latest("id")
    receipt = portal.see("/lapor/terkirim/", case.locator)
    code = tracking_code(receipt)
    assert code
    portal.leave()
    portal.send("/lacak/", {"number": case.locator, "code": code})
    portal.see(f"/lacak/{case.locator}/", "Kami memeriksa kelengkapan laporan Anda")
    return case


def examine(portal: Portal, case: Case) -> None:
    portal.be("intake")
    portal.see("/kerja/antrean/", STORY["title"])
    portal.act(case, "mulai")
    portal.act(case, "formil", **dict.fromkeys(FORMAL_KEYS, "yes"))
    portal.act(case, "materiil", **dict.fromkeys(MATERIAL_KEYS, "yes"))
    portal.be("head")
    portal.act(case, "registrasi", case_class="light")
    portal.act(case, "tugaskan", examiner=person("examiner").pk)
    portal.be("examiner")
    portal.act(
        case,
        "klarifikasi",
        summary="Akta diminta tujuh bulan lalu, belum terbit.",
        questions="Mengapa akta belum terbit?",
    )
    portal.be("liaison")
    portal.see("/instansi/", "Buka surat baru")
    path = f"/instansi/perkara/{case.ref}/"
    portal.send(path)
    portal.see(path, "Mengapa akta belum terbit?")
    request = case.clarifications.get()
    answer = {"stance_1": "explain", "text_1": "Sistem sedang diperbaiki."}
    portal.send(f"/instansi/klarifikasi/{request.ref}/", answer)


def order(portal: Portal, case: Case) -> None:
    portal.be("examiner")
    portal.act(case, "hasil", text="Kami menemukan penundaan berlarut.")
    portal.be("head")
    portal.act(case, "beritahu")
    while Case.objects.get(pk=case.pk).state == State.PRE_LHP:
        portal.next_deadline()  # the reporter stays silent for 14 days
    portal.be("examiner")
    portal.act(
        case,
        "lhp",
        account="Uraian.",
        result="Hasil.",
        opinion="Terjadi penundaan berlarut.",
        conclusion="found",
        form_1="PB",
        finding_1="Tujuh bulan lewat standar lima hari.",
        action_1="Terbitkan akta kelahiran.",
        action_2="Pasang papan waktu layanan.",
    )
    portal.be("head")
    portal.act(case, "tandatangani")


def carry_out(portal: Portal, case: Case) -> None:
    portal.be("liaison")
    portal.send(f"/instansi/perkara/{case.ref}/")
    first, second = case.actions.order_by("n")
    assert first.due_on == second.due_on
    portal.see("/instansi/", "Terbitkan akta kelahiran.")
    shown = {"text": "Akta sudah diserahkan kepada pemohon."}
    portal.send(f"/instansi/tindakan/{first.ref}/", shown)
    portal.be("examiner")
    piece = first.evidence.get()
    path = f"/kerja/perkara/{case.ref}/bukti/{piece.ref}/"
    page = portal.see(path, "Akta sudah diserahkan")
    found = re.search(r'name="version" value="(\d+)"', page)
    day = re.search(r'name="executed_on" value="([^"]+)"', page)
    verdict = {
        "version": found.group(1) if found else "",
        "decision": "done",
        "executed_on": day.group(1) if day else "",
        "reason": "Tanda terima cocok.",
    }
    portal.send(path, verdict)
    for _ in range(12):
        if Case.objects.get(pk=case.pk).state == State.RESMON:
            break
        portal.next_deadline()
    portal.see(
        f"/kerja/perkara/{case.ref}/", "Resolusi dan monitoring", "Tidak dilaksanakan"
    )


def score(portal: Portal) -> Round:
    portal.be("compliance_admin")
    page = portal.see("/kerja/penilaian/baru/")
    cutoff = re.search(r'name="cutoff" value="([0-9-]+)"', page)
    assert cutoff
    form = {
        "ref": str(uuid4()),
        "name": "Penilaian contoh",
        "group": "contoh",
        "methodology": MethodologyFactory().code,
        "year": "2026",
        "cutoff": cutoff.group(1),
    }
    portal.send("/kerja/penilaian/baru/", form)
    round_ = Round.objects.get()
    for member in round_.members.all():
        figures = {f"nilai-{code}": "90" for code in CODES}
        path = f"/kerja/penilaian/{round_.ref}/nilai/{member.agency.ref}/"
        portal.send(path, figures | {"version": str(member.version)})
    at = f"/kerja/penilaian/{round_.ref}"
    portal.send(f"{at}/kunci/", {"version": "1"})
    set_by_the_plenary(portal, at)
    decree = {"decree": "Keputusan contoh 1"}
    portal.send(f"{at}/terbit/", {"version": "2"} | decree)
    return round_


def set_by_the_plenary(portal: Portal, at: str) -> None:
    """Minutes are filed, and two members agree to the results."""
    told = {
        "number": "BA contoh 1/2026",
        "held_on": legal_day(clock.now(), settings.TIME_ZONE).isoformat(),
        "minutes": samples.upload("berita-acara.png", samples.OURS["png"]),
        "version": "0",
    }
    where = portal.send(f"{at}/berita-acara/", told)
    for who in ("commissioner", "chair"):
        portal.be(who)
        portal.see("/kerja/penilaian/pleno/", "Menunggu persetujuan Anda")
        portal.send(where, {"version": "1"})
    portal.be("compliance_admin")


def test_one_report_becomes_a_score(portal: Portal) -> None:
    case = file_it(portal)
    examine(portal, case)
    order(portal, case)
    carry_out(portal, case)
    score(portal)

    scores = dict(Snapshot.objects.values_list("agency__code", "score"))
    # Base 90: Tirtalaya did one of two (KTK 50, n = 2), Arutala half of four (KTK 50,
    # n = 4: it objects to the rest, and the clock goes on), Purwacita none.
    assert {code: str(value) for code, value in scores.items()} == {
        "99.71": "87.00",
        "99.72": "85.50",
        "99.73": "84.00",
    }
    portal.leave()
    city = Agency.objects.get(code="99.71")
    portal.see(f"/rapor/{city.ref}/2026/", "87,00", "usulan, bukan rumus resmi")

    portal.be("auditor")
    portal.see(f"/kerja/perkara/{case.ref}/riwayat/", "Rantai utuh")
    assert verify().breaks == []


def test_nothing_on_the_way_names_a_confidential_reporter(portal: Portal) -> None:
    case = file_it(portal)
    examine(portal, case)
    for who, path in (
        ("liaison", f"/instansi/perkara/{case.ref}/"),
        ("liaison", "/instansi/"),
        ("examiner", f"/kerja/perkara/{case.ref}/"),
        ("examiner", "/kerja/antrean/"),
        ("auditor", f"/kerja/perkara/{case.ref}/riwayat/"),
    ):
        portal.be(who)
        page = portal.see(path)
        for secret in (PERSON["name"], PERSON["number"], "81299990000", "Kenari"):
            assert secret not in page, (who, path, secret)
