"""People for those who look after accounts: list, one person, suspend at once."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import selectors
from accounts.actor_of import member
from accounts.errors import NotAllowed, Refused, StepUpRequired
from accounts.forms.people import SuspendForm
from accounts.models import User
from accounts.policies import may_arrange, may_suspend, tends_people, tends_tokens
from accounts.roles import Role, Why
from accounts.services import suspend
from accounts.stepup import stepped_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponseBase

    from accounts.http import PortalRequest

P = ParamSpec("P")
form = require_http_methods(["GET", "HEAD", "POST"])


def for_those_who_tend(
    view: Callable[Concatenate[PortalRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PortalRequest, P], HttpResponseBase]:
    """These pages exist for administrators and heads only."""

    @wraps(view)
    def guarded(
        request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not tends_people(request.actor):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def person_of(request: PortalRequest, ref: UUID) -> User:
    """The person of this address, for who looks after him; otherwise a 404."""
    try:
        return User.objects.visible_to(request.actor).get(ref=ref)
    except User.DoesNotExist as missing:
        raise Http404 from missing


def words_of(request: PortalRequest, name: str, *, most: int = 100) -> str:
    """What the address says under this name, as far as the database can read it."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:most]


def sentence(error: Refused | NotAllowed) -> tuple[str, int]:
    """A refusal as the person reads it, and its status; step-up has a door."""
    if isinstance(error, StepUpRequired):
        raise error
    if isinstance(error, NotAllowed):
        return str(error.reason), 403
    return str(error.sentence), 409


@require_safe
@for_those_who_tend
def people(request: PortalRequest) -> HttpResponse:
    """The list by name, searched and paged by the last name seen."""
    text = words_of(request, "q")
    name, _sep, number = words_of(request, "setelah", most=200).rpartition("~")
    after = (name, int(number)) if number.isdecimal() and len(number) < 19 else None
    found = selectors.people_page(request.actor, text=text, after=after)
    page, more = found[: selectors.PAGE], len(found) > selectors.PAGE
    roles = selectors.roles_now(page, request.now)
    onward = {"q": text, "setelah": f"{page[-1].name}~{page[-1].pk}"} if more else {}
    context = {
        "rows": [{"person": one, "roles": roles[one.pk]} for one in page],
        "text": text,
        "onward": urlencode({k: v for k, v in onward.items() if v}),
        "first": after is None,
        "tends_tokens": tends_tokens(request.actor),
        "waiting": selectors.changes(request.actor).open().count(),  # type: ignore[attr-defined]  # our queryset
    }
    return render(request, "accounts/people/list.html", context)


@require_safe
@for_those_who_tend
def person(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One person: roles, proposals, history, and what may be done."""
    who = person_of(request, ref)
    actor = request.actor
    mine = actor.user_id == who.pk
    held = [
        {
            "one": one,
            "may_end": one.until is None
            and not mine
            and may_arrange(actor, one.role, one.office_id),
        }
        for one in selectors.roles_ever(who)
    ]
    context = {
        "who": who,
        "held": held,
        "changes": selectors.changes(actor).filter(person=who)[: selectors.PAGE],
        "history": selectors.history(who),
        "may_propose": not mine,
        "may_suspend": who.is_active
        and may_suspend(actor, member(who, now=request.now)),
        "may_restore": not who.is_active and not mine and actor.has(Role.SYSTEM_ADMIN),
    }
    return render(request, "accounts/people/person.html", context)


@form
@for_those_who_tend
@stepped_up
def suspend_person(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Close the account now: one person is enough for that."""
    who = person_of(request, ref)
    why = SuspendForm(request.POST if request.method == "POST" else None)
    allowed = may_suspend(request.actor, member(who, now=request.now))
    status = 200 if allowed else 403
    refusal = "" if allowed else _("Anda tidak boleh menangguhkan akun ini.")
    if request.method == "POST" and why.is_valid():
        try:
            suspend(
                ref=who.ref,
                why=Why(why.cleaned_data["why"]),
                actor=request.actor,
                now=request.now,
            )
        except (Refused, NotAllowed) as error:
            refusal, status = sentence(error)
        else:
            messages.success(
                request, _("Akun ditangguhkan. Semua sesinya sudah ditutup.")
            )
            return redirect("people:person", ref=who.ref)
    elif request.method == "POST" and allowed:
        status = 422
    context = {"who": who, "form": why, "refusal": refusal}
    return render(request, "accounts/people/suspend.html", context, status=status)
