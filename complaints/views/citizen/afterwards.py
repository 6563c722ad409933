"""After closing: the reporter rates us, says whether it is solved, or asks us back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed
from accounts.reporter_session import reporter_for
from accounts.views.scripts import with_line
from complaints.domain.afterwards import Question
from complaints.forms.afterwards import OutcomeForm, ReopenForm, ServiceForm
from complaints.selectors.reporter_page import reporter_page
from complaints.services import opinions, reopening
from complaints.services.errors import CaseError
from complaints.views.citizen import parked
from complaints.views.citizen.tracking import READ_OR_SEND, opened_here
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form

    from accounts.http import PortalRequest
    from complaints.models import Case
    from documents.models import StoredFile

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
    use_case = partial(opinions.answer, ref=case.ref, question=question)
    if taken(request, case, form, use_case):
        return redirect("tracking:case", locator=case.locator)
    context = {"case": case, "form": form, "question": question.value}
    return render(request, "citizen/track/nilai.html", context, status=status)


def taken(
    request: PortalRequest, case: Case, form: Form, use_case: Callable[..., object]
) -> bool:
    """Whether the answer of a reporter was stored; if not, its form says why."""
    if not form.is_valid():
        return False
    try:
        use_case(
            actor=reporter_for(request, case.pk), now=request.now, **form.cleaned_data
        )
    except (CaseError, NotAllowed) as error:
        form.add_error(None, str(refusal(error)))
        return False
    messages.success(request, _("Terima kasih. Jawaban Anda kami simpan."))
    return True


@login_not_required
@READ_OR_SEND
@with_line
def ask_back(request: PortalRequest, locator: str) -> HttpResponse:
    """Ask to reopen, with what is new; a person answers."""
    case = opened_here(request, locator)
    if case is None:
        return redirect("tracking:case", locator=locator)
    page = reporter_page(case, request.now)
    if request.method != "POST" and not page.reopenable:
        return redirect("tracking:case", locator=case.locator)
    form, status = ReopenForm(), 200
    came: list[StoredFile] = []
    if request.method == "POST":
        form = ReopenForm(request.POST, request.FILES)
        use_case = partial(_ask, request, case, form)
        status, came = parked.send_form(request, case, form, use_case)
        if status == 302:
            return redirect("tracking:case", locator=case.locator)
    parked.prepare(form, case, came)
    context = {"case": case, "form": form}
    return render(request, "citizen/track/buka-kembali.html", context, status=status)


def _ask(
    request: PortalRequest, case: Case, form: ReopenForm, files: list[int]
) -> None:
    reopening.ask_reopening(
        ref=case.ref,
        text=form.cleaned_data["text"],
        file_ids=files,
        key=form.sent_as(),
        actor=reporter_for(request, case.pk),
        now=request.now,
    )
