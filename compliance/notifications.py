"""What a round writes into the history."""

from django.utils.translation import gettext_lazy as _

from journal import registry

METHODOLOGY_LOADED = "compliance.methodology_loaded"
ROUND_OPENED = "compliance.round_opened"
ANSWERS_RECORDED = "compliance.answers_recorded"
AGENCY_LEFT_OUT = "compliance.agency_left_out"
ROUND_LOCKED = "compliance.round_locked"
ROUND_PUBLISHED = "compliance.round_published"
DATA_RELEASED = "compliance.data_released"

_LABELS = {
    METHODOLOGY_LOADED: _("Metode penilaian dimuat"),
    ROUND_OPENED: _("Penilaian dibuka"),
    ANSWERS_RECORDED: _("Nilai instansi dicatat"),
    AGENCY_LEFT_OUT: _("Instansi ditandai tidak dinilai"),
    ROUND_LOCKED: _("Penilaian dikunci"),
    ROUND_PUBLISHED: _("Rapor diterbitkan"),
    DATA_RELEASED: _("Data terbuka diterbitkan"),
}


def register() -> None:
    """Declare the events; called once when the applications are ready."""
    for kind, label in _LABELS.items():
        registry.register(kind, label=label)
