"""The forms of a page, as a browser finds them: what would be sent, and what is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: What holds text that a person typed, and may be given back as it was.
TYPED = {"text", "email", "tel", "search", "textarea", "number", "date", "url"}
UNSENT = {"submit", "button", "reset", "image"}


@dataclass
class Field:
    """One control. Of radios and boxes that share a name there is one."""

    name: str
    kind: str
    value: str = ""


@dataclass
class Form:
    """One form. ``buttons``: their names and values."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """The controls that take files."""
        return [one.name for one in self.fields.values() if one.kind == "file"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.open: Field | None = None
        self.main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.main = True
        if tag == "form" and self.main and told.get("method", "").lower() == "post":
            self.form = Form(told.get("action", ""))
            self.forms.append(self.form)
        if self.form is not None and told.get("name"):
            self._control(tag, told)
        if tag == "option" and self.open is not None:
            chosen = "selected" in told or not self.open.value
            self.open.value = told.get("value", "") if chosen else self.open.value

    def _control(self, tag: str, told: dict[str, str]) -> None:
        assert self.form is not None  # noqa: S101 - asked before
        name, kind = told["name"], told.get("type", "text").lower()
        if tag == "button" or kind in UNSENT:
            self.form.buttons.append((name, told.get("value", "")))
            return
        if tag not in {"input", "select", "textarea"}:
            return
        kind = kind if tag == "input" else tag
        known = self.form.fields.setdefault(name, Field(name, kind))
        if tag != "input":
            self.open = known
        elif kind not in {"radio", "checkbox"} or "checked" in told or not known.value:
            known.value = told.get("value", "on" if kind == "checkbox" else "")

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.open.kind == "textarea":
            self.open.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            if self.open is not None and tag == "textarea":
                self.open.value = self.open.value.removeprefix("\n")
            self.open = None
        elif tag == "form":
            self.form = None
        elif tag == "main":
            self.main = False


def forms_of(page: str) -> list[Form]:
    """The forms of its main part that send something."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def typed(page: str) -> dict[str, set[str]]:
    """What the controls for text hold, by their name; lines count as blanks."""
    found: dict[str, set[str]] = {}
    for form in forms_of(page):
        for one in form.fields.values():
            if one.kind in TYPED:
                found.setdefault(one.name, set()).add(plain(one.value))
    return found


def plain(text: str) -> str:
    """Text as two that differ in blanks only have it in common."""
    return " ".join(text.split())


def language(page: str) -> str:
    """What the page says that it speaks."""
    found = re.search(r'<html[^>]* lang="([^"]*)"', page)
    return found[1] if found else ""


def sentences(page: str) -> tuple[str, list[str]]:
    """Its heading, and all that stands in its paragraphs."""
    main = page.partition("<main")[2]
    head = re.search(r"<h1[^>]*>(.*?)</h1>", main, re.DOTALL)
    said = re.findall(r"<(?:p|li|a)\b[^>]*>(.*?)</(?:p|li|a)>", main, re.DOTALL)
    return (
        plain(re.sub(r"<[^>]+>", " ", head[1])) if head else "",
        [plain(re.sub(r"<[^>]+>", " ", one)) for one in said],
    )
