"""The ladder in words: what the case page, histories and the plenary say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.recommending import Status, Subject
from complaints.models.ladder_labels import (
    FILE_LABELS,
    OUTCOMES_OF_OBJECTION,
    RELEASES,
    RELIEFS,
    SEEN,
    STATUSES,
    SUBJECTS,
)
from complaints.views.objecting import words
from complaints.views.resolving import relief_words

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from complaints.models import Matter
    from complaints.selectors.climbed import Climbed

#: What the data of its entries are called, and the words of their codes.
NAMES: dict[str, str | Promise] = {
    "accepted": _("Alasannya diterima"),
    "annulled": _("Tindakan yang dibatalkan"),
    "changed": _("Tindakan yang diubah"),
    "findings": _("Temuan yang ditolak instansi"),
    "edition": _("Versi ke-"),
    "entry": _("Kode entri register publik"),
    "periodic": _("Kode laporan"),
    "quarter": _("Triwulan (0: setahun)"),
    "year": _("Tahun"),
    "divided": _("Pembagian tugas"),
    "lacking": _("Kurang dalam berkas"),
    "liaison": _("Kode narahubung"),
    "link": _("Nomor tautan"),
    "milestone": _("Tonggak hari kerja ke-"),
    "progress": _("Kode laporan kemajuan"),
    "matter": _("Kode yang diajukan"),
    "objection": _("Kode keberatan"),
    "orders": _("Tindakan yang ditolak instansi"),
    "publication": _("Kode pengumuman"),
    "recurrence": _("Kode perbandingan"),
    "release": _("Jenis terbitan"),
    "relief": _("Kode usul"),
    "repeated": _("Tindakan yang diperintahkan lagi"),
    "reviewers": _("Penelaah"),
    "same": _("Masalah yang sama"),
    "seen": _("Sesuai yang dilihat pelapor"),
    "subject": _("Yang diajukan"),
}
CODES: dict[str, dict[str, str | Promise]] = {
    "divided": {
        "taken": _("dikerjakan sendiri"),
        "handed": _("diserahkan kepada rekan"),
        "left": _("dilepas"),
    },
    "lacking": {**FILE_LABELS},
    "release": {str(code): name for code, name in RELEASES.items()},
    "seen": {str(code): name for code, name in SEEN.items()},
    "subject": {str(code): name for code, name in SUBJECTS.items()},
}
#: Beside the words that a datum of this name has elsewhere.
MORE: dict[str, dict[str, str | Promise]] = {
    "status": {str(code): name for code, name in STATUSES.items()},
    "how": {str(code): name for code, name in RELIEFS.items()},
    "to": {"superior": _("Atasan terlapor"), "outside": _("Pihak lain")},
    "outcome": {str(code): name for code, name in OUTCOMES_OF_OBJECTION.items()},
}
REFS = frozenset(
    {"annulled", "changed", "entry", "matter", "objection", "orders", "progress"}
    | {"publication", "recurrence", "relief", "repeated"}
)


def matter_words(row: Matter) -> dict[str, Any]:
    """One thing that was brought before the plenary: what, and how it went."""
    status = STATUSES[Status(row.status)] if row.status else ""
    return {
        "row": row,
        "subject": SUBJECTS[Subject(row.subject)],
        "status": status,
        "went": _went(row),
    }


def _went(row: Matter) -> tuple[str | Promise, str]:
    """How it stands, and the look of its tag."""
    if row.ended_at is None:
        return _("Menunggu rapat pleno pimpinan"), "warn"
    if row.approved is None:
        return _("Tidak diajukan lagi"), ""
    if not row.approved:
        return _("Dikembalikan"), "bad"
    if row.subject == Subject.EXECUTION or row.signed_at or row.letter_id:
        return _("Disetujui"), "ok"
    return _("Disetujui, menunggu Ketua"), "warn"


def on_the_case(climbed: Climbed) -> dict[str, Any]:
    """What the case page says of the ladder; nothing where it did not climb."""
    rec = climbed.recommendation
    found = {
        "recommendation": rec,
        "status": STATUSES[Status(rec.status)] if rec and rec.status else "",
        "matters": [matter_words(row) for row in climbed.matters],
        "reliefs": [relief_words(row) for row in climbed.reliefs],
        "objections": [words(row) for row in climbed.objections],
        "publication": climbed.publication,
        "draft": climbed.draft,
        "entry": climbed.entry,
    }
    return {"ladder": found if any(found.values()) else None}
