"""What a head sees of her office: who has how much, and what nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.labels import ROLE_LABELS
from agencies.selectors import work_calendar
from complaints.domain.queueing import Due, Holder, View
from complaints.models.choices import CLASSES, STATES
from complaints.policies import heads_an_office
from complaints.selectors.load import load_of, office_id_of
from complaints.selectors.narrowing import days_at
from complaints.selectors.serving import moved

if TYPE_CHECKING:
    from accounts.http import PortalRequest
    from complaints.selectors.load import Load

#: The classes in their order, and what has none yet.
COLUMNS = [*CLASSES, ("", _("Belum diklasifikasi"))]


@require_safe
def show(request: PortalRequest) -> HttpResponse:
    """Everybody's load, each number with the cases behind it."""
    if not heads_an_office(request.actor):
        raise Http404
    days = days_at(request.now, work_calendar())
    found = load_of(request.actor, days, request.now)
    office = str(office_id_of(request.actor))
    me = request.actor.user_id
    names = {one.user_id: one.name for one in found.people}
    context = {
        "classes": [name for _code, name in COLUMNS],
        "people": [
            _row(one, office, names, mine=one.user_id == me) for one in found.people
        ],
        "unassigned": found.unassigned,
        "moved": moved(office_id_of(request.actor), request.now),
        "nobodys": _queue(view=View.UNASSIGNED, kantor=office),
    }
    return render(request, "complaints/heads/load.html", context)


def _row(
    load: Load, office: str, names: dict[int, str], *, mine: bool
) -> dict[str, Any]:
    holder = Holder.ME.value if mine else str(load.user_id)
    theirs = {"view": View.ALL, "kantor": office, "pemegang": holder}
    known = bool(load.roles)

    def cell(n: int, **more: str) -> dict[str, Any]:
        """The queue knows colleagues only: of who left there is the number."""
        return {"n": n, "url": _queue(**theirs, **more) if n and known else ""}

    return {
        "user_id": load.user_id,
        "name": load.name,
        "roles": [ROLE_LABELS[role] for role in sorted(load.roles)],
        "here": known,
        "away": load.away,
        "deputy": names.get(load.deputy or 0, ""),
        "open": cell(load.open),
        # The queue has no filter for what has no class yet.
        "classes": [
            cell(load.classes[code], kelas=code)
            if code
            else {"n": load.classes[code], "url": ""}
            for code, _name in COLUMNS
        ],
        "late": cell(load.late, tenggat=Due.LATE),
        "soon": cell(load.soon, tenggat=Due.SOON),
        "stages": [
            cell(load.stages[code], tahap=code) | {"name": name}
            for code, name in STATES
            if load.stages[code]
        ],
        "hand_over": f"{reverse('work:hand_over')}?pemegang={load.user_id}"
        if load.open
        else "",
    }


def _queue(**filters: str) -> str:
    return f"{reverse('work:queue')}?{urlencode(filters)}"
