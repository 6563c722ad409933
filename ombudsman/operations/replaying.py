"""Letting deliveries try again that wait for a person; on that person's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actor import SYSTEM
from accounts.models import User
from accounts.policies import require
from accounts.roles import Role
from agencies.models import Office
from journal import leases
from journal.models import DeliveryState
from journal.record import record
from journal.selectors import in_trouble
from ombudsman.operations import events
from ombudsman.rooms import SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from accounts.actor import Actor

#: So that one act is one screenful, and its entry stays small.
AT_ONCE = 100


class InDoubt(Exception):
    """Some may have arrived, and nobody has said that twice does no harm."""


def reads_service(actor: Actor) -> bool:
    """Whether the state of the service is this actor's to see."""
    return actor.has(*SERVICE)


def may_replay(actor: Actor) -> bool:
    """Whether this actor decides what goes out again."""
    return actor == SYSTEM or actor.has(Role.SYSTEM_ADMIN)


@transaction.atomic
def replay(
    ids: Iterable[int], *, twice_is_harmless: bool, actor: Actor, now: datetime
) -> list[int]:
    """Put these back into the queue; returns those that were still waiting.

    Pressed twice it does once. Raises NotAllowed, InDoubt (nothing is changed).
    """
    require(may_replay(actor), _("Hanya administrator sistem yang boleh."))
    wanted = sorted(set(ids))[:AT_ONCE]
    rows = list(in_trouble().filter(pk__in=wanted).select_for_update(of=("self",)))
    doubtful = any(row.state == DeliveryState.UNKNOWN for row in rows)
    if doubtful and not twice_is_harmless:
        raise InDoubt
    found = [row.pk for row in rows]
    if found:
        leases.put_back(found, even_unknown=doubtful)
        subject = (
            Office.objects.get(central=True)
            if actor == SYSTEM
            else User.objects.get(pk=actor.signed_in_id)
        )
        record(
            events.DELIVERIES_REPLAYED,
            actor=actor,
            subject=subject,
            data={"deliveries": [*found], "even_unknown": doubtful},
            now=now,
        )
    return found
