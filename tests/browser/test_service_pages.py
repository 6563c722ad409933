"""The rooms of whoever keeps the service running, as a person sees them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from journal import heartbeats, selectors
from journal.models import Alarm, DeliveryState, Heartbeat
from ombudsman import clock
from ombudsman.operations import history
from tests.browser.test_office_pages import look, sit_down
from tests.ombudsman.operations.conftest import folder, quiet, waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.surf import Surf

__all__ = ["folder", "quiet", "waiting"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quiet", "folder"),
]


def test_the_state_of_the_service_quiet_and_in_trouble(
    surf: Surf, waiting: Callable[..., list[int]]
) -> None:
    sit_down(surf, "system_admin")
    look(surf, "service-state-before", "/kerja/layanan/")
    history.write_checkpoint(clock.now())
    history.check(clock.now())
    heartbeats.beat("worker:host-1", heartbeats.PROCESS_EVERY)
    look(surf, "service-state", "/kerja/layanan/")
    waiting(3, DeliveryState.UNKNOWN)
    Heartbeat.objects.filter(name="relay").update(at=clock.now() - timedelta(hours=3))
    for name in ("late:relay", "deliveries", "history"):
        Alarm.objects.create(name=name, raised_at=clock.now())
    assert selectors.late_heartbeats() == ["relay"]
    look(surf, "service-state-trouble", "/kerja/layanan/")
    look(surf, "service-state-trouble-en", "/kerja/layanan/?bahasa=en")


def test_deliveries_wait_and_are_let_go_on(
    surf: Surf, waiting: Callable[..., list[int]]
) -> None:
    sit_down(surf, "system_admin")
    look(surf, "deliveries-none", "/kerja/kiriman/")
    waiting(24)
    ids = waiting(2, DeliveryState.UNKNOWN)
    look(surf, "deliveries", f"/kerja/kiriman/?sesudah={ids[0] - 4}")
    look(surf, "deliveries-page", "/kerja/kiriman/?bahasa=en")
    surf.visit(f"/kerja/kiriman/?sesudah={ids[0] - 4}&bahasa=id")
    surf.width(1280)
    surf.choose("kiriman", str(ids[0]))
    surf.press("Coba lagi yang dipilih", status=422)
    assert surf.chrome.title.startswith("Perlu dilengkapi:")
    surf.photograph("deliveries-in-doubt")
    surf.width(1280)
    surf.choose("dua_kali")
    surf.press("Coba lagi yang dipilih")
    assert "1 kiriman akan dicoba lagi." in surf.text()
    surf.photograph("deliveries-replayed")
    sit_down(surf, "auditor")
    look(surf, "deliveries-auditor", "/kerja/kiriman/")
    history.write_checkpoint(clock.now())
    history.check(clock.now())
    look(surf, "audit-checkpoint", "/kerja/riwayat/")
