"""How long an examination may take at most, by class: versions with a first day.

What was said to the citizen is the most: a version may promise less time, never more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.rulesets import RULE_SETS, RuleSet, in_force
from complaints.domain.states import CaseClass
from complaints.domain.terms import EXAM_TERM, TERMS, Term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

#: In so many days at most a version begins.
AHEAD = 365


@dataclass(frozen=True, slots=True)
class Limits:
    """Calendar days for each class."""

    light: int
    medium: int
    heavy: int

    def days(self, case_class: CaseClass) -> int:
        """Those of one class."""
        return {
            CaseClass.LIGHT: self.light,
            CaseClass.MEDIUM: self.medium,
            CaseClass.HEAVY: self.heavy,
        }[case_class]


def most(case_class: CaseClass) -> Term:
    """The longest that a class may take, with its source."""
    return TERMS[EXAM_TERM[case_class]]


#: What holds where nobody has written less.
LONGEST = Limits(*(most(each).amount for each in CaseClass))


def too_long(case_class: CaseClass, days: int) -> bool:
    """Whether this is more than may be promised."""
    return days > most(case_class).amount


def why_not(limits: Limits, *, starts_on: date, today: date) -> str:
    """The code of the sentence that refuses a version; "" where it may be published.

    It begins tomorrow at the earliest, so after every version that has begun, and no
    case that is in the register gets another limit by it. It begins within a year: a
    year that was mistyped is seen. One that has not begun gives way, see ``ruling``.
    """
    if any(too_long(each, limits.days(each)) for each in CaseClass):
        return "limits_long"
    if not 0 < limits.light <= limits.medium <= limits.heavy:
        return "limits_order"
    if starts_on <= today:
        return "limits_past"
    if (starts_on - today).days > AHEAD:
        return "limits_far"
    return ""


def ruling(starts: Sequence[date], day: date) -> int | None:
    """Which version holds on a day, of first days in the order of publishing.

    The one that was published last, of those that have begun by then: a later one that
    begins earlier takes the place of what was to begin after it. None before them all.
    """
    begun = (n for n, first in enumerate(starts) if first <= day)
    return max(begun, default=None)


def to_come(day: date) -> list[RuleSet]:
    """The rule sets under which a case may still be registered, from this day on."""
    now = in_force(day)
    return [rules for rules in RULE_SETS if rules.starts_on >= now.starts_on]
