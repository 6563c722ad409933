"""A role is given or ended by two persons: one proposes, another one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.errors import (
    AlreadyHeld,
    AlreadyProposed,
    AuthorGone,
    CannotHoldBoth,
    NotAllowed,
    NotHeld,
    Settled,
    StaffAndLiaison,
)
from accounts.models import AgencyMembership, OfficeMembership, RoleChange, User
from accounts.policies import may_arrange, may_decide, require, require_stepped_up
from accounts.roles import AGENCY_ROLES, Act, Decision, Role
from accounts.services import people
from accounts.services.administrators import keep_one
from accounts.services.authors import stands, told_of
from accounts.services.suspending import restore
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from agencies.models import Agency, Office, Unit

NOT_YOURS = _("Anda tidak boleh mengatur peran ini.")
NOT_THE_SECOND = _(
    "Usulan diputus oleh orang kedua: bukan pengusulnya, bukan pula orang yang diusulkan."
)


@transaction.atomic
def propose_change(
    *,
    person: User,
    act: Act,
    role: Role | None = None,
    is_chair: bool = False,
    office: Office | None = None,
    agency: Agency | None = None,
    units: Iterable[Unit] = (),
    reason: str,
    actor: Actor,
    now: datetime,
) -> RoleChange:
    """Ask for a change that takes effect only when a second person agrees.

    Raises ``NotAllowed``, ``StepUpRequired``, ``AlreadyHeld``, ``NotHeld``,
    ``AlreadyProposed``, ``LastAdministrator``.
    """
    code = role.value if role else ""
    require(may_arrange(actor, code, office.pk if office else None), NOT_YOURS)
    require(actor.user_id != person.pk, NOT_YOURS)
    require_stepped_up(actor)
    change = RoleChange(
        person=person,
        act=act.value,
        role=code,
        is_chair=is_chair,
        office=office,
        agency=agency,
        reason=reason,
        proposed_by_id=actor.signed_in_id,
        proposed_at=now,
    )
    _check_possible(change, now)
    return open_change(change, units=units, actor=actor, now=now)


def open_change(
    change: RoleChange, *, units: Iterable[Unit], actor: Actor, now: datetime
) -> RoleChange:
    """Write a proposal down, on the person's chain as well."""
    _insert(change)
    change.units.set(units)
    record(
        events.CHANGE_PROPOSED,
        actor=actor,
        subject=change.person,
        data=told_of(change),
        now=now,
    )
    return change


@transaction.atomic
def decide_change(
    *, ref: UUID, approve: bool, actor: Actor, now: datetime
) -> RoleChange:
    """Say yes or no as the second person; a yes takes effect now.

    Raises ``RoleChange.DoesNotExist``, ``NotAllowed``, ``StepUpRequired``,
    ``Settled``, ``AuthorGone`` for a yes to somebody who could not ask any more, and
    what the change itself raises: then nothing is decided.
    """
    change = _locked(ref, actor)
    allowed = may_decide(
        actor, change, proposed_by=change.proposed_by_id, person=change.person_id
    )
    require(allowed, NOT_THE_SECOND)
    require_stepped_up(actor)
    _close(
        change,
        Decision.APPROVED if approve else Decision.REFUSED,
        actor=actor,
        now=now,
    )
    if approve:
        if not stands(change.proposed_by, change, now):
            raise AuthorGone
        _check_possible(change, now)
        _apply(change, actor=actor, now=now)
    return change


@transaction.atomic
def withdraw_change(*, ref: UUID, actor: Actor, now: datetime) -> RoleChange:
    """Take one's own proposal back while nobody has decided."""
    change = _locked(ref, actor)
    if change.proposed_by_id != actor.user_id:
        raise NotAllowed(NOT_YOURS)
    _close(change, Decision.WITHDRAWN, actor=actor, now=now)
    return change


def _locked(ref: UUID, actor: Actor) -> RoleChange:
    RoleChange.objects.visible_to(actor).get(ref=ref)
    change: RoleChange = RoleChange.objects.locked(ref)
    if change.decision:
        raise Settled
    return change


def _close(
    change: RoleChange, decision: Decision, *, actor: Actor, now: datetime
) -> None:
    change.decision = decision.value
    change.decided_by_id = actor.signed_in_id
    change.decided_at = now
    change.save(update_fields=["decision", "decided_by", "decided_at"])
    record(
        events.CHANGE_DECIDED,
        actor=actor,
        subject=change.person,
        data={**told_of(change), "decision": decision.value},
        now=now,
    )


def _insert(change: RoleChange) -> None:
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as error:
        if "role_change_open_once" in str(error):
            raise AlreadyProposed from error
        raise


def _held(change: RoleChange, now: datetime) -> Any:
    """The membership that the proposal is about, or None."""
    if change.role in AGENCY_ROLES:
        rows = AgencyMembership.objects.filter(
            user=change.person, agency=change.agency, kind=change.role
        )
        return rows.valid_at(now).first()
    office = OfficeMembership.objects.filter(
        user=change.person, office=change.office, role=change.role
    )
    if change.is_chair and change.act == Act.END:
        office = office.filter(is_chair=True)
    return office.valid_at(now).first()


def _check_possible(change: RoleChange, now: datetime) -> None:
    if change.act == Act.RESTORE:
        if change.person.is_active:
            raise AlreadyHeld
        return
    held = _held(change, now)
    if change.act == Act.END and held is None:
        raise NotHeld
    if change.act == Act.END and change.role == Role.SYSTEM_ADMIN:
        keep_one(without=change.person_id, now=now)
    new_chair = change.is_chair and held is not None and not held.is_chair
    if change.act == Act.GIVE and held is not None and not new_chair:
        raise AlreadyHeld


def _apply(change: RoleChange, *, actor: Actor, now: datetime) -> None:
    if change.act == Act.RESTORE:
        restore(person=change.person, actor=actor, now=now)
        return
    held = _held(change, now)
    if change.role in AGENCY_ROLES:
        if change.act == Act.END:
            people.end_agency_role(membership=held, actor=actor, now=now)
            return
    elif held is not None:  # ended, or the flag of the chair changes hands
        people.end_office_role(membership=held, actor=actor, now=now)
        if change.act == Act.END and not change.is_chair:
            return
    try:
        _give(change, actor=actor, now=now)
    except StaffAndLiaison as error:
        raise CannotHoldBoth from error


def _give(change: RoleChange, *, actor: Actor, now: datetime) -> None:
    role = Role(change.role)
    if role in AGENCY_ROLES:
        assert change.agency is not None  # noqa: S101 - the database's own check
        people.give_agency_role(
            user=change.person,
            agency=change.agency,
            kind=role,
            units=change.units.all(),
            actor=actor,
            now=now,
        )
        return
    assert change.office is not None  # noqa: S101 - the database's own check
    people.give_office_role(
        user=change.person,
        office=change.office,
        role=role,
        is_chair=change.is_chair and change.act == Act.GIVE,
        actor=actor,
        now=now,
    )
