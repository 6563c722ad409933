"""What is published of an office: listed, written, looked at, published."""

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

from agencies import labels
from complaints.forms.offices import OfficeForm, filled
from complaints.forms.questioning import VersionForm
from complaints.policies import administers
from complaints.selectors.offices import Edited, changes, edited, overview, provinces
from complaints.services import office_editing
from complaints.services.errors import CaseError
from complaints.views.for_whom import exists_for
from complaints.views.sentences import refusal

if TYPE_CHECKING:
    from accounts.http import PortalRequest

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
@exists_for(administers)
def listed(request: PortalRequest) -> HttpResponse:
    """Every office with whom it serves, how it is reached, and whether a draft waits."""
    return render(request, "complaints/offices/list.html", {"rows": overview()})


@require_http_methods(["GET", "HEAD", "POST"])
@exists_for(administers)
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
        return _page(request, found, form)
    version = VersionForm(data)
    if not all([version.is_valid(), form.is_valid()]):
        return _page(request, found, form, status=422)
    try:
        office_editing.write(
            code=code,
            version=version.cleaned_data["version"],
            content=form.content(),
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _page(request, _found(code), form, status=409, why=refusal(error))
    messages.success(request, _("Draf tersimpan. Belum ada yang berubah."))
    return redirect("offices:preview", code=code)


def _page(
    request: PortalRequest,
    found: Edited,
    form: OfficeForm,
    *,
    status: int = 200,
    why: Any = "",
) -> HttpResponse:
    context = {"found": found, "form": form, "refusal": why}
    return render(request, "complaints/offices/edit.html", context, status=status)


@require_safe
@exists_for(administers)
def preview(request: PortalRequest, code: str) -> HttpResponse:
    """What the draft changes, field by field and province by province."""
    return _preview(request, _found(code))


def _preview(
    request: PortalRequest, found: Edited, *, status: int = 200, why: Any = ""
) -> HttpResponse:
    changed = changes(found.office, found.draft) if found.draft else None
    context = {
        "found": found,
        "changes": changed,
        "lines": [
            (FIELDS[name], _said(name, before), _said(name, after))
            for name, before, after in changed.fields
        ]
        if changed
        else [],
        "moves_zone": changed is not None
        and any(name == "zone" for name, _before, _after in changed.fields),
        "refusal": why,
    }
    return render(request, "complaints/offices/preview.html", context, status=status)


def _said(name: str, value: str) -> str:
    if name == "zone":
        return str(dict(labels.choices(labels.ZONES))[value])
    return value


@require_POST
@exists_for(administers)
def publish(request: PortalRequest, code: str) -> HttpResponse:
    """From now on the office is this; what is filed goes to whom it serves."""
    found = _found(code)
    form = VersionForm(request.POST)
    if not form.is_valid():
        why = _("Halaman ini tidak lengkap.")
        return _preview(request, found, status=422, why=why)
    try:
        office_editing.publish(
            code=code,
            version=form.cleaned_data["version"],
            actor=request.actor,
            now=request.now,
        )
    except CaseError as error:
        return _preview(request, _found(code), status=409, why=refusal(error))
    messages.success(request, _("Data kantor diterbitkan."))
    return redirect("offices:list")
