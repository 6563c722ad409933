"""Which regulation rules a case: versions with dates of effect, never ``if year``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agencies.domain.calendar import DueDate, Unit, WorkCalendar
from complaints.domain.terms import TERMS, TermKind


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A regulation from its first day on. ``assumed``: the dates could not be sourced."""

    code: str
    name: str
    starts_on: date
    corrective_count: int
    corrective_unit: Unit
    corrective_law: str
    assumed: bool


RULE_SETS = (
    RuleSet(
        "48/2020",
        "Peraturan Ombudsman 26/2017 jo. 48/2020",
        date(2017, 1, 1),
        30,
        Unit.DAYS,
        "Peraturan Ombudsman 26/2017 jo. 48/2020",
        assumed=True,
    ),
    RuleSet(
        "58/2023",
        "Peraturan Ombudsman 58/2023",
        date(2024, 1, 1),
        30,
        Unit.WORKDAYS,
        TERMS[TermKind.CORRECTIVE].law,
        assumed=True,
    ),
)
BY_CODE = {rules.code: rules for rules in RULE_SETS}


def in_force(day: date) -> RuleSet:
    """The rule set of a legal day; before the first one, the first."""
    found = RULE_SETS[0]
    for rules in RULE_SETS:
        if rules.starts_on <= day:
            found = rules
    return found


def procedure(submitted_on: date, registered_on: date | None = None) -> RuleSet:
    """The rule set of a case: of its registration, before that of its filing."""
    return in_force(registered_on or submitted_on)


def term_words(rules: RuleSet) -> str:
    """The corrective period as a letter says it, in the language of all letters."""
    unit = "hari kerja" if rules.corrective_unit is Unit.WORKDAYS else "hari"
    return f"{rules.corrective_count} {unit}"


def corrective_due(calendar: WorkCalendar, received_on: date, code: str) -> DueDate:
    """The last day of the corrective period, counted from receipt.

    ``code``: the rule set in force on the day the LHP was signed.
    """
    rules = BY_CODE[code]
    return calendar.add(received_on, rules.corrective_count, rules.corrective_unit)
