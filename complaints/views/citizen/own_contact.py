"""The reporter's contact, changed by the holder of number and code.

The pages never show the contact on record: whoever finds a slip with number and code
must not find an address too. What was typed here is shown here, in the same browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.digits import TooManyCodes
from accounts.errors import NotAllowed, Refused
from accounts.network import client_network
from accounts.reporter_session import reporter_for
from complaints.forms.contact import ChangeForm
from complaints.forms.who import DigitsForm
from complaints.models.choices import ContactKind, NewsChannel
from complaints.selectors.merging import family_of
from complaints.selectors.reaching import contacts_of
from complaints.services import contact_change
from complaints.services.errors import CaseError, NotReady
from complaints.views import reaching
from complaints.views.citizen.tracking import opened_here
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Case, ContactChange

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
KEY = "contact_changes"


@login_not_required
@READ_OR_SEND
def show(request: PortalRequest, locator: str) -> HttpResponse:
    """What kinds of contact there are; another one, another way; the six digits."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    if request.method != "POST":
        return _page(request, case, _blank(case), DigitsForm())
    act = request.POST.get("act", "")
    if act == "prove":
        return _prove(request, case)
    return _again(request, case) if act == "again" else _change(request, case)


@login_not_required
@READ_OR_SEND
def remove(request: PortalRequest, locator: str, kind: str) -> HttpResponse:
    """Take a contact away, after a page that says what that means."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    found = {contact.kind: contact for contact in contacts_of(case)}
    if kind not in found:
        return redirect("tracking:contact", locator=case.locator)
    if request.method == "POST":
        _remove(request, case, ContactKind(kind))
        return redirect("tracking:contact", locator=case.locator)
    context = {
        "case": case,
        "kind": kind,
        "last": len(found) == 1,
        "family": family_of(case),
    }
    return render(request, "citizen/track/contact_remove.html", context)


def _remove(request: PortalRequest, case: Case, kind: ContactKind) -> None:
    actor = reporter_for(request, case.pk)
    try:
        contact_change.remove(ref=case.ref, kind=kind, actor=actor, now=request.now)
    except (CaseError, Refused) as error:  # gone meanwhile, in another window
        messages.warning(request, refusal(error))
    else:
        messages.success(request, _("Kontak itu sudah kami hapus."))


def _change(request: PortalRequest, case: Case) -> HttpResponse:
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, DigitsForm(), status=422)
    wanted, channel = form.cleaned_data["contact"], form.cleaned_data["channel"]
    try:
        if wanted is not None:
            kind, value = wanted
            return _ask(request, case, kind, value, channel)
        contact_change.choose(
            ref=case.ref,
            channel=channel,
            actor=reporter_for(request, case.pk),
            now=request.now,
        )
    except (CaseError, NotAllowed, Refused) as error:
        form.add_error(
            "channel" if isinstance(error, NotReady) else None, refusal(error)
        )
        return _page(request, case, form, DigitsForm(), status=_status(error))
    messages.success(request, _("Cara kami memberi kabar sudah diganti."))
    return redirect("tracking:contact", locator=case.locator)


def _again(request: PortalRequest, case: Case) -> HttpResponse:
    asked = _asked(request, case)
    if asked is None:
        return redirect("tracking:contact", locator=case.locator)
    wish = contact_change.wish_of(asked)
    try:
        return _ask(request, case, wish.kind, wish.value, NewsChannel(wish.channel))
    except (CaseError, Refused) as error:
        digits = DigitsForm({})
        digits.errors.clear()
        digits.add_error(None, refusal(error))
        return _page(request, case, _blank(case), digits, status=_status(error))


def _ask(
    request: PortalRequest,
    case: Case,
    kind: ContactKind,
    value: str,
    channel: NewsChannel,
) -> HttpResponse:
    asked = contact_change.ask(
        ref=case.ref,
        kind=kind,
        value=value,
        channel=channel,
        language=get_language() or "id",
        network=client_network(request),
        actor=reporter_for(request, case.pk),
        now=request.now,
    )
    known: dict[str, int] = request.session.get(KEY, {})
    request.session[KEY] = known | {str(case.pk): asked.pk}
    return redirect("tracking:contact", locator=case.locator)


def _prove(request: PortalRequest, case: Case) -> HttpResponse:
    digits, status = DigitsForm(request.POST), 422
    if digits.is_valid():
        try:
            contact_change.confirm(
                ref=case.ref,
                code=digits.cleaned_data["code"],
                actor=reporter_for(request, case.pk),
                now=request.now,
            )
        except (CaseError, NotAllowed, Refused) as error:
            digits.add_error("code", refusal(error))
        else:
            messages.success(
                request, _("Kontak Anda sudah diganti. Kabar berikutnya ke sana.")
            )
            return redirect("tracking:contact", locator=case.locator)
    return _page(request, case, _blank(case), digits, status=status)


def _status(error: Exception) -> int:
    return 429 if isinstance(error, TooManyCodes) else 409


def _blank(case: Case) -> ChangeForm:
    now = (case.contact_marks or {}).get("news") or NewsChannel.EMAIL
    return ChangeForm(initial={"channel": now})


def _asked(request: PortalRequest, case: Case) -> ContactChange | None:
    """What was asked for in this browser and not proved yet."""
    known: dict[str, int] = request.session.get(KEY, {})
    pk = known.get(str(case.pk), 0)
    found: ContactChange | None = case.contact_changes.filter(
        pk=pk, done_at=None
    ).first()
    return found


def _page(
    request: PortalRequest,
    case: Case,
    form: ChangeForm,
    digits: DigitsForm,
    *,
    status: int = 200,
) -> HttpResponse:
    asked = _asked(request, case)
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "digits": digits,
        "wish": contact_change.wish_of(asked) if asked else None,
        "contacts": reaching.contacts(case),
        "way": reaching.way(case),
        "family": family_of(case),
    }
    return render(request, "citizen/track/contact.html", context, status=status)
