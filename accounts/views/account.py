"""One's own account: second factors, open sessions, known browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts import passkeys, selectors
from accounts.adapters import home_of
from accounts.http import person
from accounts.policies import has_tokens
from accounts.reporters import account_of, contact_for
from accounts.services.own_account import end_sessions, factors_of, forget_devices
from accounts.wall_clock import wall_now

if TYPE_CHECKING:
    from accounts.http import PortalRequest


@require_safe
def account(request: PortalRequest) -> HttpResponse:
    """Everything that opens this account, and what is open."""
    user = person(request)
    kinds = factors_of(user)
    context = {
        "app": kinds.get(Authenticator.Type.TOTP),
        "codes": kinds.get(Authenticator.Type.RECOVERY_CODES),
        "passkeys": passkeys.rows(user),
        "sessions": selectors.sessions_of(
            user, str(request.session.session_key), wall_now()
        ),
        "devices": user.known_devices.count(),
        "has_tokens": has_tokens(request.actor),
        "tokens": user.api_tokens.live_at(wall_now()).count(),
        "reporter": account_of(user),
        "contact": contact_for(user),
        "home": home_of(user, now=request.now),
    }
    return render(request, "accounts/account.html", context)


@require_POST
def close_sessions(request: PortalRequest) -> HttpResponse:
    """End one session, or all but this one."""
    ended = end_sessions(
        user=person(request),
        which=request.POST.get("sesi", ""),
        current=str(request.session.session_key),
        actor=request.actor,
        now=request.now,
    )
    messages.success(
        request,
        ngettext("%(n)d sesi ditutup.", "%(n)d sesi ditutup.", ended) % {"n": ended},
    )
    return redirect("account")


@require_POST
def forget_browsers(request: PortalRequest) -> HttpResponse:
    """Forget every browser that was known to be his."""
    forget_devices(user=person(request), actor=request.actor, now=request.now)
    messages.success(request, _("Semua perangkat yang dikenal dilupakan."))
    return redirect("account")
