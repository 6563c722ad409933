"""The queue as a table for a spreadsheet: in which forms, for what, how many rows."""

from enum import StrEnum

#: As many rows are written while one waits; more of them in the background.
AT_ONCE = 1000
#: More nobody takes along at once.
MOST = 20_000
#: As many of one person wait at the same time.
MOST_WAITING = 3


class Form(StrEnum):
    """What the file is."""

    XLSX = "xlsx"
    CSV = "csv"


class Purpose(StrEnum):
    """What it is for: the answer stands on the record."""

    WORK = "work"
    MEETING = "meeting"
    FIGURES = "figures"
    SUPERVISION = "supervision"
