"""Message templates and checklists: listed, written, looked at, published."""

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
from complaints.domain.templating import Gap, TemplateKind, fill
from complaints.forms.templating import (
    NEW,
    HeadForm,
    content_of,
    head_of,
    place_names,
    rows_of,
)
from complaints.policies import edits_versions
from complaints.selectors.templating import Edited, edited, overview
from complaints.services import templating
from complaints.views.editing import Editor
from complaints.views.for_whom import exists_for
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.models import Template

EDITOR = Editor(
    space="templates",
    title=gettext_lazy("Templat"),
    change=gettext_lazy("Ubah templat"),
    kept=gettext_lazy("Draf tersimpan. Petugas belum melihatnya."),
    published=gettext_lazy("Templat diterbitkan."),
)
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
@exists_for(edits_versions)
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
    return EDITOR.listed(request, {"groups": groups})


def _place(shown: Template | None) -> Any:
    return place_names(TemplateKind(shown.kind))[shown.place] if shown else ""


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(edits_versions)
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
    again = partial(_page, request, kind, found, (head, rows))
    if data is None:
        return again()

    def keep(version: int) -> str:
        templating.write(
            kind=found.kind,
            slug=head.slug,
            version=version,
            content=content_of(head, rows),
            actor=request.actor,
            now=request.now,
        )
        return reverse("templates:preview", args=[kind, head.slug])

    return EDITOR.save(request, [head, rows], keep, again)


def _page(
    request: PortalRequest,
    kind: str,
    found: Edited,
    sent: tuple[Any, Any],
    status: int = 200,
    why: Any = "",
) -> HttpResponse:
    form, rows = sent
    new = _("%(title)s: yang baru") % {"title": KINDS[kind][1]}
    context = {
        "name": name_in_language(found.shown) if found.shown else new,
        "found": found,
        "draft": found.draft,
        "form": form,
        "rows": rows,
        "row_name": _("Baris nomor"),
        "preview": reverse("templates:preview", args=[kind, found.slug])
        if found.shown
        else "",
    }
    return EDITOR.edit(request, context, status=status, why=why)


@require_safe
@exists_for(edits_versions)
def preview(request: PortalRequest, kind: str, slug: str) -> HttpResponse:
    """The draft as an officer would meet it, or what is offered now."""
    return _preview(request, kind, slug)


def _preview(
    request: PortalRequest, kind: str, slug: str, status: int = 200, why: Any = ""
) -> HttpResponse:
    found = _found(kind, slug)
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
        "name": name_in_language(found.shown),
        "draft": found.draft,
        "back": reverse("templates:edit", args=[kind, slug]),
        "publish": reverse("templates:publish", args=[kind, slug]),
        "found": found,
        "lines": lines,
        "place": _place(found.shown),
        "is_message": found.kind is TemplateKind.MESSAGE,
    }
    return EDITOR.preview(request, context, status=status, why=why)


@require_POST
@exists_for(edits_versions)
@stepped_up
def publish(request: PortalRequest, kind: str, slug: str) -> HttpResponse:
    """From now on officers are offered this."""
    found = _found(kind, slug)

    def put_out(version: int) -> None:
        templating.publish(
            kind=found.kind,
            slug=slug,
            version=version,
            actor=request.actor,
            now=request.now,
        )

    return EDITOR.publish(request, put_out, partial(_preview, request, kind, slug))
