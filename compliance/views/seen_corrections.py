"""Correcting what was seen at one unit, once everybody can read its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.domain.sheet import needed
from compliance.forms.sheets import SeenCorrectionForm, initial_of
from compliance.selectors.rounds import line_of
from compliance.selectors.units import units_seen
from compliance.services import errors
from compliance.services.rounds import NOT_YOURS
from compliance.services.score_corrections import correct_seen
from compliance.views.assess import page_of
from compliance.views.refusals import CONFLICT, UNPROCESSABLE
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.units import SeenThere, UnitSeen


@require_http_methods(["GET", "HEAD", "POST"])
def seen_correction(
    request: PortalRequest, ref: UUID, agency: UUID, unit: UUID, code: str
) -> HttpResponse:
    """One indicator of one unit once more, with the reason for the change."""
    page = page_of(request, ref)
    line = line_of(page, agency)
    if line is None or line.snapshot is None or line.snapshot.score is None:
        raise Http404
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    where = _where(units_seen(line.snapshot.data), unit, code)
    if where is None:
        raise Http404
    name, row, products = where
    form = _form(request, row, products, line.snapshot.version)
    status = 200
    if request.method == "POST":
        status = _save(request, (ref, agency, unit, code), form)
        if status == 200:
            told = _("Koreksi terbit. Nilai sebelumnya tetap terlihat di rapor.")
            messages.success(request, told)
            return redirect("rapor:card", ref=agency, year=page.round.year)
    context = {"page": page, "line": line, "unit": name, "row": row, "form": form}
    return render(request, "assess/correction_seen.html", context, status=status)


def _where(
    units: tuple[UnitSeen, ...], unit: UUID, code: str
) -> tuple[str, SeenThere, int] | None:
    found = [
        (one.name, row, one.products)
        for one in units
        for row in one.rows
        if one.ref == str(unit) and row.code == code and row.seen is not None
    ]
    return found[0] if found else None


def _form(
    request: PortalRequest, row: SeenThere, products: int, version: int
) -> SeenCorrectionForm:
    told = row.seen.told if row.seen else ()
    fields = max(len(told), needed(row.question, products))
    asked = {
        str(n): (row.question, _("Jawaban %(n)s") % {"n": n}, "")
        for n in range(1, fields + 1)
    }
    known = {str(n): one for n, one in enumerate(told, start=1)}
    absent = bool(row.seen and row.seen.absent)
    return SeenCorrectionForm(
        request.POST if request.method == "POST" else None,
        asked=asked,
        may_be_absent=row.question.may_be_absent,
        initial=initial_of(known, absent=absent) | {"version": version},
    )


def _save(
    request: PortalRequest,
    where: tuple[UUID, UUID, UUID, str],
    form: SeenCorrectionForm,
) -> int:
    """Publish it; the status of the answer. What was typed is kept."""
    if not form.is_valid():
        return UNPROCESSABLE
    ref, agency, unit, code = where
    try:
        correct_seen(
            round_ref=ref,
            agency_ref=agency,
            unit_ref=unit,
            code=code,
            told=[one for one in form.told.values() if one is not None],
            absent=form.cleaned_data.get("absent", False),
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.UnusableAnswers:
        form.add_error(None, sentence(errors.UnusableObservation()))
        return UNPROCESSABLE
    except errors.RoundError as error:
        form.add_error(None, sentence(error))
        return CONFLICT if error.code == "stale" else UNPROCESSABLE
    return 200
