"""Which questions a substance asks, and what was answered to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.models import Question, QuestionSet
from complaints.selectors import substances

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from complaints.domain.substances import Substance
    from complaints.models import Case, CaseAnswer


@dataclass(frozen=True, slots=True)
class Asked:
    """A substance with the version that is asked now, and the one being written."""

    entry: Substance
    current: QuestionSet | None
    draft: QuestionSet | None


def current(substance: str) -> QuestionSet | None:
    """The version that a report begun now is asked, with its questions."""
    rows = QuestionSet.objects.filter(substance=substance, published_at__isnull=False)
    return rows.order_by("-number").prefetch_related("questions").first()


def version_of(set_id: int, substance: str) -> QuestionSet | None:
    """The published version of this id, if it is one of this substance."""
    rows = QuestionSet.objects.filter(
        pk=set_id, substance=substance, published_at__isnull=False
    )
    return rows.prefetch_related("questions").first()


def questions_of(set_id: object) -> list[Question]:
    """The questions of a version, in order; none for none."""
    if not isinstance(set_id, int):
        return []
    return list(Question.objects.filter(set_id=set_id).order_by("position"))


def answers_of(case: Case) -> Sequence[CaseAnswer]:
    """What the reporter answered beside the story, in the order of the questions."""
    rows = case.answers.select_related("question").exclude(value="")
    return list(rows.order_by("question__position", "id"))


def overview(today: date) -> list[Asked]:
    """Every substance with its versions, in their order. Three queries."""
    rows = QuestionSet.objects.order_by("number").prefetch_related("questions")
    published: dict[str, QuestionSet] = {}
    drafts: dict[str, QuestionSet] = {}
    for row in rows:
        (drafts if row.published_at is None else published)[row.substance] = row
    return [
        Asked(found.shown, published.get(found.code), drafts.get(found.code))
        for found in substances.overview(today)
        if found.shown is not None
    ]


def asked_of(substance: str, today: date) -> Asked | None:
    """One row of :func:`overview`; None for a code that is no substance."""
    entry = substances.edited(substance, today).shown
    if entry is None:
        return None
    rows = QuestionSet.objects.filter(substance=substance, published_at=None)
    draft = rows.prefetch_related("questions").first()
    return Asked(entry, current(substance), draft)
