"""A score card to take along. The same for everybody, and kept by caches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from agencies.models import Agency
from compliance.reports.paper import paper
from compliance.selectors.card import card
from compliance.services.papers import PressBusy, score_sheet

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from compliance.selectors.results import Result

#: Seconds after which somebody who found the press busy may ask again.
AGAIN = 5


@login_not_required
@require_safe
def sheet(_request: HttpRequest, ref: UUID, year: int) -> HttpResponse:
    """One agency, one year, on one page of A4."""
    try:
        found = card(ref=ref, year=year)
    except Agency.DoesNotExist:
        raise Http404 from None
    path = reverse("rapor:card", kwargs={"ref": ref, "year": year})
    told = paper(found, f"{settings.BASE_URL}{path}")
    if told is None or found.result is None:
        raise Http404
    try:
        content = score_sheet(told, dated=_dated(found.result))
    except PressBusy:
        return busy()
    response = HttpResponse(content, content_type="application/pdf")
    name = f"rapor-{found.ref}-{year}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _dated(result: Result) -> datetime:
    """When it was published; of what others printed only the year is known."""
    if result.snapshot:
        return result.snapshot.published_at
    return datetime(result.year, 12, 31, tzinfo=UTC)


def busy() -> HttpResponse:
    """The answer to whoever finds the press busy."""
    words = gettext("Sedang banyak permintaan. Coba lagi sebentar lagi.")
    response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(AGAIN)
    return response
