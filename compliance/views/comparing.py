"""Some agencies of one kind beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agencies.models import Agency
from compliance.selectors.comparing import MOST, comparison
from compliance.views.rapor import year_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from compliance.selectors.comparing import Comparison

#: Of what an address asks for, no more is looked at.
READ = 10


@login_not_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four agencies of one kind in one year; one alone may choose the others."""
    refs = _refs(request)
    if not refs:
        return redirect("rapor:board")
    try:
        found = comparison(refs, year_of(request))
    except Agency.DoesNotExist:
        raise Http404 from None
    context = {"compared": found, "most": MOST, "drops": _drops(found)}
    return render(request, "rapor/compare.html", context)


def _refs(request: HttpRequest) -> list[UUID]:
    """The agencies of the address; what is no reference leads nowhere."""
    try:
        return [UUID(text) for text in request.GET.getlist("a")[:READ] if text]
    except ValueError:
        raise Http404 from None


def _drops(found: Comparison) -> list[tuple[str, str]]:
    """For each agency its name, and the address without it."""
    if len(found.columns) < 2:
        return []
    return [
        (
            column.name,
            urlencode(
                [
                    ("tahun", found.year),
                    *(("a", other.ref) for other in found.columns if other != column),
                ]
            ),
        )
        for column in found.columns
    ]
