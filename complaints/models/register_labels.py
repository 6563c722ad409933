"""What each field of the table of the public register says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: Every field of the table, and what it says.
FIELDS: list[tuple[str, str | Promise]] = [
    ("ref", _("Kode entri; alamatnya /rekomendasi/kode/.")),
    ("version", _("Versi keberapa ini.")),
    (
        "change",
        _(
            "first terbit, update diperbarui, correction diperbaiki, withdrawal ditarik."
        ),
    ),
    ("changed_on", _("Hari terbitnya versi ini.")),
    ("why", _("Apa yang baru, atau alasan menarik.")),
    ("number", _("Nomor Rekomendasi.")),
    ("signed_on", _("Hari Ketua menandatanganinya.")),
    ("received_on", _("Hari atasan terlapor menerimanya.")),
    ("due_on", _("Hari terakhir bagi atasan untuk melapor.")),
    ("agency_code", _("Kode instansi.")),
    ("agency", _("Nama instansi.")),
    ("province_code", _("Kode provinsi instansi; kosong bagi instansi pusat.")),
    ("official", _("Jabatan terlapor; tidak pernah nama orang.")),
    ("superior", _("Jabatan atasan terlapor.")),
    ("theme", _("Kode bidang, bila disebut.")),
    ("status", _("dilaksanakan, sebagian, atau tidak, menurut rapat pleno pimpinan.")),
    ("announced_on", _("Hari ketidakpatuhannya diumumkan.")),
    ("summary", _("Yang kami temukan, dalam kata umum.")),
    ("item", _("Nomor butir; satu baris untuk setiap butir.")),
    ("item_text", _("Isi butir dalam kata umum.")),
    (
        "item_status",
        _("dilaksanakan, sebagian, atau tidak, menurut bukti yang kami periksa."),
    ),
    ("item_excused", _("ya: dikecualikan karena ada alasan yang kami terima.")),
    ("item_due_on", _("Batas waktu butir.")),
    ("item_reported_on", _("Hari instansi pertama kali melaporkan pelaksanaannya.")),
    ("item_executed_on", _("Hari pelaksanaannya menurut bukti.")),
    ("item_replies", _("Tanggapan instansi, kata-katanya sendiri.")),
]
