"""How long an examination may take: listed, written, looked at, put in force."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.stepup import stepped_up
from complaints.domain.limits import Limits, most
from complaints.domain.states import CaseClass
from complaints.forms.class_limits import LimitsForm, filled
from complaints.models.choices import CLASSES
from complaints.policies import edits_versions
from complaints.selectors.limits import Edited, edited, overview, staying
from complaints.services import limit_editing
from complaints.services.limit_editing import today_of
from complaints.views.editing import Editor
from complaints.views.for_whom import exists_for

if TYPE_CHECKING:
    from accounts.http import PortalRequest

EDITOR = Editor(
    space="limits",
    title=gettext_lazy("Batas klasifikasi"),
    change=gettext_lazy("Ubah batas klasifikasi"),
    kept=gettext_lazy("Draf tersimpan. Belum ada batas yang berubah."),
    published=gettext_lazy("Batas klasifikasi diterbitkan."),
    by_another=True,
)


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
@exists_for(edits_versions)
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
    return EDITOR.listed(request, {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(edits_versions)
def edit(request: PortalRequest, rules: str) -> HttpResponse:
    """The limits of a rule set in one form; saving keeps a draft."""
    found = _found(request, rules)
    if request.method != "POST":
        return _page(request, rules, LimitsForm(initial=filled(found)))
    form = LimitsForm(request.POST)

    def keep(version: int) -> str:
        limit_editing.write(
            slug=rules,
            version=version,
            limits=form.limits(),
            starts_on=form.cleaned_data["starts_on"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=request.now,
        )
        return reverse("limits:preview", args=[rules])

    return EDITOR.save(request, [form], keep, partial(_page, request, rules, form))


def _page(
    request: PortalRequest,
    rules: str,
    form: LimitsForm,
    status: int = 200,
    why: Any = "",
) -> HttpResponse:
    found = _found(request, rules)
    context = {
        "name": found.rules.name,
        "draft": found.draft,
        "form": form,
        "published": found.published,
        "preview": reverse("limits:preview", args=[rules]) if found.draft else "",
    }
    return EDITOR.edit(request, context, status=status, why=why)


@require_safe
@exists_for(edits_versions)
def preview(request: PortalRequest, rules: str) -> HttpResponse:
    """What the draft changes for whom, and how many cases stay as they are."""
    return _preview(request, rules)


def _preview(
    request: PortalRequest, rules: str, status: int = 200, why: Any = ""
) -> HttpResponse:
    found = _found(request, rules)
    draft = found.draft
    kept = staying() if draft else {}
    context = {
        "name": found.rules.name,
        "draft": draft,
        "back": reverse("limits:edit", args=[rules]),
        "publish": reverse("limits:publish", args=[rules]),
        "classes": _by_class(found.now, draft.limits) if draft else [],
        "same": draft is not None and draft.limits == found.now,
        "kept": [(name, kept.get(CaseClass(code), 0)) for code, name in CLASSES],
    }
    return EDITOR.preview(request, context, status=status, why=why)


@require_POST
@exists_for(edits_versions)
@stepped_up
def publish(request: PortalRequest, rules: str) -> HttpResponse:
    """What is registered from its first day on gets these limits."""
    _found(request, rules)

    def put_out(version: int) -> None:
        limit_editing.publish(
            slug=rules, version=version, actor=request.actor, now=request.now
        )

    return EDITOR.publish(request, put_out, partial(_preview, request, rules))
