"""Words by which people call offices that the register knows under another name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agencies.domain.names import search_key

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Everyday:
    """Such words, and whom to choose. ``local``: a town beside them says which body."""

    words: frozenset[str]
    hint: Promise
    local: bool = True


def _called(words: str, hint: Promise, *, local: bool = True) -> Everyday:
    return Everyday(frozenset(words.split()), hint, local)


EVERYDAY = (
    _called(
        "kelurahan kel lurah desa kecamatan kec camat",
        _(
            "Kelurahan, desa, dan kecamatan adalah bagian dari pemerintah kota atau "
            "kabupaten. Tambahkan nama kotanya, lalu pilih pemerintahnya."
        ),
    ),
    _called(
        "pdam perumdam",
        _(
            "PDAM milik pemerintah kota atau kabupaten. Tambahkan nama kotanya, lalu "
            "pilih pemerintahnya."
        ),
    ),
    _called(
        "puskesmas pustu posyandu",
        _(
            "Puskesmas adalah bagian dari dinas kesehatan kota atau kabupaten. "
            "Tambahkan nama kotanya."
        ),
    ),
    _called(
        "sekolah sd sdn smp smpn sma sman smk smkn",
        _(
            "SD dan SMP negeri diurus pemerintah kota atau kabupaten, SMA dan SMK negeri "
            "pemerintah provinsi. Tambahkan nama kotanya."
        ),
    ),
    _called(
        "samsat",
        _(
            "Di Samsat, pajak kendaraan diurus pemerintah provinsi, dan STNK diurus "
            "kepolisian. Pilih yang Anda keluhkan. Tambahkan nama kotanya."
        ),
    ),
    _called(
        "polsek polres polda",
        _(
            "Polsek dan polres adalah bagian dari Kepolisian. Tambahkan nama kotanya "
            "untuk menemukan polresnya."
        ),
        local=False,
    ),
    _called(
        "kua",
        _(
            "KUA adalah bagian dari Kementerian Agama. Pilih kementerian itu, lalu "
            "sebutkan kecamatannya dalam cerita."
        ),
        local=False,
    ),
    _called(
        "pln bpjs",
        _(
            "Tidak ada di daftar? Pilih “Saya tidak tahu namanya, atau tidak ada di "
            "daftar”, lalu tuliskan namanya dan kotanya. PLN dan BPJS boleh dilaporkan."
        ),
        local=False,
    ),
)


def everyday(text: str) -> tuple[Everyday | None, str]:
    """What such a word of this text says, and the other words: often a town."""
    words = search_key(text).split()
    for one in EVERYDAY:
        if not one.words.isdisjoint(words):
            rest = [word for word in words if word not in one.words]
            return one, " ".join(rest)
    return None, ""
