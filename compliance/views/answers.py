"""The figures of one agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.forms.rounds import FIGURE, AnswersForm, figure
from compliance.selectors.rounds import is_open, line_of
from compliance.services import errors
from compliance.services.answers import record_answers
from compliance.services.rounds import NOT_YOURS
from compliance.views.assess import page_of
from compliance.views.refusals import CONFLICT, UNPROCESSABLE
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.rounds import Line, RoundPage


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """Fill in the figures of one agency, or say that it was not assessed."""
    page = page_of(request, ref)
    line = line_of(page, agency)
    if line is None:
        raise Http404
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    form = _form(request, page, line)
    status = 200
    if request.method == "POST":
        status = _save(request, ref, agency, form)
        if status == 200:
            messages.success(
                request, _("Nilai %(name)s tersimpan.") % {"name": line.name}
            )
            return redirect("assess:round", ref=ref)
    context = {"page": page, "line": line, "form": form, "open": is_open(page)}
    return render(request, "assess/answers.html", context, status=status)


def _form(request: PortalRequest, page: RoundPage, line: Line) -> AnswersForm:
    figures = {
        f"{FIGURE}{node.code}": figure(value)
        for node, value in zip(page.questions, line.figures, strict=True)
    }
    return AnswersForm(
        request.POST or None,
        questions=page.questions,
        english=get_language() == "en",
        initial=figures | {"version": line.version, "left_out": not line.assessed},
    )


def _save(request: PortalRequest, ref: UUID, agency: UUID, form: AnswersForm) -> int:
    """Store what was sent; the status of the answer. What was typed is kept."""
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        record_answers(
            round_ref=ref,
            agency_ref=agency,
            answers=form.answers,
            assessed=not form.cleaned_data["left_out"],
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        form.add_error(None, sentence(error))
        return CONFLICT if error.code in {"stale", "closed"} else UNPROCESSABLE
    return 200
