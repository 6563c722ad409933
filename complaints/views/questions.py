"""What citizens are asked, by substance: read, write, look at as a citizen, publish."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.stepup import stepped_up
from complaints.forms.beside import AskedForm
from complaints.forms.questioning import rows_of, wordings
from complaints.policies import edits_versions
from complaints.selectors.questions import Asked, asked_of, overview
from complaints.selectors.substances import today_of
from complaints.services import questioning
from complaints.views.editing import Editor
from complaints.views.for_whom import exists_for
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from accounts.http import PortalRequest

EDITOR = Editor(
    space="questions",
    title=gettext_lazy("Pertanyaan tambahan"),
    change=gettext_lazy("Ubah pertanyaan"),
    kept=gettext_lazy("Draf tersimpan. Warga belum melihatnya."),
    published=gettext_lazy("Pertanyaan diterbitkan."),
)


def _found(request: PortalRequest, substance: str) -> Asked:
    asked = asked_of(substance, today_of(request.now))
    if asked is None:
        raise Http404
    return asked


@require_safe
@exists_for(edits_versions)
def listed(request: PortalRequest) -> HttpResponse:
    """Every substance with what it asks now, and whether a draft waits."""
    return EDITOR.listed(request, {"rows": overview(today_of(request.now))})


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(edits_versions)
def edit(request: PortalRequest, substance: str) -> HttpResponse:
    """All questions of a substance in one form; saving keeps a draft."""
    asked = _found(request, substance)
    if request.method != "POST":
        return _page(request, asked, rows_of(asked.draft or asked.current))
    rows = rows_of(None, request.POST)

    def keep(version: int) -> str:
        questioning.write(
            substance=substance,
            version=version,
            questions=wordings(rows),
            actor=request.actor,
            now=request.now,
        )
        return reverse("questions:preview", args=[substance])

    return EDITOR.save(request, [rows], keep, partial(_page, request, asked, rows))


def _page(
    request: PortalRequest, asked: Asked, rows: Any, status: int = 200, why: Any = ""
) -> HttpResponse:
    shown = asked.draft or asked.current
    context = {
        "name": name_in_language(asked.entry),
        "asked": asked,
        "draft": asked.draft,
        "rows": rows,
        "row_name": _("Pertanyaan nomor"),
        "preview": reverse("questions:preview", args=[asked.entry.code])
        if shown
        else "",
    }
    return EDITOR.edit(request, context, status=status, why=why)


@require_safe
@exists_for(edits_versions)
def preview(request: PortalRequest, substance: str) -> HttpResponse:
    """The draft as a citizen would meet it, or what is asked now."""
    return _preview(request, substance)


def _preview(
    request: PortalRequest, substance: str, status: int = 200, why: Any = ""
) -> HttpResponse:
    asked = _found(request, substance)
    shown = asked.draft or asked.current
    questions = list(shown.questions.all()) if shown else []
    context = {
        "name": name_in_language(asked.entry),
        "draft": asked.draft,
        "back": reverse("questions:edit", args=[substance]),
        "publish": reverse("questions:publish", args=[substance]),
        "shown": shown,
        "form": AskedForm(None, questions=questions, told={}),
    }
    return EDITOR.preview(request, context, status=status, why=why)


@require_POST
@exists_for(edits_versions)
@stepped_up
def publish(request: PortalRequest, substance: str) -> HttpResponse:
    """From now on this is asked. Reports that were begun before keep their version."""
    _found(request, substance)

    def put_out(version: int) -> None:
        questioning.publish(
            substance=substance, version=version, actor=request.actor, now=request.now
        )

    return EDITOR.publish(request, put_out, partial(_preview, request, substance))
