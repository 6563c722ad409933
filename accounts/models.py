"""People who sign in, and what they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.labels import AGENCY_KIND_CHOICES, OFFICE_ROLE_CHOICES
from accounts.roles import AGENCY_ROLES, OFFICE_ROLES, Role

if TYPE_CHECKING:
    from datetime import datetime


class UserManager(BaseUserManager["User"]):
    """Makes users; an address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> User:
        user = self.model(email=email.strip().lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in by e-mail. What he may do stands in his memberships."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    journal_kind: ClassVar[str] = "user"

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
        ]

    def __str__(self) -> str:
        return f"user {self.pk}"


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships of either kind."""

    def valid_at(self, moment: datetime) -> MembershipQuerySet:
        """Those in force at ``moment``: from the first instant up to the end."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=moment), valid_from__lte=moment
        )


def _membership_constraints(name: str, unique: list[str]) -> list[Any]:
    return [
        models.CheckConstraint(
            condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            name=f"{name}_ends_after_start",
        ),
        models.UniqueConstraint(
            fields=unique, condition=Q(valid_to__isnull=True), name=f"{name}_once"
        ),
    ]


class OfficeMembership(models.Model):
    """One role of one person in one office, for a span of time.

    A trigger (``accounts_membership_guard``) refuses staff who are liaisons at
    the same time and staff of two offices at the same time.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="office_memberships")
    office = models.ForeignKey(
        "agencies.Office", models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=OFFICE_ROLE_CHOICES)
    is_chair = models.BooleanField(default=False)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            *_membership_constraints("office_membership", ["user", "office", "role"]),
            models.CheckConstraint(
                condition=Q(role__in=sorted(OFFICE_ROLES)),
                name="office_membership_role_known",
            ),
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(role=Role.COMMISSIONER.value),
                name="office_membership_chair_is_commissioner",
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} {self.role} office {self.office_id}"


class AgencyMembership(models.Model):
    """Whom an agency sends to speak for it: its liaison, or a superior.

    No units means the whole agency.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="agency_memberships")
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="memberships"
    )
    units = models.ManyToManyField("agencies.Unit", related_name="+", blank=True)
    kind = models.CharField(max_length=20, choices=AGENCY_KIND_CHOICES)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            *_membership_constraints("agency_membership", ["user", "agency", "kind"]),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(AGENCY_ROLES)),
                name="agency_membership_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} {self.kind} agency {self.agency_id}"


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


class SingleUse(models.Model):
    """Something that counts once, and did (``accounts.single_use``)."""

    name_hash = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name_hash[:8]
