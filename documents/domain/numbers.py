"""Numbers of letters, in the form the Ombudsman has used since 2021.

Seen: ``B/113/LM.11-21/005355.2021/VIII/2021``: outgoing letter 113, archive class
LM.11 and the office's unit, the register number of the report, month, year. Ours
carry the office's province code for the unit and leave the register out where the
report has none yet. Recommendations are counted apart: ``001/RM.03.01/VIII/2023``.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum


class Series(StrEnum):
    """What is counted together, within an office and a year."""

    LETTER = "B"
    RECOMMENDATION = "RM"


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
#: The archive class seen on letters about reports; one for all kinds until sourced.
CLASS = "LM.11"
#: The archive class seen on recommendations.
RECOMMENDATIONS = "RM.03.01"
_REGISTER = re.compile(r"[0-9]{6}\.[0-9]{4}")


def letter_number(
    *,
    sequence: int,
    office_code: str,
    register: str,
    on: date,
    series: Series = Series.LETTER,
) -> str:
    """The number of the year's ``sequence``-th letter of one office and series.

    ``register`` is ``NNNNNN.YYYY``; anything else (an agenda, nothing) is left out.
    """
    if series is Series.RECOMMENDATION:
        return f"{sequence:03d}/{RECOMMENDATIONS}/{ROMAN[on.month - 1]}/{on.year}"
    parts = [
        "B",
        str(sequence),
        f"{CLASS}-{office_code}",
        *([register] if _REGISTER.fullmatch(register) else []),
        ROMAN[on.month - 1],
        str(on.year),
    ]
    return "/".join(parts)


def is_guessable(typed: str) -> bool:
    """Whether it is a number of the short series: the next one follows from the last,
    so that it alone must not open anything."""
    return f"/{RECOMMENDATIONS}/" in normal_number(typed)


def normal_number(typed: str) -> str:
    """A number as typed from paper: no spaces, capitals."""
    return "".join(typed.split()).upper()
