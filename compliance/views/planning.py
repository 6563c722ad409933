"""The plan of a round: from what the seed will be taken, and the draw."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.policies import require
from agencies.domain.calendar import legal_day
from compliance import policies
from compliance.forms.field import DrawForm, SeedForm
from compliance.selectors.rounds import is_open
from compliance.services import errors
from compliance.services.framing import announce_seed
from compliance.services.planning import asks_of_products, draw
from compliance.services.rounds import NOT_YOURS
from compliance.views.assess import page_of
from compliance.views.refusals import UNPROCESSABLE, refused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.rounds import Line, RoundPage

#: What a page of the draw suggests: the five units and two products of 2023.
SUGGESTED = {"units": 5, "products": 2}


def field_page(request: PortalRequest, ref: UUID) -> RoundPage:
    """A round in which something is seen at units, for who may read all its sheets."""
    page = page_of(request, ref)
    if not page.at_units:
        raise Http404
    require(policies.can_see_field(request.actor), NOT_YOURS)
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Which agencies have how many units, and the draw with its seed."""
    page = field_page(request, ref)
    form = DrawForm(
        request.POST if request.method == "POST" else None,
        initial=SUGGESTED | {"version": page.round.version},
    )
    if request.method == "POST":
        require(policies.can_run_rounds(request.actor), NOT_YOURS)
        status = _draw(request, page, form)
        if status == 200:
            messages.success(request, _("Sampel diundi. Sekarang tugaskan penilai."))
            return redirect("assess:field", ref=ref)
        return _page(request, page, draw=form, status=status)
    return _page(request, page, draw=form)


@require_POST
def seed(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Say from what the seed will be taken, before anybody knows it."""
    page = field_page(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    form = SeedForm(request.POST)
    status = _announce(request, page, form)
    if status == 200:
        told = _("Asal benih diumumkan. Undian dibuka pada hari itu.")
        messages.success(request, told)
        return redirect("assess:plan", ref=ref)
    return _page(request, page, seed=form, status=status)


def _page(
    request: PortalRequest,
    page: RoundPage,
    *,
    draw: DrawForm | None = None,
    seed: SeedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The plan with the one form that it is time for, or both where one was refused."""
    version = {"version": page.round.version}
    today = legal_day(request.now, settings.TIME_ZONE)
    waits = is_open(page) and not page.round.seed
    on = page.round.seed_on
    context = {
        "page": page,
        "draw_form": draw or DrawForm(initial=SUGGESTED | version),
        "seed_form": seed or SeedForm(initial=version),
        "form": seed or draw,
        "lines": _lines(page),
        "per_product": asks_of_products(page.round),
        "may_run": policies.can_run_rounds(request.actor),
        "may_announce": waits,
        "may_draw": waits and on is not None and today >= on,
    }
    return render(request, "assess/field/plan.html", context, status=status)


def _lines(page: RoundPage) -> list[tuple[Line, int, int, int]]:
    """Each agency with its units, those with products, and those that were drawn."""
    rows = page.round.places.values_list("agency__ref", "products", "drawn")
    units: Counter[UUID] = Counter()
    products: Counter[UUID] = Counter()
    chosen: Counter[UUID] = Counter()
    for agency, named, taken in rows:
        units[agency] += 1
        products[agency] += bool(named)
        chosen[agency] += taken
    return [
        (line, units[line.ref], products[line.ref], chosen[line.ref])
        for line in page.lines
    ]


def _announce(request: PortalRequest, page: RoundPage, form: SeedForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        announce_seed(
            round_ref=page.round.ref,
            source=form.cleaned_data["source"],
            on=form.cleaned_data["on"],
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        if error.code == "stale":
            form.looked_at_now(page.round.version)
        return refused(form, error, mend={"seed_soon": "on"})
    return 200


def _draw(request: PortalRequest, page: RoundPage, form: DrawForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        draw(
            round_ref=page.round.ref,
            seed=form.cleaned_data["seed"],
            units=form.cleaned_data["units"],
            products=form.cleaned_data["products"],
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        if error.code == "stale":
            form.looked_at_now(page.round.version)
        return refused(form, error, mend={"sample": None, "products": None})
    return 200
