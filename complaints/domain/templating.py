"""What stands ready to be used in any case: checklists, and messages with gaps in them.

A gap is filled with what is true of the case. Its name is the same in both languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping

#: More lines than a page bears.
MOST_LINES = 20


class TemplateKind(StrEnum):
    """What is made from a template."""

    MESSAGE = "message"
    CHECKLIST = "checklist"


class Audience(StrEnum):
    """For whom a message is meant; as the lanes of the composer are called."""

    REPORTER = "cit"
    AGENCY = "age"
    INTERNAL = "int"


class Gap(StrEnum):
    """What a message may leave open."""

    NUMBER = "nomor"
    AGENCY = "instansi"
    DUE = "tenggat"
    OFFICER = "petugas"
    OFFICE = "kantor"


#: The states in which there is anything to check off.
STAGES = (
    State.SUBMITTED,
    State.FORMAL,
    State.MATERIAL,
    State.PLENO,
    State.REGISTERED,
    State.EXAM,
    State.LHP_DRAFT,
    State.CORRECTIVE,
    State.RESMON,
)
#: Where a template of each kind may be offered; "" is everywhere.
PLACES: dict[TemplateKind, tuple[str, ...]] = {
    TemplateKind.MESSAGE: ("", *Audience),
    TemplateKind.CHECKLIST: ("", *STAGES),
}
_GAP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A message, or one line of a checklist; ``days``: working days until it is due."""

    text_id: str
    text_en: str
    days: int | None = None


def unknown_gaps(text: str) -> list[str]:
    """What stands in braces and is no gap, as it is written; a lone brace too."""
    known = set(Gap)
    found = [part[0] for part in _GAP.finditer(text) if part[1] not in known]
    rest = _GAP.sub("", text)
    return list(dict.fromkeys(found + [sign for sign in "{}" if sign in rest]))


def fill(text: str, values: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text with its gaps filled, and the names of those that nothing fills."""
    missing: dict[str, None] = {}

    def said(part: re.Match[str]) -> str:
        value = values.get(part[1], "")
        if not value:
            missing[part[1]] = None
        return value or part[0]

    return _GAP.sub(said, text), list(missing)
