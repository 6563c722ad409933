"""What the doors remember: tries, known devices, sessions. Hashes only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from accounts.models.people import User

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase


class RateCounter(models.Model):
    """How often a door was tried in one window of time (``accounts.limits``)."""

    key_hash = models.CharField(max_length=64)
    window_start = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_hash", "window_start"], name="rate_counter_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_hash[:8]} {self.count}"


class FailedTries(models.Model):
    """Wrong passwords in a row for one account from one place (``accounts.lockout``)."""

    key_hash = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    closed_until = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "failed tries"

    def __str__(self) -> str:
        return f"{self.key_hash[:8]} {self.count}"


class KnownDevice(models.Model):
    """A browser in which somebody has signed in before. It opens nothing.

    It only says in whose name wrong passwords from elsewhere do not count here.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="known_devices")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"device {self.pk} of user {self.user_id}"


class StoredSession(AbstractBaseSession):
    """A session by the hash of its key: this table opens none (``session_store``)."""

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="stored_sessions"
    )
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()

    objects: ClassVar = BaseSessionManager["StoredSession"]()

    class Meta:
        ordering: ClassVar = ["-used_at"]

    def __str__(self) -> str:
        return self.session_key[:8]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that reads and writes these rows."""
        from accounts.session_store import SessionStore  # noqa: PLC0415 - it needs us

        return SessionStore


class SingleUse(models.Model):
    """Something that counts once, and did (``accounts.single_use``)."""

    name_hash = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name_hash[:8]
