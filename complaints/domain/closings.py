"""Every reason for which a case is closed, for officers and in plain words."""

from __future__ import annotations

from complaints.domain.states import Reason
from complaints.domain.taxonomy import Entry

_ENTRIES = (
    Entry(
        Reason.TIDAK_LENGKAP,
        "Tidak dilengkapi, dianggap dicabut",
        "Not completed, deemed withdrawn",
        "kelengkapan tidak kami terima dalam 30 hari",
        "we did not receive what was missing within 30 days",
    ),
    Entry(
        Reason.TIDAK_MEMENUHI_MATERIIL,
        "Tidak memenuhi syarat materiil",
        "Material requirements not met",
        "laporan ini tidak dapat kami tangani",
        "we cannot take up this report",
    ),
    Entry(
        Reason.BELUM_MENGADU,
        "Belum mengadu kepada terlapor atau atasannya",
        "No prior complaint to the agency",
        "instansi belum diberi kesempatan menyelesaikannya",
        "the agency has not been asked to settle it yet",
    ),
    Entry(
        Reason.BUKAN_WEWENANG,
        "Bukan wewenang Ombudsman",
        "Outside the mandate",
        "di luar wewenang kami",
        "outside our mandate",
    ),
    Entry(
        Reason.KADALUWARSA,
        "Peristiwa lebih dari dua tahun",
        "Event more than two years old",
        "kejadiannya sudah lebih dari dua tahun",
        "it happened more than two years ago",
    ),
    Entry(
        Reason.DALAM_PROSES_INSTANSI,
        "Masih diselesaikan instansi dalam tenggang yang patut",
        "The agency is still handling it",
        "instansi masih menyelesaikannya dalam waktu yang wajar",
        "the agency is still settling it within reasonable time",
    ),
    Entry(
        Reason.OBJEK_PERADILAN,
        "Menjadi objek pemeriksaan pengadilan",
        "Before a court",
        "perkaranya ditangani pengadilan",
        "a court deals with it",
    ),
    Entry(
        Reason.DICABUT,
        "Dicabut pelapor",
        "Withdrawn",
        "Anda mencabut laporan",
        "you withdrew the report",
    ),
    Entry(
        Reason.DISELESAIKAN_TERLAPOR,
        "Telah diselesaikan terlapor",
        "Settled by the agency",
        "instansi sudah menyelesaikannya",
        "the agency has settled it",
    ),
    Entry(
        Reason.DAMAI,
        "Selesai melalui konsiliasi atau mediasi",
        "Settled by conciliation or mediation",
        "Anda dan instansi bersepakat",
        "you and the agency agreed",
    ),
    Entry(
        Reason.TIDAK_DITEMUKAN,
        "Tidak ditemukan maladministrasi",
        "No maladministration found",
        "kami tidak menemukan kesalahan pelayanan",
        "we found no fault in the service",
    ),
    Entry(
        Reason.DIHENTIKAN,
        "Pemeriksaan dihentikan",
        "Examination discontinued",
        "pemeriksaan kami hentikan, alasannya ada di hasil pemeriksaan",
        "we stopped examining; the reason is in the report",
    ),
    Entry(
        Reason.DITEMUKAN_TANPA_TINDAKAN,
        "Ditemukan, tanpa tindakan korektif",
        "Found, without corrective action",
        "ada kesalahan pelayanan, tetapi tidak ada lagi yang perlu diperbaiki",
        "the service was at fault, but nothing is left to correct",
    ),
    Entry(
        Reason.TK_DILAKSANAKAN,
        "Tindakan korektif dilaksanakan",
        "Corrective actions carried out",
        "semua perbaikan yang kami minta sudah dilaksanakan",
        "everything we asked for was done",
    ),
    Entry(
        Reason.TK_SEBAGIAN_DITERIMA,
        "Tindakan korektif sebagian, diterima",
        "Corrective actions partly carried out, accepted",
        "sebagian perbaikan dilaksanakan, dan alasan sisanya kami terima",
        "part was done, and we accept the reasons for the rest",
    ),
    Entry(
        Reason.REKOMENDASI_DILAKSANAKAN,
        "Rekomendasi dilaksanakan",
        "Recommendation carried out",
        "perintah akhir kami sudah dilaksanakan",
        "our final recommendation was carried out",
    ),
    Entry(
        Reason.SEBAGIAN_DITERIMA,
        "Rekomendasi dilaksanakan sebagian, diterima",
        "Recommendation partly carried out, accepted",
        "sebagian perintah akhir dilaksanakan, dan alasan sisanya kami terima",
        "part of it was carried out, and we accept the reasons for the rest",
    ),
    Entry(
        Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN,
        "Rekomendasi tidak dilaksanakan, dipublikasikan",
        "Recommendation ignored, published",
        "instansi tidak patuh, dan kami sudah mengumumkannya",
        "the agency did not comply, and we made it public",
    ),
    Entry(
        Reason.DILIMPAHKAN,
        "Dilimpahkan ke lembaga lain",
        "Handed to another body",
        "lembaga lain yang berwenang melanjutkannya",
        "another body that is in charge carries on",
    ),
    Entry(
        Reason.DUPLIKAT,
        "Digabung dengan laporan lain",
        "Merged with another report",
        "laporan yang sama sudah kami tangani",
        "we already deal with the same report",
    ),
    Entry(
        Reason.KONSULTASI_DIJAWAB,
        "Konsultasi dijawab",
        "Consultation answered",
        "pertanyaan Anda sudah kami jawab",
        "we have answered your question",
    ),
)
#: The words of every closing reason.
CLOSINGS = {Reason(entry.code): entry for entry in _ENTRIES}
