"""The calendar of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.forms.rounds import ScheduleForm
from compliance.services import errors
from compliance.services.rounds import NOT_YOURS
from compliance.services.scheduling import PLANNED, schedule
from compliance.views.planning import field_page
from compliance.views.refusals import UNPROCESSABLE, refused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Plan the days on which its stages shall be over."""
    page = field_page(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    days = {name: getattr(page.round, name) for name in PLANNED.values()}
    form = ScheduleForm(
        request.POST if request.method == "POST" else None,
        initial=days | {"version": page.round.version},
    )
    status = 200
    if request.method == "POST":
        status = _plan(request, ref, form)
        if status == 200:
            messages.success(request, _("Jadwal tersimpan."))
            return redirect("assess:round", ref=ref)
    context = {"page": page, "form": form, "may": page.round.state != "published"}
    return render(request, "assess/schedule.html", context, status=status)


def _plan(request: PortalRequest, ref: UUID, form: ScheduleForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    told = form.cleaned_data
    try:
        schedule(
            round_ref=ref,
            days={stage: told[name] for stage, name in PLANNED.items() if told[name]},
            version=told["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        return refused(form, error, mend={"days": None})
    return 200
