"""Words for the keys of the checks."""

from django.utils.translation import gettext_lazy as _

from complaints.domain import events
from complaints.domain.activities import Kind, Outcome
from complaints.domain.correspondence import Receipt, Side, Way
from complaints.domain.extending import Cause
from complaints.domain.plenary import Decision
from complaints.domain.review import Section
from complaints.domain.talking import Attendance, Manner

FORMAL_LABELS = {
    "identity": _("Identitas pelapor lengkap"),
    "chronology": _("Uraian kejadian jelas dan runtut"),
    "effort": _("Pelapor sudah mengeluh kepada instansi"),
    "hope": _("Harapan pelapor jelas"),
}
#: The same as the reporter is asked for it.
FORMAL_ASKED = {
    "identity": _("Data diri yang diminta undang-undang"),
    "chronology": _("Cerita yang lebih jelas: apa yang terjadi, kapan, dan di mana"),
    "effort": _(
        "Kapan dan kepada siapa di instansi Anda sudah mengeluh, atau buktinya"
    ),
    "hope": _("Apa yang Anda harapkan dari instansi"),
}
MATERIAL_LABELS = {
    "not_reported_before": _("Belum pernah dilaporkan ke kantor Ombudsman lain"),
    "within_mandate": _("Termasuk wewenang Ombudsman"),
    "not_settled": _("Belum diselesaikan instansi"),
    "reasonable_time_over": _("Tenggang waktu yang patut bagi instansi sudah lewat"),
    "not_in_court": _("Tidak sedang atau telah diperiksa pengadilan"),
    "within_two_years": _("Kejadian belum lewat dua tahun"),
}

#: The ten published forms of maladministration (26/2017), and their plain words.
FORMS = {
    "PB": (_("Penundaan berlarut"), _("dibuat menunggu terlalu lama")),
    "TMP": (_("Tidak memberikan pelayanan"), _("tidak dilayani")),
    "TK": (_("Tidak kompeten"), _("petugas tidak cakap")),
    "PW": (_("Penyalahgunaan wewenang"), _("wewenang disalahgunakan")),
    "PP": (_("Penyimpangan prosedur"), _("aturan tidak diikuti")),
    "PI": (_("Permintaan imbalan"), _("diminta uang atau barang")),
    "TP": (_("Tidak patut"), _("diperlakukan tidak pantas")),
    "BP": (_("Berpihak"), _("petugas memihak")),
    "DK": (_("Diskriminasi"), _("dibeda-bedakan")),
    "KK": (_("Konflik kepentingan"), _("ada kepentingan pribadi")),
}

#: How a letter came to count as received, how one on paper was handed over, and whose
#: letter on paper it is that came in.
RECEIPTS = {
    Receipt.WAITING: _("belum terbukti diterima"),
    Receipt.OPENED: _("dibuka di portal"),
    Receipt.SIGNED: _("diterima di atas kertas"),
    Receipt.ANSWERED: _("dijawab di atas kertas"),
    Receipt.DEEMED: _("dianggap diterima"),
}
WAYS = {
    Way.POST: _("Pos tercatat"),
    Way.HAND: _("Diserahkan langsung"),
}
SIDES = {
    Side.REPORTER: _("Pelapor"),
    Side.AGENCY: _("Instansi"),
    Side.OTHER: _("Pihak lain"),
}

#: Why an original may be opened (complaints.services.originals.PURPOSES).
ORIGINAL_PURPOSES = {
    "examine": _("Memeriksa keaslian atau data di dalam berkas"),
    "unreadable": _("Salinan bacanya tidak terbaca"),
    "court": _("Perintah pengadilan"),
}

#: What an LHP may conclude.
CONCLUSIONS = {
    "found": _("Ditemukan maladministrasi"),
    "not_found": _("Tidak ditemukan maladministrasi"),
    "stopped": _("Pemeriksaan dihentikan"),
}

#: The fields of Article 24 (complaints.domain.completeness.IDENTITY_FIELDS).
IDENTITY_LABELS = {
    "name": _("Nama"),
    "birth_place": _("Tempat lahir"),
    "birth_date": _("Tanggal lahir"),
    "marital_status": _("Status perkawinan"),
    "occupation": _("Pekerjaan"),
    "address": _("Alamat"),
}

#: Why an identity may be opened (complaints.services.identity.PURPOSES).
PURPOSE_LABELS = {
    "contact": _("Menghubungi pelapor"),
    "verify": _("Verifikasi formil"),
    "examine": _("Pemeriksaan"),
    "court": _("Perintah pengadilan"),
}

#: The law on which a confidential identity is opened.
BASIS_LABELS = {
    "report": _("UU 37/2008 pasal 24: syarat laporan"),
    "examination": _("UU 37/2008 pasal 28: pemeriksaan"),
    "reporter": _("Persetujuan tertulis pelapor"),
    "court": _("Putusan atau penetapan pengadilan"),
}

#: Why a case is open to those who hold it and their head only.
RESTRICTION_LABELS = {
    "safety": _("Keselamatan pelapor atau saksi"),
    "child": _("Menyangkut anak"),
    "violence": _("Menyangkut kekerasan seksual"),
    "insider": _("Menyangkut orang dalam Ombudsman"),
    "other": _("Alasan lain"),
}

#: Why somebody opens a restricted case.
VISIT_LABELS = {
    "work": _("Mengerjakan perkara ini"),
    "review": _("Memeriksa pekerjaan petugas"),
    "complaint": _("Menjawab keluhan tentang penanganan"),
    "other": _("Alasan lain"),
}

#: How the giver of a new code made sure of the person (services.renewing.Proof).
PROOF_LABELS = {
    "card": _("KTP atau paspor ditunjukkan"),
    "call_back": _("Ditelepon kembali ke nomor yang tercatat"),
    "attorney": _("Surat kuasa ditunjukkan"),
}


#: The components of a service standard (Law 25/2009 article 21).
COMPONENTS = {
    "1": _("Dasar hukum"),
    "2": _("Persyaratan"),
    "3": _("Sistem, mekanisme, dan prosedur"),
    "4": _("Jangka waktu penyelesaian"),
    "5": _("Biaya atau tarif"),
    "6": _("Produk pelayanan"),
    "7": _("Sarana, prasarana, atau fasilitas"),
    "8": _("Kompetensi pelaksana"),
    "9": _("Pengawasan internal"),
    "10": _("Penanganan pengaduan"),
    "11": _("Jumlah pelaksana"),
    "12": _("Jaminan pelayanan"),
    "13": _("Jaminan keamanan dan keselamatan"),
    "14": _("Evaluasi kinerja pelaksana"),
}


def form_choices() -> list[tuple[str, str]]:
    """The forms of maladministration for a select."""
    return [(code, str(legal)) for code, (legal, _plain) in FORMS.items()]


#: How the reporter of an urgent report was called upon.
CONTACT_WAYS = {
    "phone": _("Telepon"),
    "here": _("Pelapor datang ke kantor"),
    "visit": _("Kami mendatangi pelapor"),
    "message": _("Pesan, surel, atau surat"),
}

#: How two sides are brought to agree, and who of them came.
MANNERS = {
    Manner.CONCILIATION: _("Konsiliasi: kami mengusulkan jalan keluar"),
    Manner.MEDIATION: _("Mediasi: kedua pihak mencarinya sendiri"),
}
ATTENDANCES = {
    Attendance.BOTH: _("Pelapor dan instansi"),
    Attendance.REPORTER: _("Pelapor saja"),
    Attendance.AGENCY: _("Instansi saja"),
    Attendance.NOBODY: _("Tidak ada yang datang"),
}

#: What an examination does beside its state, and how that ended.
ACTIVITIES = {
    Kind.DOCUMENTS: _("Permintaan dokumen"),
    Kind.VISIT: _("Pemeriksaan lapangan"),
    Kind.SUMMONS: _("Panggilan"),
    Kind.WITNESS: _("Keterangan saksi"),
    Kind.EXPERT: _("Keterangan ahli"),
    Kind.SUPERIOR: _("Pertemuan dengan atasan terlapor"),
    Kind.PERSUASION: _("Persuasi"),
}
OUTCOMES = {
    Outcome.DONE: _("Terlaksana"),
    Outcome.PARTLY: _("Terlaksana sebagian"),
    Outcome.ABSENT: _("Tidak dipenuhi, tanpa alasan yang sah"),
    Outcome.EXCUSED: _("Tidak dipenuhi, dengan alasan yang sah"),
    Outcome.CANCELLED: _("Dibatalkan"),
}

#: The sections of an LHP.
SECTIONS = {
    Section.ACCOUNT: _("Uraian"),
    Section.RESULT: _("Hasil pemeriksaan"),
    Section.OPINION: _("Pendapat"),
    Section.FINDINGS: _("Temuan"),
    Section.CONCLUSION: _("Kesimpulan"),
    Section.ACTIONS: _("Tindakan korektif"),
}

#: Who caused that a term could not be kept.
CAUSES = {
    Cause.OFFICE: _("kami sendiri"),
    Cause.AGENCY: _("instansi"),
    Cause.REPORTER: _("pelapor"),
    Cause.OUTSIDE: _("keadaan di luar para pihak"),
}

#: What a plenary decides on a report.
DECISIONS = {
    Decision.REGISTER: _("Registrasi"),
    Decision.SEND_BACK: _("Kembalikan ke verifikasi"),
    Decision.REFUSE: _("Tidak dapat diterima"),
    Decision.POSTPONE: _("Tunda ke rapat berikutnya"),
    Decision.APPROVE: _("Setujui"),
    Decision.RETURN: _("Kembalikan untuk diperbaiki"),
}

#: What an administrator wrote, as the history calls it.
EDITED = {
    events.QUESTIONS_WRITTEN: _("Draf pertanyaan disimpan"),
    events.QUESTIONS_PUBLISHED: _("Pertanyaan diterbitkan"),
    events.TEMPLATE_WRITTEN: _("Draf templat disimpan"),
    events.TEMPLATE_PUBLISHED: _("Templat diterbitkan"),
    events.LIMITS_WRITTEN: _("Draf batas klasifikasi disimpan"),
    events.LIMITS_PUBLISHED: _("Batas klasifikasi diterbitkan"),
    events.SUBSTANCE_WRITTEN: _("Draf bidang disimpan"),
    events.SUBSTANCE_PUBLISHED: _("Bidang diterbitkan"),
}
#: What the office began by itself, or was asked to by one of its own.
OF_OWN = {
    events.OWN_BEGUN: _("Investigasi atas prakarsa sendiri dimulai"),
    events.OWN_SUGGESTED: _("Investigasi atas prakarsa sendiri diusulkan"),
    events.OWN_DECLINED: _("Usul investigasi tidak diikuti"),
    events.GONE_ON: _("Dilanjutkan sebagai prakarsa sendiri"),
    events.RESULT_APPROVED: _("Hasil sementara disetujui kepala"),
}
#: What somebody takes along of what he may see.
TAKEN_ALONG = {
    events.EXPORT_ASKED: _("Daftar diminta sebagai tabel"),
    events.EXPORT_MADE: _("Daftar dibuat sebagai tabel"),
    events.PERIODIC_TAKEN: _("Tabel laporan kepada DPR dan Presiden diunduh"),
    events.CALENDAR_MADE: _("Alamat kalender dibuat"),
    events.CALENDAR_RENEWED: _("Alamat kalender diganti"),
    events.CALENDAR_REVOKED: _("Alamat kalender dicabut"),
    events.DOSSIER_ASKED: _("Berkas perkara sebagai satu PDF diminta"),
    events.DOSSIER_MADE: _("Berkas perkara sebagai satu PDF dibuat"),
}
#: What is to be done in a case, beside what the law sets a day for.
OF_TASKS = {
    events.TASK_ADDED: _("Tugas diberikan"),
    events.TASK_DONE: _("Tugas selesai"),
    events.TASK_DROPPED: _("Tugas dicoret"),
    events.TASK_REOPENED: _("Tugas dibuka lagi"),
    events.TASK_MOVED: _("Urutan tugas diubah"),
}
#: In whose hands a case is.
OF_HANDS = {
    events.TRANSFER_ASKED: _("Kantor lain diminta melanjutkan perkara"),
    events.TRANSFER_REFUSED: _("Kantor lain mengembalikan permintaan"),
    events.TRANSFERRED: _("Perkara pindah ke kantor lain"),
    events.RECUSED: _("Petugas mengundurkan diri karena benturan kepentingan"),
    events.REASSIGNED: _("Pemeriksa pengganti ditugaskan"),
    events.HOLDER_CHANGED: _("Perkara diserahkan kepada petugas lain"),
    events.ASSIGNMENT_UNDONE: _("Penugasan pemeriksa dibatalkan"),
}
#: What was written down wrong about a letter on paper, and what that moved.
CORRECTED = {
    events.LETTER_CORRECTED: _("Tanggal tanda terima surat dibetulkan"),
    events.PAPER_CORRECTED: _("Catatan surat masuk dibetulkan"),
    events.TERM_CORRECTED: _("Batas waktu dihitung ulang: tanggal surat dibetulkan"),
    events.PROMISE_CORRECTED: _(
        "Batas waktu yang dibaca pelapor dihitung ulang: tanggal surat dibetulkan"
    ),
}
#: What happens to two cases at once, as each of their histories says it.
OF_TWO_CASES = {
    events.CASE_MERGED: _("Perkara digabung dengan perkara lain"),
    events.MERGE_TAKEN_IN: _("Laporan lain digabung ke perkara ini"),
    events.MERGE_PROPOSED: _("Penggabungan diusulkan"),
    events.MERGE_REFUSED: _("Usul penggabungan tidak diikuti"),
    events.MERGE_UNDONE: _("Penggabungan dibatalkan"),
    events.MERGE_LEFT: _("Laporan lain dipisahkan lagi dari perkara ini"),
    events.CASE_SPLIT: _("Sebagian laporan dijadikan perkara sendiri"),
    events.SPLIT_OFF: _("Perkara dipisah dari laporan lain"),
    events.GATHERED: _("Perkara dijadikan bagian perkara lain"),
    events.PART_ADDED: _("Perkara lain menjadi bagian perkara ini"),
    events.LET_GO: _("Perkara dilepaskan dari perkara induknya"),
    events.PART_LEFT: _("Satu bagian dilepaskan dari perkara ini"),
    events.RECURRENCE_FOUND: _("Laporan baru menyerupai tindakan yang selesai"),
    events.RECURRENCE_JUDGED: _("Laporan baru dibandingkan dengan tindakan itu"),
}
