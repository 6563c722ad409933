"""What a refusal says to the person, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.errors import NotAllowed, Refused
from complaints.domain.lifecycle import IllegalTransition
from complaints.forms.agency import DAY_OUTSIDE
from complaints.forms.notes import MENTION_UNKNOWN
from complaints.forms.steps import EXTENSION_DAY
from complaints.forms.talks import MEETING_DAY, SIGNED_DAY
from complaints.services.errors import CaseError, NoRoom
from complaints.views.activity_sentences import OF_ACTIVITIES
from complaints.views.class_sentences import OF_CLASSES
from complaints.views.correspondence_sentences import OF_PAPER
from complaints.views.fast_sentences import OF_FAST
from complaints.views.file_sentences import OF_FILES
from complaints.views.handing_sentences import HANDING
from complaints.views.ladder_sentences import OF_LADDER
from complaints.views.lhp_sentences import OF_LHP
from complaints.views.own_sentences import OF_OWN
from complaints.views.two_cases_sentences import TWO_CASES
from complaints.views.version_sentences import VERSIONS
from documents.errors import Unprintable
from journal.errors import DraftRefused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, str | _StrPromise] = {
    **OF_ACTIVITIES,
    **OF_LADDER,
    **OF_LHP,
    **OF_OWN,
    "stale": _(
        "Perkara ini baru saja diubah orang lain. Tulisan Anda masih di sini; "
        "periksa perkara lalu kirim lagi."
    ),
    "draft_overtaken": _(
        "Rekan Anda menyimpan draf lain sementara Anda menulis. Belum ada yang "
        "tersimpan atau terkirim: lihat keduanya di bawah."
    ),
    "same_person": _(
        "Penyusun tidak dapat menandatangani, dan pengusul tidak dapat memutuskan. "
        "Minta kepala yang lain."
    ),
    "conflict": _("Ada benturan kepentingan: orang ini tidak boleh memegang perkara."),
    "formal_incomplete": _("Semua syarat formil harus terjawab ya."),
    "nothing_missing": _("Pilih sedikitnya satu hal yang belum lengkap."),
    "material_unanswered": _("Jawab keenam pertanyaan."),
    "not_in_plenary": _("Laporan ini tidak sedang dibahas rapat pleno."),
    "no_ground": _("Pilih dasar penolakan yang dikenal undang-undang."),
    "plenary_day": _("Rapat tidak lebih dari 30 hari yang lalu, dan sudah terjadi."),
    "plenary_alone": _("Rapat pleno dihadiri sedikitnya dua orang yang berhak."),
    "plenary_agenda": _("Pilih laporan yang menunggu rapat pleno; periksa lagi."),
    "plenary_conflict": _(
        "Kurang dari dua peserta tanpa benturan kepentingan pada laporan ini. "
        "Tunda ke rapat lain."
    ),
    "plenary_decided": _("Laporan ini sudah diputus dalam rapat ini."),
    "plenary_refused": _("Laporan ini tidak lagi menunggu rapat pleno. Tunda saja."),
    "plenary_unseen": _("Laporan ini tidak terbuka bagi Anda. Tunda saja."),
    "plenary_signed": _("Berita acara rapat ini sudah ditandatangani."),
    "plenary_undecided": _("Masih ada laporan yang belum diputus."),
    "no_unit": _("Unit itu bukan unit instansi terlapor."),
    "no_agency": _("Tetapkan dulu instansi terlapor."),
    "agency_knows": _("Instansi tidak dapat diganti: suratnya sudah dikirim."),
    "may_name": _(
        "Tulisan ini mungkin menyebut orang. Periksa setiap bagian di bawah ini, lalu "
        "hapus atau kirim."
    ),
    "names_reporter": _(
        "Tulisan ini menyebut pelapor yang namanya dirahasiakan. Hapus bagian itu; "
        "tidak ada yang dapat mengizinkannya."
    ),
    "request_open": _("Permintaan penjelasan sebelumnya belum dijawab."),
    "asked_twice": _("Penjelasan sudah diminta dua kali."),
    "letter_unopened": _("Buka dulu suratnya di halaman perkara."),
    "case_closed": _("Perkara ini sudah ditutup."),
    "arrived_since": _("Ada lagi yang masuk sesudah halaman ini dibuka. Baca dulu."),
    "case_erased": _("Isi perkara ini sudah dihapus."),
    "already_answered": _("Permintaan ini sudah dijawab."),
    "question_unanswered": _("Jawab setiap pertanyaan, satu per satu."),
    "request_withdrawn": _("Permintaan ini sudah selesai."),
    "no_notice": _("Hasil sementara belum disusun."),
    "no_draft": _("Tidak ada konsep yang menunggu persetujuan."),
    "sent_back": _("Konsep ini sudah dikembalikan dan belum disusun lagi."),
    "at_the_table": _(
        "Kedua pihak sedang bermusyawarah. Catat kesepakatannya, atau akhiri dulu."
    ),
    "talks_day": MEETING_DAY,
    "talks_signed_day": SIGNED_DAY,
    "talks_minutes_first": _("Tulis dulu risalah pertemuan sebelumnya."),
    "talks_no_meeting": _("Tidak ada pertemuan yang menunggu risalah."),
    "talks_ahead": _("Pertemuannya belum berlangsung."),
    "talks_no_minutes": _("Tulis dulu risalah musyawarah."),
    "talks_not_both": _(
        "Menurut risalah, tidak kedua pihak hadir. Undang mereka ke pertemuan berikutnya."
    ),
    "talks_no_paper": _("Lampirkan kesepakatan yang ditandatangani."),
    "unprintable": Unprintable.sentence,
    "letter_incomplete": _(
        "Surat belum bisa dibuat karena ada bagian yang kosong. Lengkapi dulu."
    ),
    "action_closed": _("Tindakan ini sudah selesai diperiksa."),
    "already_decided": _("Bukti ini sudah diperiksa."),
    "verdict_needs_status": _("Pilih apakah dilaksanakan penuh atau sebagian."),
    "day_outside": DAY_OUTSIDE,
    "sent_already": _(
        "Formulir ini sudah terkirim dengan isi lain. Kirim sekali lagi bila ini "
        "kiriman baru."
    ),
    "actions_open": _("Masih ada tindakan korektif yang belum selesai."),
    "to_correct": _("Tindakan korektif masih berlaku; alasan ini tidak cocok."),
    "nothing_to_correct": _("Tidak ada tindakan korektif yang masih berlaku."),
    "other_conclusion": _("Alasan ini bukan kesimpulan LHP."),
    "verdicts_pending": _("Masih ada bukti yang belum kami periksa."),
    "not_proposed": _("Penutupan dengan alasan ini belum diusulkan."),
    "reason": _("Alasan ini tidak cocok dengan tahap perkara."),
    "too_many_questions": _("Paling banyak dua belas pertanyaan."),
    **VERSIONS,
    "task_person": _("Orang itu tidak dapat melihat perkara ini. Pilih orang lain."),
    "task_there": _("Tugas itu sudah ada dan belum selesai."),
    "list_taken": _("Semua baris daftar ini sudah ada di perkara ini."),
    "tasks_full": _("Perkara ini sudah punya 100 tugas."),
    "filters_full": _("Sudah ada 20 saringan; hapus satu dulu."),
    "filter_name_used": _("Nama itu sudah dipakai saringan lain milik Anda."),
    "legal_hold": _("Perkara ini ditahan untuk keperluan hukum."),
    "draft_over": _("Draf ini sudah terkirim atau sudah lewat 30 hari. Mulai lagi."),
    "draft_unfinished": _("Masih ada bagian yang belum diisi."),
    **OF_FILES,
    **OF_PAPER,
    "wrong_code": _(
        "Nomor dan kode tidak cocok. Periksa tanda terima Anda, atau telepon 137."
    ),
    "wrong_draft_code": _(
        "Kode draf tidak cocok, sudah diganti kode yang lebih baru, atau drafnya sudah "
        "terkirim atau lewat 30 hari. Periksa lagi hurufnya, atau telepon 137."
    ),
    "too_many": _("Terlalu banyak percobaan. Tunggu satu jam, atau telepon 137."),
    "too_many_asked": _(
        "Banyak permintaan datang dari jaringan internet Anda dalam satu jam ini. "
        "Permintaan Anda belum kami terima."
    ),
    "wrong_link": _(
        "Kode tidak cocok, sudah dipakai, atau sudah lewat 30 menit. Minta tautan baru, "
        "atau telepon 137."
    ),
    "code_replaced": _(
        "Kode ini sudah diganti dengan kode baru, jadi tidak kami tampilkan lagi. Pakai "
        "kode yang baru, atau minta satu lagi."
    ),
    "nothing_chosen": _("Pilih sedikitnya satu laporan."),
    "too_many_followed": _(
        "Akun Anda sudah memuat 50 laporan. Keluarkan dulu yang tidak perlu lagi."
    ),
    "own_account": _(
        "Daftar laporan ada di akun pelapor, bukan di akun kerja. Keluar dulu dari akun "
        "kerja Anda."
    ),
    "no_vault": _("Laporan ini tidak menyimpan kontak, jadi tidak ada yang diganti."),
    "same_contact": _("Itu sudah kontak dan cara kabar Anda sekarang."),
    "overtaken": _(
        "Kontak laporan ini baru saja diubah di tempat lain. Periksa dulu, lalu ulangi "
        "bila masih perlu."
    ),
    "not_reachable_so": _(
        "Kabar tidak bisa lewat cara itu: kontaknya tidak ada pada laporan ini."
    ),
    "no_contact": _("Tuliskan dulu nomor ponsel atau email Anda."),
    "contact_unchecked": _("Pastikan dulu kontak Anda dengan kode dari kami."),
    "too_many_reports": _(
        "Banyak laporan datang dari jaringan internet Anda dalam satu jam ini. Laporan "
        "Anda tersimpan dan belum terkirim."
    ),
    "too_many_consultations": _(
        "Banyak pertanyaan datang dari jaringan internet Anda dalam satu jam ini. "
        "Pertanyaan Anda belum terkirim; tulisannya masih di halaman ini."
    ),
    "in_flight": _("Kiriman ini sedang kami simpan. Tekan kirim sekali lagi."),
    "handed_over": _(
        "Pertanyaan ini sudah tersimpan, dan kodenya sudah diserahkan. Kode baru "
        "diberikan dari halaman perkaranya."
    ),
    "begin_taking": _(
        "Laporan orang lain dimulai dari “Terima laporan”. Belum ada yang tersimpan; "
        "tulisan Anda masih di sini."
    ),
    "asked_enough": _("Tiga pertanyaan sudah menunggu jawaban. Tunggu dulu."),
    "question_over": _("Pertanyaan ini tidak menunggu jawaban lagi."),
    "taker": _("Menulis laporan orang lain adalah tugas petugas penerimaan."),
    "received_on": _("Isi tanggal surat kami terima."),
    "party": _("Langkah ini bukan tugas Anda dalam perkara ini."),
    "not_assigned": _("Hanya petugas perkara ini dan kepalanya yang boleh meminta."),
    "not_assigned_file": _(
        "Berkas asli hanya untuk petugas yang memegang perkara ini. Salinan bacanya ada "
        "di halaman perkara."
    ),
    "words_not_found": _(
        "Kata itu tidak ditemukan. Periksa juga dengan mata: tulisan dalam foto tidak "
        "dapat dicari."
    ),
    "mark_unsound": _(
        "Isi tepi dari 0 sampai 100: kiri sebelum kanan, atas sebelum bawah."
    ),
    "too_many_marks": _("Terlalu banyak tanda pada satu berkas. Lepas ringkasan saja."),
    "no_dossier": _(
        "Hanya petugas perkara ini dan kepala kantornya yang membuat satu PDF darinya."
    ),
    "mention_unknown": MENTION_UNKNOWN,
    "export_empty": _("Tidak ada perkara yang cocok, jadi tidak ada tabel."),
    "export_many": _("Terlalu banyak perkara untuk satu tabel. Saring lebih sempit."),
    "export_waits": _("Tiga tabel Anda masih dibuat. Tunggu dulu."),
    "purpose": _("Pilih tujuan membuka identitas."),
    "confidential": _(
        "Nama pelapor dirahasiakan. Penjaga identitas harus menyetujui lebih dulu."
    ),
    "basis": _("Pilih dasar hukum membuka identitas."),
    "consent_over": _("Persetujuan penjaga identitas tidak berlaku lagi. Minta lagi."),
    "already_asked": _("Permintaan Anda sudah ada. Tunggu putusan penjaga identitas."),
    "not_confidential": _("Identitas ini tidak dirahasiakan."),
    "already_decided_request": _("Permintaan ini sudah diputus."),
    "refusal_needs_reason": _("Sebutkan alasan menolak."),
    "asker_recused": _("Petugas ini sudah mengundurkan diri dari perkara."),
    "no_consent": _("Tidak ada persetujuan yang berlaku."),
    **HANDING,
    "already_restricted": _("Perkara ini sudah terbatas."),
    "not_restricted": _("Perkara ini tidak terbatas."),
    "step_up": _("Tunjukkan lagi faktor kedua Anda, lalu ulangi."),
    "proof": _("Pilih bagaimana Anda memastikan orangnya."),
    "call_back_too_soon": _(
        "Kontak pelapor diganti dalam tujuh hari terakhir, jadi telepon ke nomor itu "
        "tidak membuktikan apa-apa. Minta KTP, paspor, atau surat kuasa."
    ),
    **OF_FAST,
    **OF_CLASSES,
    "extension_waits": _(
        "Permintaan perpanjangan untuk ini masih menunggu putusan kepala."
    ),
    "extension_which": _("Pilih permintaan mana yang diputus."),
    "extension_no_term": _("Batas waktu ini tidak bisa Anda perpanjang lagi."),
    "extension_day": EXTENSION_DAY,
    "no_extension_asked": _("Tidak ada permintaan perpanjangan yang menunggu."),
    "extension_late": _("Batas waktu yang lama sudah lewat; tidak bisa diperpanjang."),
    "may_not_stay": _("Pilih perkara yang masih terbuka di kantor ini."),
    "others_merged": _(
        "Laporan lain sudah digabung ke perkara ini. Gabungkan perkara yang satunya."
    ),
    "not_merged": _("Perkara ini tidak digabung."),
    "transfer_waits": _("Kantor lain sudah diminta dan belum menjawab."),
    "transfer_over": _("Permintaan ini sudah dijawab rekan Anda."),
    "no_such_office": _("Kantor itu tidak bisa menerima perkara ini. Pilih yang lain."),
    "transfer_needs_reason": _("Tulis mengapa perkara ini dikembalikan."),
    "nobody_reports": _(
        "Konsultasi ini diimpor tanpa pelapor, jadi tidak bisa menjadi laporan."
    ),
    "not_asked": _("Pertanyaan ini sudah dijawab, atau belum waktunya."),
    "no_stars": _("Pilih satu sampai lima bintang."),
    "no_answer": _("Pilih salah satu jawaban."),
    **TWO_CASES,
    "not_reopenable": _("Laporan ini tidak bisa dibuka kembali, atau sudah diminta."),
    "no_reopening": _("Tidak ada permintaan membuka kembali yang menunggu."),
    "time_box": _("Waktu 15 menit sudah lewat. Minta lagi bila masih perlu."),
}
REFUSED = _("Langkah ini tidak mungkin pada tahap perkara sekarang.")


def refusal(error: Exception) -> str | _StrPromise:
    """The sentence for a refused use case."""
    code = ""
    if isinstance(error, NoRoom):
        return str(SENTENCES[error.code]) % error.figures
    if isinstance(error, Refused):
        return error.sentence
    if isinstance(error, CaseError | DraftRefused):
        code = error.code
    elif isinstance(error, NotAllowed):
        code = str(error.reason)
    elif isinstance(error, IllegalTransition):
        code = str(error.why)
    return SENTENCES.get(code, REFUSED)
