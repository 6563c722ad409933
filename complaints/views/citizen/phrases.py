"""The phrases the reporter reads, by the code of what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.extending import Cause
from complaints.domain.states import Reason
from complaints.domain.turn import Sentence, Side

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: The sentences that say all by themselves.
SENTENCES: dict[Sentence, Promise] = {
    Sentence.SEND_DRAFT: gettext_lazy("Laporan Anda belum dikirim"),
    Sentence.PREPARING_ANSWER: gettext_lazy("Kami menyiapkan jawaban untuk Anda"),
    Sentence.CHECKING_COMPLETENESS: gettext_lazy(
        "Kami memeriksa kelengkapan laporan Anda"
    ),
    Sentence.CHECKING_ADMISSIBILITY: gettext_lazy(
        "Kami memeriksa apakah laporan ini bisa kami tangani"
    ),
    Sentence.ACCEPTED: gettext_lazy("Laporan Anda kami terima untuk diperiksa"),
    Sentence.READING_FIRST: gettext_lazy("Kami mendahulukan laporan mendesak Anda"),
    Sentence.ACTING_FAST: gettext_lazy("Kami bertindak cepat"),
    Sentence.AGENCY_EXPLAINS: gettext_lazy(
        "Sekarang giliran instansi memberi penjelasan"
    ),
    Sentence.AGENCY_EXPLAINS_AGAIN: gettext_lazy(
        "Sekarang giliran instansi menjawab permintaan kedua kami"
    ),
    Sentence.AGENCY_SENDS_PAPERS: gettext_lazy(
        "Sekarang giliran instansi mengirim dokumen"
    ),
    Sentence.REQUEST_AWAITS_RECEIPT: gettext_lazy(
        "Kami menulis kepada instansi. Menunggu bukti terima"
    ),
    Sentence.EXAMINING: gettext_lazy("Kami sedang memeriksa"),
    Sentence.INVITED_TO_TALKS: gettext_lazy("Anda dan instansi diundang bermusyawarah"),
    Sentence.CONCLUDING_TALKS: gettext_lazy("Kami menyelesaikan hasil musyawarah"),
    Sentence.ANSWER_RESULT: gettext_lazy(
        "Hasil sementara sudah ada. Anda boleh menanggapi"
    ),
    Sentence.FINISHING_REPORT: gettext_lazy("Kami menyelesaikan hasil pemeriksaan"),
    Sentence.REPORT_AWAITS_RECEIPT: gettext_lazy(
        "Hasil pemeriksaan terbit. Menunggu bukti terima instansi"
    ),
    Sentence.AGENCY_CORRECTS: gettext_lazy("Sekarang giliran instansi memperbaiki"),
    Sentence.CHECKING_EVIDENCE: gettext_lazy("Kami memeriksa bukti dari instansi"),
    Sentence.NOTHING_ORDERED: gettext_lazy(
        "Setelah keberatan instansi, tidak ada lagi perintah kepadanya. "
        "Kami menutup laporan Anda"
    ),
    Sentence.FINISHING_EXECUTION: gettext_lazy(
        "Kami menyelesaikan pemeriksaan atas perbaikan"
    ),
    Sentence.OVERDUE: gettext_lazy("Batas waktu lewat. Kami menagih instansi"),
    Sentence.MONITORING: gettext_lazy("Kami memantau perbaikan oleh instansi"),
    Sentence.DELIVERING_RECOMMENDATION: gettext_lazy(
        "Kami menyampaikan Rekomendasi kepada instansi"
    ),
    Sentence.PREPARING_RECOMMENDATION: gettext_lazy(
        "Kami menyiapkan Rekomendasi, perintah akhir kepada instansi"
    ),
    Sentence.AGENCY_OBEYS: gettext_lazy("Instansi wajib melaksanakan Rekomendasi"),
    Sentence.DECIDING_NEXT: gettext_lazy(
        "Rekomendasi belum dilaksanakan. Kami memutuskan langkah berikutnya"
    ),
    Sentence.ANSWERING_REOPENING: gettext_lazy(
        "Kami membaca permintaan Anda untuk membuka kembali laporan"
    ),
    Sentence.PUBLISHED: gettext_lazy(
        "Instansi tidak patuh. Kami umumkan dan laporkan ke DPR dan Presiden"
    ),
}

#: Whose date it is that stands in the box.
WHOSE: dict[Side, Promise] = {
    Side.REPORTER: gettext_lazy("Batas waktu Anda:"),
    Side.OMBUDSMAN: gettext_lazy("Batas waktu kami:"),
    Side.AGENCY: gettext_lazy("Batas waktu instansi:"),
    Side.NOBODY: gettext_lazy("Batas waktu:"),
}

#: What happens when the date passes, or what the reporter may do meanwhile.
NEXT: dict[Sentence, Promise] = {
    Sentence.CHECKING_COMPLETENESS: gettext_lazy(
        "Jika ada yang kurang, kami memberi tahu. Anda punya 30 hari untuk melengkapi."
    ),
    Sentence.READING_FIRST: gettext_lazy(
        "Petugas menghubungi Anda, atau menulis pesan di halaman ini. Jika ada yang "
        "terancam sekarang juga, telepon 112 atau 110."
    ),
    Sentence.ACTING_FAST: gettext_lazy(
        "Kami menghubungi Anda dan instansi. Jika belum selesai, laporan kami periksa "
        "seperti biasa."
    ),
    Sentence.COMPLETE_NOW: gettext_lazy("Jika tidak dilengkapi, laporan ditutup."),
    Sentence.INVITED_TO_TALKS: gettext_lazy(
        "Tanpa kesepakatan sampai hari itu, pemeriksaan kami lanjutkan."
    ),
    Sentence.ANSWER_RESULT: gettext_lazy("Diam berarti setuju dilanjutkan."),
    Sentence.AGENCY_CORRECTS: gettext_lazy(
        "Jika lewat, kami memanggil atasan instansi."
    ),
    Sentence.EXAMINING: gettext_lazy("Setelah itu Anda menerima hasil sementara."),
    Sentence.AGENCY_OBEYS: gettext_lazy(
        "Jika lewat, kami dapat mengumumkannya dan melaporkannya ke DPR dan Presiden."
    ),
}

#: Why a report ended, in plain words.
ENDINGS: dict[Reason, Promise] = {
    Reason.TIDAK_LENGKAP: gettext_lazy("kelengkapan tidak kami terima dalam 30 hari"),
    Reason.TIDAK_MEMENUHI_MATERIIL: gettext_lazy("syaratnya tidak terpenuhi"),
    Reason.BELUM_MENGADU: gettext_lazy("instansinya belum menerima keluhan Anda"),
    Reason.BUKAN_WEWENANG: gettext_lazy("di luar wewenang kami"),
    Reason.KADALUWARSA: gettext_lazy("kejadiannya lebih dari dua tahun lalu"),
    Reason.DALAM_PROSES_INSTANSI: gettext_lazy("instansinya sedang menyelesaikan"),
    Reason.OBJEK_PERADILAN: gettext_lazy("masalahnya diperiksa hakim"),
    Reason.DICABUT: gettext_lazy("Anda mencabut laporan"),
    Reason.DISELESAIKAN_TERLAPOR: gettext_lazy("instansi sudah menyelesaikannya"),
    Reason.DAMAI: gettext_lazy("Anda dan instansi sepakat"),
    Reason.TIDAK_DITEMUKAN: gettext_lazy("kami tidak menemukan kesalahan pelayanan"),
    Reason.DIHENTIKAN: gettext_lazy("pemeriksaan dihentikan"),
    Reason.DITEMUKAN_TANPA_TINDAKAN: gettext_lazy(
        "ada kesalahan pelayanan, dan sudah diperbaiki"
    ),
    Reason.TK_DILAKSANAKAN: gettext_lazy("instansi melaksanakan semua perbaikan"),
    Reason.TK_SEBAGIAN_DITERIMA: gettext_lazy(
        "instansi melaksanakan sebagian perbaikan, dan kami menerimanya"
    ),
    Reason.REKOMENDASI_DILAKSANAKAN: gettext_lazy("Rekomendasi dilaksanakan"),
    Reason.SEBAGIAN_DITERIMA: gettext_lazy(
        "Rekomendasi dilaksanakan sebagian, dan kami menerimanya"
    ),
    Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN: gettext_lazy(
        "instansi tidak patuh, dan kami mengumumkannya"
    ),
    Reason.DILIMPAHKAN: gettext_lazy("dilanjutkan lembaga lain"),
    Reason.DUPLIKAT: gettext_lazy("laporan yang sama sudah ada"),
    Reason.KONSULTASI_DIJAWAB: gettext_lazy("pertanyaan Anda sudah kami jawab"),
}

#: How he said to an officer what was written down as his answer.
HEARD_BY: dict[str, Promise] = {
    "phone": gettext_lazy("lewat telepon"),
    "here": gettext_lazy("di kantor kami"),
    "visit": gettext_lazy("saat kami mendatangi Anda"),
    "message": gettext_lazy("lewat pesan, surel, atau surat"),
}
#: The events of the way in plain words; an event without them keeps the officers'.
EVENTS: dict[str, Promise] = {
    events.CASE_FILED: gettext_lazy("Laporan diterima"),
    events.TAKEN_FAST: gettext_lazy("Kami menangani laporan Anda dengan cepat"),
    events.FIRST_CONTACT: gettext_lazy("Kami menghubungi Anda"),
    events.COMPLETION_ASKED: gettext_lazy("Kami meminta Anda melengkapi laporan"),
    events.CASE_COMPLETED: gettext_lazy("Anda melengkapi laporan"),
    events.FORMAL_PASSED: gettext_lazy("Berkas lengkap"),
    events.CASE_REGISTERED: gettext_lazy("Laporan kami terima untuk diperiksa"),
    events.CASE_ASSIGNED: gettext_lazy("Petugas pemeriksa ditunjuk"),
    events.RECLASSIFIED: gettext_lazy("Kami mengubah klasifikasi laporan Anda"),
    events.PROMISE_EXTENDED: gettext_lazy("Kami memerlukan waktu lebih lama"),
    events.PROMISE_RECOUNTED: gettext_lazy(
        "Tanggal kami bergeser karena kalender hari libur berubah"
    ),
    events.PROMISE_CORRECTED: gettext_lazy(
        "Batas waktu bergeser karena kami membetulkan tanggal sebuah surat"
    ),
    events.TRANSFERRED: gettext_lazy("Kantor kami yang lain melanjutkan laporan Anda"),
    events.CLARIFICATION_ASKED: gettext_lazy("Kami meminta penjelasan instansi"),
    events.CLARIFICATION_ANSWERED: gettext_lazy("Instansi memberi penjelasan"),
    events.DOCUMENTS_ASKED: gettext_lazy("Kami meminta dokumen dari instansi"),
    events.DOCUMENTS_SENT: gettext_lazy("Instansi mengirim dokumen"),
    events.FILE_RELEASED_TO_REPORTER: gettext_lazy(
        "Kami memberi Anda salinan sebuah berkas"
    ),
    events.FILE_TAKEN_FROM_REPORTER: gettext_lazy("Kami menarik salinan sebuah berkas"),
    events.SUMMONED: gettext_lazy("Kami memanggil pejabat instansi"),
    events.SUMMONED_AGAIN: gettext_lazy("Kami memanggil lagi pejabat instansi"),
    events.REQUEST_WITHDRAWN: gettext_lazy("Kami menarik permintaan kepada instansi"),
    events.TALKS_INVITED: gettext_lazy("Kami mengundang Anda bermusyawarah"),
    events.TALKS_CONTINUED: gettext_lazy(
        "Kami mengundang Anda ke pertemuan berikutnya"
    ),
    events.TALKS_AGREED: gettext_lazy("Anda dan instansi sepakat"),
    events.TALKS_ENDED: gettext_lazy("Tanpa kesepakatan, pemeriksaan kami lanjutkan"),
    events.RESULT_NOTIFIED: gettext_lazy("Hasil sementara kami sampaikan kepada Anda"),
    events.RESULT_ACCEPTED: gettext_lazy("Anda menyetujui hasil sementara"),
    events.RESULT_CONTESTED: gettext_lazy("Anda menanggapi hasil sementara"),
    events.RESULT_WAITING_OVER: gettext_lazy("Waktu menanggapi selesai"),
    events.LHP_ISSUED: gettext_lazy("Hasil akhir terbit"),
    events.EVIDENCE_DECIDED: gettext_lazy("Kami memeriksa bukti perbaikan"),
    events.REPORTER_SAW: gettext_lazy("Anda menjawab apakah perbaikan sesuai"),
    events.SEEN_WRITTEN: gettext_lazy("Kami mencatat jawaban Anda tentang perbaikan"),
    events.RESMON_OPENED: gettext_lazy("Batas waktu lewat, kami menagih instansi"),
    events.SUPERIOR_INVITED: gettext_lazy("Kami mengundang atasan instansi"),
    events.ORDERED_AGAIN: gettext_lazy("Kami memerintahkan perbaikan sekali lagi"),
    events.RECOMMENDATION_SIGNED: gettext_lazy("Ketua menandatangani Rekomendasi"),
    events.RECOMMENDATION_OVERDUE: gettext_lazy("Batas waktu Rekomendasi lewat"),
    events.RECOMMENDATION_ASSESSED: gettext_lazy(
        "Kami menetapkan bagaimana Rekomendasi dilaksanakan"
    ),
    events.SANCTION_RECOMMENDED: gettext_lazy("Kami merekomendasikan sanksi"),
    events.DEFIANCE_PUBLISHED: gettext_lazy(
        "Kami umumkan dan laporkan ke DPR dan Presiden"
    ),
    events.ACTION_EXCUSED: gettext_lazy(
        "Satu perbaikan tidak lagi diwajibkan, alasannya kami terima"
    ),
    events.ACTION_ANNULLED: gettext_lazy("Satu perbaikan kami batalkan"),
    events.ACTION_EXTENDED: gettext_lazy("Instansi mendapat waktu lebih lama"),
    events.OBJECTION_FILED: gettext_lazy("Instansi mengajukan keberatan"),
    events.OBJECTION_TAKEN_BACK: gettext_lazy("Instansi menarik keberatannya"),
    events.OBJECTION_DECIDED: gettext_lazy("Kami memutus keberatan instansi"),
    events.LHP_WITHDRAWN: gettext_lazy(
        "Hasil pemeriksaan kami cabut, dan kami memeriksa lagi"
    ),
    events.CASE_CLOSED: gettext_lazy("Laporan selesai"),
    events.CASE_MERGED: gettext_lazy(
        "Laporan Anda kami gabung dengan perkara yang sama"
    ),
    events.MERGE_UNDONE: gettext_lazy("Laporan Anda kami tangani sendiri lagi"),
    events.CASE_SPLIT: gettext_lazy(
        "Sebagian laporan Anda kami tangani sebagai perkara sendiri"
    ),
    events.SPLIT_OFF: gettext_lazy("Perkara ini kami pisahkan dari laporan Anda"),
    events.CASE_WITHDRAWN: gettext_lazy("Anda mencabut laporan"),
    events.REOPENING_ASKED: gettext_lazy("Anda meminta laporan dibuka kembali"),
    events.REOPENING_REFUSED: gettext_lazy("Laporan tidak kami buka kembali"),
    events.CASE_REOPENED: gettext_lazy("Laporan kami buka kembali"),
    events.REPORTER_ASKED: gettext_lazy("Kami bertanya kepada Anda"),
    events.REPORTER_ANSWERED: gettext_lazy("Anda menjawab pertanyaan kami"),
    events.CONSULTATION_ASKED: gettext_lazy("Pertanyaan Anda kami terima"),
    events.CONSULTATION_ANSWERED: gettext_lazy("Pertanyaan Anda kami jawab"),
    events.TURNED_TO_CONSULTATION: gettext_lazy(
        "Kami menjawab pertanyaan Anda sebagai konsultasi"
    ),
    events.TURNED_TO_REPORT: gettext_lazy("Pertanyaan Anda menjadi laporan"),
    events.CODE_RENEWED: gettext_lazy("Anda mendapat kode baru di kantor kami"),
    events.CODE_RECOVERED: gettext_lazy("Anda mendapat kode baru lewat kontak Anda"),
    events.CONTACT_CHANGED: gettext_lazy("Anda mengganti kontak"),
    events.FOLLOWED: gettext_lazy("Laporan ini disimpan di sebuah akun"),
    events.UNFOLLOWED: gettext_lazy("Laporan ini dikeluarkan dari akun"),
}

#: Where a limit ran when the class became another one.
LIMIT_MOVED = gettext_lazy(
    "Kami mengubah klasifikasi laporan Anda. Batas waktu pemeriksaan berubah dari "
    "%(before)s ke %(until)s"
)

STATUSES: dict[ActionStatus, tuple[str, str, Promise]] = {
    ActionStatus.BELUM: ("", "", gettext_lazy("Belum dilaksanakan")),
    ActionStatus.DIAJUKAN: (
        "warn",
        "clock",
        gettext_lazy("Bukti sedang kami periksa"),
    ),
    ActionStatus.SEBAGIAN: (
        "warn",
        "check",
        gettext_lazy("Dilaksanakan sebagian, sudah kami periksa"),
    ),
    ActionStatus.DILAKSANAKAN: (
        "ok",
        "check",
        gettext_lazy("Dilaksanakan, sudah kami periksa"),
    ),
}

#: Who caused that we need longer, as the reporter reads it.
CAUSES_TOLD: dict[Cause, Promise] = {
    Cause.OFFICE: gettext_lazy("kami sendiri"),
    Cause.AGENCY: gettext_lazy("instansi"),
    Cause.REPORTER: gettext_lazy("menunggu jawaban Anda"),
    Cause.OUTSIDE: gettext_lazy("keadaan di luar para pihak"),
}
