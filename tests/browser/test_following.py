"""What the reporter sees while the report goes its way, in a real browser."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from complaints.models import Case
from complaints.services import receipt
from ombudsman import clock
from tests.browser.surf import Surf
from tests.complaints.story import Walk, to_examination, to_signed_lhp
from tests.people import actor

pytestmark = pytest.mark.django_db(transaction=True)

#: Two days after the agency's letter counts as received: its time still runs.
MOMENT = datetime(2026, 3, 11, 3, tzinfo=UTC)


def _open(surf: Surf, walk: Walk) -> None:
    surf.visit(f"/lacak/{walk.case.locator}/")
    surf.type("code", walk.receipt.code)
    surf.press("Lihat laporan")


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A report under examination, seen while its dates still lie ahead."""
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    walk = Walk()
    to_examination(walk)
    return walk


def test_the_agency_repairs_and_the_reporter_sees_what_and_until_when(
    surf: Surf, walk: Walk
) -> None:
    with transaction.atomic():
        to_signed_lhp(walk)
    _open(surf, walk)
    assert "Menunggu bukti terima instansi" in surf.text()

    with transaction.atomic():
        receipt.opened(
            Case.objects.locked(walk.case.ref),
            addressee="agency",
            on=date(2026, 3, 9),
            actor=actor("liaison"),
            now=walk.now,
        )
    surf.visit(f"/lacak/{walk.case.locator}/")
    assert "Sekarang giliran instansi memperbaiki" in surf.text()
    assert "Terbitkan akta." in surf.text()
    surf.photograph("track-corrective")
    surf.dark(on=True)
    surf.check()
    surf.photograph("track-corrective-dark")
