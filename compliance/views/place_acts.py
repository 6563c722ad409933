"""What is done at one place: send, agree, give back, sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.policies import require
from compliance import policies
from compliance.forms.field import GiveBackForm, SendForm, SettleForm, SignForm
from compliance.models.field import FIRST
from compliance.services import errors
from compliance.services.reviewing import give_back, settle, sign
from compliance.services.rounds import NOT_YOURS
from compliance.services.sending import send
from compliance.views.places import offered, page_of_place, seen_place
from compliance.views.refusals import CONFLICT, UNPROCESSABLE
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.models import Place

#: What somebody else was quicker with.
STALE = {"stale", "closed", "handed_in", "signed", "not_ready"}


@require_POST
def assign(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Send an assessor."""
    found = seen_place(request, ref)
    form = SendForm(request.POST, assessors=offered(request, found))
    return _do(
        request,
        found,
        form,
        f"send{request.POST.get('turn', FIRST)}",
        lambda told: send(
            place_ref=ref,
            turn=told["turn"],
            assessor_ref=told["assessor"],
            due_on=told["due_on"],
            actor=request.actor,
            now=request.now,
        ),
        _("Penilai ditugaskan."),
    )


@require_POST
def agree(request: PortalRequest, ref: UUID, code: str) -> HttpResponse:
    """Say whose answer counts."""
    return _do(
        request,
        seen_place(request, ref),
        SettleForm(request.POST, prefix=code),
        f"settle-{code}",
        lambda told: settle(
            place_ref=ref,
            code=code,
            turn=told["turn"],
            why=told["why"],
            actor=request.actor,
            now=request.now,
        ),
        _("Keputusan tersimpan."),
    )


@require_POST
def hand_back(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Give a sheet back to its assessor."""
    return _do(
        request,
        seen_place(request, ref),
        GiveBackForm(request.POST),
        f"back{request.POST.get('turn', FIRST)}",
        lambda told: give_back(
            place_ref=ref,
            turn=told["turn"],
            why=told["why"],
            actor=request.actor,
            now=request.now,
        ),
        _("Lembar dikembalikan kepada penilai."),
    )


@require_POST
def signature(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Sign what was found."""
    return _do(
        request,
        seen_place(request, ref),
        SignForm(request.POST),
        "sign",
        lambda told: sign(
            place_ref=ref,
            note=told["note"],
            version=told["version"],
            actor=request.actor,
            now=request.now,
        ),
        _("Hasil unit ini ditandatangani."),
    )


def _do(
    request: PortalRequest,
    found: Place,
    form: forms.Form,
    name: str,
    act: Callable[[dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    """One form of the page; what was typed is kept where it is refused."""
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    if not form.is_valid():
        return page_of_place(request, found, {name: form}, UNPROCESSABLE)
    try:
        act(form.cleaned_data)
    except errors.RoundError as error:
        form.add_error(None, sentence(error))
        status = CONFLICT if error.code in STALE else UNPROCESSABLE
        return page_of_place(request, found, {name: form}, status)
    except User.DoesNotExist:
        form.add_error(None, sentence(errors.TiedAssessor()))
        return page_of_place(request, found, {name: form}, UNPROCESSABLE)
    messages.success(request, done)
    return redirect("assess:place", ref=found.ref)
