"""The verification page of a letter, as somebody with the paper in hand sees it."""

from accounts.actor import SYSTEM
from accounts.wall_clock import wall_now
from documents.services import issue_letter
from tests.browser.surf import Surf
from tests.factories.agencies import OfficeFactory


def test_a_genuine_letter_is_told_without_a_fault(surf: Surf) -> None:
    OfficeFactory(code="64", name_id="Perwakilan Kalimantan Timur")
    letter = issue_letter(
        template="penutupan",
        version=1,
        context={"reason": "Dicabut oleh pelapor."},
        office_code="64",
        actor=SYSTEM,
        now=wall_now(),
    )
    for width in (320, 1280):
        surf.width(width)
        surf.visit(f"/verifikasi/{letter.ref}/")
        assert not surf.scrolls_sideways()
        assert surf.axe() == []
        surf.photograph("verify-letter")
