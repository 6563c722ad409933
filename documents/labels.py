"""How the kinds of this app are called on a page."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.domain.kinds import (
    Copying,
    FileRole,
    FileState,
    Hold,
    LetterKind,
    LetterState,
    MediaType,
    Standing,
    Verdict,
)

Kind = TypeVar("Kind", bound=StrEnum)
Label = str | Promise

MEDIA_TYPES: Mapping[MediaType, Label] = {
    MediaType.JPEG: _("foto JPG"),
    MediaType.PNG: _("gambar PNG"),
    MediaType.WEBP: _("gambar WEBP"),
    MediaType.PDF: _("dokumen PDF"),
    MediaType.DOCX: _("dokumen Word"),
    MediaType.XLSX: _("lembar kerja Excel"),
    MediaType.ODT: _("dokumen ODT"),
    MediaType.MP3: _("rekaman MP3"),
    MediaType.M4A: _("rekaman M4A"),
    MediaType.OGG: _("rekaman OGG"),
    MediaType.WAV: _("rekaman WAV"),
    MediaType.AMR: _("rekaman AMR"),
    MediaType.MP4: _("video MP4"),
    MediaType.TEXT: _("teks"),
    MediaType.CSV: _("tabel CSV"),
}
VERDICTS: Mapping[Verdict, Label] = {
    Verdict.NOT_SCANNED: _("belum dipindai"),
    Verdict.CLEAN: _("sudah dipindai"),
    Verdict.REJECTED: _("ditolak pemindai"),
    Verdict.OURS: _("dibuat oleh Ombudsman"),
}
STANDINGS: Mapping[Standing, Label] = {
    Standing.NOT_SCANNED: _("belum dipindai"),
    Standing.WAITING: _("menunggu pemindaian"),
    Standing.HELD: _("ditahan: pemindai tidak dapat memeriksa isinya"),
    Standing.REJECTED: _("ditolak: pemindai menemukan kode berbahaya"),
    Standing.COPYING: _("aman, salinan baca sedang dibuat"),
    Standing.NO_COPY: _("aman, tetapi salinan baca tidak dapat dibuat"),
    Standing.SAFE: _("aman"),
    Standing.OURS: _("dibuat oleh Ombudsman"),
    Standing.ERASED: _("dihapus"),
}
HOLDS: Mapping[Hold, Label] = {
    Hold.NONE: "-",
    Hold.DOWN: _("pemindai tidak menjawab"),
    Hold.TIMEOUT: _("pemindai terlalu lama"),
    Hold.GARBLED: _("jawaban pemindai tidak dikenal"),
    Hold.LIMIT: _("melampaui batas pemindai"),
    Hold.ENCRYPTED: _("isinya terkunci"),
    Hold.ALTERED: _("isinya berubah"),
}
COPYINGS: Mapping[Copying, Label] = {
    Copying.WAITING: _("belum dibuat"),
    Copying.MADE: _("sudah dibuat"),
    Copying.IMPOSSIBLE: _("tidak dapat dibuat"),
    Copying.NOT_NEEDED: _("tidak perlu"),
}
ROLES: Mapping[FileRole, Label] = {
    FileRole.ORIGINAL: _("asli"),
    FileRole.DERIVATIVE: _("salinan baca"),
    FileRole.RELEASED: _("salinan untuk pihak perkara"),
}
STATES: Mapping[FileState, Label] = {
    FileState.STORED: _("tersimpan"),
    FileState.ERASED: _("dihapus"),
}
LETTER_KINDS: Mapping[LetterKind, Label] = {
    LetterKind.CLARIFICATION: _("Permintaan klarifikasi"),
    LetterKind.RESULT: _("Pemberitahuan hasil pemeriksaan"),
    LetterKind.REPORT: _("Laporan Hasil Pemeriksaan (LHP)"),
    LetterKind.CLOSING: _("Penutupan laporan"),
    LetterKind.INCOMPLETE: _("Permintaan kelengkapan laporan"),
    LetterKind.INVITATION: _("Undangan musyawarah"),
    LetterKind.DOCUMENTS: _("Permintaan dokumen"),
    LetterKind.SUMMONS: _("Panggilan"),
    LetterKind.MINUTES: _("Berita acara rapat pleno"),
    LetterKind.SUPERIOR: _("Undangan kepada atasan terlapor"),
    LetterKind.RECOMMENDATION: _("Rekomendasi"),
    LetterKind.SANCTION: _("Rekomendasi penjatuhan sanksi"),
    LetterKind.DEFIANCE: _("Laporan ketidakpatuhan terhadap Rekomendasi"),
    LetterKind.OBJECTION: _("Putusan atas keberatan"),
    LetterKind.EXTRACT: _("Kutipan register publik Rekomendasi"),
    LetterKind.PERIODIC: _("Laporan kepada DPR dan Presiden"),
    LetterKind.AGAIN: _("Perintah melaksanakan kembali"),
    LetterKind.ASSESSMENT: _("Status pelaksanaan Rekomendasi"),
}
LETTER_STATES: Mapping[LetterState, Label] = {
    LetterState.GENUINE: _("Asli dan berlaku"),
    LetterState.REPLACED: _("Sudah diganti"),
    LetterState.WITHDRAWN: _("Ditarik"),
}


def choices(labels: Mapping[Kind, Label]) -> list[tuple[str, Label]]:
    """For a model field."""
    return [(kind.value, label) for kind, label in labels.items()]


def values(labels: Mapping[Kind, Label]) -> list[str]:
    """For a check constraint."""
    return [kind.value for kind in labels]
