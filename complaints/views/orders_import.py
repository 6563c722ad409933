"""Bringing orders along from another register: upload, look, let them come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.scripts import with_line
from complaints.domain.orders_file import MOST_ROWS, Stage, Unreadable, fault_of
from complaints.forms.orders_file import BringInForm, OrdersFileForm
from complaints.models import OrdersFile
from complaints.models.former_labels import HEADINGS, MEANINGS
from complaints.models.former_sentences import unreadable
from complaints.models.labels import FORMS
from complaints.policies import heads_an_office
from complaints.selectors import substances
from complaints.selectors.former import LISTED, file_for, files_of, office_for
from complaints.services import orders_files
from complaints.services.errors import NotReady
from complaints.views.orders_words import orders_told, sample, told
from complaints.views.words import name_in_language

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.services.orders_files import Preview

CSV = "text/csv; charset=utf-8"


def _require(request: PortalRequest) -> None:
    if not heads_an_office(request.actor):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest) -> HttpResponse:
    """What a file has to have, and room for one."""
    _require(request)
    office = office_for(request.actor)
    sent = request.method == "POST"
    form = OrdersFileForm(*((request.POST, request.FILES) if sent else ()))
    if sent and form.is_valid():
        try:
            file = orders_files.upload(
                content=form.cleaned_data["file"].read(),
                office=office,
                actor=request.actor,
                now=request.now,
            )
        except Unreadable as error:
            form.add_error("file", unreadable(error))
        else:
            return redirect("work:tracker_import_file", ref=file.ref)
    context = {
        "form": form,
        "office": office,
        "columns": [(name, MEANINGS[column]) for column, name in HEADINGS.items()],
        "forms": [(code, names[0]) for code, names in FORMS.items()],
        "substances": _substances(request),
        "files": files_of(request.actor)[:LISTED],
        "most": MOST_ROWS,
    }
    status = 422 if sent else 200
    return render(request, "complaints/office/orders.html", context, status=status)


def _substances(request: PortalRequest) -> list[tuple[str, str]]:
    offered = substances.offered(substances.today_of(request.now))
    return [(one.code, name_in_language(one)) for one in offered]


@require_safe
def template(request: PortalRequest) -> HttpResponse:
    """A table to fill in."""
    _require(request)
    answer = HttpResponse(sample(), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="tindakan-contoh.csv"'
    return answer


def _file(request: PortalRequest, ref: UUID) -> OrdersFile:
    """One of an office that he heads, or the one 404."""
    _require(request)
    try:
        return file_for(request.actor, ref)
    except OrdersFile.DoesNotExist:
        raise Http404 from None


@with_line
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PortalRequest, ref: UUID) -> HttpResponse:
    """What would come in and what cannot; then how far it is, and what became of it."""
    file = _file(request, ref)
    form = BringInForm(request.POST if request.method == "POST" else None)
    if file.stage != Stage.READ:
        if request.method == "POST":
            return redirect("work:tracker_import_file", ref=ref)
        return _shown(request, file, _result(file))
    try:
        return _read(request, file, form)
    except Unreadable as error:  # it was readable by what the columns were called then
        messages.warning(request, unreadable(error))
        return redirect("work:tracker_import")


def _read(request: PortalRequest, file: OrdersFile, form: BringInForm) -> HttpResponse:
    """What would come in of a file; or let it, where somebody answers for it."""
    if request.method == "POST" and form.is_valid():
        try:
            orders_files.begin(ref=file.ref, actor=request.actor, now=request.now)
        except (
            OrdersFile.DoesNotExist
        ):  # it went meanwhile, with a case that was erased
            raise Http404 from None
        except NotReady:
            messages.warning(request, _("Tidak ada lagi yang dapat masuk."))
        return redirect("work:tracker_import_file", ref=file.ref)
    preview = orders_files.look(bytes(file.content), file.office, now=request.now)
    status = 422 if request.method == "POST" else 200
    return _shown(request, file, _preview(preview, form), status=status)


def _shown(
    request: PortalRequest, file: OrdersFile, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {"file": file, **more}
    return render(request, "complaints/office/orders_file.html", context, status=status)


def _preview(preview: Preview, form: BringInForm) -> dict[str, Any]:
    reading = preview.reading
    return {
        "form": form,
        "reading": reading,
        "cases": len(preview.fresh),
        "orders": preview.orders,
        "known": [(case.line, case.number) for case in preview.known],
        "refused": told(reading.faults),
        "warned": told(reading.warnings),
        "fresh": orders_told(preview.fresh),
    }


def _result(file: OrdersFile) -> dict[str, Any]:
    refused = told([fault_of(one) for one in file.left])
    refused["more"] = file.left_more
    return {"refused": refused}


@require_safe
def progress(request: PortalRequest, ref: UUID) -> HttpResponse:
    """How far it is, for the script of the page."""
    file = _file(request, ref)
    return JsonResponse({"done": file.tried, "of": file.found, "over": file.over})
