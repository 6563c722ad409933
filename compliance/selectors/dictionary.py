"""What every data set holds, and what each of its columns says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints import interface
from compliance.domain.open_data import Key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.utils.functional import Promise as Lazy

LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
PUBLISHER = "Ombudsman Republik Indonesia"


class Kind(StrEnum):
    """How a value is written; in JSON a count is a number, all else is text."""

    TEXT = "text"
    COUNT = "integer"
    DECIMAL = "decimal"
    DAY = "date"


KINDS: Mapping[Kind, Lazy] = {
    Kind.TEXT: _("teks"),
    Kind.COUNT: _("bilangan bulat"),
    Kind.DECIMAL: _("bilangan desimal dengan titik"),
    Kind.DAY: _("tanggal, TTTT-BB-HH"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it says, in which unit, and the values that it can have."""

    name: str
    says: Lazy | str
    kind: Kind = Kind.TEXT
    unit: Lazy | str = ""
    values: tuple[interface.Word, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """A data set in words. ``never``: what stands in none of its files."""

    key: Key
    title: Lazy
    holds: Lazy
    never: Lazy
    columns: tuple[Column, ...]


_REPORTS = _("laporan")
_POINTS = _("0 sampai 100")
_SCORES = (
    Column(
        "origin",
        _("Dari mana nilainya."),
        values=(
            interface.Word(
                "terbit", "dipublikasikan oleh sumbernya", "published by its source"
            ),
            interface.Word(
                "dihitung", "dihitung di portal ini", "computed in this portal"
            ),
        ),
    ),
    Column("year", _("Tahun penilaian."), Kind.COUNT),
    Column("category", _("Jenis instansi.")),
    Column("agency_ref", _("Kode instansi; rapornya di /rapor/kode/.")),
    Column("agency", _("Nama instansi, seperti tertulis di sumbernya.")),
    Column("region_code", _("Kode wilayah instansi; kosong bagi instansi pusat.")),
    Column(
        "score",
        _("Nilai; kosong bila instansi tidak dinilai."),
        Kind.DECIMAL,
        _POINTS,
    ),
    Column("zone", _("Zona, bila sumbernya menyebut: hijau, kuning, atau merah.")),
    Column("grade", _("Huruf A sampai E, bila sumbernya menyebut.")),
    Column("opinion", _("Opini, bila sumbernya menyebut.")),
    Column("rank", _("Peringkat, bila diketahui."), Kind.COUNT),
    Column("ranked", _("Dari berapa instansi peringkat itu."), Kind.COUNT),
    Column("method", _("Kode metode penilaian, bila dihitung di sini.")),
    Column("round", _("Nama penilaian, bila dihitung di sini.")),
    Column("published_on", _("Hari terbitnya, bila dihitung di sini."), Kind.DAY),
    Column("sha256", _("Sidik SHA-256 rapor, bila dihitung di sini.")),
    Column("source", _("Sumber yang mempublikasikan nilai ini.")),
    Column("example", _("ya: data contoh, instansinya tidak ada.")),
)
_LEVELS = (
    interface.Word("nasional", "seluruh Indonesia", "all of Indonesia"),
    interface.Word("provinsi", "satu provinsi", "one province"),
    interface.Word(
        "provinsi_lain",
        "semua provinsi tanpa baris sendiri pada waktu itu",
        "all provinces without a row of their own for that time",
    ),
    interface.Word(
        "kabupaten_kota",
        "satu kabupaten atau kota; 00 di belakang: tidak disebut",
        "one regency or city; 00 at the end: not said",
    ),
    interface.Word(
        "kabupaten_kota_lain",
        "kabupaten dan kota lain di provinsi itu",
        "the other regencies and cities of that province",
    ),
)
_BY = (
    interface.Word("semua", "semua laporan", "all reports"),
    interface.Word("hasil", "menurut hasil akhirnya", "by how they ended"),
    interface.Word("bidang", "menurut bidangnya", "by substance"),
)
_TOGETHER = interface.Word("digabung", "bidang lain, bersama", "other substances")
_CLOSINGS = (
    Column("year", _("Tahun laporan ditutup."), Kind.COUNT),
    Column(
        "quarter",
        _("Triwulan laporan ditutup; kosong: seluruh tahun."),
        Kind.COUNT,
        _("1 sampai 4"),
    ),
    Column("level", _("Bagian Indonesia yang dihitung."), values=_LEVELS),
    Column("area", _("Kode wilayah Kementerian Dalam Negeri; 00: tidak disebut.")),
    Column("area_name", _("Nama wilayah.")),
    Column("by", _("Laporan mana yang dihitung."), values=_BY),
    Column("code", _("Hasil akhir atau bidang; kosong bila semua laporan.")),
    Column(
        "n",
        _("Berapa laporan ditutup; tidak pernah 1 sampai 4."),
        Kind.COUNT,
        _REPORTS,
    ),
    Column("example", _("ya: data contoh dari wilayah rekaan.")),
)
_COUNTED = {"version", "item"}
ABOUT: Mapping[Key, About] = {
    Key.SCORES: About(
        Key.SCORES,
        _("Nilai kepatuhan instansi"),
        _(
            "Nilai setiap instansi per tahun: yang dipublikasikan Ombudsman atau media, dengan sumbernya, dan yang dihitung di portal ini."
        ),
        _("Nama pejabat, isi laporan masyarakat."),
        _SCORES,
    ),
    Key.RECOMMENDATIONS: About(
        Key.RECOMMENDATIONS,
        _("Rekomendasi Ombudsman"),
        _(
            "Apa yang kami rekomendasikan, kepada instansi mana, dan apakah dilaksanakan. Satu baris untuk setiap butir."
        ),
        _("Pelapor, nomor dan tanggal laporan, nama pejabat."),
        tuple(
            Column(name, says, Kind.COUNT if name in _COUNTED else Kind.TEXT)
            for name, says in interface.REGISTER_FIELDS
        ),
    ),
    Key.CLOSINGS: About(
        Key.CLOSINGS,
        _("Laporan masyarakat yang ditutup"),
        _(
            "Berapa laporan ditutup: per triwulan dan provinsi, per tahun dan kabupaten atau kota. Angka kecil digabung supaya tidak seorang pun dapat dikenali."
        ),
        _("Baris untuk satu laporan, isi laporan, identitas, nama instansi."),
        _CLOSINGS,
    ),
}


def about(key: Key, today: date) -> About:
    """One data set, with the words of a day for codes that change. At most one query."""
    found = ABOUT[key]
    if key is not Key.CLOSINGS:
        return found
    words = (*interface.closing_words(today), _TOGETHER)
    return replace(
        found,
        columns=tuple(
            replace(one, values=words) if one.name == "code" else one
            for one in found.columns
        ),
    )
