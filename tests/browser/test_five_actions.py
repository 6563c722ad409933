"""The five orders of the worked example in a real Chromium, page by page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_walk import seeded
from tests.journeys.five_actions import KTK, SCORE, five_orders_become_a_score
from tests.people import described

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["seeded"]
#: The one main action of a form; a script's own buttons send nothing.
MAIN = "button.btn:not(.alt):not(.text):not([type=button])"


class BrowserHands:
    """Hands at a window: every page is held against axe before its form is sent."""

    def __init__(self, surf: Surf) -> None:
        self.surf = surf

    def be(self, who: str) -> None:
        """Sign in through the door of the demonstration."""
        self.surf.chrome.get(f"{self.surf.base}/demo/")
        self.surf.press(f"Masuk sebagai {described(who).name}", checked=False)

    def leave(self) -> None:
        """A window that nobody used yet."""
        self.surf.as_session("")

    def see(self, path: str, *words: str) -> str:
        """The page there, with these words on it."""
        self.surf.visit(path)
        text = self.surf.text()
        for word in words:
            assert word in text, (path, word)
        return text

    def fill(self, path: str, *, button: str = "", **fields: Any) -> None:
        """Fill in the form there that has these fields, and press its button."""
        self.surf.visit(path)
        self._form(set(fields), button)
        for name, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                self._answer(name, one)
        css = f"button[value={json.dumps(button)}]" if button else MAIN
        before = self.surf.chrome.current_url
        form = self._form(set(fields), button)  # a search may have led to a new page
        self.surf.click(form.find_element("css selector", css))
        assert not self.surf.all(".errsum"), (before, self.surf.text())

    def _form(self, names: set[str], button: str) -> WebElement:
        for form in self.surf.all("main form[method=post]"):
            wanted = [f"[name={json.dumps(name)}]" for name in names]
            if button:
                wanted.append(f"button[value={json.dumps(button)}]")
            if all(form.find_elements("css selector", css) for css in wanted):
                return form
        raise AssertionError((self.surf.chrome.current_url, names, button))

    def _answer(self, name: str, value: str) -> None:
        if name == "choice" and not self.surf.all(f'[value="{value}"]'):
            self.surf.type("search", "Tirtalaya")  # a list is found by its words
            self.surf.press("Cari")
        field = self.surf.one(f"[name={json.dumps(name)}]")
        if field.tag_name == "select":
            self.surf.choose_option(name, value)
        elif field.get_attribute("type") in {"radio", "checkbox"}:
            self.surf.choose(name, None if value == "on" else value)
        else:
            self.surf.type(name, value)


def test_five_orders_become_a_score_in_the_browser(surf: Surf, seeded: None) -> None:
    _one, _other, snapshot = five_orders_become_a_score(BrowserHands(surf))
    surf.visit(f"/rapor/{snapshot.agency.ref}/{snapshot.year}/")
    for figure in (KTK, SCORE):
        assert figure.replace(".", ",") in surf.text()
    surf.photograph("five-actions-score")
