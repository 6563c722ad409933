"""One act on many cases of the queue: choose, look, do, see what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.views.scripts import with_line
from complaints.domain.bulk import UNDO, BulkKind
from complaints.domain.queueing import Column
from complaints.domain.templating import fill
from complaints.forms.bulk import NAMES, ClassForm, ExaminerForm, PickForm, TemplateForm
from complaints.forms.queue import COLUMNS, FilterForm
from complaints.models import Bulk
from complaints.policies import reads_cases
from complaints.selectors.bulk import (
    all_that_match,
    bulk_of,
    examiners_for,
    kinds_for,
    picked,
    progress_of,
    rows_seen,
    terms_among,
)
from complaints.selectors.desk import desk_of
from complaints.selectors.narrowing import days_at
from complaints.selectors.people import name_of_user
from complaints.services import bulk as service
from complaints.services.errors import NotReady
from complaints.views.bulk_words import BEFORE, counted, lines_of, why_of
from complaints.views.inserting import templates_for, values_of
from complaints.views.lanes import LANES
from complaints.views.queue_words import CLASS_NAMES, rows_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from complaints.models import Case
    from complaints.selectors.desk import Desk

LANE = LANES["pesan"]
#: From which list those came that did not come from the queue.
LISTS = {BulkKind.URGE: "work:tracker"}
PREVIEW, DO, UNDO_IT = "preview", "do", "undo"


@require_POST
def choose(request: PortalRequest) -> HttpResponse:
    """Keep the choice of the queue, and go on to the page of the act."""
    if not reads_cases(request.actor):
        raise Http404
    desk = desk_of(request.actor, request.now, get_language() or "id")
    asked = FilterForm(request.POST, desk=desk)
    form = PickForm(request.POST, kinds=kinds_for(request.actor))
    back = redirect(f"{reverse('work:queue')}?{asked.address()}")
    if not form.is_valid():
        messages.warning(request, _("Pilih dulu perkara dan tindakannya."))
        return back
    cases, most = _cases(request, desk, asked, form), settings.BULK_MOST
    if not cases:
        messages.warning(request, _("Pilih dulu perkara dan tindakannya."))
        return back
    if len(cases) > most:
        said = _("Paling banyak %(most)s perkara sekaligus. Saring lebih sempit.")
        messages.warning(request, said % {"most": most})
        return back
    bulk = service.choose(
        kind=BulkKind(form.cleaned_data["kind"]),
        cases=cases,
        view=asked.filters().view,
        actor=request.actor,
        now=request.now,
    )
    to = "work:bulk_print" if bulk.kind == BulkKind.PRINT else "work:bulk_page"
    return redirect(to, ref=bulk.ref)


def _cases(
    request: PortalRequest, desk: Desk, asked: FilterForm, form: PickForm
) -> list[Case]:
    if not form.cleaned_data["everything"]:
        return picked(request.actor, form.cleaned_data["case"])
    days = days_at(request.now, desk.calendar)
    return all_that_match(request.actor, asked.filters(), days, settings.BULK_MOST)


def _own(request: PortalRequest, ref: UUID) -> Bulk:
    """His own, or the same 404 as for none."""
    if not reads_cases(request.actor):
        raise Http404
    try:
        return bulk_of(request.actor, ref)
    except Bulk.DoesNotExist:
        raise Http404 from None


@with_line
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: PortalRequest, ref: UUID) -> HttpResponse:
    """What it will do to each case, and then what it did."""
    bulk = _own(request, ref)
    form = _form(request, bulk)
    if request.method == "POST":
        if request.POST.get("do") == PREVIEW and not form.is_valid():
            return _shown(request, bulk, form, status=422)
        try:
            _posted(request, bulk, form)
        except NotReady as error:
            messages.warning(request, str(why_of(error.code)))
        return redirect("work:bulk_page", ref=ref)
    return _shown(request, bulk, form)


def _form(request: PortalRequest, bulk: Bulk) -> Any:
    previews = request.POST.get("do") == PREVIEW
    data = request.POST if request.method == "POST" and previews else None
    if bulk.kind == BulkKind.ASSIGN:
        found = examiners_for(request.actor, request.now)
        names = [(user.pk, user.name) for user in found]
        return ExaminerForm(
            data, initial={"examiner": bulk.examiner_id}, examiners=names
        )
    if bulk.kind == BulkKind.URGE:
        return forms.Form(data)
    if bulk.kind == BulkKind.CLASS:
        reason = bulk.rows.exclude(text="").values_list("text", flat=True).first()
        given = {"case_class": bulk.case_class, "reason": reason}
        return ClassForm(data, initial=given)
    templates = [
        (f"{row.slug}.{language}", f"{name} ({language})")
        for row in templates_for(LANE)
        for language, name in (("id", row.name_id), ("en", row.name_en))
    ]
    initial = {"template": bulk.template}
    return TemplateForm(data, initial=initial, templates=templates)


def _posted(request: PortalRequest, bulk: Bulk, form: Any) -> None:
    who: dict[str, Any] = {"actor": request.actor, "now": request.now}
    wish = request.POST.get("do", "")
    if wish == PREVIEW:
        told = form.cleaned_data
        examiner = told.get("examiner")
        prepared = service.prepare(
            ref=bulk.ref,
            examiner_id=int(examiner) if examiner else None,
            template=told.get("template", ""),
            case_class=told.get("case_class", ""),
            texts=_texts(request, bulk, told),
            **who,
        )
        service.work_off(prepared, **who)
    elif wish == DO:
        service.work_off(service.begin(ref=bulk.ref, **who), **who)
    elif wish == UNDO_IT:
        service.work_off(service.ask_back(ref=bulk.ref, **who), **who)


def _texts(request: PortalRequest, bulk: Bulk, told: dict[str, Any]) -> dict[int, str]:
    """What each reporter would read, nothing where a gap stays open; or why it is done."""
    if "reason" in told:
        return dict.fromkeys(
            bulk.rows.values_list("case_id", flat=True), told["reason"]
        )
    slug, _dot, language = told.get("template", "").partition(".")
    chosen = {row.slug: row for row in templates_for(LANE)}.get(slug)
    if chosen is None:
        return {}
    found = {}
    cases = [case for _row, case in rows_seen(bulk, request.actor) if case is not None]
    terms, me = terms_among(cases), name_of_user(request.actor.signed_in_id)
    for case in cases:
        mine = terms.get(case.pk, ())
        values = values_of(case, LANE, language, officer=me, terms=mine)
        words, missing = fill(chosen.lines[0][language], values)
        found[case.pk] = "" if missing else words
    return found


def _shown(
    request: PortalRequest, bulk: Bulk, form: Any, *, status: int = 200
) -> HttpResponse:
    lines = lines_of(bulk, rows_seen(bulk, request.actor))
    kind, progress = BulkKind(bulk.kind), progress_of(bulk)
    able = sum(not line["why"] for line in lines)
    until = bulk.begun_at + UNDO if bulk.begun_at else None
    context = {
        "bulk": bulk,
        "name": NAMES[kind],
        "class_name": CLASS_NAMES.get(bulk.case_class, ""),
        "form": form,
        "lines": lines,
        "before": BEFORE.get(kind, ""),
        "able": able,
        "told": counted(kind, len(lines), able),
        "list": reverse(LISTS.get(kind, "work:queue")),
        "list_name": _("Pemantauan tindakan") if kind in LISTS else _("Antrean"),
        "progress": progress,
        "running": bulk.prepared_at is not None and not progress.over,
        "undo_until": until
        if until and request.now <= until and bulk.undo_at is None
        else None,
    }
    return render(request, "complaints/office/bulk.html", context, status=status)


@require_safe
def progress(request: PortalRequest, ref: UUID) -> HttpResponse:
    """How far it is, for the script of the page."""
    found = progress_of(_own(request, ref))
    return JsonResponse({"done": found.done, "of": found.of, "over": found.over})


@require_safe
def printed(request: PortalRequest, ref: UUID) -> HttpResponse:
    """The list of the chosen cases on paper."""
    bulk = _own(request, ref)
    desk = desk_of(request.actor, request.now, get_language() or "id")
    seen = [case for _row, case in rows_seen(bulk, request.actor) if case is not None]
    today, names = days_at(request.now, desk.calendar).today, dict(COLUMNS)
    shown = [column for column in desk.columns if column is not Column.UPDATED]
    titles = [_("Tenggat"), _("Perkara"), *(names[column] for column in shown)]
    context = {
        "rows": rows_of(seen, today, desk),
        "heads": [{"name": title} for title in titles],
        "columns": [column.value for column in shown],
        "today": today,
        "tight": True,
    }
    return render(request, "complaints/office/bulk_print.html", context)
