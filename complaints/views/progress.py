"""Our verdict on what an agency told of a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from complaints.domain.states import Party
from complaints.forms.verdict import ProgressVerdictForm
from complaints.models.choices import Verdict
from complaints.policies import parties_of
from complaints.selectors.milestones import progress_of
from complaints.selectors.speakers import name_speakers
from complaints.services.errors import CaseError, WouldName
from complaints.services.leaks import held
from complaints.services.milestones import judge_progress
from complaints.views.act import seen_to
from complaints.views.case import case_of
from complaints.views.sentences import refusal
from complaints.views.words import name_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import Case, Progress


@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: PortalRequest, ref: UUID, progress: UUID) -> HttpResponse:
    """Whether this shows that the milestone was reached. The order stays as it is."""
    case = case_of(request, ref)
    try:
        report = progress_of(case, progress)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    name_speakers([report])
    form = ProgressVerdictForm(request.POST if request.method == "POST" else None)
    parties = parties_of(request.actor, case)
    judges = not parties.isdisjoint({Party.EXAMINER, Party.RESMON})
    status = 200 if judges else 403
    if request.method == "POST":
        status = _judged(request, case, report, form)
        if status == 302:
            messages.success(request, _("Putusan tersimpan."))
            return redirect("work:case", ref=case.ref)
    context = {
        "case": case,
        "report": report,
        "milestone": report.milestone,
        "form": form,
        "name": name_of(case),
        "judges": judges,
    }
    return render(request, "complaints/office/progress.html", context, status=status)


def _judged(
    request: PortalRequest, case: Case, report: Progress, form: ProgressVerdictForm
) -> int:
    if not form.is_valid():
        return 422
    try:
        judge_progress(
            ref=report.ref,
            verdict=Verdict(form.cleaned_data["decision"]),
            reason=form.cleaned_data["reason"],
            checked=seen_to(form),
            actor=request.actor,
            now=request.now,
        )
    except (CaseError, NotAllowed) as error:
        form.add_error(None, str(refusal(error)))
        if isinstance(error, WouldName):
            form.named = error
            error.places = held(
                case, error.places, actor=request.actor, now=request.now
            )
        return 403 if isinstance(error, NotAllowed) else 409
    return 302
