"""Correcting a score that everybody can read already."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.forms.rounds import FIGURE, CorrectionForm, figure
from compliance.selectors.rounds import line_of
from compliance.selectors.units import units_seen
from compliance.services import errors
from compliance.services.rounds import NOT_YOURS
from compliance.services.score_corrections import correct
from compliance.views.assess import page_of
from compliance.views.refusals import CONFLICT, UNPROCESSABLE
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.models import Snapshot
    from compliance.selectors.rounds import Line, RoundPage


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """The figures of a published score once more, with the reason for the change."""
    page = page_of(request, ref)
    line = line_of(page, agency)
    if line is None:
        raise Http404
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    snapshot = line.snapshot
    if snapshot is None or snapshot.score is None:
        context = {"page": page, "line": line, "form": None}
        return render(request, "assess/correction.html", context)
    if units := units_seen(snapshot.data):
        context = {"page": page, "line": line, "units": units}
        return render(request, "assess/correction_where.html", context)
    form = _form(request, page, snapshot)
    status = 200
    if request.method == "POST":
        status = _save(request, ref, line, form)
        if status == 200:
            told = _("Koreksi terbit. Nilai sebelumnya tetap terlihat di rapor.")
            messages.success(request, told)
            return redirect("rapor:card", ref=agency, year=page.round.year)
    context = {"page": page, "line": line, "form": form}
    return render(request, "assess/correction.html", context, status=status)


def _form(
    request: PortalRequest, page: RoundPage, snapshot: Snapshot
) -> CorrectionForm:
    answers = snapshot.data["inputs"]["answers"]
    figures = {
        f"{FIGURE}{code}": figure(Decimal(text)) for code, text in answers.items()
    }
    return CorrectionForm(
        request.POST or None,
        questions=page.questions,
        english=get_language() == "en",
        initial=figures | {"version": snapshot.version},
    )


def _save(request: PortalRequest, ref: UUID, line: Line, form: CorrectionForm) -> int:
    """Publish it; the status of the answer. What was typed is kept."""
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        correct(
            round_ref=ref,
            agency_ref=line.ref,
            answers=form.answers,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        form.add_error(None, sentence(error))
        return CONFLICT if error.code == "stale" else UNPROCESSABLE
    return 200
