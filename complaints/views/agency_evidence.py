"""An agency shows that an order was done: it writes, keeps a draft, and sends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.agency_policies import speaks_for_agency
from complaints.forms.agency import EvidenceForm, as_initial
from complaints.selectors.actions import facts_of
from complaints.selectors.dividing import is_open
from complaints.selectors.duties import clock_ref, number_of
from complaints.selectors.evidence_drafts import draft_of, drafted
from complaints.selectors.parts import action_of, pieces_of
from complaints.services import corrective, evidence_drafts
from complaints.views.agency import attempt, clock_for, held_of, part_of, tried
from complaints.views.agency_drafts import (
    Stored,
    kept,
    merge_of,
    sent_in,
    shown_as_one,
)
from complaints.views.comparing import MERGE
from complaints.views.more_words import more_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import CorrectiveAction

KEEP, DROP = "keep", "drop"


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Show that an action was done. The agency never sets its status."""
    action = part_of(action_of, request, ref)
    found = action.case
    today = legal_day(request.now, found.office.zone)
    writes = speaks_for_agency(request.actor, found)
    stored = _stored(action) if writes else Stored({}, "")
    form = _form(request, action, stored, today)
    status = 200
    if request.method == "POST":
        wish = request.POST.get("do", "")
        status = POSTS.get(wish, _sent)(request, action, form)
        if status == 302:
            here = redirect("agency:evidence", ref=action.ref)
            return here if wish == KEEP else redirect("agency:case", ref=found.ref)
    open_ = is_open(action)
    context = {
        "action": action,
        "case": found,
        "number": number_of(found),
        "form": form,
        "writes": writes,
        "kept": bool(stored.mark),
        "merge": merge_of(request, form, stored, found),
        "clock": clock_for(clock_ref(action), found, today) if open_ else None,
        "held": held_of(request, action),
        "open": open_,
        "pieces": pieces_of(action),
        "more": more_of(facts_of(action, action.evidence.all()), today, work_calendar())
        if open_
        else None,
    }
    return render(request, "complaints/agency/evidence.html", context, status=status)


def _form(
    request: PortalRequest, action: CorrectiveAction, stored: Stored, today: date
) -> EvidenceForm:
    return EvidenceForm(
        *sent_in(request, stored),
        initial=stored.initial,
        received_on=action.received_on,
        today=today,
        half=request.POST.get("do", "") in POSTS,
    )


def _stored(action: CorrectiveAction) -> Stored:
    """The draft as it is stored now, whoever saved it. No superior reads it."""
    row = draft_of(action)
    text = drafted(row)
    by, at = (row.saved_by.name, row.saved_at) if row else ("", None)
    return Stored(as_initial(text), text.mark, by=by, at=at)


def _chosen(
    request: PortalRequest, action: CorrectiveAction, form: EvidenceForm
) -> int:
    del request, action
    return shown_as_one(form)


def _kept(request: PortalRequest, action: CorrectiveAction, form: EvidenceForm) -> int:
    return kept(request, form, partial(_keep, request, action, form))


def _dropped(
    request: PortalRequest, action: CorrectiveAction, form: EvidenceForm
) -> int:
    return tried(form, partial(_drop, request, action, form))


def _sent(request: PortalRequest, action: CorrectiveAction, form: EvidenceForm) -> int:
    status = attempt(request, form, partial(_send, request, action, form))
    if status == 302:
        messages.success(request, _("Bukti terkirim ke Ombudsman."))
    return status


def _keep(request: PortalRequest, action: CorrectiveAction, form: EvidenceForm) -> None:
    evidence_drafts.keep_evidence(
        ref=action.ref,
        text=form.written(),
        basis=form.cleaned_data["basis"],
        actor=request.actor,
        now=request.now,
    )


def _drop(request: PortalRequest, action: CorrectiveAction, form: EvidenceForm) -> None:
    basis = form.cleaned_data["basis"]
    evidence_drafts.drop_evidence(ref=action.ref, basis=basis, actor=request.actor)


def _send(
    request: PortalRequest,
    action: CorrectiveAction,
    form: EvidenceForm,
    files: list[int],
) -> None:
    written = form.written()
    corrective.submit_evidence(
        action_ref=action.ref,
        text=written.text,
        done_on=written.done_on,
        file_ids=files,
        basis=form.cleaned_data["basis"],
        actor=request.actor,
        now=request.now,
        key=form.sent_as(),
    )


POSTS = {KEEP: _kept, DROP: _dropped, MERGE: _chosen}
