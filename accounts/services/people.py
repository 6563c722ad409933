"""What is done to accounts: people, their roles, their passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts import events
from accounts.errors import StaffAndLiaison
from accounts.models import AgencyMembership, OfficeMembership, ReporterAccount, User
from accounts.roles import Role
from accounts.services.administrators import keep_one
from accounts.services.tokens import end_all
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from accounts.actor import Actor
    from agencies.models import Agency, Office, Unit

#: The refusals of the trigger that guards memberships.
_GUARDED = ("never staff and liaison", "staff of one office at a time")


@transaction.atomic
def create_person(*, email: str, name: str, actor: Actor, now: datetime) -> User:
    """Open an account without a password; "kata sandi baru" sets the first one.

    The same address again returns the account that exists, unchanged.
    """
    address = email.strip().lower()
    known = User.objects.filter(email=address).first()
    if known is not None:
        return known
    user = User.objects.create_user(address, name=name)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    record(events.PERSON_ADDED, actor=actor, subject=user, data={}, now=now)
    return user


@transaction.atomic
def give_office_role(
    *,
    user: User,
    office: Office,
    role: Role,
    is_chair: bool = False,
    actor: Actor,
    now: datetime,
) -> OfficeMembership:
    """Let a person hold a role in an office from ``now`` on.

    Raises ``StaffAndLiaison`` when he is a liaison or staff of another office. A
    role that he holds already is returned as it is.
    """
    held: OfficeMembership | None = (
        OfficeMembership.objects.filter(user=user, office=office, role=role.value)
        .valid_at(now)
        .first()
    )
    if held is not None:
        return held
    membership = OfficeMembership(
        user=user, office=office, role=role.value, is_chair=is_chair, valid_from=now
    )
    _insert(membership)
    end_all(user=user, actor=actor, now=now)  # no old token grows with a new role
    record(
        events.OFFICE_ROLE_GIVEN,
        actor=actor,
        subject=user,
        data={"office": office.pk, "role": role.value, "chair": is_chair},
        now=now,
    )
    return membership


@transaction.atomic
def end_office_role(
    *, membership: OfficeMembership, actor: Actor, now: datetime
) -> None:
    """End a role now; the person's very next request no longer has it, nor any token.

    Raises ``LastAdministrator``.
    """
    if membership.role == Role.SYSTEM_ADMIN:
        keep_one(without=membership.user_id, now=now)
    membership.valid_to = max(now, membership.valid_from)
    membership.save(update_fields=["valid_to"])
    end_all(user=membership.user, actor=actor, now=now)
    record(
        events.OFFICE_ROLE_ENDED,
        actor=actor,
        subject=membership.user,
        data={"office": membership.office_id, "role": membership.role},
        now=now,
    )


@transaction.atomic
def give_agency_role(
    *,
    user: User,
    agency: Agency,
    kind: Role = Role.LIAISON,
    units: Iterable[Unit] = (),
    actor: Actor,
    now: datetime,
) -> AgencyMembership:
    """Let a person speak for an agency, or for some of its units, from ``now`` on.

    Raises ``StaffAndLiaison`` when he is staff of the Ombudsman.
    """
    held: AgencyMembership | None = (
        AgencyMembership.objects.filter(user=user, agency=agency, kind=kind.value)
        .valid_at(now)
        .first()
    )
    if held is not None:
        return held
    membership = AgencyMembership(
        user=user, agency=agency, kind=kind.value, valid_from=now
    )
    _insert(membership)
    membership.units.set(units)
    end_all(user=user, actor=actor, now=now)
    record(
        events.AGENCY_ROLE_GIVEN,
        actor=actor,
        subject=user,
        data={"agency": agency.pk, "kind": kind.value},
        now=now,
    )
    return membership


@transaction.atomic
def end_agency_role(
    *, membership: AgencyMembership, actor: Actor, now: datetime
) -> None:
    """End a liaison's or superior's membership now, and with it every token of his."""
    membership.valid_to = max(now, membership.valid_from)
    membership.save(update_fields=["valid_to"])
    end_all(user=membership.user, actor=actor, now=now)
    record(
        events.AGENCY_ROLE_ENDED,
        actor=actor,
        subject=membership.user,
        data={"agency": membership.agency_id, "kind": membership.kind},
        now=now,
    )


@transaction.atomic
def ask_password_reset(*, user: User, actor: Actor, now: datetime) -> None:
    """Write down that somebody asked for a link; the mail goes out afterwards.

    The link is made when the mail is, so that none lies in the database, and the
    answer to a known address takes no longer than the one to an unknown one.
    """
    record(events.PASSWORD_RESET_ASKED, actor=actor, subject=user, data={}, now=now)


@transaction.atomic
def change_password(
    *, user: User, password: str, by_link: bool = False, actor: Actor, now: datetime
) -> None:
    """Set a password that was validated; every session and token of the person ends.

    ``by_link``: he showed his contact and nothing else. That opens the account, and
    none of the reports in it before their codes are shown again.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    if by_link:
        ReporterAccount.objects.filter(user=user).update(reset_at=now)
    end_all(user=user, actor=actor, now=now)
    record(events.PASSWORD_CHANGED, actor=actor, subject=user, data={}, now=now)


def _insert(membership: OfficeMembership | AgencyMembership) -> None:
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError as error:
        if any(refusal in str(error) for refusal in _GUARDED):
            raise StaffAndLiaison from error
        raise


@transaction.atomic
def note_second_factor(
    *, user: User, renewed_codes: bool = False, actor: Actor, now: datetime
) -> None:
    """Write down that a second factor was set up, or its recovery codes renewed."""
    kind = (
        events.RECOVERY_CODES_RENEWED if renewed_codes else events.SECOND_FACTOR_ADDED
    )
    record(kind, actor=actor, subject=user, data={}, now=now)
