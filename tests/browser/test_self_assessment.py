"""A self-assessment in a real Chromium: asked, filled in on a phone, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from compliance.models import Round, SelfSheet
from tests.browser.test_scores import signed_in
from tests.compliance import field
from tests.compliance import self_assessment as own
from tests.compliance.rounds import city
from tests.compliance.self_assessment import BOARD, COUNTED, DAYS, STEP
from tests.people import person

if TYPE_CHECKING:
    from compliance.models import Place
    from tests.browser.surf import Surf

PHONE = 390


def ask(surf: Surf, round_: Round) -> None:
    """As the administrator, from the plan of the round."""
    signed_in(surf, "compliance_admin")
    surf.visit(reverse("assess:plan", kwargs={"ref": round_.ref}))
    surf.press("Minta penilaian mandiri")
    surf.chrome.execute_script(
        f"document.querySelector('[name=until]').value = '{own.day().isoformat()}'"
    )
    surf.photograph("self-ask")
    surf.press("Minta instansi menilai diri")
    assert "0 dari 2 instansi menyerahkan" in surf.text()
    surf.photograph("self-asked")


def fill_in(surf: Surf) -> None:
    """On a screen of 390 pixels, one unit after the other."""
    signed_in(surf, "liaison")
    surf.width(PHONE)
    surf.visit(reverse("scored:list"))
    surf.photograph("self-list")
    surf.press("Penilaian mandiri")
    surf.photograph("self-units")
    surf.press("Lanjutkan mengisi")
    surf.photograph("self-unit-empty")
    surf.choose(f"jawab-{BOARD}", "1")
    surf.choose(f"jawab-{STEP}", "3")
    surf.type(f"jawab-{COUNTED}", "6")
    surf.type(f"dari-{COUNTED}", "5")
    surf.type(f"jawab-{DAYS}", "7,5")
    surf.press("Simpan dan lanjut", status=422)
    surf.photograph("self-unit-error")
    surf.type(f"jawab-{COUNTED}", "4")
    surf.press("Simpan dan lanjut")
    assert "Tersimpan." in surf.text()
    surf.choose(f"tidak-{BOARD}")
    surf.press("Simpan")
    surf.photograph("self-units-half")
    surf.press("Serahkan sekarang")
    assert "Masih ada 1 unit yang belum lengkap" in surf.text()
    surf.photograph("self-hand-in")
    surf.press("Serahkan")
    assert "Penilaian mandiri diserahkan." in surf.text()
    surf.photograph("self-handed-in")
    surf.press("Tarik kembali")
    assert SelfSheet.objects.get().handed_in_at is None
    surf.press("Serahkan sekarang")
    surf.press("Serahkan")


def compare(surf: Surf, where: Place) -> None:
    """What differs stands beside what was seen."""
    signed_in(surf, "compliance_admin")
    surf.visit(reverse("assess:place", kwargs={"ref": where.ref}))
    assert "instansi: tidak; dilihat: ya" in surf.text()
    surf.photograph("self-place")
    surf.visit(reverse("assess:round", kwargs={"ref": where.round.ref}))
    assert "dari 1 menyerahkan" in surf.text()
    surf.photograph("self-round")


def test_agencies_are_asked_and_say_how_their_units_are(surf: Surf) -> None:
    person("liaison")
    person("assessor")
    ask(surf, own.planned(city(1), city(2)))
    fill_in(surf)
    seen = own.drawn(own.asked(city(1), by=field.method()))
    where = field.place(seen)
    own.said(where, {field.SIGN: own.NO})
    own.handed_in(seen, city(1))
    field.handed_in(field.sent(where))
    compare(surf, where)
    field.signed(where)
    field.typed(seen)
    field.heard(seen)
    signed_in(surf, "liaison")
    there = {"ref": seen.ref, "agency": city(1).ref}
    surf.visit(reverse("scored:result", kwargs=there))
    assert "Menurut Anda" in surf.text()
    surf.photograph("self-result")
    for language in ("en", "id"):
        surf.visit(f"{reverse('scored:list')}?bahasa={language}")
        surf.photograph(f"self-list-both-{language}")
