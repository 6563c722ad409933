"""An agency answers a request for explanation: it writes, keeps a draft, and sends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.domain.calendar import legal_day
from complaints.forms.agency_answer import AnswerForm, as_initial
from complaints.selectors.parts import request_of
from complaints.selectors.replies import draft_of
from complaints.services import examination, replying
from complaints.views.agency import asked_for, attempt, part_of, sent_in, tried
from complaints.views.agency_explanations import time_to_answer

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Clarification

KEEP = "keep"


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Answer a request for explanation, once its letter was opened."""
    asked = part_of(request_of, request, ref)
    draft = draft_of(asked)
    form = AnswerForm(
        *sent_in(request), initial=as_initial(draft), questions=asked.asked
    )
    status = 200
    if request.method == "POST":
        keeps = request.POST.get("do") == KEEP
        status = _kept(request, asked, form) if keeps else _sent(request, asked, form)
        if status == 302:
            here = redirect("agency:answer", ref=asked.ref)
            return here if keeps else redirect("agency:case", ref=asked.case.ref)
    today = legal_day(request.now, asked.case.office.zone)
    _due_on, may_ask = time_to_answer(asked, today)
    context = asked_for(request, asked, form) | {
        "kept": not draft.is_empty,
        "may_ask": may_ask,
    }
    return render(request, "complaints/agency/answer.html", context, status=status)


def _kept(request: PortalRequest, asked: Clarification, form: AnswerForm) -> int:
    status = tried(form, partial(_keep, request, asked, form))
    if status == 302:
        messages.success(request, _("Draf tersimpan. Belum terkirim."))
    return status


def _sent(request: PortalRequest, asked: Clarification, form: AnswerForm) -> int:
    if not form.is_valid() or not form.is_whole():
        return 422
    status = attempt(request, form, partial(_send, request, asked, form))
    if status == 302:
        messages.success(request, _("Jawaban terkirim ke Ombudsman."))
    return status


def _keep(request: PortalRequest, asked: Clarification, form: AnswerForm) -> None:
    replying.keep_answer(
        ref=asked.ref, text=form.text(), actor=request.actor, now=request.now
    )


def _send(
    request: PortalRequest, asked: Clarification, form: AnswerForm, files: list[int]
) -> None:
    examination.answer_clarification(
        ref=asked.ref,
        text=form.text(),
        file_ids=files,
        actor=request.actor,
        now=request.now,
        key=form.sent_as(),
    )
