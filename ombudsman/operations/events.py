"""What can happen to the service itself, as history tells it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from journal import registry

FAULT_FOUND = "operations.fault_found"
FAULT_OVER = "operations.fault_over"
DELIVERIES_REPLAYED = "operations.deliveries_replayed"
LOSS_ADMITTED = "operations.loss_admitted"

LABELS = {
    FAULT_FOUND: _("Gangguan layanan ditemukan"),
    FAULT_OVER: _("Gangguan layanan berakhir"),
    DELIVERIES_REPLAYED: _("Kiriman dicoba lagi"),
    LOSS_ADMITTED: _("Kehilangan riwayat sesudah pemulihan diakui"),
}


def register() -> None:
    """Declare all of them; called once when the application is ready."""
    for kind, label in LABELS.items():
        registry.register(kind, label=label)
