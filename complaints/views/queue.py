"""The queue: what is late, what is soon, what is mine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.views.scripts import with_script
from complaints.domain.queueing import Column, Density, View
from complaints.forms.bulk import NAMES
from complaints.forms.queue import VIEWS, FilterForm, LookForm, filters_of
from complaints.policies import reads_cases
from complaints.selectors.bulk import kinds_for
from complaints.selectors.desk import desk_of
from complaints.selectors.headless import headless, tends_headless
from complaints.selectors.keyset import written
from complaints.selectors.narrowing import days_at
from complaints.selectors.queue import HERE, MANY, queue
from complaints.services.desk import keep_look
from complaints.services.reading import searched
from complaints.views.queue_words import (
    EMPTY,
    as_far_as,
    chips_of,
    heads_of,
    rows_of,
    saved_of,
)

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.selectors.queue import QueuePage


@with_script
@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """One page of the queue; the whole state stands in the address."""
    if not reads_cases(request.actor):
        raise Http404
    desk = desk_of(request.actor, request.now, get_language() or "id")
    form = FilterForm(request.GET, desk=desk)
    filters, days = form.filters(), days_at(request.now, desk.calendar)
    kept = {f"kept_{one.pk}": filters_of(one.query, desk) for one in desk.saved}
    page = queue(request.actor, filters, days, kept)
    if form.narrows() or filters.after:
        searched(
            page.rows,
            view=filters.view,
            words=bool(filters.q),
            actor=request.actor,
            now=request.now,
        )
    onward = written(page.following) if page.following else ""
    view = View(filters.view)
    context = {
        "form": form,
        "refused": form.refused(),
        "rows": rows_of(page.rows, days.today, desk, request.actor),
        "chips": chips_of(form),
        "view": view,
        "empty": EMPTY.get(view, _("Tidak ada yang menunggu Anda di tampilan ini.")),
        "today": days.today,
        "saved": saved_of(desk, page.counts, MANY),
        "onward": form.address(sesudah=onward) if onward else "",
        "look": LookForm(initial={"columns": desk.columns, "density": desk.density}),
        "tight": desk.density is Density.TIGHT,
        "here": form.address(),
        "asked": form.asked().items(),
        "more": any(form.asked().get(field.name) for field in form.others),
        "headless": headless(request.now) if tends_headless(request.actor) else [],
    }
    context |= heads_of(form, desk.columns) | _counted(page) | _ticks(request, page)
    return render(request, "complaints/office/queue.html", context)


def _counted(page: QueuePage) -> dict[str, Any]:
    """How many each view holds, and the two that say how the day stands."""
    told = {name: as_far_as(page.counts[name], MANY) for name, _label in VIEWS}
    views = [(name, label, told[name]) for name, label in VIEWS]
    return {"late": told[View.LATE], "soon": told[View.SOON], "views": views}


def _ticks(request: PortalRequest, page: QueuePage) -> dict[str, Any]:
    """What can be done to ticked rows, and how many the tick for all stands for: none
    where they are on this page, or too many."""
    found, shown = page.counts[HERE], len(page.rows)
    return {
        "everything": found if shown < found <= settings.BULK_MOST else 0,
        "kinds": [(kind.value, NAMES[kind]) for kind in kinds_for(request.actor)],
    }


@require_POST
def look(request: PortalRequest) -> HttpResponse:
    """Columns of one's choice and density, kept for this person on every machine."""
    if not reads_cases(request.actor):
        raise Http404
    form = LookForm(request.POST)
    if form.is_valid():
        keep_look(
            columns=[Column(one) for one in form.cleaned_data["columns"]],
            density=Density(form.cleaned_data["density"]),
            actor=request.actor,
        )
        messages.success(request, _("Tersimpan."))
    else:
        messages.warning(request, _("Tampilan itu tidak ada, jadi tidak kami simpan."))
    desk = desk_of(request.actor, request.now, get_language() or "id")
    asked = FilterForm(request.POST, desk=desk).address()
    return redirect(f"{reverse('work:queue')}?{asked}")
