"""Versions of questions: what the database keeps, and what the first load brings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.actor import STRANGER, SYSTEM
from accounts.errors import NotAllowed
from agencies.services.loading import run
from complaints.models import QuestionSet
from complaints.selectors.substances import codes
from complaints.services import questioning, reference
from journal import versions
from journal.errors import DraftRefused
from journal.models import Entry
from tests.complaints.views.test_beside_the_story import ASKED, published
from tests.factories.complaints import FILED
from tests.people import actor

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["head", "intake", "auditor"])
def test_only_an_administrator_writes_questions(who: str) -> None:
    with pytest.raises(NotAllowed):
        questioning.write(
            substance="air", version=0, questions=ASKED, actor=actor(who), now=FILED
        )
    with pytest.raises(NotAllowed):
        questioning.publish(substance="air", version=0, actor=STRANGER, now=FILED)


def _refused(act: Any) -> None:
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        act()


def test_the_database_lets_nobody_change_what_was_published() -> None:
    (first, *_rest) = published()
    version = QuestionSet.objects.get()
    _refused(lambda: version.questions.filter(pk=first.pk).update(text_id="Lain?"))
    _refused(lambda: version.questions.filter(pk=first.pk).delete())
    _refused(lambda: questioning.put(version, ASKED))
    _refused(lambda: QuestionSet.objects.update(published_at=None))
    _refused(version.delete)
    assert version.questions.count() == len(ASKED)


def test_of_two_who_begin_a_draft_at_once_the_second_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: dict[str, Any] = {"questions": ASKED, "actor": actor("system_admin")}
    questioning.write(substance="air", version=0, now=FILED, **told)
    monkeypatch.setattr(versions, "_draft_of", lambda _model, _key: None)
    with pytest.raises(DraftRefused, match="draft_stale"):
        questioning.write(substance="air", version=0, now=FILED, **told)


def test_the_first_load_publishes_sensible_questions_in_both_languages() -> None:
    loader = reference.QUESTIONS
    report = run(loader, actor=SYSTEM, now=FILED)
    assert (report.created, report.errors) == (18, ())
    for version in QuestionSet.objects.prefetch_related("questions"):
        assert version.substance in codes()
        assert version.published_at is not None
        for question in version.questions.all():
            assert question.text_id
            assert question.text_en
            assert all(len(pair) == 2 for pair in question.choices)
    assert Entry.objects.filter(kind="complaints.questions_published").count() == 18


def test_a_load_leaves_what_an_administrator_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published()
    loader = reference.QUESTIONS
    report = run(loader, actor=SYSTEM, now=FILED)
    assert (report.created, report.unchanged) == (17, 1)
    assert QuestionSet.objects.filter(substance="adminduk").count() == 1


@pytest.mark.parametrize(
    "row",
    [
        {"substance": "x", "questions": [{"kind": "text", "id": "a", "en": "b"}]},
        {"substance": "air", "questions": []},
        {"substance": "air", "questions": [{"kind": "x", "id": "a", "en": "b"}]},
        {"substance": "air", "questions": [{"kind": "text", "id": "a", "en": ""}]},
        {"substance": "air", "questions": [{"kind": "choice", "id": "a", "en": "b"}]},
    ],
)
def test_a_bad_row_is_named_and_nothing_is_stored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, row: dict[str, Any]
) -> None:
    bad = tmp_path / "questions.json"
    bad.write_text(json.dumps([row]), encoding="utf-8")
    monkeypatch.setattr(reference, "FILE", bad)
    loader = reference.QUESTIONS
    report = run(loader, actor=SYSTEM, now=FILED)
    assert len(report.errors) == 1
    assert not QuestionSet.objects.exists()
