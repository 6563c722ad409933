"""The public scoreboard. It reads published facts and snapshots, and no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agencies.domain.kinds import Category
from agencies.labels import CATEGORIES
from agencies.models import Agency
from compliance.reports.ruler import ruler
from compliance.reports.trend import trend
from compliance.reports.zones import stack
from compliance.selectors import board as boards
from compliance.selectors import card as cards
from compliance.selectors.method_page import explained

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


def _year(request: HttpRequest) -> int | None:
    """The year asked for; nonsense asks for none."""
    text = request.GET.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


@login_not_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Find and compare: one year, one kind of agency."""
    asked = request.GET.get("kategori", "")
    found = boards.board(
        year=_year(request),
        category=Category(asked) if asked in boards.TELLING else Category.KOTA,
        text=request.GET.get("q", "").strip()[:80],
    )
    return render(
        request,
        "rapor/board.html",
        {
            "board": found,
            "zones": stack([found.zones]) if found.zones else None,
            "kind": CATEGORIES[found.category],
            "kinds": [(kind.value, CATEGORIES[kind]) for kind in boards.TELLING],
        },
    )


@login_not_required
@require_safe
def choose(request: HttpRequest, ref: UUID) -> HttpResponse:
    """To the year that was chosen in the card's form, or to the latest one."""
    try:
        latest = cards.latest_year(ref)
    except Agency.DoesNotExist:
        raise Http404 from None
    year = _year(request) or latest
    if year is None:
        return redirect("rapor:board")
    return redirect("rapor:card", ref=ref, year=year)


@login_not_required
@require_safe
def card(request: HttpRequest, ref: UUID, year: int) -> HttpResponse:
    """One agency, one year, provable."""
    try:
        found = cards.card(ref=ref, year=year)
    except Agency.DoesNotExist:
        raise Http404 from None
    return render(
        request,
        "rapor/card.html",
        {"card": found, "ruler": ruler(found), "trend": trend(found)},
    )


@login_not_required
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """How scores are made: every version of the method with its source."""
    return render(request, "rapor/methods.html", {"methods": explained()})
