"""What a page says when a step of the ladder cannot be taken so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.ladder import GAP_UNSAID
from complaints.views.objection_sentences import OF_OBJECTIONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_LADDER: dict[str, str | _StrPromise] = {
    "nothing_to_order_again": _(
        "Tidak ada yang diperintahkan lagi: perkara ini tidak dibuka kembali, atau masih "
        "ada tindakan yang harus dilaksanakan."
    ),
    "order_not_repeatable": _("Pilih tindakan yang sudah dinyatakan dilaksanakan."),
    "milestones_unfit": _(
        "Paling banyak enam tonggak per tindakan, pada hari kerja yang berbeda-beda, dan "
        "semuanya dalam batas waktu tindakan korektif."
    ),
    "only_suggestions": _(
        "Saran menyertai tindakan korektif. Tulis sedikitnya satu tindakan korektif."
    ),
    "milestone_settled": _(
        "Tonggak ini sudah diterima, atau laporannya sedang kami periksa."
    ),
    "no_way": _("Pilih cara pelapor menyampaikannya."),
    **OF_OBJECTIONS,
    "not_monitored": _("Perkara ini tidak sedang ditagih pelaksanaannya."),
    "not_in_resmon": _("Perkara ini tidak dalam resolusi dan monitoring."),
    "file_unanswered": _("Jawab setiap baris."),
    "file_gap_unsaid": GAP_UNSAID,
    "file_unchecked": _(
        "Periksa dulu kelengkapan berkas. Rekomendasi diusulkan bila semuanya ada."
    ),
    "no_guidance_asked": _("Tidak ada arahan yang sedang diminta."),
    "nothing_to_recommend": _("Tidak ada tindakan yang masih harus dilaksanakan."),
    "items_differ": _(
        "Butirnya tidak sama dengan tindakan yang masih terbuka. Susun lagi."
    ),
    "restricted_for_plenary": _(
        "Perkara terbatas tidak terbuka bagi rapat pleno pimpinan. Kepala kantor "
        "mencabut pembatasannya dulu."
    ),
    "matter_over": _("Hal ini sudah tidak diajukan lagi. Tunda saja."),
    "return_needs_reason": _("Tulis apa yang perlu diperbaiki."),
    "plenary_absent": _("Berita acara ditandatangani pimpinan yang hadir."),
    "plenary_not_there": _(
        "Yang mencatat putusan harus hadir dalam rapat itu dan tanpa benturan "
        "kepentingan pada laporan ini."
    ),
    "plenary_first": _("Rapat pleno pimpinan yang menetapkan status pelaksanaannya."),
    "not_in_plenary_yet": _("Rapat pleno pimpinan belum memutuskannya."),
    "no_recommendation": _("Tidak ada Rekomendasi yang berlaku."),
    "report_running": _(
        "Waktu atasan untuk melapor belum lewat. Status sebelum itu hanya bila semua "
        "butir selesai."
    ),
    "nothing_to_accept": _(
        "Yang dapat diterima hanya pelaksanaan sebagian. Butir yang belum dimulai "
        "dikecualikan dulu satu per satu."
    ),
    "status_changed": _(
        "Butirnya berubah sesudah diajukan. Kembalikan untuk diperbaiki."
    ),
    "not_assessed": _("Status pelaksanaan Rekomendasi belum ditetapkan."),
    "was_obeyed": _("Rekomendasi ini dilaksanakan, atau alasannya diterima."),
    "sanction_to_nobody": _("Tulis kepada siapa rekomendasi sanksi ditujukan."),
    "item_not_annulled": _(
        "Butir Rekomendasi tidak dibatalkan satu per satu. Usulkan pengecualian."
    ),
    "relief_waits": _("Satu usul pengecualian atau pembatalan masih menunggu putusan."),
    "no_relief_asked": _("Tidak ada usul yang menunggu putusan."),
    "names_public": _(
        "Tulisan ini dibaca semua orang dan menyebut pelapor, saksi, atau nomor "
        "identitas. Hapus bagian itu; tidak ada yang dapat mengizinkannya."
    ),
    "register_words": _(
        "Alasan ini dibaca semua orang dan mungkin menunjuk pelapor, saksi, atau "
        "laporannya. Tulis tanpa nama, nomor, dan tanggal. Penolakan ini tercatat."
    ),
    "register_conflict": _(
        "Anda tidak boleh memutuskan tentang laporan atau instansi ini. Minta pimpinan "
        "lain menarik entrinya."
    ),
    "periodic_running": _("Periode ini belum lewat."),
    "periodic_why": _(
        "Laporan periode ini sudah terbit. Tulis apa yang diperbaiki dalam versi baru."
    ),
    "periodic_names": _("Alasannya memuat nomor atau alamat seseorang. Hapus."),
    "periodic_quarters": _(
        "Laporan setahun disusun sesudah keempat triwulannya terbit."
    ),
    "periodic_over": _("Laporan ini sudah terbit, atau konsepnya sudah diganti."),
    "periodic_broken": _(
        "Angkanya tidak cocok dengan yang dibekukan. Susun lagi dan laporkan."
    ),
    "release_number": _(
        "Tulisan ini memuat nomor laporannya. Hapus: yang umum hanya nomor Rekomendasi."
    ),
    "release_day": _(
        "Tulisan ini memuat tanggal laporan dibuat. Hapus: tanggal itu dapat menunjuk "
        "pelapor."
    ),
    "release_too_early": _(
        "Belum dapat dibaca umum: ketidakpatuhannya belum diumumkan, atau rapat pleno "
        "belum menetapkan pelaksanaannya."
    ),
    "release_kind": _("Pilih apa ini pembaruan atau perbaikan."),
    "release_why": _("Tulis apa yang baru. Umum membacanya."),
    "release_not_drafted": _("Belum ada isi register publik yang diusulkan."),
    "release_agreed": _("Isinya sudah disetujui. Ketua menerbitkannya."),
    "release_not_agreed": _("Isinya belum disetujui seorang pimpinan lain."),
    "release_changed": _(
        "Keadaannya berubah sesudah ditulis. Usulkan lagi, supaya yang terbit sama "
        "dengan yang disetujui."
    ),
    "release_none": _("Tidak ada yang terbit di register publik."),
    "extension_none": _("Tanggal baru harus setelah batas waktu yang lama."),
    "extension_stale": _(
        "Batas waktunya berubah sejak diminta. Tolak permintaan ini; perpanjangan dapat "
        "diminta lagi dari batas yang sekarang."
    ),
    "extension_too_late": _("Perpanjangan diminta sebelum hari terakhir."),
    "extension_too_long": _("Semua perpanjangan bersama paling lama 30 hari kerja."),
    "urge_nothing_owed": _("Tidak ada lagi yang harus dilaksanakan."),
    "urge_unreceived": _("Instansi belum menerima LHP atau Rekomendasinya."),
    "urge_waits": _("Buktinya sudah masuk dan menunggu putusan kami."),
    "urge_lately": _("Instansi sudah diingatkan dalam lima hari kerja terakhir."),
    "urge_nobody": _("Instansi ini belum punya narahubung yang dapat diingatkan."),
    "urge_gone": _("Pengingat ini sudah dikirim."),
    "extension_no_workday": _("Tanggal baru harus hari kerja."),
}
