"""Inviting people, and the list of invitations with its two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import selectors
from accounts.errors import NotAllowed, Refused, TooManyInvitations
from accounts.forms.people import InviteForm
from accounts.models import Invitation
from accounts.policies import may_invite, tends_tokens
from accounts.roles import Role
from accounts.services import invite, resend_invitation, revoke_invitation
from accounts.stepup import stepped_up
from accounts.views.people import for_those_who_tend, form, sentence
from accounts.views.places import picked

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest


@form
@for_those_who_tend
@stepped_up
def invite_person(request: PortalRequest) -> HttpResponse:
    """Address, name, role and place. Known and unknown addresses answer alike."""
    place = picked(
        request, may_search=may_invite(request.actor, Role.LIAISON.value, None)
    )
    asked = InviteForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        agency=place.agency,
    )
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if asked.is_valid():
            refusal, status = _invited(request, asked)
            if not refusal:
                return redirect("people:invitations")
    context = {"form": asked, "place": place, "refusal": refusal}
    return render(request, "accounts/people/invite.html", context, status=status)


def _invited(request: PortalRequest, asked: InviteForm) -> tuple[str, int]:
    try:
        invite(
            email=asked.cleaned_data["email"],
            name=asked.cleaned_data["name"],
            actor=request.actor,
            now=request.now,
            **asked.place(),
        )
    except TooManyInvitations as error:
        return str(error.sentence), 429
    except (Refused, NotAllowed) as error:
        return sentence(error)
    messages.success(
        request, _("Undangan dikirim. Perannya menunggu orang kedua setelah diterima.")
    )
    return "", 200


@require_safe
@for_those_who_tend
def invitations(request: PortalRequest) -> HttpResponse:
    """Invitations of the last months, and what became of each."""
    found = Invitation.objects.visible_to(request.actor).select_related(
        "office", "agency", "invited_by"
    )
    rows = [
        {"one": one, "state": _state(one, request)} for one in found[: selectors.PAGE]
    ]
    context = {"rows": rows, "tends_tokens": tends_tokens(request.actor)}
    return render(request, "accounts/people/invitations.html", context)


def _state(one: Invitation, request: PortalRequest) -> str:
    if one.accepted_at:
        return "accepted"
    if one.revoked_at:
        return "revoked"
    return "over" if one.expires_at <= request.now else "open"


@require_POST
@for_those_who_tend
@stepped_up
def invitation(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Send the link anew, or take it back."""
    acts = {"kirim": resend_invitation, "batal": revoke_invitation}
    act = acts.get(request.POST.get("do", ""))
    if act is None:
        raise BadRequest("neither of the two buttons")
    try:
        act(ref=ref, actor=request.actor, now=request.now)
    except Invitation.DoesNotExist as missing:
        raise Http404 from missing
    except (Refused, NotAllowed) as error:
        messages.error(request, sentence(error)[0])
    else:
        done = act is resend_invitation
        messages.success(
            request,
            _("Tautan baru dikirim. Yang lama tidak berlaku lagi.")
            if done
            else _("Undangan dibatalkan."),
        )
    return redirect("people:invitations")
