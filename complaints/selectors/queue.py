"""The officer's queue: what is late, what is soon, what is mine. Keyset paging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db.models import IntegerField, Min, OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from complaints.domain.states import Party
from complaints.models import Case, Deadline
from complaints.models.deadline import RUNNING
from complaints.policies import at_desk_q
from complaints.selectors.keyset import behind, key_of, ordered
from complaints.selectors.narrowing import narrowed, views

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet
    from complaints.selectors.keyset import Key
    from complaints.selectors.narrowing import Days, Filters

PAGE = 50
#: As far as a view is counted.
MANY = 1000
#: Under which key the filter itself is counted.
HERE = "here"
#: What the queue shows of a term.
TERM_DAYS = ("started_on", "due_on")
TERM_FIELDS = (
    "kind",
    "holder",
    "count",
    "unit",
    "provisional",
    "skipped",
    "calendar_version",
    "law",
)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Fifty rows, and where the next fifty begin; how many each view holds."""

    rows: Sequence[Case]
    following: Key | None
    counts: dict[str, int]


def queue(
    actor: Actor,
    filters: Filters,
    days: Days,
    saved: Mapping[str, Filters] = MappingProxyType({}),
) -> QueuePage:
    """One page of the queue this actor may see. Two queries, whatever its size.

    ``saved``: more filters to count, by a key of the caller's.
    """
    seen: CaseQuerySet = Case.objects.visible_to(actor).filter(at_desk_q(actor))
    wanted = {name.value: where for name, where in views(actor, days).items()}
    wanted |= {key: narrowed(one, actor, days) for key, one in saved.items()}
    wanted[HERE] = narrowed(filters, actor, days)
    counts = counted(actor, {key: seen.filter(where) for key, where in wanted.items()})
    rows, following = _page(seen.filter(wanted[HERE]), filters)
    return QueuePage(rows=rows, following=following, counts=counts)


def uncounted(
    actor: Actor, filters: Filters, days: Days
) -> tuple[list[Case], Key | None]:
    """The rows of one page and where the next begins, for who needs no views. One query."""
    seen: CaseQuerySet = Case.objects.visible_to(actor).filter(at_desk_q(actor))
    return _page(seen.filter(narrowed(filters, actor, days)), filters)


def _page(found: CaseQuerySet, filters: Filters) -> tuple[list[Case], Key | None]:
    if filters.after is not None:
        found = found.filter(behind(filters.sort, filters.after))
    page = list(listed(ordered(found, filters.sort))[: PAGE + 1])
    if len(page) <= PAGE:
        return page, None
    page.pop()
    return page, key_of(page[-1], filters.sort)


def listed(rows: CaseQuerySet) -> CaseQuerySet:
    """The same rows with what a list says about each."""
    named: CaseQuerySet = rows.annotate(term=_nearest()).select_related(
        "agency", "unit", "office", "examiner", "intake", "resmon"
    )
    return named


class HowMany(Subquery):
    """How many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS found)"
    output_field = IntegerField()
    empty_result_set_value = 0


def counted(actor: Actor, rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many each holds, all in one query; none is counted beyond ``MANY``."""
    each = {
        key: HowMany(one.order_by().values("pk")[:MANY]) for key, one in rows.items()
    }
    me: QuerySet[User, Any] = User.objects.filter(pk=actor.signed_in_id)
    row: Any = me.values(**each)[0]
    return dict(row)


def _nearest() -> Subquery:
    """The nearest open term of each row that somebody holds, in the row's own query."""
    rows = Deadline.objects.filter(RUNNING, case=OuterRef("pk")).exclude(
        holder=Party.SYSTEM
    )
    fields = JSONObject(**{name: name for name in (*TERM_DAYS, *TERM_FIELDS)})
    return Subquery(rows.order_by("due_at", "id").values(term=fields)[:1])


def term_of(row: Case) -> Deadline | None:
    """The term that came along with a row of the queue; it is not to be saved."""
    term: dict[str, Any] | None = getattr(row, "term", None)
    if term is None:
        return None
    days = {name: date.fromisoformat(term[name]) for name in TERM_DAYS}
    return Deadline(**days, **{name: term[name] for name in TERM_FIELDS})


def next_deadline(now: datetime) -> datetime | None:
    """The first moment after ``now`` at which an open term of any case ends."""
    rows = Deadline.objects.filter(
        due_at__gt=now,
        met_on=None,
        lapsed_at=None,
        dropped_at=None,
        paused_since=None,
    )
    first: datetime | None = rows.aggregate(first=Min("due_at"))["first"]
    return first
