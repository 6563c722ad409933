"""Names of what runs and of what can be wrong, as people read them."""

from __future__ import annotations

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from documents.services.signatures import Age
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
    "reminders": _("Pengingat batas waktu"),
    "milestones": _("Pengingat tonggak perbaikan"),
    "recounting": _("Penghitungan ulang batas waktu"),
    "drafts": _("Penghapusan draf lewat 30 hari"),
    "dossiers": _("Jilid berkas perkara"),
    "orders": _("Perkara dari daftar sebelumnya"),
    "exports": _("Tabel dari antrean"),
    "filed_words": _("Pembacaan berkas untuk pencarian"),
    "bulk": _("Tindakan massal dalam antrean"),
    "open_data": _("Penerbitan data terbuka"),
    "self_assessments": _("Pengingat penilaian mandiri"),
    "askings": _("Penghapusan permintaan kode dan kontak lama"),
    "journal.forget_keys": _("Pembersihan kunci formulir"),
    "accounts.forget_expired": _("Pembersihan sesi"),
    "documents.unclaimed": _("Penghapusan berkas tanpa laporan"),
    "documents.leftovers": _("Pembersihan sisa berkas di cakram"),
    watch.NAME: _("Pengawas layanan"),
    history.CHECKPOINT: _("Penulis titik periksa"),
    history.CHECK: _("Pemeriksaan riwayat"),
}
STATES: dict[str, tuple[str | Promise, str]] = {
    DeliveryState.DEAD.value: (_("Gagal"), "bad"),
    DeliveryState.UNKNOWN.value: (_("Belum pasti sampai"), "warn"),
}
#: What is wrong and is not late, as a sentence without its stop.
FAULTS: dict[str, str | Promise] = {
    watch.DELIVERIES: _("Ada kiriman yang menunggu keputusan"),
    watch.HISTORY: _("Riwayat tidak utuh"),
    watch.GUESSING: _("Kode laporan dicoba-coba pada banyak nomor"),
    watch.SCANNER: _("Pemindai berkas tidak menjawab"),
    watch.SIGNATURES[Age.OLD]: _("Tanda virus pemindai lebih tua dari 7 hari"),
    watch.SIGNATURES[Age.NONE]: _("Pemindai tidak punya tanda virus harian"),
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
    return str(FAULTS[name])


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
