"""The frame of a round: the products of its units, one agency at a time or by a table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policies import require
from compliance import policies
from compliance.domain.frame_table import MOST_BYTES
from compliance.forms.field import ProductsForm, TableForm
from compliance.selectors.rounds import is_open, line_of
from compliance.selectors.words import chosen
from compliance.services import errors
from compliance.services.framing import load_products, name_products
from compliance.services.rounds import NOT_YOURS
from compliance.views.planning import field_page
from compliance.views.refusals import CONFLICT, UNPROCESSABLE, refused
from compliance.views.sentences import sentence
from documents.domain.kinds import MediaType
from documents.tables import csv_of

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from compliance.selectors.rounds import RoundPage

#: How many faults of a table are told; the rest is a number.
MOST_TOLD = 50
_FAULTS = {
    "too_large": _("Tabel ini lebih dari 4 MB."),
    "not_utf8": _("Simpan tabel sebagai CSV UTF-8, lalu pilih lagi."),
    "not_csv": _("Tabel ini bukan CSV yang utuh."),
    "no_heading": _("Baris pertama harus memuat kolom “ref” dan “produk”."),
    "too_many_rows": _("Tabel ini lebih dari 60.000 baris."),
    "short_row": _("Baris ini kurang kolom."),
    "long_name": _("Nama produk lebih dari 160 huruf."),
    "odd_signs": _("Nama produk memuat tanda yang tidak bisa dicetak."),
    "many_products": _("Unit ini punya lebih dari 60 produk."),
    "unknown_unit": _("Unit ini tidak ada dalam penilaian ini."),
}
HEADS = ("instansi", "unit", "ref", "produk")


@require_safe
def frame_file(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The frame as it is, a row for each product, to be filled in and sent back."""
    page = field_page(request, ref)
    rows = page.round.places.select_related("agency", "unit")
    told = [
        (
            chosen(place.agency.name_id, place.agency.name_en),
            place.unit.name_id,
            str(place.unit.ref),
            product,
        )
        for place in rows
        for product in place.products or [""]
    ]
    kind = f"{MediaType.CSV.value}; charset=utf-8"
    answer = HttpResponse(csv_of([HEADS, *told]), content_type=kind)
    name = f"unit-dan-produk-{page.round.year}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The products of all units by a table."""
    page = field_page(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    form = TableForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"version": page.round.version},
    )
    status = 200
    faults: tuple[tuple[int, str], ...] = ()
    if request.method == "POST":
        status, faults = _load(request, page, form)
        if status == 200:
            return redirect("assess:plan", ref=ref)
    context = {
        "page": page,
        "form": form,
        "faults": [(line, _FAULTS[code]) for line, code in faults[:MOST_TOLD]],
        "wrong": len(faults),
        "may": is_open(page) and not page.round.seed,
    }
    return render(request, "assess/field/table.html", context, status=status)


def _load(
    request: PortalRequest, page: RoundPage, form: TableForm
) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Read the table; the status of the answer, and what is wrong by line."""
    if not form.is_valid():
        return UNPROCESSABLE, ()
    try:
        n = load_products(
            round_ref=page.round.ref,
            content=form.cleaned_data["table"].read(MOST_BYTES + 1),
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.UnusableTable as error:
        form.add_error("table", sentence(error))
        return UNPROCESSABLE, error.faults
    except errors.RoundError as error:
        form.add_error(None, sentence(error))
        return CONFLICT, ()
    messages.success(request, str(_("Produk %(n)d unit tersimpan.") % {"n": n}))
    return 200, ()


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
            messages.success(request, str(_("Produk tersimpan.")))
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
        return refused(form, error)
    return 200
