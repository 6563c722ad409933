"""Being away: the list, entering one, ending one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.absent import absences_for, colleagues_of, may_be_away
from accounts.errors import NotAllowed, Refused
from accounts.forms.absences import AbsenceForm
from accounts.models import Absence
from accounts.policies import has_deputies, may_enter_absence
from accounts.services.absences import end_absence, enter_absence

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PortalRequest) -> HttpResponse:
    """Who is away now or soon, and the form for another absence."""
    if not has_deputies(request.actor):
        raise Http404
    posted = request.method == "POST"
    people = list(may_be_away(request.actor, request.now).values_list("pk", "name"))
    form = AbsenceForm(
        request.POST if posted else None,
        people=people,
        deputies=list(
            colleagues_of(request.actor, request.now).values_list("pk", "name")
        ),
        initial={"person": request.actor.user_id},
    )
    if not posted:
        return _page(request, form, 200)
    if not form.is_valid():
        return _page(request, form, 422)
    told = form.cleaned_data
    try:
        enter_absence(
            person_id=told["person"],
            deputy_id=told["deputy"],
            first=told["first"],
            last=told["last"],
            actor=request.actor,
            now=request.now,
        )
    except Refused as error:
        form.add_error(None, str(error.sentence))
        return _page(request, form, 409)
    except NotAllowed as error:
        form.add_error(None, str(error.reason))
        return _page(request, form, 403)
    messages.success(request, _("Tersimpan. Berakhir sendiri setelah hari terakhir."))
    return redirect("absence:home")


def _page(request: PortalRequest, form: AbsenceForm, status: int) -> HttpResponse:
    me = request.actor
    rows = [
        {"row": one, "mine": may_enter_absence(me, one.person_id, one.office_id)}
        for one in absences_for(me, request.now)
    ]
    context = {"form": form, "rows": rows}
    return render(request, "accounts/absences/home.html", context, status=status)


@require_POST
def end(request: PortalRequest, ref: UUID) -> HttpResponse:
    """He is back, or does not go after all."""
    if not has_deputies(request.actor):
        raise Http404
    try:
        end_absence(ref=ref, actor=request.actor, now=request.now)
    except (Absence.DoesNotExist, NotAllowed):
        raise Http404 from None
    except Refused as error:
        messages.warning(request, str(error.sentence))
    else:
        messages.success(request, _("Cuti diakhiri. Tugas kembali kepada orangnya."))
    return redirect("absence:home")
