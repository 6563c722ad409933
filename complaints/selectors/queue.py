"""The officer's queue: what is late, what is soon, what is mine. Keyset paging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from complaints.domain.states import NEEDS_EXAMINER, NEEDS_INTAKE, Party, State
from complaints.models import Case, Deadline
from complaints.models.deadline import RUNNING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet

PAGE = 50
SOON = timedelta(days=5)
#: Sorts cases without an open date after all others.
NEVER = date(9999, 12, 31)
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
#: Where nobody works yet: a report nobody took, a case without its holder.
UNASSIGNED = (
    Q(state=State.SUBMITTED)
    | Q(state__in=[State.REGISTERED, *NEEDS_EXAMINER], examiner=None)
    | Q(state__in=NEEDS_INTAKE, intake=None)
)
VIEWS = ("all", "mine", "late", "soon", "unassigned", "consult", "back", "closed")


#: Where a page ends: whether its last row was urgent, its day, its id.
Key: TypeAlias = "tuple[bool, date, int]"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the queue says. Unknown values fall back to the default."""

    view: str = "all"
    q: str = ""
    state: str = ""
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Fifty rows, the urgent first, by nearest date; and where the next fifty begin."""

    rows: Sequence[Case]
    following: Key | None
    counts: dict[str, int]


def _views(actor: Actor, today: date) -> dict[str, Q]:
    running = ~Q(state__in=[State.CLOSED, State.CONSULT])
    me = actor.user_id
    return {
        "all": running,
        "mine": running
        & (Q(intake_id=me, examiner=None) | Q(examiner_id=me) | Q(resmon_id=me)),
        "late": running & Q(due_on__lt=today),
        "soon": running & Q(due_on__gte=today, due_on__lte=today + SOON),
        "unassigned": UNASSIGNED,
        "consult": Q(state=State.CONSULT),
        # Nothing runs in a closed case but the answer to who wants it back.
        "back": Q(state=State.CLOSED, due_on__isnull=False),
        "closed": Q(state=State.CLOSED),
    }


def queue(actor: Actor, filters: Filters, today: date) -> QueuePage:
    """One page of the queue this actor may see. Two queries, whatever its size."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    views = _views(actor, today)
    counts = seen.aggregate(
        **{name: Count("id", filter=where) for name, where in views.items()}
    )
    rows = seen.filter(views.get(filters.view, views["all"]))
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.q:
        rows = rows.filter(matching(filters.q))
    page = list(_after(rows, filters.after)[: PAGE + 1])
    following = None
    if len(page) > PAGE:
        page.pop()
        last = page[-1]
        following = (last.urgent, last.due_on or NEVER, last.pk)
    return QueuePage(rows=page, following=following, counts=counts)


def matching(words: str) -> Q:
    """Cases whose staff search document holds these words, as written or stemmed."""
    plain = SearchQuery(words, config="simple", search_type="websearch")
    stemmed = SearchQuery(words, config="indonesian", search_type="websearch")
    return Q(documents__audience="staff") & Q(documents__tsv=plain | stemmed)


def _after(rows: CaseQuerySet, after: Key | None) -> CaseQuerySet:
    named = rows.select_related("agency", "unit", "office", "examiner", "intake")
    ordered: CaseQuerySet = named.annotate(term=_nearest())
    ordered = ordered.order_by("-urgent", "due_on", "id")
    if after is None:
        return ordered
    urgent, day, pk = after
    if day == NEVER:
        later = Q(due_on=None, id__gt=pk)
    else:
        later = Q(due_on__gt=day) | Q(due_on=day, id__gt=pk) | Q(due_on=None)
    later &= Q(urgent=urgent)
    return ordered.filter(later | Q(urgent=False) if urgent else later)


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
