"""Questions about agencies by their exact names."""

from __future__ import annotations

from agencies.domain.kinds import Category
from agencies.domain.names import search_key
from agencies.models import Agency


def agency_named(name: str, category: Category | str) -> Agency | None:
    """The agency of this category that bears exactly this name, former ones too."""
    return Agency.objects.filter(
        aliases__key=search_key(name), aliases__category=str(category)
    ).first()


def agencies_by_name() -> dict[tuple[str, str], int]:
    """The id of every agency by (category, name as ``search_key`` writes it)."""
    rows = Agency.objects.order_by().values_list(
        "aliases__category", "aliases__key", "pk"
    )
    return {(category, key): pk for category, key, pk in rows if key}
