"""On what a report is refused: the grounds of the law, each with its words for people.

The plenary names one of them; the letter says the law, what it means and what may be
done instead. What the material check answered with no suggests one, and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from complaints.domain.completeness import grounds
from complaints.domain.states import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground. ``law`` is empty where only practice knows it."""

    reason: Reason
    law: str
    advice_id: str
    advice_en: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds in force from a day on, in the order of the law.

    ``assumed``: the wording was never checked against the official text.
    """

    since: date
    all: tuple[Ground, ...]
    assumed: bool

    def of(self, reason: Reason) -> Ground | None:
        """The ground with this reason; None where a closing rests on no ground."""
        return next((one for one in self.all if one.reason is reason), None)


_REPORTED = Ground(
    Reason.BELUM_MENGADU,
    "UU 37/2008 Pasal 36 ayat (1) huruf a",
    "Mengadulah dulu kepada instansi atau atasannya, lisan atau tertulis, dan simpan "
    "buktinya. Bila tidak dijawab dalam waktu yang wajar, laporkan lagi kepada kami.",
    "Complain to the agency or its superior first, in person or in writing, and keep "
    "proof. If there is no answer within reasonable time, report to us again.",
)
_COURT = Ground(
    Reason.OBJEK_PERADILAN,
    "UU 37/2008 Pasal 36 ayat (1) huruf b",
    "Tanyakan langkah berikutnya kepada pengadilan atau pos bantuan hukum di sana. Bila "
    "keluhan Anda tentang pelayanan pengadilan itu sendiri, laporkan hal itu kepada kami.",
    "Ask the court or its legal aid post what to do next. If your complaint is about how "
    "the court itself served you, report that to us.",
)
_HANDLED = Ground(
    Reason.DALAM_PROSES_INSTANSI,
    "UU 37/2008 Pasal 36 ayat (1) huruf c",
    "Tunggu jawaban instansi. Bila waktu yang dijanjikan lewat tanpa jawaban, laporkan "
    "lagi kepada kami.",
    "Wait for the agency's answer. If the time it promised passes without one, report to "
    "us again.",
)
_SETTLED = Ground(
    Reason.DISELESAIKAN_TERLAPOR,
    "UU 37/2008 Pasal 36 ayat (1) huruf d",
    "Bila penyelesaian itu tidak dijalankan, minta laporan ini dibuka kembali.",
    "If what was settled is not carried out, ask for this report to be reopened.",
)
_MANDATE = Ground(
    Reason.BUKAN_WEWENANG,
    "UU 37/2008 Pasal 36 ayat (1) huruf e",
    "Bila Anda tidak tahu lembaga mana yang berwenang, tanyakan kepada kami: telepon 137 "
    "atau datang ke kantor kami.",
    "If you do not know which body is in charge, ask us: call 137 or come to our office.",
)
_AGREED = Ground(
    Reason.DAMAI,
    "UU 37/2008 Pasal 36 ayat (1) huruf f",
    "Bila kesepakatan itu tidak dijalankan, minta laporan ini dibuka kembali.",
    "If the agreement is not kept, ask for this report to be reopened.",
)
_OLD = Ground(
    Reason.KADALUWARSA,
    "UU 37/2008 Pasal 24 ayat (3)",
    "Bila ada kejadian yang lebih baru dalam urusan yang sama, laporkan kejadian itu.",
    "If something newer happened in the same matter, report that.",
)
_TWICE = Ground(
    Reason.DUPLIKAT,
    "",
    "Laporan yang lebih dulu masuk terus kami tangani. Pertanyaan tentangnya: telepon 137.",
    "We go on with the report that came first. Questions about it: call 137.",
)
#: The versions of the law, the oldest first. A new one is a new row.
VERSIONS = (
    Grounds(
        since=date(2008, 10, 7),
        all=(_REPORTED, _COURT, _HANDLED, _SETTLED, _MANDATE, _AGREED, _OLD, _TWICE),
        assumed=True,
    ),
)


def grounds_on(filed_on: date) -> Grounds:
    """The grounds in force on the day of filing; before the first version, the first."""
    found = [version for version in VERSIONS if version.since <= filed_on]
    return found[-1] if found else VERSIONS[0]


def suggested(answers: Mapping[str, bool], filed_on: date) -> tuple[Ground, ...]:
    """The grounds that the answers of the material check point to, in its order."""
    known = grounds_on(filed_on)
    found = (known.of(reason) for reason in grounds(answers))
    return tuple(one for one in found if one is not None)
