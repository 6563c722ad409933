"""Agencies are asked about their own units, and who of them handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.forms.self_assessment import SelfInviteForm
from compliance.selectors.field import asked_of
from compliance.selectors.rounds import is_open
from compliance.selectors.self_assessment import handed_in_by, of_each_unit
from compliance.services import errors
from compliance.services.rounds import NOT_YOURS
from compliance.services.self_assessment import invite
from compliance.views.planning import field_page
from compliance.views.refusals import UNPROCESSABLE, refused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.rounds import RoundPage


@require_http_methods(["GET", "HEAD", "POST"])
def inviting(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Ask the agencies up to a day, or move it; which of them handed in."""
    page = field_page(request, ref)
    until = page.round.self_until
    posted = request.POST if request.method == "POST" else None
    form = SelfInviteForm(
        posted, initial={"version": page.round.version, "until": until}
    )
    status = 200
    if request.method == "POST":
        require(policies.can_run_rounds(request.actor), NOT_YOURS)
        status = _invite(request, page, form)
        if status == 200:
            messages.success(request, _("Instansi diminta menilai diri."))
            return redirect("assess:self", ref=ref)
    handed_in = handed_in_by(page.round, request.actor) if until else {}
    lines = [(line, handed_in.get(line.ref)) for line in page.lines if line.assessed]
    asks = bool(of_each_unit(asked_of(page.round.methodology)))
    context = {
        "page": page,
        "form": form,
        "lines": lines,
        "k": sum(at is not None for _line, at in lines),
        "asks": asks,
        "may": asks
        and policies.can_run_rounds(request.actor)
        and is_open(page)
        and page.round.announced_at is None,
    }
    return render(request, "assess/field/self.html", context, status=status)


def _invite(request: PortalRequest, page: RoundPage, form: SelfInviteForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        invite(
            round_ref=page.round.ref,
            until=form.cleaned_data["until"],
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        if error.code == "stale":
            form.looked_at_now(page.round.version)
        return refused(form, error, mend={"self_short": "until", "self_nothing": None})
    return 200
