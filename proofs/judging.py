"""What an answer to bad input must be: no fault of ours, a sentence, and what was typed."""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from proofs import forms, hostile
from proofs.asking import CUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from proofs.asking import Answer

LANGUAGES = {"id", "en"}
BARE = ("Bad Request", "Server Error", "Forbidden (403)", "Not Found</h1>", "Traceback")
BROKEN = 500
WORDS = 3  # of a sentence, at least
SHOWN = 6  # troubles of a kind that are printed


@dataclass
class Asked:
    """One thing that was sent, in words for whoever reads of its trouble."""

    what: str
    method: str = "GET"
    language: str = ""  # the page must speak this one; else whichever it says
    typed: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)  # controls of text on the page before


class Judge:
    """Counts statuses and troubles; several threads tell it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.statuses: Counter[int] = Counter()
        self.trouble: Counter[str] = Counter()
        self.told: list[str] = []

    def hear(self, asked: Asked, answer: Answer) -> None:
        """Take one answer in."""
        found = list(self._wrong(asked, answer))
        with self.lock:
            self.statuses[answer.status] += 1
            for kind, more in found:
                self.trouble[kind] += 1
                line = f"{kind}: {answer.status} to {asked.method} {asked.what} {more}"
                if self.trouble[kind] <= SHOWN:
                    self.told.append(line)

    def _wrong(self, asked: Asked, answer: Answer) -> Iterable[tuple[str, str]]:
        if answer.status == CUT:
            yield "cut", ""
        if 400 <= answer.status < 500 and not answer.request_id:
            return  # no HTTP at all: the server hung up before the portal heard of it
        if answer.status >= BROKEN:
            yield "5xx", answer.request_id
        if hostile.HEADER in answer.headers:
            yield "header from a value", ""
        if hostile.MARKUP in answer.body and "json" not in _type(answer):
            yield "markup as it came", ""
        if hostile.COMPUTED in answer.body:
            yield "template in a value", ""
        if 400 <= answer.status < 500 and asked.method != "HEAD":
            yield from _refusal(asked, answer)

    def ledgers(self) -> dict[str, int]:
        """All kinds of trouble, those that never came among them."""
        return {kind: self.trouble.get(kind, 0) for kind in KINDS}


KINDS = (
    "5xx", "cut", "header from a value", "markup as it came", "template in a value",
    "refusal that is no page", "refusal without a sentence", "another language",
    "typed and lost",
)  # fmt: skip


def _type(answer: Answer) -> str:
    return answer.headers.get("content-type", "")


def _refusal(asked: Asked, answer: Answer) -> Iterable[tuple[str, str]]:
    if "json" in _type(answer):
        yield from _of_a_program(answer)
        return
    if _type(answer).startswith("text/plain") and len(answer.text.split()) >= WORDS:
        return  # of the files' own host, which has no pages
    if not _type(answer).startswith("text/html"):
        yield "refusal that is no page", f"{_type(answer)} {answer.text[:60]!r}"
        return
    page = answer.text
    heading, said = forms.sentences(page)
    told = [one for one in said if len(one.split()) >= WORDS]
    if not heading or not told or any(bare in page for bare in BARE):
        yield "refusal without a sentence", heading
    spoken = forms.language(page)
    allowed = {asked.language} if asked.language else LANGUAGES
    if spoken not in allowed or answer.headers.get("content-language") != spoken:
        yield "another language", spoken
    yield from _lost(asked, page)


def _of_a_program(answer: Answer) -> Iterable[tuple[str, str]]:
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = None
    if not isinstance(told, dict) or not any(
        isinstance(one, str) and len(one.split()) >= 2 for one in told.values()
    ):
        yield "refusal without a sentence", answer.text[:80]


def _lost(asked: Asked, page: str) -> Iterable[tuple[str, str]]:
    """Text that the page before had a place for, and that this page no longer holds."""
    held = forms.typed(page)
    if not held:
        return  # a page that says so, and no form
    for name, text in asked.typed.items():
        wanted = forms.plain(text)
        if name in asked.seen and wanted and wanted not in held.get(name, set()):
            yield "typed and lost", name


def faults_in(logs: Path) -> list[str]:
    """Lines of the logs of the web that tell of an error of ours, not of a refusal."""
    return [
        line
        for line in _lines(logs)
        if "Traceback" in line
        or ('"frames"' in line and json.loads(line).get("status", BROKEN) >= BROKEN)
    ]


def routes_in(logs: Path) -> Counter[str]:
    """Route -> how often it was asked, as the portal itself wrote down."""
    asked = [line for line in _lines(logs) if '"route"' in line]
    return Counter(json.loads(line)["route"] for line in asked)


def _lines(logs: Path) -> Iterator[str]:
    for path in logs.glob("web-*.log"):
        yield from path.read_text(errors="replace").splitlines()
