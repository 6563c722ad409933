"""Cases that may have to do with this one: of the same person, unit, or of like words.

All of them are cases that the asking actor may see. That two reports are of one person
is known by blind index alone, and said of open ones only: of a confidential one it
would say who its reporter is to whoever may open the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import FloatField, QuerySet, Value
from django.db.models.functions import Left

from complaints.models import BlindIndex, Case
from complaints.models.choices import Secrecy
from complaints.selectors.merging import KINDS

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor

#: As many of each as are shown.
SHOWN = 5
#: Like words are looked for within a month, before and after, in the newest so many,
#: and in so much of each story.
NEAR = timedelta(days=30)
LOOKED_AT = 100
READ = 800
#: From here on two stories are called alike.
ALIKE = 0.45
REPORTER, UNIT, WORDS = 1, 2, 3
_COLUMNS = (
    "why",
    "alike",
    "ref",
    "display_number",
    "locator",
    "title",
    "state",
    "filed_at",
    "restricted",
)


@dataclass(frozen=True, slots=True)
class Related:
    """A case beside the one that is read, and why it stands there."""

    why: int
    ref: UUID
    name: str
    title: str
    state: str
    filed_at: datetime
    restricted: bool


def related_to(case: Case, actor: Actor, *, knows_reporter: bool) -> list[Related]:
    """What stands beside a case, in one query.

    ``knows_reporter``: whether this actor may ask who reported it.
    """
    seen = Case.objects.visible_to(actor).filter(erased_at=None).exclude(pk=case.pk)
    parts: list[QuerySet[Any]] = []
    if knows_reporter and case.secrecy == Secrecy.OPEN:
        parts.append(_of_reporter(case, seen))
    if case.unit_id is not None:
        parts.append(_shown(seen.filter(unit_id=case.unit_id), UNIT))
    if case.agency_id is not None and case.story:
        parts.append(_of_words(case, case.agency_id, seen))
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True)
    found = sorted(rows, key=lambda row: (row[0], -row[1], -row[7].timestamp()))
    return [_related(row) for row in found]


def _of_reporter(case: Case, seen: QuerySet[Case]) -> QuerySet[Any]:
    """Of the same person; what is restricted is told to nobody from here."""
    hers = BlindIndex.objects.filter(case=case).values("digest")
    same = BlindIndex.objects.filter(digest__in=hers, kind__in=KINDS)
    rows = seen.filter(
        pk__in=same.values("case_id"), secrecy=Secrecy.OPEN, restricted=False
    )
    return _shown(rows, REPORTER)


def _of_words(case: Case, agency_id: int, seen: QuerySet[Case]) -> QuerySet[Any]:
    """Against the same agency in the same month, with a story that is much like it."""
    near = seen.filter(
        agency_id=agency_id,
        filed_at__gte=case.filed_at - NEAR,
        filed_at__lte=case.filed_at + NEAR,
        restricted=False,
    )
    newest = near.order_by("-filed_at", "-id").values("pk")[:LOOKED_AT]
    alike = TrigramSimilarity(Left("story", READ), case.story[:READ])
    rows = Case.objects.filter(pk__in=newest).annotate(alike=alike)
    rows = rows.filter(alike__gte=ALIKE).annotate(why=Value(WORDS))
    found: QuerySet[Any] = rows.order_by("-alike", "-id").values_list(*_COLUMNS)
    return found[:SHOWN]


def _shown(rows: QuerySet[Case], why: int) -> QuerySet[Any]:
    """The newest few of them, in the columns that all share."""
    told = rows.annotate(why=Value(why), alike=Value(0.0, output_field=FloatField()))
    return told.order_by("-filed_at", "-id").values_list(*_COLUMNS)[:SHOWN]


def _related(row: tuple[Any, ...]) -> Related:
    why, _alike, ref, number, locator, title, state, filed_at, restricted = row
    return Related(why, ref, number or locator, title, state, filed_at, restricted)
