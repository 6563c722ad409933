"""Who was reminded of which term: each rung of the ladder once, one letter a day."""

from __future__ import annotations

from django.db import models

from complaints.models.deadline import Deadline


class Reminder(models.Model):
    """One rung of a term for one last day; passed over when a higher one was due too."""

    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, related_name="reminders"
    )
    rung = models.CharField(max_length=10)  # a domain Rung
    due_on = models.DateField()
    at = models.DateTimeField()
    spoken = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "rung", "due_on"], name="reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung} of deadline {self.deadline_id}"


class ReminderLetter(models.Model):
    """Somebody gets at most one letter a day about all that he is reminded of."""

    recipient = models.CharField(max_length=40)  # "user:5", "case:17" for its reporter
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"], name="reminder_letter_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} on {self.day}"
