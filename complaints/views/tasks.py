"""The tasks in a case: seen, given, done, put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain.states import State
from complaints.forms.tasks import TaskForm
from complaints.models import Task, Template
from complaints.policies import WRITERS, parties_of
from complaints.selectors.todo import eligible, lists_for
from complaints.services import todo
from complaints.services.errors import CaseError
from complaints.views.case import case_of
from complaints.views.sentences import SENTENCES, refusal
from complaints.views.task_words import words
from complaints.views.words import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.models import Case

#: What is done with a task by one button, and what is said then.
DO: dict[str, tuple[Callable[..., Any], dict[str, bool], Any]] = {
    "done": (todo.finish, {}, gettext_lazy("Tugas selesai.")),
    "drop": (todo.finish, {"dropped": True}, gettext_lazy("Tugas dicoret.")),
    "reopen": (todo.take_up, {}, gettext_lazy("Tugas dibuka lagi.")),
    "up": (todo.move_up, {}, gettext_lazy("Tersimpan.")),
}
#: Said by a button that stands on the page of the case.
FROM_CASE = "perkara"


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: PortalRequest, ref: UUID) -> HttpResponse:
    """All tasks of one case, and the form for another."""
    case = case_of(request, ref)
    if request.method != "POST":
        return _page(request, case)
    do, _sep, which = request.POST.get("do", "").partition(":")
    if do in DO:
        return _ended(request, case, do, which)
    if do == "take":
        return _taken(request, case, which)
    return _added(request, case)


def _ended(request: PortalRequest, case: Case, do: str, which: str) -> HttpResponse:
    act, more, said = DO[do]
    try:
        task = UUID(which)
        act(ref=case.ref, task=task, actor=request.actor, now=request.now, **more)
    except (ValueError, Task.DoesNotExist):
        raise Http404 from None
    except (CaseError, NotAllowed) as error:
        return _refused(request, case, error)
    messages.success(request, said)
    if request.POST.get("from") == FROM_CASE:
        return redirect(f"{reverse('work:case', args=[case.ref])}#tugas")
    return redirect("work:tasks", ref=case.ref)


def _taken(request: PortalRequest, case: Case, slug: str) -> HttpResponse:
    try:
        rows = todo.take_list(
            ref=case.ref, slug=slug, actor=request.actor, now=request.now
        )
    except Template.DoesNotExist:
        raise Http404 from None
    except (CaseError, NotAllowed) as error:
        return _refused(request, case, error)
    said = ngettext("%(n)s tugas ditambahkan.", "%(n)s tugas ditambahkan.", len(rows))
    messages.success(request, said % {"n": len(rows)})
    return redirect("work:tasks", ref=case.ref)


def _added(request: PortalRequest, case: Case) -> HttpResponse:
    form = _form(request, case, request.POST)
    if not _writes(case, request.actor):
        return _refused(request, case, NotAllowed("party"))
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        todo.add(
            ref=case.ref,
            text=form.cleaned_data["text"],
            whom_id=form.whom_id,
            due_on=form.cleaned_data["due_on"],
            actor=request.actor,
            now=request.now,
        )
    except (CaseError, NotAllowed) as error:
        return _refused(request, case, error, form)
    messages.success(request, _("Tugas ditambahkan."))
    return redirect("work:tasks", ref=case.ref)


def _form(request: PortalRequest, case: Case, data: Any = None) -> TaskForm:
    people = [(user.pk, user.name) for user in eligible(case, request.now)]
    return TaskForm(data, people=people)


def _writes(case: Case, actor: Actor) -> bool:
    return not parties_of(actor, case).isdisjoint(WRITERS)


def _refused(
    request: PortalRequest, case: Case, error: Exception, form: TaskForm | None = None
) -> HttpResponse:
    status = 403 if isinstance(error, NotAllowed) else 409
    return _page(request, case, form, status=status, why=str(refusal(error)))


def _page(
    request: PortalRequest,
    case: Case,
    form: TaskForm | None = None,
    *,
    status: int = 200,
    why: str = "",
) -> HttpResponse:
    over = case.erased_at is not None or case.state == State.CLOSED
    writes = _writes(case, request.actor) and not over
    today = legal_day(request.now, case.office.zone)
    found = case.tasks.select_related("whom", "done_by")
    rows = words(found, request.actor, today, writes=writes)
    if over:
        rows = [row | {"may_end": False} for row in rows]
    closed = "case_erased" if case.erased_at else "case_closed"
    context = {
        "case": case,
        "name": name_of(case),
        "why": why,
        "over": str(SENTENCES[closed]) if over else "",
        "current": [line for line in rows if line["row"].is_open],
        "ended": [line for line in rows if not line["row"].is_open],
        "form": (form or _form(request, case)) if writes else None,
        "writes": writes,
        "lists": lists_for(case) if writes else (),
    }
    return render(request, "complaints/office/tasks.html", context, status=status)
