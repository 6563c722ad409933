"""Evidence: our verdict on it, and the way to a file or a letter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain.states import Party
from complaints.forms.verdict import VerdictForm
from complaints.policies import parties_of
from complaints.selectors.parts import evidence_of, file_of, letter_of
from complaints.services import corrective
from complaints.services.errors import CaseError, WouldName
from complaints.services.leaks import held
from complaints.services.originals import originals_open_to
from complaints.views.act import seen_to
from complaints.views.case import case_of
from complaints.views.sentences import refusal
from complaints.views.verdict_words import beside
from complaints.views.words import name_of
from documents.errors import Gone, InQuarantine
from documents.links import download_url

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import ActionEvidence
    from documents.models import StoredFile


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PortalRequest, ref: UUID, evidence: UUID) -> HttpResponse:
    """Whether this evidence shows that the action was done."""
    case = case_of(request, ref)
    try:
        piece = evidence_of(case, evidence)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = VerdictForm(
        request.POST if request.method == "POST" else None,
        received_on=piece.action.received_on,
        sent_on=piece.submitted_on,
        initial={"executed_on": piece.done_on or piece.submitted_on},
    )
    parties = parties_of(request.actor, case)
    judges = not parties.isdisjoint({Party.EXAMINER, Party.RESMON})
    status = 200 if judges else 403
    if request.method == "POST":
        status = _judged(request, piece, form)
        if status == 302:
            messages.success(request, _("Putusan tersimpan."))
            return redirect("work:case", ref=case.ref)
    context = {
        "case": case,
        "piece": piece,
        "form": form,
        "name": name_of(case),
        "judges": judges,
        "may_open_originals": originals_open_to(case, request.actor),
        **beside(case, piece, legal_day(request.now, case.office.zone), judges=judges),
    }
    return render(request, "complaints/office/verdict.html", context, status=status)


def _judged(request: PortalRequest, piece: ActionEvidence, form: VerdictForm) -> int:
    """Take the verdict to its use case; 302, or the status of the page."""
    if not form.is_valid():
        return 422
    verdict, outcome = form.outcome()
    try:
        corrective.decide_evidence(
            evidence_ref=piece.ref,
            verdict=verdict,
            status=outcome,
            reason=form.cleaned_data["reason"],
            executed_on=form.cleaned_data["executed_on"],
            checked=seen_to(form),
            actor=request.actor,
            now=request.now,
        )
    except (CaseError, NotAllowed) as error:
        form.add_error(None, str(refusal(error)))
        if isinstance(error, WouldName):
            form.named = error
            case = piece.action.case
            error.places = held(
                case, error.places, actor=request.actor, now=request.now
            )
        return 403 if isinstance(error, NotAllowed) else 409
    return 302


@require_safe
def download(request: PortalRequest, ref: UUID, file: UUID) -> HttpResponse:
    """To a file of a case that is the officer's to see, for one minute."""
    case = case_of(request, ref)
    find = partial(file_of, case, file)
    return send(request, find, plain_name=case.is_confidential)


@require_safe
def letter(request: PortalRequest, ref: UUID, letter: UUID) -> HttpResponse:
    """To the PDF of a letter of the case."""
    return send(request, partial(letter_of, case_of(request, ref), letter))


def send(
    request: PortalRequest, find: Callable[[], StoredFile], *, plain_name: bool = False
) -> HttpResponse:
    """Redirect to the file's address of one minute, or say why it stays closed."""
    try:
        return redirect(download_url(request, find(), plain_name=plain_name))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except (InQuarantine, Gone) as error:
        context = {"reason": error.reason}
        return render(request, "complaints/file_closed.html", context, status=409)
