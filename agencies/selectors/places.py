"""Questions about places and the offices that serve them."""

from __future__ import annotations

from django.db.models import QuerySet

from agencies.errors import UnknownRegion
from agencies.models import Office, Region


def lineage(code: str) -> list[str]:
    """The code and the codes of all regions around it: 64, 64.71, 64.71.01 ..."""
    parts = code.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


def office_for_region(code: str) -> Office:
    """The office that serves the place of this code, of whatever level.

    Raises UnknownRegion when no office does.
    """
    office = Office.objects.filter(provinces__code=code[:2]).first()
    if office is None:
        raise UnknownRegion(code)
    return office


def central_office() -> Office:
    """The centre. Raises Office.DoesNotExist before the offices are loaded."""
    return Office.objects.get(central=True)


def region_of(code: str) -> Region:
    """The region of this code. Raises UnknownRegion."""
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise UnknownRegion(code)
    return region


def lineage_of(code: str) -> list[Region]:
    """The region and all around it, the province first; one query."""
    return list(Region.objects.filter(code__in=lineage(code)).order_by("code"))


def children_of(code: str | None = None) -> QuerySet[Region]:
    """The regions directly inside this one, by name; without a code the provinces."""
    inside = {"parent__code": code} if code else {"parent__isnull": True}
    return Region.objects.filter(**inside).order_by("name", "code")
