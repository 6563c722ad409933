"""Open data: the catalogue, what each column says, and the files. They read no cookie."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from agencies.domain.calendar import legal_day
from compliance.domain.open_data import Key
from compliance.models import DataRelease
from compliance.selectors import dictionary, open_data
from compliance.selectors.dictionary import KINDS
from compliance.selectors.words import in_both

if TYPE_CHECKING:
    from datetime import date

    from django.http.response import HttpResponseBase

    from accounts.http import PortalRequest
    from compliance.selectors.open_data import Shown, Version

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
#: A version never changes; of recommendations it may be closed, and is asked for again.
KEPT = "public, max-age=31536000, immutable"
GONE = 410


@login_not_required
@require_safe
def catalogue(request: PortalRequest) -> HttpResponse:
    """Which data there are, their newest files, and what may be done with them."""
    context = {"sets": open_data.catalogue(_today(request)), **_licence()}
    return render(request, "data/catalogue.html", context)


@login_not_required
@require_safe
def one_set(request: PortalRequest, key: str) -> HttpResponse:
    """What each column says, and every version, a page of them at a time."""
    number = request.GET.get("hal")
    shown, page = open_data.one_set(_key(key), _today(request), number)
    columns = [(one, KINDS[one.kind]) for one in shown.about.columns]
    context = {
        "shown": shown,
        "page": page,
        "columns": columns,
        "counts_people": shown.about.key is Key.CLOSINGS,
        **_licence(),
    }
    return render(request, "data/one_set.html", context)


@login_not_required
@require_safe
def csv_file(request: PortalRequest, key: str, version: int) -> HttpResponseBase:
    """A version for spreadsheets."""
    return _file(request, key, version, "csv")


@login_not_required
@require_safe
def json_file(request: PortalRequest, key: str, version: int) -> HttpResponseBase:
    """A version for programs, with what it says of itself."""
    return _file(request, key, version, "json")


@login_not_required
@require_safe
def as_json(request: PortalRequest) -> HttpResponse:
    """The catalogue for programs, in the words of DCAT."""
    sets = open_data.catalogue(_today(request))
    told = {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dataset": [_described(one, one.latest) for one in sets if one.latest],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _file(
    request: PortalRequest, key: str, version: int, kind: str
) -> HttpResponseBase:
    known = _key(key)
    try:
        found = open_data.file(known, version, kind)
    except DataRelease.DoesNotExist:
        raise Http404 from None
    if found is None:
        return render(request, "data/gone.html", {"key": key}, status=GONE)
    digest: str = getattr(found, f"{kind}_sha256")
    response = HttpResponse(bytes(getattr(found, kind)), content_type=TYPES[kind])
    name = f"ombudsman-{key}-v{version}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = quote_etag(digest)
    told = base64.b64encode(bytes.fromhex(digest)).decode()
    response["Repr-Digest"] = f"sha-256=:{told}:"
    if known is not Key.RECOMMENDATIONS:
        response["Cache-Control"] = KEPT
    etag = response["ETag"]
    return get_conditional_response(request, etag=etag, response=response) or response


def _described(shown: Shown, latest: Version) -> dict[str, Any]:
    row, key = latest.row, shown.about.key.value
    return {
        "@type": "dcat:Dataset",
        "identifier": key,
        **in_both("title", shown.about.title),
        **in_both("description", shown.about.holds),
        "license": dictionary.LICENCE_URL,
        "publisher": {"@type": "org:Organization", "name": dictionary.PUBLISHER},
        "landingPage": settings.BASE_URL + reverse("data:set", args=[key]),
        "modified": row.created_at.isoformat(),
        "version": row.version,
        "distribution": [] if latest.shut else [_way(row, key, one) for one in TYPES],
    }


def _way(row: DataRelease, key: str, kind: str) -> dict[str, Any]:
    address = reverse(f"data:{kind}", args=[key, row.version])
    return {
        "@type": "dcat:Distribution",
        "mediaType": TYPES[kind].partition(";")[0],
        "downloadURL": settings.BASE_URL + address,
        "byteSize": getattr(row, f"{kind}_size"),
        "sha256": getattr(row, f"{kind}_sha256"),
    }


def _key(text: str) -> Key:
    try:
        return Key(text)
    except ValueError:
        raise Http404 from None


def _today(request: PortalRequest) -> date:
    return legal_day(request.now, settings.TIME_ZONE)


def _licence() -> dict[str, str]:
    return {"licence": dictionary.LICENCE, "licence_url": dictionary.LICENCE_URL}
