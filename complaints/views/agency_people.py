"""Who speaks for an agency, and who is away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.agency_people import away_from, fits_for, seats_at
from accounts.errors import NotAllowed, Refused
from accounts.labels import ROLE_LABELS
from accounts.models import Absence
from accounts.roles import Role
from accounts.services.absences import end_absence
from accounts.services.agency_absences import enter_agency_absence
from complaints.forms.agency_sharing import AwayForm
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from accounts.agency_people import Seat
    from accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: PortalRequest) -> HttpResponse:
    """Liaisons and superiors of one's agency, who is away, and the form for oneself."""
    if not request.actor.is_liaison:
        raise Http404
    seats = seats_at(request.actor.agency_ids, request.now)
    form = AwayForm(
        request.POST if request.method == "POST" else None,
        people=_deputies(request, seats),
    )
    status = 200
    if request.method == "POST":
        status = _entered(request, form)
        if status == 302:
            messages.success(
                request, _("Tersimpan. Berakhir sendiri setelah hari terakhir.")
            )
            return redirect("agency:people")
    context = {"form": form, **_lists(request, seats)}
    return render(request, "complaints/agency/people.html", context, status=status)


def _deputies(request: PortalRequest, seats: Sequence[Seat]) -> list[tuple[int, str]]:
    me = request.actor.signed_in_id
    names = {seat.user_id: seat.name for seat in seats}
    return [(pk, name) for pk, name in names.items() if fits_for(pk, me, seats)]


def _lists(request: PortalRequest, seats: Sequence[Seat]) -> dict[str, Any]:
    agencies = {seat.agency.pk: seat.agency for seat in seats}
    away = away_from(request.actor.agency_ids, request.now)
    return {
        "agencies": [
            {
                "name": name_in_language(agency),
                "people": [
                    _line(request, seat) for seat in seats if seat.agency.pk == pk
                ],
            }
            for pk, agency in agencies.items()
        ],
        "away": [
            {"row": row, "mine": row.person_id == request.actor.user_id} for row in away
        ],
    }


def _line(request: PortalRequest, seat: Seat) -> dict[str, Any]:
    return {
        "name": seat.name,
        "kind": ROLE_LABELS[Role(seat.kind)],
        "units": [name_in_language(unit) for unit in seat.units],
        "me": seat.user_id == request.actor.user_id,
    }


def _entered(request: PortalRequest, form: AwayForm) -> int:
    if not form.is_valid():
        return 422
    told = form.cleaned_data
    try:
        enter_agency_absence(
            deputy_id=told["deputy"],
            first=told["first"],
            last=told["last"],
            actor=request.actor,
            now=request.now,
        )
    except Refused as error:
        form.add_error(None, str(error.sentence))
        return 409
    except NotAllowed as error:
        form.add_error(None, str(error.reason))
        return 403
    return 302


@require_POST
def end(request: PortalRequest, ref: UUID) -> HttpResponse:
    """He is back, or does not go after all."""
    if not request.actor.is_liaison:
        raise Http404
    try:
        end_absence(ref=ref, actor=request.actor, now=request.now)
    except (Absence.DoesNotExist, NotAllowed):
        raise Http404 from None
    except Refused as error:
        messages.warning(request, str(error.sentence))
    else:
        messages.success(request, _("Cuti diakhiri."))
    return redirect("agency:people")
