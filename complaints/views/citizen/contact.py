"""Six digits for a telephone or a mailbox. Whoever has no patience goes on without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.digits import TooManyCodes
from accounts.errors import Refused
from accounts.network import client_network
from accounts.views.scripts import with_line
from complaints.forms.who import DigitsForm
from complaints.models.choices import ContactKind
from complaints.services import contact_check
from complaints.services.errors import CaseError
from complaints.views.citizen import wizard
from complaints.views.citizen.filing import READ_OR_SEND, writing
from complaints.views.citizen.who import contact_of, unchecked
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Draft

STEP = wizard.BY_SLUG["kontak"]


@login_not_required
@READ_OR_SEND
@with_line
def check(request: PortalRequest) -> HttpResponse:
    """Ask for a code, or show it. Looking sends nothing."""
    draft = writing(request)
    if draft is None:
        return redirect("citizen:file_start")
    if request.method != "POST":
        return _page(request, draft, DigitsForm())
    kind = request.POST.get("kind", "")
    if kind not in set(ContactKind):
        return redirect("citizen:file_code")
    if request.POST.get("act") == "send":
        return _send(request, draft, ContactKind(kind))
    return _prove(request, draft, ContactKind(kind))


def _send(request: PortalRequest, draft: Draft, kind: ContactKind) -> HttpResponse:
    try:
        contact_check.ask(
            ref=draft.ref,
            kind=kind,
            network=client_network(request),
            actor=request.actor,
            now=request.now,
        )
    except (CaseError, Refused) as error:
        status = 429 if isinstance(error, TooManyCodes) else 409
        return _refused(request, draft, DigitsForm({}), error, status=status)
    return redirect("citizen:file_code")


def _prove(request: PortalRequest, draft: Draft, kind: ContactKind) -> HttpResponse:
    form = DigitsForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    try:
        contact_check.prove(
            ref=draft.ref,
            kind=kind,
            code=form.cleaned_data["code"],
            actor=request.actor,
            now=request.now,
        )
    except (CaseError, Refused) as error:
        form.add_error("code", refusal(error))
        return _page(request, draft, form, status=422)
    messages.success(request, _("Kontak Anda sudah dipastikan."))
    return redirect("citizen:file_code")


def _refused(
    request: PortalRequest,
    draft: Draft,
    form: DigitsForm,
    error: Exception,
    *,
    status: int,
) -> HttpResponse:
    form.errors.clear()
    form.add_error(None, refusal(error))
    return _page(request, draft, form, status=status)


def _page(
    request: PortalRequest, draft: Draft, form: DigitsForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "draft": draft,
        "track": wizard.track(STEP),
        "next": wizard.after(STEP, draft),
        "onwards": wizard.address(wizard.after(STEP, draft)),
        "contacts": list(_rows(draft)),
        "open": unchecked(draft),
    }
    return render(request, "citizen/file/kode.html", context, status=status)


def _rows(draft: Draft) -> Any:
    contact = contact_of(draft)
    marks = contact.marks()
    asked = set(draft.checks.values_list("kind", flat=True))
    shown = {ContactKind.EMAIL: contact.email, ContactKind.PHONE: contact.phone}
    for kind in ContactKind:
        if shown[kind]:
            yield {
                "kind": kind.value,
                "value": shown[kind],
                "checked": marks.get(kind) == "verified",
                "reachable": bool(contact_check.value_of(contact, kind)),
                "asked": kind in asked,
                "whatsapp": contact.channel == "whatsapp",
            }
