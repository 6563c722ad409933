"""What an examination does beside its state: asks for papers, looks, summons, hears;
and what monitoring does: it persuades, and meets the superior.

One pattern for all of it. An activity begins with what it is for, stands open until its
outcome is written down, and is closed for good then. The table says what is peculiar to
each kind; the articles are cited from memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.states import Party, State

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


class Kind(StrEnum):
    """What is done."""

    DOCUMENTS = "documents"  # the agency is asked for papers
    VISIT = "visit"  # we look at the place
    SUMMONS = "summons"  # the reported official is called, three times at most
    WITNESS = "witness"
    EXPERT = "expert"
    SUPERIOR = "superior"  # the superior of the reported official is invited
    PERSUASION = "persuasion"  # a call, a visit, a talk: written down, no letter


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    PARTLY = "partly"
    ABSENT = "absent"  # not followed, and no valid reason
    EXCUSED = "excused"  # not followed, for a valid reason
    CANCELLED = "cancelled"  # by us


@dataclass(frozen=True, slots=True)
class Rule:
    """What is peculiar to one kind.

    ``letter``: the kind of the letter that begins it; without one nobody outside hears
    of it. ``meets``: it has a day, an hour and a place. ``names``: somebody is heard.
    ``turns``: how often it is done before something else must follow. ``states``: where
    it may begin. ``by``: who does it, and writes down what came of it.
    """

    law: str
    outcomes: tuple[Outcome, ...]
    letter: str = ""
    meets: bool = True
    names: bool = False
    turns: int = 1
    states: frozenset[State] = frozenset({State.EXAM})
    by: frozenset[Party] = frozenset({Party.EXAMINER, Party.HEAD})


_CAME = (Outcome.DONE, Outcome.ABSENT, Outcome.EXCUSED)
#: Where a missed date is pursued, and who does that.
PURSUED = frozenset({State.RESMON, State.RECOMMENDATION})
_PURSUERS = frozenset({Party.RESMON, Party.HEAD})
_RESOLUTION = "Peraturan Ombudsman 58/2023 Pasal 54"
RULES = {
    Kind.DOCUMENTS: Rule(
        "UU 37/2008 Pasal 28",
        (Outcome.DONE, Outcome.PARTLY, Outcome.ABSENT),
        letter="permintaan_dokumen",
        meets=False,
    ),
    # It may come unannounced.
    Kind.VISIT: Rule("UU 37/2008 Pasal 34", (Outcome.DONE, Outcome.PARTLY)),
    Kind.SUMMONS: Rule(
        "UU 37/2008 Pasal 31", _CAME, letter="panggilan", names=True, turns=3
    ),
    Kind.WITNESS: Rule("UU 37/2008 Pasal 28", _CAME, names=True),
    Kind.EXPERT: Rule("UU 37/2008 Pasal 28", _CAME, names=True),
    Kind.SUPERIOR: Rule(
        _RESOLUTION,
        _CAME,
        letter="undangan_atasan",
        names=True,
        states=PURSUED,
        by=_PURSUERS,
    ),
    Kind.PERSUASION: Rule(
        _RESOLUTION,
        (Outcome.DONE, Outcome.PARTLY),
        names=True,
        states=PURSUED,
        by=_PURSUERS,
    ),
}
#: To whom the letter of each goes, where not to the agency's inbox.
ADDRESSEES = {Kind.SUPERIOR: "superior"}
#: What is not called by letter is often written down after it was done.
DAYS_BACK, DAYS_AHEAD = 14, 180


def days_for(kind: Kind, today: date, *, received: date) -> tuple[date, date]:
    """The first and the last day that it can have.

    ``received``: when a letter of today counts as received, opened or not. Who is
    summoned must be able to know of it before.
    """
    last = today + timedelta(days=DAYS_AHEAD)
    if RULES[kind].letter:
        return received + timedelta(days=1), last
    return today - timedelta(days=DAYS_BACK), last


def may_begin(kind: Kind, state: State, parties: Collection[Party]) -> bool:
    """Whether these parties may begin it at this stage."""
    rule = RULES[kind]
    return state in rule.states and not rule.by.isdisjoint(parties)


def doers_of(kind: Kind) -> tuple[Party, ...]:
    """Who does it, in a fixed order."""
    return tuple(sorted(RULES[kind].by))


def next_turn(kind: Kind, turn: int, outcome: Outcome) -> int | None:
    """The number of the call that may follow; None where none may.

    A call that was not followed is counted. One with a valid excuse is made anew under
    the same number.
    """
    if RULES[kind].turns == 1:
        return None
    if outcome is Outcome.EXCUSED:
        return turn
    if outcome is Outcome.ABSENT and turn < RULES[kind].turns:
        return turn + 1
    return None


def is_last_call(kind: Kind, turn: int, outcome: Outcome) -> bool:
    """Whether he was called so often in vain that he may be brought (article 31)."""
    rule = RULES[kind]
    return rule.turns > 1 and turn == rule.turns and outcome is Outcome.ABSENT


def was_proper(received_on: date | None, met_on: date) -> bool:
    """Whether the letter arrived before the day; only then does it count in vain."""
    return received_on is not None and received_on < met_on
