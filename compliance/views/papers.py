"""A score card to take along or to hang up. The same for everybody, kept by caches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from agencies.models import Agency
from compliance.reports.certificate import certificate as certificate_words
from compliance.reports.paper import paper
from compliance.selectors.card import card
from compliance.services.papers import PressBusy, score_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest

    from compliance.selectors.card import Card
    from compliance.selectors.results import Result


@dataclass(frozen=True, slots=True)
class Form:
    """A paper of a card: its template, how its file is called, and its words."""

    template: str
    prefix: str
    words: Callable[[Card, str], dict[str, Any] | None]


KARTU = Form("kartu_nilai", "rapor", paper)
PIAGAM = Form("piagam", "piagam", certificate_words)
#: Seconds after which somebody who found the press busy may ask again.
AGAIN = 5


@login_not_required
@require_safe
def sheet(_request: HttpRequest, ref: UUID, year: int) -> HttpResponse:
    """One agency, one year, on one page of A4."""
    return _paper(ref, year, KARTU)


@login_not_required
@require_safe
def certificate(_request: HttpRequest, ref: UUID, year: int) -> HttpResponse:
    """The same score to hang up, on A4 across; of what others published an excerpt."""
    return _paper(ref, year, PIAGAM)


def _paper(ref: UUID, year: int, form: Form) -> HttpResponse:
    """The paper of a card in this form; 404 where there is no agency or no score."""
    try:
        found = card(ref=ref, year=year)
    except Agency.DoesNotExist:
        raise Http404 from None
    path = reverse("rapor:card", kwargs={"ref": ref, "year": year})
    told = form.words(found, f"{settings.BASE_URL}{path}")
    if told is None or found.result is None:
        raise Http404
    try:
        content = score_sheet(told, dated=_dated(found.result), template=form.template)
    except PressBusy:
        return busy()
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{form.prefix}-{found.ref}-{year}.pdf"
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
