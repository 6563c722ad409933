"""How every page of the editor answers: shown, refused with what was typed, or done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.policies import require
from compliance import policies
from compliance.models import Methodology, MethodologyNode
from compliance.services import errors
from compliance.services.rounds import NOT_YOURS
from compliance.views.instruments import page_of
from compliance.views.refusals import UNPROCESSABLE, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.instruments import Instrument

BOTH = require_http_methods(["GET", "HEAD", "POST"])


def write_page(request: PortalRequest, ref: UUID) -> Instrument:
    """The version, for who may write drafts."""
    page = page_of(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    return page


def above_of(page: Instrument, code: str) -> MethodologyNode | None:
    """The node of this code, or the first level for none. 404 for an unknown one."""
    return node_of(page, code) if code else None


def node_of(page: Instrument, code: str) -> MethodologyNode:
    """The node of this code. 404 for an unknown one."""
    found = page.node(code)
    if found is None:
        raise Http404
    return found


def of_draft(request: PortalRequest, ref: UUID, form: Form) -> dict[str, Any]:
    """What every use case that changes a draft is told beside the change."""
    return {
        "ref": ref,
        "edition": form.cleaned_data["edition"],
        "actor": request.actor,
        "now": request.now,
    }


def kept(form: Form, act: Callable[[], object]) -> int:
    """Run the use case with what was sent; the status. What was typed is kept."""
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        act()
    except errors.RoundError as error:
        return refused(form, error)
    except (Methodology.DoesNotExist, MethodologyNode.DoesNotExist):
        raise Http404 from None  # thrown away meanwhile
    return 200


def answered(
    request: PortalRequest,
    page: Instrument,
    form: Form,
    act: Callable[[], object],
    done: str,
    *,
    template: str = "form",
    after: str = "",
    **more: Any,
) -> HttpResponse:
    """The page with its form; sent and kept, the way on with ``done`` said there."""
    status = 200
    if request.method == "POST":
        status = kept(form, act)
        if status == 200:
            messages.success(request, done)
            if after:
                return redirect(after)
            ref = form.cleaned_data.get("ref", page.method.ref)
            return redirect("assess:method", ref=ref)
    context = {"page": page, "form": form, **more}
    return render(request, f"assess/methods/{template}.html", context, status=status)
