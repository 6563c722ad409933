"""What one person proposed about another one's roles, and what a third decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from accounts.labels import ACT_CHOICES, DECISION_CHOICES, ROLE_CHOICES
from accounts.models.people import User
from accounts.policies import changes_of
from accounts.roles import AGENCY_ROLES, OFFICE_ROLES, Act, Decision, Role
from journal.ids import uuid7

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.actor import Actor

NOTHING = ""


class RoleChangeQuerySet(models.QuerySet[Any]):
    """Proposals, with spoken questions."""

    def visible_to(self, actor: Actor) -> Self:
        """An administrator sees all, a head those of her office."""
        return self.filter(changes_of(actor))

    def open(self) -> Self:
        """Those that wait for the second person."""
        return self.filter(decision=NOTHING)

    def locked(self, ref: UUID) -> Any:
        """One by its ref, locked for this transaction, or ``DoesNotExist``."""
        return self.select_for_update(of=("self",)).get(ref=ref)


def _place() -> Q:
    """An office for a role of the house, an agency for one of an agency, else none."""
    return (
        Q(role__in=sorted(OFFICE_ROLES), office__isnull=False, agency__isnull=True)
        | Q(role__in=sorted(AGENCY_ROLES), office__isnull=True, agency__isnull=False)
        | Q(act=Act.RESTORE.value, role="", office__isnull=True, agency__isnull=True)
    )


def _decided() -> Q:
    """Open and nobody's, or decided by somebody at some time."""
    return Q(decision=NOTHING, decided_by__isnull=True, decided_at__isnull=True) | Q(
        decision__in=sorted(Decision),
        decided_by__isnull=False,
        decided_at__isnull=False,
    )


class RoleChange(models.Model):
    """Giving or ending one role, or opening a suspended account again.

    Two persons: who decides is neither who proposed nor whom it is about; the
    database says so too. A decided one never changes (trigger
    ``accounts_role_change_guard``). ``reason`` is kept as long as the account.
    """

    ref = models.UUIDField(default=uuid7, unique=True, editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="role_changes")
    act = models.CharField(max_length=10, choices=ACT_CHOICES)
    role = models.CharField(max_length=20, blank=True, choices=ROLE_CHOICES)
    is_chair = models.BooleanField(default=False)
    office = models.ForeignKey(
        "agencies.Office", models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, related_name="+"
    )
    units = models.ManyToManyField("agencies.Unit", related_name="+", blank=True)
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True, choices=DECISION_CHOICES)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = RoleChangeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("person"))
                & (
                    ~Q(decided_by=F("proposed_by"))
                    | Q(decision=Decision.WITHDRAWN.value)
                ),
                name="role_change_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("person")), name="role_change_not_ones_own"
            ),
            models.CheckConstraint(condition=_decided(), name="role_change_decided"),
            models.CheckConstraint(condition=_place(), name="role_change_place"),
            models.CheckConstraint(
                condition=Q(act__in=sorted(Act)), name="role_change_act_known"
            ),
            models.CheckConstraint(
                condition=Q(is_chair=False) | Q(role=Role.COMMISSIONER.value),
                name="role_change_chair_is_commissioner",
            ),
            models.UniqueConstraint(
                fields=["person", "act", "role", "is_chair", "office", "agency"],
                condition=Q(decision=NOTHING),
                nulls_distinct=False,
                name="role_change_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.role} user {self.person_id}"
