"""The way of one report through the house, page by page, up to the corrective period."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

from complaints.domain.completeness import FORMAL_KEYS, MATERIAL_KEYS
from ombudsman.demo.cast import BY_KEY
from proofs.reporting import REPORTER, Browser, Identity, Refused, Seen, Send, hidden
from proofs.tokens import Token, word

CITY = "99.71"  # the invented city of the demonstration
EXAMINER = BY_KEY["examiner"].email
Rows = Callable[[str, str], Any]


@dataclass
class House:
    """How its people are reached; ``value(query, word)`` looks one value up."""

    send: Send
    value: Rows
    seen: list[Seen] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    def person(self, key: str) -> Browser:
        """One of the cast, through the door of the demonstration."""
        browser = Browser(key, self.send, self.seen)
        browser.press(f"/demo/masuk/{key}/", {})
        self.secret(f"session of {key}", browser.cookies.get("sesi", ""))
        return browser

    def secret(self, name: str, value: str) -> str:
        """Something that nobody else may find."""
        if not value:
            raise Refused(f"there is no {name}")
        self.tokens.append(Token(name, value))
        return value


@dataclass
class Filed:
    """A report as its reporter and the officers know it."""

    number: str
    code: str
    ref: str
    reporter: Browser

    @property
    def page(self) -> str:
        return f"/kerja/perkara/{self.ref}/"


#: The pages that ask who writes; each takes its own of the fields.
PERSONAL = ("data-diri", "kerahasiaan", "kontak")

ASKED = {
    "summary": "Akta diminta tujuh bulan lalu, belum terbit.",
    "questions": "Mengapa akta belum terbit?",
}


def file(
    house: House,
    identity: Identity,
    *,
    between: Callable[[], None],
    beside: Callable[[Browser], None] | None = None,
    browser: Browser | None = None,
) -> Filed:
    """Through the wizard. ``between`` is called when all is typed and nothing is sent.

    ``beside``: what else is typed; ``browser``: of somebody who writes for another.
    """
    house.tokens += identity.tokens
    kind = identity.secrecy
    own = browser is None
    browser = browser or Browser(REPORTER, house.send, house.seen)
    city = house.value("SELECT id FROM agencies_agency WHERE code = %s", CITY)
    for slug, fields in (
        ("kejadian", {"title": f"Akta {kind}", "story": "Belum terbit.", "hope": "Akta"}),
        ("instansi", {"choice": f"agency:{city}"}),
        ("tempat", {"region": "99"}),
        ("keluhan", {"tried_before": "yes", "tried": "Surat ke loket."}),
    ):  # fmt: skip
        browser.press(f"/lapor/{slug}/", fields)
    browser.press("/lapor/bukti/", {}, identity.files)
    wrong = identity.fields | {"number": "1"}  # a page that shows it all again
    browser.try_to("/lapor/data-diri/", wrong)
    browser.press("/lapor/data-diri/", wrong | {"act": "leave"})  # kept as it is
    for slug in [
        *PERSONAL,
        *(["mewakili"] if "represented_name" in identity.fields else []),
    ]:
        browser.press(f"/lapor/{slug}/", identity.fields)
    if beside:
        beside(browser)
    if own:
        left = browser.try_to("/lapor/disimpan/kode/", {})
        draft = re.findall(r'<p class="no num">([^<]+)</p>', left.text)
        house.secret(f"{kind} code of the draft", draft[0] if draft else "")
    between()
    key = hidden(browser.look("/lapor/periksa/"), "key")
    house.secret(f"{kind} idempotency key", key)
    browser.press("/lapor/periksa/", {"key": key, "true": "on"})
    receipt = browser.look("/lapor/terkirim/")
    number, code = re.findall(r'<p class="no num">([^<]+)</p>', receipt)
    house.secret(f"{kind} code of the report", code)
    house.secret(f"{kind} session of the reporter", browser.cookies.get("sesi", ""))
    ref = house.value("SELECT ref FROM complaints_case WHERE locator = %s", number)
    return Filed(number, code, str(ref), browser)


def act(officer: Browser, filed: Filed, slug: str, **fields: str) -> None:
    """One act of an officer, from its page."""
    path = f"{filed.page}{slug}/"
    fields["version"] = hidden(officer.look(path), "version")
    officer.press(path, fields)


def examine(
    house: House, filed: Filed, *, between: Callable[[], None] | None = None
) -> None:
    """From the agenda to the agency's answer; ``between``: once it is in the check."""
    intake, head = house.person("intake"), house.person("head")
    intake.look("/kerja/antrean/")
    act(intake, filed, "mulai")
    if between:
        between()
    act(intake, filed, "formil", **dict.fromkeys(FORMAL_KEYS, "yes"))
    act(intake, filed, "materiil", **dict.fromkeys(MATERIAL_KEYS, "yes"))
    act(head, filed, "registrasi", case_class="light")
    page = head.look(f"{filed.page}tugaskan/")
    examiner = house.value("SELECT id FROM accounts_user WHERE email = %s", EXAMINER)
    if f'value="{examiner}"' not in page:
        raise Refused("the examiner cannot be chosen")
    act(head, filed, "tugaskan", examiner=str(examiner))
    officer, liaison = house.person("examiner"), house.person("liaison")
    act(officer, filed, "klarifikasi", **ASKED)
    page = f"/instansi/perkara/{filed.ref}/"
    liaison.press(page, {})
    liaison.look(page)
    request = house.value(
        "SELECT q.ref FROM complaints_clarification q JOIN complaints_case c"
        " ON c.id = q.case_id WHERE c.locator = %s", filed.number,
    )  # fmt: skip
    answer = {"stance_1": "explain", "text_1": "Sistem sedang diperbaiki."}
    liaison.press(f"/instansi/klarifikasi/{request}/", answer)


def order(house: House, filed: Filed) -> None:
    """From the result to the actions that the agency has to take."""
    officer, head = house.person("examiner"), house.person("head")
    act(officer, filed, "hasil", text="Kami menemukan penundaan berlarut.")
    act(head, filed, "beritahu")
    door = f"/lacak/{filed.number}/"
    filed.reporter.press("/lacak/", {"number": filed.number, "code": filed.code})
    session = filed.reporter.cookies.get("sesi", "")
    house.secret(f"session that holds {filed.number}", session)
    filed.reporter.look(door)
    key = hidden(filed.reporter.look(f"{door}tanggapi/"), "key")
    house.secret(f"key of the answer to {filed.number}", key)
    filed.reporter.press(
        f"{door}tanggapi/", {"key": key, "answer": "accept", "text": "Setuju."}
    )
    act(
        officer, filed, "lhp", account="Uraian.", result="Hasil.", opinion="Berlarut.",
        conclusion="found", form_1="PB", finding_1="Lewat standar lima hari.",
        action_1="Terbitkan akta kelahiran.", action_2="Pasang papan waktu.",
    )  # fmt: skip
    act(head, filed, "tandatangani")


def carry_out(house: House, filed: Filed) -> None:
    """The agency shows what it did; the officer says whether that is enough."""
    liaison, officer = house.person("liaison"), house.person("examiner")
    page = f"/instansi/perkara/{filed.ref}/"
    liaison.press(page, {})
    liaison.look(page)
    action = house.value(
        "SELECT a.ref FROM complaints_correctiveaction a JOIN complaints_case c"
        " ON c.id = a.case_id WHERE c.locator = %s ORDER BY a.n LIMIT 1", filed.number,
    )  # fmt: skip
    shown = {"text": "Akta sudah diserahkan.", "done_on": ""}
    liaison.press(f"/instansi/tindakan/{action}/", shown)
    piece = house.value(
        "SELECT e.ref FROM complaints_actionevidence e JOIN complaints_correctiveaction a"
        " ON a.id = e.action_id WHERE a.ref = %s", str(action),
    )  # fmt: skip
    path = f"{filed.page}bukti/{piece}/"
    page = officer.look(path)
    sent = re.search(r'max="(\d{4}-\d\d-\d\d)"', page)
    day = sent.group(1) if sent else ""
    fields = {"version": hidden(page, "version"), "executed_on": day}
    officer.press(path, fields | {"decision": "done", "reason": "Cocok."})


def look_around(house: House, filed: Filed) -> None:
    """Every page and file of the report that somebody else may open."""
    for key in ("intake", "examiner", "head", "auditor", "liaison", "custodian"):
        browser = house.person(key)
        agency = key == "liaison"
        home = f"/instansi/perkara/{filed.ref}/" if agency else filed.page
        for path in (
            "/kerja/antrean/",
            "/kerja/tindakan/",
            "/kerja/tindakan/ringkas/",
            "/instansi/",
            home,
        ):
            browser.ask("GET", path)
        browser.ask("GET", f"{filed.page}riwayat/")
        links = re.findall(
            r'href="([^"]+/(?:berkas|surat|asli)/[^"]+)"', _last(browser, home)
        )
        for link in sorted(set(links)):
            browser.fetch(link)


def _last(browser: Browser, path: str) -> str:
    pages = [one for one in browser.seen if (one.who, one.path) == (browser.who, path)]
    return pages[-1].answer.text if pages else ""


def provoke(
    house: House, filed: Filed, identity: Identity, chance: random.Random
) -> None:
    """Everything that goes wrong with a secret in the hand."""
    name, code = identity.fields["name"], filed.code
    officer = house.person("examiner")
    searcher = Browser("searcher", house.send, house.seen, dict(officer.cookies))
    for key in ("name", "number", "email", "phone"):
        searcher.ask("GET", f"/kerja/antrean/?q={quote_plus(identity.fields[key])}")
    stranger = Browser("stranger", house.send, house.seen)
    bad = Browser("stranger", house.send, house.seen)
    stranger.try_to("/lacak/", {"number": filed.number, "code": code[::-1]})
    bad.ask("POST", f"/lacak/{filed.number}/", b"%ff=" + name.encode(), "text/plain")
    officer.ask("GET", f"/kerja/perkara/{quote(name)}/")
    officer.ask("GET", f"/lacak/{filed.number}/../{quote(code)}")
    body = f'{{"story": {name!r}, "reporter": {{"nik": "{identity.fields["number"]}"'
    headers = f"application/json; x={code}"
    stranger.ask("POST", "/api/v1/reports/", body.encode(), headers)
    stranger.ask("PUT", "/lapor/data-diri/", name.encode(), "text/plain")
    password = f"sandi-{chance.getrandbits(60):x}"
    house.secret("password of a failed sign-in", password)
    stranger.try_to("/masuk/", {"login": EXAMINER, "password": password})
    about_contact(house, filed, identity, chance)


def about_contact(
    house: House, filed: Filed, identity: Identity, chance: random.Random
) -> None:
    """Another mailbox is asked for and not proved; somebody says that the code is lost."""
    wanted = f"{word(chance)}@example.org"
    house.secret(f"{identity.secrecy} new e-mail", wanted)
    reporter, page = filed.reporter, f"/lacak/{filed.number}/kontak/"
    reporter.press("/lacak/", {"number": filed.number, "code": filed.code})
    reporter.press(page, {"contact": wanted, "channel": "email"})
    reporter.look(page)
    stranger = Browser("stranger", house.send, house.seen)
    stranger.press("/lacak/kode-baru/", {"contact": identity.fields["email"]})
