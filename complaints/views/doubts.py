"""What does not agree between a NIK and the rest of an identity: said, never refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from complaints.domain import nik
from complaints.domain.nik import Doubt

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from complaints.domain.identity import Identity

DOUBTS: dict[Doubt, Promise] = {
    Doubt.OTHER_BIRTH_DATE: _("Tanggal lahir tidak sama dengan tanggal di dalam NIK."),
    Doubt.OTHER_SEX: _("Jenis kelamin tidak sama dengan yang tertulis di dalam NIK."),
    Doubt.NO_SUCH_DAY: _("Tanggal di dalam NIK tidak ada di kalender."),
}


def doubts_of(identity: Identity) -> list[Doubt]:
    """Those that people can look at: none where there is no NIK."""
    try:
        number = nik.parse(identity.nik, synthetic_allowed=True)
    except nik.InvalidNik:
        return []
    sex = nik.Sex(identity.sex) if identity.sex in set(nik.Sex) else None
    try:
        born = date.fromisoformat(identity.birth_date)
    except ValueError:  # none, or as somebody wrote it elsewhere
        born = None
    found = nik.doubts_about(number, born_on=born, sex=sex)
    return [doubt for doubt in found if doubt in DOUBTS]


def sentences_of(identity: Identity) -> list[Promise]:
    """The same in words."""
    return [DOUBTS[doubt] for doubt in doubts_of(identity)]


def codes_of(identity: Identity) -> str:
    """The same in one word, by which a form says that they were seen."""
    return ".".join(doubts_of(identity))
