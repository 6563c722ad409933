"""An account of one's own, for whoever reports: opening it, its contact, its password.

Which contact is being proved stands in the session by the number of its row; the pages
are the same whether it has an account or not.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import reporters
from accounts.digits import TooManyCodes
from accounts.errors import Refused
from accounts.forms.people import NewAccountForm
from accounts.forms.reporters import ContactForm, DigitsForm
from accounts.http import person
from accounts.network import client_network
from accounts.pseudonym import opened
from accounts.services import reporters as opening
from accounts.services.people import change_password
from accounts.stepup import stepped_up
from accounts.views.people import form

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from accounts.http import PortalRequest
    from accounts.models import ContactProof

CHANGING = "new_contact"


def of_reporters(
    view: Callable[[PortalRequest], HttpResponseBase],
) -> Callable[[PortalRequest], HttpResponseBase]:
    """These pages exist for accounts of reporters only."""

    @wraps(view)
    def guarded(request: PortalRequest) -> HttpResponseBase:
        if reporters.account_of(request.user) is None:
            raise Http404
        return view(request)

    return guarded


def refused(bound: Any, field: str | None, error: Refused) -> int:
    """Say it beside the form; returns the status."""
    bound.add_error(field, error.sentence)
    return 429 if isinstance(error, TooManyCodes) else 422


@of_reporters
@form
@stepped_up
def change_contact(request: PortalRequest) -> HttpResponse:
    """Another contact for the account, which counts once its six digits were shown."""
    user = person(request)
    waiting = user.proofs.filter(
        pk=request.session.get(CHANGING, 0), proved_at=None
    ).first()
    act = request.POST.get("act", "")
    asked = ContactForm(request.POST if act == "ask" else None)
    digits = DigitsForm(request.POST if act in {"prove", "again"} else None)
    status = 200
    try:
        if act == "again" and waiting is not None:
            digits.errors.clear()
            _ask(request, opened(waiting.sealed))
            return redirect("reporter_contact")
        if act == "ask" and asked.is_valid():
            _ask(request, asked.cleaned_data["contact"])
            return redirect("reporter_contact")
        if act == "prove" and waiting is not None and digits.is_valid():
            _replace(request, waiting, digits.cleaned_data["code"])
            return redirect("account")
        status = 422 if request.method == "POST" else 200
    except Refused as error:
        bound = asked if act == "ask" else digits
        status = refused(bound, "code" if act == "prove" else None, error)
    context = {
        "form": asked,
        "digits": digits,
        "waiting": opened(waiting.sealed).value if waiting else "",
        "now": reporters.contact_for(user),
    }
    return render(request, "accounts/reporter/contact.html", context, status=status)


def _ask(request: PortalRequest, to: Any) -> None:
    proof = opening.ask(
        contact=to,
        language=get_language() or "id",
        network=client_network(request),
        user=person(request),
        former=request.session.get(CHANGING, 0),
        actor=request.actor,
        now=request.now,
    )
    request.session[CHANGING] = proof.pk


def _replace(request: PortalRequest, waiting: ContactProof, code: str) -> None:
    opening.replace_contact(
        user=person(request),
        proof=waiting.pk,
        code=code,
        actor=request.actor,
        now=request.now,
    )
    request.session.pop(CHANGING, None)
    messages.success(request, _("Kontak akun Anda diganti."))


@of_reporters
@form
@sensitive_post_parameters("password1", "password2")
@stepped_up
def change_own_password(request: PortalRequest) -> HttpResponse:
    """Another password, or the first one beside a passkey; other sessions end."""
    user = person(request)
    contact = reporters.contact_for(user)
    asked = NewAccountForm(
        request.POST if request.method == "POST" else None,
        email=contact.value if contact else "",
    )
    if asked.is_valid():
        change_password(
            user=user,
            password=asked.cleaned_data["password1"],
            actor=request.actor,
            now=request.now,
        )
        update_session_auth_hash(request, user)
        messages.success(request, _("Kata sandi tersimpan. Semua sesi lain ditutup."))
        return redirect("account")
    status = 422 if request.method == "POST" else 200
    context = {"form": asked}
    return render(request, "accounts/reporter/password.html", context, status=status)
