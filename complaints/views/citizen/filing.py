"""Filing a report, a page a question. Everything is kept after every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.sessions import begin
from accounts.views.scripts import with_line
from agencies.domain.calendar import legal_day
from complaints.forms.papers import sent_apart
from complaints.models.choices import Purpose
from complaints.policies import takes_in
from complaints.services import bringing, drafting, half_done
from complaints.services.errors import NotReady
from complaints.views.citizen import wizard
from complaints.views.citizen.steps import FILES, Facts
from complaints.views.mandate import urgency_of
from complaints.views.sentences import refusal
from complaints.views.uploads import take

if TYPE_CHECKING:
    from datetime import date

    from accounts.http import PortalRequest
    from complaints.models import Draft
    from complaints.views.citizen.steps import Step

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def draft_of(request: PortalRequest) -> Draft | None:
    """The draft that this visitor is writing, or has just sent."""
    ref = request.session.get(wizard.SESSION_KEY)
    draft = drafting.live(UUID(ref), now=request.now) if ref else None
    if draft is None or draft.taken_by_id in {None, request.actor.user_id}:
        return draft
    return None  # an officer wrote it, and it is not he who looks


def writing(request: PortalRequest) -> Draft | None:
    """The draft that can still be changed."""
    draft = draft_of(request)
    return draft if draft is not None and draft.filed_at is None else None


def remember(request: PortalRequest, draft: Draft) -> None:
    """Let this browser go on with the draft."""
    request.session[wizard.SESSION_KEY] = str(draft.ref)
    begin(request.session)


@login_not_required
@require_safe
def start(request: PortalRequest) -> HttpResponse:
    """What filing takes; a draft that is already there is offered first."""
    draft = writing(request)
    onwards = wizard.where_left(draft) if draft else wizard.address(wizard.FIRST)
    context = {"draft": draft, "onwards": onwards}
    return render(request, "citizen/file/start.html", context)


@login_not_required
@READ_OR_SEND
@with_line
def step(request: PortalRequest, slug: str) -> HttpResponse:
    """One question. A draft begins with its first answer, never by looking."""
    chosen = wizard.BY_SLUG.get(slug)
    if chosen is None or chosen is wizard.LAST:
        raise Http404
    draft = writing(request)
    if chosen not in wizard.way(draft):
        following = wizard.after(chosen, draft) if draft else wizard.FIRST
        return redirect(wizard.address(following))
    if draft is None and takes_in(request.actor):
        return _begin_there(request, chosen)
    if request.method == "POST":
        return _answered(request, chosen, draft)
    if draft is None and not chosen.opens:
        return redirect("citizen:file_start")
    return _page(request, chosen, draft, form_of(request, chosen, draft))


def _begin_there(request: PortalRequest, step: Step) -> HttpResponse:
    """Who takes reports in begins by saying whose: else it would become his own."""
    if request.method != "POST":
        return redirect("work:taking")
    form = form_of(request, step, None, sent=True)
    form.add_error(None, refusal(NotReady("begin_taking")))
    return _page(request, step, None, form, status=409)


def form_of(
    request: PortalRequest, step: Step, draft: Draft | None, *, sent: bool = False
) -> Any:
    came = (request.POST, request.FILES) if sent else ()
    form = step.form(Facts(draft, today_of(request), *came))
    if draft is not None and not sent:
        form.initial = {**form.initial, **half_done.typed_of(draft, step.slug)}
    return form


def _answered(request: PortalRequest, step: Step, draft: Draft | None) -> HttpResponse:
    if step.looks is not None and request.POST.get("act") == "search":
        looking = step.looks(request.POST.dict())
        return _page(request, step, draft, looking, searching=True)
    form = form_of(request, step, draft, sent=True)
    finished = form.is_valid()
    if not finished and request.POST.get("act") != "leave":
        return _page(request, step, draft, form, status=422)
    if draft is None:
        draft = drafting.start(actor=request.actor, now=request.now)
        remember(request, draft)
    try:
        if finished:
            draft = _keep(request, step, draft, form.cleaned_data)
        else:
            draft = _keep_as_typed(request, step, draft, form)
    except NotReady as error:
        form.add_error(None, refusal(error))
        return _page(request, step, draft, form, status=409)
    if refused := _take_in(request, draft, form):
        return _page(request, step, draft, form, status=refused)
    return _onwards(request, step, draft, form.cleaned_data)


def _keep(
    request: PortalRequest, step: Step, draft: Draft, told: dict[str, Any]
) -> Draft:
    return drafting.keep(
        ref=draft.ref,
        step=step.slug,
        answers=step.answers(told),
        sealed=step.seals(told, draft) if step.seals else None,
        actor=request.actor,
        now=request.now,
    )


def _keep_as_typed(
    request: PortalRequest, step: Step, draft: Draft, form: Any
) -> Draft:
    """Whoever leaves need not have finished: nothing is refused, nothing is lost."""
    return half_done.keep_typed(
        ref=draft.ref,
        step=step.slug,
        typed={
            name: field.widget.value_from_datadict(request.POST, request.FILES, name)
            for name, field in form.fields.items()
            if name not in FILES
        },
        sealed=step.seals is not None,
        actor=request.actor,
        now=request.now,
    )


def _take_in(request: PortalRequest, draft: Draft, form: Any) -> int:
    """Take the files that came along; the status of the page when one was refused.

    The others are kept, and so is what was typed.
    """
    status = 0
    for name, purpose in FILES.items():
        given = form.cleaned_data.get(name) or []
        files = given if isinstance(given, list) else [given]
        taken, refused = take(request, form, files, field=name)
        if len(taken) < len(files):
            status = refused
        for stored in taken:
            try:
                bringing.into_draft(
                    ref=draft.ref,
                    stored=stored,
                    purpose=purpose,
                    actor=request.actor,
                    now=request.now,
                )
            except NotReady as error:
                form.add_error(name, str(refusal(error)))
                status = 409
    return status


def _onwards(
    request: PortalRequest, step: Step, draft: Draft, told: dict[str, Any]
) -> HttpResponse:
    act = request.POST.get("act")
    if act == "leave":
        return redirect("citizen:file_left")
    if act == "upload":
        return redirect("citizen:file_step", slug=step.slug)
    detour = step.detour(told, draft)
    if detour:
        return redirect(detour)
    if request.GET.get("kembali") == wizard.LAST.slug:
        return redirect("citizen:file_check")
    return redirect(wizard.address(wizard.after(step, draft)))


def _page(
    request: PortalRequest,
    step: Step,
    draft: Draft | None,
    form: Any,
    *,
    status: int = 200,
    searching: bool = False,
) -> HttpResponse:
    for field in sent_apart(form):
        field.to = reverse("citizen:file_add")
    context = {
        "form": form,
        "step": step,
        "next": wizard.after(step, draft),
        "track": wizard.track(step),
        "back": wizard.before(step, draft),
        "draft": draft,
        "urgency": urgency_of(draft.answers) if draft else "",
        **step.shows(form, draft, searching=searching),
    }
    name = f"citizen/file/{step.slug}.html"
    return render(request, name, context, status=status)


@login_not_required
@require_POST
def drop_file(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Leave a file out again."""
    draft = writing(request)
    if draft is None:
        raise Http404
    proxy = draft.files.filter(ref=ref, purpose=Purpose.PROXY).exists()
    drafting.drop_file(
        ref=draft.ref, file_ref=ref, actor=request.actor, now=request.now
    )
    return redirect("citizen:file_step", slug="mewakili" if proxy else "bukti")


def today_of(request: PortalRequest) -> date:
    """The legal day of whoever writes."""
    return legal_day(request.now, settings.TIME_ZONE)
