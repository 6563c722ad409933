"""The questions of a substance: written as a draft, looked at, published as a version.

A version that was published is never changed (the database refuses it); a change is the
next version, and reports begun before are asked what they were begun under.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require, require_stepped_up
from complaints.domain import events
from complaints.domain.asking import MOST, Kind
from complaints.models import Question, QuestionSet
from complaints.policies import edits_versions
from journal import versions
from journal.errors import DraftRefused
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Wording:
    """One question as it was typed: both languages, and what can be chosen."""

    kind: Kind
    text_id: str
    text_en: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def write(
    *,
    substance: str,
    version: int,
    questions: Sequence[Wording],
    actor: Actor,
    now: datetime,
) -> QuestionSet:
    """Keep the draft of a substance's questions; nobody is asked them yet.

    ``version`` is that of the draft on her page, 0 if there was none. Raises
    :class:`DraftRefused` when somebody wrote meanwhile, or for more than a page bears.
    """
    require(edits_versions(actor), "role")
    if len(questions) > MOST:
        raise DraftRefused("too_many_questions")
    key = {"substance": substance}
    draft = versions.draft(QuestionSet, key, version=version, actor=actor, now=now)
    draft.questions.all().delete()
    put(draft, questions)
    record(
        events.QUESTIONS_WRITTEN,
        actor=actor,
        subject=draft,
        data=_told(draft, len(questions)),
        now=now,
    )
    return draft


@transaction.atomic
def publish(*, substance: str, version: int, actor: Actor, now: datetime) -> None:
    """From now on reports of this substance are asked what the draft says.

    Raises :class:`DraftRefused` without a draft, or for another one than she looked at;
    ``StepUpRequired``.
    """
    require(edits_versions(actor), "role")
    require_stepped_up(actor)
    key = {"substance": substance}
    draft = versions.publish(QuestionSet, key, version=version, actor=actor, now=now)
    record(
        events.QUESTIONS_PUBLISHED,
        actor=actor,
        subject=draft,
        data=_told(draft, draft.questions.count()),
        now=now,
    )


def put(draft: QuestionSet, questions: Sequence[Wording]) -> None:
    """The rows of an unpublished version, in this order."""
    Question.objects.bulk_create(
        Question(
            set=draft,
            position=place,
            kind=one.kind,
            required=one.required,
            text_id=one.text_id,
            text_en=one.text_en,
            choices=[list(pair) for pair in one.choices],
        )
        for place, one in enumerate(questions, start=1)
    )


def _told(draft: QuestionSet, count: int) -> dict[str, str | int]:
    return {"substance": draft.substance, "number": draft.number, "questions": count}
