"""The clocks of a case as a person sees them: standing still, explained, shared out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from accounts.actor import reporter_of
from complaints.services import asking, recounting
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.services.test_recounting import corrected, in_material
from tests.complaints.views.pages import case_page
from tests.people import actor

if TYPE_CHECKING:
    from complaints.models import ReporterMessage
    from tests.browser.surf import Surf
    from tests.complaints.story import Walk

pytestmark = pytest.mark.django_db(transaction=True)


def unfold(surf: Surf) -> None:
    """Open whatever is folded."""
    for folded in surf.all("details"):
        surf.chrome.execute_script("arguments[0].open = true", folded)


def answered(walk: Walk, question: ReporterMessage) -> None:
    asking.answer_question(
        ref=walk.case.ref,
        question_ref=question.ref,
        text="Loket tiga.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )


def test_a_clock_that_stands_still_and_every_day_that_did_not_count(
    surf: Surf,
) -> None:
    walk = in_material()
    corrected("uji-2", [walk.now.date() + timedelta(days=3)])
    recounting.run(walk.now)
    walk.pass_days(2)
    question = asking.ask_reporter(
        ref=walk.case.ref,
        text="Loket mana?",
        actor=actor("intake"),
        now=walk.now,
    )
    sit_down(surf, "intake")
    surf.visit(case_page(walk.case))
    assert "Jam berhenti" in surf.text()
    assert "menunggu pelapor sejak" in surf.text()
    unfold(surf)
    assert surf.axe() == []
    assert "hari ke-0" in surf.text()
    surf.width(320)
    assert not surf.scrolls_sideways()
    surf.photograph("office-clocks-open")
    look(surf, "office-clocks", case_page(walk.case))
    surf.visit("/lacak/")
    surf.type("number", walk.receipt.locator)
    surf.type("code", walk.receipt.code or "")
    surf.press("Lihat laporan")
    assert "Loket mana?" in surf.text()
    assert "Mengapa tanggal ini?" not in surf.text()  # ours stands: it has no date
    assert surf.axe() == []
    answered(walk, question)
    surf.visit(f"/lacak/{walk.receipt.locator}/")
    unfold(surf)
    assert "libur Hari Kemerdekaan" in surf.text()
    assert surf.axe() == []
    surf.photograph("track-why")
