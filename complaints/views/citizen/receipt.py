"""Number and code: shown after sending, and again for as long as the draft lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from accounts.views.scripts import with_line
from complaints.domain.numbering import normalise_locator
from complaints.domain.terms import TermKind
from complaints.selectors.receipts import case_of, promised
from complaints.services import drafting, proving
from complaints.services.errors import NotReady
from complaints.views.citizen.filing import draft_of
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.models import Case
    from complaints.services.filing import Receipt


def drawing(address: str) -> SafeString:
    """The QR of an address as SVG, without style attributes."""
    drawing = segno.make(address, error="m").svg_inline(
        scale=4, dark="#000", light="#fff", lineclass=None, svgclass="qr"
    )
    return mark_safe(drawing)  # noqa: S308 - drawn by us from letters and digits


def proof_of(case: Case) -> dict[str, str]:
    """Where anybody can see that this receipt is genuine, and the QR of it."""
    seal = proving.seal_of(case)
    path = reverse(
        "citizen:verify_receipt", kwargs={"number": case.locator, "seal": seal}
    )
    address = f"{settings.BASE_URL}{path}"
    return {"proof": address, "proof_qr": drawing(address)}


def of_receipt(receipt: Receipt) -> dict[str, Any]:
    """Number, code, both drawings, where to look and who has it: what is printed."""
    path = reverse("tracking:case", kwargs={"locator": receipt.locator})
    case = case_of(receipt.locator)
    # The secret stands behind the #, so no server and no log ever sees it.
    address = f"{settings.BASE_URL}{path}#{receipt.qr_secret}"
    return {
        "receipt": receipt,
        "tracking": f"{settings.BASE_URL}{reverse('tracking:enter')}",
        "received_on": case.submitted_on,
        "office": case.office,
        "by_phone": "phone" in (case.contact_marks or {}),
        "qr": drawing(address),
        **proof_of(case),
    }


@login_not_required
@require_safe
def verify(request: PortalRequest, number: str, seal: str) -> HttpResponse:
    """Kind, date and office of a receipt, to whoever holds it; nothing of the report."""
    found = proving.proven(number=normalise_locator(number), seal=seal)
    status = 200 if found else 404
    return render(request, "citizen/proof.html", {"proof": found}, status=status)


@login_not_required
@require_safe
@with_line
def sent(request: PortalRequest) -> HttpResponse:
    """The receipt. Reloading it is safe; the code is derived, not stored."""
    draft = draft_of(request)
    try:
        receipt = drafting.receipt_of(draft) if draft is not None else None
    except NotReady as error:
        messages.warning(request, refusal(error))
        return redirect("tracking:enter")
    if draft is None or receipt is None:
        return redirect("citizen:file_start")
    context = {
        **of_receipt(receipt),
        "taken": draft.taken_by_id is not None,
        "draft": draft,
        "promise": promised(receipt.locator, TermKind.FORMAL_PROMISE),
        "call": promised(receipt.locator, TermKind.RCO_CONTACT),
    }
    return render(request, "citizen/file/sent.html", context)
