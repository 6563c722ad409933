"""The scores of our own rounds as a feed: what was published or corrected last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compliance.selectors.news import NEWEST, news
from documents.feeds import Feed

if TYPE_CHECKING:
    from django.http import HttpRequest

    from compliance.selectors.news import News


@login_not_required
@require_safe
def feed(_request: HttpRequest) -> HttpResponse:
    """The newest scores, in the form of RFC 4287; each correction is an entry."""
    home = settings.BASE_URL + reverse("rapor:board")
    made = Feed(
        title=_("Rapor instansi Ombudsman"),
        link=home,
        description=_("%(n)s nilai terakhir yang terbit atau dikoreksi.")
        % {"n": NEWEST},
        language=get_language(),
        author_name="Ombudsman Republik Indonesia",
        feed_url=settings.BASE_URL + reverse("rapor:feed"),
        feed_guid=home,
    )
    for one in news():
        address = _address(one)
        made.add_item(
            title=_title(one),
            link=address,
            description=_summary(one),
            unique_id=get_tag_uri(f"{address}#{one.key}", one.at),
            updateddate=one.at,
        )
    content = made.writeString("utf-8")
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _address(one: News) -> str:
    path = reverse("rapor:card", kwargs={"ref": one.ref, "year": one.year})
    return f"{settings.BASE_URL}{path}"


def _title(one: News) -> str:
    said = {"name": one.name, "year": one.year, "score": one.score, "band": one.band}
    if one.corrected:
        words = _("%(name)s %(year)s: %(score)s, %(band)s (dikoreksi)") % said
    else:
        words = _("%(name)s %(year)s: %(score)s, %(band)s (terbit)") % said
    return f"{words} [{_('data contoh')}]" if one.example else words


def _summary(one: News) -> str:
    said = {"method": one.method, "round": one.round_name, "sha256": one.sha256}
    words = _("%(round)s. %(method)s. Sidik SHA-256: %(sha256)s") % said
    if one.official:
        return words
    return f"{words} ({_('usulan, bukan rumus resmi')})"
