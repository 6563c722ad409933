"""A real Chromium, and what every page must hold in it."""

from __future__ import annotations

import base64
import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from selenium.webdriver.remote.webelement import WebElement

AXE = (Path(settings.BASE_DIR) / "tests/vendor/axe.min.js").read_text()
SCREENSHOTS = Path(settings.VAR_DIR) / "screenshots"
WIDTHS = (390, 1280)
HEIGHT = 900
POLL = 0.02  # seconds between two looks at a page that is on its way
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    "--lang=id",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}})
   .then(found => done(found.violations.map(
       one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', '))));
"""


def start(driver: str, browser: str, profile: Path) -> Chrome:
    """One browser with an empty profile that reaches nothing but localhost."""
    options = ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = Chrome(options=options, service=ChromeService(executable_path=driver))
    # With every page from the start; to hand it to each page anew takes longer.
    ask = "Page.addScriptToEvaluateOnNewDocument"
    chrome.execute_cdp_cmd(ask, {"source": AXE})
    return chrome


def _is_gone(element: WebElement) -> bool:
    """Whether its page was left; the browser has more than one word for that."""
    try:
        element.is_enabled()
    except WebDriverException:
        return True
    return False


@dataclass
class Surf:
    """One visitor's window on the running product."""

    chrome: Chrome
    base: str

    def visit(self, path: str, *, status: int | None = 200) -> None:
        """Open an address of ours and hold it against the rules of every page."""
        self.chrome.get(f"{self.base}{path}")
        self.check(status=status)

    def check(self, *, status: int | None = 200) -> None:
        """No script of ours, no error in the console, no axe finding, one h1."""
        if status is not None:
            assert self.status() == status, f"{self.chrome.current_url}: {self.text()}"
        errors = [line for line in self.console() if str(status) not in line]
        assert errors == [], f"{self.chrome.current_url}: {errors}"
        assert len(self.all("h1")) == 1, self.chrome.current_url
        found = self.axe()
        assert found == [], f"{self.chrome.current_url}: {found}"

    def status(self) -> int:
        """The HTTP status that the page in the window came with."""
        script = (
            "return document.readyState === 'complete'"
            " && performance.getEntriesByType('navigation')[0].responseStatus"
        )
        wait: WebDriverWait[Chrome] = WebDriverWait(self.chrome, 10, POLL)
        return int(wait.until(lambda chrome: chrome.execute_script(script)))

    def console(self) -> list[str]:
        """Errors and broken content rules since the last look."""
        return [
            str(entry["message"])
            for entry in self._log()
            if entry["level"] in {"SEVERE", "WARNING"}
        ]

    def _log(self) -> list[dict[str, str]]:
        read: Callable[[str], list[dict[str, str]]] = self.chrome.get_log
        return read("browser")

    def axe(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA and its best practice."""
        if not self.chrome.execute_script("return typeof axe !== 'undefined'"):
            self.chrome.execute_script(AXE)
        return list(self.chrome.execute_async_script(RUN_AXE, RULES))

    def width(self, pixels: int, height: int = HEIGHT) -> None:
        """Make the window that wide, as a device of that width would be."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=pixels,
            height=height,
            deviceScaleFactor=1,
            mobile=pixels < 600,
        )

    def scrolls_sideways(self) -> bool:
        """Whether the page is wider than the window."""
        script = (
            "const page = document.documentElement;"
            "return page.scrollWidth > page.clientWidth + 1"
        )
        return bool(self.chrome.execute_script(script))

    def dark(self, *, on: bool) -> None:
        """Let the device ask for dark, or for light."""
        value = "dark" if on else "light"
        features = [
            {"name": "prefers-color-scheme", "value": value},
            # Nothing glides while we aim at it.
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self._ask("Emulation.setEmulatedMedia", features=features)

    def scripts_off(self) -> None:
        """From the next page on, as for a reader without JavaScript."""
        self._ask("Emulation.setScriptExecutionDisabled", value=True)

    @contextmanager
    def first(self, script: str) -> Iterator[None]:
        """Within it every page runs this before anything of its own."""
        ask = "Page.addScriptToEvaluateOnNewDocument"
        added = self._ask(ask, source=script)["identifier"]
        yield
        self._ask("Page.removeScriptToEvaluateOnNewDocument", identifier=added)

    def as_session(self, key: str) -> None:
        """From the next page on, with this session; without one if it is empty."""
        self._ask("Network.clearBrowserCookies")
        if key:
            name = settings.SESSION_COOKIE_NAME
            self._ask("Network.setCookie", name=name, value=key, url=f"{self.base}/")

    def until(self, condition: str, *, seconds: float = 60) -> None:
        """Wait until this holds in the page."""
        wait: WebDriverWait[Chrome] = WebDriverWait(self.chrome, seconds, POLL)
        wait.until(lambda chrome: chrome.execute_script(f"return {condition}"))

    def slow(self, times: int) -> None:
        """As on a processor that is so many times slower; 1 ends it."""
        self._ask("Emulation.setCPUThrottlingRate", rate=times)

    def forget(self) -> None:
        """A new visitor: no cookies, no overrides."""
        self.chrome.get("about:blank")
        self.console()  # what the visitor before left there
        self._ask("Network.clearBrowserCookies")
        self._ask("Emulation.setScriptExecutionDisabled", value=False)
        self.dark(on=False)
        self.width(1280)

    def photograph(self, name: str) -> list[Path]:
        """The page as it is at both widths, kept for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        return [self._shoot(name, width) for width in WIDTHS]

    def _shoot(self, name: str, width: int) -> Path:
        self.width(width)
        assert not self.scrolls_sideways(), f"{name} at {width}"
        shot = self._ask(
            "Page.captureScreenshot", format="png", captureBeyondViewport=True
        )
        path = SCREENSHOTS / f"{name}-{width}.png"
        path.write_bytes(base64.b64decode(shot["data"]))
        return path

    def _ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.chrome.execute_cdp_cmd(command, arguments)
        return answer

    # --- what a person does --------------------------------------------------
    def all(self, css: str) -> list[WebElement]:
        """Every element of that kind."""
        return self.chrome.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str) -> WebElement:
        """The element of that kind; an error if there is none."""
        return self.chrome.find_element(By.CSS_SELECTOR, css)

    def text(self) -> str:
        """What can be read on the page."""
        return str(self.one("body").text)

    def type(self, name: str, text: str) -> None:
        """Write into the field of that name, instead of what stands there."""
        field = self.revealed(f"[name={json.dumps(name)}]")
        field.clear()
        field.send_keys(text)

    def set_date(self, name: str, day: date) -> None:
        """A day in a field of the browser's own calendar, whatever order it shows."""
        self.chrome.execute_script(
            "document.getElementsByName(arguments[0])[0].value = arguments[1]",
            name,
            day.isoformat(),
        )

    def choose(self, name: str, value: str | None = None) -> None:
        """Tick the box of that name, or its option of that value."""
        which = "" if value is None else f"[value={json.dumps(value)}]"
        field = self.revealed(f"[name={json.dumps(name)}]{which}")
        if not field.is_selected():
            self.chrome.execute_script(
                "arguments[0].scrollIntoView({behavior: 'instant'})", field
            )
            field.click()

    def choose_option(self, name: str, value: str) -> None:
        """Choose from the list of that name."""
        field = self.revealed(f"select[name={json.dumps(name)}]")
        Select(field).select_by_value(value)

    def revealed(self, css: str) -> WebElement:
        """The element of that kind, once what it is closed in was opened by its name."""
        field = self.one(css)
        for closed in field.find_elements(By.XPATH, "ancestor::details[not(@open)]"):
            closed.find_element(By.TAG_NAME, "summary").click()
        return field

    def wait_until(self, happened: Callable[[], object]) -> None:
        """Wait for what a script of ours does, or the next page, ten seconds at most.

        What was looked at may leave with its page in that moment: looked at again.
        """
        wait: WebDriverWait[Chrome] = WebDriverWait(
            self.chrome, 10, POLL, ignored_exceptions=[WebDriverException]
        )
        wait.until(lambda _: happened())

    def press(
        self, words: str, *, status: int | None = 200, checked: bool = True
    ) -> None:
        """Press the button or follow the link that says so, and check the page."""
        path = (
            f"//main//button[contains(normalize-space(.), {json.dumps(words)})]"
            f" | //main//a[contains(normalize-space(.), {json.dumps(words)})]"
        )
        element = self.chrome.find_elements(By.XPATH, path)
        assert element, f"nothing says {words!r} on {self.chrome.current_url}"
        self.click(element[0])
        if checked:
            self.check(status=status)

    def click(self, element: WebElement) -> None:
        """Press what leads to another page, and wait until it is there."""
        self.chrome.execute_script(
            "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})",
            element,
        )
        self.chrome.execute_script("document.documentElement.dataset.left = 'yes'")
        element.click()
        self._arrived()

    def _arrived(self) -> None:
        """Wait until the page that was left is gone and the next one is whole."""
        script = (
            "return document.readyState === 'complete'"
            " && !document.documentElement.dataset.left"
        )
        # Between two documents the driver may fail to find either.
        wait: WebDriverWait[Chrome] = WebDriverWait(
            self.chrome, 15, POLL, ignored_exceptions=[WebDriverException]
        )
        wait.until(lambda chrome: chrome.execute_script(script))
