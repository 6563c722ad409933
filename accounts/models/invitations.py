"""Letters that ask somebody to open an account and take a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from accounts.labels import ROLE_CHOICES
from accounts.models.people import User
from accounts.policies import invitations_of
from accounts.roles import AGENCY_ROLES, OFFICE_ROLES
from journal.ids import uuid7

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


class InvitationQuerySet(models.QuerySet[Any]):
    """Invitations, with spoken questions."""

    def visible_to(self, actor: Actor) -> Self:
        """An administrator sees all, a head those of her office."""
        return self.filter(invitations_of(actor))

    def good_at(self, moment: datetime) -> Self:
        """Those whose link still opens: not used, not revoked, not over."""
        return self.filter(
            accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=moment
        )

    def locked(self, ref: UUID) -> Any:
        """One by its ref, locked for this transaction, or ``DoesNotExist``."""
        return self.select_for_update(of=("self",)).get(ref=ref)


class Invitation(models.Model):
    """An address, a name and the role meant for it; the link's hash, never the link.

    Whether the address has an account already stands nowhere in this row, so that
    who invites learns nothing. ``sent`` counts the letters: each one has a link of
    its own and kills the one before. Address and name go 30 days after the end.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    email = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    office = models.ForeignKey(
        "agencies.Office", models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, related_name="+"
    )
    units = models.ManyToManyField("agencies.Unit", related_name="+", blank=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    sent = models.PositiveSmallIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    role__in=sorted(OFFICE_ROLES),
                    office__isnull=False,
                    agency__isnull=True,
                )
                | Q(
                    role__in=sorted(AGENCY_ROLES),
                    office__isnull=True,
                    agency__isnull=False,
                ),
                name="invitation_place",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_used_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
