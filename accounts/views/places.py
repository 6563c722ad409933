"""Picking an agency by its name, without a script: search, then follow a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts import selectors
from accounts.roles import Role
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


def picked(request: PortalRequest) -> Place:
    """The agency of this address; only administrators arrange roles for agencies."""
    if not request.actor.has(Role.SYSTEM_ADMIN):
        return Place(None, searching=False, text="", found=[], may_search=False)
    text = words_of(request, "cari")
    return Place(
        agency=selectors.agency_by_ref(request.GET.get("instansi", "")),
        searching="cari" in request.GET,
        text=text,
        found=selectors.agencies_called(text) if text else [],
        may_search=True,
    )
