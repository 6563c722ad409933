"""Whether what we verified of an order is what its reporter sees: one page, one question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render

from complaints.domain.corrective import ActionStatus
from complaints.forms.afterwards import SeenForm
from complaints.selectors.seeing import open_sighting
from complaints.services import seeing
from complaints.views.citizen.afterwards import taken
from complaints.views.citizen.tracking import READ_OR_SEND, opened_here
from complaints.views.words import STATUS_NAMES

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse
    from django.utils.functional import Promise

    from accounts.http import PortalRequest
    from complaints.models import CorrectiveAction


@login_not_required
@READ_OR_SEND
def answer(request: PortalRequest, locator: str, ref: UUID) -> HttpResponse:
    """Read what we verified and say whether it is so; what asks no more leads back."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    asked = open_sighting(case, ref)
    if asked is None and request.method != "POST":
        return redirect("tracking:case", locator=case.locator)
    form = SeenForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    use_case = partial(seeing.answer, ref=case.ref, sighting=ref)
    if taken(request, case, form, use_case):
        return redirect("tracking:case", locator=case.locator)
    context = {
        "case": case,
        "form": form,
        "asked": asked,
        "status": _verified(asked.action) if asked else "",
    }
    return render(request, "citizen/track/perbaikan.html", context, status=status)


def _verified(action: CorrectiveAction) -> str | Promise:
    """What we verified of it, whatever the agency sent since."""
    done = action.settled_on is not None
    status = ActionStatus.DILAKSANAKAN if done else ActionStatus.SEBAGIAN
    return STATUS_NAMES[status]
