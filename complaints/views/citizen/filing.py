"""Filing a report, a page a question. Everything is kept after every page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.sessions import begin
from agencies.domain.calendar import legal_day
from complaints.domain import nik, phone
from complaints.selectors.choosing import body
from complaints.services import drafting
from complaints.services.errors import NotReady, TooManyReports
from complaints.views.citizen import admission, wizard
from complaints.views.citizen.beside import told_beside
from complaints.views.citizen.steps import Facts, has_voice
from complaints.views.sentences import refusal
from documents.errors import UploadRefused
from documents.reception import receive

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.models import Draft
    from complaints.views.citizen.steps import Step

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


def draft_of(request: PortalRequest) -> Draft | None:
    """The draft that this visitor is writing, or has just sent."""
    ref = request.session.get(wizard.SESSION_KEY)
    return drafting.live(UUID(ref), now=request.now) if ref else None


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
    context = {"draft": draft, "first": wizard.STORY if draft else wizard.FIRST}
    return render(request, "citizen/file/start.html", context)


@login_not_required
@READ_OR_SEND
def step(request: PortalRequest, slug: str) -> HttpResponse:
    """One question. A draft begins with its first answer, never by looking."""
    chosen = wizard.BY_SLUG.get(slug)
    if chosen is None or chosen is wizard.LAST:
        raise Http404
    draft = writing(request)
    if chosen not in wizard.way(draft):
        following = wizard.after(chosen, draft) if draft else wizard.FIRST
        return redirect("citizen:file_step", slug=following.slug)
    if request.method == "POST":
        return _answered(request, chosen, draft)
    if draft is None and not chosen.opens:
        return redirect("citizen:file_start")
    return _page(request, chosen, draft, _form(request, chosen, draft))


def _form(
    request: PortalRequest, step: Step, draft: Draft | None, *, sent: bool = False
) -> Any:
    came = (request.POST, request.FILES) if sent else ()
    return step.form(Facts(draft, _today(request), *came))


def _answered(request: PortalRequest, step: Step, draft: Draft | None) -> HttpResponse:
    if step.looks is not None and request.POST.get("act") == "search":
        looking = step.looks(request.POST.dict())
        return _page(request, step, draft, looking, searching=True)
    form = _form(request, step, draft, sent=True)
    if not form.is_valid():
        return _page(request, step, draft, form, status=422)
    if draft is None:
        draft = drafting.start(actor=request.actor, now=request.now)
        remember(request, draft)
    try:
        draft = _keep(request, step, draft, form.cleaned_data)
    except UploadRefused as error:
        form.add_error("voice" if "voice" in form.fields else "papers", error.reason)
        return _page(request, step, draft, form, status=422)
    except NotReady as error:
        form.add_error(None, refusal(error))
        return _page(request, step, draft, form, status=409)
    return _onwards(request, step, draft)


def _keep(
    request: PortalRequest, step: Step, draft: Draft, told: dict[str, Any]
) -> Draft:
    who: dict[str, Any] = {"actor": request.actor, "now": request.now}
    kept = drafting.keep(ref=draft.ref, answers=step.answers(told), **who)
    if step.slug == "data-diri":
        person = wizard.person_from(told, request.LANGUAGE_CODE or "id")
        drafting.keep_person(ref=draft.ref, person=person, **who)
    for file in [*told.get("papers", []), *filter(None, [told.get("voice")])]:
        stored = receive(request, file)
        drafting.add_file(ref=draft.ref, stored=stored, **who)
    return kept


def _onwards(request: PortalRequest, step: Step, draft: Draft) -> HttpResponse:
    act = request.POST.get("act")
    if act == "leave":
        return redirect("citizen:file_left")
    if act == "upload":
        return redirect("citizen:file_step", slug=step.slug)
    if request.GET.get("kembali") == wizard.LAST.slug:
        return redirect("citizen:file_check")
    following = wizard.after(step, draft)
    if following is wizard.LAST:
        return redirect("citizen:file_check")
    return redirect("citizen:file_step", slug=following.slug)


def _page(
    request: PortalRequest,
    step: Step,
    draft: Draft | None,
    form: Any,
    *,
    status: int = 200,
    searching: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "step": step,
        "next": wizard.after(step, draft),
        "track": wizard.track(step, draft),
        "back": wizard.before(step, draft),
        "draft": draft,
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
    drafting.drop_file(
        ref=draft.ref, file_ref=ref, actor=request.actor, now=request.now
    )
    return redirect("citizen:file_step", slug="bukti")


@login_not_required
@READ_OR_SEND
def check(request: PortalRequest) -> HttpResponse:
    """See everything once more, and send it. Sent twice, the same receipt."""
    if request.method == "POST" and request.POST.get("act") == "leave":
        return redirect("citizen:file_left")
    draft = draft_of(request)
    if draft is None:
        return redirect("citizen:file_start")
    if request.method == "POST":
        return _send(request, draft)
    if draft.filed_at is not None:
        return redirect("citizen:file_sent")
    return _check_page(request, draft, _form(request, wizard.LAST, draft))


def _today(request: PortalRequest) -> date:
    return legal_day(request.now, settings.TIME_ZONE)


def _send(request: PortalRequest, draft: Draft) -> HttpResponse:
    form = _form(request, wizard.LAST, draft, sent=True)
    if draft.filed_at is None and wizard.missing(draft):
        form.is_valid()
        return _check_page(request, draft, form, status=422)
    if not form.is_valid():
        return _check_page(request, draft, form, status=422)
    try:
        admission.ask(request, draft, form.cleaned_data)
        drafting.send(
            ref=draft.ref,
            key=form.cleaned_data["key"],
            actor=request.actor,
            now=request.now,
        )
    except NotReady as error:
        form.add_error(None, refusal(error))
        return _check_page(request, draft, form, status=409)
    except TooManyReports as error:
        form.add_error(None, refusal(error))
        task = admission.task(draft, error)
        page = _check_page(request, draft, form, status=429, **task)
        return admission.with_task(request, page, error)
    return redirect("citizen:file_sent")


def _check_page(
    request: PortalRequest, draft: Draft, form: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    told = draft.answers
    person = drafting.person_of(draft)
    born = person.identity.birth_date if person else ""
    context = {
        "form": form,
        "track": wizard.track(wizard.LAST, draft),
        "told": told,
        "body": body(told.get("choice", "")),
        "person": person,
        "nik": nik.masked(person.identity.nik) if person else "",
        "phone": phone.masked(person.contact.phone) if person else "",
        **told_beside(draft),
        "since": _day(told.get("happened_on")),
        "tried_on": _day(told.get("tried_on")),
        "born": _day(born),
        "has_voice": has_voice(draft),
        "files": draft.files.select_related("file").order_by("id"),
        "missing": {step.slug for step in wizard.missing(draft)},
        **more,
    }
    return render(request, "citizen/file/periksa.html", context, status=status)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
