"""What a refusal says to the person, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from accounts.errors import NotAllowed
from complaints.services.errors import CaseError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, str | _StrPromise] = {
    "stale": _(
        "Perkara ini baru saja diubah orang lain. Tulisan Anda masih di sini; "
        "periksa perkara lalu kirim lagi."
    ),
    "same_person": _("Penyusun tidak dapat menandatangani. Minta kepala yang lain."),
    "conflict": _("Ada benturan kepentingan: orang ini tidak boleh memegang perkara."),
    "formal_incomplete": _("Semua syarat formil harus terjawab ya."),
    "nothing_missing": _("Pilih sedikitnya satu hal yang belum lengkap."),
    "material_unanswered": _("Jawab keenam pertanyaan."),
    "not_in_plenary": _("Laporan ini tidak sedang dibahas rapat pleno."),
    "not_in_examination": _("Perkara ini tidak sedang diperiksa."),
    "not_in_review": _("LHP hanya disusun setelah hasil diberitahukan kepada pelapor."),
    "no_agency": _("Tentukan dulu instansi yang dilaporkan."),
    "request_open": _("Permintaan penjelasan sebelumnya belum dijawab."),
    "asked_twice": _("Penjelasan sudah diminta dua kali."),
    "in_flight": _("Kiriman yang sama sedang kami terima. Muat ulang halaman ini."),
    "key_reused": _(
        "Formulir ini sudah terkirim dengan tulisan lain. Muat ulang halaman ini, lalu "
        "kirim lagi."
    ),
    "letter_unopened": _("Buka dulu suratnya di halaman perkara."),
    "already_answered": _("Permintaan ini sudah dijawab."),
    "no_notice": _("Hasil sementara belum disusun."),
    "no_lhp": _("LHP belum disusun."),
    "no_finding": _("Sebutkan sedikitnya satu bentuk maladministrasi."),
    "actions_without_finding": _(
        "Tindakan korektif hanya bila ditemukan maladministrasi."
    ),
    "action_closed": _("Tindakan ini sudah selesai diperiksa."),
    "already_decided": _("Bukti ini sudah diperiksa."),
    "verdict_needs_status": _("Pilih apakah dilaksanakan penuh atau sebagian."),
    "actions_open": _("Masih ada tindakan korektif yang belum selesai."),
    "reason": _("Alasan ini tidak cocok dengan tahap perkara."),
    "still_open": _("Perkara masih terbuka."),
    "legal_hold": _("Perkara ini ditahan untuk keperluan hukum."),
    "draft_over": _("Draf ini sudah terkirim atau sudah lewat 30 hari. Mulai lagi."),
    "draft_unfinished": _("Masih ada bagian yang belum diisi."),
    "too_many_files": _("Paling banyak 10 berkas. Berkas lain bisa dikirim nanti."),
    "case_full": _(
        "Perkara ini sudah memuat berkas sebanyak yang dapat kami terima dari satu "
        "pihak. Tulis pesan kepada petugas, atau telepon 137."
    ),
    "wrong_code": _(
        "Nomor dan kode tidak cocok. Periksa tanda terima Anda, atau telepon 137."
    ),
    "too_many": _("Terlalu banyak percobaan. Tunggu satu jam, atau telepon 137."),
    "too_many_reports": _(
        "Banyak laporan datang dari jaringan internet Anda dalam satu jam ini. Laporan "
        "Anda tersimpan dan belum terkirim."
    ),
    "party": _("Langkah ini bukan tugas Anda dalam perkara ini."),
    "not_assigned": _("Hanya petugas perkara ini dan kepalanya yang boleh meminta."),
    "not_assigned_file": _(
        "Berkas asli hanya untuk petugas yang memegang perkara ini. Salinan bacanya ada "
        "di halaman perkara."
    ),
    "purpose": _("Pilih tujuan membuka identitas."),
    "confidential": _(
        "Nama pelapor dirahasiakan. Belum ada penjaga identitas yang dapat menyetujui."
    ),
    "step_up": _("Tunjukkan lagi faktor kedua Anda, lalu ulangi."),
    "time_box": _("Waktu 15 menit sudah lewat. Minta lagi bila masih perlu."),
}
REFUSED = _("Langkah ini tidak mungkin pada tahap perkara sekarang.")


def refusal(error: Exception) -> str | _StrPromise:
    """The sentence for a refused use case."""
    code = ""
    if isinstance(error, CaseError):
        code = error.code
    elif isinstance(error, NotAllowed):
        code = str(error.reason)
    return SENTENCES.get(code, REFUSED)
