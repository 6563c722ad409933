"""Bad input into the forms of a page, as the page shows them; every answer is judged."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from proofs import forms, hostile
from proofs.asking import CUT, ask
from proofs.forms import Field, Form
from proofs.judging import Asked, Judge
from proofs.reporting import CSRF, Browser, png

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proofs.asking import Answer
    from proofs.hostile import Value

REFUSED_FILE = b"MZ\x90\0This program cannot be run in DOS mode."
LARGE = 1_000_000  # bytes
Told = dict[str, bytes]


@dataclass(frozen=True)
class Size:
    """How much is tried: values of a field, whole bodies, heads and queries of a page."""

    values: int
    bodies: int
    heads: int
    addresses: int
    copies: int
    drafts: int


@dataclass
class Door:
    """One page with its forms, and who stands before it. ``well``: how it is filled in."""

    path: str
    browser: Browser
    well: Mapping[str, str] = field(default_factory=dict)
    others: list[Door] = field(default_factory=list)  # the same, when this one is spent


class Fuzz:
    """Sends, and has every answer judged."""

    def __init__(self, url: str, judge: Judge, seed: int, size: Size) -> None:
        self.url, self.judge, self.size = url, judge, size
        self.chance = random.Random(seed)
        self.fields: set[tuple[str, str]] = set()

    def browser(self, who: str, session: str = "") -> Browser:
        """Somebody's browser; half of them read English."""
        crumbs = {"csrf": CSRF, "bahasa": self.chance.choice(["id", "en"])}
        crumbs |= {"sesi": session} if session else {}
        return Browser(who, self._send, [], crumbs)

    def try_door(self, door: Door) -> None:
        """All of it; then it is filled in as it should be, for whoever comes next."""
        found = self._forms(door)
        for form in found or [Form("", {n: Field(n, "text") for n in door.well})]:
            self._try_form(door, form)
        self._try_heads(door)
        if found and door.well:
            self._post(door, found[0], {}, Asked(f"{door.path} as it should be"))

    def try_address(self, door: Door) -> None:
        """A page that is not there, looked at and sent to."""
        self._ask(door, "GET", Asked(door.path))
        body = hostile.encoded([(hostile.CSRF, CSRF.encode())])
        self._ask(door, "POST", Asked(door.path), body, hostile.URLENCODED)

    def try_program(self, path: str, body: bytes, heads: Mapping[str, str]) -> None:
        """What a program sends in place of a report."""
        told = {"Content-Type": "application/json", **heads}
        answer = self._send("POST", path, body, told)
        self.judge.hear(Asked(f"{path} {body[:80]!r}", "POST"), answer)

    # --- inside ---------------------------------------------------------------
    def _send(
        self, method: str, path: str, body: bytes, heads: Mapping[str, str]
    ) -> Answer:
        """From a network that nobody came from before."""
        address = ".".join(str(self.chance.randrange(1, 255)) for _ in range(4))
        told = {"X-Forwarded-For": address, **heads}
        answer = ask(self.url, method, path, body, told, timeout=60)
        if answer.status == CUT and len(body) > LARGE:
            # Refused before its end, and the line was closed on what was still to come.
            answer = ask(self.url, method, path, body, told, timeout=60)
        return answer

    def _ask(
        self, door: Door, method: str, asked: Asked, body: bytes = b"", kind: str = "",
        heads: Mapping[str, str] | None = None, query: str = "",
    ) -> Answer:  # fmt: skip
        """One request of this door's browser, judged."""
        crumbs = "; ".join(f"{n}={v}" for n, v in door.browser.cookies.items())
        told = {"Cookie": crumbs, **({"Content-Type": kind} if kind else {})}
        path = f"{door.path}?{query}" if query else door.path
        answer = self._send(method, path, body, told | dict(heads or {}))
        if not heads and not query:
            door.browser.cookies |= answer.cookies | {"csrf": CSRF}
        asked.method = method
        self.judge.hear(asked, answer)
        return answer

    def _forms(self, door: Door) -> list[Form]:
        """Those of the page as it is now, of this door or of one like it."""
        found = forms.forms_of(self._ask(door, "GET", Asked(door.path)).text)
        while not found and door.others:
            spare = door.others.pop()
            door.path, door.browser = spare.path, spare.browser
            found = forms.forms_of(self._ask(door, "GET", Asked(door.path)).text)
        return found

    def _try_form(self, door: Door, form: Form) -> None:
        names = [*form.fields, *sorted({name for name, _ in form.buttons})]
        for name in names:
            if name == hostile.CSRF:
                continue
            self.fields.add((door.path, name))
            for value in hostile.values(self.chance, self.size.values):
                self._alone(door, form, name, value)
                self._spoilt(door, form, name, value)
        pairs = _pairs(form, door.well)
        where = _target(door, form)
        for one in self._some(hostile.bodies(pairs), self.size.bodies):
            asked = Asked(f"{where.path} body: {one.name}")
            self._ask(where, one.method, asked, one.body, one.kind)

    def _alone(self, door: Door, form: Form, name: str, value: Value) -> None:
        """All else as it should be, with one of the buttons."""
        told = {name: value.raw}
        button, does = self.chance.choice([*form.buttons, ("", "")])
        told |= {button: does.encode()} if button and button != name else {}
        self._post(door, form, told, _asked(door, form, name, value))

    def _spoilt(self, door: Door, form: Form, name: str, value: Value) -> None:
        """Beside a file that is refused and fields that are empty."""
        told = {n: b"" for n, one in form.fields.items() if one.kind != "file"}
        told |= {hostile.CSRF: CSRF.encode(), name: value.raw}
        asked = _asked(door, form, name, value)
        asked.what += " beside nothing"
        self._post(door, form, told, asked, file=(b"a.jpg", REFUSED_FILE))

    def _post(
        self, door: Door, form: Form, told: Told, asked: Asked,
        file: tuple[bytes, bytes] = (b"a.png", b""),
    ) -> Answer:  # fmt: skip
        """The form filled in as it should be, but for ``told``."""
        pairs = [(n, told.get(n, raw)) for n, raw in _pairs(form, door.well)]
        known = {n for n, _ in pairs}
        pairs += [(n, raw) for n, raw in told.items() if n not in known]
        where = _target(door, form)
        if not form.files:
            body, kind = hostile.encoded(pairs), hostile.URLENCODED
        else:
            name, content = file
            sent = (form.files[0], name, content or png("a"))
            body, kind = hostile.parts(pairs, sent), hostile.MULTIPART
        return self._ask(where, "POST", asked, body, kind)

    def _try_heads(self, door: Door) -> None:
        for heads in self._some(hostile.HEADS, self.size.heads):
            self._ask(door, "GET", Asked(f"{door.path} {str(heads)[:80]}"), heads=heads)
        for method in self._some(hostile.METHODS, self.size.heads):
            token = {"X-CSRFToken": CSRF}
            self._ask(door, method, Asked(door.path), heads=token)
        for query in self._some(hostile.queries(self.chance, 20), self.size.heads):
            self._ask(door, "GET", Asked(f"{door.path} ?{query[:80]}"), query=query)

    def _some(self, many: Any, count: int) -> list[Any]:
        listed = list(many)
        return self.chance.sample(listed, min(count, len(listed)))


def _pairs(form: Form, well: Mapping[str, str]) -> hostile.Pairs:
    """What a browser would send; where a field lacks something, from ``well``."""
    pairs = [
        (n, (one.value or well.get(n, "")).encode())
        for n, one in form.fields.items()
        if one.kind != "file" and n != hostile.CSRF
    ]
    return [(hostile.CSRF, CSRF.encode()), *pairs]


def _target(door: Door, form: Form) -> Door:
    """Where the form sends to; the same browser."""
    path = form.action if form.action.startswith("/") else door.path
    return Door(path, door.browser)


def _asked(door: Door, form: Form, name: str, value: Value) -> Asked:
    typed = {name: value.words} if value.words else {}
    shown = {n for n, one in form.fields.items() if one.kind in forms.TYPED}
    spoken = door.browser.cookies.get("bahasa", "")
    what = f"{door.path} {name} = {value.name}"
    return Asked(what, language=spoken, typed=typed, seen=shown)
