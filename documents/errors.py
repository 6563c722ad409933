"""What files and letters refuse, each with one sentence for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from documents.domain.kinds import Family
from documents.domain.sentences import megabytes

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class DocumentError(Exception):
    """Base of all refusals here; ``reason`` is the sentence."""

    sentence: _StrPromise

    @property
    def reason(self) -> str:
        return str(self.sentence)

    def __str__(self) -> str:
        return self.reason


class UploadRefused(DocumentError):
    """A file that we do not take in. Nothing of it is kept."""


class EmptyFile(UploadRefused):
    """Not one byte arrived."""

    sentence = _("Berkas ini kosong. Pilih berkas lain, atau ambil fotonya lagi.")


class UnknownType(UploadRefused):
    """The ending is not on the list."""

    sentence = _(
        "Jenis berkas ini tidak kami terima. Kirim foto (JPG, PNG, WEBP), dokumen "
        "(PDF, DOCX, XLSX, ODT, TXT), rekaman suara (MP3, M4A, OGG, WAV, AMR, 3GP), atau video MP4."
    )


class TypeMismatch(UploadRefused):
    """The content is not what the ending says."""

    sentence = _(
        "Isi berkas ini tidak sesuai dengan akhiran namanya. Simpan ulang berkasnya, "
        "lalu pilih lagi."
    )


class Damaged(UploadRefused):
    """The content cannot be read to its end."""

    sentence = _("Berkas ini rusak atau terpotong. Simpan ulang, lalu pilih lagi.")


class Locked(UploadRefused):
    """The content is encrypted: nobody could examine it."""

    sentence = _("Berkas ini dikunci kata sandi. Kirim salinan tanpa kata sandi.")


class TooComplex(UploadRefused):
    """More pages, frames, parts or unpacked bytes than evidence ever has."""

    sentence = _("Susunan berkas ini terlalu besar untuk dibuka dengan aman.")


class ActiveContent(UploadRefused):
    """The document carries a program."""

    sentence = _("Dokumen ini memuat makro. Simpan sebagai PDF, lalu kirim PDF itu.")


class TooManyPixels(UploadRefused):
    """The picture has more pixels than the limit."""

    sentence = _("Ukuran gambar terlalu besar. Paling besar 50 megapiksel.")


_TOO_LARGE = {
    Family.PHOTO: _("Foto terlalu besar (%(size)s MB). Paling besar %(limit)s MB."),
    Family.DOCUMENT: _(
        "Dokumen terlalu besar (%(size)s MB). Paling besar %(limit)s MB."
    ),
    Family.SOUND: _("Rekaman terlalu besar (%(size)s MB). Paling besar %(limit)s MB."),
    Family.VIDEO: _("Video terlalu besar (%(size)s MB). Paling besar %(limit)s MB."),
}


class TooLarge(UploadRefused):
    """More bytes than one file may have (HTTP 413)."""

    def __init__(self, *, family: Family, size: int, limit: int) -> None:
        super().__init__(family, size, limit)
        self.family, self.size, self.limit = family, size, limit

    @property
    def reason(self) -> str:
        figures = {"size": megabytes(self.size), "limit": megabytes(self.limit)}
        return str(_TOO_LARGE[self.family]) % figures


class StorageFull(UploadRefused):
    """The disk for files is full (HTTP 507); a report without files still goes in."""

    sentence = _(
        "Tempat penyimpanan berkas kami sedang penuh. Kirim laporan tanpa berkas dulu, "
        "susulkan berkasnya nanti."
    )


class StorageOut(UploadRefused):
    """The storage of files does not answer, or not in time (HTTP 503)."""

    sentence = _(
        "Tempat penyimpanan berkas kami sedang tidak terjangkau. Coba lagi beberapa "
        "menit lagi, atau lanjut tanpa berkas dan susulkan nanti."
    )


class TooBusy(UploadRefused):
    """Too many files are being examined just now (HTTP 503)."""

    sentence = _(
        "Kami sedang menerima banyak berkas sekaligus. Coba lagi sebentar lagi, atau "
        "lanjut tanpa berkas dan susulkan nanti."
    )


class DaySpent(UploadRefused):
    """One network has sent as much as it may in a day (HTTP 429)."""

    sentence = _(
        "Dari jaringan Anda sudah terlalu banyak berkas hari ini. Kirim laporan tanpa "
        "berkas dulu, susulkan berkasnya besok."
    )


class InQuarantine(DocumentError):
    """Not looked at by a scanner yet, or rejected by one."""

    sentence = _(
        "Berkas ini belum dipindai dan masih ditahan. Coba lagi setelah dipindai."
    )


class Rejected(InQuarantine):
    """The scanner found something in it."""

    sentence = _(
        "Berkas ini ditolak oleh pemindai karena berisi kode berbahaya, dan tidak dapat "
        "diunduh oleh siapa pun. Kirim salinan lain, misalnya foto dokumennya."
    )


class NoCopyYet(InQuarantine):
    """Scanned; the copy for reading is being made."""

    sentence = _(
        "Berkas ini aman. Salinan bacanya sedang dibuat; coba lagi beberapa menit lagi."
    )


class NoCopy(InQuarantine):
    """No copy for reading can be made of it."""

    sentence = _(
        "Salinan baca dari berkas ini tidak dapat dibuat. Petugas perkara dapat membuka "
        "berkas aslinya dari halaman perkara. Pengirim dapat mengirimnya lagi sebagai PDF."
    )


class NoSheets(DocumentError):
    """Not to be shown as pages: another kind of file, too many pages, or broken."""

    sentence = _(
        "Berkas ini tidak dapat ditampilkan sebagai halaman, sehingga tidak dapat "
        "dihitamkan. Yang dapat: foto, PDF sampai 200 halaman, DOCX, ODT, dan teks."
    )


class NotBlack(DocumentError):
    """A copy in which something was left beneath the pictures; it is thrown away."""

    sentence = _("Salinan gagal diperiksa dan dibuang. Coba lagi.")


class Gone(DocumentError):
    """Erased, or its bytes are no longer what was stored."""

    sentence = _("Berkas ini sudah tidak tersedia.")


class LinkOver(DocumentError):
    """The signed address is older than a minute."""

    sentence = _("Tautan unduhan sudah lewat waktu. Buka lagi dari halaman laporan.")


class NotGenuine(DocumentError):
    """A letter that is replaced or withdrawn stays so."""

    sentence = _("Surat ini sudah diganti atau ditarik.")


class Unprintable(DocumentError):
    """No PDF can be made of these words, whatever we leave out."""

    sentence = _(
        "Surat tidak dapat dibuat karena ada tanda yang tidak dapat dicetak. "
        "Hapus tanda itu, lalu kirim lagi. Tulisan Anda masih di sini."
    )


class MissingContext(Exception):
    """A letter lacks what its template needs; a fault of the caller, not of a person."""


def status_of(error: UploadRefused) -> int:
    """The HTTP status that says why a file was refused."""
    if isinstance(error, DaySpent):
        return 429
    if isinstance(error, StorageFull):
        return 507
    if isinstance(error, StorageOut | TooBusy):
        return 503
    return 413 if isinstance(error, TooLarge) else 422
