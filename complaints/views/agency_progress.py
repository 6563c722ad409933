"""Where an agency tells how far it is on the way of an order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.domain.calendar import legal_day
from complaints.forms.agency import ProgressForm
from complaints.selectors.dividing import is_open
from complaints.selectors.duties import number_of
from complaints.selectors.milestones import milestone_of, standing_of
from complaints.services.milestones import SETTLED, report_progress
from complaints.views.agency import attempt, part_of, sent_in
from complaints.views.milestones import line

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import Milestone


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Tell of one milestone, with its proof. It sets no status of the order."""
    row = part_of(milestone_of, request, ref)
    case = row.action.case
    today = legal_day(request.now, case.office.zone)
    form = ProgressForm(*sent_in(request))
    status = 200
    if request.method == "POST":
        status = attempt(request, form, partial(_send, request, row, form))
        if status == 302:
            messages.success(request, _("Laporan kemajuan terkirim ke Ombudsman."))
            return redirect("agency:case", ref=case.ref)
    context = {
        "row": row,
        "action": row.action,
        "line": line(row, today),
        "case": case,
        "number": number_of(case),
        "form": form,
        "open": is_open(row.action),
        "settled": standing_of(row, today) in SETTLED,
    }
    return render(request, "complaints/agency/progress.html", context, status=status)


def _send(
    request: PortalRequest, row: Milestone, form: ProgressForm, files: list[int]
) -> None:
    report_progress(
        ref=row.ref,
        text=form.cleaned_data["text"],
        file_ids=files,
        actor=request.actor,
        now=request.now,
        key=form.sent_as(),
    )
