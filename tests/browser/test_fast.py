"""A colleague proposes a fast response: his form, what waits for the head, her answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ombudsman import clock
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.story import Walk
from tests.complaints.views.pages import act_page, case_page
from tests.people import person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2026, 3, 9, 3, tzinfo=UTC)


def test_an_examiner_proposes_a_fast_response_and_the_head_decides(
    surf: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    walk = Walk(title="Obat kanker tidak diberikan sejak tiga hari")
    person("head")
    sit_down(surf, "examiner")
    look(surf, "fast-before", case_page(walk.case))
    ask = act_page(walk.case, "usul-cepat")
    look(surf, "fast-propose", ask)
    surf.press("Usulkan respons cepat", status=422)
    surf.type("reason", "Ia harus berobat besok pagi.")
    surf.press("Usulkan respons cepat")
    look(surf, "fast-proposed", case_page(walk.case))
    look(surf, "fast-proposed-already", ask, status=409)
    surf.forget()
    sit_down(surf, "head")
    look(surf, "fast-today", "/kerja/hari-ini/")
    look(surf, "fast-sign-off", "/kerja/kantor/putusan/")
    decide = act_page(walk.case, "putuskan-cepat")
    look(surf, "fast-decide", decide)
    look(surf, "fast-decide-english", f"{decide}?bahasa=en")
    surf.visit(f"{decide}?bahasa=id")
    surf.choose("decision", "refuse")
    surf.type("reason", "Sudah ditangani dinas hari ini.")
    surf.press("Putuskan usul respons cepat")
    assert "Usul respons cepat tidak diikuti" in surf.text()
