"""What a refusal says about what the office began by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NO_REPORTER = _(
    "Di sini tidak ada pelapornya: prakarsa sendiri, atau dari daftar sebelumnya."
)
OF_OWN: dict[str, str | _StrPromise] = {
    "no_reporter": NO_REPORTER,
    "not_withdrawn": _(
        "Hanya laporan yang dicabut pelapornya yang dapat dilanjutkan sebagai prakarsa "
        "sendiri."
    ),
    "gone_on_already": _(
        "Laporan ini sudah dilanjutkan, atau usul untuk melanjutkannya sedang menunggu "
        "kepala."
    ),
    "names_withdrawn": _(
        "Tulisan ini menyebut pelapor yang mencabut laporannya. Hapus bagian itu: tidak "
        "ada apa pun darinya yang ikut."
    ),
    "names_material": _(
        "Tulisan ini menyebut pelapor dari laporan yang menjadi bahannya. Hapus bagian "
        "itu; tidak ada yang dapat mengizinkannya."
    ),
    "own_needs_reason": _("Tulis mengapa usul ini tidak diikuti."),
    "own_not_reopenable": _(
        "Perkara ini sudah ditutup lebih dari satu tahun. Mulai yang baru."
    ),
    "reporter_asks": _(
        "Laporan dibuka kembali atas permintaan pelapornya, lalu Anda menjawabnya."
    ),
    "only_own_collects": _(
        "Hanya investigasi atas prakarsa sendiri yang mengumpulkan laporan sebagai bahan."
    ),
    "not_material": _(
        "Pilih laporan kantor ini yang tidak sudah menjadi bagian perkara lain."
    ),
}
