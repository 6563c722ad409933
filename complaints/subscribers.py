"""What complaints tells the journal at start-up: its events, its listeners, its sweep."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.actor import SYSTEM
from accounts.events import LEFT
from agencies.events import PROVINCE_TAKEN
from complaints.domain import events
from complaints.domain.news import AGENCY_NEWS, CODE_NEWS, ONCE_A_DAY, REPORTER_NEWS
from complaints.models.event_labels import OF_CONTACT, OF_FILES, OF_IDENTITY, OF_LINKS
from complaints.models.former_labels import OF_FORMER
from complaints.models.labels import (
    CORRECTED,
    EDITED,
    OF_HANDS,
    OF_OWN,
    OF_TASKS,
    OF_TWO_CASES,
    TAKEN_ALONG,
)
from complaints.models.ladder_labels import LADDER
from complaints.notifications import (
    COLLEAGUE_NEWS,
    every_contact,
    kept_by_somebody,
    tell_colleague,
    tell_liaison,
)
from complaints.selectors.initiatives import reporter_told, reporter_waits
from complaints.selectors.liaisons import handed_to, liaisons_of
from complaints.selectors.parts import barred
from complaints.services import (
    bulk,
    bulk_acts,
    calendar_feed,
    contact_change,
    contact_letters,
    dossiers,
    drafting,
    evidence_drafts,
    filed_words,
    letter_links,
    link_letters,
    milestones,
    moving_days,
    objecting,
    opinions,
    orders_files,
    reclassifying,
    recounting,
    recovering,
    recurring,
    reminding,
    replying,
    resmon,
    serving,
    suggesting,
    sweep,
    unsent,
    urging,
    watching,
)
from complaints.services.reaching import carry_news
from documents.services import keep_from
from journal import registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from journal.registry import Handler, Recipients, Wait

LABELS = {
    events.CASE_FILED: _("Laporan diterima"),
    events.CONTACT_CODE_ASKED: _("Kode untuk memastikan kontak diminta"),
    events.DRAFT_LINK_ASKED: _("Tautan untuk melanjutkan draf diminta"),
    events.TAKEN_FAST: _("Ditangani dengan respons cepat"),
    events.FAST_PROPOSED: _("Respons cepat diusulkan"),
    events.FAST_REFUSED: _("Usul respons cepat tidak diikuti"),
    events.FAST_CONFIRMED: _("Respons cepat disetujui kepala"),
    events.FIRST_CONTACT: _("Pelapor dihubungi pertama kali"),
    events.FORMAL_STARTED: _("Verifikasi formil dimulai"),
    events.FORMAL_PASSED: _("Berkas lengkap"),
    events.COMPLETION_ASKED: _("Pelapor diminta melengkapi"),
    events.CASE_COMPLETED: _("Pelapor melengkapi berkas"),
    events.MATERIAL_PASSED: _("Verifikasi materiil selesai"),
    events.SENT_BACK: _("Dikembalikan oleh rapat pleno"),
    events.PLENARY_OPENED: _("Agenda rapat pleno dibuat"),
    events.PLENARY_DECIDED: _("Diputus rapat pleno"),
    events.PLENARY_POSTPONED: _("Satu laporan ditunda dari rapat pleno"),
    events.PLENARY_SIGNED: _("Berita acara rapat pleno ditandatangani"),
    events.CASE_REGISTERED: _("Laporan diregistrasi"),
    events.CASE_ASSIGNED: _("Pemeriksa ditugaskan"),
    events.RECLASSIFIED: _("Klasifikasi diubah"),
    events.AGENCY_NAMED: _("Instansi terlapor ditetapkan"),
    events.CASE_RESTRICTED: _("Perkara dibatasi"),
    events.RESTRICTION_LIFTED: _("Pembatasan perkara dicabut"),
    events.RESTRICTED_OPENED: _("Perkara terbatas dibuka dengan alasan"),
    events.CLARIFICATION_ASKED: _("Penjelasan diminta dari instansi"),
    events.CLARIFICATION_ANSWERED: _("Instansi memberi penjelasan"),
    events.DOCUMENTS_ASKED: _("Dokumen diminta dari instansi"),
    events.DOCUMENTS_SENT: _("Instansi mengirim dokumen"),
    events.SUMMONED: _("Pejabat instansi dipanggil"),
    events.SUMMONED_AGAIN: _("Pejabat instansi dipanggil lagi"),
    events.ACTIVITY_PLANNED: _("Kegiatan pemeriksaan dimulai"),
    events.ACTIVITY_RECORDED: _("Hasil kegiatan pemeriksaan dicatat"),
    events.ACTIVITY_CANCELLED: _("Kegiatan pemeriksaan dibatalkan"),
    events.REQUEST_WITHDRAWN: _("Permintaan kepada instansi ditarik"),
    events.TALKS_INVITED: _("Kedua pihak diundang bermusyawarah"),
    events.TALKS_CONTINUED: _("Kedua pihak diundang ke pertemuan berikutnya"),
    events.TALKS_MINUTED: _("Risalah musyawarah ditulis"),
    events.TALKS_AGREED: _("Kesepakatan ditandatangani kedua pihak"),
    events.TALKS_ENDED: _("Musyawarah berakhir tanpa kesepakatan"),
    events.RESULT_DRAFTED: _("Hasil sementara disusun"),
    events.RESULT_NOTIFIED: _("Hasil sementara diberitahukan kepada pelapor"),
    events.RESULT_ACCEPTED: _("Pelapor menerima hasil sementara"),
    events.RESULT_CONTESTED: _("Pelapor menanggapi hasil sementara dengan bukti baru"),
    events.RESULT_WAITING_OVER: _("Masa tanggapan pelapor berakhir"),
    events.DRAFT_RETURNED: _("Konsep dikembalikan kepada penyusun"),
    events.LHP_DRAFTED: _("LHP disusun"),
    events.FINDINGS_BACKED: _("Temuan LHP dihubungkan dengan buktinya"),
    events.LHP_ISSUED: _("LHP ditandatangani dan dikirim"),
    events.LETTER_POSTED: _("Surat dikirim"),
    events.LETTER_RECEIVED: _("Surat diterima"),
    events.LETTER_PROVED: _("Tanda terima surat dicatat"),
    events.PAPER_ARRIVED: _("Surat masuk dicatat"),
    events.EVIDENCE_SUBMITTED: _("Instansi mengirim bukti pelaksanaan"),
    events.EVIDENCE_DECIDED: _("Bukti pelaksanaan diperiksa"),
    events.CLOSING_PROPOSED: _("Penutupan diusulkan"),
    **LADDER,
    events.CASE_CLOSED: _("Laporan ditutup"),
    **OF_TWO_CASES,
    **OF_OWN,
    events.CASE_WITHDRAWN: _("Laporan dicabut pelapor"),
    events.CASE_REOPENED: _("Laporan dibuka kembali"),
    events.REOPENING_ASKED: _("Pelapor meminta laporan dibuka kembali"),
    events.REOPENING_REFUSED: _("Permintaan membuka kembali ditolak"),
    events.OPINION_ASKED: _("Pelapor ditanya apakah masalahnya selesai"),
    events.OPINION_GIVEN: _("Pelapor menilai layanan atau hasil"),
    events.RECEIPT_HANDED_OVER: _("Tanda terima diserahkan"),
    events.CONSULTATION_ASKED: _("Konsultasi diterima"),
    events.CONSULTATION_ANSWERED: _("Konsultasi dijawab"),
    events.TURNED_TO_CONSULTATION: _("Dijadikan konsultasi"),
    events.TURNED_TO_REPORT: _("Konsultasi menjadi laporan"),
    events.FOLLOWED: _("Pelapor menyimpan laporan ini di akun"),
    events.UNFOLLOWED: _("Laporan dikeluarkan dari akun pelapor"),
    events.TEXT_HELD: _("Teks dengan identitas pelapor ditahan"),
    events.TERM_RECOUNTED: _("Batas waktu dihitung ulang: kalender libur diperbaiki"),
    events.PROMISE_RECOUNTED: _(
        "Batas waktu yang dibaca pelapor dihitung ulang: kalender libur diperbaiki"
    ),
    events.REMINDED: _("Diingatkan akan batas waktu"),
    events.DEADLINE_LAPSED: _("Batas waktu lewat"),
    **OF_FILES,
    **OF_LINKS,
    events.NOTE_WRITTEN: _("Catatan internal ditulis"),
    events.MESSAGE_SENT: _("Pesan dikirim kepada pelapor"),
    events.MESSAGE_HELD: _("Pesan kepada pelapor menunggu sepuluh menit"),
    events.MESSAGE_WITHDRAWN: _("Pesan kepada pelapor ditarik sebelum dikirim"),
    events.REPORTER_ASKED: _("Pelapor ditanya"),
    events.REPORTER_ANSWERED: _("Pelapor menjawab"),
    events.MESSAGE_RECEIVED: _("Pesan dari pelapor"),
    events.CASE_TRACKED: _("Laporan dibuka dengan nomor dan kode"),
    **OF_IDENTITY,
    **OF_CONTACT,
    events.CASE_ERASED: _("Isi laporan dihapus"),
    events.CASE_IMPORTED: _("Konsultasi diimpor"),
    **OF_FORMER,
    events.ARRIVAL_SEEN: _("Petugas membaca yang masuk"),
    events.HISTORY_READ: _("Riwayat dibaca"),
    events.CASE_READ: _("Perkara dibaca"),
    events.SEARCHED: _("Perkara dicari"),
    **TAKEN_ALONG,
    **OF_TASKS,
    **OF_HANDS,
    events.ACCESS_REFUSED: _("Akses ditolak"),
    events.READ_IN_BULK: _("Pembacaan melebihi kewajaran"),
    **EDITED,
    **CORRECTED,
}
#: Lines that say from where: somebody at work reads, or is refused.
READINGS = {
    events.CASE_READ,
    events.HISTORY_READ,
    events.SEARCHED,
    events.EXPORT_ASKED,
    events.PERIODIC_TAKEN,
    events.FILE_READ,
    events.ORIGINAL_OPENED,
    events.DOSSIER_ASKED,
    events.IDENTITY_OPENED,
    events.IDENTITY_REFUSED,
    events.ACCESS_REFUSED,
}

#: A code or a link that somebody asked for and waits for.
LETTERS: dict[str, tuple[str, Handler]] = {
    events.CONTACT_CODE_ASKED: ("draft_letter", contact_letters.send_code),
    events.DRAFT_LINK_ASKED: ("draft_letter", contact_letters.send_link),
    events.RECOVERY_ASKED: ("contact_letter", contact_letters.send_recovery),
    events.CONTACT_CHANGE_ASKED: ("contact_letter", contact_letters.send_change_digits),
    events.LINK_SENT: ("link_letter", link_letters.send_link),
    events.LINK_CODE_ASKED: ("link_letter", link_letters.send_digits),
}

#: News that depends on what happened, and who hears it then.
TOLD_SOMETIMES: tuple[tuple[str, str, Handler, Recipients], ...] = (
    (events.RECLASSIFIED, "reporter_news", carry_news, reclassifying.reporter_told),
    (events.REMINDED, "reporter_news", carry_news, reminding.reporter_told),
    (events.REMINDED, "agency_news", tell_liaison, reminding.liaisons_told),
    (events.REMINDED, "colleague_news", tell_colleague, reminding.officers_told),
    (events.ACTION_URGED, "agency_news", urging.tell_once, urging.liaisons_told),
    (events.DUTY_DIVIDED, "agency_news", tell_liaison, handed_to),
    (events.EXTENSION_REFUSED, "agency_news", tell_liaison, moving_days.liaisons_told),
    (events.RESMON_OPENED, "agency_news", tell_liaison, resmon.liaisons_told),
    (events.PROMISE_CORRECTED, "agency_news", tell_liaison, moving_days.liaisons_told),
    (PROVINCE_TAKEN, "office_news", serving.tell_head, serving.heads_told),
)


def _doing(run: Callable[[datetime], object]) -> Callable[[datetime], None]:
    """As a sweep: it says nothing of how much it did."""

    def once(now: datetime) -> None:
        run(now)

    return once


def _purge_drafts(now: datetime) -> None:
    for one in (suggesting, unsent, objecting, replying, evidence_drafts):
        one.purge(now)
    drafting.purge(actor=SYSTEM, now=now)


def _purge_askings(now: datetime) -> None:
    del now  # by the real clock
    recovering.purge()
    letter_links.purge()
    contact_change.purge()


def connect() -> None:
    """Register everything once, when the applications are ready."""
    for kind, label in LABELS.items():
        registry.register(kind, label=label, reading=kind in READINGS)
    _tell_people()
    for kind, (name, handler) in LETTERS.items():  # no news, so they keep no pace
        registry.subscribe(kind, name, handler, outside=True)
    former = contact_letters.tell_former, contact_letters.formerly_known
    registry.subscribe(events.CONTACT_CHANGED, "former_contact", *former, outside=True)
    registry.sweep("deadlines", _doing(sweep.run), timedelta(seconds=30))
    registry.sweep("reminders", _doing(reminding.run), timedelta(seconds=30))
    registry.sweep("milestones", _doing(milestones.remind), timedelta(minutes=5))
    registry.sweep("recounting", _doing(recounting.run), timedelta(minutes=5))
    registry.sweep("drafts", _purge_drafts, timedelta(seconds=30))
    registry.sweep("askings", _purge_askings, timedelta(seconds=30))
    registry.subscribe(events.MESSAGE_HELD, "held_message", bulk_acts.send_held)
    for kind in LEFT:
        registry.subscribe(kind, "calendar_feed", calendar_feed.forget)
    for kind in sorted(events.COMPARING):
        registry.subscribe(kind, "recurrence", recurring.compare)
    registry.sweep("bulk", bulk.run, timedelta(seconds=5))
    registry.sweep("dossiers", dossiers.run, timedelta(seconds=5))
    registry.sweep("orders", orders_files.run, timedelta(seconds=5))
    registry.sweep("filed_words", filed_words.run, timedelta(seconds=30))
    registry.sweep("opinions", _doing(opinions.ask_due), timedelta(minutes=5))
    registry.sweep("bulk_reading", _doing(watching.run), timedelta(minutes=5))
    keep_from(barred)


def _tell_people() -> None:
    """Who hears that there is news, and of what."""
    for kind in REPORTER_NEWS:
        wait = reporter_waits if kind in ONCE_A_DAY else None
        _news(kind, "reporter_news", carry_news, reporter_told, wait)
    for kind in CODE_NEWS:
        _news(kind, "reporter_news", carry_news, every_contact)
    _news(events.FOLLOWED, "reporter_news", carry_news, kept_by_somebody)
    for kind in AGENCY_NEWS:
        _news(kind, "agency_news", tell_liaison, liaisons_of)
    for kind, recipients in COLLEAGUE_NEWS.items():
        _news(kind, "colleague_news", tell_colleague, recipients)
    for told in TOLD_SOMETIMES:
        _news(*told)


def _news(
    kind: str, name: str, handler: Handler, to: Recipients, wait: Wait | None = None
) -> None:
    registry.subscribe(kind, name, handler, to, outside=True, paced=True, wait=wait)
