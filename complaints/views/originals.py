"""Opening an original: a page of its own, with a purpose, on the record first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from complaints.forms.office import OriginalForm
from complaints.selectors.parts import file_of
from complaints.services import originals
from complaints.views.case import case_of
from complaints.views.sentences import SENTENCES
from complaints.views.words import name_of
from documents.errors import Gone, InQuarantine
from documents.links import original_url

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, ref: UUID, file: UUID) -> HttpResponse:
    """Say why; then to the bytes as they came, for one minute."""
    case = case_of(request, ref)
    try:
        stored = file_of(case, file)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = OriginalForm(request.POST if request.method == "POST" else None)
    status, why = 200, ""
    if not originals.originals_open_to(case, request.actor):
        status, why = (
            403,
            str(SENTENCES[originals.originals_closed(case, request.actor)]),
        )
    elif request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                opened = originals.open_original(
                    ref=case.ref,
                    file_ref=file,
                    purpose=form.cleaned_data["purpose"],
                    actor=request.actor,
                    now=request.now,
                )
                return redirect(original_url(request, opened))
            except (InQuarantine, Gone) as error:
                status, why = 409, error.reason
    context = {
        "case": case,
        "name": name_of(case),
        "stored": stored,
        "form": form,
        "why": why,
    }
    return render(request, "complaints/office/original.html", context, status=status)
