"""An agency says how its own units are: all of them, one unit a page, saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from agencies.domain.calendar import legal_day
from compliance.domain.self_assessment import mark_of
from compliance.domain.sheet import seen
from compliance.forms.self_assessment import SelfUnitForm, initial_of_unit
from compliance.models import RoundAgency
from compliance.selectors.self_assessment import own_assessment, own_rows
from compliance.selectors.words import chosen
from compliance.services import errors
from compliance.services.self_assessment import hand_in, take_back, write
from compliance.views.field_words import answer_words
from compliance.views.refusals import CONFLICT, UNPROCESSABLE
from compliance.views.sentences import sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse, QueryDict

    from accounts.http import PortalRequest
    from compliance.domain.sheet import Row
    from compliance.selectors.self_assessment import OwnAssessment, OwnUnit

#: Units of one page of the list.
PAGE = 100
#: What whoever typed it can mend himself: the form, or an answer that does not fit.
_FORM = "form"
_MENDED = frozenset({_FORM, errors.UnusableObservation.code})


def _own(request: PortalRequest, ref: UUID, agency: UUID) -> OwnAssessment:
    """Of one's own agency that is asked; otherwise as if there were none."""
    today = legal_day(request.now, settings.TIME_ZONE)
    try:
        return own_assessment(ref, agency, request.actor, today)
    except RoundAgency.DoesNotExist:
        raise Http404 from None


@require_safe
def overview(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """All units of the agency, how far each is, and whose turn it is."""
    found = _own(request, ref, agency)
    lacking = found.lacking
    context = {
        "own": found,
        "shown": Paginator(found.units, PAGE).get_page(request.GET.get("hal")),
        "next": lacking[0] if lacking else None,
    }
    return render(request, "scored/self.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: PortalRequest, ref: UUID, agency: UUID, unit: UUID) -> HttpResponse:
    """What the agency says of one unit; the next one follows."""
    found = _own(request, ref, agency)
    about = found.unit(unit)
    if about is None:
        raise Http404
    rows = own_rows(found.turn.sheet, about.pk, request.actor)
    form = _form(found, rows, request.POST if request.method == "POST" else None)
    status = 200
    stands: list[tuple[str, str]] = []
    if request.method == "POST":
        wrong = _save(request, found, about, form)
        if not wrong:
            messages.success(request, _("Tersimpan."))
            return _onwards(found, about)
        status = UNPROCESSABLE if wrong in _MENDED else CONFLICT
        if wrong == errors.StaleSelf.code:
            stands = _stands(request, rows, form)
    before, after = _beside(found, about)
    context = {
        "own": found,
        "unit": about,
        "form": form,
        "stands": stands,
        "before": before,
        "after": after,
    }
    return render(request, "scored/self_unit.html", context, status=status)


def _form(
    found: OwnAssessment, rows: list[Row], posted: QueryDict | None
) -> SelfUnitForm:
    nodes = found.nodes
    return SelfUnitForm(
        posted,
        asked={
            code: (
                question,
                chosen(nodes[code].name_id, nodes[code].name_en),
                chosen(nodes[code].hint_id, nodes[code].hint_en),
            )
            for code, question in found.questions.items()
        },
        initial=initial_of_unit(rows, mark_of(rows)),
    )


def _save(
    request: PortalRequest, found: OwnAssessment, about: OwnUnit, form: SelfUnitForm
) -> str:
    """The code of what was wrong; nothing once it is saved."""
    if not form.is_valid():
        return _FORM
    try:
        write(
            round_ref=found.round.ref,
            agency_ref=found.agency.ref,
            unit_ref=about.ref,
            told=form.told,
            absent=form.absent,
            mark=form.cleaned_data["mark"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        form.add_error(None, sentence(error))
        return error.code
    return ""


def _stands(
    request: PortalRequest, rows: list[Row], form: SelfUnitForm
) -> list[tuple[str, str]]:
    """What a colleague saved meanwhile, in words. What was typed is kept in the form,
    which now stands over that: it may be saved."""
    typed = request.POST.copy()
    typed["mark"] = mark_of(rows)
    form.data = typed
    told = seen(rows)
    return [
        (label, answer_words(question, told.get(code)))
        for code, (question, label, _hint) in form.asked.items()
    ]


def _beside(
    found: OwnAssessment, about: OwnUnit
) -> tuple[OwnUnit | None, OwnUnit | None]:
    """The unit before this one and the one after it."""
    at = found.units.index(about)
    return (
        found.units[at - 1] if at else None,
        found.units[at + 1] if at + 1 < len(found.units) else None,
    )


def _onwards(found: OwnAssessment, about: OwnUnit) -> HttpResponse:
    """To the next unit; after the last one to all of them."""
    ref, agency = found.round.ref, found.agency.ref
    _before, after = _beside(found, about)
    if after is None:
        return redirect("scored:self", ref=ref, agency=agency)
    return redirect("scored:self_unit", ref=ref, agency=agency, unit=after.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """Say what is not answered yet and ask once; then it is the office's."""
    found = _own(request, ref, agency)
    if request.method != "POST":
        return render(request, "scored/self_hand_in.html", {"own": found})
    try:
        hand_in(round_ref=ref, agency_ref=agency, actor=request.actor, now=request.now)
    except errors.RoundError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Penilaian mandiri diserahkan. Terima kasih."))
    return redirect("scored:self", ref=ref, agency=agency)


@require_POST
def reopen(request: PortalRequest, ref: UUID, agency: UUID) -> HttpResponse:
    """Take it back to change it."""
    _own(request, ref, agency)
    try:
        take_back(
            round_ref=ref, agency_ref=agency, actor=request.actor, now=request.now
        )
    except errors.RoundError as error:
        messages.error(request, sentence(error))
    else:
        told = _("Penilaian mandiri ditarik. Serahkan lagi setelah diubah.")
        messages.success(request, told)
    return redirect("scored:self", ref=ref, agency=agency)
