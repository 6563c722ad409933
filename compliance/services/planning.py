"""The frame of a round and the draw: which units and products are visited."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction

from compliance import notifications
from compliance.domain.answering import Per
from compliance.domain.sampling import drawn, of_agency
from compliance.models import Place
from compliance.models.field import MOST_DRAWN
from compliance.selectors.field import asked_of
from compliance.services.errors import (
    AlreadyDrawn,
    LacksProducts,
    StaleRound,
    UnusableSample,
)
from compliance.services.rounds import open_for_work
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
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

    ``version`` is the round's. Raises NotAllowed, RoundClosed, StaleRound, AlreadyDrawn,
    Round.DoesNotExist.
    """
    round_ = open_for_work(round_ref, actor)
    if round_.version != version:
        raise StaleRound
    if round_.seed:
        raise AlreadyDrawn
    places = list(round_.places.filter(agency__ref=agency_ref, ref__in=products.keys()))
    for place in places:
        place.products = list(dict.fromkeys(products[place.ref]))
    Place.objects.bulk_update(places, ["products"])
    _grown(round_)
    data: dict[str, JSON] = {
        "units": [place.unit_id for place in places],
        "products": [len(place.products) for place in places],
    }
    record(
        notifications.PRODUCTS_NAMED, actor=actor, subject=round_, data=data, now=now
    )


@transaction.atomic
def draw(
    *,
    round_ref: UUID,
    seed: str,
    units: int,
    products: int,
    version: int,
    actor: Actor,
    now: datetime,
) -> Round:
    """Draw so many units of each agency and so many products of each unit, once.

    Anybody who has seed and frame can draw again and finds the same. Raises NotAllowed,
    RoundClosed, StaleRound, AlreadyDrawn, UnusableSample (no seed, nothing to draw, an
    agency with fewer units than the method wants), LacksProducts, Round.DoesNotExist.
    """
    round_ = open_for_work(round_ref, actor)
    if round_.version != version:
        raise StaleRound
    if round_.seed:
        raise AlreadyDrawn
    if not seed or not 1 <= units <= MOST_DRAWN or not 1 <= products <= MOST_DRAWN:
        raise UnusableSample
    members = set(round_.members.filter(assessed=True).values_list("agency", flat=True))
    places = list(
        round_.places.filter(agency__in=members).select_related("unit", "agency")
    )
    chosen = _chosen(places, seed, units)
    there = Counter(place.agency_id for place in chosen)
    if any(there[pk] < max(round_.methodology.least_units, 1) for pk in members):
        raise UnusableSample
    per_product = asks_of_products(round_)
    if per_product and any(not place.products for place in chosen):
        raise LacksProducts
    for place in chosen:
        place.drawn = True
        if per_product:
            own = of_agency(seed, str(place.unit.ref))
            place.drawn_products = drawn(own, place.products, products)
    Place.objects.bulk_update(chosen, ["drawn", "drawn_products"])
    round_.seed, round_.units_drawn, round_.products_drawn = seed, units, products
    _grown(round_, "seed", "units_drawn", "products_drawn")
    data: dict[str, JSON] = {
        "seed": of_agency(seed, ""),  # as a code: an entry holds no words
        "units": units,
        "places": len(chosen),
    }
    record(notifications.SAMPLE_DRAWN, actor=actor, subject=round_, data=data, now=now)
    return round_


def _chosen(places: Sequence[Place], seed: str, units: int) -> list[Place]:
    """The places that the seed draws, each agency for itself."""
    by_agency: dict[str, dict[str, Place]] = {}
    for place in places:
        own = by_agency.setdefault(str(place.agency.ref), {})
        own[str(place.unit.ref)] = place
    return [
        own[ref]
        for agency, own in by_agency.items()
        for ref in drawn(of_agency(seed, agency), own, units)
    ]


def asks_of_products(round_: Round) -> bool:
    """Whether something is asked of each product of a unit."""
    asked = asked_of(round_.methodology)
    return any(one.per is Per.PRODUCT for one in asked.questions.values())


def _grown(round_: Round, *fields: str) -> None:
    round_.version += 1
    round_.save(update_fields=["version", *fields])
