"""The ten lines of the walk, with the person who takes each step."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Step:
    """One line: who does what. ``who`` is a key of the cast, empty for a visitor."""

    who: str
    what: str | Promise


WALK: tuple[Step, ...] = (
    Step("", _("Kirim laporan tentang Kota Tirtalaya, simpan nomor dan kodenya.")),
    Step("intake", _("Periksa kelengkapan dan wewenang, lalu ajukan ke pleno.")),
    Step("head", _("Daftarkan laporan dan tugaskan Arif Wicaksono.")),
    Step("examiner", _("Minta klarifikasi kepada instansi.")),
    Step("liaison", _("Buka surat baru, lalu jawab permintaan klarifikasi.")),
    Step(
        "examiner",
        _(
            "Susun hasil sementara; Hasan Basri memberitahukannya kepada pelapor. "
            "Majukan jam sampai 14 hari lewat, lalu susun LHP dengan dua tindakan "
            "korektif."
        ),
    ),
    Step(
        "head",
        _("Tandatangani LHP; Eko Purnomo membuka suratnya, dan itulah bukti terima."),
    ),
    Step(
        "liaison", _("Unggah bukti untuk satu tindakan; Arif menyatakan dilaksanakan.")
    ),
    Step("", _("Majukan jam ke tenggat berikut: tindakan kedua lewat batas waktu.")),
    Step(
        "compliance_admin",
        _(
            "Jalankan penilaian tiga kota, kunci, dan catat berita acara pleno; dua"
            " pimpinan menyetujui. Lalu terbitkan; lihat rapor berubah."
        ),
    ),
)
