"""Leaving a draft, going on with it elsewhere, and erasing every trace of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.network import client_network
from complaints.forms.citizen import ResumeForm
from complaints.services import drafting
from complaints.services.errors import CaseError, TooManyTries
from complaints.views.citizen import wizard
from complaints.views.citizen.filing import remember, writing
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from accounts.http import PortalRequest


@login_not_required
@require_safe
def left(request: PortalRequest) -> HttpResponse:
    """The draft stays; whoever goes on elsewhere asks for a code."""
    return render(request, "citizen/file/left.html", {"draft": writing(request)})


@login_not_required
@require_POST
def leave_code(request: PortalRequest) -> HttpResponse:
    """A code for going on at another time or place; shown once."""
    draft = writing(request)
    if draft is None:
        return redirect("citizen:file_start")
    code = drafting.leave(ref=draft.ref, actor=request.actor, now=request.now)
    return render(request, "citizen/file/left.html", {"draft": draft, "code": code})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: PortalRequest) -> HttpResponse:
    """Go on with a draft that was left, by its code."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            draft = drafting.resume(
                code=form.cleaned_data["code"],
                network=client_network(request),
                now=request.now,
            )
        except CaseError as error:
            form.add_error("code", refusal(error))
            status = 429 if isinstance(error, TooManyTries) else 422
        else:
            request.session.cycle_key()
            remember(request, draft)
            return redirect("citizen:file_step", slug=wizard.STORY.slug)
    elif form.errors:
        status = 422
    return render(request, "citizen/file/resume.html", {"form": form}, status=status)


@login_not_required
@require_POST
def forget(request: PortalRequest) -> HttpResponse:
    """Erase every trace in this browser, and the draft if it was not sent."""
    draft = writing(request)
    if draft is not None and request.POST.get("act") == "draft":
        drafting.forget(ref=draft.ref, actor=request.actor, now=request.now)
    request.session.flush()
    response = redirect("citizen:home")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
