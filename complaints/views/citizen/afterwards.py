"""After closing: the reporter rates us, says whether it is solved, or asks us back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed
from accounts.reporter_session import reporter_for
from complaints.domain.afterwards import Question
from complaints.forms.afterwards import OutcomeForm, ReopenForm, ServiceForm
from complaints.selectors.reporter_page import reporter_page
from complaints.services import opinions, reopening
from complaints.services.errors import CaseError
from complaints.views.citizen.tracking import READ_OR_SEND, opened_here, taken_in
from complaints.views.sentences import refusal
from documents.errors import UploadRefused

if TYPE_CHECKING:
    from accounts.http import PortalRequest

FORMS: dict[str, type[Any]] = {
    Question.SERVICE: ServiceForm,
    Question.RESULT: OutcomeForm,
}


@login_not_required
@READ_OR_SEND
def rate(request: PortalRequest, locator: str) -> HttpResponse:
    """The question that stands open; the older one first."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    questions = reporter_page(case, request.now).questions
    if not questions:
        return redirect("tracking:case", locator=case.locator)
    question = Question(questions[0])
    form = FORMS[question](request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            opinions.answer(
                ref=case.ref,
                question=question,
                actor=reporter_for(request, case.pk),
                now=request.now,
                **form.cleaned_data,
            )
        except (CaseError, NotAllowed) as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("Terima kasih. Jawaban Anda kami simpan."))
            return redirect("tracking:case", locator=case.locator)
    context = {"case": case, "form": form, "question": question.value}
    return render(request, "citizen/track/nilai.html", context, status=status)


@login_not_required
@READ_OR_SEND
def ask_back(request: PortalRequest, locator: str) -> HttpResponse:
    """Ask to reopen, with what is new; a person answers."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    page = reporter_page(case, request.now)
    if request.method != "POST" and not page.reopenable:
        return redirect("tracking:case", locator=case.locator)
    form, status = ReopenForm(), 200
    if request.method == "POST":
        form, status = ReopenForm(request.POST, request.FILES), 422
        if form.is_valid():
            actor = reporter_for(request, case.pk)
            try:
                reopening.ask_reopening(
                    ref=case.ref,
                    text=form.cleaned_data["text"],
                    file_ids=taken_in(form.cleaned_data["papers"], actor, request),
                    key=form.sent_as(),
                    actor=actor,
                    now=request.now,
                )
            except UploadRefused as error:
                form.add_error("papers", error.reason)
            except (CaseError, NotAllowed) as error:
                form.add_error(None, refusal(error))
            else:
                messages.success(request, _("Terkirim. Kami sudah menerimanya."))
                return redirect("tracking:case", locator=case.locator)
    context = {"case": case, "form": form}
    return render(request, "citizen/track/buka-kembali.html", context, status=status)
