"""Where an officer takes in a report: the counter, the telephone, a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.reporter_session import forget
from complaints.forms.taking import HandOverForm, TakeForm
from complaints.models import Draft
from complaints.models.choices import Channel
from complaints.policies import takes_in
from complaints.selectors.choosing import body
from complaints.selectors.receipts import unfinished
from complaints.services import taking
from complaints.views.citizen import wizard
from complaints.views.citizen.filing import remember, today_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest

#: As many unfinished ones as anybody has.
SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PortalRequest) -> HttpResponse:
    """By which way it came; then the pages that everybody files with."""
    if not takes_in(request.actor):
        raise Http404
    form = TakeForm(
        request.POST if request.method == "POST" else None, today=today_of(request)
    )
    if form.is_valid():
        draft = taking.begin(
            channel=Channel(form.cleaned_data["channel"]),
            received_on=form.cleaned_data["received_on"],
            actor=request.actor,
            now=request.now,
        )
        remember(request, draft)
        return redirect(wizard.address(wizard.FIRST))
    mine = unfinished(request.actor, now=request.now)[:SHOWN]
    context = {"form": form, "unfinished": [(one, _about(one)) for one in mine]}
    status = 422 if form.is_bound else 200
    return render(request, "complaints/office/taking.html", context, status=status)


def _about(draft: Draft) -> str:
    """What it is about, as far as it was said: its title, else whom it reports."""
    told = draft.answers
    half = told.get("typed", {}).get("kejadian", {})
    title = told.get("title") or half.get("title") or told.get("agency_label")
    known = None if title else body(told.get("choice", ""))
    if known is not None:
        return known.name_en if get_language() == "en" else known.name_id
    return str(title or "")


@require_POST
def go_on(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Go on with one that I began."""
    mine = unfinished(request.actor, now=request.now).filter(ref=ref).first()
    if not takes_in(request.actor) or mine is None:
        raise Http404
    remember(request, mine)
    return redirect(wizard.where_left(mine))


@require_POST
def hand_over(request: PortalRequest) -> HttpResponse:
    """The receipt is printed and given away; the code cannot be seen here again."""
    if not takes_in(request.actor):
        raise Http404
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return redirect("work:taking")
    try:
        taking.hand_over(
            ref=form.cleaned_data["draft"], actor=request.actor, now=request.now
        )
    except Draft.DoesNotExist:
        return redirect("work:taking")
    if request.session.get(wizard.SESSION_KEY) == str(form.cleaned_data["draft"]):
        del request.session[wizard.SESSION_KEY]
    forget(request)
    rotate_token(request)  # a form in the tab's history can no longer be sent again
    messages.success(request, _("Selesai. Kode itu tidak dapat dilihat lagi di sini."))
    return redirect("work:taking")
