"""The reports in one account, each with whose turn it is; as many queries as for one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q

from agencies.domain.calendar import legal_day
from agencies.selectors.calendar import work_calendar
from complaints import policies
from complaints.models import Check, CorrectiveAction, Deadline, Followed
from complaints.models import ReporterMessage as Message
from complaints.models.deadline import RUNNING
from complaints.selectors.actions import facts_of
from complaints.selectors.reporter_page import lacks_something
from complaints.selectors.whose_turn import (
    EXECUTING,
    asked_of,
    clock_of,
    turn_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.domain.turn import Turn
    from complaints.models import Case
    from complaints.selectors.whose_turn import Asked, Calendar, Clock


#: A link opens its report unless a password came by link since: whoever has the contact
#: alone opens the account, and no report. Showing the code again makes it new.
IN_FORCE = Q(account__reporter__reset_at=None) | Q(
    since__gt=F("account__reporter__reset_at")
)


@dataclass(frozen=True, slots=True)
class Kept:
    """In how many accounts a report lies, and whether in the one that asks."""

    accounts: int
    here: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the list: what its own page says on top."""

    case: Case
    today: date
    turn: Turn
    clock: Clock | None
    missing: Sequence[str]
    asked: Sequence[Asked]


def is_kept(case: Case, account: int, actor: Actor) -> bool:
    """Whether this account is the one that asks, and still keeps the report."""
    if actor.user_id != account or not policies.keeps_reports(actor):
        return False
    return Followed.objects.filter(IN_FORCE, case=case, account_id=account).exists()


def kept_in(case: Case, actor: Actor) -> Kept:
    """For the page of the report. Whose the accounts are is not told."""
    rows = case.followers.values_list(
        "account_id", "since", "account__reporter__reset_at"
    )
    found = {who: reset is None or since > reset for who, since, reset in rows}
    return Kept(len(found), bool(actor.user_id and found.get(actor.user_id)))


def own_report(actor: Actor, locator: str) -> Case | None:
    """A report that this account keeps, by its number."""
    links = Followed.objects.filter(
        IN_FORCE, account_id=actor.user_id, case__locator=locator, case__erased_at=None
    )
    link = links.select_related("case").first()
    return link.case if link else None


def lines_of(actor: Actor, now: datetime) -> list[Line]:
    """Everything that this account keeps, the latest first."""
    links = (
        Followed.objects.filter(
            IN_FORCE, account_id=actor.user_id, case__erased_at=None
        )
        .select_related("case__office", "case__agency", "case__unit")
        .prefetch_related(
            Prefetch(
                "case__deadlines",
                Deadline.objects.filter(RUNNING),
            ),
            Prefetch(
                "case__messages",
                Message.objects.filter(asks=True).order_by("at", "id"),
            ),
            Prefetch(
                "case__checks",
                Check.objects.filter(stage="formal", passed=False).order_by("id"),
            ),
            "case__talks",
            Prefetch(
                "case__actions",
                CorrectiveAction.objects.filter(lhp__replaced_by=None)
                .select_related("superseded_by")
                .prefetch_related("evidence")
                .order_by("n"),
            ),
        )
    )
    calendar = cache(work_calendar)
    return [_line(link.case, calendar, now) for link in links]


def asleep_in(actor: Actor) -> list[str]:
    """The numbers of what it keeps and does not open: their codes are due once more."""
    links = Followed.objects.filter(
        account_id=actor.user_id,
        case__erased_at=None,
        since__lte=F("account__reporter__reset_at"),
    )
    return list(links.values_list("case__locator", flat=True))


def _line(case: Case, calendar: Calendar, now: datetime) -> Line:
    today = legal_day(now, case.office.zone)
    rows: list[Deadline] = list(case.deadlines.all())
    asked = asked_of(case.messages.all(), rows, today, calendar)
    facts = (
        [facts_of(row, row.evidence.all()) for row in case.actions.all()]
        if case.state in EXECUTING
        else []
    )
    turn = turn_of(case, rows, facts, today, question=bool(asked))
    missing = [row.key for row in case.checks.all()] if lacks_something(case) else []
    clock = clock_of(turn, rows, today, calendar)
    return Line(case, today, turn, clock, missing, asked)
