"""The last page before sending: everything once more, and who will see it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.views.scripts import with_line
from complaints.selectors.choosing import body
from complaints.services import drafting, half_done
from complaints.services.errors import NotReady, TooManyReports
from complaints.views.citizen import admission, summary, wizard
from complaints.views.citizen.beside import told_beside
from complaints.views.citizen.filing import READ_OR_SEND, draft_of, form_of
from complaints.views.citizen.steps import has_voice
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from complaints.models import Draft


@login_not_required
@READ_OR_SEND
@with_line
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
    return _check_page(request, draft, form_of(request, wizard.LAST, draft))


def _send(request: PortalRequest, draft: Draft) -> HttpResponse:
    form = form_of(request, wizard.LAST, draft, sent=True)
    if draft.filed_at is None and wizard.missing(draft):
        form.is_valid()
        return _check_page(request, draft, form, status=422, errlinks=_open(draft))
    if not form.is_valid():
        return _check_page(request, draft, form, status=422)
    try:
        admission.ask(request, draft, form.cleaned_data)
        _leave_out(request, draft)
        drafting.send(
            ref=draft.ref,
            key=form.cleaned_data["key"],
            actor=request.actor,
            now=request.now,
        )
    except NotReady as error:
        if error.code == "code_replaced":  # it says so, and where the new one is had
            return redirect("citizen:file_sent")
        form.add_error(None, refusal(error))
        return _check_page(request, draft, form, status=409)
    except TooManyReports as error:
        form.add_error(None, refusal(error))
        task = admission.task(draft.key, error)
        page = _check_page(request, draft, form, status=429, **task)
        return admission.with_task(request, page, error)
    return redirect("citizen:file_sent")


def _open(draft: Draft) -> list[tuple[str, str]]:
    """The pages that lack their answer, for the summary on top; each leads back here."""
    return [
        (
            f"{wizard.address(step)}?kembali={wizard.LAST.slug}",
            _("Lengkapi bagian “%(name)s”.") % {"name": step.name},
        )
        for step in wizard.missing(draft)
    ]


def _leave_out(request: PortalRequest, draft: Draft) -> None:
    """What was half done on a page that this report does not need is no hindrance."""
    needed = {step.slug for step in wizard.way(draft)}
    if draft.filed_at is None and half_done.half_done(draft) - needed:
        half_done.forget_others(
            ref=draft.ref, steps=needed, actor=request.actor, now=request.now
        )


def _check_page(
    request: PortalRequest, draft: Draft, form: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    told = draft.answers
    person = drafting.person_of(draft)
    lacking = wizard.missing(draft)
    context = {
        "form": form,
        "draft": draft,
        "track": wizard.track(wizard.LAST),
        "back": wizard.before(wizard.LAST, draft),
        "told": told,
        "body": body(told.get("choice", "")),
        "person": person,
        "who": summary.of_person(person) if person else {},
        **told_beside(draft),
        "since": _day(told.get("happened_on")),
        "precision": told.get("happened_precision", ""),
        "tried_on": _day(told.get("tried_on")),
        "has_voice": has_voice(draft),
        "files": draft.files.select_related("file").order_by("id"),
        "missing": {step.slug for step in lacking},
        "lacking": lacking,
        **more,
    }
    return render(request, "citizen/file/periksa.html", context, status=status)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
