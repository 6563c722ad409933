"""The link of an invitation: a new account with its password, or a role for an old one.

The address with the secret only moves it into the session and sends on, so that the
pages with forms have nothing in their address that could leak.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts import limits
from accounts.errors import NotAllowed, Refused
from accounts.forms.people import JoinForm
from accounts.network import client_network
from accounts.services import accept_invitation
from accounts.services.invitations import account_of, hash_of, pending
from accounts.sessions import begin
from accounts.views.people import form
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from accounts.models import Invitation

KEY = "invitation"
#: Links that one network may try in an hour.
AN_HOUR = 60


@login_not_required
@never_cache
@require_safe
def follow(request: PortalRequest, token: str) -> HttpResponse:
    """Take the secret out of the address; a dead link gets one calm sentence."""
    key = f"join:{client_network(request)}"
    if not limits.allow(key, AN_HOUR, timedelta(hours=1), wall_now()):
        response = render(request, "errors/429.html", status=429)
    elif pending(hash_of(token), now=request.now) is None:
        response = _dead(request)
    else:
        request.session[KEY] = hash_of(token)
        begin(request.session)
        response = redirect("join_form")
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@form
def join(request: PortalRequest) -> HttpResponse:
    """Name and password for who is new; a button for who has an account."""
    found = pending(request.session.get(KEY, ""), now=request.now)
    if found is None:
        return _dead(request)
    known = account_of(found)
    if known is None:
        return _new(request, found)
    if request.actor.user_id != known.pk:
        query = urlencode({"next": reverse("join_form")})
        context = {"sign_in": f"{reverse('account_login')}?{query}"}
        return render(request, "accounts/join/sign_in.html", context)
    if request.method == "POST":
        return _accepted(request, name="", password="", then="account")
    return render(request, "accounts/join/accept.html", {"invitation": found})


def _new(request: PortalRequest, found: Invitation) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    asked = JoinForm(posted, email=found.email, initial={"name": found.name})
    if posted is not None and asked.is_valid():
        return _accepted(
            request,
            name=asked.cleaned_data["name"],
            password=asked.cleaned_data["password1"],
            then="account_login",
        )
    return render(
        request,
        "accounts/join/new.html",
        {"form": asked, "invitation": found},
        status=200 if posted is None else 422,
    )


def _accepted(
    request: PortalRequest, *, name: str, password: str, then: str
) -> HttpResponse:
    try:
        accept_invitation(
            token_hash=request.session.pop(KEY, ""),
            name=name,
            password=password,
            actor=request.actor,
            now=request.now,
        )
    except (Refused, NotAllowed):
        return _dead(request)
    if then == "account_login":
        messages.success(
            request, _("Akun Anda siap. Masuk, lalu pasang faktor kedua Anda.")
        )
        query = urlencode({"next": reverse("mfa_activate_totp")})
        return redirect(f"{reverse('account_login')}?{query}")
    messages.success(request, _("Undangan diterima. Peran berlaku setelah disetujui."))
    return redirect(then)


def _dead(request: PortalRequest) -> HttpResponse:
    return render(request, "accounts/join/dead.html", status=410)
