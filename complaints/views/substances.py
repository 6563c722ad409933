"""What reports may be about: listed, written, looked at as a citizen, published."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.stepup import stepped_up
from complaints.domain.substances import Substance, in_order
from complaints.forms.substances import NEW, SubstanceVersionForm, filled
from complaints.policies import edits_versions
from complaints.selectors import questions
from complaints.selectors.substances import (
    Edited,
    edited,
    offered,
    overview,
    staying,
    today_of,
)
from complaints.services import substance_editing
from complaints.views.editing import Editor
from complaints.views.for_whom import exists_for
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from accounts.http import PortalRequest

EDITOR = Editor(
    space="substances",
    title=gettext_lazy("Bidang laporan"),
    change=gettext_lazy("Ubah bidang"),
    kept=gettext_lazy("Draf tersimpan. Warga belum melihatnya."),
    published=gettext_lazy("Bidang diterbitkan."),
)


def _found(request: PortalRequest, code: str) -> Edited:
    found = edited(code, today_of(request.now))
    if found.shown is None and code != NEW:
        raise Http404
    return found


@require_safe
@exists_for(edits_versions)
def listed(request: PortalRequest) -> HttpResponse:
    """Every substance in its order, whether it is offered, and whether a draft waits."""
    today = today_of(request.now)
    asked = {row.entry.code: row.current for row in questions.overview(today)}
    rows = [
        {
            "found": found,
            "later": found.later(today),
            "questions": _count(asked.get(found.code)),
        }
        for found in overview(today)
    ]
    return EDITOR.listed(request, {"rows": rows})


def _count(asked: Any) -> int:
    return len(asked.questions.all()) if asked else 0


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(edits_versions)
def edit(request: PortalRequest, code: str) -> HttpResponse:
    """One substance in one form; saving keeps a draft."""
    found = _found(request, code)
    data = request.POST if request.method == "POST" else None
    today = today_of(request.now)
    taken = {row.code for row in overview(today)} if code == NEW else ()
    initial = filled(found, today)
    form = SubstanceVersionForm(data, code=code, taken=taken, initial=initial)
    if data is None:
        return _page(request, code, form)

    def keep(version: int) -> str:
        substance_editing.write(
            code=form.code,
            version=version,
            content=form.content(),
            starts_on=form.cleaned_data["starts_on"],
            actor=request.actor,
            now=request.now,
        )
        return reverse("substances:preview", args=[form.code])

    return EDITOR.save(request, [form], keep, partial(_page, request, code, form))


def _page(
    request: PortalRequest,
    code: str,
    form: SubstanceVersionForm,
    status: int = 200,
    why: Any = "",
) -> HttpResponse:
    found = _found(request, code)
    shown = found.shown
    context = {
        "name": name_in_language(shown) if shown else _("Bidang baru"),
        "code": code if shown else "",
        "draft": found.draft,
        "form": form,
        "published": found.published,
        "preview": reverse("substances:preview", args=[code]) if shown else "",
    }
    return EDITOR.edit(request, context, status=status, why=why)


@require_safe
@exists_for(edits_versions)
def preview(request: PortalRequest, code: str) -> HttpResponse:
    """The draft as a citizen would choose it, or what is offered now."""
    return _preview(request, code)


def _preview(
    request: PortalRequest, code: str, status: int = 200, why: Any = ""
) -> HttpResponse:
    found = _found(request, code)
    shown = found.shown
    if shown is None:
        raise Http404
    day = found.draft.first_day if found.draft else today_of(request.now)
    others = [one for one in offered(day) if one.code != code]
    asked = questions.current(code)
    context = {
        "name": name_in_language(shown),
        "draft": found.draft,
        "back": reverse("substances:edit", args=[code]),
        "publish": reverse("substances:publish", args=[code]),
        "shown": shown,
        "choices": in_order([*others, shown]),
        "shared": _shared(shown, others),
        "questions": _count(asked),
        "staying": 0 if shown.offered else staying(code),
    }
    return EDITOR.preview(request, context, status=status, why=why)


def _shared(shown: Substance, others: list[Substance]) -> list[str]:
    """Its words that point to others too."""
    known = {word for one in others for word in one.words}
    return [word for word in shown.words if word in known]


@require_POST
@exists_for(edits_versions)
@stepped_up
def publish(request: PortalRequest, code: str) -> HttpResponse:
    """From its first day on citizens are offered this; cases keep what they have."""
    if code == NEW:
        raise Http404
    _found(request, code)

    def put_out(version: int) -> None:
        substance_editing.publish(
            code=code, version=version, actor=request.actor, now=request.now
        )

    return EDITOR.publish(request, put_out, partial(_preview, request, code))
