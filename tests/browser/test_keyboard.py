"""A day's work by the keyboard alone: the queue, a case, a note, and back (ux.md 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from complaints.models import Note
from tests.browser.surf import Surf
from tests.browser.test_people_pages import sit_as
from tests.complaints.story import Walk, to_examination
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = "/kerja/antrean/?view=mine"


class Keyboard:
    """Ten fingers and no mouse."""

    def __init__(self, surf: Surf) -> None:
        self.surf = surf

    def press(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self.surf.chrome).send_keys(key).perform()

    def follow(self, *keys: str) -> None:
        """Keys of which the last one leads to another page."""
        self.surf.chrome.execute_script("document.documentElement.dataset.left = 'yes'")
        self.press(*keys)
        self.surf._arrived()
        self.surf.check()

    def on(self) -> WebElement:
        return self.surf.chrome.switch_to.active_element


@pytest.fixture
def keyboard(surf: Surf) -> Keyboard:
    for _ in range(2):
        to_examination(Walk())
    sit_as(surf, "examiner")
    surf.visit(QUEUE)
    return Keyboard(surf)


def test_from_the_queue_to_a_note_and_back_without_a_mouse(
    surf: Surf, keyboard: Keyboard
) -> None:
    surf.photograph("keys-queue")
    keyboard.press("j", "j")
    second = keyboard.on().get_attribute("href")
    keyboard.press("k")
    assert keyboard.on().get_attribute("href") != second
    keyboard.press("x")
    assert len(surf.all(".grid tbody input:checked")) == 1
    keyboard.press(Keys.ESCAPE)
    assert surf.all(".grid tbody input:checked") == []
    keyboard.press("j")
    keyboard.follow(Keys.ENTER)
    surf.photograph("keys-case")
    keyboard.press("v")
    assert keyboard.on().get_attribute("href") == surf.all(".acts a")[0].get_attribute(
        "href"
    )
    keyboard.press("c")
    assert keyboard.on().tag_name == "textarea"
    assert not Note.objects.exists()
    keyboard.press("u", "?")
    assert keyboard.on().get_attribute("value") == "u?", "in a field a key is a letter"
    keyboard.press(Keys.ESCAPE)
    keyboard.follow("u")
    assert "/kerja/antrean/" in surf.chrome.current_url
    keyboard.follow("g", "7")
    assert "view=all" in surf.chrome.current_url
    keyboard.press("/")
    assert keyboard.on().get_attribute("name") == "q"


def test_who_switches_them_off_has_none_on_that_device(
    surf: Surf, keyboard: Keyboard
) -> None:
    both = surf.all("[data-keys] button")
    assert [one.is_displayed() for one in both] == [True, False]
    keyboard.press("?", Keys.TAB, Keys.ENTER)
    assert [one.is_displayed() for one in both] == [False, True]
    surf.visit(QUEUE)
    keyboard.press("j")
    assert keyboard.on().tag_name == "body"
    surf.one("[data-keys] button[value=on]").click()
    keyboard.press("j")
    assert "/kerja/perkara/" in str(keyboard.on().get_attribute("href"))


def test_without_the_script_nothing_speaks_of_keys(client: Client) -> None:
    to_examination(Walk())
    login(client, "examiner")
    page = client.get(QUEUE).content.decode()
    assert 'data-keys tabindex="-1" hidden' in page
