"""A deputy in a case of somebody who is away: what his pages say, and what stays closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from accounts.services.absences import enter_absence
from ombudsman import clock
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.views.pages import act_page, case_page, in_examination
from tests.factories.complaints import FILED
from tests.people import actor, person

if TYPE_CHECKING:
    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)

MOMENT = datetime(2026, 3, 11, 3, tzinfo=UTC)


def test_a_deputy_acts_and_the_time_line_names_both(
    surf: Surf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    walk = in_examination()
    enter_absence(
        person_id=person("examiner").pk,
        deputy_id=person("other_examiner").pk,
        first=FILED.date(),
        last=FILED.date() + timedelta(days=20),
        actor=actor("head"),
        now=FILED,
    )
    sit_down(surf, "other_examiner")
    look(surf, "deputy-absences", "/kerja/cuti/")
    look(surf, "deputy-today", "/kerja/hari-ini/")
    page = act_page(walk.case, "hasil")
    look(surf, "deputy-act", page)
    surf.type("text", "Ada penundaan tujuh bulan.")
    surf.press("Susun hasil sementara")
    look(surf, "deputy-case", case_page(walk.case))
    look(surf, "deputy-case-english", f"{case_page(walk.case)}?bahasa=en")
    surf.visit(f"{case_page(walk.case)}?bahasa=id")
    look(surf, "deputy-history", f"{case_page(walk.case)}riwayat/")
    look(surf, "deputy-identity", f"{case_page(walk.case)}identitas/", status=403)
