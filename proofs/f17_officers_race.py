"""F17: officers press the button at the same moment, on every act there is: eight in full.

The acts are read from the portal, with the recipes of their tests: a later act falls
under this proof, and one without a recipe fails it.
"""

from __future__ import annotations

import html
import json
import random
import re
import threading
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from proofs.asking import ask
from proofs.driver import together
from proofs.inside import lines_of
from proofs.ledgers import reconcile
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.asking import Answer
    from proofs.rig import Rig

NAME, REQUIREMENT = "F17", "R59, R60"
PROVES = "eight officers on one case, every act at once: one wins, the others keep their text"
TOKEN = "proof0" * 5 + "ab"  # what the browser's cookie and its form have in common
ACCEPTED, CONFLICT, GONE = 302, 409, 404
FEW = 3  # windows of a short race of one act; rivals and the melee are as many as ever
VERSION = re.compile(r'name="version" value="(\d+)"')
COUNT = (
    "SELECT count(*) FROM journal_entry WHERE subject_kind = 'case'"
    " AND subject_id = %s AND kind = ANY(%s) AND id > %s"
)
STANDS = "SELECT version FROM complaints_case WHERE id = %s"
LAST = "SELECT coalesce(max(id), 0) FROM journal_entry"


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Every act, every stage's rivals, a verdict, then a melee on one case."""
    repeats, rounds = (1, 12) if short else (5, 100)
    windows = FEW if short else None
    result = Result()
    with make_rig(NAME, workers=0) as rig:
        for _ in range(repeats):
            *races, summary = map(json.loads, lines_of(rig, "races"))
            for race in races:
                told = (
                    melee(rig, race, seed, rounds)
                    if not race["winners"]
                    else one(rig, race, windows)
                )
                result.add(told)
            result.ledgers["acts not raced"] = len(summary["not raced"])
            result.counts["acts"] = f"{summary['acts']}"
            result.counts["commands of the lifecycle with an act"] = (
                f"{summary['commands']}"
            )
        rig.add_worker(0)  # only now: time must not act on cases that race
        rig.quiet(seconds=120)
        result.ledgers |= reconcile(rig)
    return result


def post(rig: Rig, sent: dict[str, Any], body: dict[str, Any], number: int) -> Answer:
    """Send one form as a browser does."""
    form = urlencode({**body, "csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sesi={sent['session']}; csrf={TOKEN}",
    }
    base = rig.urls[number % len(rig.urls)]
    return ask(base, "POST", sent["path"], form, headers)


def at_once(
    rig: Rig, posts: list[dict[str, Any]], bodies: list[dict[str, Any]]
) -> list[Answer]:
    """All of them, leaving at the same moment."""
    gate = threading.Barrier(len(posts))
    answers: list[Any] = [None] * len(posts)

    def press(number: int) -> None:
        gate.wait()
        answers[number] = post(rig, posts[number], bodies[number], number)

    together([partial(press, number) for number in range(len(posts))])
    return answers


def one(rig: Rig, race: dict[str, Any], windows: int | None) -> Result:
    """One race: winners, conflicts, the text, the history, the version.

    ``windows``: how many are enough where all do the same and one wins.
    """
    before, mark = rig.number(STANDS, race["case"]), rig.number(LAST)
    enough = windows if race["alike"] and race["winners"] == 1 else None
    posts = race["posts"][:enough]
    answers = at_once(rig, posts, [sent["body"] for sent in posts])
    accepted = [a for a in answers if a.status == ACCEPTED]
    refused = {CONFLICT, GONE} if race["leaves"] else {CONFLICT}
    others = [a for a in answers if a.status != ACCEPTED]
    told = rig.number(COUNT, race["case"], race["events"], mark)
    stands = rig.number(STANDS, race["case"])
    won = len(accepted)
    as_many = won >= 1 if race["leaves"] else won == race["winners"]
    name = race["name"]
    result = Result()
    result.counts |= {"races": 1, "posts": len(answers), "accepted": won}
    result.counts |= {"conflicts": sum(a.status == CONFLICT for a in answers)}
    result.ledgers |= {
        "accepted beside one": int(not as_many),
        "answers but accepted and conflict": sum(
            a.status not in refused for a in others
        ),
        "typed words lost": sum(
            race["typed"] not in html.unescape(a.text)
            for a in others
            if a.status == CONFLICT
        ),
        "history beside accepted": abs(told - won),
        "version not moved": int(race["versioned"] and stands <= before),
    }
    if result.wrong:
        print(
            f"{name}: {sorted(a.status for a in answers)}, {told} entries, {result.wrong}"
        )
    return result


@dataclass
class Tally:
    """What the melee's windows were told."""

    accepted: dict[str, set[str]] = field(default_factory=dict)
    wrong: int = 0
    lost: int = 0
    conflicts: int = 0


def melee(rig: Rig, race: dict[str, Any], seed: int, rounds: int) -> Result:
    """Read the page, type, send; eight at once, many rounds. Nothing accepted is lost."""
    chance, tally = random.Random(seed), Tally()
    before, mark = rig.number(STANDS, race["case"]), rig.number(LAST)
    for number in range(rounds):
        bodies = [
            {
                "text": f"Kalimat {number}-{window}-{chance.random():.9f}",
                "version": shown,
            }
            for window, shown in enumerate(versions_shown(rig, race))
        ]
        for sent, body, answer in zip(
            race["posts"], bodies, at_once(rig, race["posts"], bodies), strict=True
        ):
            note(tally, sent["path"], body["text"], answer)
    successes = sum(map(len, tally.accepted.values()))
    told = rig.number(COUNT, race["case"], race["events"], mark)
    moved = rig.number(STANDS, race["case"]) - before
    result = Result()
    result.counts |= {
        "melee rounds": rounds,
        "melee posts": rounds * len(race["posts"]),
    }
    result.counts |= {"melee accepted": successes, "melee conflicts": tally.conflicts}
    result.ledgers |= {
        "melee: versions beside accepted": abs(moved - successes),
        "melee: history beside accepted": abs(told - successes),
        "melee: words of a conflict lost": tally.lost,
        "melee: answers but accepted and conflict": tally.wrong,
        "melee: accepted and not stored": stored_beside(rig, race, tally),
        "melee: no conflict at all": int(not tally.conflicts),
    }
    return result


def versions_shown(rig: Rig, race: dict[str, Any]) -> list[str]:
    """What each window's page says that the case's version is."""
    cookie = [f"sesi={sent['session']}; csrf={TOKEN}" for sent in race["posts"]]
    pages = [
        ask(rig.urls[0], "GET", sent["path"], headers={"Cookie": cookie[n]})
        for n, sent in enumerate(race["posts"])
    ]
    return [(VERSION.findall(page.text) or [""])[0] for page in pages]


def note(tally: Tally, path: str, text: str, answer: Answer) -> None:
    """Count one answer of the melee."""
    if answer.status == ACCEPTED:
        tally.accepted.setdefault(path, set()).add(text)
    elif answer.status == CONFLICT:
        tally.conflicts += 1
        tally.lost += text not in html.unescape(answer.text)
    else:
        tally.wrong += 1


def stored_beside(rig: Rig, race: dict[str, Any], tally: Tally) -> int:
    """Accepted messages that are not there, and a result that nobody was told is in."""
    sent = {
        text
        for (text,) in rig.sql(
            "SELECT text FROM complaints_reportermessage WHERE case_id = %s",
            race["case"],
        )
    }
    (result,) = rig.sql(
        "SELECT text FROM complaints_resultnotice WHERE case_id = %s AND closed_at IS NULL",
        race["case"],
    )
    messages = set[str]()
    results = set[str]()
    for path, texts in tally.accepted.items():
        (messages if path.endswith("/pesan/") else results).update(texts)
    return len(messages - sent) + int(result[0] not in results)
