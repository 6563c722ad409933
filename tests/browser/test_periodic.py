"""The report to DPR and the President in a real Chromium."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from complaints.domain.periodic import Period
from ombudsman import clock
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.register import defied, obeyed
from tests.complaints.services.test_periodic import Q1, drafted, filed, issued
from tests.people import office

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/kerja/laporan-berkala/"


def test_it_is_drawn_up_by_one_and_issued_by_the_chair(
    surf: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        office("00")
        obeyed()
        defied()
        filed(9)
        filed(6, channel="api")
    now = datetime(2027, 1, 4, 3, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    sit_down(surf, "commissioner")
    look(surf, "periodic-empty", HOME)
    with transaction.atomic():
        row = drafted(Q1)
    page = reverse("periodic:report", args=[row.ref])
    look(surf, "periodic-draft", page)
    sit_down(surf, "chair")
    look(surf, "periodic-chair", page)
    surf.press("Tanda tangani dan terbitkan")
    assert "Laporan terbit." in surf.text()
    look(surf, "periodic-issued", page)
    look(surf, "periodic-english", f"{page}?bahasa=en")
    with transaction.atomic():
        issued(Q1, why="Satu laporan terlambat dicatat.")
        second = issued(Period(2026, 2))
    look(surf, "periodic-list", f"{HOME}?bahasa=id")
    look(
        surf, "periodic-recommendations", reverse("periodic:report", args=[second.ref])
    )
