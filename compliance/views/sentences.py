"""The sentence for each refusal of a round, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from compliance.services.errors import RoundError

_SENTENCES: Mapping[str, _StrPromise] = {
    "method": _("Bobot metode ini tidak diketahui. Pilih metode lain."),
    "cutoff": _("Tanggal ini belum lewat. Pilih kemarin atau sebelumnya."),
    "agencies": _("Tidak ada instansi untuk dinilai."),
    "answers": _("Nilai harus 0 sampai 100."),
    "stale": _("Penilaian ini sudah diubah orang lain. Periksa, lalu kirim lagi."),
    "closed": _("Penilaian sudah dikunci. Isian tidak bisa diubah lagi."),
    "open": _("Kunci penilaian dulu, lalu terbitkan."),
    "method_stale": _("Draf ini sudah diubah orang lain. Periksa, lalu kirim lagi."),
    "method_closed": _(
        "Metode ini sudah terbit dan terkunci. Salin untuk mengubahnya."
    ),
    "method_draft": _("Terbitkan metode ini dulu, lalu salin."),
    "method_deep": _("Indikator tidak bisa punya isi di bawahnya."),
    "node_in_use": _("Hapus dulu isi di bawahnya."),
    "method_faulty": _("Belum bisa terbit. Perbaiki dulu yang tertulis di bawah."),
    "plenary_day": _(
        "Pleno diadakan setelah penilaian dikunci dan paling lambat hari ini."
    ),
    "own_work": _(
        "Anda ikut menjalankan atau menilai di sini. Dua pimpinan lain yang menyetujui."
    ),
    "unpublished": _("Hanya nilai yang sudah terbit yang dikoreksi."),
    "unchanged": _("Tidak ada angka yang berubah, jadi tidak ada yang dikoreksi."),
    "drawn": _("Sampel sudah diundi dan tidak diundi lagi."),
    "sample": _("Tuliskan benih dan jumlah 1 sampai 50; setiap instansi perlu unit."),
    "seed_day": _(
        "Umumkan dulu asal benih; undian dilakukan pada hari yang diumumkan atau sesudahnya."
    ),
    "days": _(
        "Urutan tanggal belum benar: setiap tahap selesai sesudah yang sebelumnya."
    ),
    "seed_known": _(
        "Hari benih sudah tiba: daftar dan pengumumannya tetap. Lakukan undian."
    ),
    "seed_soon": _("Pilih hari sesudah hari ini: benih tidak boleh sudah diketahui."),
    "frame": _("Daftar unit berubah sejak benih diumumkan. Umumkan lagi."),
    "table": _(
        "Tabel ini belum bisa dipakai. Perbaiki yang tertulis, lalu kirim lagi."
    ),
    "products": _("Ada unit yang terpilih tanpa produk. Tuliskan produknya dulu."),
    "not_drawn": _("Unit ini tidak terpilih dalam undian."),
    "tied": _(
        "Penilai ini punya kaitan dengan instansi itu atau sudah ditugaskan di unit ini."
        " Pilih orang lain."
    ),
    "handed_in": _("Lembar ini sudah diserahkan atau sudah diisi orang lain."),
    "signed": _("Hasil unit ini sudah ditandatangani dan tidak bisa diubah lagi."),
    "observation": _("Jawaban ini tidak cocok dengan pertanyaannya."),
    "incomplete": _("Masih ada indikator yang belum dijawab."),
    "not_ready": _("Belum semua lembar diserahkan, atau masih ada perbedaan."),
    "own_sheet": _("Anda sendiri yang menilai di sini. Rekan lain yang memeriksanya."),
    "odd": _("Ada angka yang janggal. Tuliskan hasil pemeriksaan Anda."),
    "photographs": _("Sudah ada enam bukti. Hapus satu dulu."),
    "not_announced": _("Hasil sementara belum diberitahukan."),
    "term_short": _("Beri instansi paling sedikit 7 hari untuk menyanggah."),
    "term_over": _("Batas waktunya sudah lewat."),
    "answered": _("Sanggahan ini sudah dijawab rekan lain."),
    "announced": _(
        "Hasil sementara sudah diberitahukan, jadi penilaian mandiri tidak diminta lagi."
    ),
    "self_nothing": _("Metode ini tidak menanyakan apa pun untuk tiap unit."),
    "self_short": _("Beri instansi paling sedikit 7 hari untuk menilai diri."),
    "self_closed": _("Penilaian mandiri sudah ditutup. Isian tidak bisa diubah lagi."),
    "self_handed_in": _(
        "Penilaian mandiri sudah diserahkan. Tarik kembali dulu untuk mengubahnya."
    ),
    "self_stale": _(
        "Rekan Anda lebih dulu mengubah isian unit ini. Isian Anda belum tersimpan:"
        " periksa, lalu simpan lagi."
    ),
    "gates": _("Belum bisa. Lengkapi syaratnya dulu."),
}


def sentence(error: RoundError) -> str:
    """What the person reads."""
    return str(_SENTENCES[error.code])
