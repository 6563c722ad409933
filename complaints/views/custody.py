"""A confidential identity: asking for a custodian's consent, and her own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import NotAllowed
from accounts.labels import ROLE_LABELS
from accounts.roles import Role
from accounts.stepup import stepped_up
from accounts.wall_clock import wall_now
from complaints.forms.safeguards import ConsentForm, DecisionForm
from complaints.models import IdentityRequest
from complaints.models.labels import BASIS_LABELS, PURPOSE_LABELS
from complaints.policies import keeps_identities
from complaints.selectors.custody import decided, latest_of, request_of, waiting
from complaints.services import custody, identity
from complaints.services.errors import CaseError
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.words import STANDINGS, name_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import Case

#: The one refusal that is said at its field.
NEEDS_REASON = "refusal_needs_reason"


def ask(request: PortalRequest, case: Case) -> HttpResponse:
    """The asker's page: ask, wait, and open for 15 minutes once somebody agreed."""
    closed = identity.closed_to(case, request.actor)
    if closed:
        return _asking(request, case, None, status=403, why=str(SENTENCES[closed]))
    last = latest_of(case, request.actor.user_id)
    standing = last.standing(wall_now()) if last else ""
    if request.method == "POST" and standing == "granted":
        return _open(request, case, last)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _asking(request, case, form, last=last)
    if not form.is_valid() and standing != "waiting":
        return _asking(request, case, form, last=last, status=422)
    try:
        custody.ask(
            ref=case.ref,
            purpose=form.cleaned_data.get("purpose", ""),
            basis=form.cleaned_data.get("basis", ""),
            actor=request.actor,
            real_now=wall_now(),
            now=request.now,
        )
    except (CaseError, NotAllowed) as error:
        status = 403 if isinstance(error, NotAllowed) else 409
        why = str(refusal(error))
        return _asking(request, case, form, last=last, status=status, why=why)
    messages.success(request, _("Permintaan dikirim kepada penjaga identitas."))
    return redirect("work:identity", ref=case.ref)


def _open(
    request: PortalRequest, case: Case, last: IdentityRequest | None
) -> HttpResponse:
    try:
        entry = identity.request_identity(
            ref=case.ref,
            purpose="",
            actor=request.actor,
            real_now=wall_now(),
            now=request.now,
        )
    except NotAllowed as error:
        why = str(refusal(error))
        return _asking(request, case, None, last=last, status=403, why=why)
    return redirect("work:identity_open", ref=case.ref, entry=entry)


def _asking(
    request: PortalRequest,
    case: Case,
    form: ConsentForm | None,
    *,
    last: IdentityRequest | None = None,
    status: int = 200,
    why: str = "",
) -> HttpResponse:
    context = {
        "case": case,
        "name": name_of(case),
        "form": form,
        "why": why,
        "last": _words(last, wall_now()) if last else None,
    }
    page = "complaints/office/consent_ask.html"
    return render(request, page, context, status=status)


def _words(row: IdentityRequest, real_now: datetime) -> dict[str, Any]:
    """A request as people read it; nothing of the case but how it is called."""
    standing = row.standing(real_now)
    return {
        "row": row,
        "standing": standing,
        "says": STANDINGS[standing][0],
        "tag": STANDINGS[standing][1],
        "number": name_of(row.case),
        "role": ROLE_LABELS[Role(row.role)],
        "purpose": PURPOSE_LABELS[row.purpose],
        "basis": BASIS_LABELS[row.basis],
    }


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The custodian's list: what waits, and what was decided lately."""
    if not keeps_identities(request.actor):
        raise Http404
    real_now = wall_now()
    context = {
        "waiting": [_words(row, real_now) for row in waiting(request.actor)],
        "decided": [_words(row, real_now) for row in decided(request.actor)],
    }
    return render(request, "complaints/custody/home.html", context)


def _request_of(request: PortalRequest, ref: UUID) -> IdentityRequest:
    """A request that this custodian may decide, or the same 404 as for none."""
    try:
        return request_of(request.actor, ref)
    except IdentityRequest.DoesNotExist as missing:
        raise Http404 from missing


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def decide(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Agree to one request, or refuse it with a reason."""
    row = _request_of(request, ref)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _deciding(request, row, form, 200)
    if not form.is_valid():
        return _deciding(request, row, form, 422)
    try:
        custody.decide(
            ref=row.ref,
            grant=form.cleaned_data["decision"] == "grant",
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            real_now=wall_now(),
            now=request.now,
        )
    except (CaseError, NotAllowed) as error:
        field = "reason" if getattr(error, "code", "") == NEEDS_REASON else None
        form.add_error(field, str(refusal(error)))
        return _deciding(request, row, form, 422 if field else 409)
    messages.success(request, _("Putusan tersimpan."))
    return redirect("work:custody")


def _deciding(
    request: PortalRequest, row: IdentityRequest, form: DecisionForm, status: int
) -> HttpResponse:
    context = {"form": form, "asked": _words(row, wall_now())}
    return render(request, "complaints/custody/request.html", context, status=status)


@require_http_methods(["POST"])
@stepped_up
def revoke(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Take a consent back."""
    row = _request_of(request, ref)
    try:
        custody.revoke(
            ref=row.ref, actor=request.actor, real_now=wall_now(), now=request.now
        )
    except CaseError as error:
        messages.error(request, str(refusal(error)))
    else:
        messages.success(request, _("Persetujuan dicabut."))
    return redirect("work:custody_request", ref=row.ref)
