"""The page on which a head follows a suggestion, or does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from complaints.domain.states import CaseClass
from complaints.forms.own import BeginForm, DeclineForm
from complaints.models import Case, Initiative
from complaints.models.choices import CLASSES
from complaints.selectors.choosing import body
from complaints.selectors.initiatives import initiative_for
from complaints.selectors.substances import offered, today_of
from complaints.services import suggesting
from complaints.services.errors import CaseError, WouldName
from complaints.services.leaks import held
from complaints.views.own_words import source_of
from complaints.views.sentences import refusal
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest

DECLINE = "tidak"


def suggested(row: Initiative) -> dict[str, Any]:
    """A suggestion in words."""
    about = row.unit or row.agency
    return {
        "row": row,
        "title": row.title,
        "agency": name_in_language(about) if about else "",
        "source": source_of(row),
        "office": name_in_language(row.office),
    }


def refused(
    request: PortalRequest, form: Any, withdrawn: Case | None, error: Exception
) -> int:
    """Say why at the form, with what was typed still in it."""
    if isinstance(error, WouldName) and withdrawn is not None:
        held(withdrawn, error.places, actor=request.actor, now=request.now)
    form.add_error(None, str(refusal(error)))
    if isinstance(form, BeginForm):
        form.renew()
    return 403 if isinstance(error, NotAllowed) else 409


def substances(now: datetime) -> list[tuple[str, str]]:
    """What may be chosen, in the language in force. One query."""
    return [(one.code, name_in_language(one)) for one in offered(today_of(now))]


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The head follows a suggestion, with the words as she leaves them, or does not."""
    row = _waiting(request, ref)
    about = body(f"unit:{row.unit_id}" if row.unit_id else f"agency:{row.agency_id}")
    if about is None:
        raise Http404
    declines = request.POST.get("do") == DECLINE
    follows = BeginForm(
        request.POST if request.method == "POST" and not declines else None,
        body=about,
        substances=substances(request.now),
        out_of_withdrawn=row.out_of is not None,
        initial=BeginForm.filled(row),
    )
    refuses = DeclineForm(request.POST if declines else None)
    if request.method != "POST":
        return _deciding(request, row, follows, refuses, 200)
    form = refuses if declines else follows
    if not form.is_valid():
        return _deciding(request, row, follows, refuses, 422)
    try:
        return _decided(request, row, form)
    except (CaseError, NotAllowed) as error:
        status = refused(request, form, row.out_of, error)
        return _deciding(request, row, follows, refuses, status)
    except (Initiative.DoesNotExist, Case.DoesNotExist) as gone:
        raise Http404 from gone


def _waiting(request: PortalRequest, ref: UUID) -> Initiative:
    try:
        return initiative_for(request.actor, ref, request.now)
    except Initiative.DoesNotExist as missing:
        raise Http404 from missing


def _decided(
    request: PortalRequest, row: Initiative, form: BeginForm | DeclineForm
) -> HttpResponse:
    common: dict[str, Any] = {"actor": request.actor, "now": request.now}
    if isinstance(form, DeclineForm):
        answer = form.cleaned_data["answer"]
        suggesting.decline(ref=row.ref, answer=answer, **common)
        messages.success(request, _("Usul tidak diikuti. Pengusul membaca alasannya."))
        return redirect("work:initiatives")
    case = suggesting.follow(ref=row.ref, wish=form.suspicion_of(), **common)
    messages.success(request, _("Investigasi dimulai. Tugaskan pemeriksanya."))
    return redirect("work:case", ref=case.ref)


def _deciding(
    request: PortalRequest,
    row: Initiative,
    follows: BeginForm,
    refuses: DeclineForm,
    status: int,
) -> HttpResponse:
    context = {
        "row": row,
        "asked": suggested(row),
        "case_class": dict(CLASSES)[CaseClass(row.classification)],
        "follows": follows,
        "refuses": refuses,
        # The summary of errors on top is of whichever was sent.
        "form": refuses if refuses.is_bound else follows,
        "decline": DECLINE,
        "elsewhere": ""
        if row.office_id in request.actor.office_ids
        else name_in_language(row.office),
    }
    return render(request, "complaints/own/decide.html", context, status=status)
