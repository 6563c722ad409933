"""What reports may be about: the version of a day, and as the editor needs them.

Until the first ones are loaded (``manage.py load_reference``), and for a code of which no
version has begun, the file counts that they are loaded from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from agencies.domain.calendar import legal_day
from complaints.domain.beginning import ruling, to_begin
from complaints.domain.states import OPEN_STATES
from complaints.domain.substances import Substance, in_order
from complaints.models import Case, SubstanceVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

FILE = Path(__file__).resolve().parent.parent / "data" / "substances.json"
#: Between two of the file, so that another one may stand there.
APART = 10
#: What a list of names needs; the words stay where they are.
LISTED = ("code", "name_id", "name_en", "place", "offered")


def today_of(now: datetime) -> date:
    """The day by which citizens are offered something."""
    return legal_day(now, settings.TIME_ZONE)


@lru_cache(maxsize=1)
def first() -> tuple[Substance, ...]:
    """The first version of each, in their order."""
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Substance(
            code=row["code"],
            name_id=row["name_id"],
            name_en=row["name_en"],
            place=place * APART,
            words=tuple(row["words"]),
        )
        for place, row in enumerate(rows, start=1)
    )


def ruling_on(day: date) -> QuerySet[SubstanceVersion]:
    """The version of each code that holds on a day: ``beginning.ruling`` in SQL."""
    rows: QuerySet[SubstanceVersion] = SubstanceVersion.objects.filter(
        published_at__isnull=False, starts_on__lte=day
    )
    return rows.order_by("code", "-number").distinct("code")


def whole(found: Iterable[Substance]) -> list[Substance]:
    """What was read, and the first version of what was not; in order."""
    rows = {one.code: one for one in first()}
    return in_order((rows | {one.code: one for one in found}).values())


def on(day: date) -> list[Substance]:
    """Every substance as it is on a day, those that are retired too. One query."""
    return whole(row.said for row in ruling_on(day))


def listed(rows: Iterable[Mapping[str, Any]]) -> list[Substance]:
    """The same of rows with the columns ``LISTED``, for a page's own query."""
    return whole(Substance(**row) for row in rows)


def offered(day: date) -> list[Substance]:
    """What a report that is filed on this day may be about. One query."""
    return [one for one in on(day) if one.offered]


def named(code: str, day: date) -> Substance | None:
    """One of them as it is on a day; none for none. One query at most."""
    row = ruling_on(day).filter(code=code).first() if code else None
    return row.said if row else _first(code)


def _first(code: str) -> Substance | None:
    return next((one for one in first() if one.code == code), None)


def said_on(day: date) -> Subquery:
    """The version of a case's substance, for the query that reads the case (``said``)."""
    rows = ruling_on(day).filter(code=OuterRef("substance"))
    told = JSONObject(**{name: name for name in LISTED})
    return Subquery(rows.values(json=told)[:1])


def about(case: Case, day: date) -> Substance | None:
    """What a case is about, as it is called on a day; no query where ``said`` came along."""
    if "said" not in vars(case):
        return named(case.substance, day)
    said = vars(case)["said"]
    return Substance(**said) if said else _first(case.substance)


def codes() -> set[str]:
    """Every code that there ever was. One query."""
    rows = SubstanceVersion.objects.filter(published_at__isnull=False)
    return {one.code for one in first()} | set(rows.values_list("code", flat=True))


@dataclass(frozen=True, slots=True)
class Edited:
    """One substance: as it is today, every published version, and the draft that waits."""

    code: str
    now: Substance | None
    published: list[SubstanceVersion]
    draft: SubstanceVersion | None

    @property
    def version(self) -> int:
        """The edition of the draft, as a form carries it; 0 without one."""
        return self.draft.version if self.draft else 0

    @property
    def shown(self) -> Substance | None:
        """What an editor goes on from: the draft, what was published last, the file."""
        newest = self.draft or (self.published[-1] if self.published else None)
        return newest.said if newest else self.now

    def later(self, today: date) -> list[SubstanceVersion]:
        """What begins after today, without what another one took the place of."""
        days = [row.first_day for row in self.published]
        return [self.published[n] for n in to_begin(days, today)]


def overview(today: date) -> list[Edited]:
    """Every substance in its order, begun ones and drafts. One query."""
    found: dict[str, list[SubstanceVersion]] = {one.code: [] for one in first()}
    for row in SubstanceVersion.objects.order_by("number"):
        found.setdefault(row.code, []).append(row)
    rows = {code: _edited(code, versions, today) for code, versions in found.items()}
    shown = in_order(row.shown for row in rows.values() if row.shown is not None)
    return [rows[one.code] for one in shown]


def edited(code: str, today: date) -> Edited:
    """One of them, or one that is not there yet. One query."""
    rows = SubstanceVersion.objects.filter(code=code).order_by("number")
    return _edited(code, list(rows), today)


def _edited(code: str, rows: list[SubstanceVersion], today: date) -> Edited:
    published = [row for row in rows if row.published_at]
    drafts = [row for row in rows if not row.published_at]
    n = ruling([row.first_day for row in published], today)
    begun = published[n].said if n is not None else None
    return Edited(
        code, begun or _first(code), published, drafts[-1] if drafts else None
    )


def staying(code: str) -> int:
    """How many open cases are about it, and stay so."""
    return Case.objects.filter(substance=code, state__in=OPEN_STATES).count()
