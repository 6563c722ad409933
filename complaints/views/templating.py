"""Message templates and checklists: listed, written, looked at, published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from complaints.domain.templating import Gap, TemplateKind, fill
from complaints.forms.questioning import VersionForm
from complaints.forms.templating import (
    NEW,
    HeadForm,
    content_of,
    head_of,
    place_names,
    rows_of,
)
from complaints.policies import administers
from complaints.selectors.templating import Edited, edited, overview
from complaints.services import templating
from complaints.services.errors import CaseError
from complaints.views.for_whom import exists_for
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.models import Template

#: The kinds as the addresses call them, and what their page says.
KINDS = {
    "pesan": (
        TemplateKind.MESSAGE,
        gettext_lazy("Templat pesan"),
        gettext_lazy("Kalimat siap pakai. Petugas menyisipkannya, lalu menyuntingnya."),
    ),
    "daftar-periksa": (
        TemplateKind.CHECKLIST,
        gettext_lazy("Daftar periksa"),
        gettext_lazy("Pekerjaan yang perlu pada suatu tahap. Petugas mengambilnya."),
    ),
}
#: What the preview puts into the gaps.
EXAMPLE = {
    Gap.NUMBER: "000001.2026",
    Gap.AGENCY: gettext_lazy("Dinas Contoh"),
    Gap.DUE: gettext_lazy("30 November 2026"),
    Gap.OFFICER: gettext_lazy("Sari"),
    Gap.OFFICE: gettext_lazy("Kantor Contoh"),
}


def _found(kind: str, slug: str) -> Edited:
    if kind not in KINDS:
        raise Http404
    found = edited(KINDS[kind][0], slug)
    if found.shown is None and slug != NEW:
        raise Http404
    return found


@require_safe
@exists_for(administers)
def listed(request: PortalRequest) -> HttpResponse:
    """Every template by kind, with what is offered now and whether a draft waits."""
    groups = [
        {
            "kind": name,
            "title": title,
            "lead": lead,
            "rows": [(row, _place(row.shown)) for row in overview(kind)],
        }
        for name, (kind, title, lead) in KINDS.items()
    ]
    return render(request, "complaints/templates/list.html", {"groups": groups})


def _place(shown: Template | None) -> Any:
    return place_names(TemplateKind(shown.kind))[shown.place] if shown else ""


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(administers)
def edit(request: PortalRequest, kind: str, slug: str) -> HttpResponse:
    """One template in one form; saving keeps a draft."""
    found, data = _found(kind, slug), request.POST if request.method == "POST" else None
    taken = {row.slug for row in overview(found.kind)} if slug == NEW else ()
    head = HeadForm(
        data,
        kind=found.kind,
        slug=slug,
        taken=frozenset(taken),
        initial=head_of(found.shown),
    )
    rows = rows_of(found.kind, found.shown, data)
    page = {"name": kind, "found": found, "head": head, "rows": rows}
    if data is None:
        return _page(request, page)
    version = VersionForm(data)
    if not all([version.is_valid(), head.is_valid(), rows.is_valid()]):
        return _page(request, page, status=422)
    try:
        templating.write(
            kind=found.kind,
            slug=head.slug,
            version=version.cleaned_data["version"],
            content=content_of(head, rows),
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _page(request, page | {"refusal": refusal(error)}, status=409)
    messages.success(request, _("Draf tersimpan. Petugas belum melihatnya."))
    return redirect("templates:preview", kind=kind, slug=head.slug)


def _page(
    request: PortalRequest, page: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    draft = page["found"].draft
    context = page | {
        "version": draft.version if draft else 0,
        "title": KINDS[page["name"]][1],
    }
    return render(request, "complaints/templates/edit.html", context, status=status)


@require_safe
@exists_for(administers)
def preview(request: PortalRequest, kind: str, slug: str) -> HttpResponse:
    """The draft as an officer would meet it, or what is offered now."""
    return _preview(request, kind, _found(kind, slug))


def _preview(
    request: PortalRequest,
    kind: str,
    found: Edited,
    *,
    status: int = 200,
    why: Any = "",
) -> HttpResponse:
    if found.shown is None:
        raise Http404
    values = {str(gap): str(words) for gap, words in EXAMPLE.items()}
    lines = [
        {
            "id": fill(line["id"], values)[0],
            "en": fill(line["en"], values)[0],
            "days": line.get("days"),
        }
        for line in found.shown.lines
    ]
    context = {
        "name": kind,
        "found": found,
        "lines": lines,
        "place": _place(found.shown),
        "is_message": found.kind is TemplateKind.MESSAGE,
        "refusal": why,
    }
    return render(request, "complaints/templates/preview.html", context, status=status)


@require_POST
@exists_for(administers)
def publish(request: PortalRequest, kind: str, slug: str) -> HttpResponse:
    """From now on officers are offered this."""
    found = _found(kind, slug)
    form = VersionForm(request.POST)
    if not form.is_valid():
        why = _("Halaman ini tidak lengkap.")
        return _preview(request, kind, found, status=422, why=why)
    try:
        templating.publish(
            kind=found.kind,
            slug=slug,
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _preview(request, kind, found, status=409, why=refusal(error))
    messages.success(request, _("Templat diterbitkan."))
    return redirect("templates:list")
