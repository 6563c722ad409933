"""Opening a round, and holding its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.policies import require
from agencies.models import Agency, Unit
from compliance import notifications, policies
from compliance.domain.methodology import Aggregation
from compliance.models import Methodology, Place, Round, RoundAgency
from compliance.models.rounds import RoundState
from compliance.selectors.methods import asks_at_units
from compliance.services.errors import (
    CutoffNotOver,
    RoundClosed,
    UnusableAgencies,
    UnusableMethod,
)
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.record import JSON

NOT_YOURS = _("Hanya admin penilaian yang menjalankan penilaian.")


@transaction.atomic
def open_round(
    *,
    ref: UUID,
    methodology: str,
    name: str,
    year: int,
    cutoff: date,
    today: date,
    agencies: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> Round:
    """Open a round for these agencies; the same ``ref`` again gives the same round.

    ``today`` is the legal day at the office; ``cutoff`` must be over. Raises
    NotAllowed, UnusableMethod, CutoffNotOver, UnusableAgencies.
    """
    require(policies.can_run_rounds(actor), NOT_YOURS)
    known = Round.objects.visible_to(actor).filter(ref=ref).first()
    if known is not None:
        return known
    method = _method(methodology)
    if cutoff >= today:
        raise CutoffNotOver
    members = _members(agencies)
    opened = Round.objects.create(
        ref=ref,
        methodology=method,
        name=name,
        year=year,
        cutoff=cutoff,
        fictional=members[0].fictional,
        opened_at=now,
    )
    RoundAgency.objects.bulk_create(
        RoundAgency(round=opened, agency=agency) for agency in members
    )
    if asks_at_units(method):
        frame(opened, [agency.pk for agency in members])
    data: dict[str, JSON] = {
        "methodology": method.code,
        "year": year,
        "cutoff": cutoff.isoformat(),
        "agencies": [agency.pk for agency in members],
    }
    record(notifications.ROUND_OPENED, actor=actor, subject=opened, data=data, now=now)
    return opened


def frame(round_: Round, agency_ids: Sequence[int]) -> None:
    """Every living unit of these agencies becomes a place of the new round."""
    units = Unit.objects.filter(agency__in=agency_ids, valid_to=None).order_by("id")
    Place.objects.bulk_create(
        Place(round=round_, agency_id=unit.agency_id, unit=unit) for unit in units
    )


def locked_round(ref: UUID, actor: Actor) -> Round:
    """The round, its row locked until the transaction ends, for who may run it.

    Raises Round.DoesNotExist (also for one he cannot see), NotAllowed.
    """
    round_ = Round.objects.visible_to(actor).locked(ref)
    require(policies.can_run_rounds(actor), NOT_YOURS)
    return round_


def open_for_work(ref: UUID, actor: Actor) -> Round:
    """The same, as long as it takes figures. Raises RoundClosed beside the others."""
    round_ = locked_round(ref, actor)
    if round_.state != RoundState.OPEN:
        raise RoundClosed
    return round_


def _method(code: str) -> Methodology:
    method = Methodology.objects.filter(code=code, published_at__isnull=False).first()
    if method is None or method.aggregation != Aggregation.WEIGHTED:
        raise UnusableMethod
    return method


def _members(refs: Collection[UUID]) -> list[Agency]:
    """The agencies, all invented or all real, in the order of their ids."""
    members = list(Agency.objects.filter(ref__in=refs).order_by("id"))
    mixed = len({agency.fictional for agency in members}) != 1
    if mixed or len(members) != len(set(refs)):
        raise UnusableAgencies
    return members
