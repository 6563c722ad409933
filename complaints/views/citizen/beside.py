"""The pages beside the story: other doors, substance, its questions, and the place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from agencies.domain.calendar import legal_day
from complaints.domain.mandate import Question, hindrances
from complaints.domain.substances import UNKNOWN, propose
from complaints.forms.beside import AskedForm, SubstanceForm
from complaints.forms.citizen import TriedForm
from complaints.selectors.choosing import body, place_of, places
from complaints.selectors.questions import questions_of
from complaints.selectors.substances import named, offered, today_of
from complaints.views import mandate

if TYPE_CHECKING:
    from complaints.models import Draft
    from complaints.views.citizen.steps import Facts


def hindered(draft: Draft) -> bool:
    return bool(hindrances(draft.answers))


def doors(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    """What stands in the way of this report, and who can help with it."""
    del form, searching
    ways = _ways(draft) if draft else []
    # The consultation stands behind most of them, and is named once.
    ours = [door for way in ways for door in way["doors"] if door[2]]
    others = [
        {**way, "doors": [door for door in way["doors"] if not door[2]]} for way in ways
    ]
    return {"ways": others, "consultation": ours[0] if ours else None}


def _ways(draft: Draft) -> list[dict[str, Any]]:
    """By the law of the day on which it was last written in."""
    return mandate.ways(draft.answers, legal_day(draft.updated_at, settings.TIME_ZONE))


def about(facts: Facts) -> SubstanceForm:
    """What is offered today."""
    return SubstanceForm(facts.data, told=facts.told, offered=offered(facts.today))


def proposals(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    """The substances: those that the words propose first, then the others by name."""
    del searching
    told = draft.answers if draft else {}
    entries = {one.code: one for one in form.offered}
    words = {code: one.words for code, one in entries.items()}
    found = propose(words, told.get("story", ""), told.get("title", ""))
    chosen = form["substance"].value() or (found[0] if found else "")
    return {
        "proposed": [entries[code] for code in found],
        "others": [entry for code, entry in entries.items() if code not in found],
        "chosen": chosen,
        "open": not found or chosen not in {*found, UNKNOWN},
    }


def asked(facts: Facts) -> AskedForm:
    questions = questions_of(facts.told.get("question_set"))
    return AskedForm(facts.data, questions=questions, told=facts.told)


def all_asked(draft: Draft) -> bool:
    told: dict[str, Any] = draft.answers
    return bool(told.get("asked_set") == told.get("question_set"))


def located(draft: Draft) -> bool:
    """Drafts that were begun before this page said a province with the agency."""
    return bool(draft.answers.get("region") or draft.answers.get("province"))


def shown_places(form: Any, draft: Draft | None, *, searching: bool) -> dict[str, Any]:
    """The places to choose from: found, chosen before, or where the agency is."""
    text = form["place_search"].value() or ""
    chosen = form["region"].value() or ""
    found = places(text) if text.strip() else []
    agency = body(draft.answers.get("choice", "")) if draft and not found else None
    for code in filter(None, (chosen, agency.region if agency else "")):
        known = place_of(code) if code not in {one.code for one in found} else None
        found = [known, *found] if known else found
    return {"found": found, "searching": searching, "chosen": chosen}


def tried(facts: Facts) -> TriedForm:
    """Whether the agency was told was asked at the beginning, and is not asked twice."""
    first = {"tried_before": facts.told.get(Question.TOLD_AGENCY, "")}
    return TriedForm(facts.data, initial=first | facts.told, today=facts.today)


def told_beside(draft: Draft) -> dict[str, Any]:
    """For the page on which everything is looked at once more."""
    told = draft.answers
    given = told.get("asked", {})
    return {
        "mandate": mandate.lines(told),
        "ways": _ways(draft),
        "urgency": mandate.urgency_of(told),
        "place": place_of(told.get("region") or told.get("province", "")),
        "substance": named(told.get("substance", ""), today_of(draft.updated_at)),
        "asked": [
            (mandate.text_of(one), mandate.said(one, given.get(str(one.pk), "")))
            for one in questions_of(told.get("question_set"))
        ],
    }
