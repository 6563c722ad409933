"""An agency objects to a report: it writes, keeps, sends, and takes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.agency_policies import speaks_for_agency
from complaints.forms.objecting import ObjectionForm
from complaints.selectors.duties import number_of
from complaints.selectors.objecting import (
    draft_of,
    drafted,
    filings_left,
    findings_to_object,
    orders_to_object,
    received_report,
)
from complaints.selectors.parts import objection_of
from complaints.services import objecting
from complaints.services.errors import NotReady
from complaints.views.agency import attempt, part_of, tried, visible
from complaints.views.agency_drafts import (
    Stored,
    kept,
    merge_of,
    sent_in,
    shown_as_one,
)
from complaints.views.comparing import MERGE
from complaints.views.objecting import form_of, grounds
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import Case

KEEP, DROP = "keep", "drop"


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Write an objection, keep it as a draft, or send it."""
    found = visible(request, ref)
    today = legal_day(request.now, found.office.zone)
    form, stored = _form(request, found, today)
    status = 200
    if request.method == "POST":
        status, way = _posted(request, found, form)
        if way is not None:
            return way
    why = _why_not(request, found, today)
    context = {
        "case": found,
        "number": number_of(found),
        "form": form,
        "why": why,
        "kept": bool(stored.mark),
        "merge": merge_of(request, form, stored, found),
        "last": max(
            (row.due_on for row in orders_to_object(found, today) if row.due_on),
            default=None,
        ),
    }
    return render(request, "complaints/agency/objection.html", context, status=status)


def _form(
    request: PortalRequest, found: Case, today: date
) -> tuple[ObjectionForm, Stored]:
    """The form, and the draft as it is stored now."""
    lhp = received_report(found)
    row = draft_of(found, lhp) if lhp else None
    findings = findings_to_object(lhp) if lhp else []
    shown = partial(
        ObjectionForm,
        findings=[(one, form_of(one)) for one in findings],
        orders=orders_to_object(found, today),
    )
    text = drafted(row)
    by, at = (row.written_by.name, row.written_at) if row else ("", None)
    stored = Stored(shown().showing(text), text.mark, by=by, at=at)
    return shown(*sent_in(request, stored), initial=stored.initial), stored


def _why_not(request: PortalRequest, found: Case, today: date) -> str:
    """Why this page takes no objection; "" where it does."""
    if not speaks_for_agency(request.actor, found):
        return str(refusal(NotAllowed("party")))
    try:
        objecting.report_to_object(found, today)
    except NotReady as error:
        return str(refusal(error))
    return ""


def _posted(
    request: PortalRequest, found: Case, form: ObjectionForm
) -> tuple[int, HttpResponse | None]:
    """What becomes of what was sent: the status of the page, or the way on."""
    wish = request.POST.get("do", "")
    back = redirect("agency:case", ref=found.ref)
    if wish == DROP:
        status = tried(form, partial(_drop, request, found, form))
        return status, back if status == 302 else None
    if wish == MERGE:
        return shown_as_one(form), None
    if wish == KEEP:
        status = kept(request, form, partial(_keep, request, found, form))
        back = redirect("agency:objection", ref=found.ref)
        return status, back if status == 302 else None
    if not form.is_valid() or not form.says_why():
        return 422, None
    status = attempt(request, form, partial(_send, request, found, form))
    if status == 302:
        messages.success(request, _("Keberatan terkirim ke Ombudsman."))
    return status, back if status == 302 else None


def _keep(request: PortalRequest, found: Case, form: ObjectionForm) -> None:
    objecting.keep_objection(
        ref=found.ref,
        text=form.text(),
        basis=form.cleaned_data["basis"],
        actor=request.actor,
        now=request.now,
    )


def _drop(request: PortalRequest, found: Case, form: ObjectionForm) -> None:
    basis = form.cleaned_data["basis"]
    objecting.drop_objection(ref=found.ref, basis=basis, actor=request.actor)


def _send(
    request: PortalRequest, found: Case, form: ObjectionForm, files: list[int]
) -> None:
    objecting.file_objection(
        ref=found.ref,
        text=form.text(),
        file_ids=files,
        basis=form.cleaned_data["basis"],
        actor=request.actor,
        now=request.now,
        key=form.sent_as(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Take an objection back, once the page has said what follows."""
    row = part_of(objection_of, request, ref)
    why, status = "", 200
    if request.method == "POST":
        try:
            objecting.take_back_objection(
                ref=row.ref, actor=request.actor, now=request.now
            )
        except (NotReady, NotAllowed) as error:
            why = str(refusal(error))
            status = 403 if isinstance(error, NotAllowed) else 409
        else:
            messages.success(request, _("Keberatan ditarik."))
            return redirect("agency:case", ref=row.case.ref)
    context = {
        "case": row.case,
        "number": number_of(row.case),
        "row": row,
        "grounds": grounds(row),
        "again": filings_left(row.lhp) > 0,
        "why": why or ("" if row.is_open else str(refusal(NotReady("objection_over")))),
    }
    return render(request, "complaints/agency/take_back.html", context, status=status)
