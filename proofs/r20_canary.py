"""R20: a secret in every field, the whole way through the house, then every copy is searched.

What is found must stand in ALLOWED, with its reason. The sweep first shows that it can
find: in each kind of place a secret is planted beforehand.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from proofs import besides, working
from proofs.asking import ask
from proofs.inside import lines_of
from proofs.ledgers import history
from proofs.parts import wait_for
from proofs.places import Monitor, dump, everywhere, plant
from proofs.reporting import Browser, Identity
from proofs.result import Result
from proofs.tokens import Search, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proofs.__main__ import Rigs
    from proofs.asking import Answer
    from proofs.rig import Rig

NAME, REQUIREMENT = "R20", "R20-R22, R73, R74, R80"
PROVES = "a secret in every field, worked through by everybody: in no copy of anything"

DRAFT = "dump of a draft"
UNREAD = "SELECT count(*) FROM complaints_casefile WHERE words_at IS NULL"
UNCOPIED = "SELECT count(*) FROM documents_storedfile WHERE copying = 'waiting'"
#: Where a secret may stand: (place, token), patterns; and why.
ALLOWED: dict[tuple[str, str], str] = {
    (DRAFT, ".* idempotency key"): (
        "until it is sent, a draft has the key of its own sending; the code of the report"
        " follows from it with TRACKING_KEY only, and the sent one keeps a hash"
    ),
    ("mail", ".*e-?mail"): "the envelope and To: of the reporter's own mail",
    ("mail", "reset link.*"): "the mail to the owner of the account",
    ("pages of .*", "open name of a .*"): (
        "the names of an open reporter's files stand beside them"
    ),
    ("redis monitor", "planted in redis"): "planted by the sweep itself",
    ("pages of typist", "confidential .*"): (
        "the page that says 503 holds what he had just typed, to be sent again"
    ),
    ("pages of searcher", ".*"): "the officer typed it into the search",
    ("pages of taker", ".*"): (
        "he wrote it down for somebody who stood before him, and hands the receipt over"
    ),
    ("pages of keeper", "calendar address of .*"): (
        "its owner is shown the address once, when he makes it"
    ),
    ("pages of keeper", "token of .*"): "its owner is shown it once, when he makes it",
    ("dump.*", "words of .*"): (
        "what was told of the matter, as the story: officers read it in the case, the"
        " reporter in the draft; it goes nowhere else"
    ),
    ("dump.*|pages of liaison", "unsent words of an agency"): (
        "a draft of evidence is its agency's: the row, and the page of its liaisons"
    ),
    (
        "pages of (intake|examiner|head|auditor)",
        "words of .*",
    ): "those who work on the case, and who audits them",
    ("pages of (intake|examiner|head|auditor)", ".* words in a paper"): (
        "they opened the file"
    ),
    ("dump(?! of a draft).*", "open words in a paper"): (
        "the words of the files of an open case find it: without order, numbers of people"
        " and names, and erased with it"
    ),
}


@dataclass
class Sweep:
    """Places and what was found in them."""

    search: Search
    found: dict[str, set[str]] = field(default_factory=dict)
    places: int = 0

    def look(self, place: str, data: bytes) -> None:
        """Search one place."""
        self.places += 1
        if names := self.search.names(data):
            self.found.setdefault(place, set()).update(names)

    def forget(self, place: str, name: str) -> bool:
        """Whether this was found there; it counts as no leak from now on."""
        found = self.found.get(place, set())
        there = name in found
        found.discard(name)
        return there

    def leaks(self) -> list[str]:
        """What no exception names."""
        return sorted(
            f"{name} in {place}"
            for place, names in self.found.items()
            for name in names
            if not allowed(place, name)
        )


def allowed(place: str, name: str) -> bool:
    """Whether an exception covers it."""
    return any(
        re.fullmatch(where, place) and re.fullmatch(what, name)
        for where, what in ALLOWED
    )


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """File two reports, walk them, sweep before, between and after."""
    chance, result = random.Random(seed), Result()
    with make_rig(NAME, webs=1, workers=1, celery=1) as rig:
        monitor = Monitor(rig)
        house = working.House(sending(rig), valued(rig))
        dumps: list[bytes] = []
        kept: list[working.Filed] = []
        people = [Identity(chance, confidential=c) for c in (True, False)]
        for person in people:
            filed = working.file(
                house,
                person,
                between=lambda: dumps.append(dump(rig)),
                beside=besides.beside(house, person, chance),
            )
            later = besides.completed(house, filed, person, chance)
            working.examine(house, filed, between=later)
            besides.answer(house, filed, chance)
            working.order(house, filed)
            working.carry_out(house, filed)
            besides.half_written(house, filed, chance)
            besides.seen(house, filed, chance, told=person.secrecy == "open")
            wait_for(lambda: not rig.number(UNCOPIED), "Every file has its copy")
            wait_for(lambda: not rig.number(UNREAD), "Every file was read")
            working.look_around(house, filed)
            kept.append(filed)
            working.provoke(house, filed, person, chance)
        besides.table(house)
        besides.calendars(house)
        besides.programs(house)
        besides.consult(house, chance)
        besides.hand_over(besides.take_in(house, Identity(chance, confidential=True)))
        factors(rig, house)
        account(rig, house, kept[0], chance)
        without_database(rig, house, people[0])
        rig.quiet(seconds=60)
        planted = plant(rig, house, chance)
        sweep = Sweep(Search([*house.tokens, *planted.values()]))
        for data in dumps:
            sweep.look(DRAFT, data)
        everywhere(rig, sweep, house, monitor.stop())
        result.ledgers |= history(rig)
    missed = [p for p, t in planted.items() if not sweep.forget(p, t.name)]
    for line in [*sweep.leaks(), *(f"not found where planted: {p}" for p in missed)]:
        print(line)
    result.counts |= {
        "tokens": len(sweep.search.tokens),
        "spellings": len(sweep.search.small) + len(sweep.search.exact),
        "answers": len(house.seen),
        "places": sweep.places,
        "MB": sweep.search.bytes // 1_000_000,
        "planted": len(planted),
        "exceptions": len(ALLOWED),
    }
    result.ledgers |= {"R20 leaks": len(sweep.leaks()), "R20 not found": len(missed)}
    return result


def sending(rig: Rig) -> Any:
    """Over HTTP, to the web servers of the rig."""

    def send(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        return ask(rig.urls[0], method, path, body, headers, timeout=60)

    return send


def valued(rig: Rig) -> Any:
    """One value of the database."""
    return lambda query, word: rig.sql(query, word)[0][0]


def factors(rig: Rig, house: working.House) -> None:
    """An officer signs in with all that he has, and asks for a new password."""
    told = json.loads(lines_of(rig, "factors")[-1])
    used, *others = told["recovery codes"]
    for name in ("password", "TOTP seed"):
        house.secret(f"auditor's {name}", told[name])
    for number, code in enumerate([used, *others]):
        house.secret(f"auditor's recovery code {number}", code)
    browser = Browser("auditor", house.send, house.seen)
    browser.press("/masuk/", {"login": told["email"], "password": told["password"]})
    browser.try_to("/masuk/kode/", {"code": used})
    house.secret("session of the auditor by password", browser.cookies["sesi"])
    Browser("stranger", house.send, house.seen).press(
        "/masuk/sandi/", {"email": told["email"]}
    )
    # Other letters may still be on their way: that a code was used, news of a report.
    wait_for(lambda: reset_links(rig), "The letter with the link")
    house.secret("reset link", reset_links(rig)[0])


def account(rig: Rig, house: working.House, filed: working.Filed, chance: Any) -> None:
    """The reporter opens an account, keeps the report there, and comes back to it."""
    mailbox = house.secret(
        "account e-mail", f"{word(chance)}.{word(chance)}@contoh.test"
    )
    password = house.secret("account password", f"{word(chance)} {word(chance)}")
    browser, page = filed.reporter, "/akun/baru/"
    browser.press(page, {"act": "ask", "contact": mailbox})
    wait_for(lambda: account_digits(rig, mailbox), "The letter with the digits")
    browser.press(page, {"act": "prove", "code": account_digits(rig, mailbox)[0]})
    both = {"password1": password, "password2": password}
    browser.press(page, {"act": "password", **both})
    house.secret("session of the account", browser.cookies["sesi"])
    browser.press(
        f"/lacak/{filed.number}/", {"number": filed.number, "code": filed.code}
    )
    browser.press(f"/lacak/{filed.number}/akun/", {"do": "simpan"})
    browser.look("/laporan-saya/")
    browser.press("/masuk/keluar/", {})
    browser.try_to("/masuk/", {"login": mailbox, "password": f"{password} salah"})
    browser.press("/masuk/", {"login": mailbox, "password": password})


def account_digits(rig: Rig, mailbox: str) -> list[str]:
    """The digits in the letter to this mailbox that opens an account."""
    words = (one["words"] for one in rig.letters() if mailbox in one["to"])
    return re.findall(r"Kode Anda dari Ombudsman RI: (\d{6})\. ", "\n".join(words))


def reset_links(rig: Rig) -> list[str]:
    """The secrets in letters for a new password, of which one was asked for."""
    words = "\n".join(letter["words"] for letter in rig.letters())
    return re.findall(r"/masuk/sandi/[0-9A-Za-z]+-([0-9A-Za-z-]+)/", words)


def without_database(rig: Rig, house: working.House, person: Identity) -> None:
    """The page that says 503 to somebody who has just typed all of it."""
    rig.stop_postgres("fast")
    stranger = Browser("typist", house.send, house.seen)
    stranger.try_to("/lapor/data-diri/", person.fields)
    stranger.try_to("/lapor/kejadian/", {"story": person.fields["name"]})
    rig.start_postgres()
    rig.await_webs()
