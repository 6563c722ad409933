"""How an officer may look at the queue: the views, filters, sorts and columns there are.

The values stand in addresses that people keep: never rename one.
"""

from __future__ import annotations

from enum import StrEnum

from complaints.domain.states import STAFF_PARTIES, Party


class View(StrEnum):
    """What is to be done, as one link; the first seven have a key of their own."""

    LATE = "late"
    SOON = "soon"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    SIGN = "sign"
    AGENCY = "agency"
    ALL = "all"
    HOLD = "tunda"
    CONSULT = "consult"
    BACK = "back"
    CLOSED = "closed"


class Sort(StrEnum):
    """In which order."""

    DUE = "tenggat"
    NEWEST = "terbaru"
    UNTOUCHED = "diam"
    NUMBER = "nomor"


class Due(StrEnum):
    """How the nearest date stands."""

    LATE = "lewat"
    SOON = "segera"
    NONE = "tanpa"


class Whose(StrEnum):
    """Who has to act next."""

    REPORTER = "pelapor"
    AGENCY = "instansi"
    OMBUDSMAN = "ombudsman"


class Shut(StrEnum):
    """How closed a case is to others."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"


class Holder(StrEnum):
    """Who holds a case, unless it is a colleague by his number."""

    ME = "saya"
    NOBODY = "kosong"


class Column(StrEnum):
    """What may stand beside the date and the case."""

    SUBSTANCE = "substance"
    STAGE = "stage"
    TURN = "turn"
    OFFICER = "officer"
    CLASS = "class"
    OFFICE = "office"
    FILED = "filed"
    UPDATED = "updated"


class Density(StrEnum):
    """How much air there is between the rows."""

    LOOSE = "lega"
    TIGHT = "rapat"


#: What stands there as long as nobody chose.
COLUMNS = (
    Column.SUBSTANCE,
    Column.STAGE,
    Column.TURN,
    Column.OFFICER,
    Column.UPDATED,
)
#: The parties behind each answer to "whose turn".
TURN_OF = {
    Whose.REPORTER: frozenset({Party.REPORTER}),
    Whose.AGENCY: frozenset({Party.LIAISON, Party.SUPERIOR}),
    Whose.OMBUDSMAN: STAFF_PARTIES,
}
#: Working days within which a date is near.
SOON_DAYS = 3


def whose_turn(holder: str) -> Whose:
    """Whose turn it is while this party holds the nearest term; ours, if nobody else's."""
    for whose in (Whose.REPORTER, Whose.AGENCY):
        if holder in TURN_OF[whose]:
            return whose
    return Whose.OMBUDSMAN
