"""The doors: sign-in, second factor, step-up, a new password, and the way out.

allauth's views with our templates and three corrections: a set-up counts as a
second factor shown, a step-up changes the session's id, and there is one door for
asking again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import views as account_views
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from accounts.forms import spend
from accounts.second_factor import METHOD
from accounts.services import note_second_factor

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


class SetUpView(totp_views.ActivateTOTPView):
    """Set up the authenticator app: for those who must have one, once."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not request.actor.awaits_second_factor:  # type: ignore[attr-defined]  # PortalRequest
            raise Http404
        if is_mfa_enabled(authenticated_user(request), [Authenticator.Type.TOTP]):
            # A session that skipped the code of an app that exists: start over.
            logout(request)
            return HttpResponseRedirect(reverse("account_login"))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = authenticated_user(self.request)
        authenticator = Authenticator.objects.get(
            user=user, type=Authenticator.Type.TOTP
        )
        spend(authenticator.pk, form.cleaned_data["code"])
        record_authentication(
            self.request, user, METHOD, id=authenticator.pk, type=authenticator.type
        )
        self.request.session.cycle_key()
        _note(self.request)
        return response


class RenewCodesView(recovery_views.GenerateRecoveryCodesView):
    """New recovery codes; the old ones die."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _note(self.request, renewed_codes=True)
        return response


class StepUpView(mfa_views.ReauthenticateView):
    """Show the second factor once more (``accounts.stepup``)."""

    template_name = "accounts/step_up.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not is_mfa_enabled(authenticated_user(request), [Authenticator.Type.TOTP]):
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session.cycle_key()
        response: HttpResponse = super().form_valid(form)
        return response


def _note(request: Any, *, renewed_codes: bool = False) -> None:
    note_second_factor(
        user=request.user,
        renewed_codes=renewed_codes,
        actor=request.actor,
        now=request.now,
    )


sign_in = account_views.login
sign_out = account_views.logout
inactive = account_views.account_inactive
ask_password = account_views.password_reset
password_asked = account_views.password_reset_done
new_password = account_views.password_reset_from_key
password_set = account_views.password_reset_from_key_done
code = mfa_views.authenticate
set_up = SetUpView.as_view()
step_up = StepUpView.as_view()
recovery_codes = recovery_views.view_recovery_codes
renew_recovery_codes = RenewCodesView.as_view()
