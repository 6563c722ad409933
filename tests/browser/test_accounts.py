"""The account of a reporter in a real browser: opened, filled, left, entered again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts.models import ReporterAccount
from ombudsman import clock
from tests.browser.surf import WIDTHS
from tests.browser.test_following import MOMENT
from tests.browser.test_passkeys import device as device  # noqa: PLC0414 - a fixture
from tests.factories.complaints import file_one
from tests.reporters import (
    MAIL,
    NUMBER,
    PASSWORD,
    PHONE,
    Memory,
    deliver,
    digits_in,
    sent_to,
)

if TYPE_CHECKING:
    from complaints.models import Case
    from complaints.services.filing import Receipt
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> tuple[Case, Receipt]:
    """A report, and a gateway that remembers."""
    Memory.sent.clear()
    settings.MESSAGES_GATEWAY = f"{Memory.__module__}.Memory"
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    return file_one(now=MOMENT)


def open_report(surf: Surf, receipt: Receipt) -> None:
    surf.visit(f"/lacak/{receipt.locator}/")
    surf.type("code", receipt.code or "")
    surf.press("Lihat laporan")


def prove(surf: Surf, typed: str, sent: str) -> None:
    """From the first page to the choice of a way in."""
    surf.type("contact", typed)
    surf.press("Kirim kode")
    deliver()
    surf.type("code", digits_in(sent_to(sent)[-1]))
    surf.press("Lanjut")


def choose_password(surf: Surf) -> None:
    surf.type("password1", PASSWORD)
    surf.type("password2", PASSWORD)
    surf.press("Buat akun dengan kata sandi")


def sign_out(surf: Surf) -> None:
    surf.visit("/masuk/keluar/")
    surf.press("Keluar")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("typed", "sent"), [(MAIL, MAIL), (PHONE, NUMBER)])
def test_a_report_is_kept_in_a_new_account_and_found_there_again(
    surf: Surf, filed: tuple[Case, Receipt], typed: str, sent: str, width: int
) -> None:
    case, receipt = filed
    surf.width(width)
    open_report(surf, receipt)
    surf.press("Simpan di akun saya")
    prove(surf, typed, sent)
    choose_password(surf)
    assert surf.chrome.current_url.endswith(f"/lacak/{case.locator}/")
    surf.press("Simpan di akun saya")
    assert surf.one("h1").text == "Laporan saya"
    sign_out(surf)
    surf.visit("/laporan-saya/")
    assert surf.one("h1").text == "Masuk"
    surf.type("login", typed)
    surf.type("password", PASSWORD)
    surf.press("Masuk")
    assert surf.one("h1").text == "Laporan saya"
    assert not surf.scrolls_sideways()
    surf.press("Buka laporan")
    assert "Salah satunya akun Anda." in surf.text()
    assert not surf.scrolls_sideways()


def test_every_page_of_it_at_both_widths(
    surf: Surf, filed: tuple[Case, Receipt]
) -> None:
    """Empty, wrong, refused, done: each state is photographed and obeys every rule."""
    _, receipt = filed
    surf.visit("/masuk/")
    surf.photograph("account-sign-in")
    surf.press("Buat akun")
    surf.photograph("account-join")
    surf.press("Kirim kode", status=422)
    surf.photograph("account-join-wrong")
    surf.type("contact", MAIL)
    surf.press("Kirim kode")
    surf.photograph("account-digits")
    surf.type("code", "000000")
    surf.press("Lanjut", status=422)
    surf.photograph("account-digits-wrong")
    deliver()
    surf.type("code", digits_in(sent_to(MAIL)[-1]))
    surf.press("Lanjut")
    surf.photograph("account-choose")
    surf.type("password1", "pendek")
    surf.type("password2", "pendek")
    surf.press("Buat akun dengan kata sandi", status=422)
    surf.photograph("account-choose-wrong")
    choose_password(surf)
    surf.photograph("mine-empty")
    open_report(surf, receipt)
    surf.photograph("mine-case")
    surf.press("Simpan di akun saya")
    surf.photograph("mine-list")
    surf.dark(on=True)
    surf.photograph("mine-list-dark")
    surf.dark(on=False)
    surf.visit("/masuk/akun/")
    surf.photograph("account-of-reporter")
    surf.press("Ganti kontak")
    surf.type("contact", PHONE)
    surf.press("Kirim kode ke kontak baru")
    surf.photograph("account-contact")
    deliver()
    surf.type("code", digits_in(sent_to(NUMBER)[-1]))
    surf.press("Pastikan dan ganti")
    assert "••••0101" in surf.text()
    surf.press("Ganti kata sandi")
    surf.photograph("account-password")
    surf.visit("/masuk/akun/")
    surf.press("Hapus akun saya")
    surf.photograph("account-leave")
    surf.press("Hapus akun saya")
    assert "Akun Anda dihapus" in surf.text()
    surf.photograph("account-left")
    assert ReporterAccount.objects.get().sealed == ""


def test_without_a_script_everything_but_the_passkey_works(
    surf: Surf, filed: tuple[Case, Receipt]
) -> None:
    surf.visit("/akun/baru/")
    surf.type("contact", MAIL)
    surf.press("Kirim kode")
    deliver()
    surf.type("code", digits_in(sent_to(MAIL)[-1]))
    surf.scripts_off()
    surf.one("main form button").click()
    surf.wait_until(lambda: surf.all("[name=password1]"))
    assert not surf.one("form[data-passkey]").is_displayed()
    surf.type("password1", PASSWORD)
    surf.type("password2", PASSWORD)
    surf.one("main form button").click()
    surf.wait_until(lambda: [one.text for one in surf.all("h1")] == ["Laporan saya"])


@pytest.mark.parametrize("width", WIDTHS)
def test_a_passkey_opens_an_account_and_the_door_without_a_name(
    surf: Surf, device: None, filed: tuple[Case, Receipt], width: int
) -> None:
    surf.width(width)
    surf.visit("/akun/baru/")
    prove(surf, MAIL, MAIL)
    surf.press("Buat akun dengan kunci sandi")
    assert surf.one("h1").text == "Kode cadangan"
    surf.press("Lanjut")
    assert surf.one("h1").text == "Laporan saya"
    sign_out(surf)
    surf.visit("/masuk/")
    surf.press("Masuk dengan kunci sandi")
    surf.photograph("account-enter-passkey")
    surf.width(width)
    surf.press("Pakai kunci sandi")
    assert surf.one("h1").text == "Laporan saya"


def test_a_device_that_says_no_is_told_beside_the_button(
    surf: Surf, device: None
) -> None:
    surf.visit("/masuk/?kunci=1")
    surf.one("form[data-passkey] button").click()
    failed = surf.one("[data-failed]")
    surf.wait_until(failed.is_displayed)
    assert "Kunci sandi tidak terbaca" in surf.text()
    assert surf.axe() == []
    surf.photograph("account-enter-refused")


def test_in_english_it_is_all_english(surf: Surf, filed: tuple[Case, Receipt]) -> None:
    surf.visit("/akun/baru/?bahasa=en")
    assert "Open a reporter's account" in surf.text()
    surf.photograph("account-join-en")
