"""``/demo/``: who is who, the walk, and the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.adapters import home_of
from accounts.labels import ROLE_LABELS
from accounts.roles import Role
from ombudsman.demo.cast import BY_KEY, CAST
from ombudsman.demo.door import NoSuchPerson, enter_as
from ombudsman.demo.services import NothingDue, advance, go_to_next_deadline, offset
from ombudsman.demo.walk import WALK
from ombudsman.templatetags.portal import clock_time, plain_date

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from ombudsman.demo.cast import Person

ONE_DAY = timedelta(days=1)


@login_not_required
@never_cache
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The page from which a newcomer starts."""
    cast = [
        {
            "person": person,
            "role": _role_of(person),
            "enter": _("Masuk sebagai %(name)s") % {"name": person.name},
        }
        for person in CAST
    ]
    walk = [{"what": step.what, "person": BY_KEY.get(step.who)} for step in WALK]
    context = {
        "cast": cast,
        "walk": walk,
        "now": request.now,
        "moved": offset() > timedelta(0),
    }
    return render(request, "demo/home.html", context)


@login_not_required
@require_POST
def sign_in(request: PortalRequest, key: str) -> HttpResponseRedirect:
    """One click: be this person."""
    try:
        user = enter_as(request, key)
    except NoSuchPerson:
        raise Http404 from None
    return HttpResponseRedirect(home_of(user, now=request.now))


@login_not_required
@require_POST
def move_clock(request: PortalRequest) -> HttpResponseRedirect:
    """A day forward, or to the next deadline."""
    until = request.POST.get("sampai")
    if until not in {"tenggat", "hari"}:
        raise BadRequest("neither a day nor a deadline")
    try:
        if until == "tenggat":
            moved = go_to_next_deadline(actor=request.actor, now=request.now)
        else:
            moved = advance(by=ONE_DAY, actor=request.actor, now=request.now)
    except NothingDue:
        messages.info(request, _("Tidak ada tenggat di depan."))
    else:
        messages.success(
            request,
            _("Jam peragaan sekarang %(when)s WIB.")
            % {"when": f"{plain_date(moved)}, {clock_time(moved)}"},
        )
    return HttpResponseRedirect(reverse("demo:home"))


def _role_of(person: Person) -> object:
    if person.chair:
        return ROLE_LABELS[Role.CHAIR]
    return ROLE_LABELS[person.roles[0] if person.roles else Role.CITIZEN]
