"""Hands that ask for addresses and send the forms that pages show, as a browser would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

ERRORS = re.compile(r'class="(?:errmsg|errsum|note bad)[^>]*>.*?</', re.DOTALL)


@dataclass
class Form:
    """A form as it stands on a page: what it would send untouched, and its buttons."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def has(self, names: set[str], button: str) -> bool:
        """Whether it has these fields, and a button that sends this value."""
        wanted = not button or button in {value for _, value in self.buttons}
        return names <= set(self.fields) and wanted

    def sent(self, given: dict[str, Any], button: str) -> dict[str, Any]:
        """What it sends with these answers, by this button or its main one."""
        pressed = [pair for pair in self.buttons if not button or pair[1] == button]
        name, value = pressed[0] if pressed else ("", "")
        return self.fields | given | ({name: value} if name else {})


class Forms(HTMLParser):
    """Every form in the main part of a page that is sent by POST."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.form: Form | None = None
        self.select = self.area = ""
        self.feed(page[page.find("<main") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(told.get("action", ""))
            if told.get("method", "").lower() == "post":
                self.found.append(self.form)
        elif self.form is not None and tag == "button":
            self._button(told, self.form.buttons)
        elif self.form is not None and told.get("name"):
            self._field(tag, told, told["name"])
        elif self.form is not None and tag == "option" and self.select:
            self._option(told, self.form.fields)

    def _field(self, tag: str, told: dict[str, str], name: str) -> None:
        assert self.form is not None
        fields = self.form.fields
        if tag == "select":
            self.select = name
            fields.setdefault(name, [])
        elif tag == "textarea":
            self.area = name
            fields[name] = [""]
        elif tag == "input" and told.get("type") in {"radio", "checkbox"}:
            fields.setdefault(name, [])
            if "checked" in told:
                fields[name].append(told.get("value", "on"))
        elif tag == "input" and told.get("type") != "file":
            fields[name] = [told.get("value", "")]

    def _button(self, told: dict[str, str], buttons: list[tuple[str, str]]) -> None:
        """The main action of the form, which is drawn as one, stands first."""
        pair = told.get("name", ""), told.get("value", "")
        at = 0 if told.get("class") == "btn" else len(buttons)
        buttons.insert(at, pair)

    def _option(self, told: dict[str, str], fields: dict[str, list[str]]) -> None:
        """The one that is selected; the first, where none is."""
        if "selected" in told or not fields[self.select]:
            fields[self.select] = [told.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self.area and self.form is not None:
            self.form.fields[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.form is not None and self.area:
            # HTML swallows the first line break of a text area.
            self.form.fields[self.area][0] = self.form.fields[self.area][0].lstrip("\n")
            self.area = ""


class HttpHands:
    """One visitor without a browser, who plays everybody in turn."""

    def __init__(self) -> None:
        self.client = Client()

    def be(self, who: str) -> None:
        """Sign in through the door of the demonstration."""
        assert self.client.post(f"/demo/masuk/{who}/").status_code == 302, who

    def leave(self) -> None:
        """A window that nobody used yet."""
        self.client = Client()

    def see(self, path: str, *words: str) -> str:
        """The page there, with these words on it."""
        response = self.client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        page = response.content.decode()
        for word in words:
            assert word in page, (path, word)
        return page

    def fill(self, path: str, *, button: str = "", **fields: Any) -> None:
        """Send the first form there that has these fields; it must be taken."""
        forms = Forms(self.see(path)).found
        form = next((one for one in forms if one.has(set(fields), button)), None)
        assert form is not None, (path, sorted(fields), [one.fields for one in forms])
        answer = self.client.post(form.action or path, form.sent(fields, button))
        said = answer.content.decode()
        assert answer.status_code == 302, (path, ERRORS.findall(said), said[-3000:])
