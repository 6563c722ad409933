"""What is asked beside the story, by substance: versions of questions, and answers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from complaints.domain.asking import Kind
from complaints.models.case import Case
from complaints.models.choices import QUESTION_KINDS
from journal.ids import uuid7
from journal.versions import Version


class QuestionSet(Version):
    """One version of the questions of one substance.

    Of those published the last one is asked. A report keeps the version that it was
    begun under.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    substance = models.CharField(max_length=40)

    journal_kind: ClassVar[str] = "questions"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["substance", "number"], name="questions_one_number"
            ),
            models.UniqueConstraint(
                fields=["substance"],
                condition=Q(published_at=None),
                name="questions_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"questions {self.substance} {self.number}"


class Question(models.Model):
    """One question in both languages. Once its version is published it stays as it is."""

    set = models.ForeignKey(
        QuestionSet, on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=QUESTION_KINDS)
    required = models.BooleanField(default=False)
    text_id = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200)
    # [[Indonesian, English], ...]; an answer is the place in this list, from 1.
    choices = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["set", "position"], name="question_one_position"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]),
                name="question_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.position} of {self.set_id}"


class CaseAnswer(models.Model):
    """What a reporter answered. ``value``: erased with the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "question"], name="case_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"answer of case {self.case_id}"
