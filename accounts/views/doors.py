"""The doors: sign-in, second factor, step-up, a new password, and the way out.

allauth's views with our templates and some corrections: a passkey is checked by us
(``accounts.passkeys``), a set-up counts as a second factor shown, a step-up changes
the session's id, and there is one door for asking again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account import views as account_views
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from accounts import passkeys, unlock
from accounts.adapters import home_of
from accounts.forms.doors import (
    CodeForm,
    EnterForm,
    PasskeyForm,
    PasswordAgainForm,
    ShowPasskeyForm,
    SignInForm,
    StepUpForm,
    spend,
)
from accounts.http import person
from accounts.reporters import account_of
from accounts.second_factor import METHOD, has_one
from accounts.services import note_second_factor
from accounts.stepup import door
from accounts.views.scripts import with_script

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from accounts.http import PortalRequest


#: Asks the sign-in for the page that takes a passkey; only that page has a script.
BY_PASSKEY = "kunci"


class SignInView(account_views.LoginView):
    """One door for everybody; who has a passkey of a reporter may show it alone."""

    @method_decorator(login_not_required)
    @method_decorator(sensitive_post_parameters("password"))
    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if self._by_passkey():
            response = with_script(lambda _request: response)(request)
        return response

    def _by_passkey(self) -> bool:
        return BY_PASSKEY in self.request.GET or "credential" in self.request.POST

    def get_form_class(self) -> Any:
        return EnterForm if self._by_passkey() else SignInForm

    def get_template_names(self) -> list[str]:
        if self._by_passkey():
            return ["accounts/passkeys/enter.html"]
        return list(super().get_template_names())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["by_passkey"] = BY_PASSKEY
        if self._by_passkey():
            context["passkey_options"] = passkeys.begin_entering(self.request)
        return context


class SetUpView(totp_views.ActivateTOTPView):
    """Set up the authenticator app, once: for whoever has none."""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = authenticated_user(request)
        awaits = request.actor.awaits_second_factor  # type: ignore[attr-defined]  # PortalRequest
        if awaits and has_one(user):
            # A session that skipped the factor that exists: start over.
            logout(request)
            return HttpResponseRedirect(reverse("account_login"))
        kind = Authenticator.Type.TOTP
        if Authenticator.objects.filter(user=user, type=kind).exists():
            raise Http404
        if must_show_first(cast("PortalRequest", request)):
            return door(cast("PortalRequest", request))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            authenticator = Authenticator.objects.get(
                user=authenticated_user(self.request), type=Authenticator.Type.TOTP
            )
            spend(authenticator.pk, form.cleaned_data["code"])
            note_factor(self.request)
        shown_now(self.request, authenticator)
        return response


@method_decorator(with_script, name="dispatch")
class CodeView(mfa_views.AuthenticateView):
    """The second factor at sign-in: a code, a recovery code, or a passkey."""

    def _build_forms(self) -> Any:
        user, posted = self.stage.login.user, self.request.POST
        mine = "credential" in posted
        self.auth_form = CodeForm(
            user=user, data=posted if posted and not mine else None
        )
        self.webauthn_form = ShowPasskeyForm(
            user=user, request=self.request, data=posted if mine else None
        )
        return self.webauthn_form if mine else self.auth_form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        webauthn_form, self.webauthn_form = self.webauthn_form, None
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= showing(self.request, self.stage.login.user, webauthn_form)
        return context


class SeeCodesView(recovery_views.ViewRecoveryCodesView):
    """The codes once, then how many are left; and the way on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = cast("PortalRequest", self.request).now
        home = home_of(person(self.request), now=now)
        return context | {"home": home}


class RenewCodesView(recovery_views.GenerateRecoveryCodesView):
    """New recovery codes; the old ones die."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            note_factor(self.request, renewed_codes=True)
        return response


@method_decorator(with_script, name="dispatch")
class StepUpView(mfa_views.ReauthenticateView):
    """Show the second factor once more (``accounts.stepup``, ``accounts.unlock``)."""

    template_name = "accounts/step_up.html"
    form_class = StepUpForm

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        user = authenticated_user(request)
        self.with_password = not has_one(user)
        if self.with_password and account_of(user) is None:
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_form_class(self) -> Any:
        if self.with_password:
            return PasswordAgainForm
        if "credential" in self.request.POST:
            return ShowPasskeyForm
        return StepUpForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if self.get_form_class() is ShowPasskeyForm:
            kwargs |= {"request": self.request, "again": True}
        return kwargs

    def form_valid(self, form: Any) -> HttpResponse:
        # Unlocked by this very request: what was kept is read before it counts as use.
        held = unlock.typed(
            cast("PortalRequest", self.request), self.request.POST.get("kept", "")
        )
        self.request.session.cycle_key()
        response: HttpResponse = super().form_valid(form)
        if held is None:
            return response
        return render(self.request, "accounts/resume.html", {"held": held})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        request, user = self.request, authenticated_user(self.request)
        form = context["form"]
        if isinstance(form, ShowPasskeyForm):
            context |= {"form": StepUpForm(user=user), "passkey_form": form}
        context |= showing(request, user, context.get("passkey_form"))
        context["with_password"] = self.with_password
        context["kept"] = request.POST.get("kept", "")
        context["locked"] = unlock.is_locked(cast("PortalRequest", request))
        return context


@with_script
def ask_to_unlock(request: PortalRequest, kept: str) -> HttpResponse:
    """The step-up in answer to a form that arrived while the session was locked."""
    context = {
        "form": StepUpForm(user=request.user),
        "kept": kept,
        "lost": not kept,
        "locked": True,
        **showing(request, request.user, None),
    }
    return render(request, "accounts/step_up.html", context, status=403)


def must_show_first(request: PortalRequest) -> bool:
    """Whether a reporter has to show who he is before anything opens his account.

    Staff cannot do anything before their first second factor, so that it needs none.
    """
    return account_of(request.user) is not None and not request.actor.stepped_up


def showing(request: HttpRequest, user: Any, form: Any) -> dict[str, Any]:
    """What a page needs that takes a passkey; nothing for who has none."""
    if not passkeys.rows(user):
        return {}
    return {
        "passkey_form": form or PasskeyForm(),
        "passkey_options": passkeys.begin_showing(request, user),
    }


def shown_now(request: Any, authenticator: Authenticator) -> None:
    """A second factor was made: it counts as shown, under a new id of the session.

    After the transaction that made it: a session's id that was rolled back is lost.
    """
    record_authentication(
        request,
        request.user,
        METHOD,
        id=authenticator.pk,
        type=authenticator.type,
    )
    request.session.cycle_key()


def note_factor(request: Any, *, renewed_codes: bool = False) -> None:
    """On the record, in the transaction that made the factor."""
    note_second_factor(
        user=request.user,
        renewed_codes=renewed_codes,
        actor=request.actor,
        now=request.now,
    )


@login_not_required
def new_password(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
    """The link to a new password, which its address may tell to nobody.

    It sends on to an address without the secret, whose form needs its origin told.
    """
    response: HttpResponseBase = account_views.password_reset_from_key(
        request, **kwargs
    )
    if kwargs["key"] != account_views.PasswordResetFromKeyView.reset_url_key:
        response["Referrer-Policy"] = "no-referrer"
    return response


sign_in = SignInView.as_view()
sign_out = account_views.logout
inactive = account_views.account_inactive
ask_password = account_views.password_reset
password_asked = account_views.password_reset_done
password_set = account_views.password_reset_from_key_done
code = CodeView.as_view()
set_up = SetUpView.as_view()
step_up = StepUpView.as_view()
recovery_codes = SeeCodesView.as_view()
renew_recovery_codes = RenewCodesView.as_view()
