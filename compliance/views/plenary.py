"""Results are set by the plenary: minutes are filed, two people agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policies import require
from compliance import policies
from compliance.forms.plenary import MinutesForm
from compliance.forms.rounds import VersionForm
from compliance.models import Plenary
from compliance.selectors.plenary import minutes_of, sitting, sittings
from compliance.selectors.rounds import is_locked
from compliance.services import errors
from compliance.services.plenary import (
    NOT_A_MEMBER,
    approve,
    file_minutes,
    gates_of_publication,
    took_part,
)
from compliance.services.results import expected, outcome_of
from compliance.services.rounds import NOT_YOURS
from compliance.views.assess import page_of
from compliance.views.refusals import CONFLICT, UNPROCESSABLE
from compliance.views.sentences import sentence
from documents.errors import Gone, InQuarantine, UploadRefused, status_of
from documents.links import download_url
from documents.reception import receive

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.plenary import Sitting
    from compliance.selectors.rounds import RoundPage


def _sitting(request: PortalRequest, ref: UUID) -> Sitting:
    """The minutes that this person may read; otherwise as if they did not exist."""
    try:
        return sitting(ref, request.actor)
    except Plenary.DoesNotExist:
        raise Http404 from None


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """The results that are to be agreed to, and those that were."""
    if not (
        policies.can_see_field(request.actor)
        or policies.can_approve_results(request.actor)
    ):
        raise Http404
    rows = [(one, one.agreed(request.actor)) for one in sittings(request.actor)]
    context = {
        "rows": rows,
        "may_approve": policies.can_approve_results(request.actor),
    }
    return render(request, "assess/plenary/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The form of the minutes of a locked round."""
    page = page_of(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    there = minutes_of(page.round.pk, request.actor)
    form = MinutesForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"version": there.version if there else 0},
    )
    status = 200
    if request.method == "POST":
        row, status = _file(request, page, form)
        if row is not None:
            told = _(
                "Berita acara tersimpan. Dua pimpinan sekarang diminta menyetujui."
            )
            messages.success(request, told)
            return redirect("assess:plenary", ref=row.ref)
    context = {"page": page, "form": form, "there": there, "may": is_locked(page)}
    return render(request, "assess/plenary/minutes.html", context, status=status)


def _file(
    request: PortalRequest, page: RoundPage, form: MinutesForm
) -> tuple[Plenary | None, int]:
    if not form.is_valid():
        return None, UNPROCESSABLE
    told = form.cleaned_data
    try:
        with transaction.atomic():  # the file stays only with what it belongs to
            row = file_minutes(
                round_ref=page.round.ref,
                number=told["number"],
                held_on=told["held_on"],
                minutes=receive(request, told["minutes"]),
                version=told["version"],
                actor=request.actor,
                now=request.now,
            )
    except UploadRefused as error:
        form.add_error("minutes", error.reason)
        return None, status_of(error)
    except errors.RoundError as error:
        day = error.code == "plenary_day"
        there = minutes_of(page.round.pk, request.actor)
        form.looked_at_now(there.version if there else 0)
        form.add_error("held_on" if day else None, sentence(error))
        return None, UNPROCESSABLE if day else CONFLICT
    return row, 200


@require_http_methods(["GET", "HEAD", "POST"])
def plenary(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The results with their minutes, and the one thing asked of a member: to agree."""
    found = _sitting(request, ref)
    if request.method == "POST":
        return _agree(request, found)
    outcome = outcome_of(found.plenary.round) if found.waits else None
    context = {
        "sitting": found,
        "round": found.plenary.round,
        "lines": expected(outcome) if outcome else [],
        "gates": gates_of_publication(found.plenary.round, outcome) if outcome else (),
        "form": VersionForm(initial={"version": found.plenary.version}),
        "may_approve": policies.can_approve_results(request.actor),
        "agreed": found.agreed(request.actor),
        "took_part": took_part(found.plenary, request.actor),
        "may_run": policies.can_run_rounds(request.actor),
    }
    return render(request, "assess/plenary/plenary.html", context)


def _agree(request: PortalRequest, found: Sitting) -> HttpResponse:
    require(policies.can_approve_results(request.actor), NOT_A_MEMBER)
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise errors.StaleRound
        approve(
            ref=found.plenary.ref,
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Persetujuan Anda tercatat."))
    return redirect("assess:plenary", ref=found.plenary.ref)


@require_safe
def minutes(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The minutes themselves."""
    found = _sitting(request, ref)
    try:
        return redirect(download_url(request, found.plenary.minutes))
    except (InQuarantine, Gone) as error:
        context = {"reason": error.reason}
        return render(request, "complaints/file_closed.html", context, status=409)
