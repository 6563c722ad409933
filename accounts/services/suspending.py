"""Closing an account at once, by one person; opening it again takes two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import events
from accounts.actor_of import member
from accounts.errors import Settled
from accounts.models import StoredSession, User
from accounts.policies import may_suspend, require, require_stepped_up
from accounts.services.administrators import keep_one
from accounts.services.authors import take_back_all
from accounts.services.tokens import end_all
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from accounts.roles import Why


@transaction.atomic
def suspend(*, ref: UUID, why: Why, actor: Actor, now: datetime) -> User:
    """Close an account for safety: its very next request is a stranger's.

    What it proposed and whom it invited is taken back with it.
    Raises ``User.DoesNotExist`` for whom the actor does not look after,
    ``NotAllowed``, ``Settled`` when it is closed already, ``LastAdministrator``.
    """
    subject = User.objects.visible_to(actor).get(ref=ref)
    _require(actor, subject, now)
    take_back_all(author=subject, actor=actor, now=now)  # rows before his, as elsewhere
    keep_one(without=subject.pk, now=now)  # those rows before his, as everywhere
    person = User.objects.select_for_update().get(ref=ref)
    _require(actor, person, now)
    if not person.is_active:
        raise Settled
    person.is_active = False
    person.save(update_fields=["is_active"])
    # A later restoration must not wake what was open today.
    StoredSession.objects.filter(user=person).delete()
    end_all(user=person, actor=actor, now=now)
    record(
        events.SUSPENDED,
        actor=actor,
        subject=person,
        data={"why": why.value},
        now=now,
    )
    return person


def _require(actor: Actor, person: User, now: datetime) -> None:
    require(
        may_suspend(actor, member(person, now=now)),
        _("Anda tidak boleh menangguhkan akun ini."),
    )
    require_stepped_up(actor)


def restore(*, person: User, actor: Actor, now: datetime) -> None:
    """Open a suspended account again, after two persons said so (``changes``)."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(events.RESTORED, actor=actor, subject=person, data={}, now=now)
