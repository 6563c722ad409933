"""The agency reads its preliminary result, objects, and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.domain.calendar import legal_day
from compliance.domain.hearing import may_object, may_reply, replies_until
from compliance.forms.hearing import ObjectionForm, ReplyForm
from compliance.models import RoundAgency
from compliance.models.rounds import RoundState
from compliance.selectors.hearing import announced_to, heard
from compliance.selectors.self_assessment import said_beside, turns
from compliance.selectors.words import chosen
from compliance.services import errors
from compliance.services.hearing import object_to, reply
from compliance.services.results import preliminary
from compliance.views.field_words import answer_words, told_outside
from compliance.views.refusals import UNPROCESSABLE, refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.models import Round
    from compliance.selectors.field import Said, Seat
    from compliance.selectors.hearing import Heard

#: Between the place and the indicator in what an objection is about.
SEPARATOR = "/"


@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """The assessments in which one's agency judges itself or may read its result."""
    if not request.actor.is_liaison:
        raise Http404
    today = legal_day(request.now, settings.TIME_ZONE)
    members = [
        (member, _may_object(request, member.round))
        for member in announced_to(request.actor)
    ]
    context = {"members": members, "turns": turns(request.actor, today)}
    return render(request, "scored/list.html", context)


def _heard(request: PortalRequest, ref: UUID, agency: UUID) -> Heard:
    """Of one's own agency; otherwise as if it did not exist."""
    try:
        return heard(ref, agency, request.actor)
    except RoundAgency.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """The preliminary result with every answer and its evidence; an objection."""
    found = _heard(request, ref, agency)
    asked = {"about": request.GET.get("tentang", "")[:120]}
    form = ObjectionForm(
        request.POST if request.method == "POST" else None, initial=asked
    )
    status = 200
    if request.method == "POST":
        status = _object(request, ref, agency, form)
        if status == 200:
            messages.success(request, _("Sanggahan terkirim. Kami menjawab di sini."))
            return redirect("scored:result", ref=ref, agency=agency)
    names = {
        code: chosen(node.name_id, node.name_en)
        for code, node in found.asked.nodes.items()
    }
    said = said_beside([seat.place.pk for seat in found.seats], request.actor)
    about = _about(form["about"].value() or "")
    context = {
        "heard": found,
        "base": preliminary(found.round, found.agency.pk),
        "units": [
            (seat, _rows(seat, found, names, said.get(seat.place.pk, {})))
            for seat in found.seats
            if seat.counts
        ],
        "of_itself": bool(said),
        "form": form,
        "about": _about_words(found, about, names),
        "may_reply": may_reply(found.round.published_at, request.now),
        "reply_until": replies_until(found.round.published_at),
        "may_object": _may_object(request, found.round),
    }
    return render(request, "scored/result.html", context, status=status)


def _may_object(request: PortalRequest, round_: Round) -> bool:
    today = legal_day(request.now, settings.TIME_ZONE)
    return round_.state == RoundState.OPEN and may_object(
        round_.objections_until, today
    )


def _rows(
    seat: Seat, found: Heard, names: dict[str, str], own: Said
) -> list[tuple[str, str, str, str, list[object]]]:
    """Each indicator of a unit: its name, what counts, what the agency said itself, the
    evidence."""
    shown = [
        one
        for sheet in (seat.first, seat.second)
        if sheet and sheet.visit.handed_in_at
        for one in sheet.evidence
    ]
    said = seat.counts or {}
    return [
        (
            f"{seat.place.ref}{SEPARATOR}{code}",
            names[code],
            told_outside(question, said.get(code)),
            answer_words(question, own[code]) if code in own else "",
            [one for one in shown if one.node.code == code],
        )
        for code, question in found.asked.questions.items()
    ]


def _about(text: str) -> tuple[UUID, str] | None:
    """The place and the indicator of an objection; nonsense is about the whole."""
    ref, separator, code = text.partition(SEPARATOR)
    try:
        return (UUID(ref), code) if separator else None
    except ValueError:
        return None


def _about_words(
    found: Heard, about: tuple[UUID, str] | None, names: dict[str, str]
) -> str:
    """What the form says the objection is about."""
    for seat in found.seats:
        if about and seat.place.ref == about[0] and about[1] in names:
            unit = seat.place.unit
            return f"{chosen(unit.name_id, unit.name_en)}, {names[about[1]]}"
    return ""


def _object(
    request: PortalRequest, ref: UUID, agency: UUID, form: ObjectionForm
) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        object_to(
            round_ref=ref,
            agency_ref=agency,
            about=_about(form.cleaned_data["about"]),
            text=form.cleaned_data["text"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        return refused(form, error, mend={"observation": None})
    return 200


@require_http_methods(["GET", "HEAD", "POST"])
def own_reply(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """An agency's words beside its score; after the term what it wrote, and no form.

    What is sent too late stays in the form, with the reason above it.
    """
    found = _heard(request, ref, agency)
    published_at = found.round.published_at
    if request.method != "POST" and not may_reply(published_at, request.now):
        closed = {"heard": found, "until": replies_until(published_at)}
        return render(request, "scored/reply_closed.html", closed)
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        initial={"text": found.reply.text if found.reply else ""},
    )
    status = 200
    if request.method == "POST":
        status = _reply(request, ref, agency, form)
        if status == 200:
            messages.success(request, _("Tanggapan terkirim dan sedang kami periksa."))
            return redirect("scored:result", ref=ref, agency=agency)
    context = {"heard": found, "form": form}
    return render(request, "scored/reply.html", context, status=status)


def _reply(request: PortalRequest, ref: UUID, agency: UUID, form: ReplyForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        reply(
            round_ref=ref,
            agency_ref=agency,
            text=form.cleaned_data["text"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        return refused(form, error)
    return 200
