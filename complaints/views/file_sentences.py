"""Why a file was not taken in, as whoever brought it reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_FILES: dict[str, _StrPromise] = {
    "too_many_files": _(
        "Satu laporan memuat paling banyak %(files)s berkas. Satukan beberapa halaman "
        "dalam satu PDF, atau tanyakan kepada petugas: 137."
    ),
    "report_full": _(
        "Berkas ini %(size)s MB, sedangkan sisa tempat untuk laporan ini %(left)s MB "
        "dari %(limit)s MB. Pilih berkas yang lebih kecil, atau tanyakan kepada "
        "petugas: 137."
    ),
    "page_incomplete": _("Halaman ini tidak lengkap. Kirim sekali lagi."),
    "file_over": _(
        "Berkas yang tadi dikirim tidak tersimpan lagi. Pilih lagi berkasnya."
    ),
    "case_full": _(
        "Perkara ini sudah memuat berkas sebanyak yang dapat kami terima dari satu "
        "pihak. Tulis pesan kepada petugas, atau telepon 137."
    ),
}
