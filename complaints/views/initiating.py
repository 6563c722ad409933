"""The pages on which the office begins an investigation by itself, or is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from accounts.wall_clock import wall_now
from complaints.domain.own_initiative import may_go_on
from complaints.forms.own import BeginForm
from complaints.models import Case
from complaints.models.choices import STATES
from complaints.policies import heads_an_office, parties_of
from complaints.selectors.choosing import bodies, body
from complaints.selectors.initiatives import (
    begun_in,
    gone_on_with,
    suggested_by,
    suggests,
    waiting_for,
)
from complaints.selectors.visits import has_stated
from complaints.services import initiating, suggesting
from complaints.services.errors import CaseError
from complaints.services.initiating import OF_THE_OFFICE
from complaints.views.filling import SEARCH, line_of_body
from complaints.views.sentences import SENTENCES
from complaints.views.suggested import refused, substances, suggested
from complaints.views.words import agency_in_list, name_of, title_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.selectors.choosing import Body

BODY, OUT_OF = "badan", "dari"


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What was begun, what waits for the head, and what became of one's own suggestions."""
    if not suggests(request.actor):
        raise Http404
    context = {
        "heads": heads_an_office(request.actor),
        "waiting": [suggested(row) for row in waiting_for(request.actor, request.now)],
        "mine": _mine(request),
        "begun": [_begun(case) for case in begun_in(request.actor)],
    }
    return render(request, "complaints/own/home.html", context)


def _begun(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "title": title_of(case),
        "number": name_of(case),
        "agency": agency_in_list(case),
        "state": dict(STATES)[case.stage],
    }


def _mine(request: PortalRequest) -> list[dict[str, Any]]:
    """One's own suggestions; what came of one has a way to it where it may be seen."""
    rows = suggested_by(request.actor)
    seen = Case.objects.visible_to(request.actor).filter(
        pk__in=[row.case_id for row in rows if row.case_id]
    )
    cases = {case.pk: case for case in seen}
    return [suggested(row) | {"case": cases.get(row.case_id or 0)} for row in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """First the body that it is about, then the suspicion: a head begins, others suggest."""
    if not suggests(request.actor):
        raise Http404
    withdrawn = _withdrawn(request)
    if withdrawn is not None:
        if withdrawn.restricted and not has_stated(
            withdrawn, request.actor, wall_now()
        ):
            return redirect("work:reason", ref=withdrawn.ref)
        if why := _why_not(withdrawn, request):
            return _page(request, None, None, withdrawn, status=409, why=why)
    about = _about(request, withdrawn)
    if about is None:
        return _choose(request, withdrawn)
    if request.method != "POST":
        form = _form(None, about, withdrawn, request.now)
        return _page(request, form, about, withdrawn)
    return _sent(request, about, withdrawn)


def _given(request: PortalRequest, name: str) -> str | None:
    """What the form brought along, or the address of the page."""
    return request.POST.get(name, request.GET.get(name))


def _withdrawn(request: PortalRequest) -> Case | None:
    """The report with which to go on, or the one 404."""
    given = _given(request, OUT_OF)
    if not given:
        return None
    try:
        seen = Case.objects.visible_to(request.actor)
        rows = seen.select_related("office", "agency", "unit")
        found: Case = rows.get(ref=UUID(given))
    except (ValueError, Case.DoesNotExist) as missing:
        raise Http404 from missing
    if parties_of(request.actor, found).isdisjoint(OF_THE_OFFICE):
        raise Http404
    return found


def _why_not(case: Case, request: PortalRequest) -> str:
    """Why the office cannot go on with this report, before anybody types anything."""
    reason = case.closing_reason
    if not may_go_on(case.stage, reason, reported=case.has_reporter):
        return str(SENTENCES["not_withdrawn"])
    if case.erased_at is not None:
        return str(SENTENCES["case_erased"])
    gone = request.method != "POST" and gone_on_with(case) is not None
    return str(SENTENCES["gone_on_already"]) if gone else ""


def _about(request: PortalRequest, withdrawn: Case | None) -> Body | None:
    """The body that was chosen, or that the withdrawn report is about."""
    given = _given(request, BODY)
    if chosen := body(given or ""):
        return chosen
    if withdrawn is None or given is not None or SEARCH in request.GET:
        return None
    key = f"agency:{withdrawn.agency_id}"
    return body(f"unit:{withdrawn.unit_id}" if withdrawn.unit_id else key)


def _choose(request: PortalRequest, withdrawn: Case | None) -> HttpResponse:
    text = request.GET.get(SEARCH, "")
    found = [
        (_address(withdrawn, row.value), line_of_body(row)) for row in bodies(text)
    ]
    context = {"text": text, "search": SEARCH, "found": found, "withdrawn": withdrawn}
    context["out_of"] = OUT_OF
    return render(request, "complaints/own/choose.html", context)


def _address(withdrawn: Case | None, value: str) -> str:
    kept = {OUT_OF: str(withdrawn.ref)} if withdrawn else {}
    return f"?{urlencode({**kept, BODY: value})}"


def _form(data: Any, about: Body, withdrawn: Case | None, now: datetime) -> BeginForm:
    initial: dict[str, Any] = {}
    if withdrawn is not None:
        limit = withdrawn.restrictions.filter(lifted_at=None).first()
        initial = {
            "substance": withdrawn.substance,
            "alleged": withdrawn.alleged_forms,
            "case_class": withdrawn.classification,
            "limited_for": limit.reason if limit else "",
        }
    goes_on = withdrawn is not None
    return BeginForm(
        data,
        body=about,
        substances=substances(now),
        out_of_withdrawn=goes_on,
        initial=initial,
    )


def _sent(request: PortalRequest, about: Body, withdrawn: Case | None) -> HttpResponse:
    form = _form(request.POST, about, withdrawn, request.now)
    if not form.is_valid():
        return _page(request, form, about, withdrawn, status=422)
    common: dict[str, Any] = {
        "wish": form.suspicion_of(),
        "out_of": withdrawn.ref if withdrawn else None,
        "key": form.sent_as(),
        "actor": request.actor,
        "now": request.now,
    }
    try:
        if not heads_an_office(request.actor):
            suggesting.suggest(**common)
            messages.success(request, _("Usul dikirim kepada kepala kantor."))
            return redirect("work:initiatives")
        case = initiating.begin(**common)
    except (CaseError, NotAllowed) as error:
        status = refused(request, form, withdrawn, error)
        return _page(request, form, about, withdrawn, status=status)
    except Case.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, _("Investigasi dimulai. Tugaskan pemeriksanya."))
    return redirect("work:case", ref=case.ref)


def _page(
    request: PortalRequest,
    form: BeginForm | None,
    about: Body | None,
    withdrawn: Case | None,
    *,
    status: int = 200,
    why: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "why": why,
        "about": about,
        "about_name": line_of_body(about) if about else "",
        "heads": heads_an_office(request.actor),
        "withdrawn": withdrawn,
        "withdrawn_name": name_of(withdrawn) if withdrawn else "",
        "again": _address(withdrawn, ""),
    }
    return render(request, "complaints/own/begin.html", context, status=status)
