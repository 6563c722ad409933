"""One question of an officer, on one page, and the reporter's answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render

from accounts.reporter_session import reporter_for
from accounts.views.scripts import with_line
from complaints.forms.tracking import ReplyForm
from complaints.selectors.reporter_page import reporter_page
from complaints.services import asking
from complaints.views.citizen import parked
from complaints.views.citizen.tracking import READ_OR_SEND, opened_here

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Case
    from documents.models import StoredFile


@login_not_required
@READ_OR_SEND
@with_line
def answer(request: PortalRequest, locator: str, ref: UUID) -> HttpResponse:
    """Read the question and answer it; one that waits for nothing leads back."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    asked = reporter_page(case, request.now).asked
    question = next((one for one in asked if one.message.ref == ref), None)
    form, status = ReplyForm(), 200
    came: list[StoredFile] = []
    if request.method == "POST":
        form = ReplyForm(request.POST, request.FILES)
        use_case = partial(_answer, case, ref, form, request)
        status, came = parked.send_form(request, case, form, use_case)
    elif question is None:
        status = 302
    if status == 302:
        return redirect("tracking:case", locator=case.locator)
    parked.prepare(form, case, came)
    context = {"case": case, "question": question, "form": form}
    return render(request, "citizen/track/pertanyaan.html", context, status=status)


def _answer(
    case: Case, ref: UUID, form: ReplyForm, request: PortalRequest, files: list[int]
) -> None:
    asking.answer_question(
        ref=case.ref,
        question_ref=ref,
        text=form.cleaned_data["text"],
        file_ids=files,
        key=form.sent_as(),
        actor=reporter_for(request, case.pk),
        now=request.now,
    )
