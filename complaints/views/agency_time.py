"""An agency asks for more time, for an order or for an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.domain.calendar import legal_day
from complaints.agency_policies import speaks_for_agency
from complaints.forms.agency_time import OF_ANSWER, OF_ORDER, TimeForm
from complaints.selectors.duties import number_of
from complaints.selectors.extensions import extensions_of, last_asked
from complaints.selectors.parts import action_of, request_of
from complaints.services import agency_time
from complaints.views.agency import part_of, tried
from complaints.views.agency_explanations import time_to_answer
from complaints.views.agency_orders import may_ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Case, Extension


@require_http_methods(["GET", "HEAD", "POST"])
def more_time(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Ask for more time for an order, before its last day."""
    action = part_of(action_of, request, ref)
    found = action.case
    today = legal_day(request.now, found.office.zone)
    told = {
        "name": _("Tindakan korektif %(n)s") % {"n": action.n},
        "text": action.text,
        "due_on": action.due_on,
        "may_ask": may_ask(
            action, last_asked(extensions_of(found)).get(str(ref)), today
        ),
    }
    form = TimeForm(_posted(request), due_on=action.due_on, limit=OF_ORDER)
    use = partial(agency_time.ask_for_time, action_ref=action.ref)
    return _page(request, found, form, told, use)


@require_http_methods(["GET", "HEAD", "POST"])
def more_time_to_answer(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Ask for more time for an explanation, before its last day."""
    asked = part_of(request_of, request, ref)
    found = asked.case
    today = legal_day(request.now, found.office.zone)
    due_on, may = time_to_answer(asked, today)
    told = {
        "name": _("Permintaan penjelasan %(n)s") % {"n": asked.turn},
        "text": "",
        "due_on": due_on,
        "may_ask": may and speaks_for_agency(request.actor, asked.case),
    }
    form = TimeForm(_posted(request), due_on=due_on, limit=OF_ANSWER)
    use = partial(agency_time.ask_for_time_to_answer, request_ref=asked.ref)
    return _page(request, found, form, told, use)


def _posted(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: PortalRequest,
    found: Case,
    form: TimeForm,
    told: dict[str, Any],
    use: Callable[..., Extension],
) -> HttpResponse:
    def ask() -> None:
        use(
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=request.now,
        )

    status = 200
    if request.method == "POST":
        status = tried(form, ask)
        if status == 302:
            messages.success(request, _("Permintaan terkirim ke Ombudsman."))
            return redirect("agency:case", ref=found.ref)
    context = {"case": found, "number": number_of(found), "form": form, **told}
    return render(request, "complaints/agency/more_time.html", context, status=status)
