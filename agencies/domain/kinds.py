"""The words by which regions, agencies, units and holidays are told apart."""

from enum import StrEnum


class Level(StrEnum):
    """The four floors of the Ministry of Home Affairs' code."""

    PROVINCE = "province"
    REGENCY = "regency"  # kabupaten or kota
    DISTRICT = "district"  # kecamatan
    VILLAGE = "village"  # desa or kelurahan


class RegionKind(StrEnum):
    """What a region is called by law."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"
    # Jakarta's six: parts of the province, no governments of their own.
    KABUPATEN_ADMINISTRASI = "kabupaten_administrasi"
    KOTA_ADMINISTRASI = "kota_administrasi"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    DESA = "desa"
    DESA_ADAT = "desa_adat"


class Category(StrEnum):
    """What sort of body may be reported; scores are compared inside one of these."""

    KEMENTERIAN = "kementerian"
    LEMBAGA = "lembaga"
    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"
    BUMN = "bumn"
    BUMD = "bumd"


class UnitKind(StrEnum):
    """The service units that assessments visit (domain.md 5.3)."""

    PENDIDIKAN = "pendidikan"
    SOSIAL = "sosial"
    KESEHATAN = "kesehatan"
    DUKCAPIL = "dukcapil"
    DPMPTSP = "dpmptsp"
    PERTANAHAN = "pertanahan"
    POLRES = "polres"
    LAINNYA = "lainnya"


#: The five loci of a kabupaten or kota.
LOCAL_UNITS = (
    UnitKind.PENDIDIKAN,
    UnitKind.SOSIAL,
    UnitKind.KESEHATAN,
    UnitKind.DUKCAPIL,
    UnitKind.DPMPTSP,
)


class HolidayKind(StrEnum):
    """Both kinds stop the clock of working days."""

    NATIONAL = "libur_nasional"
    JOINT_LEAVE = "cuti_bersama"


class Zone(StrEnum):
    """Indonesia's three zones by their IANA names."""

    WIB = "Asia/Jakarta"
    WITA = "Asia/Makassar"
    WIT = "Asia/Jayapura"
