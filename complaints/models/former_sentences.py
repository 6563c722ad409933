"""What a file of orders is told that cannot be read, and each row that cannot come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints.domain.orders_file import MOST_BYTES, MOST_ROWS
from complaints.models.former_labels import HEADINGS

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from complaints.domain.orders_file import Fault, Unreadable

LIMITS = {"size": MOST_BYTES // 1_000_000, "rows": MOST_ROWS}
TOO_LARGE = _("Paling besar %(size)d MB dan %(rows)d baris. Bagi berkasnya.")
#: As many headings a sentence names, and so much of them.
NAMED, ROOM = 20, 400
#: Why a file cannot be read at all.
OF_FILE: dict[str, str | Promise] = {
    "too_large": TOO_LARGE,
    "too_many_rows": TOO_LARGE,
    "not_utf8": _("Berkas ini bukan teks UTF-8. Simpan sebagai CSV UTF-8."),
    "no_text": _("Berkas ini bukan teks. Simpan lembar kerja sebagai CSV UTF-8."),
    "no_heading": _("Baris pertama harus memuat judul kolom seperti di berkas contoh."),
    "no_rows": _("Tidak ada baris di bawah judul kolom."),
    "unknown_columns": _(
        "Kolom yang tidak dikenal: %(names)s. Hapus atau ganti judulnya."
    ),
    "same_columns": _("Kolom yang ada dua kali: %(names)s."),
    "lacking_columns": _("Kolom yang belum ada: %(names)s."),
    "erased": _(
        "Isi perkara di baris %(names)s sudah dihapus dari portal dan tidak boleh dibawa "
        "lagi. Hapus barisnya dari berkas."
    ),
}
#: Why a row cannot come in, or what is to be looked at.
OF_ROW: dict[str, str | Promise] = {
    "csv": _("Baris ini bukan CSV yang dapat dibaca."),
    "columns": _("Baris ini mempunyai lebih banyak kolom daripada judulnya."),
    "empty": _("Belum diisi."),
    "control": _("Ada tanda kendali yang tidak terlihat. Ketik ulang isinya."),
    "long": _("Paling panjang %(most)s huruf."),
    "nik": _("Ada nomor yang tampak seperti NIK. Data orang tidak boleh dibawa."),
    "may_name": _(
        "Ada yang tampak seperti nomor telepon atau email. Pastikan bukan milik orang."
    ),
    "day": _("Tanggal tidak terbaca. Tulis seperti 2026-03-31 atau 31/03/2026."),
    "day_far": _("Tahunnya terlalu jauh."),
    "day_ahead": _("Tanggal ini belum terjadi."),
    "agency_unknown": _(
        "Tidak ada instansi dengan kode atau nama itu. Tulis kode dari daftar instansi."
    ),
    "agency_several": _("Nama itu milik beberapa instansi: %(names)s. Tulis kodenya."),
    "unit_unknown": _("Instansi itu tidak mempunyai tepat satu unit dengan nama itu."),
    "substance": _("Tidak ada substansi dengan kode atau nama itu."),
    "forms": _("Tulis kode atau nama bentuk maladministrasi; pisahkan dengan koma."),
    "instrument": _("Tulis Tindakan korektif atau Saran, boleh dengan nomornya."),
    "recommendation": _(
        "Rekomendasi tidak dibawa lewat berkas: yang dibawa tindakan LHP-nya."
    ),
    "status": _("Tulis belum, sebagian, atau dilaksanakan."),
    "freed": _("Tindakan ini tidak lagi berlaku. Hapus barisnya dari berkas."),
    "evidence_stays": _(
        "Buktinya tidak ikut: tindakan masuk sebagai belum dilaksanakan."
    ),
    "officer_unknown": _("Tidak ada pemeriksa dengan nama itu di kantor ini."),
    "officer_several": _("Ada beberapa pemeriksa dengan nama itu. Tulis emailnya."),
    "other_office": _("Perkara kantor lain. Hanya kantor itu yang dapat membawanya."),
    "received_before": _("Diterima sebelum LHP ditandatangani."),
    "due_before": _("Batasnya sebelum LHP diterima."),
    "due_unexplained": _(
        "Batas di berkas bukan batas menurut aturan. Tulis alasannya, atau kosongkan "
        "kolom Batas."
    ),
    "done_missing": _("Yang sudah dilaksanakan perlu harinya."),
    "done_needless": _("Ada hari pelaksanaan, tetapi statusnya belum dilaksanakan."),
    "done_before": _("Dilaksanakan sebelum LHP diterima."),
    "differs": _("Berbeda dari baris %(line)s, padahal nomor perkaranya sama."),
    "number_some": _(
        "Beri nomor pada semua tindakan perkara ini, atau tidak sama sekali."
    ),
    "number_twice": _("Nomor tindakan ini sudah dipakai baris lain perkara ini."),
    "only_suggestions": _("Perkara ini hanya berisi saran; tidak ada yang diawasi."),
    "beside": _(
        "Ditahan: baris %(line)s dari perkara yang sama belum bisa masuk. Perkara masuk "
        "seluruhnya atau tidak sama sekali."
    ),
    "conflict": _(
        "Anda, atau pemeriksa yang disebut, pernah mewakili atau bekerja di instansi itu."
    ),
}


def unreadable(error: Unreadable) -> str:
    """Why a file cannot be read."""
    heads: dict[str, str] = {
        str(column): str(name) for column, name in HEADINGS.items()
    }
    names = ", ".join(heads.get(name, name) for name in error.names[:NAMED])
    return str(OF_FILE[error.code]) % {**LIMITS, "names": names[:ROOM]}


def fault_words(fault: Fault) -> dict[str, Any]:
    """One thing that is wrong: the row, the column, the sentence."""
    return {
        "line": fault.line,
        "column": HEADINGS[fault.column] if fault.column else "",
        "why": str(OF_ROW[fault.code]) % dict(fault.said),
    }
