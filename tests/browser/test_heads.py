"""The pages of a head about her office, as she sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from complaints.services import intake
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_handing import registered
from tests.complaints.story import Walk
from tests.complaints.views.pages import in_examination
from tests.factories.complaints import calendar
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/kerja/kantor/"


def test_a_head_looks_at_her_office_and_gives_cases_away(surf: Surf) -> None:
    calendar()
    person("head")
    sit_down(surf, "head")
    look(surf, "heads-empty", PAGE)
    look(surf, "heads-nothing-to-give", f"{PAGE}serahkan/")
    for who in ("other_examiner", "intake", "resmon"):
        person(who)
    walk = in_examination()
    in_examination()
    registered()
    Walk().do(intake.start_formal, "intake")
    Walk()
    look(surf, "heads-load", PAGE)
    look(surf, "heads-load-english", f"{PAGE}?bahasa=en")
    surf.visit(f"{PAGE}?bahasa=id")
    give = f"{PAGE}serahkan/?pemegang={person('examiner').pk}"
    look(surf, "heads-hand-over", give)
    surf.width(1280)
    surf.visit(give)
    surf.press("Serahkan yang ditandai", status=422)
    assert surf.axe() == []
    surf.photograph("heads-lacking")
    surf.type("reason", "Beban tidak merata.")
    surf.choose(f"c{walk.case.ref}-pick")
    surf.press("Serahkan yang ditandai")
    assert surf.axe() == []
    surf.photograph("heads-handed")
