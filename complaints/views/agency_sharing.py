"""Who of an agency works on one of its duties, and handing it to a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from complaints.agency_policies import speaks_for_agency
from complaints.forms.agency_sharing import HandForm
from complaints.models import Activity, Clarification, CorrectiveAction
from complaints.selectors.dividing import colleagues_for, duty_of, is_open
from complaints.selectors.duties import number_of
from complaints.services.dividing import hand_duty, leave_duty, take_duty
from complaints.services.errors import CaseError
from complaints.views.agency import held_of, part_of
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.agency_policies import speaks_for_agency
from complaints.selectors.dividing import Owed


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Take it, hand it over, or give it back. No right is lost or won by it."""
    duty = part_of(duty_of, request, ref)
    people = colleagues_for(duty.case, duty, request.actor, request.now)
    choices = [(seat.user_id, seat.name) for seat in people]
    posted = request.method == "POST" and request.POST.get("do") == "hand"
    form = HandForm(request.POST if posted else None, people=choices)
    status = 200
    if request.method == "POST":
        status = _done(request, duty, form)
        if status == 302:
            return redirect("agency:share", ref=duty.ref)
    context = {
        "duty": duty,
        "case": duty.case,
        "number": number_of(duty.case),
        "title": _title(duty),
        "page": _page_of(duty),
        "held": held_of(request, duty),
        "form": form,
        "people": choices,
        "open": is_open(duty),
        "may": speaks_for_agency(request.actor, duty.case)
        or isinstance(duty, CorrectiveAction),
    }
    return render(request, "complaints/agency/share.html", context, status=status)


def _done(request: PortalRequest, duty: Owed, form: HandForm) -> int:
    """302, or the status of the page that says why not."""
    if form.is_bound and not form.is_valid():
        return 422
    act = request.POST.get("do", "")
    told: dict[str, Any] = {"ref": duty.ref, "actor": request.actor, "now": request.now}
    try:
        if form.is_bound:
            hand_duty(
                to_id=form.cleaned_data["to"], word=form.cleaned_data["word"], **told
            )
            said = _("Diserahkan. Rekan Anda diberi tahu.")
        elif act == "leave":
            leave_duty(**told)
            said = _("Dilepas. Semua narahubung tetap bisa mengerjakannya.")
        else:
            take_duty(**told)
            said = _("Tercatat: Anda yang mengerjakan.")
    except (CaseError, NotAllowed) as error:
        return _refused(request, form, error)
    messages.success(request, said)
    return 302


def _refused(
    request: PortalRequest, form: HandForm, error: CaseError | NotAllowed
) -> int:
    if form.is_bound:
        form.add_error(None, str(refusal(error)))
    else:
        messages.warning(request, str(refusal(error)))
    return 403 if isinstance(error, NotAllowed) else 409


def _title(duty: Owed) -> str:
    if isinstance(duty, Clarification):
        return _("Jawab permintaan penjelasan")
    if isinstance(duty, Activity):
        return _("Kirim dokumen yang diminta")
    return duty.text


def _page_of(duty: Owed) -> str:
    """The page on which it is carried out."""
    if isinstance(duty, Clarification):
        return "agency:answer"
    return "agency:papers" if isinstance(duty, Activity) else "agency:evidence"
