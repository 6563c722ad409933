"""The places of a round: who goes where, what came in, what is agreed and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.policies import require
from compliance import policies
from compliance.domain.reconciling import differences
from compliance.forms.field import GiveBackForm, SendForm, SettleForm, SignForm
from compliance.models import Place
from compliance.models.field import FIRST, SECOND
from compliance.selectors.assessors import assessors
from compliance.selectors.field import asked_of, places_in, seats
from compliance.selectors.odd import odd_at
from compliance.selectors.self_assessment import said_by_agency
from compliance.selectors.words import chosen
from compliance.services.rounds import NOT_YOURS
from compliance.services.sending import tied_to
from compliance.views.field_words import answer_words, odd_words

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.field import Asked, Said, Seat, Sheet


@require_safe
def place(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One place: the two sheets side by side, what is odd, and the next step."""
    return page_of_place(request, seen_place(request, ref))


def seen_place(request: PortalRequest, ref: UUID) -> Place:
    """A drawn place that this person may see whole; otherwise as if there were none."""
    found = (
        Place.objects.visible_to(request.actor)
        .filter(ref=ref, drawn=True)
        .select_related("round__methodology", "unit", "agency")
        .first()
    )
    if found is None:
        raise Http404
    require(policies.can_see_field(request.actor), NOT_YOURS)
    if found.visits.filter(
        assessor_id=request.actor.user_id, handed_in_at=None
    ).exists():
        raise Http404  # he is still to look for himself
    return found


def offered(request: PortalRequest, found: Place) -> list[tuple[UUID, str]]:
    """The assessors who may be sent there."""
    kept_out = tied_to(found)
    people = assessors(request.now)
    return [(one.ref, one.name) for one in people if one.pk not in kept_out]


def page_of_place(
    request: PortalRequest,
    found: Place,
    sent: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    sent = sent or {}
    asked = asked_of(found.round.methodology)
    place_ = places_in(found.round).get(pk=found.pk)
    seat = seats([place_], asked)[0]
    names = {
        code: chosen(node.name_id, node.name_en) for code, node in asked.nodes.items()
    }
    people = offered(request, found)
    may = policies.can_run_rounds(request.actor) and found.round.state == "open"
    told = _of_the_agency(request, seat)
    own = any(v.assessor_id == request.actor.user_id for v in place_.visits.all())
    context = {
        "place": place_,
        "round": found.round,
        "seat": seat,
        "rows": _rows(seat, asked, names, sent, told),
        "of_agency": bool(told),
        "odd": [odd_words(one, names) for one in odd_at(seat, asked)],
        "turns": [
            (turn, sheet, sent.get(f"send{turn}") or _send_form(people, turn, sheet))
            for turn, sheet in ((FIRST, seat.first), (SECOND, seat.second))
        ],
        "backs": [
            (sheet, sent.get(f"back{turn}") or GiveBackForm(initial={"turn": turn}))
            for turn, sheet in ((FIRST, seat.first), (SECOND, seat.second))
            if sheet and sheet.visit.handed_in_at
        ],
        "sign": sent.get("sign") or SignForm(initial={"version": place_.version}),
        "errors_of": next(iter(sent.values()), None),
        "may": may and place_.signed_at is None,
        "own": own,
    }
    return render(request, "assess/field/place.html", context, status=status)


def _send_form(
    people: list[tuple[UUID, str]], turn: int, sheet: Sheet | None
) -> SendForm:
    initial: dict[str, object] = {"turn": turn}
    if sheet is not None:
        visit = sheet.visit
        initial |= {"assessor": str(visit.assessor.ref), "due_on": visit.due_on}
    return SendForm(assessors=people, initial=initial, auto_id=f"id_{turn}_%s")


def _rows(
    seat: Seat,
    asked: Asked,
    names: dict[str, str],
    sent: dict[str, forms.Form],
    told: Said,
) -> list[dict[str, object]]:
    """Every indicator with what each person wrote, what was settled, and what the
    agency says of itself."""
    apart = {one.code for one in seat.differences}
    elsewhere = _told_otherwise(seat, told)
    return [
        {
            "code": code,
            "name": names[code],
            "first": answer_words(question, seat.first.said.get(code))
            if seat.first
            else "",
            "second": answer_words(question, seat.second.said.get(code))
            if seat.second and code in asked.both
            else "",
            "apart": code in apart,
            "agency": answer_words(question, told[code]) if code in told else "",
            "elsewhere": answer_words(question, elsewhere[code])
            if code in elsewhere
            else "",
            "settled": seat.settled.get(code),
            "form": sent.get(f"settle-{code}") or SettleForm(prefix=code),
            "evidence": [
                one
                for sheet in (seat.first, seat.second)
                if sheet
                for one in sheet.evidence
                if one.node.code == code
            ],
        }
        for code, question in asked.questions.items()
    ]


def _of_the_agency(request: PortalRequest, seat: Seat) -> Said:
    """What the agency says of this unit, once somebody else has looked; nothing for
    whoever assesses."""
    if seat.first is None or seat.first.visit.handed_in_at is None:
        return {}
    return said_by_agency(seat.place, request.actor)


def _told_otherwise(seat: Seat, told: Said) -> Said:
    """What was seen where the agency says something else; both must have answered."""
    was = seat.counts or (seat.first.said if seat.first else {})
    both = frozenset(was.keys() & told.keys())
    return {one.code: was[one.code] for one in differences(was, told, both)}
