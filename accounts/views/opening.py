"""Opening an account of a reporter: a contact, six digits, a password or a passkey.

Whoever opens it is a stranger to the journal, also with a report open in this browser:
otherwise history would tie account and report for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import passkeys
from accounts.actor import STRANGER
from accounts.adapters import home_of
from accounts.errors import AlreadyThere, ProofOver, Refused
from accounts.forms.doors import PASSKEY_REFUSED, PasskeyForm
from accounts.forms.people import NewAccountForm
from accounts.forms.reporters import ContactForm, DigitsForm
from accounts.http import person
from accounts.models import User
from accounts.network import client_network
from accounts.pseudonym import Contact, opened
from accounts.services import reporters as opening
from accounts.sessions import begin
from accounts.views.people import form
from accounts.views.reporters import refused
from accounts.views.scripts import with_script
from journal.ids import uuid7

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from accounts.models import ContactProof

KEY = "opening"


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@form
def join(request: PortalRequest) -> HttpResponse:
    """One address for the three steps; which one it is stands in the session."""
    if request.user.is_authenticated:
        return redirect(home_of(person(request), now=request.now))
    proof = opening.under_way(request.session.get(KEY, {}).get("proof"))
    act = request.POST.get("act", "")
    if proof is None or act in {"ask", "other"}:
        return _contact(request, act)
    if proof.proved_at is None:
        return _digits(request, proof, act)
    return _choose(request, proof, act)


def _contact(request: PortalRequest, act: str) -> HttpResponse:
    """Which mailbox or telephone; what had been asked before is left."""
    asked = ContactForm(request.POST if act == "ask" else None)
    status = 200 if act in {"", "other"} else 422
    if act == "ask" and asked.is_valid():
        try:
            _ask(request, asked.cleaned_data["contact"])
        except Refused as error:
            status = refused(asked, None, error)
        else:
            return redirect("join_reporter")
    then = request.POST.get("next") or request.GET.get("next", "")
    context = {"form": asked, "then": then}
    return render(request, "accounts/reporter/join.html", context, status=status)


def _ask(request: PortalRequest, to: Contact) -> None:
    begun: dict[str, Any] = request.session.get(KEY, {})
    proof = opening.ask(
        contact=to,
        language=get_language() or "id",
        network=client_network(request),
        former=begun.get("proof", 0),
        actor=STRANGER,
        now=request.now,
    )
    then = request.POST.get("next") or begun.get("next", "")
    if not url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        then = ""
    request.session[KEY] = {"proof": proof.pk, "ref": str(uuid7()), "next": then}
    # A session that somebody planted in this browser beforehand proves nothing.
    request.session.cycle_key()
    begin(request.session)


def _digits(request: PortalRequest, proof: ContactProof, act: str) -> HttpResponse:
    digits = DigitsForm(request.POST if act in {"prove", "again"} else None)
    to, status = opened(proof.sealed), 200 if request.method != "POST" else 422
    try:
        if act == "again":
            digits.errors.clear()
            _ask(request, to)
            messages.success(request, _("Kami mengirim kode baru."))
            return redirect("join_reporter")
        if act == "prove" and digits.is_valid():
            opening.prove(pk=proof.pk, code=digits.cleaned_data["code"])
            request.session.cycle_key()
            return redirect("join_reporter")
    except Refused as error:
        status = refused(digits, "code" if act == "prove" else None, error)
    context = {"form": digits, "to": to}
    return render(request, "accounts/reporter/digits.html", context, status=status)


def _choose(request: PortalRequest, proof: ContactProof, act: str) -> HttpResponse:
    """What opens the account from now on."""
    ref = UUID(request.session[KEY]["ref"])
    to = opened(proof.sealed)
    somebody = User(ref=ref, name="")  # whose passkey it will be
    asked = NewAccountForm(request.POST if act == "password" else None, email=to.value)
    shown = PasskeyForm(request.POST if "credential" in request.POST else None)
    try:
        if act == "password" and asked.is_valid():
            password = asked.cleaned_data["password1"]
            user = _open(request, proof, ref, password=password)
            return _enter(request, user, None)
        if shown.is_bound and shown.is_valid():
            answer = shown.cleaned_data["credential"]
            row = passkeys.register(request, somebody, answer, str(_("Kunci sandi")))
            return _enter(request, _open(request, proof, ref, passkey=row), row)
    except passkeys.NoPasskey:
        shown.add_error(None, PASSKEY_REFUSED)
    except (ProofOver, AlreadyThere) as error:
        messages.error(request, str(error.sentence))
        request.session.pop(KEY, None)
        there = isinstance(error, AlreadyThere)
        return redirect("account_login" if there else "join_reporter")
    return _choosing(request, asked, shown, somebody, to)


@with_script
def _choosing(
    request: PortalRequest, asked: Any, shown: Any, somebody: User, to: Contact
) -> HttpResponse:
    context = {
        "form": asked,
        "to": to,
        "passkey_form": shown,
        "passkey_options": passkeys.begin_registering(
            request, somebody, shown=to.shown
        ),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/reporter/choose.html", context, status=status)


def _open(request: PortalRequest, proof: ContactProof, ref: UUID, **by: Any) -> User:
    return opening.open_account(
        proof=proof.pk, ref=ref, actor=STRANGER, now=request.now, **by
    )


def _enter(request: PortalRequest, user: User, passkey: Any) -> HttpResponse:
    """Sign in, with the reports that this browser has opened; then where he came from."""
    then = request.session.pop(KEY)["next"] or None
    messages.success(request, _("Akun Anda siap, dan Anda sudah masuk."))
    if passkey is None:
        login = Login(user=user, redirect_url=then)
        return perform_password_login(request, {}, login)
    login = Login(user=user, redirect_url=reverse("mfa_view_recovery_codes"))
    return perform_passwordless_login(request, passkey, login)
