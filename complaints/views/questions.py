"""What citizens are asked, by substance: read, write, look at as a citizen, publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from complaints.forms.beside import AskedForm
from complaints.forms.questioning import VersionForm, rows_of, wordings
from complaints.policies import administers
from complaints.selectors.questions import Asked, asked_of, overview
from complaints.services import questioning
from complaints.services.errors import CaseError
from complaints.views.for_whom import exists_for
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from accounts.http import PortalRequest


def _found(substance: str) -> Asked:
    asked = asked_of(substance)
    if asked is None:
        raise Http404
    return asked


@require_safe
@exists_for(administers)
def listed(request: PortalRequest) -> HttpResponse:
    """Every substance with what it asks now, and whether a draft waits."""
    return render(request, "complaints/questions/list.html", {"rows": overview()})


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(administers)
def edit(request: PortalRequest, substance: str) -> HttpResponse:
    """All questions of a substance in one form; saving keeps a draft."""
    asked = _found(substance)
    if request.method != "POST":
        return _page(request, asked, rows_of(asked.draft or asked.current))
    version, rows = VersionForm(request.POST), rows_of(None, request.POST)
    if not version.is_valid() or not rows.is_valid():
        return _page(request, asked, rows, status=422)
    try:
        questioning.write(
            substance=substance,
            version=version.cleaned_data["version"],
            questions=wordings(rows),
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _page(request, asked, rows, status=409, why=refusal(error))
    messages.success(request, _("Draf tersimpan. Warga belum melihatnya."))
    return redirect("questions:preview", substance=substance)


def _page(
    request: PortalRequest, asked: Asked, rows: Any, *, status: int = 200, why: Any = ""
) -> HttpResponse:
    version = asked.draft.version if asked.draft else 0
    context = {"asked": asked, "rows": rows, "version": version, "refusal": why}
    return render(request, "complaints/questions/edit.html", context, status=status)


@require_safe
@exists_for(administers)
def preview(request: PortalRequest, substance: str) -> HttpResponse:
    """The draft as a citizen would meet it, or what is asked now."""
    return _preview(request, _found(substance))


def _preview(
    request: PortalRequest, asked: Asked, *, status: int = 200, why: Any = ""
) -> HttpResponse:
    shown = asked.draft or asked.current
    questions = list(shown.questions.all()) if shown else []
    context = {
        "asked": asked,
        "shown": shown,
        "form": AskedForm(None, questions=questions, told={}),
        "refusal": why,
    }
    return render(request, "complaints/questions/preview.html", context, status=status)


@require_POST
@exists_for(administers)
def publish(request: PortalRequest, substance: str) -> HttpResponse:
    """From now on this is asked. Reports that were begun before keep their version."""
    asked = _found(substance)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _preview(request, asked, status=422, why=_("Halaman ini tidak lengkap."))
    try:
        questioning.publish(
            substance=substance,
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _preview(request, asked, status=409, why=refusal(error))
    messages.success(request, _("Pertanyaan diterbitkan."))
    return redirect("questions:list")
