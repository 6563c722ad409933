"""Figures far from those of the year before, and what is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.forms.rounds import JumpForm
from compliance.selectors.rounds import is_open
from compliance.services import errors
from compliance.services.jumps import explain_jump, jumps
from compliance.services.rounds import NOT_YOURS
from compliance.views.assess import page_of
from compliance.views.refusals import UNPROCESSABLE, refused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def jump(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """One of them, and why it is so."""
    page = page_of(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    found = jumps(page.round) if is_open(page) else []
    one = next((one for one in found if one.member.agency.ref == agency), None)
    if one is None:
        raise Http404
    form = JumpForm(
        request.POST if request.method == "POST" else None,
        initial={"note": one.member.jump_note},
    )
    status = 200
    if request.method == "POST":
        status = _explain(request, ref, agency, form)
        if status == 200:
            messages.success(request, _("Penjelasan tersimpan."))
            return redirect("assess:lock", ref=ref)
    context = {"page": page, "jump": one, "form": form}
    return render(request, "assess/jump.html", context, status=status)


def _explain(request: PortalRequest, ref: UUID, agency: UUID, form: JumpForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        explain_jump(
            round_ref=ref,
            agency_ref=agency,
            note=form.cleaned_data["note"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        return refused(form, error)
    return 200
