"""One act on many cases: which acts there are, and how far each case is with it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

#: How long what was done can be taken back, and how long a message waits before it goes.
UNDO = timedelta(minutes=10)
#: How long the result can be read, and how long a choice that was not carried out.
KEPT, UNUSED = timedelta(days=30), timedelta(days=1)
#: As many are carried out while one waits; more of them by the clock.
AT_ONCE = 25


class BulkKind(StrEnum):
    """What is done to each of them."""

    ASSIGN = "tugas"
    CLASS = "golongan"
    MESSAGE = "pesan"
    PRINT = "cetak"
    URGE = "ingatkan"


class RowState(StrEnum):
    """Of one case."""

    TRYING = "trying"  # whether it could be done is being found out
    CHOSEN = "chosen"
    WAITING = "waiting"
    DONE = "done"
    HELD = "held"  # a message that still can be withdrawn
    SENT = "sent"
    REFUSED = "refused"
    UNDONE = "undone"
    STAYS = "stays"  # was to be taken back, and could not


#: What may be taken back.
TAKEN_BACK = (RowState.WAITING, RowState.DONE, RowState.HELD)


def left_to_do(*, begun: bool, back: bool) -> tuple[RowState, ...]:
    """In which states cases still wait: to be tried, to be done, to be taken back."""
    if not begun:
        return (RowState.TRYING,)
    return TAKEN_BACK if back else (RowState.WAITING,)
