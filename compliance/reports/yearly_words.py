"""What each number of the yearly report means, in one sentence that stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.labels import CATEGORIES
from compliance.domain.summing import LEAST
from compliance.reports.table import Column
from compliance.selectors.words import figure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from django.utils.functional import _StrPromise

    from compliance.domain.summing import Moved
    from compliance.selectors.results import Band
    from compliance.selectors.yearly import Bands, Group, Yearly


_COLUMNS: Mapping[str, tuple[_StrPromise, _StrPromise]] = {
    "assessed": (
        _("Dinilai"),
        _("Banyaknya instansi yang dinilai, seperti diumumkan atau dihitung di sini."),
    ),
    "known": (
        _("Nilai diketahui"),
        _("Banyaknya instansi yang nilainya dipublikasikan atau dihitung di sini."),
    ),
    "left_out": (
        _("Tidak dinilai"),
        _("Ikut penilaian di sini, tetapi tidak dinilai. Itu bukan nilai 0."),
    ),
    "mean": (
        _("Rata-rata"),
        _("Jumlah nilai yang diketahui dibagi banyaknya, mulai dari %(least)s nilai."),
    ),
    "median": (
        _("Median"),
        _("Nilai di tengah urutan nilai yang diketahui, mulai dari %(least)s nilai."),
    ),
    "lowest": (_("Terendah"), _("Nilai terendah yang diketahui.")),
    "highest": (_("Tertinggi"), _("Nilai tertinggi yang diketahui.")),
    "bands": (
        _("Sebaran"),
        _("Banyaknya nilai yang diketahui di tiap kelas metodenya."),
    ),
    "green": (_("Hijau"), _("Banyaknya instansi di zona hijau, seperti diumumkan.")),
    "yellow": (_("Kuning"), _("Banyaknya instansi di zona kuning, seperti diumumkan.")),
    "red": (_("Merah"), _("Banyaknya instansi di zona merah, seperti diumumkan.")),
    "green_share": (
        _("Hijau (%%)"),
        _("Instansi di zona hijau dari semua yang dinilai, dalam persen."),
    ),
    "in_band": (
        _("Instansi"),
        _("Banyaknya instansi yang nilainya masuk kelas ini."),
    ),
    "of_known": (
        _("Bagian (%%)"),
        _("Dari semua nilai kelompok ini yang diketahui, dalam persen."),
    ),
    "moved": (
        _("Perubahan"),
        _(
            "Rata-rata perubahan dari tahun sebelumnya, hanya instansi yang nilainya"
            " diketahui pada kedua tahun dengan metode sebanding, mulai dari %(least)s."
        ),
    ),
    "moved_n": (_("Pada instansi"), _("Banyaknya instansi dalam perubahan itu.")),
    "weight": (_("Bobot"), _("Bobot bagian dalam nilai dasar, dalam persen.")),
    "told": (
        _("Diketahui"),
        _("Banyaknya instansi yang angkanya dirinci di rapornya."),
    ),
    "absent": (
        _("Tidak berlaku"),
        _("Banyaknya instansi yang indikatornya tidak berlaku. Itu bukan nilai 0."),
    ),
}
#: Of the corrective actions each line is a number of its own.
EXECUTION: Mapping[str, tuple[_StrPromise, _StrPromise]] = {
    "ktk": (
        _("KTK kelompok"),
        _("Rata-rata hitungan semua tindakan kelompok ini, kali 100."),
    ),
    "counted": (
        _("Tindakan dihitung"),
        _("Tindakan korektif yang jatuh tempo dan dihitung dalam nilai."),
    ),
    "on_time": (_("Tepat waktu"), _("Dilaksanakan dalam batas waktu; dihitung 1.")),
    "late": (
        _("Terlambat atau sebagian"),
        _("Dilaksanakan lewat batas waktu atau sebagian; dihitung antara 0 dan 1."),
    ),
    "missed": (_("Belum dilaksanakan"), _("Jatuh tempo dan belum; dihitung 0.")),
    "apart": (
        _("Tidak dihitung"),
        _(
            "Saran, dibatalkan, beralasan, belum jatuh tempo, lama selesai, atau diganti."
        ),
    ),
    "agencies": (
        _("Instansi dengan tindakan"),
        _("Punya paling sedikit satu tindakan yang dihitung."),
    ),
    "without": (
        _("Instansi tanpa tindakan"),
        _("Tidak punya tindakan yang dihitung, jadi tidak punya KTK. Itu bukan 0."),
    ),
    "lowered": (
        _("Nilai yang turun"),
        _("Banyaknya instansi yang nilainya di bawah nilai dasarnya karena KTK."),
    ),
    "most": (_("Penurunan terbesar"), _("Nilai dasar dikurangi nilai, paling besar.")),
}


def column(key: str) -> Column:
    """A column of numbers with its definition."""
    name, means = _COLUMNS[key]
    told = {"least": LEAST}
    return Column(str(name) % told, str(means) % told)


def number(value: Decimal | int | None) -> str | None:
    """A count as it is, a figure with two decimals; None stays nothing."""
    if value is None:
        return None
    return str(value) if isinstance(value, int) else figure(value)


def change(found: Moved | None) -> str | None:
    """A change in words, as on the scoreboard."""
    if found is None:
        return None
    if not found.by:
        return gettext("tetap")
    told = {"size": figure(abs(found.by))}
    if found.by > 0:
        return gettext("naik %(size)s") % told
    return gettext("turun %(size)s") % told


def band_name(band: Band) -> str:
    """ "A, Kualitas tertinggi"."""
    return f"{band.short}, {band.opinion}"


def spread_of(bands: Bands) -> str:
    """ "A 3, B 2": the bands in which there is somebody."""
    return ", ".join(f"{band.short} {n}" for band, n in bands if n)


def group_name(group: Group, found: Yearly) -> str:
    """The kind of agency; with its method where a year has several of one kind."""
    name = str(CATEGORIES[group.kind.category])
    if sum(other.kind == group.kind for other in found.groups) > 1:
        name = f"{name}, {group.method.name}"
    if group.kind.example:
        return gettext("%(name)s (data contoh)") % {"name": name}
    return name


def highlights(group: Group) -> list[tuple[str, str | None, str]]:
    """The first numbers of a group: name, number, what it means."""
    spread, done = group.point.spread, group.execution
    shown = {
        "assessed": group.point.assessed,
        "known": spread.n,
        "mean": spread.mean,
        "median": spread.median,
    }
    made = [
        (column(key).name, number(value), column(key).means)
        for key, value in shown.items()
    ]
    if done:
        name, means = EXECUTION["ktk"]
        made.append((str(name), number(done.ktk), str(means)))
    return made


def caution(group: Group) -> str:
    """That the numbers are not of everybody; nothing where they are."""
    if group.point.whole:
        return ""
    told = {"n": group.point.spread.n, "of": group.point.assessed}
    if group.point.assessed is None:
        return gettext(
            "Berapa yang dinilai tidak diketahui. Angka ini dari %(n)s nilai yang"
            " diketahui saja."
        ) % {"n": told["n"]}
    return (
        gettext(
            "Hanya %(n)s dari %(of)s nilai yang diketahui. Angka ini bukan angka semua yang"
            " dinilai."
        )
        % told
    )


def badges(group: Group) -> list[str]:
    """What must be known before the figures of a group are believed."""
    told = (
        (group.kind.example, gettext("data contoh")),
        (not group.method.official, gettext("usulan, bukan rumus resmi")),
        (group.method.assumed_weights, gettext("bobot asumsi")),
    )
    return [words for holds, words in told if holds]
