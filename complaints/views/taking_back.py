"""An entry of the public register is taken back, by a commissioner and at once.

Nothing of its case is shown or asked for: who may not read the case may still do this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from complaints.forms.releasing import TakeBackForm
from complaints.policies import sits_in_plenary
from complaints.selectors.releases import entry_to_take_back
from complaints.services import releasing
from complaints.services.errors import CaseError
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import RegisterEntry


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PortalRequest, entry: UUID) -> HttpResponse:
    """Asks why, and takes it back."""
    if not sits_in_plenary(request.actor):
        raise Http404
    found = entry_to_take_back(entry)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _taken(request, found)
    if found.withdrawn_on is not None:
        return redirect("recommendations:entry", ref=found.ref)
    return _page(request, found, TakeBackForm(), status=200)


def _taken(request: PortalRequest, row: RegisterEntry) -> HttpResponse:
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        releasing.withdraw(
            entry=row.ref,
            why=form.cleaned_data["why"],
            actor=request.actor,
            now=request.now,
        )
    except NotAllowed as error:
        form.add_error(None, str(refusal(error)))
        return _page(request, row, form, status=403)
    except CaseError as error:
        form.add_error(None, str(refusal(error)))
        return _page(request, row, form, status=409)
    messages.success(request, _("Entri ditarik. Isinya tidak lagi dapat dibaca umum."))
    return redirect("recommendations:entry", ref=row.ref)


def _page(
    request: PortalRequest, row: RegisterEntry, form: TakeBackForm, *, status: int
) -> HttpResponse:
    context = {"row": row, "form": form}
    return render(request, "complaints/members/take_back.html", context, status=status)
