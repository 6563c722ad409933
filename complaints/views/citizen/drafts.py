"""Leaving a draft, going on with it elsewhere, and erasing every trace of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.network import client_network
from accounts.views.scripts import with_line
from complaints.forms.citizen import ResumeForm
from complaints.models.choices import ContactKind
from complaints.services import drafting, leaving
from complaints.services.errors import CaseError, NotReady, TooManyTries, WrongCode
from complaints.views.citizen import wizard
from complaints.views.citizen.filing import remember, writing
from complaints.views.citizen.receipt import drawing
from complaints.views.citizen.who import contact_of
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.models import Draft


@login_not_required
@require_safe
@with_line
def left(request: PortalRequest) -> HttpResponse:
    """The draft stays; whoever goes on elsewhere asks for a code and a link."""
    draft = writing(request)
    if draft is not None and draft.taken_by_id:
        return redirect("work:taking")  # where its officer finds it again
    return _left(request, draft)


def _left(
    request: PortalRequest, draft: Draft | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    marks = contact_of(draft).marks()
    checked = [kind.value for kind in ContactKind if marks.get(kind) == "verified"]
    context = {"draft": draft, "checked": checked, **more}
    return render(request, "citizen/file/left.html", context, status=status)


@login_not_required
@require_POST
@with_line
def leave_code(request: PortalRequest) -> HttpResponse:
    """A code and a link for going on at another time or place; shown once."""
    draft = writing(request)
    if draft is None or draft.taken_by_id:
        return redirect("citizen:file_start")
    code = leaving.leave(ref=draft.ref, actor=request.actor, now=request.now)
    link = leaving.link_of(code)
    return _left(request, draft, code=code, link=link, qr=drawing(link))


@login_not_required
@require_POST
@with_line
def leave_send(request: PortalRequest) -> HttpResponse:
    """The link by post, to the contact that was checked; it is shown to nobody here."""
    draft, kind = writing(request), request.POST.get("kind", "")
    if draft is None or draft.taken_by_id or kind not in set(ContactKind):
        return redirect("citizen:file_left")
    try:
        leaving.send_link(
            ref=draft.ref,
            kind=ContactKind(kind),
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        status = 429 if isinstance(error, TooManyTries) else 409
        return _left(request, draft, refused=refusal(error), status=status)
    messages.success(
        request, _("Tautan baru dalam perjalanan. Tautan yang lama tidak berlaku lagi.")
    )
    return redirect("citizen:file_left")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_line
def resume(request: PortalRequest) -> HttpResponse:
    """Go on with a draft that was left, by its code."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            draft = leaving.resume(
                code=form.cleaned_data["code"],
                network=client_network(request),
                now=request.now,
            )
        except TooManyTries as error:
            form.add_error("code", refusal(error))
            status = 429
        except WrongCode:
            form.add_error("code", refusal(NotReady("wrong_draft_code")))
            status = 422
        else:
            request.session.cycle_key()
            remember(request, draft)
            return redirect(wizard.where_left(draft))
    elif form.errors:
        status = 422
    return render(request, "citizen/file/resume.html", {"form": form}, status=status)


@login_not_required
@require_POST
def forget(request: PortalRequest) -> HttpResponse:
    """Erase every trace in this browser; the draft too, if that is asked for.

    Somebody else's draft is only left: who has its code still goes on with it.
    """
    draft, act = writing(request), request.POST.get("act")
    gone = _("Jejak laporan di perangkat ini sudah dihapus.")
    if draft is not None and act == "draft":
        drafting.forget(ref=draft.ref, actor=request.actor, now=request.now)
        gone = _("Draf dan jejaknya di perangkat ini sudah dihapus.")
    request.session.flush()
    rotate_token(request)  # a form in the tab's history can no longer be sent again
    messages.success(request, gone)
    response = redirect("citizen:file_start" if act == "anew" else "citizen:home")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
