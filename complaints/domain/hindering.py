"""What hinders the end of a case: everything in it that is still open.

One list for the page that ends it, the page of the case and the use case that refuses.
It stands against what the office decides; a reporter withdraws whenever he likes, and
what time alone ends asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.states import Command

if TYPE_CHECKING:
    from collections.abc import Iterable


class What(StrEnum):
    """What is still open. The pages hold its words and the way to it."""

    ACTIVITY = "activity"  # begun, and nobody wrote down what came of it
    REQUEST = "request"  # the agency may still explain itself in time
    QUESTION = "question"  # the reporter may still answer in time
    TALKS = "talks"  # both sides are at one table
    UNSENT = "unsent"  # somebody typed words and did not send them
    TASK = "task"  # given to somebody, and not ticked off
    ACTION = "action"  # an order of the report is not final
    PART = "part"  # a case that belongs to this one is not closed
    OBJECTION = "objection"  # the agency objected, and nobody decided it


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing; ``ref`` is the part of the case, "" where it is no part of its own."""

    what: What
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """What is open in a case, each by its ref."""

    activities: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    talks: bool = False
    unsent: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    objection: bool = False


#: Acts whose own unsent words are the end of the case itself.
CLOSING_ACTS = frozenset(
    {"tutup", "usul-tutup", "sepakat", "tolak", "gabungkan", "usul-gabung"}
    | {"jawab-konsultasi", "usul-status"}
)
#: The ways in which the office ends a case.
CLOSINGS = frozenset(
    {
        Command.ANSWER_CONSULTATION,
        Command.CLOSE,
        Command.CLOSE_ON_EXECUTION,
        Command.CLOSE_ON_RESULT,
        Command.MERGE,
        Command.REFUSE,
        Command.SETTLE,
    }
)


def hindrances(found: Open) -> tuple[Hindrance, ...]:
    """Everything that is open, in the order in which a page tells it."""
    rows = (
        (What.ACTIVITY, found.activities),
        (What.REQUEST, found.requests),
        (What.QUESTION, found.questions),
        (What.TALKS, ("",) if found.talks else ()),
        (What.UNSENT, found.unsent),
        (What.TASK, found.tasks),
        (What.ACTION, found.actions),
        (What.PART, found.parts),
        (What.OBJECTION, ("",) if found.objection else ()),
    )
    return tuple(Hindrance(what, ref) for what, refs in rows for ref in refs)


def against(command: Command, found: Iterable[Hindrance]) -> tuple[Hindrance, ...]:
    """Those that stand against this closing.

    An order of the report stands in the list, and whether it bars a reason is asked of
    ``ending.bar``, which knows what was accepted in part. What both sides sign ends
    their talks by itself.
    """
    if command not in CLOSINGS:
        return ()
    spared = {What.ACTION} | ({What.TALKS} if command is Command.SETTLE else set())
    return tuple(row for row in found if row.what not in spared)
