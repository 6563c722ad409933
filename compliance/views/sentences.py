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
    "unpublished": _("Hanya nilai yang sudah terbit yang dikoreksi."),
    "unchanged": _("Tidak ada angka yang berubah, jadi tidak ada yang dikoreksi."),
    "gates": _("Belum bisa dikunci. Lengkapi syaratnya dulu."),
}


def sentence(error: RoundError) -> str:
    """What the person reads."""
    return str(_SENTENCES[error.code])
