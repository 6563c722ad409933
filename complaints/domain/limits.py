"""How long an examination may take at most, by class: versions with a first day.

What was said to the citizen is the most: a version may promise less time, never more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.beginning import too_far
from complaints.domain.rulesets import RULE_SETS, RuleSet, in_force
from complaints.domain.states import CaseClass
from complaints.domain.terms import EXAM_TERM, TERMS, Term

if TYPE_CHECKING:
    from datetime import date


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
    year that was mistyped is seen. One that has not begun gives way, see ``beginning.ruling``.
    """
    if any(too_long(each, limits.days(each)) for each in CaseClass):
        return "limits_long"
    if not 0 < limits.light <= limits.medium <= limits.heavy:
        return "limits_order"
    if starts_on <= today:
        return "limits_past"
    if too_far(starts_on, today):
        return "limits_far"
    return ""


def to_come(day: date) -> list[RuleSet]:
    """The rule sets under which a case may still be registered, from this day on."""
    now = in_force(day)
    return [rules for rules in RULE_SETS if rules.starts_on >= now.starts_on]
