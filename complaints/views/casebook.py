"""The case file as one PDF: wish for it, see how far it is, fetch it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from complaints.forms.casebook import CasebookForm
from complaints.selectors.parts import dossier_of
from complaints.services import dossiers
from complaints.services.errors import CaseError
from complaints.views.case import case_of
from complaints.views.evidence import send
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.words import name_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest

SHOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, ref: UUID) -> HttpResponse:
    """What was made for oneself, and the wish for another."""
    case = case_of(request, ref)
    form = CasebookForm(request.POST if request.method == "POST" else None)
    status, why = 200, ""
    if not dossiers.may_bind(case, request.actor):
        status, why = 403, str(SENTENCES["no_dossier"])
    elif case.erased_at is not None:
        status, why = 409, str(SENTENCES["case_erased"])
    elif request.method == "POST" and form.is_valid():
        try:
            dossiers.ask_dossier(
                ref=case.ref,
                notes=form.cleaned_data["notes"],
                language=get_language() or "id",
                actor=request.actor,
                now=request.now,
            )
        except (CaseError, NotAllowed) as error:
            status, why = 409, str(refusal(error))
        else:
            messages.success(request, _("PDF sedang dibuat."))
            return redirect("work:casebook", ref=case.ref)
    mine = case.dossiers.filter(asked_by_id=request.actor.signed_in_id)
    context = {
        "case": case,
        "name": name_of(case),
        "form": form,
        "why": why,
        "books": mine.order_by("-asked_at")[:SHOWN],
    }
    return render(request, "complaints/office/casebook.html", context, status=status)


@require_safe
def download(request: PortalRequest, ref: UUID, book: UUID) -> HttpResponse:
    """To one's own PDF, for one minute; nobody else's."""
    case = case_of(request, ref)
    return send(request, partial(dossier_of, case, book, request.actor))
