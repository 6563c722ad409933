"""Number or code lost: the way back through the contact that was checked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.network import client_network
from accounts.views.scripts import with_script
from accounts.wall_clock import wall_now
from complaints.forms.contact import LinkForm, LostForm, WhichForm
from complaints.services import recovering
from complaints.services.admitting import Proof
from complaints.services.errors import CaseError, TooManyAsked, TooManyTries
from complaints.views.citizen.admission import allowing_script
from complaints.views.citizen.receipt import drawing, proof_of
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Case
    from complaints.services.recovering import Given

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@READ_OR_SEND
def ask(request: PortalRequest) -> HttpResponse:
    """Ask by which contact we know somebody. Every answer is the same."""
    form = LostForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask_page(request, form, status=422 if form.is_bound else 200)
    try:
        recovering.ask(
            contact=form.cleaned_data["contact"],
            network=client_network(request),
            proof=Proof(
                question=form.cleaned_data["question"],
                answer=form.cleaned_data["answer"],
            ),
            actor=request.actor,
            now=request.now,
        )
    except TooManyAsked as error:
        form.add_error(None, refusal(error))
        return _with_task(request, form, error)
    messages.success(
        request,
        _(
            "Permintaan Anda kami terima. Jika kontak itu terverifikasi pada laporan, "
            "tautannya tiba dalam beberapa menit."
        ),
    )
    return redirect("tracking:lost_open")


def _ask_page(
    request: PortalRequest, form: LostForm, *, status: int, **more: Any
) -> HttpResponse:
    context = {"form": form, **more}
    return render(request, "citizen/track/lost.html", context, status=status)


def _with_task(
    request: PortalRequest, form: LostForm, error: TooManyAsked
) -> HttpResponse:
    response = _ask_page(
        request,
        form,
        status=429,
        question=recovering.question(),
        wait_until=wall_now() + timedelta(seconds=error.seconds),
    )
    response["Retry-After"] = str(error.seconds)
    return allowing_script(request, response)


@login_not_required
@READ_OR_SEND
@with_script
def come_back(request: PortalRequest) -> HttpResponse:
    """Where the link leads. Looking uses nothing up: whoever scans mail looks too."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    try:
        found = recovering.reports_behind(
            code=form.cleaned_data["code"],
            key=form.sent_as(),
            network=client_network(request),
        )
        if len(found) > 1:
            return _choose(request, form, found)
        return _given(request, form, [case.locator for case in found])
    except CaseError as error:
        form.add_error("code", refusal(error))
        status = 429 if isinstance(error, TooManyTries) else 422
        return _page(request, form, status=status)


def _choose(
    request: PortalRequest, link: LinkForm, found: Sequence[Case]
) -> HttpResponse:
    """Several reports: by number only, and which of them get a new code."""
    numbers = [(case.locator, case.locator) for case in found]
    code = link.cleaned_data["code"]
    chosen = "numbers" in request.POST or "choose" in request.POST
    if not chosen:
        first = {"code": code, "key": link.sent_as()}
        form = WhichForm(numbers=numbers, initial={k: v for k, v in first.items() if v})
        return _which(request, form, status=200)
    form = WhichForm(request.POST, numbers=numbers)
    if not form.is_valid():
        return _which(request, form, status=422)
    return _given(request, link, form.cleaned_data["numbers"])


def _given(
    request: PortalRequest, link: LinkForm, numbers: Sequence[str]
) -> HttpResponse:
    given = recovering.give_codes(
        code=link.cleaned_data["code"],
        numbers=numbers,
        key=link.sent_as(),
        now=request.now,
    )
    context = {
        "receipts": [_receipt(one) for one in given],
        "address": f"{settings.BASE_URL}{reverse('tracking:enter')}",
    }
    return render(request, "citizen/track/new_codes.html", context)


def _receipt(one: Given) -> dict[str, Any]:
    path = reverse("tracking:case", kwargs={"locator": one.case.locator})
    return {
        "number": one.case.locator,
        "code": one.secret.code,
        "qr": drawing(f"{settings.BASE_URL}{path}#{one.secret.qr}"),
        **proof_of(one.case),
    }


def _which(request: PortalRequest, form: WhichForm, *, status: int) -> HttpResponse:
    return render(
        request, "citizen/track/lost_which.html", {"form": form}, status=status
    )


def _page(request: PortalRequest, form: LinkForm, *, status: int) -> HttpResponse:
    return render(
        request, "citizen/track/lost_open.html", {"form": form}, status=status
    )
