"""Before a restricted case: the page that asks why it is opened."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, cast

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.wall_clock import wall_now
from complaints.forms.safeguards import VisitForm
from complaints.selectors.visits import has_stated
from complaints.services import restricting
from complaints.views.case import ReasonWanted, seen_case
from complaints.views.words import name_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse, HttpResponseBase, QueryDict

    from accounts.http import PortalRequest
    from complaints.models import Case

P = ParamSpec("P")


def stated(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Let a page of a case ask for the reason first where the case is restricted.

    What was sent to a case that a colleague restricted meanwhile is refused as any
    other change from a page out of date: nothing is done, and the words come back.
    """

    @wraps(view)
    def asked(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except ReasonWanted as wanted:
            request = cast("PortalRequest", args[0])
            if request.method != "POST":
                return redirect("work:reason", ref=wanted.ref)
            case = seen_case(request, wanted.ref)
            return _page(request, case, VisitForm(), words_of(request.POST), status=409)

    return asked


def words_of(sent: QueryDict) -> list[str]:
    """What somebody wrote by hand: a code or a number has no space, a sentence has."""
    every = [value for _, values in sent.lists() for value in values]
    return [value for value in every if len(value.split()) > 1]


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Say why; for eight hours the case then opens to the one who said it."""
    case = seen_case(request, ref)
    if not case.restricted or has_stated(case, request.actor, wall_now()):
        return redirect("work:case", ref=case.ref)
    form = VisitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        restricting.visit(
            ref=case.ref,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            actor=request.actor,
            real_now=wall_now(),
            now=request.now,
        )
        return redirect("work:case", ref=case.ref)
    return _page(request, case, form, [], status=422 if form.is_bound else 200)


def _page(
    request: PortalRequest,
    case: Case,
    form: VisitForm,
    written: list[str],
    *,
    status: int,
) -> HttpResponse:
    context = {
        "form": form,
        "name": name_of(case),
        "door": reverse("work:reason", args=[case.ref]),
        "written": written,
        "overtaken": status == 409,
    }
    return render(request, "complaints/office/reason.html", context, status=status)
