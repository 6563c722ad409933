"""Which reports lie in which accounts ("Laporan saya")."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from complaints.models.case import Case


class Followed(models.Model):
    """A reporter keeps a report in his account and opens it without number and code.

    It is his own sight of the report and nothing that officers see. It goes with the
    code that it was made with, with the words of the case, and with the account.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="followed"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="followers")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "case"], name="followed_once")
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} in account {self.account_id}"
