"""Names of what runs and of what can be wrong, as people read them."""

from __future__ import annotations

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from journal import heartbeats, registry
from journal.errors import UnknownKind
from journal.models import DeliveryState
from ombudsman.operations import history, watch
from ombudsman.operations.subscribers import CELERY

#: What beats; a sweep without a name here shows the one it is registered under.
RUNNING: dict[str, str | Promise] = {
    heartbeats.RELAY: _("Pengantar kiriman"),
    CELERY: _("Penggerak lewat Redis"),
    "deadlines": _("Batas waktu perkara"),
    "journal.forget_keys": _("Pembersihan kunci formulir"),
    "accounts.forget_expired": _("Pembersihan sesi"),
    watch.NAME: _("Pengawas layanan"),
    history.CHECKPOINT: _("Penulis titik periksa"),
    history.CHECK: _("Pemeriksaan riwayat"),
}
STATES: dict[str, tuple[str | Promise, str]] = {
    DeliveryState.DEAD.value: (_("Gagal"), "bad"),
    DeliveryState.UNKNOWN.value: (_("Belum pasti sampai"), "warn"),
}


def running(name: str) -> str:
    """What beats under this name."""
    for kind in heartbeats.PROCESSES:
        if name.startswith(kind):
            words = _("Pekerja %(slot)s") if kind == "worker:" else _("Celery %(slot)s")
            return words % {"slot": name.removeprefix(kind)}
    return str(RUNNING.get(name, name))


def fault(name: str) -> str:
    """What is wrong, as a sentence without its stop."""
    if name.startswith(watch.LATE):
        late = running(name.removeprefix(watch.LATE))
        return gettext("%(name)s terlambat") % {"name": late}
    if name == watch.DELIVERIES:
        return gettext("Ada kiriman yang menunggu keputusan")
    if name == watch.GUESSING:
        return gettext("Kode laporan dicoba-coba pada banyak nomor")
    return gettext("Riwayat tidak utuh")


def happened(kind: str) -> str:
    """The label of an event; its code when the portal no longer knows it."""
    try:
        return str(registry.label_of(kind))
    except UnknownKind:
        return kind


def span(length: timedelta) -> str:
    """A length of time in its largest unit: 15 detik, 10 menit, 3 jam, 2 hari."""
    seconds = max(int(length.total_seconds()), 0)
    if seconds < 60:
        return ngettext("%(n)d detik", "%(n)d detik", seconds) % {"n": seconds}
    if (minutes := seconds // 60) < 60:
        return ngettext("%(n)d menit", "%(n)d menit", minutes) % {"n": minutes}
    if (hours := minutes // 60) < 24:
        return ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}
    return ngettext("%(n)d hari", "%(n)d hari", hours // 24) % {"n": hours // 24}
