"""Where the agency sends the papers that it was asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.forms.agency import PapersForm
from complaints.selectors.activities import papers_of
from complaints.services import sending_papers
from complaints.views.agency import asked_for, attempt, part_of, sent_in

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import Activity


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Hand in papers, once the letter that asks for them was opened."""
    asked = part_of(papers_of, request, ref)
    found = asked.case
    form = PapersForm(*sent_in(request))
    status = 200
    if request.method == "POST":
        status = attempt(request, form, partial(_send, request, asked, form))
        if status == 302:
            messages.success(request, _("Dokumen terkirim ke Ombudsman."))
            return redirect("agency:case", ref=found.ref)
    context = asked_for(request, asked, form)
    return render(request, "complaints/agency/papers.html", context, status=status)


def _send(
    request: PortalRequest, asked: Activity, form: PapersForm, files: list[int]
) -> None:
    sending_papers.send_papers(
        ref=asked.ref,
        answer=form.cleaned_data["answer"],
        file_ids=files,
        actor=request.actor,
        now=request.now,
        key=form.sent_as(),
    )
