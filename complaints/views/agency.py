"""The agency's screens: a case of its own, and what its other pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.agency_policies import speaks_for_agency
from complaints.domain.lifecycle import IllegalTransition
from complaints.models import Case
from complaints.selectors.dividing import holders_of
from complaints.selectors.duties import FIELDS, agency_case, number_of, terms_of
from complaints.selectors.extensions import extensions_of
from complaints.selectors.milestones import milestones_of
from complaints.selectors.parts import inbox_of
from complaints.services import receipt
from complaints.services.errors import CaseError
from complaints.views.activities import called
from complaints.views.agency_explanations import explanations, with_files
from complaints.views.agency_orders import orders
from complaints.views.agency_words import on_the_case
from complaints.views.sentences import refusal
from complaints.views.uploads import take
from complaints.views.words import (
    clock_of,
    name_in_language,
    office_of,
    stage_for_agency,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from django.forms import Form

    from accounts.actor import Actor
    from accounts.http import PortalRequest
    from complaints.forms.once import OnceForm
    from complaints.models import Activity, Clarification, CorrectiveAction
    from complaints.selectors.dividing import Held
    from complaints.views.words import Clock

Part = TypeVar("Part")


def visible(request: PortalRequest, ref: UUID) -> Case:
    if not request.actor.is_liaison:
        raise Http404
    seen = Case.objects.visible_to(request.actor).only(*FIELDS)
    rows = seen.select_related("office", "agency", "unit")
    case: Case = get_object_or_404(rows, ref=ref)
    return case


def part_of(
    find: Callable[[Actor, UUID], Part], request: PortalRequest, ref: UUID
) -> Part:
    """A request or an action of a released case, or the one 404."""
    if not request.actor.is_liaison:
        raise Http404
    try:
        return find(request.actor, ref)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def sent_in(request: PortalRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One released case. Opening its letters is a POST: it makes them received."""
    found = visible(request, ref)
    if request.method == "POST":
        _open_letters(request, found)
        return redirect("agency:case", ref=found.ref)
    page = agency_case(found, request.actor)
    today, calendar = legal_day(request.now, found.office.zone), work_calendar()
    terms = terms_of([found.pk])
    clocks = {ref: clock_of(term, today, calendar) for ref, term in terms.items()}
    held = holders_of([found.pk], request.actor, request.now)
    extensions = extensions_of(found)
    context = {
        "case": found,
        "number": number_of(found),
        "page": page,
        "stage": stage_for_agency(found),
        "agency": name_in_language(found.agency) if found.agency else "",
        "unit": name_in_language(found.unit) if found.unit else "",
        "office": office_of(found),
        "unopened": any(letter.received_on is None for letter in page.letters),
        "opened": {row.letter_id for row in page.letters if row.received_on},
        "lists": orders(
            page.actions,
            clocks,
            held,
            milestones_of([row.pk for row in page.actions]),
            extensions,
            today,
            calendar,
        ),
        "asked": with_files(
            explanations(page.clarifications, clocks, terms, held, extensions, today),
            page.files,
        ),
        "called": with_files(called(page.activities, clocks, held), page.files),
        "objected": on_the_case(found, page.letters, request.actor, today),
    }
    return render(request, "complaints/agency/case.html", context)


@transaction.atomic
def _open_letters(request: PortalRequest, found: Case) -> None:
    locked = Case.objects.visible_to(request.actor).locked(found.ref)
    for addressee in inbox_of(request.actor, locked):
        receipt.opened(
            locked,
            addressee=addressee,
            on=legal_day(request.now, locked.office.zone),
            actor=request.actor,
            now=request.now,
        )


def asked_for(
    request: PortalRequest, asked: Activity | Clarification, form: OnceForm
) -> dict[str, Any]:
    """What a page shows on which the agency sends what it was asked for."""
    found = asked.case
    return {
        "asked": asked,
        "case": found,
        "number": number_of(found),
        "form": form,
        "may_answer": speaks_for_agency(request.actor, found),
        "held": held_of(request, asked),
        "clock": clock_for(
            str(asked.ref), found, legal_day(request.now, found.office.zone)
        ),
    }


def held_of(
    request: PortalRequest, duty: Activity | Clarification | CorrectiveAction
) -> Held | None:
    """Who of the agency works on it."""
    found = holders_of([duty.case_id], request.actor, request.now)
    return found.get(str(duty.ref))


def clock_for(ref: str, found: Case, today: date) -> Clock | None:
    """The agency's clock of one request or action, or None before it runs."""
    term = terms_of([found.pk]).get(ref)
    return clock_of(term, today) if term else None


def attempt(
    request: PortalRequest, form: OnceForm, use_case: Callable[[list[int]], None]
) -> int:
    """Take a form with its files to its use case; 302, or the status of the page.

    The files are taken in before the use case: one that is refused stops it.
    """
    if not form.is_valid():
        return 422
    files, status = take(request, form, form.cleaned_data["attachments"])
    if not form.is_valid():
        return status
    status = tried(form, lambda: use_case([stored.pk for stored in files]))
    if status != 302:
        form.renew()
    return status


def tried(form: Form, use_case: Callable[[], None]) -> int:
    """Take a form to its use case; 302, or the status of the page that says why not."""
    if not form.is_valid():
        return 422
    try:
        use_case()
    except (CaseError, NotAllowed, IllegalTransition) as error:  # moved meanwhile
        form.add_error(None, str(refusal(error)))
        return 403 if isinstance(error, NotAllowed) else 409
    return 302
