"""An assessor's own sheets: one indicator a page, saved at once, on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.policies import require
from agencies.domain.calendar import legal_day
from compliance import policies
from compliance.domain.answering import RESPONDENTS, Per
from compliance.forms.field import ConflictForm
from compliance.models import FieldEvidence, Visit
from compliance.selectors.field import asked_of, sheets_of
from compliance.selectors.words import chosen
from compliance.services import errors
from compliance.services.rounds import NOT_YOURS
from compliance.services.sending import declare_conflict
from compliance.services.visiting import drop_evidence, hand_in
from compliance.views.instrument_words import PERS
from compliance.views.refusals import UNPROCESSABLE, refused
from compliance.views.sentences import sentence
from documents.errors import Gone, InQuarantine
from documents.links import download_url

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.selectors.field import Asked, Sheet


@dataclass(frozen=True, slots=True)
class Interviews:
    """The people of one kind who are asked at a place: how many, and who was already."""

    per: str
    name: str
    wanted: int
    asked: frozenset[int]

    @property
    def people(self) -> list[tuple[int, bool]]:
        """Each by number, and whether something was written down of what he said."""
        return [(n, n in self.asked) for n in range(1, self.wanted + 1)]


def sheet_page(request: PortalRequest, ref: UUID) -> tuple[Sheet, Asked]:
    """A sheet of one's own; otherwise as if there were none."""
    rows = Visit.objects.visible_to(request.actor).filter(
        ref=ref, assessor_id=request.actor.user_id
    )
    visit = rows.select_related(
        "place__round__methodology", "place__unit", "place__agency"
    ).first()
    if visit is None:
        raise Http404
    require(policies.is_assessor(request.actor), NOT_YOURS)
    asked = asked_of(visit.place.round.methodology)
    return sheets_of([visit], asked)[visit.pk], asked


def writable(sheet: Sheet) -> bool:
    """Whether something may still be written in it."""
    return sheet.visit.handed_in_at is None and sheet.visit.place.round.state == "open"


@require_safe
def mine(request: PortalRequest) -> HttpResponse:
    """The places to which this assessor is sent: first what is due first."""
    require(policies.is_assessor(request.actor), NOT_YOURS)
    rows = Visit.objects.visible_to(request.actor).filter(
        assessor_id=request.actor.user_id, place__round__published_at=None
    )
    visits = list(rows.select_related("place__round", "place__unit", "place__agency"))
    today = legal_day(request.now, settings.TIME_ZONE)
    context = {
        "open": [visit for visit in visits if visit.handed_in_at is None],
        "done": [visit for visit in visits if visit.handed_in_at is not None],
        "today": today,
    }
    return render(request, "assess/field/mine.html", context)


@require_safe
def sheet(request: PortalRequest, ref: UUID) -> HttpResponse:
    """What is answered and what is not, with the way to each."""
    found, asked = sheet_page(request, ref)
    return _overview(request, found, asked)


def _overview(
    request: PortalRequest, found: Sheet, asked: Asked, status: int = 200
) -> HttpResponse:
    questions = asked.of_turn(found.visit.turn)
    lacking = set(found.missing)
    lines = [
        (code, chosen(node.name_id, node.name_en), code in lacking)
        for code, question in questions.items()
        if question.per not in RESPONDENTS
        for node in (asked.nodes[code],)
    ]
    context = {
        "sheet": found,
        "visit": found.visit,
        "place": found.visit.place,
        "lines": lines,
        "interviews": _interviews(found, asked),
        "done": len(questions) - len(lacking),
        "of": len(questions),
        "may": writable(found),
        "next": next((code for code, _name, open_ in lines if open_), None),
    }
    return render(request, "assess/field/sheet.html", context, status=status)


def _interviews(found: Sheet, asked: Asked) -> list[Interviews]:
    """The interviews of a sheet by kind, in the order of the instrument."""
    kinds: dict[Per, list[str]] = {}
    questions = asked.of_turn(found.visit.turn)
    for code, question in questions.items():
        if question.per in RESPONDENTS:
            kinds.setdefault(question.per, []).append(code)
    return [
        Interviews(
            per=per.value,
            name=str(PERS[per]),
            wanted=max(questions[code].wanted for code in codes),
            asked=frozenset(who for code in codes for who in found.of(code)),
        )
        for per, codes in kinds.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: PortalRequest, ref: UUID) -> HttpResponse:
    """Ask once, because a sheet then stays; then give it to the office."""
    found, _asked = sheet_page(request, ref)
    if request.method != "POST":
        context = {"sheet": found, "visit": found.visit, "may": writable(found)}
        return render(request, "assess/field/submit.html", context)
    try:
        hand_in(visit_ref=ref, actor=request.actor, now=request.now)
    except errors.RoundError as error:
        messages.error(request, sentence(error))
        return redirect("assess:sheet", ref=ref)
    messages.success(request, _("Lembar diserahkan. Terima kasih."))
    return redirect("assess:visits")


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: PortalRequest, ref: UUID) -> HttpResponse:
    """An assessor says that he is not to assess this agency."""
    found, _asked = sheet_page(request, ref)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = _declare(request, ref, form)
        if status == 200:
            told = _("Tercatat. Penilai lain akan ditugaskan ke instansi itu.")
            messages.success(request, told)
            return redirect("assess:visits")
    context = {"visit": found.visit, "form": form, "may": writable(found)}
    return render(request, "assess/field/conflict.html", context, status=status)


def _declare(request: PortalRequest, ref: UUID, form: ConflictForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        declare_conflict(
            visit_ref=ref,
            why=form.cleaned_data["why"],
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        return refused(form, error)
    return 200


@require_safe
def evidence(request: PortalRequest, ref: UUID) -> HttpResponse:
    """One photograph or document, for whoever may read its sheet."""
    rows = FieldEvidence.objects.visible_to(request.actor).filter(ref=ref)
    one = rows.select_related("file").first()
    if one is None:
        raise Http404
    try:
        return redirect(download_url(request, one.file))
    except (InQuarantine, Gone) as error:
        context = {"reason": error.reason}
        return render(request, "complaints/file_closed.html", context, status=409)


@require_POST
def remove_evidence(request: PortalRequest, ref: UUID, evidence: UUID) -> HttpResponse:
    """Take a photograph back."""
    found, _asked = sheet_page(request, ref)
    one = found.visit.evidence.filter(ref=evidence).select_related("node").first()
    if one is None:
        raise Http404
    try:
        drop_evidence(
            visit_ref=ref, evidence_ref=evidence, actor=request.actor, now=request.now
        )
    except errors.RoundError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("Bukti dihapus."))
    return redirect("assess:indicator", ref=ref, code=one.node.code)
