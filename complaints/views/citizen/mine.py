"""The reports of one account: the list, keeping one there, and closing the account.

There is no second page of a report: the list opens the page that number and code open.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actor import reporter_of
from accounts.http import person
from accounts.reporter_session import lend_case
from accounts.stepup import stepped_up
from accounts.views.reporters import of_reporters
from complaints import policies
from complaints.domain.numbering import normalise_locator
from complaints.selectors.mine import lines_of, own_report
from complaints.selectors.receipts import case_of
from complaints.services import drafting, following
from complaints.services.errors import NotReady
from complaints.views.citizen import words
from complaints.views.citizen.filing import draft_of
from complaints.views.citizen.tracking import READ_OR_SEND, opened_here
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.http import PortalRequest
    from complaints.models import Case
    from complaints.selectors.mine import Line

P = ParamSpec("P")


def for_reporters(
    view: Callable[Concatenate[PortalRequest, P], HttpResponse],
) -> Callable[Concatenate[PortalRequest, P], HttpResponse]:
    """An account at work has no list of reports of its own."""

    @wraps(view)
    def guarded(
        request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not policies.keeps_reports(request.actor):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_reporters
def reports(request: PortalRequest) -> HttpResponse:
    """Number, what we do now, whose turn, by when."""
    lines = [_shown(line) for line in lines_of(request.actor, request.now)]
    return render(request, "citizen/mine/list.html", {"lines": lines})


def _shown(line: Line) -> dict[str, Any]:
    return {
        "case": line.case,
        "sentence": words.sentence(line.case, line),
        "parties": words.parties(line.case, line),
        "clock": line.clock,
        "late": line.turn.late,
    }


@require_POST
@for_reporters
def report(request: PortalRequest, locator: str) -> HttpResponse:
    """Open one of them, or take it out of the account."""
    case = own_report(request.actor, normalise_locator(locator))
    if case is None:
        raise Http404
    if request.POST.get("do") == "lepas":
        following.unfollow(case_id=case.pk, account=request.actor, now=request.now)
        messages.success(request, _taken_out(case))
        return redirect("mine:list")
    if opened_here(request, case.locator) is None:
        account = request.actor.signed_in_id
        lend_case(request, case.pk, account, request.now)
    return redirect("tracking:case", locator=case.locator)


@login_not_required
@require_POST
def keep(request: PortalRequest, locator: str) -> HttpResponse:
    """Put the report into the account, take it out, or out of every account."""
    case = _held_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    do, page = request.POST.get("do"), redirect("tracking:case", locator=case.locator)
    if do == "lepas-semua":
        actor = reporter_of(case.pk)
        following.unfollow_all(ref=case.ref, actor=actor, now=request.now)
        messages.success(request, _("Laporan ini tidak ada lagi di akun mana pun."))
        return page
    if not request.user.is_authenticated:
        then = urlencode({"next": page.url})
        return redirect(f"{reverse('join_reporter')}?{then}")
    if do == "lepas" and policies.keeps_reports(request.actor):
        following.unfollow(case_id=case.pk, account=request.actor, now=request.now)
        messages.success(request, _taken_out(case))
        return page
    return _kept(request, case)


def _kept(request: PortalRequest, case: Case) -> HttpResponse:
    actor = reporter_of(case.pk)
    try:
        following.follow(
            ref=case.ref, account=request.actor, actor=actor, now=request.now
        )
    except NotReady as error:
        messages.error(request, refusal(error))
        return redirect("tracking:case", locator=case.locator)
    messages.success(request, _("Laporan disimpan di akun Anda."))
    return redirect("mine:list")


def _held_here(request: PortalRequest, locator: str) -> Case | None:
    """The report whose code was shown in this browser: typed here, or on its receipt."""
    found = opened_here(request, locator)
    if found is not None:
        return found
    draft = draft_of(request)
    if draft is None or draft.taken_by_id is not None:
        return None
    try:
        receipt = drafting.receipt_of(draft)
    except NotReady:  # another code replaced the one on this receipt
        return None
    if receipt is None or receipt.locator != normalise_locator(locator):
        return None
    return case_of(receipt.locator)


def _taken_out(case: Case) -> str:
    return _("Laporan %(number)s dikeluarkan dari akun Anda.") % {
        "number": case.locator
    }


@READ_OR_SEND
@of_reporters
@stepped_up
def leave_account(request: PortalRequest) -> HttpResponse:
    """Close the account for good, after a page that says what that means."""
    if request.method != "POST":
        kept = len(lines_of(request.actor, request.now))
        return render(request, "citizen/mine/leave.html", {"kept": kept})
    following.leave(user=person(request), actor=request.actor, now=request.now)
    logout(request)
    messages.success(
        request,
        _("Akun Anda dihapus. Laporan Anda tetap bisa dibuka dengan nomor dan kode."),
    )
    return redirect("tracking:enter")
