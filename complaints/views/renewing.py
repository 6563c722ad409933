"""The page on which an officer gives a reporter a new code, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.stepup import stepped_up
from complaints.forms.afterwards import RenewForm
from complaints.services import renewing
from complaints.services.errors import CaseError
from complaints.views.case import case_of
from complaints.views.citizen.receipt import drawing, proof_of
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.words import name_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def renew(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Say how the person proved who he is; then the new code, once, to print."""
    case = case_of(request, ref)
    closed = renewing.closed_to(case, request.actor)
    form = RenewForm(request.POST if request.method == "POST" else None)
    context = {"case": case, "name": name_of(case), "form": form}
    if closed:
        context["why"] = SENTENCES[closed]
        return _page(request, context, status=403)
    if not case.has_reporter:
        context["why"] = SENTENCES["no_reporter"]
        return _page(request, context, status=409)
    if not form.is_valid():
        return _page(request, context, status=422 if form.is_bound else 200)
    try:
        secret = renewing.renew_code(
            ref=case.ref,
            proof=form.cleaned_data["proof"],
            key=form.cleaned_data["key"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        form.add_error(None, refusal(error))
        form.renew()
        return _page(request, context, status=409)
    path = reverse("tracking:case", kwargs={"locator": case.locator})
    context |= {
        "secret": secret,
        "qr": drawing(f"{settings.BASE_URL}{path}#{secret.qr}"),
        **proof_of(case),
        "address": f"{settings.BASE_URL}{reverse('tracking:enter')}",
    }
    return render(request, "complaints/office/new_code.html", context)


def _page(
    request: PortalRequest, context: dict[str, object], *, status: int
) -> HttpResponse:
    return render(request, "complaints/office/renew.html", context, status=status)
