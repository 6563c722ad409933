"""One report that holds two matters: which parts of its story make the other case."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints.domain.states import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

#: Where a report may be split: until the agency and the reporter were told what we found.
SPLITTABLE = frozenset(
    {
        State.SUBMITTED,
        State.RCO,
        State.FORMAL,
        State.INCOMPLETE,
        State.MATERIAL,
        State.PLENO,
        State.REGISTERED,
        State.EXAM,
    }
)
#: So many cases may one report become, itself among them.
MOST = 5
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def parts_of(story: str) -> tuple[str, ...]:
    """The story in pieces: its paragraphs, or its sentences where it is only one."""
    paragraphs = _filled(story.splitlines())
    if len(paragraphs) > 1:
        return paragraphs
    return _filled(_SENTENCE_END.split(story))


def story_of(story: str, picked: Collection[int]) -> str:
    """The pieces of these places, in their order; "" for none, or one that is not there."""
    parts = parts_of(story)
    if not set(picked) <= set(range(len(parts))):
        return ""
    return "\n\n".join(parts[place] for place in sorted(set(picked)))


def promised_from(running_since: date | None, split_on: date) -> date:
    """The day from which the promise to the citizen runs for the case that is new.

    It is that of his report, while he still waits for it; where we kept it already
    (None) it is given anew, for a matter that nobody checked yet.
    """
    return running_since or split_on


def _filled(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in pieces if piece.strip())
