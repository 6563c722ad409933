"""What a plenary may decide on a report, and who counts as deciding it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

#: A decision is of at least so many people who have no conflict of interest in it. Ours.
LEAST = 2
#: So many days back a meeting may be written down. Ours.
DAYS_BACK = 30


class Decision(StrEnum):
    """What was decided on one report."""

    REGISTER = "register"
    SEND_BACK = "send_back"
    REFUSE = "refuse"
    POSTPONE = "postpone"  # it stays where it is, for another meeting
    APPROVE = "approve"  # what monitoring brought
    RETURN = "return"  # the same, to be written anew


class Bench(StrEnum):
    """Who sits: the office on its reports, the commissioners on what monitoring brings."""

    OFFICE = "office"
    MEMBERS = "members"


#: What each may decide.
DECISIONS = {
    Bench.OFFICE: (
        Decision.REGISTER,
        Decision.SEND_BACK,
        Decision.REFUSE,
        Decision.POSTPONE,
    ),
    Bench.MEMBERS: (Decision.APPROVE, Decision.RETURN, Decision.POSTPONE),
}


def may_decide(present: Collection[int], kept_out: Collection[int]) -> bool:
    """Whether enough of those who sat may decide this report (art. 40)."""
    return len(set(present) - set(kept_out)) >= LEAST


def takes_part(
    person: int | None, present: Collection[int], kept_out: Collection[int]
) -> bool:
    """Whether this person sat in the meeting and is not kept out of this report."""
    return person in set(present) - set(kept_out)
