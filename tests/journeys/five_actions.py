"""Five orders of two reports become one score: the worked example of the variable.

Done on time; twelve working days late; partly; not done; done through the recommendation
that replaced it. On a base of 99.25 they give KTK = 58.00 and a score of 95.08. Told
through hands, so that it can walk over HTTP and in a browser alike; nothing is called but
addresses, and every form is the one that the page shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from agencies.domain.calendar import legal_day
from agencies.models import Agency
from agencies.selectors import work_calendar
from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from complaints.domain.recommending import FILE_KEYS
from complaints.domain.states import State
from complaints.models import Case, CorrectiveAction
from compliance.models import Round, Snapshot
from ombudsman.clock import now
from tests.codes import tracking_code
from tests.compliance.plenary import filed
from tests.compliance.rounds import CODES
from tests.people import person

if TYPE_CHECKING:
    from datetime import date

#: What nobody but those who may open identities ever reads.
NAME, NUMBER, PHONE = "Kenari Sulastri Uji", "9971014101900000", "0812 9999 0000"
SECRETS = (NAME, "Kenari", "Sulastri", NUMBER, "81299990000", "Jalan Kenari Uji")
ORDERS = (
    "Terbitkan akta kelahiran.",
    "Pasang papan waktu layanan.",
    "Latih petugas loket.",
    "Buka loket sore hari.",
)
LATE = 12  # working days
BASE, KTK, SCORE = "99.25", "58.00", "95.08"


class Hands(Protocol):
    """How somebody reads and fills in pages: by addresses, or in a browser."""

    def be(self, who: str) -> None:
        """Sign in as one of the cast."""

    def leave(self) -> None:
        """Be nobody again."""

    def see(self, path: str, *words: str) -> str:
        """Open a page, on which these words stand; all that it says."""

    def fill(self, path: str, *, button: str = "", **fields: Any) -> None:
        """Fill in the form of a page that has these fields, and send it."""


def _today() -> date:
    return legal_day(now(), "Asia/Makassar")


def a_day(hands: Hands) -> None:
    """The clock of the demonstration goes on by a day."""
    hands.fill("/demo/", button="hari")


def until(hands: Hands, case: Case, state: State) -> None:
    """From deadline to deadline, until the case stands there."""
    for _ in range(60):
        if Case.objects.get(pk=case.pk).state == state:
            return
        hands.fill("/demo/", button="tenggat")
    raise AssertionError(f"{case.pk} never came to {state}")


def act(hands: Hands, case: Case, slug: str, **fields: Any) -> None:
    hands.fill(f"/kerja/perkara/{case.ref}/{slug}/", **fields)


def reported(hands: Hands, title: str) -> tuple[Case, str]:
    """Somebody reports, his name kept from the agency; the case and its code."""
    hands.leave()
    city = Agency.objects.get(code="99.71")
    story = {
        "title": title,
        "story": f"{title}. Semua syarat lengkap.",
        "hope": "Selesai",
    }
    hands.fill("/lapor/kejadian/", **story)
    hands.fill("/lapor/instansi/", choice=f"agency:{city.pk}")
    hands.fill("/lapor/tempat/", region="99.71")
    hands.fill("/lapor/keluhan/", tried_before="yes", tried="Surat kepada kepala dinas")
    hands.fill("/lapor/bukti/")
    hands.fill(
        "/lapor/data-diri/", name=NAME, address="Jalan Kenari Uji 7", number=NUMBER
    )
    hands.fill("/lapor/kerahasiaan/", secrecy="confidential")
    hands.fill("/lapor/kontak/", phone=PHONE, channel="none")
    hands.fill("/lapor/periksa/", true="on")
    case = Case.objects.latest("id")
    return case, tracking_code(hands.see("/lapor/terkirim/", case.locator))


def reads(hands: Hands, case: Case, code: str, *words: str) -> None:
    """The reporter opens the report with number and code."""
    hands.leave()
    hands.fill("/lacak/", number=case.locator, code=code)
    hands.see(f"/lacak/{case.locator}/", *words)


def examined(hands: Hands, case: Case) -> None:
    """From the agenda to the agency's explanation."""
    hands.be("intake")
    act(hands, case, "mulai")
    act(hands, case, "formil", **dict.fromkeys(FORMAL_KEYS, "yes"))
    act(hands, case, "materiil", **dict.fromkeys(MATERIAL_KEYS, "yes"))
    hands.be("head")
    act(hands, case, "registrasi", case_class="light")
    act(hands, case, "tugaskan", examiner=str(person("examiner").pk))
    hands.be("examiner")
    act(hands, case, "klarifikasi", summary="Layanan terlambat.", questions="Mengapa?")
    hands.be("liaison")
    opened(hands, case)
    request = case.clarifications.get()
    said = {"stance_1": "partly", "text_1": "Sistem diperbaiki."}
    hands.fill(f"/instansi/klarifikasi/{request.ref}/", **said)


def opened(hands: Hands, case: Case) -> None:
    """Whoever is signed in for the agency opens its letters: they are received."""
    hands.fill(f"/instansi/perkara/{case.ref}/")


def ordered(hands: Hands, case: Case, *orders: str) -> None:
    """The report of examination is signed, and received by the agency."""
    hands.be("examiner")
    act(hands, case, "hasil", text="Kami menemukan penundaan berlarut.")
    hands.be("head")
    act(hands, case, "beritahu")
    until(hands, case, State.LHP_DRAFT)  # the reporter stays silent
    hands.be("examiner")
    act(
        hands,
        case,
        "lhp",
        account="Uraian.",
        result="Hasil.",
        opinion="Terjadi penundaan berlarut.",
        conclusion="found",
        form_1="PB",
        component_1="4",
        finding_1="Tujuh bulan lewat standar lima hari.",
        **{f"action_{n}": text for n, text in enumerate(orders, start=1)},
    )
    hands.be("head")
    act(hands, case, "tandatangani")
    hands.be("liaison")
    opened(hands, case)


def shown(hands: Hands, order: CorrectiveAction, who: str = "liaison") -> None:
    hands.be(who)
    hands.fill(f"/instansi/tindakan/{order.ref}/", text="Sudah kami laksanakan.")


def judged(hands: Hands, order: CorrectiveAction, decision: str, who: str) -> None:
    """The verdict on the last piece; the day that the page proposes is kept."""
    hands.be(who)
    piece = order.evidence.latest("id")
    hands.fill(
        f"/kerja/perkara/{order.case.ref}/bukti/{piece.ref}/",
        decision=decision,
        reason="Diperiksa di tempat.",
    )


def four_orders(hands: Hands, case: Case) -> None:
    """One in time, one twelve working days late, one partly, one not at all."""
    first, second, third, _fourth = case.actions.order_by("n")
    a_day(hands)
    for order, decision in ((first, "done"), (third, "partly")):
        shown(hands, order)
        judged(hands, order, decision, "examiner")
    until(hands, case, State.RESMON)
    second.refresh_from_db()
    assert second.due_on is not None
    late = work_calendar().add_workdays(second.due_on, LATE).date
    while _today() < late:
        a_day(hands)
    shown(hands, second)
    judged(hands, second, "done", "resmon")


def climbs(hands: Hands, case: Case) -> None:
    """Nothing was done in time: a recommendation replaces the order, and is obeyed."""
    until(hands, case, State.RESMON)
    hands.be("resmon")
    act(hands, case, "periksa-berkas", **dict.fromkeys(FILE_KEYS, "yes"))
    act(
        hands,
        case,
        "susun-rekomendasi",
        official="Kepala Dinas Kependudukan",
        superior="Wali Kota Tirtalaya",
        reasons="Tindakan korektif tidak dilaksanakan.",
        substance="Penundaan berlarut berlanjut.",
    )
    approved(hands, case)
    hands.be("chair")
    act(hands, case, "tandatangani-rekomendasi")
    for who in ("liaison", "superior"):
        hands.be(who)
        opened(hands, case)
    a_day(hands)
    item = case.actions.get(recommendation__isnull=False)
    shown(hands, item, "superior")
    judged(hands, item, "done", "resmon")
    act(hands, case, "usul-status", why="Butirnya dilaksanakan.")
    approved(hands, case)


def announced(hands: Hands, case: Case) -> None:
    """Everybody reads of it in the public register."""
    hands.be("resmon")
    act(
        hands,
        case,
        "usul-register",
        summary="Layanan kependudukan melewati standar waktunya.",
        official="Kepala Dinas Kependudukan",
        superior="Wali Kota Tirtalaya",
        item_1="Ganti kartu keluarga.",
    )
    for who, slug in (
        ("commissioner", "setujui-register"),
        ("chair", "terbitkan-register"),
    ):
        hands.be(who)
        act(hands, case, slug)


def approved(hands: Hands, case: Case) -> None:
    """The commissioners decide on what was brought before them, and sign the minutes.

    What nobody signs afterwards two of them approve.
    """
    hands.be("commissioner")
    matter = case.matters.get(ended_at=None)
    people = [str(person(key).pk) for key in ("commissioner", "chair")]
    hands.fill("/kerja/pleno-pimpinan/", present=people, matters=[str(matter.ref)])
    item = matter.items.latest("id")
    path = f"/kerja/pleno-pimpinan/{item.plenary.ref}/"
    for who in ("commissioner", "chair"):
        item.refresh_from_db()
        if item.decided_at is None:
            hands.be(who)
            hands.fill(path, **{f"l{item.pk}-decision": "approve"})
    hands.be("commissioner")
    hands.fill(path, button="tandatangani")


def scored(hands: Hands) -> Snapshot:
    """A round over the invented cities, as of yesterday; the city's score."""
    for _ in range(2):
        a_day(hands)
    hands.be("compliance_admin")
    hands.fill("/kerja/penilaian/baru/", name="Lima tindakan", group="contoh")
    round_ = Round.objects.get()
    for member in round_.members.order_by("id"):
        figures = {f"nilai-{code}": BASE for code in CODES}
        hands.fill(
            f"/kerja/penilaian/{round_.ref}/nilai/{member.agency.ref}/", **figures
        )
    hands.fill(f"/kerja/penilaian/{round_.ref}/kunci/")
    plenary = filed(round_, now())  # a file is not typed
    for who in ("commissioner", "chair"):
        hands.be(who)
        hands.fill(f"/kerja/penilaian/pleno/{plenary.ref}/")
    hands.be("compliance_admin")
    hands.fill(f"/kerja/penilaian/{round_.ref}/terbit/", decree="Keputusan contoh 1")
    return Snapshot.objects.get(agency__code="99.71")


def five_orders_become_a_score(hands: Hands) -> tuple[Case, Case, Snapshot]:
    """The whole story. Returns both cases and what they made."""
    one, code = reported(hands, "Akta kelahiran belum terbit")
    examined(hands, one)
    ordered(hands, one, *ORDERS)
    other, other_code = reported(hands, "Kartu keluarga tidak diganti")
    examined(hands, other)
    ordered(hands, other, "Ganti kartu keluarga.")
    four_orders(hands, one)
    climbs(hands, other)
    snapshot = scored(hands)
    reads(hands, one, code)
    reads(hands, other, other_code)
    return one, other, snapshot


def figures_of(page: str) -> list[str]:
    """Every figure with two decimals on a page, as Indonesian writes it."""
    return re.findall(r"\b\d{1,3},\d\d\b", page)
