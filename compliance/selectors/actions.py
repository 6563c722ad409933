"""The corrective actions behind a score, in words: which of them made it, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from compliance.domain.execution import Execution, Instrument, Place
from compliance.selectors.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from compliance.domain.execution import Weighed
    from compliance.selectors.methods import Data

INSTRUMENTS: Mapping[Instrument, _StrPromise] = {
    Instrument.CORRECTIVE: _("Tindakan korektif"),
    Instrument.SUGGESTION: _("Saran"),
    Instrument.RECOMMENDATION: _("Rekomendasi"),
}
STATUSES: Mapping[Execution, _StrPromise] = {
    Execution.NOT: _("Tidak dilaksanakan"),
    Execution.PARTLY: _("Dilaksanakan sebagian"),
    Execution.DONE: _("Dilaksanakan"),
}
#: Why an action does not count; what counts shows its figures instead.
PLACES: Mapping[Place, _StrPromise] = {
    Place.COUNTED: _("Dihitung"),
    Place.SUGGESTION: _("Tidak dihitung: saran"),
    Place.ANNULLED: _("Tidak dihitung: dibatalkan"),
    Place.EXCUSED: _("Tidak dihitung: alasan diterima"),
    Place.NOT_DUE: _("Tidak dihitung: belum jatuh tempo"),
    Place.SETTLED_LONG_AGO: _("Tidak dihitung: selesai lebih dari 24 bulan lalu"),
    Place.REPLACED: _("Tidak dihitung: diganti Rekomendasi"),
}


class Square(StrEnum):
    """How a counted action is drawn: carried out in time, late or partly, or not."""

    ON_TIME = "ontime"
    LATE = "late"
    MISSED = "miss"


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the record. ``square`` is None for what does not count."""

    ref: str
    number: int
    kind: str
    unit: str
    due_on: date
    status: str
    place: str
    worth: Decimal | None
    square: Square | None


@dataclass(frozen=True, slots=True)
class Record:
    """All actions of a snapshot, and the variable made of those that count."""

    actions: tuple[Action, ...]
    ktk: Decimal | None
    cutoff: date

    @property
    def squares(self) -> tuple[Square, ...]:
        """In time first, then late, then not carried out."""
        order = list(Square)
        found = [action.square for action in self.actions if action.square]
        return tuple(sorted(found, key=order.index))

    @property
    def counted(self) -> int:
        return len(self.squares)

    @property
    def on_time(self) -> int:
        return self.squares.count(Square.ON_TIME)

    @property
    def late(self) -> int:
        return self.squares.count(Square.LATE)

    @property
    def missed(self) -> int:
        return self.squares.count(Square.MISSED)


def record_in(data: Data) -> Record:
    """The record inside a snapshot's data."""
    inputs, result = data["inputs"], data["result"]
    weighed = {row["ref"]: row for row in result["actions"]}
    ktk = result["ktk"]
    return Record(
        actions=tuple(
            _action(number, fact, weighed[fact["ref"]])
            for number, fact in enumerate(inputs["record"], start=1)
        ),
        ktk=Decimal(ktk["shown"]) if ktk else None,
        cutoff=date.fromisoformat(inputs["cutoff"]),
    )


def action_in(number: int, fact: Data, weighed: Weighed) -> Action:
    """One action of the record, as the formula weighs it."""
    row = {
        "place": weighed.place,
        "status": weighed.status,
        "s": weighed.s,
        "t": weighed.t,
    }
    return _action(number, fact, row)


def _action(number: int, fact: Data, weighed: Data) -> Action:
    s, t = Decimal(weighed["s"]), Decimal(weighed["t"])
    place = Place(weighed["place"])
    counted = place is Place.COUNTED
    return Action(
        ref=fact["ref"],
        number=number,
        kind=str(INSTRUMENTS[Instrument(fact["instrument"])]),
        unit=said(fact, "unit"),
        due_on=date.fromisoformat(fact["due_on"]),
        status=str(STATUSES[Execution(weighed["status"])]),
        place=str(PLACES[place]),
        worth=s * t if counted else None,
        square=_square(s * t) if counted else None,
    )


def _square(points: Decimal) -> Square:
    if points == 1:
        return Square.ON_TIME
    return Square.LATE if points else Square.MISSED
