"""The time line of a case as its page shows it: words and events, a stretch at a time.

Two queries, and as many rows as one stretch has, whatever the length of the history.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from accounts.models import User
from complaints.domain.lanes import NOT_INTERNAL, OUTSIDE, WORDS, Lane, Mark, lane_of
from complaints.models import ReporterMessage
from journal.actor import ActorKind
from journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from complaints.models import Case

#: As many lines as stand on the page at a time.
STRETCH = 20
#: Where a line comes from, in the order in which those of one moment stand.
EVENT, MESSAGE, NOTE = 1, 2, 3
_COLUMNS = ("source", "id", "at", "what", "who", "behalf", "words", "asked", "answered")
_TEXT = Value("", output_field=CharField())
_NO = Value(value=False, output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Line:
    """What was written, or one event: ``what`` is its kind. ``who``: a colleague;
    ``behalf``: the one in whose place he acted."""

    mark: Mark
    what: str
    who: str
    behalf: str
    words: str
    asked: bool
    answered: bool

    @property
    def at(self) -> datetime:
        return self.mark.at

    @property
    def source(self) -> int:
        return self.mark.source


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of the time line in its order, and how much there is of each lane.

    ``older``: where what came before ends, if anything did. ``happened``: every kind
    of event in the history, whatever the lane.
    """

    lines: Sequence[Line]
    counts: Mapping[Lane, int]
    happened: frozenset[str]
    older: Mark | None


def stretch_of(
    case: Case, lane: Lane | None = None, before: Mark | None = None
) -> Stretch:
    """The last lines of a lane, or of all, before a mark."""
    counts, happened = _counted(case)
    sources = ((one, _within(one, rows, lane)) for one, rows in _sources(case).items())
    first, *more = [
        _before(one, rows, before) for one, rows in sources if rows is not None
    ]
    if more:
        both = first.union(*more, all=True)
        first = both.order_by("-at", "-source", "-id")[: STRETCH + 1]
    rows = [_line(row) for row in first]
    older = rows[STRETCH - 1].mark if len(rows) > STRETCH else None
    return Stretch(rows[:STRETCH][::-1], counts, happened, older)


def _sources(case: Case) -> dict[int, QuerySet[Any]]:
    """Events, messages and notes of a case, each in the same columns."""
    # An actor without an account may bear the number of one.
    acted_as = ExpressionWrapper(OuterRef("actor_kind"), output_field=CharField())
    colleague = User.objects.annotate(acted_as=acted_as).filter(
        pk=OuterRef("actor_id"),
        acted_as=ActorKind.USER,
        office_memberships__isnull=False,
    )
    absent = User.objects.filter(pk=Cast(OuterRef("data__for"), BigIntegerField()))
    answer = ReporterMessage.objects.filter(answers=OuterRef("pk"))
    return {
        EVENT: _history(case).annotate(
            source=Value(EVENT),
            what=F("kind"),
            who=Subquery(colleague.values("name")[:1]),
            behalf=Subquery(absent.values("name")[:1]),
            words=_TEXT,
            asked=_NO,
            answered=_NO,
        ),
        MESSAGE: case.messages.annotate(
            source=Value(MESSAGE),
            what=_TEXT,
            who=F("by__name"),
            behalf=_TEXT,
            words=F("text"),
            asked=F("asks"),
            answered=Exists(answer),
        ),
        NOTE: case.notes.annotate(
            source=Value(NOTE),
            what=_TEXT,
            who=F("by__name"),
            behalf=_TEXT,
            words=F("text"),
            asked=_NO,
            answered=_NO,
        ),
    }


def _history(case: Case) -> QuerySet[Entry]:
    return Entry.objects.filter(subject_kind=case.journal_kind, subject_id=case.pk)


#: The lane of what is written; ``None`` is every lane.
_WRITTEN_IN = {MESSAGE: Lane.CITIZEN, NOTE: Lane.INTERNAL}


def _within(
    source: int, rows: QuerySet[Any], lane: Lane | None
) -> QuerySet[Any] | None:
    """As much of a source as stands in a lane; None where nothing ever does."""
    if source != EVENT:
        return rows if lane in (None, _WRITTEN_IN[source]) else None
    if lane is None:
        return rows.exclude(kind__in=WORDS)
    if lane is Lane.INTERNAL:
        return rows.exclude(kind__in=NOT_INTERNAL)
    return rows.filter(kind__in=OUTSIDE[lane])


def _before(source: int, rows: QuerySet[Any], mark: Mark | None) -> QuerySet[Any]:
    """The last so many before a mark, in the columns that all sources share."""
    if mark is not None:
        earlier = Q(at__lt=mark.at)
        if source < mark.source:
            earlier |= Q(at=mark.at)
        elif source == mark.source:
            earlier |= Q(at=mark.at, pk__lt=mark.key)
        rows = rows.filter(earlier)
    return rows.order_by("-at", "-id").values_list(*_COLUMNS)[: STRETCH + 1]


def _line(row: tuple[Any, ...]) -> Line:
    source, key, at, what, who, behalf, *rest = row
    return Line(Mark(at, source, key), what, who or "", behalf or "", *rest)


def _counted(case: Case) -> tuple[Counter[Lane], frozenset[str]]:
    """How many lines each lane has, and what kinds of events there are."""
    events = _history(case).values_list("kind").annotate(n=Count("pk")).order_by()
    written = [
        rows.order_by().values_list(Value(lane.value)).annotate(n=Count("pk"))
        for rows, lane in (
            (case.messages, Lane.CITIZEN),
            (case.notes, Lane.INTERNAL),
        )
    ]
    counts: Counter[Lane] = Counter()
    happened = set()
    for name, n in events.union(*written, all=True):
        if name in set(Lane):
            counts[Lane(name)] += n
            continue
        happened.add(name)
        if name not in WORDS:
            counts[lane_of(name)] += n
    return counts, frozenset(happened)
