"""What everybody may read of recommendations: nothing that was not released.

No page of the register asks who is looking, and none reads a case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Max, Prefetch, Q

from agencies.models import Region
from complaints.domain.recommending import Status
from complaints.domain.releasing import Release
from complaints.models import PublicVersion, RegisterEntry
from complaints.selectors.substances import on as substances_on
from documents.domain.numbers import normal_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

PAGE = 20
#: So many of the latest changes are in the feed.
FEED = 50
WITHDRAWN = "ditarik"
ANNOUNCED = "diumumkan"
STATES = frozenset({*map(str, Status), WITHDRAWN, ANNOUNCED})


@dataclass(frozen=True, slots=True)
class Asked:
    """By what the list is narrowed; nonsense narrows nothing."""

    year: int | None = None
    agency: str = ""
    province: str = ""
    status: str = ""
    theme: str = ""
    number: str = ""
    after: tuple[date, int] | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be narrowed to: only what some entry has."""

    years: Sequence[int]
    agencies: Sequence[tuple[str, str, str]]  # ref, Indonesian, English
    provinces: Sequence[tuple[str, str]]
    themes: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of entries; ``further``: where the next one begins."""

    rows: Sequence[RegisterEntry] = field(default_factory=tuple)
    further: str = ""


def asked(given: Mapping[str, str], known: Choices) -> Asked:
    """What an address asks for."""
    year, status = given.get("tahun", ""), given.get("status", "")
    agency, theme = given.get("instansi", ""), given.get("bidang", "")
    province = given.get("wilayah", "")
    return Asked(
        year=next((one for one in known.years if str(one) == year), None),
        agency=agency if _is_ref(agency) else "",
        province=province if province in {one[0] for one in known.provinces} else "",
        status=status if status in STATES else "",
        theme=theme if theme in {one[0] for one in known.themes} else "",
        number=normal_number(given.get("nomor", ""))[:60],
        after=_key(given.get("sesudah", "")),
    )


def choices(today: date) -> Choices:
    """Three queries."""
    rows = RegisterEntry.objects.values_list(
        "signed_on__year",
        "agency__ref",
        "agency__name_id",
        "agency__name_en",
        "province",
        "theme",
    ).distinct()
    found = list(rows)
    provinces = {row[4] for row in found if row[4]}
    themes = {row[5] for row in found if row[5]}
    agencies = {(str(row[1]), row[2], row[3]) for row in found if row[1]}
    named = Region.objects.filter(code__in=provinces).order_by("code")
    return Choices(
        years=sorted({row[0] for row in found}, reverse=True),
        agencies=sorted(agencies, key=lambda one: one[1]),
        provinces=list(named.values_list("code", "name")),
        themes=[
            (one.code, one.name_id, one.name_en)
            for one in substances_on(today)
            if one.code in themes
        ],
    )


def listed(what: Asked) -> Listed:
    """The newest first. Two queries, however many there are."""
    rows = RegisterEntry.objects.filter(_narrowed(what))
    if what.after is not None:
        on, pk = what.after
        rows = rows.filter(Q(signed_on__lt=on) | Q(signed_on=on, pk__lt=pk))
    found = list(with_text(rows).order_by("-signed_on", "-id")[: PAGE + 1])
    more = found[PAGE - 1] if len(found) > PAGE else None
    further = f"{more.signed_on.isoformat()},{more.pk}" if more else ""
    return Listed(found[:PAGE], further)


def _narrowed(what: Asked) -> Q:
    found = Q()
    if what.year:
        found &= Q(signed_on__year=what.year)
    if what.agency:
        found &= Q(agency__ref=what.agency)
    if what.province:
        found &= Q(province=what.province)
    if what.theme:
        found &= Q(theme=what.theme)
    if what.number:
        found &= Q(number__icontains=what.number)
    return found & _in_state(what.status)


def _in_state(status: str) -> Q:
    if not status:
        return Q()
    if status == WITHDRAWN:
        return Q(withdrawn_on__isnull=False)
    if status == ANNOUNCED:
        return Q(announced_on__isnull=False)
    return Q(status=status)


def with_text(rows: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """Each with the one version that is read today."""
    current = PublicVersion.objects.filter(n=F("entry__version"))
    return rows.prefetch_related(Prefetch("versions", current, to_attr="current"))


def current_of(row: RegisterEntry) -> PublicVersion:
    """The version that is read today, of an entry that came with its text."""
    (current,) = row.current  # type: ignore[attr-defined]  # put there by with_text
    found: PublicVersion = current
    return found


def every_entry() -> list[RegisterEntry]:
    """All of them for who takes the whole register, the oldest first. Two queries."""
    return list(with_text(RegisterEntry.objects.order_by("signed_on", "id")))


def taken_back() -> dict[str, int]:
    """By the ref of an entry the last version that took it back: what holds an earlier
    one of it holds what the public no longer reads, also when it came out anew. One
    query."""
    rows = PublicVersion.objects.filter(kind=Release.WITHDRAWAL)
    found = rows.values_list("entry__ref").annotate(last=Max("n"))
    return {str(ref): n for ref, n in found}


def latest_changes() -> list[RegisterEntry]:
    """What was put out, put right or taken back last. Two queries."""
    rows = RegisterEntry.objects.order_by("-changed_at", "-id")[:FEED]
    return list(with_text(rows))


def entry(ref: UUID) -> tuple[RegisterEntry, list[PublicVersion]]:
    """One entry with all its versions, the first one first; of the older ones only
    what they were. Raises ``RegisterEntry.DoesNotExist``. Two queries."""
    found = RegisterEntry.objects.get(ref=ref)
    rows = found.versions.select_related("letter__file").order_by("n")
    return found, list(rows)


def of_agency(agency_ref: UUID) -> int:
    """How many entries the public reads of an agency."""
    return RegisterEntry.objects.filter(agency__ref=agency_ref).count()


def _is_ref(text: str) -> bool:
    """Whether it can be an agency; one without an entry narrows the list to nothing."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _key(text: str) -> tuple[date, int] | None:
    on, _comma, pk = text.partition(",")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= 18):
        return None
    try:
        return date.fromisoformat(on), int(pk)
    except ValueError:
        return None
