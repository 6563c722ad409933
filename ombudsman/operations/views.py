"""The state of the service, and the deliveries that wait for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policies import require
from accounts.wall_clock import wall_now
from complaints.selectors.headless import headless, tends_headless
from documents.services.signatures import signatures
from journal import alarms, selectors
from ombudsman.operations import words
from ombudsman.operations.forms import ReplayForm
from ombudsman.operations.replaying import (
    InDoubt,
    may_replay,
    reads_service,
    replay,
)

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from journal.models import Delivery

PAGE = 25


@require_safe
def state(request: PortalRequest) -> HttpResponse:
    """What runs, what is late, what waits, and how whole the history is."""
    if not reads_service(request.actor):
        raise Http404
    late = set(selectors.late_heartbeats())
    beats = [
        {
            "name": words.running(one.name),
            "every": words.span(one.every),
            "age": words.span(one.age) if one.age is not None else "",
            "late": one.name in late,
        }
        for one in selectors.heartbeats_seen()
    ]
    context = {
        "alarms": [
            {"what": words.fault(alarm.name), "since": alarm.since}
            for alarm in alarms.standing()
        ],
        "beats": sorted(beats, key=lambda beat: (not beat["late"], beat["name"])),
        "late": len(late),
        "signatures": signatures(wall_now()),
        "headless": headless(request.now) if tends_headless(request.actor) else [],
        **_queue(),
        **selectors.history_checks(),
    }
    return render(request, "operations/state.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deliveries(request: PortalRequest) -> HttpResponse:
    """Dead and doubtful deliveries, oldest first; an administrator lets them go on."""
    if not reads_service(request.actor):
        raise Http404
    form = ReplayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(may_replay(request.actor), _("Hanya administrator sistem yang boleh."))
        if form.is_valid() and _replayed(request, form):
            return redirect("service:deliveries")
    status = 422 if form.errors else 200
    return render(
        request, "operations/deliveries.html", _page(request, form), status=status
    )


def _replayed(request: PortalRequest, form: ReplayForm) -> bool:
    try:
        found = replay(
            form.cleaned_data["kiriman"],
            twice_is_harmless=form.cleaned_data["dua_kali"],
            actor=request.actor,
            now=request.now,
        )
    except InDoubt:
        form.doubt()
        return False
    if found:
        told = ngettext(
            "%(n)d kiriman akan dicoba lagi.",
            "%(n)d kiriman akan dicoba lagi.",
            len(found),
        )
        messages.success(request, told % {"n": len(found)})
    else:
        messages.info(request, _("Kiriman itu sudah tidak menunggu lagi."))
    return True


def _page(request: PortalRequest, form: ReplayForm) -> dict[str, Any]:
    text = request.GET.get("sesudah", "")
    after = int(text) if text.isdecimal() and len(text) < 18 else 0
    rows = list(
        selectors.in_trouble().select_related("entry").filter(pk__gt=after)[: PAGE + 1]
    )
    return {
        "rows": [_row(one) for one in rows[:PAGE]],
        "following": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "later": after > 0,
        "form": form,
        "chosen": form.chosen(),
        "decides": may_replay(request.actor),
        **_queue(),
    }


def _row(one: Delivery) -> dict[str, Any]:
    name, tag = words.STATES[one.state]
    return {
        "id": one.pk,
        "what": words.happened(one.entry.kind),
        "subscriber": one.subscriber,
        "to": one.recipient or f"{one.entry.subject_kind}:{one.entry.subject_id}",
        "entry": one.entry_id,
        "attempts": one.attempts,
        "error": one.error,
        "state": name,
        "tag": tag,
        "doubtful": tag == "warn",
        "since": one.done_at,
    }


def _queue() -> dict[str, Any]:
    counts = selectors.trouble()
    return {
        "dead": counts.get("dead", 0),
        "unknown": counts.get("unknown", 0),
        "due": selectors.due(),
        "oldest": words.span(selectors.oldest_due()),
    }
