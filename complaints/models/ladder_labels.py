"""Words for the ladder: from a missed date to the recommendation and beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.domain.objecting import Outcome, Ruling
from complaints.domain.recommending import Status, Subject
from complaints.domain.releasing import Release
from complaints.domain.relief import Relief
from complaints.domain.seeing import Seen
from complaints.domain.terms import TermKind

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: To whom a letter goes.
RECIPIENTS = {
    Addressee.REPORTER: _("Pelapor"),
    Addressee.AGENCY: _("Instansi"),
    Addressee.SUPERIOR: _("Atasan terlapor"),
    Addressee.OUTSIDE: _("Pihak lain"),
}
#: The lines of the check of the file with which monitoring begins.
FILE_LABELS = {
    "report": _("LHP lengkap: ditandatangani, bernomor, dan ada berkasnya"),
    "receipt": _("Ada bukti bahwa instansi menerima LHP"),
    "orders": _("Setiap tindakan korektif dan bukti yang diminta jelas"),
    "evidence": _("Semua bukti dari instansi sudah diperiksa"),
}
#: The terms that begin with a missed order, as the pages call them.
LADDER_TERMS: dict[str, str | Promise] = {
    TermKind.EXTENSION_ANSWER: _("Putuskan permintaan perpanjangan"),
    TermKind.RECOMMENDATION_DELIVERY: _("Sampaikan Rekomendasi"),
    TermKind.RECOMMENDATION_REPORT: _("Laporan pelaksanaan Rekomendasi"),
    TermKind.RECOMMENDATION_MONITORING: _("Pemantauan Rekomendasi"),
    TermKind.NAME_MONITOR: _("Tunjuk petugas Resolusi dan Monitoring"),
    TermKind.RESMON_GUIDANCE: _("Beri arahan: batas monitoring lewat"),
    TermKind.PLENARY_MATTER: _("Putuskan dalam rapat pleno pimpinan"),
    TermKind.CHAIR_SIGNATURE: _("Tanda tangan Ketua"),
    TermKind.NEXT_STEP: _("Tentukan langkah berikutnya"),
    TermKind.OBJECTION: _("Putuskan keberatan instansi"),
    TermKind.RELIEF: _("Putuskan pengecualian atau pembatalan tindakan"),
}
SUBJECTS = {
    Subject.RECOMMENDATION: _("Rekomendasi"),
    Subject.EXECUTION: _("Status pelaksanaan Rekomendasi"),
    Subject.SANCTION: _("Rekomendasi penjatuhan sanksi"),
    Subject.PUBLICATION: _("Pengumuman ketidakpatuhan"),
}
#: Why there is a version in the public register.
RELEASES = {
    Release.FIRST: _("Terbit"),
    Release.UPDATE: _("Diperbarui"),
    Release.CORRECTION: _("Diperbaiki"),
    Release.WITHDRAWAL: _("Ditarik"),
}
#: The three of the law.
STATUSES = {
    Status.DONE: _("Dilaksanakan"),
    Status.PARTLY: _("Dilaksanakan sebagian"),
    Status.NOT: _("Tidak dilaksanakan"),
}
#: Whether an order that we verified is what its reporter sees.
SEEN = {
    Seen.YES: _("Ya, sesuai"),
    Seen.PARTLY: _("Sebagian sesuai"),
    Seen.NO: _("Tidak sesuai"),
}
RELIEFS = {
    Relief.EXCUSE: _("Dikecualikan: ada alasan yang kami terima"),
    Relief.ANNUL: _("Dibatalkan: seharusnya tidak diperintahkan"),
}
#: What happens on the ladder, as the history calls it.
LADDER = {
    events.RESMON_OPENED: _("Resolusi dan monitoring dibuka karena batas waktu lewat"),
    events.FILE_CHECKED: _("Kelengkapan berkas diperiksa Resolusi dan Monitoring"),
    events.SUPERIOR_INVITED: _("Atasan terlapor diundang"),
    events.RESMON_ESCALATED: _("Diteruskan kepada pimpinan karena batas waktu lewat"),
    events.RESMON_DIRECTED: _("Pimpinan memberi arahan"),
    events.MATTER_PROPOSED: _("Diajukan ke rapat pleno pimpinan"),
    events.PLENARY_APPROVED_FIRST: _(
        "Disetujui seorang pimpinan; menunggu persetujuan pimpinan kedua"
    ),
    events.MATTER_DECIDED: _("Diputus rapat pleno pimpinan"),
    events.RECOMMENDATION_SIGNED: _("Rekomendasi ditandatangani Ketua dan dikirim"),
    events.RECOMMENDATION_OVERDUE: _("Batas waktu Rekomendasi lewat"),
    events.RECOMMENDATION_ASSESSED: _("Status pelaksanaan Rekomendasi ditetapkan"),
    events.SANCTION_RECOMMENDED: _("Rekomendasi penjatuhan sanksi dikirim"),
    events.DEFIANCE_PUBLISHED: _("Diumumkan dan dilaporkan kepada DPR dan Presiden"),
    events.PERIODIC_DRAFTED: _("Laporan kepada DPR dan Presiden disusun"),
    events.PERIODIC_ISSUED: _("Laporan kepada DPR dan Presiden terbit"),
    events.RELEASE_DRAFTED: _("Isi register publik diusulkan"),
    events.RELEASE_AGREED: _("Isi register publik disetujui pimpinan"),
    events.RELEASED: _("Terbit di register publik"),
    events.RELEASE_WITHDRAWN: _("Ditarik dari register publik"),
    events.RELIEF_PROPOSED: _("Pengecualian atau pembatalan tindakan diusulkan"),
    events.RELIEF_REFUSED: _("Usul pengecualian atau pembatalan ditolak"),
    events.ACTION_EXCUSED: _("Tindakan dikecualikan"),
    events.ACTION_ANNULLED: _("Tindakan dibatalkan"),
    events.ACTION_EXTENDED: _("Batas waktu instansi diperpanjang"),
    events.ACTION_URGED: _("Instansi diingatkan akan satu tindakan"),
    events.URGING_WITHDRAWN: _("Pengingat kepada instansi ditarik sebelum dikirim"),
    events.EXTENSION_ASKED: _("Perpanjangan waktu diminta"),
    events.EXTENSION_REFUSED: _("Perpanjangan waktu ditolak"),
    events.TERM_EXTENDED: _("Batas waktu kami diperpanjang"),
    events.PROMISE_EXTENDED: _("Batas waktu pemeriksaan diperpanjang"),
    events.OBJECTION_FILED: _("Instansi mengajukan keberatan atas LHP"),
    events.OBJECTION_TAKEN_BACK: _("Instansi menarik keberatannya"),
    events.OBJECTION_REVIEWED_BY: _("Penelaah keberatan ditunjuk"),
    events.OBJECTION_PROPOSED: _("Putusan atas keberatan diusulkan"),
    events.OBJECTION_RETURNED: _("Usul putusan atas keberatan dikembalikan"),
    events.OBJECTION_DECIDED: _("Keberatan instansi diputus"),
    events.ORDERED_AGAIN: _("Tindakan yang sudah dilaksanakan diperintahkan lagi"),
    events.LHP_WITHDRAWN: _("LHP dicabut karena keberatan"),
}
RULINGS = {
    Ruling.KEEP: _("Tetap"),
    Ruling.CHANGE: _("Diubah"),
    Ruling.ANNUL: _("Dibatalkan"),
}
OUTCOMES_OF_OBJECTION = {
    Outcome.REFUSED: _("Ditolak: tindakan dan batas waktunya tetap"),
    Outcome.CHANGED: _("Tindakan diubah atau dibatalkan"),
    Outcome.WITHDRAWN: _("LHP dicabut, pemeriksaan dilanjutkan"),
    Outcome.TAKEN_BACK: _("Ditarik instansi"),
}
