"""The public scoreboard. It reads published facts and snapshots, and no cookie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agencies.domain.kinds import Category
from agencies.labels import CATEGORIES
from agencies.models import Agency, Region
from compliance.models import Snapshot
from compliance.reports.outline import outline
from compliance.reports.ruler import ruler
from compliance.reports.tiles import islands
from compliance.reports.trend import trend
from compliance.reports.zones import stack
from compliance.selectors import board as boards
from compliance.selectors import card as cards
from compliance.selectors import provinces
from compliance.selectors.method_page import explained
from compliance.selectors.units import unit_page
from compliance.views.badge import snippet
from compliance.views.field_words import told_outside

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

#: Rows of one page of the list.
PAGE = 100
PROVINCE = re.compile("[0-9]{2}")


def year_of(request: HttpRequest) -> int | None:
    """The year asked for; nonsense asks for none."""
    text = request.GET.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _asked(request: HttpRequest) -> boards.Asked:
    """What the address asks for; what no list knows is as good as not asked."""
    kind, band = request.GET.get("kategori", ""), request.GET.get("kelas", "")
    province = request.GET.get("provinsi", "")
    return boards.Asked(
        year=year_of(request),
        category=Category(kind) if kind in boards.TELLING else Category.KOTA,
        text=request.GET.get("q", "").strip()[:80],
        province=province if PROVINCE.fullmatch(province) else "",
        band=band if band in boards.BANDS else "",
        by_name=request.GET.get("urut", "") == "nama",
    )


@login_not_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Find and compare: one year, one kind of agency."""
    asked = _asked(request)
    found = boards.board(asked)
    told = {
        "tahun": str(found.year),
        "kategori": asked.category.value,
        "provinsi": asked.province,
        "kelas": asked.band,
        "q": asked.text,
        "urut": "nama" if asked.by_name else "",
    }
    return render(
        request,
        "rapor/board.html",
        {
            "board": found,
            "asked": asked,
            "page": Paginator(found.rows, PAGE).get_page(request.GET.get("hal")),
            "query": urlencode({name: value for name, value in told.items() if value}),
            "islands": islands(found.provinces),
            "zones": stack([found.zones]) if found.zones else None,
            "kind": CATEGORIES[asked.category],
            "kinds": [(kind.value, CATEGORIES[kind]) for kind in boards.TELLING],
        },
    )


@login_not_required
@require_safe
def province(request: HttpRequest, code: str) -> HttpResponse:
    """One province: its map, and all its governments with what is known of each."""
    if not PROVINCE.fullmatch(code):
        raise Http404
    try:
        found = provinces.province(code=code, year=year_of(request))
    except Region.DoesNotExist:
        raise Http404 from None
    context = {"province": found, "map": outline(found)}
    return render(request, "rapor/province.html", context)


@login_not_required
@require_safe
def choose(request: HttpRequest, ref: UUID) -> HttpResponse:
    """To the year that was chosen in the card's form, or to the latest one."""
    try:
        latest = cards.latest_year(ref)
    except Agency.DoesNotExist:
        raise Http404 from None
    year = year_of(request) or latest
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
    context = {
        "card": found,
        "ruler": ruler(found),
        "trend": trend(found),
        "snippet": snippet(found),
    }
    return render(request, "rapor/card.html", context)


@login_not_required
@require_safe
def unit(request: HttpRequest, ref: UUID, year: int, unit: UUID) -> HttpResponse:
    """One unit behind a score: every indicator, what was seen, what it is worth."""
    try:
        page = unit_page(agency=ref, year=year, unit=unit)
    except Snapshot.DoesNotExist:
        raise Http404 from None
    rows = [(row, told_outside(row.question, row.seen)) for row in page.rows]
    return render(request, "rapor/unit.html", {"page": page, "rows": rows})


@login_not_required
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """How scores are made: every version of the method with its source."""
    return render(request, "rapor/methods.html", {"methods": explained()})
