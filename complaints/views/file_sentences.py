"""Why a file was not taken in, as whoever brought it reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OF_FILES: dict[str, _StrPromise] = {
    "not_blackened_by": _(
        "Hanya pemeriksa perkara ini dan petugas Resmon yang melepas berkas kepada "
        "instansi atau pelapor."
    ),
    "not_for_agency": _(
        "Berkas ini tidak dapat dilepas: dari instansi itu sendiri, atau surat kuasa."
    ),
    "not_for_reporter": _(
        "Berkas ini tidak dapat dilepas: dari pelapor itu sendiri, atau surat kuasa."
    ),
    "file_released": _("Salinannya sudah dilepas. Tarik dulu, lalu ubah tandanya."),
    "not_released": _("Berkas ini belum dilepas, atau sudah ditarik."),
    "no_black_copy": _("Siapkan dulu salinannya, lalu periksa hasilnya."),
    "not_looked": _("Periksa semua halaman salinan, lalu nyatakan."),
    "somebody_named": _(
        "Nama pelapor dirahasiakan dan tidak ada yang dihitamkan. Nyatakan bahwa berkas "
        "ini tidak menyebut siapa pun, atau hitamkan dulu."
    ),
    "voice_confidential": _(
        "Nama pelapor dirahasiakan, dan suara dapat mengenalinya. Rekaman ini tidak bisa "
        "dilepas; tulis isinya dalam surat atau permintaan penjelasan, tanpa nama."
    ),
    "voice_sealed": _(
        "Rekaman ini dari kegiatan dengan saksi yang namanya dirahasiakan, dan suara dapat "
        "mengenalinya. Rekaman ini tidak bisa dilepas."
    ),
    "voice_unmarked": _("Pada rekaman suara tidak ada yang bisa dihitamkan."),
    "voice_unconfirmed": _(
        "Nyatakan dulu bahwa siapa pun yang terdengar boleh dikenali."
    ),
    "not_listened": _("Dengarkan seluruh salinan rekaman, lalu nyatakan."),
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
