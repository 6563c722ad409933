"""An agency asks for more time for an order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.domain.calendar import legal_day
from complaints.forms.agency_time import TimeForm
from complaints.selectors.duties import number_of
from complaints.selectors.extensions import extensions_of
from complaints.selectors.parts import action_of
from complaints.services.agency_time import ask_for_time
from complaints.views.agency import part_of, tried
from complaints.views.agency_orders import may_ask

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import CorrectiveAction


@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Ask for more time for an order, before its last day."""
    action = part_of(action_of, request, ref)
    found = action.case
    today = legal_day(request.now, found.office.zone)
    asked = {row.deadline.subject: row for row in extensions_of(found)}
    form = TimeForm(request.POST if request.method == "POST" else None, action=action)
    status = 200
    if request.method == "POST":
        status = tried(form, partial(_ask, request, action, form))
        if status == 302:
            messages.success(request, _("Permintaan terkirim ke Ombudsman."))
            return redirect("agency:case", ref=found.ref)
    context = {
        "action": action,
        "case": found,
        "number": number_of(found),
        "form": form,
        "may_ask": may_ask(action, asked.get(str(action.ref)), today),
    }
    return render(request, "complaints/agency/more_time.html", context, status=status)


def _ask(request: PortalRequest, action: CorrectiveAction, form: TimeForm) -> None:
    ask_for_time(
        action_ref=action.ref,
        until=form.cleaned_data["until"],
        reason=form.cleaned_data["reason"],
        actor=request.actor,
        now=request.now,
    )
