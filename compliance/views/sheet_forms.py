"""Filling in a sheet: one indicator, or one person who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compliance.domain.answering import RESPONDENTS, Per, Told
from compliance.domain.sheet import places_of
from compliance.forms.sheets import AnswersOfForm, IndicatorForm, initial_of
from compliance.selectors.words import chosen
from compliance.services import errors
from compliance.services.visiting import add_evidence, write, write_person
from compliance.views.instrument_words import COMPONENTS, PERS
from compliance.views.refusals import CONFLICT, UNPROCESSABLE, refused
from compliance.views.sentences import sentence
from compliance.views.visits import sheet_page, writable
from documents.errors import UploadRefused, status_of
from documents.reception import receive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpResponse

    from accounts.http import PortalRequest
    from compliance.domain.answering import Question
    from compliance.domain.sheet import Row
    from compliance.models import MethodologyNode
    from compliance.selectors.field import Asked, Sheet

#: The field of an answer that is the unit's own.
UNIT = "0"


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: PortalRequest, ref: UUID, code: str) -> HttpResponse:
    """One indicator of the unit or of its products; the next one follows."""
    sheet, asked = sheet_page(request, ref)
    questions = _of_the_place(sheet, asked)
    if code not in questions:
        raise Http404
    form = _indicator_form(request, sheet, asked.nodes[code], questions[code])
    status = 200
    if request.method == "POST":
        status = _save(request, sheet, code, form)
        if status == 200:
            messages.success(request, _("Tersimpan."))
            return _onwards(sheet, code, list(questions))
    node = asked.nodes[code]
    codes = list(questions)
    at = codes.index(code)
    context = {
        "sheet": sheet,
        "visit": sheet.visit,
        "place": sheet.visit.place,
        "node": node,
        "name": chosen(node.name_id, node.name_en),
        "hint": chosen(node.hint_id, node.hint_en),
        "evidence_wanted": chosen(node.evidence_id, node.evidence_en),
        "component": COMPONENTS.get(node.component or 0),
        "per": PERS[questions[code].per.value],
        "evidence": [one for one in sheet.evidence if one.node.code == code],
        "form": form,
        "n": at + 1,
        "of": len(codes),
        "before": codes[at - 1] if at else None,
        "after": codes[at + 1] if at + 1 < len(codes) else None,
        "may": writable(sheet),
    }
    return render(request, "assess/field/indicator.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: PortalRequest, ref: UUID, per: str, who: int) -> HttpResponse:
    """What one person says, all questions on one page. Nobody is named."""
    sheet, asked = sheet_page(request, ref)
    questions = {
        code: question
        for code, question in asked.of_turn(sheet.visit.turn).items()
        if question.per == per and question.per in RESPONDENTS
    }
    wanted = max((one.wanted for one in questions.values()), default=0)
    if not 1 <= who <= wanted:
        raise Http404
    questions = {c: one for c, one in questions.items() if who <= one.wanted}
    form = _person_form(request, sheet, asked, questions, who)
    status = 200
    if request.method == "POST":
        status = _save_person(request, sheet, Per(per), who, form)
        if status == 200:
            messages.success(request, _("Tersimpan."))
            if who < wanted:
                return redirect("assess:person", ref=ref, per=per, who=who + 1)
            return redirect("assess:sheet", ref=ref)
    context = {
        "visit": sheet.visit,
        "place": sheet.visit.place,
        "form": form,
        "who": who,
        "wanted": wanted,
        "name": PERS[per],
        "may": writable(sheet),
    }
    return render(request, "assess/field/person.html", context, status=status)


def _of_the_place(sheet: Sheet, asked: Asked) -> dict[str, Question]:
    """The indicators of a sheet that are answered by looking, in their order."""
    questions = asked.of_turn(sheet.visit.turn)
    return {c: one for c, one in questions.items() if one.per not in RESPONDENTS}


def _indicator_form(
    request: PortalRequest, sheet: Sheet, node: MethodologyNode, question: Question
) -> IndicatorForm:
    products = sheet.visit.place.drawn_products
    labels = {
        str(who): products[who - 1] if who else _("Jawaban")
        for who in places_of(question, len(products))
    }
    rows = sheet.of(node.code)
    absent = any(row.absent for row in rows.values())
    return IndicatorForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        asked={who: (question, label, "") for who, label in labels.items()},
        may_be_absent=question.may_be_absent,
        initial=initial_of(_told(rows), absent=absent),
    )


def _told(rows: Mapping[int, Row]) -> dict[str, Told]:
    return {
        str(who): Told(row.value, row.of)
        for who, row in rows.items()
        if row.value is not None
    }


def _person_form(
    request: PortalRequest,
    sheet: Sheet,
    asked: Asked,
    questions: Mapping[str, Question],
    who: int,
) -> AnswersOfForm:
    nodes = asked.nodes
    told = {
        code: Told(row.value, row.of)
        for code in questions
        for row in (sheet.of(code).get(who),)
        if row is not None and row.value is not None
    }
    return AnswersOfForm(
        request.POST if request.method == "POST" else None,
        asked={
            code: (
                question,
                chosen(nodes[code].name_id, nodes[code].name_en),
                chosen(nodes[code].hint_id, nodes[code].hint_en),
            )
            for code, question in questions.items()
        },
        initial=initial_of(told),
    )


def _save(request: PortalRequest, sheet: Sheet, code: str, form: IndicatorForm) -> int:
    """Write the answer and take the photograph; the status of the answer."""
    if not form.is_valid():
        return UNPROCESSABLE
    if not writable(sheet):
        form.add_error(None, sentence(errors.HandedIn()))
        return CONFLICT
    ref, told = sheet.visit.ref, form.told
    absent = form.cleaned_data.get("absent", False)
    try:
        if absent or any(told.values()):
            write(
                visit_ref=ref,
                code=code,
                told={int(who): one for who, one in told.items()},
                absent=absent,
                actor=request.actor,
                now=request.now,
            )
        if photo := form.cleaned_data.get("photo"):
            stored = receive(request, photo)
            add_evidence(
                visit_ref=ref,
                code=code,
                file=stored,
                actor=request.actor,
                now=request.now,
            )
    except UploadRefused as error:
        form.add_error("photo", error.reason)
        return status_of(error)
    except errors.RoundError as error:
        return refused(form, error, mend={"observation": None, "photographs": None})
    return 200


def _save_person(
    request: PortalRequest, sheet: Sheet, per: Per, who: int, form: AnswersOfForm
) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        write_person(
            visit_ref=sheet.visit.ref,
            per=per,
            who=who,
            told=form.told,
            actor=request.actor,
            now=request.now,
        )
    except errors.RoundError as error:
        return refused(form, error, mend={"observation": None})
    return 200


def _onwards(sheet: Sheet, code: str, codes: list[str]) -> HttpResponse:
    """To the next indicator; after the last one to the whole sheet."""
    at = codes.index(code) + 1
    if at < len(codes):
        return redirect("assess:indicator", ref=sheet.visit.ref, code=codes[at])
    return redirect("assess:sheet", ref=sheet.visit.ref)
