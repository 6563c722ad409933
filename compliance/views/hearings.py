"""Hearing the agencies, as those do it who run the round."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.policies import require
from agencies.domain.calendar import legal_day
from compliance import policies
from compliance.forms.hearing import AnnounceForm, AnswerForm, JudgeForm
from compliance.models import AgencyReply, ScoreObjection
from compliance.selectors.hearing import objections_of, replies_of
from compliance.selectors.rounds import is_open
from compliance.selectors.self_assessment import takes_answers
from compliance.services import errors
from compliance.services.gates import gates_of_results
from compliance.services.hearing import announce, answer_objection, judge_reply
from compliance.services.rounds import NOT_YOURS
from compliance.views.assess import page_of
from compliance.views.refusals import UNPROCESSABLE, refused
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.rounds import RoundPage

#: What the form suggests: two weeks, as it is done.
USUAL = timedelta(days=14)


@require_http_methods(["GET", "HEAD", "POST"])
def announcing(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Show the agencies their preliminary results, with a last day for objections."""
    page = page_of(request, ref)
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    today = legal_day(request.now, settings.TIME_ZONE)
    until = page.round.objections_until or today + USUAL
    form = AnnounceForm(
        request.POST if request.method == "POST" else None,
        initial={"version": page.round.version, "until": until},
    )
    status = 200
    if request.method == "POST":
        status = _announce(request, page, form)
        if status == 200:
            messages.success(request, _("Instansi diberi tahu hasil sementaranya."))
            return redirect("assess:hearing", ref=ref)
    found = gates_of_results(page.round)
    context = {
        "page": page,
        "form": form,
        "gates": found,
        "may": is_open(page) and all(gate.met for gate in found),
        "closes_self": takes_answers(page.round, today),
    }
    return render(request, "assess/hearing/announce.html", context, status=status)


def _announce(request: PortalRequest, page: RoundPage, form: AnnounceForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        announce(
            round_ref=page.round.ref,
            until=form.cleaned_data["until"],
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        if error.code == "stale":
            form.looked_at_now(page.round.version)
        return refused(form, error, mend={"term_short": "until", "gates": None})
    return 200


@require_safe
def hearing(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The objections and replies of a round, what waits first."""
    page = page_of(request, ref)
    require(policies.can_see_field(request.actor), NOT_YOURS)
    context = {
        "page": page,
        "objections": list(objections_of(page.round, request.actor)),
        "replies": [
            (
                row,
                JudgeForm(
                    initial={"at": row.at.isoformat()}, auto_id=f"id_{row.pk}_%s"
                ),
            )
            for row in replies_of(page.round, request.actor)
        ],
        "may_run": policies.can_run_rounds(request.actor),
    }
    return render(request, "assess/hearing/hearing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One objection, and our answer."""
    rows = ScoreObjection.objects.visible_to(request.actor).filter(ref=ref)
    row = rows.select_related("round", "agency", "place__unit", "node").first()
    if row is None:
        raise Http404
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = _answer(request, ref, form)
        if status == 200:
            messages.success(request, _("Jawaban terkirim kepada instansi."))
            return redirect("assess:hearing", ref=row.round.ref)
    context = {"row": row, "form": form}
    return render(request, "assess/hearing/objection.html", context, status=status)


def _answer(request: PortalRequest, ref: UUID, form: AnswerForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        answer_objection(
            ref=ref,
            upheld=form.cleaned_data["upheld"],
            answer=form.cleaned_data["answer"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        return refused(form, error)
    return 200


@require_POST
def judge(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Show a reply, or hold it back with a reason."""
    rows = AgencyReply.objects.visible_to(request.actor).filter(ref=ref)
    row = rows.select_related("round").first()
    if row is None:
        raise Http404
    require(policies.can_run_rounds(request.actor), NOT_YOURS)
    form = JudgeForm(request.POST)
    try:
        if not form.is_valid():
            raise errors.StaleRound
        judge_reply(
            ref=ref,
            at=datetime.fromisoformat(form.cleaned_data["at"]),
            held_why=form.cleaned_data["held_why"],
            actor=request.actor,
            now=request.now,
        )
    except (errors.RoundError, ValueError):
        messages.error(request, sentence(errors.StaleRound()))
    else:
        messages.success(request, _("Keputusan tersimpan."))
    return redirect("assess:hearing", ref=row.round.ref)
