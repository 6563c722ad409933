"""FORMS: every page of a reporter is sent what nobody should send, over HTTP.

A real server is asked, because half of what is wrong with a request is wrong before a
view is reached. Values go into each field of each form as the page shows it, once alone
and once beside something that is refused, where the page must give back what was typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from proofs import hostile, reports
from proofs.driver import together
from proofs.fuzzing import Door, Fuzz, Size
from proofs.inside import lines_of
from proofs.judging import SHOWN, Judge, faults_in, routes_in
from proofs.reporting import Browser, Refused
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.rig import Rig

NAME, REQUIREMENT = "FORMS", "R82"
PROVES = (
    "bad input into every field of a reporter's forms: no fault, a sentence each time,"
    " nothing typed is lost"
)
ENV = {
    "TRUSTED_PROXY_COUNT": "1",  # each request comes from a network of its own
    "UPLOAD_DAY_LIMIT": str(10**12),
}
SHORT = Size(values=1, bodies=1, heads=1, addresses=2, copies=1, drafts=1)
FULL = Size(hostile.TRIED, bodies=50, heads=30, addresses=120, copies=8, drafts=4)
THREADS = 4

PERSON = {
    "name": "Uji Formulir", "address": "Jalan Uji 7", "birth_place": "Kota Uji",
    "on_behalf": "yes", "paper": "nik", "number": "9971014101900000",
    "represented_name": "Wakil Uji", "represented_relation": "keluarga",
    "secrecy": "open", "phone": "0812 9999 0000", "email": "uji@example.org",
    "channel": "email", "language": "id",
}  # fmt: skip
#: The pages of filing and how they are filled in: one that is hindered, by a proxy.
STEPS: dict[str, dict[str, str]] = {
    "mulai": {
        "urgency": "no", "told_agency": "no", "recent": "yes", "court": "no",
        "settled": "no", "body": "state",
    },
    "saran": {"why_anyway": "Loketnya tutup."},
    "kejadian": {"title": "Akta", "story": "Belum terbit.", "hope": "Terbit"},
    "instansi": {"choice": "unknown", "agency_label": "Dinas Uji"},
    "bidang": {"substance": "agraria"},
    "pertanyaan": {},
    "tempat": {"region": "99", "place": "Loket 2"},
    "keluhan": {"tried_before": "yes", "tried": "Surat ke loket."},
    "bukti": {},
    **dict.fromkeys(("data-diri", "mewakili", "kerahasiaan", "kontak"), PERSON),
    "periksa": {},
}  # fmt: skip
BESIDE_FILING = (
    "/lapor/", "/lapor/kontak/kode/?jenis=email", "/lapor/disimpan/",
    "/lapor/disimpan/kode/", "/lapor/disimpan/kirim/", "/lapor/bukti/tambah/",
    "/lapor/terkirim/",
)  # fmt: skip
STRANGERS = (
    "/", "/kantor/", "/kerahasiaan/", "/aksesibilitas/", "/konsultasi/", "/lacak/",
    "/lacak/kode-baru/", "/lacak/kode-baru/buka/", "/lapor/lanjutkan/",
    "/lapor/hapus-jejak/", "/verifikasi/",
)  # fmt: skip
#: Addresses whose parameters are anything.
PATTERNS = (
    "/lapor/{}/", "/lapor/bukti/{}/hapus/", "/lacak/{}/", "/lacak/{}/pesan/",
    "/lacak/{}/lengkapi/", "/lacak/{}/berkas/tambah/", "/lacak/{}/tanggapi/",
    "/lacak/{}/surat/{}/", "/lacak/{}/berkas/{}/", "/lacak/{}/salinan/{}/",
    "/lacak/{}/pertanyaan/{}/", "/lacak/{}/nilai/", "/lacak/{}/buka-kembali/", "/lacak/{}/kontak/",
    "/lacak/{}/kontak/hapus/{}/", "/lacak/{}/cabut/", "/verifikasi/{}/",
    "/verifikasi/tanda-terima/{}/{}/", "/berkas/{}/", "/{}",
)  # fmt: skip
#: Ids that are ids and open nothing; some of an officer who takes in.
NIL = "00000000-0000-0000-0000-000000000000"
IDS = tuple(
    pattern.replace("{}", NIL)
    for pattern in (
        "/lapor/bukti/{}/hapus/", "/lacak/01-LM-0000-X/surat/{}/", "/verifikasi/{}/",
        "/lacak/01-LM-0000-X/berkas/{}/", "/lacak/01-LM-0000-X/salinan/{}/",
        "/lacak/01-LM-0000-X/pertanyaan/{}/", "/verifikasi/tanda-terima/{}/{}/",
        "/kerja/terima/{}/",
    )
)  # fmt: skip
TAKING = ("/kerja/terima/", "/kerja/terima/konsultasi/", "/kerja/terima/serahkan/")
TAKEN_IN = ("kejadian", "tempat", "data-diri", "kontak")
Work = Callable[[Fuzz], None]


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Everybody before their doors, at once; then the logs are read."""
    size, judge = SHORT if short else FULL, Judge()
    with make_rig(NAME, workers=0, env=ENV) as rig:
        *stages, last = map(json.loads, lines_of(rig, "doors", str(size.copies)))
        work: list[Work] = [
            *filing(rig, size),
            taking_in,
            partial(everybody, code=last["lost"]),
            *following(stages),
            programs,
            addresses,
        ]
        fuzzes = at_once(rig, work, judge, seed, size)
        faults = faults_in(rig.logs)
        seen = routes_in(rig.logs)
        missed = sorted(set(last["routes"]) - set(seen))
    for line in [
        *judge.told,
        *faults[:SHOWN],
        *(f"never asked: {one}" for one in missed),
    ]:
        print(line)
    fields = {one for fuzz in fuzzes for one in fuzz.fields}
    return Result(
        {
            "requests": sum(judge.statuses.values()),
            "routes": len(set(last["routes"]) & set(seen)),
            "fields": len(fields),
            **{
                str(status): judge.statuses[status] for status in sorted(judge.statuses)
            },
        },
        judge.ledgers()
        | {"faults in the log": len(faults), "routes missed": len(missed)},
    )


def at_once(
    rig: Rig, work: list[Work], judge: Judge, seed: int, size: Size
) -> list[Fuzz]:
    """A few threads; each piece of work has chances of its own."""
    fuzzes = [Fuzz(rig.urls[0], judge, seed * 1000 + n, size) for n in range(len(work))]
    left = list(zip(work, fuzzes, strict=True))
    trouble: list[BaseException] = []

    def go_on() -> None:
        while left:
            piece, fuzz = left.pop(0)
            try:
                piece(fuzz)
            except Exception as error:  # told below, by the thread that asked
                trouble.append(error)

    together([go_on] * THREADS)
    if trouble:
        raise trouble[0]
    return fuzzes


# --- who stands where ------------------------------------------------------------
def filing(rig: Rig, size: Size) -> Iterator[Work]:
    """The pages of filing, shared out among some who write."""
    slugs = list(STEPS)
    for n in range(size.drafts):
        yield partial(one_draft, mine=slugs[n :: size.drafts], aside=n == 0)


def one_draft(fuzz: Fuzz, *, mine: list[str], aside: bool) -> None:
    """Somebody whose draft is whole, so that every page of it is there."""
    writer = fuzz.browser("writer")
    fill(writer)
    for path in BESIDE_FILING if aside else ():
        fuzz.try_door(Door(path, writer))
    for slug in mine:
        fuzz.try_door(Door(f"/lapor/{slug}/", writer, STEPS[slug]))


def fill(writer: Browser, slugs: tuple[str, ...] = tuple(STEPS)[:-1]) -> None:
    """All pages but the last."""
    for slug in slugs:
        try:
            writer.press(f"/lapor/{slug}/", STEPS[slug])
        except Refused:
            if slug != "pertanyaan":  # answered by whoever has some to answer
                raise


def taking_in(fuzz: Fuzz) -> None:
    """An officer who takes in: his own pages, and those of filing as he has them."""
    officer = fuzz.browser("intake")
    officer.press("/demo/masuk/intake/", {})
    for path in TAKING:
        fuzz.try_door(Door(path, officer))
    officer.press("/kerja/terima/", {"channel": "loket", "received_on": ""})
    fill(officer, tuple(STEPS)[:-1])
    for slug in TAKEN_IN:
        fuzz.try_door(Door(f"/lapor/{slug}/", officer, STEPS[slug]))
    for path in IDS:
        fuzz.try_address(Door(path, officer))


def everybody(fuzz: Fuzz, *, code: str) -> None:
    """Pages that nobody needs anything for."""
    for path in STRANGERS:
        well = {"code": code} if path.endswith("/buka/") else {}
        fuzz.try_door(Door(path, fuzz.browser("stranger"), well))


def following(stages: list[dict[str, Any]]) -> Iterator[Work]:
    """Whoever opened a report, at each of its stages."""
    for stage in sorted({one["stage"] for one in stages}):
        yield partial(one_stage, alike=[one for one in stages if one["stage"] == stage])


def one_stage(fuzz: Fuzz, *, alike: list[dict[str, Any]]) -> None:
    """Each page of one stage, from one report to the next as they are used up."""
    for at in range(len(alike[0]["pages"])):
        first, *others = [
            Door(
                one["home"] + one["pages"][at],
                fuzz.browser("reporter", one["session"]),
                {"text": "Ini jawaban saya.", "answer": "accept"},
            )
            for one in alike
        ]
        first.others = others
        fuzz.try_door(first)


def programs(fuzz: Fuzz) -> None:
    """The same over the wire."""
    told = json.loads(reports.make(fuzz.chance).body)
    count = fuzz.size.values
    for number, one in enumerate(hostile.programs(fuzz.chance, told, count)):
        key = {"Idempotency-Key": f"{NIL[:-4]}{number % 10_000:04}"}
        fuzz.try_program("/api/v1/reports/", written(one), key)
    inner = hostile.programs(fuzz.chance, told["reporter"], count)
    for one in inner:
        fuzz.try_program("/api/v1/reports/", written(told | {"reporter": one}), {})
    held = {"number": "01/LM/0000/X", "code": "0000-0000-0000"}
    for one in hostile.programs(fuzz.chance, held, count):
        fuzz.try_program("/api/v1/reports/track/", written(one), {})


def written(told: Any) -> bytes:
    """As JSON, with what JSON forbids."""
    return json.dumps(told, ensure_ascii=False).encode(errors="surrogatepass")


def addresses(fuzz: Fuzz) -> None:
    """Pages that are not there."""
    for pattern in PATTERNS:
        for value in hostile.values(fuzz.chance, fuzz.size.addresses):
            path = hostile.address(pattern, value)
            fuzz.try_address(Door(path, fuzz.browser("stranger")))
