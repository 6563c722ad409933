"""The picture of a score that an agency may put on its own web site, and its snippet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Agency
from compliance.reports.badge import HEIGHT, WIDTH
from compliance.reports.badge import badge as drawn
from compliance.selectors.card import newest

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from compliance.selectors.card import Card


@login_not_required
@require_safe
def badge(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The newest published score as SVG. Where nothing is published there is none.

    Other sites show it, so ``surfaces.EMBEDDED`` lets them; it reads no cookie.
    """
    try:
        found = newest(ref)
    except Agency.DoesNotExist:
        raise Http404 from None
    if found is None:
        raise Http404
    context = {"badge": drawn(found)}
    kind = "image/svg+xml; charset=utf-8"
    return render(request, "rapor/badge.svg", context, content_type=kind)


@dataclass(frozen=True, slots=True)
class Snippet:
    """The picture on our own page, and what is copied to show it on another."""

    path: str
    alt: str
    html: str
    width: int = WIDTH
    height: int = HEIGHT


def snippet(card: Card) -> Snippet | None:
    """What to copy, in the language of the page; None where there is no badge."""
    if not card.results:
        return None
    asked = "?bahasa=en" if get_language() == "en" else ""
    path = reverse("rapor:badge", kwargs={"ref": card.ref}) + asked
    home = reverse("rapor:choose", kwargs={"ref": card.ref}) + asked
    alt = _("Nilai kepatuhan terbaru %(name)s menurut Ombudsman RI") % {
        "name": card.name
    }
    html = format_html(
        '<a href="{}{}"><img src="{}{}" width="{}" height="{}" alt="{}"></a>',
        settings.BASE_URL,
        home,
        settings.BASE_URL,
        path,
        WIDTH,
        HEIGHT,
        alt,
    )
    return Snippet(path, alt, html)
