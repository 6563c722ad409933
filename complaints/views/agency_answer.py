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
from complaints.selectors.replies import draft_rows, drafted
from complaints.services import examination, replying
from complaints.views.agency import asked_for, attempt, part_of
from complaints.views.agency_drafts import (
    Stored,
    kept,
    merge_of,
    sent_in,
    shown_as_one,
)
from complaints.views.agency_explanations import time_to_answer
from complaints.views.comparing import MERGE

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Clarification


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Answer a request for explanation, once its letter was opened."""
    asked = part_of(request_of, request, ref)
    stored = _stored(asked)
    form = AnswerForm(
        *sent_in(request, stored), initial=stored.initial, questions=asked.asked
    )
    status = 200
    if request.method == "POST":
        wish = request.POST.get("do", "")
        status = POSTS.get(wish, _sent)(request, asked, form)
        if status == 302:
            here = redirect("agency:answer", ref=asked.ref)
            return here if wish == KEEP else redirect("agency:case", ref=asked.case.ref)
    today = legal_day(request.now, asked.case.office.zone)
    _due_on, may_ask = time_to_answer(asked, today)
    context = asked_for(request, asked, form) | {
        "kept": bool(stored.mark),
        "merge": merge_of(request, form, stored, asked.case),
        "may_ask": may_ask,
    }
    return render(request, "complaints/agency/answer.html", context, status=status)


def _stored(asked: Clarification) -> Stored:
    """The draft as it is stored now, whoever saved it."""
    rows = draft_rows(asked)
    text = drafted(rows)
    last = rows[0] if rows else None  # one saving writes them all
    return Stored(
        as_initial(text),
        text.mark,
        by=last.saved_by.name if last else "",
        at=last.saved_at if last else None,
    )


def _chosen(request: PortalRequest, asked: Clarification, form: AnswerForm) -> int:
    del request, asked
    return shown_as_one(form)


def _kept(request: PortalRequest, asked: Clarification, form: AnswerForm) -> int:
    return kept(request, form, partial(_keep, request, asked, form))


def _sent(request: PortalRequest, asked: Clarification, form: AnswerForm) -> int:
    if not form.is_valid() or not form.is_whole():
        return 422
    status = attempt(request, form, partial(_send, request, asked, form))
    if status == 302:
        messages.success(request, _("Jawaban terkirim ke Ombudsman."))
    return status


def _keep(request: PortalRequest, asked: Clarification, form: AnswerForm) -> None:
    replying.keep_answer(
        ref=asked.ref,
        text=form.text(),
        basis=form.cleaned_data["basis"],
        actor=request.actor,
        now=request.now,
    )


def _send(
    request: PortalRequest, asked: Clarification, form: AnswerForm, files: list[int]
) -> None:
    examination.answer_clarification(
        ref=asked.ref,
        text=form.text(),
        file_ids=files,
        basis=form.cleaned_data["basis"],
        actor=request.actor,
        now=request.now,
        key=form.sent_as(),
    )


KEEP = "keep"
POSTS = {KEEP: _kept, MERGE: _chosen}
