"""The frame of a round: its units with their products, fixed before the draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from agencies.domain.calendar import legal_day
from compliance import notifications
from compliance.domain.frame_table import products_of
from compliance.models import Place
from compliance.services.computing import sha256
from compliance.services.errors import (
    AlreadyDrawn,
    SeedKnown,
    SeedTooSoon,
    StaleRound,
    UnusableTable,
)
from compliance.services.rounds import open_for_work
from documents.tables import unguarded
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Round
    from journal.record import JSON


@transaction.atomic
def name_products(
    *,
    round_ref: UUID,
    agency_ref: UUID,
    products: Mapping[UUID, Sequence[str]],
    version: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Say which products the units of an agency have; ``products`` by the place's ref.

    A seed that was announced is announced anew, for another frame. ``version`` is the
    round's. Raises NotAllowed, RoundClosed, StaleRound, AlreadyDrawn,
    SeedKnown, Round.DoesNotExist.
    """
    round_ = _to_frame(round_ref, version, actor, now)
    places = round_.places.filter(agency__ref=agency_ref, ref__in=products.keys())
    _name(round_, {place: products[place.ref] for place in places}, actor, now)


@transaction.atomic
def load_products(
    *, round_ref: UUID, content: bytes, version: int, actor: Actor, now: datetime
) -> int:
    """The same for many agencies by a table, all of it or nothing; how many units.

    Units that the table does not hold keep what they have. Raises NotAllowed,
    RoundClosed, StaleRound, AlreadyDrawn, SeedKnown, UnusableTable, Round.DoesNotExist.
    """
    round_ = _to_frame(round_ref, version, actor, now)
    told, faults = products_of(content, unguarded)
    places = {str(place.unit.ref): place for place in _places(round_)}
    faults += [(one.line, "unknown_unit") for one in told if one.unit not in places]
    if faults:
        raise UnusableTable(tuple(sorted(faults)))
    named: dict[Place, list[str]] = {}
    for one in told:
        named.setdefault(places[one.unit], []).extend([one.product] * bool(one.product))
    _name(round_, named, actor, now)
    return len(named)


@transaction.atomic
def announce_seed(
    *,
    round_ref: UUID,
    source: str,
    on: date,
    version: int,
    actor: Actor,
    now: datetime,
) -> Round:
    """Say from what the seed will be taken, and on which later day it is known.

    The frame as it is now is fixed by its hash: whoever draws cannot choose between
    frames once the seed is known. Raises NotAllowed, RoundClosed, StaleRound,
    AlreadyDrawn, SeedKnown, SeedTooSoon, Round.DoesNotExist.
    """
    round_ = _to_frame(round_ref, version, actor, now)
    if on <= legal_day(now, settings.TIME_ZONE):
        raise SeedTooSoon
    round_.seed_source, round_.seed_on = source, on
    round_.frame_sha256 = frame_hash(round_)
    grown(round_, "seed_source", "seed_on", "frame_sha256")
    data: dict[str, JSON] = {
        "on": on.isoformat(),
        "source": sha256({"source": source}),  # an entry holds no words
        "frame": round_.frame_sha256,
    }
    record(
        notifications.SEED_ANNOUNCED, actor=actor, subject=round_, data=data, now=now
    )
    return round_


def frame_hash(round_: Round) -> str:
    """The hash of all units of a round with their products, whatever their order."""
    frame = {str(place.unit.ref): place.products for place in _places(round_)}
    return sha256({"frame": frame})


def grown(round_: Round, *fields: str) -> None:
    """Count one change more of a round, and save these fields with it."""
    round_.version += 1
    round_.save(update_fields=["version", *fields])


def _places(round_: Round) -> list[Place]:
    return list(round_.places.select_related("unit"))


def undrawn(ref: UUID, version: int, actor: Actor) -> Round:
    """The round, as this page showed it, as long as nothing is drawn of it.

    Raises NotAllowed, RoundClosed, StaleRound, AlreadyDrawn, Round.DoesNotExist.
    """
    round_ = open_for_work(ref, actor)
    if round_.version != version:
        raise StaleRound
    if round_.seed:
        raise AlreadyDrawn
    return round_


def _to_frame(ref: UUID, version: int, actor: Actor, now: datetime) -> Round:
    """The same, as long as no seed of it is known."""
    round_ = undrawn(ref, version, actor)
    if round_.seed_on and legal_day(now, settings.TIME_ZONE) >= round_.seed_on:
        raise SeedKnown  # or another frame, another day, could be chosen by its sample
    return round_


def _name(
    round_: Round,
    named: Mapping[Place, Sequence[str]],
    actor: Actor,
    now: datetime,
) -> None:
    told = {place: list(dict.fromkeys(products)) for place, products in named.items()}
    named = {place: one for place, one in told.items() if one != place.products}
    if not named:
        return
    for place, products in named.items():
        place.products = products
    Place.objects.bulk_update(named, ["products"], batch_size=500)
    round_.seed_source, round_.seed_on, round_.frame_sha256 = "", None, ""
    grown(round_, "seed_source", "seed_on", "frame_sha256")
    data: dict[str, JSON] = {
        "units": [place.unit_id for place in named],
        "products": [len(place.products) for place in named],
    }
    record(
        notifications.PRODUCTS_NAMED, actor=actor, subject=round_, data=data, now=now
    )
