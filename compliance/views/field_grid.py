"""The progress of a round in the field: all drawn places, and what waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from compliance.selectors.field import asked_of, progress, seats
from compliance.selectors.field_grid import Stage, Wanted, grid, offices_in
from compliance.selectors.odd import odd_at
from compliance.views.planning import field_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from accounts.http import PortalRequest

STAGES = (
    (Stage.ALL.value, _("Semua tahap")),
    (Stage.UNFINISHED.value, _("Belum selesai")),
    (Stage.UNSENT.value, _("Belum ditugaskan")),
    (Stage.WAITING.value, _("Menunggu lembar")),
)


@require_safe
def field(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One page of the drawn places; the whole state stands in the address."""
    page = field_page(request, ref)
    asked = asked_of(page.round.methodology)
    offices = offices_in(page.round)
    wanted = _wanted(request, (code for code, _name in offices))
    found = grid(page.round, wanted)
    context = {
        "page": page,
        "grid": found,
        "seats": [
            (seat, len(odd_at(seat, asked))) for seat in seats(found.places, asked)
        ],
        "offices": offices,
        "stages": STAGES,
        "wanted": wanted,
        "onward": _address(wanted, found.following) if found.following else "",
        "back_to_start": _address(wanted, None) if wanted.after else "",
        **progress(page.round),
    }
    return render(request, "assess/field/field.html", context)


def _wanted(request: PortalRequest, offices: Iterable[str]) -> Wanted:
    """What the address asks for; what nobody knows is as good as not asked."""
    office, stage = request.GET.get("kantor", ""), request.GET.get("tahap", "")
    try:
        after = UUID(request.GET.get("sesudah", ""))
    except ValueError:
        after = None
    return Wanted(
        office=office if office in set(offices) else "",
        stage=Stage(stage) if stage in list(Stage) else Stage.ALL,
        after=after,
    )


def _address(wanted: Wanted, after: UUID | None) -> str:
    """The same filters, from the beginning or behind a place."""
    told = {
        "kantor": wanted.office,
        "tahap": wanted.stage.value,
        "sesudah": str(after) if after else "",
    }
    return "?" + urlencode({name: value for name, value in told.items() if value})
