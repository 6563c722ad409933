"""How the kinds of this app are called on a page."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.domain.kinds import (
    Category,
    HolidayKind,
    Level,
    RegionKind,
    UnitKind,
    Zone,
)

Kind = TypeVar("Kind", bound=StrEnum)
Label = str | Promise

LEVELS: Mapping[Level, Label] = {
    Level.PROVINCE: _("Provinsi"),
    Level.REGENCY: _("Kabupaten/Kota"),
    Level.DISTRICT: _("Kecamatan"),
    Level.VILLAGE: _("Desa/Kelurahan"),
}
REGION_KINDS: Mapping[RegionKind, Label] = {
    RegionKind.PROVINSI: _("Provinsi"),
    RegionKind.KABUPATEN: _("Kabupaten"),
    RegionKind.KOTA: _("Kota"),
    RegionKind.KABUPATEN_ADMINISTRASI: _("Kabupaten administrasi"),
    RegionKind.KOTA_ADMINISTRASI: _("Kota administrasi"),
    RegionKind.KECAMATAN: _("Kecamatan"),
    RegionKind.KELURAHAN: _("Kelurahan"),
    RegionKind.DESA: _("Desa"),
    RegionKind.DESA_ADAT: _("Desa adat"),
}
CATEGORIES: Mapping[Category, Label] = {
    Category.KEMENTERIAN: _("Kementerian"),
    Category.LEMBAGA: _("Lembaga"),
    Category.PROVINSI: _("Pemerintah provinsi"),
    Category.KABUPATEN: _("Pemerintah kabupaten"),
    Category.KOTA: _("Pemerintah kota"),
    Category.BUMN: _("Badan usaha milik negara"),
    Category.BUMD: _("Badan usaha milik daerah"),
}
UNIT_KINDS: Mapping[UnitKind, Label] = {
    UnitKind.PENDIDIKAN: _("Pendidikan"),
    UnitKind.SOSIAL: _("Sosial"),
    UnitKind.KESEHATAN: _("Kesehatan"),
    UnitKind.DUKCAPIL: _("Kependudukan dan pencatatan sipil"),
    UnitKind.DPMPTSP: _("Penanaman modal dan pelayanan terpadu satu pintu"),
    UnitKind.PERTANAHAN: _("Pertanahan"),
    UnitKind.POLRES: _("Kepolisian"),
    UnitKind.LAINNYA: _("Layanan lain"),
}
HOLIDAY_KINDS: Mapping[HolidayKind, Label] = {
    HolidayKind.NATIONAL: _("Libur nasional"),
    HolidayKind.JOINT_LEAVE: _("Cuti bersama"),
}
ZONES: Mapping[Zone, Label] = {
    Zone.WIB: _("WIB"),
    Zone.WITA: _("WITA"),
    Zone.WIT: _("WIT"),
}


def choices(labels: Mapping[Kind, Label]) -> list[tuple[str, Label]]:
    """The labels in the form in which a model field takes them."""
    return [(kind.value, label) for kind, label in labels.items()]


def values(labels: Mapping[Kind, Label]) -> list[str]:
    """The stored values, for a check constraint."""
    return [kind.value for kind in labels]
