"""Questions about agencies by their exact names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.domain.kinds import Category
from agencies.domain.names import search_key
from agencies.models import Agency, AgencySuccession

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def agency_named(name: str, category: Category | str) -> Agency | None:
    """The agency of this category that bears exactly this name, former ones too."""
    return Agency.objects.filter(
        aliases__key=search_key(name), aliases__category=str(category)
    ).first()


def agencies_called(name: str) -> list[Agency]:
    """Those that bear exactly this name and were not dissolved, one of each category."""
    rows = Agency.objects.filter(aliases__key=search_key(name), valid_to=None)
    return list(rows.distinct().order_by("name_id", "pk"))


def agencies_of(ids: Iterable[int]) -> list[Agency]:
    """These agencies, by name."""
    return list(Agency.objects.filter(pk__in=list(ids)).order_by("name_id", "pk"))


def agencies_by_name() -> dict[tuple[str, str], int]:
    """The id of every agency by (category, name as ``search_key`` writes it)."""
    rows = Agency.objects.order_by().values_list(
        "aliases__category", "aliases__key", "pk"
    )
    return {(category, key): pk for category, key, pk in rows if key}


def answers_for(agency_ids: Iterable[int], on: date) -> dict[int, int]:
    """Every agency whose duties these bear on a day -> the one of these that bears them.

    An agency bears its own duties until a dated decision names its one successor, who
    bears them from that day, over any number of decisions. Where a decision divides an
    agency among several, none of them is named and the duties stay where they were.
    """
    heirs: dict[int, list[int]] = {}
    rows = AgencySuccession.objects.filter(effective__lte=on).order_by("id")
    for former, successor in rows.values_list("former_id", "successor_id"):
        heirs.setdefault(former, []).append(successor)
    wanted = set(agency_ids)
    found = {pk: _bearer(pk, heirs) for pk in {*wanted, *heirs}}
    return {pk: bearer for pk, bearer in found.items() if bearer in wanted}


def _bearer(pk: int, heirs: dict[int, list[int]]) -> int:
    seen = {pk}
    while len(heirs.get(pk, ())) == 1 and heirs[pk][0] not in seen:
        (pk,) = heirs[pk]
        seen.add(pk)
    return pk


def living_in(category: str, *, fictional: bool, on: date) -> int:
    """How many agencies of this category there were on this day."""
    rows = Agency.objects.filter(category=category, fictional=fictional)
    return rows.valid_on(on).count()
