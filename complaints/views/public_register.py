"""The public register of recommendations: a list, an entry, its paper, and the data.

What is here was released by the chair; nobody's rights are asked, for there is nothing
else to be had. Only a commissioner is shown the way by which an entry is taken back. The files hold no cookie's page and are kept by caches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from complaints.domain.recommending import Status
from complaints.models import RegisterEntry
from complaints.models.ladder_labels import STATUSES
from complaints.models.register_labels import FIELDS
from complaints.policies import sits_in_plenary
from complaints.selectors import public_register as register
from complaints.selectors.register_table import table
from complaints.selectors.substances import today_of
from complaints.views import register_files as files
from complaints.views.register_words import mark_of, marks_of, shown
from documents.domain.kinds import MediaType
from documents.services.keeping import content_of
from documents.tables import csv_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import PublicVersion
    from complaints.selectors.public_register import Asked, Choices

STATES = [
    *((str(code), name) for code, name in STATUSES.items()),
    (register.ANNOUNCED, _("Ketidakpatuhan diumumkan")),
    (register.WITHDRAWN, _("Ditarik")),
]


@login_not_required
@require_safe
def listed(request: PortalRequest) -> HttpResponse:
    """Every entry, the newest first, as the filters narrow it."""
    known = register.choices(today_of(request.now))
    what = register.asked(request.GET.dict(), known)
    found = register.listed(what)
    told = _told(what)
    context = {
        "rows": [line(row) for row in found.rows],
        "further": urlencode(told | {"sesudah": found.further})
        if found.further
        else "",
        "first": urlencode(told) if what.after else "",
        "asked": what,
        "narrowed": bool(told),
        "choices": _in_language(known),
        "states": STATES,
    }
    return render(request, "recommendations/list.html", context)


def _told(what: Asked) -> dict[str, str]:
    """What the list is narrowed by, as its address says it."""
    said = {
        "tahun": str(what.year or ""),
        "instansi": what.agency,
        "wilayah": what.province,
        "status": what.status,
        "bidang": what.theme,
        "nomor": what.number,
    }
    return {key: value for key, value in said.items() if value}


def _in_language(known: Choices) -> dict[str, Any]:
    place = 2 if get_language() == "en" else 1
    return {
        "years": known.years,
        "agencies": [(row[0], row[place]) for row in known.agencies],
        "provinces": known.provinces,
        "themes": [(row[0], row[place]) for row in known.themes],
    }


def line(row: RegisterEntry) -> dict[str, Any]:
    """One entry in the list; of one that was withdrawn its number and its day."""
    current = register.current_of(row)
    return {
        "row": row,
        "entry": shown(current.data) if current.data else None,
        "mark": mark_of(current) if current.n > 1 else None,
    }


@login_not_required
@require_safe
def entry(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One entry: what was found, what was asked, what became of it, and its marks."""
    found, versions = _found(ref)
    current = versions[-1]
    context = {
        "row": found,
        "entry": shown(current.data) if current.data else None,
        "current": current,
        "marks": marks_of(versions),
        "announced": str(Status.NOT),
        "may_take_back": found.withdrawn_on is None and sits_in_plenary(request.actor),
    }
    return render(request, "recommendations/entry.html", context)


@login_not_required
@require_safe
def paper(_request: PortalRequest, ref: UUID) -> HttpResponse:
    """The same on paper: what was released, never the recommendation itself."""
    _entry, versions = _found(ref)
    letter = versions[-1].letter
    if letter is None:
        raise Http404
    response = HttpResponse(content_of(letter.file), content_type=MediaType.PDF.value)
    name = f"rekomendasi-{versions[-1].entry.ref}-v{versions[-1].n}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(ref: UUID) -> tuple[RegisterEntry, list[PublicVersion]]:
    """The same 404 for what is not released as for what does not exist."""
    try:
        return register.entry(ref)
    except RegisterEntry.DoesNotExist:
        raise Http404 from None


@login_not_required
@require_safe
def fields(request: PortalRequest) -> HttpResponse:
    """What may be done with the data, and what each field says."""
    context = {"fields": FIELDS, "licence": files.LICENCE}
    return render(request, "recommendations/fields.html", context)


@login_not_required
@require_safe
def as_json(_request: PortalRequest) -> HttpResponse:
    """The whole register for programs."""
    return JsonResponse(files.document(register.every_entry()))


@login_not_required
@require_safe
def as_csv(_request: PortalRequest) -> HttpResponse:
    """The whole register for spreadsheets, a line for each item."""
    content = csv_of(table(register.every_entry()))
    response = HttpResponse(
        content, content_type=f"{MediaType.CSV.value}; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="rekomendasi.csv"'
    return response


@login_not_required
@require_safe
def feed(_request: PortalRequest) -> HttpResponse:
    """What changed last, for feed readers."""
    content = files.atom(register.latest_changes())
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
