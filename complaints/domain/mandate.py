"""Can we take this? What a report meets before it is written, and who else can help.

An answer that stands in the way is a hindrance, never a wall: it names another door and
whoever writes may go on with a reason. The urgent way (RCO) sets the questions aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Urgency(StrEnum):
    """What makes a report urgent; the codes are those of ``taxonomy.RCO_CRITERIA``."""

    EMERGENCY = "darurat"
    LIFE = "jiwa"
    LIVELIHOOD = "hak_hidup"


class Question(StrEnum):
    """What is asked before the story. The values are keys of a draft and of a case."""

    TOLD_AGENCY = "told_agency"
    RECENT = "recent"
    COURT = "court"
    SETTLED = "settled"
    BODY = "body"


class Court(StrEnum):
    """Whether a judge has to do with it."""

    NO = "no"
    YES = "yes"
    SERVICE = "service"  # it is about how the court itself served


class Body(StrEnum):
    """What kind of body is reported."""

    STATE = "state"
    ENTERPRISE = "enterprise"
    FUNDED = "funded"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Hindrance(StrEnum):
    """Why we may not be able to take a report (UU 37/2008 articles 24 and 36)."""

    NOT_TOLD = "not_told"
    TOO_OLD = "too_old"
    IN_COURT = "in_court"
    SETTLED = "settled"
    NOT_PUBLIC = "not_public"


class Door(StrEnum):
    """Who can help instead, or first."""

    AGENCY_UNIT = "agency_unit"
    SP4N = "sp4n"
    COURT = "court"
    CONSULTATION = "consultation"


#: The answer that stands in the way, question by question, in the order of the page.
_IN_THE_WAY = (
    (Question.TOLD_AGENCY, "no", Hindrance.NOT_TOLD),
    (Question.RECENT, "no", Hindrance.TOO_OLD),
    (Question.COURT, Court.YES, Hindrance.IN_COURT),
    (Question.SETTLED, "yes", Hindrance.SETTLED),
    (Question.BODY, Body.PRIVATE, Hindrance.NOT_PUBLIC),
)
#: Where each hindrance leads. Every one has a door: there is no dead end.
DOORS: dict[Hindrance, tuple[Door, ...]] = {
    Hindrance.NOT_TOLD: (Door.AGENCY_UNIT, Door.SP4N),
    Hindrance.TOO_OLD: (Door.CONSULTATION,),
    Hindrance.IN_COURT: (Door.COURT, Door.CONSULTATION),
    Hindrance.SETTLED: (Door.CONSULTATION,),
    Hindrance.NOT_PUBLIC: (Door.CONSULTATION,),
}


@dataclass(frozen=True, slots=True)
class Requirements:
    """What the law asked for from its first day on. ``assumed``: from memory."""

    since: date
    years_back: int
    laws: dict[Hindrance, str]
    assumed: bool


#: The versions of the law, the oldest first. A new one is a new row.
VERSIONS = (
    Requirements(
        since=date(2008, 10, 7),
        years_back=2,
        laws={
            Hindrance.NOT_TOLD: "UU 37/2008 Pasal 24 ayat (1) huruf c",
            Hindrance.TOO_OLD: "UU 37/2008 Pasal 24 ayat (3)",
            Hindrance.IN_COURT: "UU 37/2008 Pasal 36 ayat (1) huruf b",
            Hindrance.SETTLED: "UU 37/2008 Pasal 36 ayat (1) huruf d",
            Hindrance.NOT_PUBLIC: "UU 37/2008 Pasal 36 ayat (1) huruf e",
        },
        assumed=True,
    ),
)


def requirements(filed_on: date) -> Requirements:
    """The version in force on a day; before the first one, the first."""
    found = [version for version in VERSIONS if version.since <= filed_on]
    return found[-1] if found else VERSIONS[0]


def earliest_day(filed_on: date) -> date:
    """The first day of an event that is not too old to be reported on this legal day.

    A day that the earlier year does not have (29 February) is the day after it.
    """
    year = filed_on.year - requirements(filed_on).years_back
    try:
        return filed_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def hindrances(answers: Mapping[str, object]) -> tuple[Hindrance, ...]:
    """What stands in the way, in the order of the questions.

    What was not answered, or with "I do not know", stands in nobody's way; of an
    urgent report nothing does (26/2017 articles 26 and 27).
    """
    if urgency(answers) is not None:
        return ()
    return tuple(
        hindrance
        for question, answer, hindrance in _IN_THE_WAY
        if answers.get(question) == answer
    )


def urgency(answers: Mapping[str, object]) -> Urgency | None:
    """Why the report is urgent, if it is."""
    told = answers.get("urgency")
    return next((code for code in Urgency if code == told), None)


def doors(found: tuple[Hindrance, ...]) -> tuple[Door, ...]:
    """Every door that these hindrances lead to, each once."""
    return tuple(dict.fromkeys(door for one in found for door in DOORS[one]))
