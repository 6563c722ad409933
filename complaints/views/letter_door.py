"""The door of a link to letters: the link, six digits, and the letters to the agency."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import addressee_of
from accounts.digits import TooManyCodes
from accounts.errors import Refused
from accounts.link_session import (
    ask_for,
    asked_for,
    forget_link,
    open_link,
    opened_link,
)
from accounts.network import client_network
from accounts.views.scripts import with_script
from accounts.wall_clock import wall_now
from complaints.forms.letter_links import LetterLinkForm
from complaints.forms.who import DigitsForm
from complaints.models import Case
from complaints.selectors.duties import FIELDS, number_of
from complaints.selectors.letter_links import letters_to_agency, live_link
from complaints.selectors.parts import letter_of
from complaints.services import letter_links
from complaints.services.errors import CaseError, TooManyTries
from complaints.views.evidence import send
from complaints.views.sentences import refusal
from complaints.views.words import name_in_language, office_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import LetterLink

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@READ_OR_SEND
@with_script
def enter(request: PortalRequest) -> HttpResponse:
    """Ask for the link, then for the digits. Looking sends nothing: scanners look too."""
    if request.method != "POST":
        return _page(request)
    act = request.POST.get("act", "")
    if act == "prove":
        return _prove(request)
    return _again(request) if act == "again" else _show_link(request)


def _show_link(request: PortalRequest) -> HttpResponse:
    form, status = LetterLinkForm(request.POST), 422
    if form.is_valid():
        try:
            link = letter_links.found_by(
                code=form.cleaned_data["code"], network=client_network(request)
            )
            _ask(request, link.pk)
        except (CaseError, Refused) as error:
            form.add_error("code", refusal(error))
            status = _status(error)
        else:
            ask_for(request, link.pk)
            return redirect("agency:link")
    return _page(request, form=form, status=status)


def _again(request: PortalRequest) -> HttpResponse:
    link_id = asked_for(request)
    digits = DigitsForm({})
    digits.errors.clear()
    try:
        _ask(request, link_id or 0)
    except (CaseError, Refused) as error:
        digits.add_error(None, refusal(error))
        return _page(request, digits=digits, status=_status(error))
    return redirect("agency:link")


def _ask(request: PortalRequest, link_id: int) -> None:
    letter_links.ask_digits(
        link_id=link_id,
        network=client_network(request),
        actor=request.actor,
        now=request.now,
    )


def _prove(request: PortalRequest) -> HttpResponse:
    digits, status = DigitsForm(request.POST), 422
    if digits.is_valid():
        try:
            link = letter_links.prove(
                link_id=asked_for(request) or 0,
                code=digits.cleaned_data["code"],
                now=request.now,
            )
        except (CaseError, Refused) as error:
            digits.add_error("code", refusal(error))
            status = _status(error)
        else:
            open_link(request, link.pk)
            return redirect("agency:link_letters")
    return _page(request, digits=digits, status=status)


def _status(error: Exception) -> int:
    return 429 if isinstance(error, TooManyCodes | TooManyTries) else 422


def _page(
    request: PortalRequest,
    *,
    form: LetterLinkForm | None = None,
    digits: DigitsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The field of the link; that of the digits, once they are under way."""
    waits = digits is not None or (form is None and asked_for(request) is not None)
    context: dict[str, Any] = {
        "form": (digits or DigitsForm()) if waits else (form or LetterLinkForm()),
        "waits": waits,
    }
    return render(request, "complaints/link/door.html", context, status=status)


def _opened(request: PortalRequest) -> LetterLink | None:
    """The link that was opened here, if it still is good: asked anew each time."""
    return live_link(opened_link(request) or 0, wall_now())


@login_not_required
@READ_OR_SEND
def show(request: PortalRequest) -> HttpResponse:
    """The letters to the agency in one case. Opening them is a POST: it is receipt."""
    link = _opened(request)
    if link is None:
        return redirect("agency:link")
    if request.method == "POST":
        return _act(request, link)
    seen = Case.objects.visible_to(addressee_of(link.case_id)).only(*FIELDS)
    case = seen.select_related("office", "agency").get(pk=link.case_id)
    letters = letters_to_agency(case)
    context = {
        "case": case,
        "agency": name_in_language(case.agency),
        "office": office_of(case),
        "number": number_of(case),
        "letters": [{"row": row, "about": row.letter.kind_label} for row in letters],
        "unopened": any(row.received_on is None for row in letters),
        "until": link.expires_at,
    }
    return render(request, "complaints/link/letters.html", context)


def _act(request: PortalRequest, link: LetterLink) -> HttpResponse:
    if request.POST.get("act") == "close":
        forget_link(request)
        messages.success(request, _("Surat ditutup di perangkat ini."))
        return redirect("agency:link")
    try:
        letter_links.open_letters(link_id=link.pk, now=request.now)
    except CaseError as error:  # revoked meanwhile
        messages.warning(request, refusal(error))
    return redirect("agency:link_letters")


@login_not_required
@require_safe
def letter(request: PortalRequest, letter: UUID) -> HttpResponse:
    """To the PDF of a letter that counts as received."""
    link = _opened(request)
    if link is None:
        return redirect("agency:link")
    request.actor = addressee_of(link.case_id)
    return send(request, partial(letter_of, link.case, letter, to=request.actor))
