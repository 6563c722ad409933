"""Every corrective action over all cases: who owes what, since when, whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.views.scripts import with_script
from agencies.domain.calendar import legal_day
from complaints.domain.listings import Listing
from complaints.domain.tracker import marks_on
from complaints.forms.tracker import TrackerForm, filters_of
from complaints.policies import heads_an_office, reads_cases
from complaints.selectors.bulk import may_urge
from complaints.selectors.desk import desk_of
from complaints.selectors.queue import MANY
from complaints.selectors.tracker import tracked
from complaints.selectors.tracker_desk import tracker_desk
from complaints.services.reading import searched
from complaints.views.queue_words import chips_of, saved_of
from complaints.views.tracker_words import EMPTY, heads_of, rows_of, views_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import QueryDict

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.domain.tracker import Marks, View
    from complaints.models import Case, CorrectiveAction
    from complaints.selectors.tracker import ActionPage
    from complaints.selectors.tracker_desk import TrackerDesk


def desk_for(
    data: QueryDict, actor: Actor, now: datetime, language: str
) -> TrackerDesk:
    """What this reader may choose from, while the address says this."""
    return tracker_desk(
        desk_of(actor, now, language, Listing.ACTIONS),
        province=data.get("provinsi", ""),
        body=data.get("badan", ""),
        unit=data.get("unit", ""),
        language=language,
    )


def marks_at(desk: TrackerDesk, now: datetime) -> Marks:
    """Today by the clock of the house, and what follows from it."""
    return marks_on(desk.desk.calendar, legal_day(now, settings.TIME_ZONE))


def cases_among(actions: Iterable[CorrectiveAction]) -> list[Case]:
    """The cases of these actions, each once."""
    return list({action.case_id: action.case for action in actions}.values())


@with_script
@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """One page of the list; the whole state stands in the address."""
    if not reads_cases(request.actor):
        raise Http404
    language = get_language() or "id"
    desk = desk_for(request.GET, request.actor, request.now, language)
    form = TrackerForm(request.GET, desk=desk)
    filters, marks = form.filters(), marks_at(desk, request.now)
    kept = {f"kept_{one.pk}": filters_of(one.query, desk) for one in desk.desk.saved}
    page = tracked(request.actor, filters, marks, kept)
    if form.narrows() or filters.after:
        searched(
            cases_among(page.rows),
            view=f"actions.{filters.view.name.lower()}",
            words=False,
            actor=request.actor,
            now=request.now,
        )
    onward = str(page.following) if page.following else ""
    context = {
        "form": form,
        "refused": form.refused(),
        "rows": rows_of(page.rows, marks.today, desk.desk.calendar),
        "heads": heads_of(form),
        "views": views_of(form, page.counts),
        "view": filters.view.value,
        "chips": chips_of(form),
        "empty": EMPTY[filters.view],
        "saved": saved_of(desk.desk, page.counts, MANY),
        "today": marks.today,
        "onward": form.address(sesudah=onward) if onward else "",
        "urges": may_urge(request.actor),
        "brings": heads_an_office(request.actor),
        "everything": _everything(page, filters.view),
        "asked": form.asked().items(),
        "here": form.address(),
        "offices": len(desk.desk.offices) > 1,
        "more": any(form.asked().get(field.name) for field in form.others),
    }
    return render(request, "complaints/office/tracker.html", context)


def _everything(page: ActionPage, view: View) -> int:
    """How many the tick for all stands for: none where they are on this page, or too many."""
    found = page.counts[view]
    return found if len(page.rows) < found <= settings.BULK_MOST else 0


@require_safe
def formerly(request: PortalRequest) -> HttpResponse:
    """Where the list of what is open stood before: it is a view of this one."""
    if not reads_cases(request.actor):
        raise Http404
    return redirect(reverse("work:tracker"))
