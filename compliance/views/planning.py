"""The plan of a round: the frame of units and products, and the draw."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.forms.field import DrawForm, ProductsForm
from compliance.selectors.rounds import is_open, line_of
from compliance.services import errors
from compliance.services.planning import asks_of_products, draw, name_products
from compliance.services.rounds import NOT_YOURS
from compliance.views.answers import CONFLICT, UNPROCESSABLE
from compliance.views.assess import page_of
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.rounds import RoundPage

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
    initial = SUGGESTED | {"version": page.round.version}
    form = DrawForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        require(policies.can_run_rounds(request.actor), NOT_YOURS)
        status = _draw(request, page, form)
        if status == 200:
            messages.success(request, _("Sampel diundi. Sekarang tugaskan penilai."))
            return redirect("assess:field", ref=ref)
    rows = page.round.places.values_list("agency__ref", "products", "drawn")
    units: Counter[UUID] = Counter()
    products: Counter[UUID] = Counter()
    chosen: Counter[UUID] = Counter()
    for agency, named, taken in rows:
        units[agency] += 1
        products[agency] += bool(named)
        chosen[agency] += taken
    lines = [
        (line, units[line.ref], products[line.ref], chosen[line.ref])
        for line in page.lines
    ]
    context = {
        "page": page,
        "form": form,
        "lines": lines,
        "per_product": asks_of_products(page.round),
        "may_run": policies.can_run_rounds(request.actor),
        "may_draw": is_open(page) and not page.round.seed,
    }
    return render(request, "assess/field/plan.html", context, status=status)


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
        form.add_error(None, sentence(error))
        return CONFLICT if error.code in {"stale", "drawn", "closed"} else UNPROCESSABLE
    return 200


@require_http_methods(["GET", "HEAD", "POST"])
def products(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """The products of the units of one agency, from which some are drawn."""
    page = field_page(request, ref)
    line = line_of(page, agency)
    if line is None:
        raise Http404
    places = list(page.round.places.filter(agency__ref=agency).select_related("unit"))
    form = ProductsForm(
        request.POST if request.method == "POST" else None,
        places=places,
        initial={"version": page.round.version},
    )
    status = 200
    if request.method == "POST":
        require(policies.can_run_rounds(request.actor), NOT_YOURS)
        status = _name(request, page, agency, form)
        if status == 200:
            messages.success(request, _("Produk tersimpan."))
            return redirect("assess:plan", ref=ref)
    context = {
        "page": page,
        "line": line,
        "form": form,
        "places": places,
        "may": policies.can_run_rounds(request.actor)
        and is_open(page)
        and not page.round.seed,
    }
    return render(request, "assess/field/products.html", context, status=status)


def _name(
    request: PortalRequest, page: RoundPage, agency: UUID, form: ProductsForm
) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        name_products(
            round_ref=page.round.ref,
            agency_ref=agency,
            products={UUID(ref): told for ref, told in form.products.items()},
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        form.add_error(None, sentence(error))
        return CONFLICT
    return 200
