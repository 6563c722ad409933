"""R78 in the browser: work is done in the background, or one waits."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from accounts import work
from complaints.models import Case
from tests.complaints.views.test_admission import Sender, use_up
from tests.factories.agencies import AgencyFactory
from tests.factories.complaints import calendar

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
SINCE_IT_CAME = """
return performance.now() - performance.getEntriesByType('navigation')[0].responseEnd
"""
DONE = "!document.querySelector('[data-when=done]').hidden"


@pytest.fixture
def busy(surf: Surf) -> Surf:
    """A visitor who is about to send, on a network that has sent too much."""
    calendar()
    AgencyFactory(code="99.71", region__code="99.71")
    use_up()
    surf.console()  # what another test left in it
    sender = Sender()
    surf.as_session(sender.client.cookies[settings.SESSION_COOKIE_NAME].value)
    surf.visit("/lapor/periksa/")
    surf.choose("true")
    return surf


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_browser_proves_its_work_and_the_button_sends(
    busy: Surf, language: str
) -> None:
    busy.visit(f"/lapor/periksa/?bahasa={language}")
    busy.choose("true")
    busy.press({"id": "Kirim laporan", "en": "Send"}[language], status=429)
    busy.until(DONE)
    busy.check(status=429)
    assert "sesudah pukul" not in busy.text()
    busy.dark(on=True)
    assert busy.axe() == []
    busy.dark(on=False)
    busy.photograph(f"file-busy-network-{language}")
    busy.width(320)
    assert not busy.scrolls_sideways()
    busy.width(1280)
    busy.press({"id": "Kirim laporan", "en": "Send"}[language])
    assert busy.chrome.current_url.endswith("/lapor/terkirim/")
    assert Case.objects.count() == 1


def test_without_javascript_the_page_says_when_to_come_back(busy: Surf) -> None:
    busy.scripts_off()
    busy.press("Kirim laporan", status=429, checked=False)
    assert "sesudah pukul" in busy.text()
    assert "membuktikan" not in busy.text()
    assert not Case.objects.exists()


def test_the_worst_question_is_answered_on_a_slow_processor(
    busy: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All numbers tried, six times slower; docs/measured.md has the seconds."""
    monkeypatch.setattr(secrets, "randbelow", lambda most: most - 1)
    busy.slow(6)
    busy.press("Kirim laporan", status=429, checked=False)
    busy.until(DONE)
    seconds = busy.chrome.execute_script(SINCE_IT_CAME) / 1000
    busy.slow(1)
    print(f"{work.MOST} fingerprints, six times slower: {seconds:.2f} s")  # noqa: T201 - a count for the reader
    assert str(work.MOST - 1) == busy.one("[name=answer]").get_attribute("value")


def test_a_browser_that_fills_in_everything_sees_the_trap(busy: Surf) -> None:
    busy.chrome.execute_script(
        "document.querySelector('[name=site]').value = 'https://contoh.example'"
    )
    busy.press("Kirim laporan", status=422)
    assert "Biarkan kolom ini kosong" in busy.text()
    busy.photograph("file-trap")
    busy.width(1280)
