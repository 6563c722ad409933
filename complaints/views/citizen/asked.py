"""One question of an officer, on one page, and the reporter's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed
from accounts.reporter_session import reporter_for
from complaints.forms.tracking import MessageForm
from complaints.models import ReporterMessage
from complaints.selectors.reporter_page import reporter_page
from complaints.services import asking
from complaints.services.errors import CaseError
from complaints.views.citizen.tracking import READ_OR_SEND, opened_here, taken_in
from complaints.views.sentences import refusal
from documents.errors import UploadRefused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest


@login_not_required
@READ_OR_SEND
def answer(request: PortalRequest, locator: str, ref: UUID) -> HttpResponse:
    """Read the question and answer it; one that waits for nothing leads back."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    asked = reporter_page(case, request.now).asked
    question = next((one for one in asked if one.message.ref == ref), None)
    if question is None and request.method != "POST":
        return redirect("tracking:case", locator=case.locator)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, status = MessageForm(*sent), 422 if sent else 200
    form.fields["text"].label = _("Jawaban Anda")
    if form.is_valid():
        actor = reporter_for(request, case.pk)
        told = form.cleaned_data
        try:
            asking.answer_question(
                ref=case.ref,
                question_ref=ref,
                text=told["text"],
                file_ids=taken_in(told["papers"], actor, request),
                key=told["key"],
                actor=actor,
                now=request.now,
            )
        except UploadRefused as error:
            form.add_error("papers", error.reason)
        except ReporterMessage.DoesNotExist:
            return redirect("tracking:case", locator=case.locator)
        except (CaseError, NotAllowed) as error:
            form.add_error(None, refusal(error))
            status = 409
        else:
            messages.success(request, _("Terkirim. Kami sudah menerimanya."))
            return redirect("tracking:case", locator=case.locator)
    context = {"case": case, "question": question, "form": form}
    return render(request, "citizen/track/pertanyaan.html", context, status=status)
