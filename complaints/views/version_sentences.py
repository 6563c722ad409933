"""Why what an administrator wrote was not kept, or does not count yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.forms.offices import PHONE

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

VERSIONS: dict[str, _StrPromise] = {
    "nothing_drafted": _("Belum ada draf untuk diterbitkan."),
    "template_lines": _(
        "Satu templat memuat satu pesan, satu daftar periksa 1 sampai 20 baris."
    ),
    "template_place": _("Pilih tempat pakai dari daftar."),
    "calendar_year": _("Tahun ini belum dapat ditulis. Tulis dulu tahun sebelumnya."),
    "calendar_empty": _("Tulis sedikitnya satu hari libur."),
    "calendar_day": _("Ada hari yang bukan dalam tahun ini."),
    "calendar_twice": _("Ada hari yang tertulis dua kali."),
    "limits_rules": _("Aturan ini tidak mengatur laporan baru lagi."),
    "limits_long": _(
        "Lebih lama daripada yang disampaikan kepada warga untuk klasifikasi itu."
    ),
    "limits_order": _(
        "Ringan tidak lebih lama daripada sedang, dan sedang tidak lebih lama daripada "
        "berat."
    ),
    "limits_past": _("Versi ini berlaku paling cepat besok."),
    "limits_far": _("Versi ini berlaku paling lambat setahun lagi."),
    "office_zone": _("Pilih zona waktu dari daftar."),
    "office_phone": PHONE,
    "office_centre": _("Kantor pusat tidak melayani satu provinsi saja."),
    "office_province": _("Pilih provinsi dari daftar."),
    "office_unserved": _(
        "Satu provinsi akan tanpa kantor: kantor ini melayaninya sejak draf ditulis. "
        "Simpan draf sekali lagi."
    ),
    "template_gap": _("Ada isian dalam kurung kurawal yang tidak kami kenal."),
    "draft_own": _(
        "Draf ini Anda sendiri yang menyimpannya. Yang menggeser batas waktu diterbitkan "
        "administrator lain."
    ),
    "draft_nobodys": _(
        "Tidak tercatat siapa yang menulis draf ini. Simpan sekali lagi; administrator "
        "lain yang menerbitkannya."
    ),
    "substance_code": _("Nama ini tidak dapat dijadikan kode. Pakai huruf dan angka."),
    "substance_words": _(
        "Paling banyak 120 kata, masing-masing paling panjang 40 huruf."
    ),
    "substance_past": _("Hari pertamanya sudah lewat. Pilih hari ini atau sesudahnya."),
    "substance_far": _("Versi ini berlaku paling lambat setahun lagi."),
    "draft_stale": _(
        "Draf ini baru saja diubah orang lain. Tulisan Anda masih di sini; bandingkan "
        "dulu, lalu simpan lagi."
    ),
}
