"""The secret address of one person's calendar: its hash, never the address."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """At most one address of a person lives; a new one takes its place.

    ``digest``: the SHA-256 of the secret. ``told``: of what was last read, and
    ``changed_at`` since when it reads so. ``read_on``: the day of the last reading.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    digest = models.BinaryField(max_length=32, unique=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    told = models.BinaryField(max_length=32, default=bytes)
    changed_at = models.DateTimeField()
    read_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"calendar of user {self.user_id}"
