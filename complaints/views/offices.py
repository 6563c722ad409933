"""What is published of an office: listed, written, looked at, published."""

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
from agencies import labels
from complaints.forms.offices import OfficeForm, filled
from complaints.policies import edits_versions
from complaints.selectors.offices import Edited, changes, edited, overview, provinces
from complaints.services import office_editing
from complaints.views.editing import Editor
from complaints.views.for_whom import exists_for
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from accounts.http import PortalRequest

EDITOR = Editor(
    space="offices",
    title=gettext_lazy("Daftar kantor"),
    change=gettext_lazy("Ubah data kantor"),
    kept=gettext_lazy("Draf tersimpan. Belum ada yang berubah."),
    published=gettext_lazy("Data kantor diterbitkan."),
)
#: What the preview calls each field.
FIELDS = {
    "name_id": gettext_lazy("Nama, bahasa Indonesia"),
    "name_en": gettext_lazy("Nama, bahasa Inggris"),
    "zone": gettext_lazy("Zona waktu"),
    "address": gettext_lazy("Alamat"),
    "phone": gettext_lazy("Telepon"),
    "email": gettext_lazy("Email"),
}


def _found(code: str) -> Edited:
    found = edited(code)
    if found is None:
        raise Http404
    return found


@require_safe
@exists_for(edits_versions)
def listed(request: PortalRequest) -> HttpResponse:
    """Every office with whom it serves, how it is reached, and whether a draft waits."""
    return EDITOR.listed(request, {"rows": overview()})


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(edits_versions)
def edit(request: PortalRequest, code: str) -> HttpResponse:
    """One office in one form; saving keeps a draft."""
    found, data = _found(code), request.POST if request.method == "POST" else None
    form = OfficeForm(
        data,
        office=found.office,
        provinces=provinces(),
        initial=filled(found.office, found.draft),
    )
    if data is None:
        return _page(request, code, form)

    def keep(version: int) -> str:
        office_editing.write(
            code=code,
            version=version,
            content=form.content(),
            actor=request.actor,
            now=request.now,
        )
        return reverse("offices:preview", args=[code])

    return EDITOR.save(request, [form], keep, partial(_page, request, code, form))


def _page(
    request: PortalRequest,
    code: str,
    form: OfficeForm,
    status: int = 200,
    why: Any = "",
) -> HttpResponse:
    found = _found(code)
    context = {
        "name": name_in_language(found.office),
        "draft": found.draft,
        "form": form,
        "published": found.published,
        "preview": reverse("offices:preview", args=[code]) if found.draft else "",
    }
    return EDITOR.edit(request, context, status=status, why=why)


@require_safe
@exists_for(edits_versions)
def preview(request: PortalRequest, code: str) -> HttpResponse:
    """What the draft changes, field by field and province by province."""
    return _preview(request, code)


def _preview(
    request: PortalRequest, code: str, status: int = 200, why: Any = ""
) -> HttpResponse:
    found = _found(code)
    changed = changes(found.office, found.draft) if found.draft else None
    fields = changed.fields if changed else []
    context = {
        "name": name_in_language(found.office),
        "draft": found.draft,
        "back": reverse("offices:edit", args=[code]),
        "publish": reverse("offices:publish", args=[code]),
        "changes": changed,
        "lines": [
            (FIELDS[name], _said(name, before), _said(name, after))
            for name, before, after in fields
        ],
        "moves_zone": any(name == "zone" for name, _before, _after in fields),
    }
    return EDITOR.preview(request, context, status=status, why=why)


def _said(name: str, value: str) -> str:
    if name == "zone":
        return str(dict(labels.choices(labels.ZONES))[value])
    return value


@require_POST
@exists_for(edits_versions)
@stepped_up
def publish(request: PortalRequest, code: str) -> HttpResponse:
    """From now on the office is this; what is filed goes to whom it serves."""
    _found(code)

    def put_out(version: int) -> None:
        office_editing.publish(
            code=code, version=version, actor=request.actor, now=request.now
        )

    return EDITOR.publish(request, put_out, partial(_preview, request, code))
