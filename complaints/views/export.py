"""A list as a table: ask for it, see how far it is, fetch it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.stepup import stepped_up
from accounts.views.scripts import with_line
from complaints.domain.exports import AT_ONCE, MOST, Form, Purpose
from complaints.domain.listings import Listing
from complaints.forms.export import ExportForm
from complaints.forms.queue import FilterForm
from complaints.forms.tracker import TrackerForm
from complaints.models import Export
from complaints.policies import reads_cases
from complaints.selectors.desk import desk_of
from complaints.selectors.exports import (
    export_of,
    exports_of,
    matching_rows,
    still_his,
)
from complaints.selectors.tracker import matching
from complaints.services import exports
from complaints.services.errors import NotReady
from complaints.views.evidence import send
from complaints.views.export_table import days_of, write
from complaints.views.queue_words import chips_of
from complaints.views.sentences import refusal
from complaints.views.tracker import desk_for, marks_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpResponseBase

    from accounts.http import PortalRequest
    from complaints.domain.queueing import Column
    from complaints.forms.addressed import AddressForm
    from documents.models import StoredFile

SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest) -> HttpResponseBase:
    """How many rows the filter of the address means, and the wish for them."""
    if not reads_cases(request.actor):
        raise Http404
    return _asked(request, Listing.QUEUE)


@require_http_methods(["GET", "HEAD", "POST"])
def of_actions(request: PortalRequest) -> HttpResponseBase:
    """The same of the list of actions."""
    if not reads_cases(request.actor):
        raise Http404
    return _asked(request, Listing.ACTIONS)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the address means: its filter, how many rows, in which columns."""

    form: AddressForm
    found: int
    columns: Sequence[Column]


def _meant(request: PortalRequest, listing: Listing) -> _Meant:
    """The filter stands in the address, also of what is posted: it survives the door."""
    actor, now, language = request.actor, request.now, get_language() or "id"
    if listing is Listing.ACTIONS:
        wide = desk_for(request.GET, actor, now, language)
        form = TrackerForm(request.GET, desk=wide)
        rows = matching(actor, form.filters(), marks_at(wide, now))
        return _Meant(form, rows[: MOST + 1].count(), ())
    desk = desk_of(actor, now, language)
    asked = FilterForm(request.GET, desk=desk)
    cases = matching_rows(actor, asked.filters(), days_of(now, desk))
    return _Meant(asked, cases[: MOST + 1].count(), desk.columns)


@stepped_up
def _asked(request: PortalRequest, listing: Listing) -> HttpResponse:
    meant = _meant(request, listing)
    form = ExportForm(request.POST if request.method == "POST" else None)
    status, why = 200, ""
    if request.method == "POST" and form.is_valid():
        wish = exports.Wish(
            query=meant.form.address(),
            columns=meant.columns,
            form=Form(form.cleaned_data["form"]),
            purpose=Purpose(form.cleaned_data["purpose"]),
            language=get_language() or "id",
            found=meant.found,
            listing=listing,
        )
        who: dict[str, Any] = {"actor": request.actor, "now": request.now}
        try:
            export = exports.ask(wish=wish, write=write, **who)
        except NotReady as error:
            status, why = 409, str(refusal(error))
        else:
            return redirect("work:export_page", ref=export.ref)
    elif request.method == "POST":
        status = 422
    context = {
        "form": form,
        "listing": listing.value,
        "here": meant.form.address(),
        "chips": chips_of(meant.form),
        "found": meant.found,
        "many": meant.found > MOST,
        "most": MOST,
        "later": meant.found > AT_ONCE,
        "why": why,
        "exports": exports_of(request.actor)[:SHOWN],
    }
    return render(request, "complaints/office/export.html", context, status=status)


def _own(request: PortalRequest, ref: UUID) -> Export:
    """His own, or the same 404 as for none."""
    if not reads_cases(request.actor):
        raise Http404
    try:
        return export_of(request.actor, ref)
    except Export.DoesNotExist:
        raise Http404 from None


@with_line
@require_safe
def page(request: PortalRequest, ref: UUID) -> HttpResponse:
    """How far one's own table is."""
    context = {"export": _own(request, ref)}
    return render(request, "complaints/office/export_page.html", context)


@require_safe
def progress(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The same for the script of the page."""
    export = _own(request, ref)
    return JsonResponse({"done": export.done, "of": export.found, "over": export.over})


@require_safe
def download(request: PortalRequest, ref: UUID) -> HttpResponseBase:
    """To one's own table, for one minute, as long as all of it is one's to see."""
    return _fetched(request, _own(request, ref))


@stepped_up
def _fetched(request: PortalRequest, export: Export) -> HttpResponse:
    if not still_his(export, request.actor):
        messages.warning(
            request,
            _(
                "Ada perkara di tabel ini yang tidak lagi terbuka bagi Anda. Minta lagi."
            ),
        )
        return redirect("work:export_page", ref=export.ref)
    return send(request, partial(_file, export))


def _file(export: Export) -> StoredFile:
    """Raises ``ObjectDoesNotExist`` where it is not made."""
    if export.file is None:
        raise Export.DoesNotExist
    return export.file
