"""Running a round: open, fill, lock, publish. For the compliance administrator."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policies import require
from agencies.domain.calendar import legal_day
from compliance import policies
from compliance.forms.rounds import (
    OpenRoundForm,
    PublishForm,
    VersionForm,
    suggested,
)
from compliance.models import Round
from compliance.selectors import rounds as selectors
from compliance.selectors.plenary import minutes_of
from compliance.selectors.self_assessment import handed_in_by
from compliance.services import errors
from compliance.services.computing import is_intact
from compliance.services.gates import gates
from compliance.services.jumps import jumps
from compliance.services.locking import gates_of_lock, lock
from compliance.services.plenary import agreement, gates_of_publication
from compliance.services.publishing import publish
from compliance.services.results import expected, outcome_of
from compliance.services.rounds import NOT_YOURS, open_round
from compliance.services.stages import steps_of
from compliance.views.sentences import sentence
from journal.ids import uuid7

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.rounds import RoundPage
    from compliance.services.gates import Gate


def page_of(request: PortalRequest, ref: UUID) -> RoundPage:
    """The round that this person may see; otherwise as if it did not exist."""
    try:
        return selectors.round_page(ref, request.actor)
    except Round.DoesNotExist:
        raise Http404 from None


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """All rounds, newest first."""
    require(policies.can_see_round(request.actor), NOT_YOURS)
    return render(
        request,
        "assess/list.html",
        {
            "rounds": selectors.rounds(request.actor),
            "may_assess": policies.is_assessor(request.actor),
            "may_run": policies.can_run_rounds(request.actor),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """The form of a new round; its cut-off is yesterday unless chosen otherwise."""
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    today = legal_day(request.now, settings.TIME_ZONE)
    form = OpenRoundForm(
        request.POST or None,
        groups=selectors.groups(invented_only=settings.DEMO),
        methods=selectors.methods(),
        initial=suggested(today.year, today - timedelta(days=1), uuid7()),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            opened = open_round(
                ref=data["ref"],
                methodology=data["methodology"],
                name=data["name"],
                year=data["year"],
                cutoff=data["cutoff"],
                today=today,
                agencies=selectors.agencies_of(data["group"]),
                actor=request.actor,
                now=request.now,
            )
        except errors.RoundError as error:
            form.add_error(
                "cutoff" if error.code == "cutoff" else None, sentence(error)
            )
        else:
            return redirect("assess:round", ref=opened.ref)
    return render(
        request, "assess/new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
def detail(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One round: where it stands, what is missing, who has which figures."""
    page = page_of(request, ref)
    locked, today = (
        selectors.is_locked(page),
        legal_day(request.now, settings.TIME_ZONE),
    )
    found: tuple[Gate, ...] = ()
    if selectors.is_open(page):
        found = gates(page.round, today)
    elif locked:
        found = agreement(page.round)
    return render(
        request,
        "assess/round.html",
        {
            "page": page,
            "steps": steps_of(page.round, today) if page.at_units else [],
            "gates": found,
            "may_go_on": all(gate.met for gate in found),
            "minutes": minutes_of(page.round.pk, request.actor) if locked else None,
            "may_see_field": policies.can_see_field(request.actor),
            "may_run": policies.can_run_rounds(request.actor),
            "judged": _judged_themselves(request, page),
            "intact": all(
                is_intact(line.snapshot)
                for line in page.lines
                if line.snapshot and line.snapshot.score is not None
            ),
        },
    )


def _judged_themselves(
    request: PortalRequest, page: RoundPage
) -> tuple[int, int] | None:
    """How many agencies of how many handed in what they say of themselves; None where
    nobody asked them, or it is not for this reader."""
    if page.round.self_until is None or not policies.can_see_field(request.actor):
        return None
    handed_in = handed_in_by(page.round, request.actor)
    asked = [line.ref for line in page.lines if line.assessed]
    return sum(ref in handed_in for ref in asked), len(asked)


@require_http_methods(["GET", "HEAD", "POST"])
def lock_round(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Say what is fixed from then on and ask once; then fix answers and record."""
    page = page_of(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    form = VersionForm(request.POST or None, initial={"version": page.round.version})
    if request.method != "POST":
        today = legal_day(request.now, settings.TIME_ZONE)
        open_ = selectors.is_open(page)
        leaps = jumps(page.round) if open_ else []
        found = gates_of_lock(page.round, today, leaps) if open_ else ()
        context = {
            "page": page,
            "form": form,
            "gates": found,
            "may": open_ and all(gate.met for gate in found),
            "jumps": leaps,
        }
        return render(request, "assess/lock.html", context)
    try:
        if not form.is_valid():
            raise errors.StaleRound
        lock(
            round_ref=ref,
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Penilaian dikunci. Isian tidak bisa diubah lagi."))
    return redirect("assess:round", ref=ref)


@require_http_methods(["GET", "HEAD", "POST"])
def publish_round(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Ask once, because nothing takes it back; then publish."""
    page = page_of(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    form = PublishForm(request.POST or None, initial={"version": page.round.version})
    if request.method != "POST" or "decree" in form.errors:
        outcome = outcome_of(page.round) if selectors.is_locked(page) else None
        found = gates_of_publication(page.round, outcome) if outcome else ()
        context = {
            "page": page,
            "form": form,
            "lines": expected(outcome) if outcome else [],
            "gates": found,
            "may": bool(outcome) and all(gate.met for gate in found),
        }
        status = 422 if form.errors else 200
        return render(request, "assess/publish.html", context, status=status)
    try:
        if not form.is_valid():
            raise errors.StaleRound
        publish(
            round_ref=ref,
            version=form.cleaned_data["version"],
            decree=form.cleaned_data["decree"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Rapor terbit."))
    return redirect("assess:round", ref=ref)
