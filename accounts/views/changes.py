"""Proposing a change of roles, and deciding as the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import selectors
from accounts.errors import NotAllowed, Refused
from accounts.forms.people import ProposeForm, ReasonForm
from accounts.labels import ROLE_LABELS
from accounts.models import OfficeMembership, RoleChange
from accounts.policies import may_arrange, may_decide, tends_tokens
from accounts.roles import Act, Decision, Role
from accounts.services import decide_change, propose_change, withdraw_change
from accounts.stepup import stepped_up
from accounts.views.people import for_those_who_tend, form, person_of, sentence
from accounts.views.places import picked

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.http import PortalRequest
    from accounts.models import User


@form
@for_those_who_tend
@stepped_up
def give(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Propose a role in an office, or for the agency that was picked."""
    who = person_of(request, ref)
    if who.pk == request.actor.user_id:
        raise Http404
    place = picked(
        request, may_search=may_arrange(request.actor, Role.LIAISON.value, None)
    )
    asked = ProposeForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        agency=place.agency,
    )
    context = {"who": who, "form": asked, "place": place, "act": Act.GIVE}
    if request.method == "POST" and asked.is_valid():
        change = {
            **asked.place(),
            "act": Act.GIVE,
            "reason": asked.cleaned_data["reason"],
        }
        return _proposed(request, who, change, context)
    return _page(request, context, invalid=request.method == "POST")


@form
@for_those_who_tend
@stepped_up
def end(request: PortalRequest, ref: UUID, slug: str) -> HttpResponse:
    """Propose that one role ends; of a chair, the flag alone or the whole role."""
    who = person_of(request, ref)
    held = selectors.membership(who, slug, request.now)
    if held is None or who.pk == request.actor.user_id:
        raise Http404
    in_office = isinstance(held, OfficeMembership)
    role = Role(held.role if in_office else held.kind)
    office = held.office if in_office else None
    if not may_arrange(request.actor, role.value, office.pk if office else None):
        raise Http404
    asked = ReasonForm(request.POST if request.method == "POST" else None)
    context = {
        "who": who,
        "form": asked,
        "held": held,
        "role_label": ROLE_LABELS[role],
        "act": Act.END,
    }
    if request.method == "POST" and asked.is_valid():
        change = {
            "act": Act.END,
            "role": role,
            "is_chair": in_office and held.is_chair and "flag" in request.POST,
            "office": office,
            "agency": None if in_office else held.agency,
            "reason": asked.cleaned_data["reason"],
        }
        return _proposed(request, who, change, context)
    return _page(request, context, invalid=request.method == "POST")


@form
@for_those_who_tend
@stepped_up
def restore(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Propose that a suspended account opens again."""
    who = person_of(request, ref)
    if who.is_active or not request.actor.has(Role.SYSTEM_ADMIN):
        raise Http404
    asked = ReasonForm(request.POST if request.method == "POST" else None)
    context = {"who": who, "form": asked, "act": Act.RESTORE}
    if request.method == "POST" and asked.is_valid():
        change = {"act": Act.RESTORE, "reason": asked.cleaned_data["reason"]}
        return _proposed(request, who, change, context)
    return _page(request, context, invalid=request.method == "POST")


def _proposed(
    request: PortalRequest, who: User, change: dict[str, Any], context: dict[str, Any]
) -> HttpResponse:
    try:
        made = propose_change(
            person=who, actor=request.actor, now=request.now, **change
        )
    except (Refused, NotAllowed) as error:
        refusal, status = sentence(error)
        return _page(request, {**context, "refusal": refusal}, status=status)
    messages.success(
        request, _("Usulan tersimpan. Berlaku setelah orang kedua setuju.")
    )
    return redirect("people:change", ref=made.ref)


def _page(
    request: PortalRequest,
    context: dict[str, Any],
    *,
    status: int = 200,
    invalid: bool = False,
) -> HttpResponse:
    status = 422 if invalid else status
    return render(request, "accounts/people/propose.html", context, status=status)


@require_safe
@for_those_who_tend
def changes(request: PortalRequest) -> HttpResponse:
    """What waits for a second person, and what was decided lately."""
    found = selectors.changes(request.actor)
    context = {
        "waiting": found.filter(decision=""),
        "decided": found.exclude(decision="")[: selectors.PAGE],
        "tends_tokens": tends_tokens(request.actor),
    }
    return render(request, "accounts/people/changes.html", context)


@form
@for_those_who_tend
@stepped_up
def change(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One proposal: read it, decide it, or take one's own back."""
    found = selectors.changes(request.actor).filter(ref=ref).first()
    if found is None:
        raise Http404
    refusal, status = "", 200
    if request.method == "POST":
        try:
            found = _decided(request, ref)
        except (Refused, NotAllowed) as error:
            refusal, status = sentence(error)
        else:
            messages.success(request, found.get_decision_display())
            return redirect("people:change", ref=ref)
    return render(
        request,
        "accounts/people/change.html",
        {"change": found, "refusal": refusal, **_offers(request, found)},
        status=status,
    )


def _offers(request: PortalRequest, found: RoleChange) -> dict[str, bool]:
    actor = request.actor
    return {
        "may_decide": not found.decision
        and may_decide(
            actor, found, proposed_by=found.proposed_by_id, person=found.person_id
        ),
        "may_withdraw": not found.decision and found.proposed_by_id == actor.user_id,
    }


def _decided(request: PortalRequest, ref: UUID) -> RoleChange:
    answer = request.POST.get("decision", "")
    if answer == Decision.WITHDRAWN:
        return withdraw_change(ref=ref, actor=request.actor, now=request.now)
    if answer not in {Decision.APPROVED, Decision.REFUSED}:
        raise BadRequest("no decision")
    return decide_change(
        ref=ref,
        approve=answer == Decision.APPROVED,
        actor=request.actor,
        now=request.now,
    )
