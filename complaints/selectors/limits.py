"""How long an examination may take: for a case, and as its editor needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from complaints.domain.beginning import ruling, to_begin
from complaints.domain.limits import LONGEST, Limits, to_come
from complaints.domain.states import OPEN_STATES, CaseClass
from complaints.models import Case, ClassLimits

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from complaints.domain.rulesets import RuleSet


def limits_on(rule_set: str, day: date) -> Limits:
    """What holds for a case that is registered on this day. One query."""
    rows = list(_published(rule_set))
    n = ruling([row.first_day for row in rows], day)
    return rows[n].limits if n is not None else LONGEST


def limits_of(case: Case, started_on: date) -> Limits:
    """What holds for this case: as on the day on which it was registered."""
    return limits_on(case.rule_set, case.registered_on or started_on)


def _published(rule_set: str) -> QuerySet[ClassLimits]:
    rows: QuerySet[ClassLimits] = ClassLimits.objects.filter(
        rule_set=rule_set, published_at__isnull=False
    )
    return rows.order_by("number")


@dataclass(frozen=True, slots=True)
class Edited:
    """The limits of one rule set: today's, every version, and the draft that waits."""

    rules: RuleSet
    now: Limits
    published: list[ClassLimits]
    draft: ClassLimits | None

    @property
    def slug(self) -> str:
        """As the addresses call it."""
        return slug_of(self.rules)

    @property
    def version(self) -> int:
        """The edition of the draft, as a form carries it; 0 without one."""
        return self.draft.version if self.draft else 0

    def later(self, today: date) -> list[ClassLimits]:
        """What begins after today, without what another one took the place of."""
        days = [row.first_day for row in self.published]
        return [self.published[n] for n in to_begin(days, today)]


def slug_of(rules: RuleSet) -> str:
    """58/2023 as part of an address."""
    return rules.code.replace("/", "-")


def overview(today: date) -> list[Edited]:
    """Every rule set under which a case may still be registered."""
    return [_edited(rules, today) for rules in to_come(today)]


def edited(slug: str, today: date) -> Edited | None:
    """One of them; None where there is none."""
    found = (rules for rules in to_come(today) if slug_of(rules) == slug)
    rules = next(found, None)
    return _edited(rules, today) if rules else None


def _edited(rules: RuleSet, today: date) -> Edited:
    rows = list(_published(rules.code))
    draft = ClassLimits.objects.filter(rule_set=rules.code, published_at=None).first()
    return Edited(rules, limits_on(rules.code, today), rows, draft)


def staying() -> dict[CaseClass, int]:
    """How many open cases of each class keep the limit that they were registered with."""
    rows = Case.objects.filter(state__in=OPEN_STATES).exclude(classification="")
    counts = rows.values_list("classification").annotate(n=Count("pk")).order_by()
    found = dict(counts)
    return {each: found.get(each, 0) for each in CaseClass}
