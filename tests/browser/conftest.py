"""One Chromium while there are tests for it, a fresh visitor for every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from tests.accounts.conftest import with_app, with_password  # noqa: F401 - fixtures
from tests.browser.surf import Surf, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.live_server_helper import LiveServer
    from selenium.webdriver import Chrome


#: Taken every time: the pages for everybody.
SAMPLE = "test_public_pages.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser, and most of it a long time."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            if item.path.name != SAMPLE:
                item.add_marker(pytest.mark.long)
            item.add_marker(pytest.mark.browser)
            # What is covered is shown by tests that aim at it, without a browser.
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="package")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Debian's Chromium and its driver."""
    driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
    assert driver, "chromedriver is not installed"
    assert browser, "chromium is not installed"
    # The server's threads must not hold on to the database that is dropped at the end.
    connections.databases["default"]["CONN_MAX_AGE"] = 0
    chrome = start(driver, browser, tmp_path_factory.mktemp("profile"))
    yield chrome
    chrome.quit()


@pytest.fixture
def surf(chrome: Chrome, live_server: LiveServer) -> Iterator[Surf]:
    """A visitor who was never here before."""
    surf = Surf(chrome, live_server.url.replace("127.0.0.1", "localhost"))
    surf.forget()
    yield surf
    chrome.get("about:blank")  # a page that nobody looks at goes on being painted
