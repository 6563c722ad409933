"""Tokens by which programs ask in somebody's name: their hashes, never the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.labels import SCOPE_CHOICES, TOKEN_KIND_CHOICES
from accounts.models.people import User
from accounts.policies import tokens_of
from accounts.scopes import LONGEST, Scope, TokenKind
from journal.ids import uuid7

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


class ApiTokenQuerySet(models.QuerySet[Any]):
    """Tokens, with spoken questions."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; an administrator sees all."""
        return self.filter(tokens_of(actor))

    def live_at(self, moment: datetime) -> Self:
        """Those that are neither over nor revoked, by the real clock."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=moment)

    def locked(self, ref: UUID) -> Any:
        """One by its ref, locked for this transaction, or ``DoesNotExist``."""
        return self.select_for_update(of=("self",)).get(ref=ref)


class ApiToken(models.Model):
    """What a program shows to ask as its owner, as far as its scopes go.

    ``label``: the part of it that is no secret, by which people tell tokens apart.
    ``digest``: the SHA-256 of the whole. Times are by the real clock; ``last_used_on``
    is a day, written once in it.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    kind = models.CharField(max_length=10, choices=TOKEN_KIND_CHOICES)
    name = models.CharField(max_length=80)
    scopes = ArrayField(models.CharField(max_length=30, choices=SCOPE_CHOICES))
    label = models.CharField(max_length=8)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in TokenKind]),
                name="api_token_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(scopes__len__gt=0)
                & Q(scopes__contained_by=[scope.value for scope in Scope]),
                name="api_token_scopes_known",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"))
                & Q(expires_at__lte=F("created_at") + LONGEST),
                name="api_token_ends_in_time",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True) | Q(revoked_at__isnull=False),
                name="api_token_revoked_when",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="api_token_of_owner")]

    def __str__(self) -> str:
        return f"token {self.label} of user {self.owner_id}"

    def is_live(self, moment: datetime) -> bool:
        """The twin of :meth:`ApiTokenQuerySet.live_at` for one token."""
        return self.revoked_at is None and self.expires_at > moment
