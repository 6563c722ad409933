"""The service units that every kabupaten and kota has, and how people call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agencies.domain.kinds import UnitKind
from agencies.domain.names import bare_name, search_key

KEY_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Locus:
    """A kind of unit: its name in both languages and the words that find it."""

    name_id: str
    name_en: str
    words: str


#: The five loci of an assessment (domain.md 5.3), units of the local government.
LOCAL: Mapping[UnitKind, Locus] = {
    UnitKind.PENDIDIKAN: Locus(
        "Dinas Pendidikan", "Education Office", "disdik dispendik sekolah ppdb"
    ),
    UnitKind.SOSIAL: Locus(
        "Dinas Sosial", "Social Affairs Office", "dinsos bansos pkh"
    ),
    UnitKind.KESEHATAN: Locus(
        "Dinas Kesehatan", "Health Office", "dinkes puskesmas rsud"
    ),
    UnitKind.DUKCAPIL: Locus(
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Population and Civil Registration Office",
        "disdukcapil dukcapil capil ktp kk akta",
    ),
    UnitKind.DPMPTSP: Locus(
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        "Investment and One-Stop Service Office",
        "dpmptsp ptsp perizinan izin",
    ),
}
#: Scored apart, units of a ministry and of the police.
LAND = Locus("Kantor Pertanahan", "Land Office", "bpn agraria sertifikat tanah")
POLICE = Locus("Kepolisian Resor (Polres)", "Resort Police", "polresta polisi skck sim")


def names_of(locus: Locus, region: str) -> tuple[str, str]:
    """The unit's name in Indonesian and English, from the region's full name."""
    bare = bare_name(region)
    if region.startswith("Kota Administrasi "):
        place = f"{bare.removeprefix('Administrasi ')} Administrative City"
    elif region.startswith("Kabupaten Administrasi "):
        place = f"{bare.removeprefix('Administrasi ')} Administrative Regency"
    else:
        place = f"{bare} {'City' if region.startswith('Kota ') else 'Regency'}"
    return f"{locus.name_id} {region}", f"{locus.name_en} of {place}"


def search_words(locus: Locus, region: str, *aliases: str) -> str:
    """All words by which the unit is found, as they are compared."""
    words = " ".join((locus.name_id, locus.words, region, *aliases, locus.name_en))
    return search_key(words, KEY_LENGTH)
