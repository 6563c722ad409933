"""Picking an agency by its name, without a script: search, then follow a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts import selectors
from accounts.views.people import words_of

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from agencies.models import Agency


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in the address: the agency that was picked, or a search for one."""

    agency: Agency | None
    searching: bool
    text: str
    found: list[Agency]
    may_search: bool


def picked(request: PortalRequest, *, may_search: bool) -> Place:
    """The agency of this address, for whom it is to arrange a role of an agency."""
    if not may_search:
        return Place(None, searching=False, text="", found=[], may_search=False)
    text = words_of(request, "cari")
    return Place(
        agency=selectors.agency_by_ref(request.GET.get("instansi", "")),
        searching="cari" in request.GET,
        text=text,
        found=selectors.agencies_called(text) if text else [],
        may_search=True,
    )
