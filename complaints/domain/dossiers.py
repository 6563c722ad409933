"""How far a case file is on its way to be one PDF."""

from datetime import timedelta
from enum import StrEnum

#: How long it can be downloaded; then it is destroyed.
KEPT = timedelta(hours=24)
#: After so many tries somebody has to look.
MOST_TRIES = 3


class Stage(StrEnum):
    """Of one officer's wish."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"
    OVER = "over"
