"""How long an examination may take: listed, written, looked at, put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from complaints.domain.limits import Limits, most
from complaints.domain.states import CaseClass
from complaints.forms.class_limits import LimitsForm, filled
from complaints.forms.questioning import VersionForm
from complaints.models.choices import CLASSES
from complaints.policies import administers
from complaints.selectors.limits import Edited, edited, overview, staying
from complaints.services import limit_editing
from complaints.services.errors import CaseError
from complaints.services.limit_editing import today_of
from complaints.views.for_whom import exists_for
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from accounts.http import PortalRequest


def _found(request: PortalRequest, rules: str) -> Edited:
    found = edited(rules, today_of(request.now))
    if found is None:
        raise Http404
    return found


def _by_class(*limits: Limits) -> list[tuple[Any, list[int], Any]]:
    """Each class with its days in each of these, and the most that it may take."""
    return [
        (name, [one.days(CaseClass(code)) for one in limits], most(CaseClass(code)))
        for code, name in CLASSES
    ]


@require_safe
@exists_for(administers)
def listed(request: PortalRequest) -> HttpResponse:
    """Every rule set with what holds today, what begins later, and whether a draft waits."""
    today = today_of(request.now)
    rows = [
        {
            "found": found,
            "classes": _by_class(found.now),
            "later": found.later(today),
        }
        for found in overview(today)
    ]
    return render(request, "complaints/limits/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(administers)
def edit(request: PortalRequest, rules: str) -> HttpResponse:
    """The limits of a rule set in one form; saving keeps a draft."""
    found = _found(request, rules)
    if request.method != "POST":
        return _page(request, found, LimitsForm(initial=filled(found)))
    version, form = VersionForm(request.POST), LimitsForm(request.POST)
    if not all([version.is_valid(), form.is_valid()]):
        return _page(request, found, form, status=422)
    try:
        limit_editing.write(
            slug=rules,
            version=version.cleaned_data["version"],
            limits=form.limits(),
            starts_on=form.cleaned_data["starts_on"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        again = _found(request, rules)
        return _page(request, again, form, status=409, why=refusal(error))
    messages.success(request, _("Draf tersimpan. Belum ada batas yang berubah."))
    return redirect("limits:preview", rules=rules)


def _page(
    request: PortalRequest,
    found: Edited,
    form: LimitsForm,
    *,
    status: int = 200,
    why: Any = "",
) -> HttpResponse:
    context = {"found": found, "form": form, "refusal": why}
    return render(request, "complaints/limits/edit.html", context, status=status)


@require_safe
@exists_for(administers)
def preview(request: PortalRequest, rules: str) -> HttpResponse:
    """What the draft changes for whom, and how many cases stay as they are."""
    return _preview(request, _found(request, rules))


def _preview(
    request: PortalRequest, found: Edited, *, status: int = 200, why: Any = ""
) -> HttpResponse:
    draft = found.draft
    kept = staying() if draft else {}
    context = {
        "found": found,
        "classes": _by_class(found.now, draft.limits) if draft else [],
        "same": draft is not None and draft.limits == found.now,
        "kept": [(name, kept.get(CaseClass(code), 0)) for code, name in CLASSES],
        "refusal": why,
    }
    return render(request, "complaints/limits/preview.html", context, status=status)


@require_POST
@exists_for(administers)
def publish(request: PortalRequest, rules: str) -> HttpResponse:
    """What is registered from its first day on gets these limits."""
    found = _found(request, rules)
    form = VersionForm(request.POST)
    if not form.is_valid():
        why = _("Halaman ini tidak lengkap.")
        return _preview(request, found, status=422, why=why)
    try:
        limit_editing.publish(
            slug=rules,
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        again = _found(request, rules)
        return _preview(request, again, status=409, why=refusal(error))
    messages.success(request, _("Batas klasifikasi diterbitkan."))
    return redirect("limits:list")
