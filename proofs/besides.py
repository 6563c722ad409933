"""What stands beside a report: recordings, answers to questions, a question of one's own.

Each with a secret; what is no secret of a person are words that officers read, and those
may stand in a case, and nowhere on the way.
"""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from complaints.domain.completeness import FORMAL_KEYS
from proofs.forms import forms_of
from proofs.reporting import REPORTER, Browser, Identity, Refused, Seen, hidden
from proofs.tokens import word
from proofs.working import Filed, House, act, file

if TYPE_CHECKING:
    from complaints.domain.completeness import FORMAL_KEYS
from proofs.forms import Form

SUBSTANCE = "agraria"  # its questions are among the reference data, one of free text
TAKER = "taker"  # the officer who writes for somebody, as he writes
KEEPER = "keeper"  # who has an address of his own, as he reads it


def recording(artist: str) -> bytes:
    """Sound whose tag says who speaks."""
    said = b"\x00" + artist.encode()
    tag = b"TPE1" + struct.pack(">I", len(said)) + b"\0\0" + said
    head = b"ID3\x03\0\0" + bytes([0, 0, len(tag) >> 7, len(tag) & 127])
    return head + tag + (b"\xff\xfb\x90\x00" + bytes(413)) * 3


def beside(
    house: House, identity: Identity, chance: random.Random
) -> Callable[[Browser], None]:
    """A recording in place of a story, and answers to what the substance asks."""
    kind = identity.secrecy

    def go(browser: Browser) -> None:
        name = house.secret(f"{kind} name of a recording", word(chance))
        artist = house.secret(f"{kind} artist of a recording", word(chance))
        told = {"title": f"Akta {kind}", "story": "Belum terbit.", "hope": "Akta"}
        sound = [(f"{name}.mp3", recording(artist))]
        browser.press("/lapor/kejadian/", told, sound, field="voice")
        browser.press("/lapor/bidang/", {"substance": SUBSTANCE})
        (form,) = forms_of(browser.look("/lapor/pertanyaan/"))
        browser.press("/lapor/pertanyaan/", _answers(house, form, chance))

    return go


def _answers(house: House, form: Form, chance: random.Random) -> dict[str, str]:
    """The first choice of each question, a word of its own where one may write."""
    told = {}
    for one in form.fields.values():
        told[one.name] = one.value
        if one.kind in {"text", "textarea"}:
            told[one.name] = house.secret("words of an answer", word(chance))
    return told


def answer(house: House, filed: Filed, chance: random.Random) -> None:
    """The examiner asks the reporter something, and is told."""
    act(house.person("examiner"), filed, "tanya", text="Siapa nama petugas di loket?")
    door = f"/lacak/{filed.number}/"
    filed.reporter.press("/lacak/", {"number": filed.number, "code": filed.code})
    found = re.findall(rf'href="({door}pertanyaan/[^"]+/)"', filed.reporter.look(door))
    if not found:
        raise Refused("the reporter is not asked")
    said = house.secret("words of a reply", word(chance))
    key = hidden(filed.reporter.look(found[0]), "key")
    filed.reporter.press(found[0], {"key": key, "text": said})


def completed(
    house: House, filed: Filed, identity: Identity, chance: random.Random
) -> Callable[[], None]:
    """The report comes back for want of identity, and its reporter completes it."""
    kind, later = identity.secrecy, Identity(chance, confidential=True)

    def go() -> None:
        line = dict.fromkeys(FORMAL_KEYS, "yes") | {"identity": "no"}
        act(house.person("intake"), filed, "formil", **line)
        names = ("name", "address", "birth_place", "occupation", "number")
        told = {name: later.fields[name] for name in names} | {"paper": "nik"}
        for name in names:
            house.secret(f"{kind} {name} given later", told[name])
        filed.reporter.press("/lacak/", {"number": filed.number, "code": filed.code})
        page = f"/lacak/{filed.number}/lengkapi/"
        key = hidden(filed.reporter.look(page), "key")
        filed.reporter.try_to(page, told | {"key": key, "number": "1"})  # shown again
        key = hidden(filed.reporter.look(page), "key")
        filed.reporter.press(page, told | {"key": key})

    return go


def half_written(house: House, filed: Filed, chance: random.Random) -> None:
    """A liaison writes what was done of the second order, and keeps it unsent."""
    action = house.value(
        "SELECT a.ref FROM complaints_correctiveaction a JOIN complaints_case c"
        " ON c.id = a.case_id WHERE c.locator = %s ORDER BY a.n DESC LIMIT 1",
        filed.number,
    )
    liaison, page = house.person("liaison"), f"/instansi/tindakan/{action}/"
    said = house.secret("unsent words of an agency", word(chance))
    liaison.press(page, {"text": said, "done_on": "", "basis": "", "do": "keep"})
    if said not in liaison.look(page):
        raise Refused("a draft of evidence is not kept")


def seen(house: House, filed: Filed, chance: random.Random, *, told: bool) -> None:
    """The reporter says whether it is as we verified it; ``told``: to the officer, on
    the telephone."""
    said = house.secret("words of what a reporter sees", word(chance))
    if told:
        officer = house.person("examiner")
        page = officer.look(f"{filed.page}catat-dilihat/")
        asked = re.findall(r'name="sighting" value="([^"]+)"', page)
        choice = {"sighting": asked[0] if asked else "", "way": "phone", "seen": "no"}
        act(officer, filed, "catat-dilihat", text=said, **choice)
        return
    door = f"/lacak/{filed.number}/"
    filed.reporter.press("/lacak/", {"number": filed.number, "code": filed.code})
    found = re.findall(rf'href="({door}perbaikan/[^"]+/)"', filed.reporter.look(door))
    if not found:
        raise Refused("the reporter is not asked what he sees")
    filed.reporter.press(found[0], {"seen": "no", "text": said})


def consult(house: House, chance: random.Random) -> None:
    """Somebody asks us a question and says how he is reached; an officer reads it."""
    page, asker = "/konsultasi/", Browser(REPORTER, house.send, house.seen)
    told = {
        "key": hidden(asker.look(page), "key"),
        "story": house.secret("words of a consultation", word(chance)),
        "name": house.secret("confidential name of who asks", f"Uji {word(chance)}"),
        "email": house.secret("asker's e-mail", f"{word(chance)}@example.org"),
        "region_code": "64",
        "channel": "email",
        "language": "id",
    }
    receipt = asker.try_to(page, told)
    shown = re.findall(r'<p class="no num">([^<]+)</p>', receipt.text)
    if len(shown) != 2:
        raise Refused(f"a question to us answers {receipt.status}")
    house.secret("code of a consultation", shown[1])
    query = "SELECT ref FROM complaints_case WHERE locator = %s"
    officer = house.person("intake")
    officer.ask("GET", "/kerja/antrean/")
    officer.look(f"/kerja/perkara/{house.value(query, shown[0])}/")


def take_in(house: House, identity: Identity) -> Filed:
    """An officer writes down what somebody at the counter reports."""
    officer = house.person("intake")
    officer.who = TAKER
    officer.press("/kerja/terima/", {"channel": "loket"})
    return file(house, identity, between=_nothing, browser=officer)


def _nothing() -> None:
    """Nothing is looked at meanwhile."""


def hand_over(filed: Filed) -> None:
    """The receipt is given away; from now on nobody here may show the code."""
    page, officer = "/lapor/terkirim/", filed.reporter
    draft = hidden(officer.look(page), "draft")
    officer.press("/kerja/terima/serahkan/", {"draft": draft})
    if filed.code in officer.ask("GET", page).text:
        raise Refused("the code is shown after it was handed over")


def calendars(house: House) -> None:
    """An officer and a liaison have their days in a calendar program, by an address."""
    for key in ("examiner", "liaison"):
        owner = house.person(key)
        owner.who = KEEPER  # the page shows the address to its owner, once
        page = owner.try_to("/kalender/", {"do": "make"}).text
        found = re.findall(r"/kalender/([0-9A-Za-z_-]{43})\.ics", page)
        secret = house.secret(f"calendar address of {key}", found[0] if found else "")
        program = Browser("program", house.send, house.seen)
        program.look(f"/kalender/{secret}.ics")
        # Mistyped by one letter it opens nothing, and is written down nowhere either.
        program.ask("GET", f"/kalender/{secret[:-1]}_.ics")
        program.ask("GET", f"/kalender/{secret}.ics.txt")


def programs(house: House) -> None:
    """An officer makes a token for a program, which shows it, once also mistyped."""
    owner = house.person("examiner")
    owner.who = KEEPER  # the page shows it to its owner, once
    told = {"name": "Rekap", "kind": "personal", "scopes": "cases:read", "days": "30"}
    page = owner.try_to("/masuk/akun/token/baru/", told).text
    found = re.findall(r"omb_[a-z2-7]{8}_[0-9A-Za-z_-]{43}", page)
    secret = house.secret("token of examiner", found[0] if found else "")
    for shown in (secret, f"{secret}_"):
        for path in ("/api/v1/me/", "/api/v1/cases/", "/api/v1/tidak-ada/"):
            head = {"Authorization": f"Bearer {shown}"}
            answer = house.send("GET", path, b"", head)
            house.seen.append(Seen("program", path, answer))


def table(house: House) -> None:
    """A head takes the list of actions along."""
    head = house.person("head")
    told = {"form": "csv", "purpose": "work"}
    made = head.try_to("/kerja/tindakan/tabel/?view=semua", told)
    if made.status != 302:
        raise Refused(f"a table of actions answers {made.status}")
    head.fetch(f"{made.headers['location']}unduh/")
