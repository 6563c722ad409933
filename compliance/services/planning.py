"""The draw: which units and products are visited."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from agencies.domain.calendar import legal_day
from compliance import notifications
from compliance.domain.answering import Per
from compliance.domain.sampling import drawn, of_agency
from compliance.models import Place
from compliance.models.field import MOST_DRAWN
from compliance.selectors.field import asked_of
from compliance.services.errors import (
    FrameMoved,
    LacksProducts,
    SeedNotAnnounced,
    UnusableSample,
)
from compliance.services.framing import frame_hash, grown, undrawn
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Round
    from journal.record import JSON


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

    Anybody who has seed and frame can draw again and finds the same; that nobody chose
    the seed shows from its source and day, said before. Raises NotAllowed, RoundClosed,
    StaleRound, AlreadyDrawn, SeedNotAnnounced, FrameMoved, UnusableSample (no seed,
    nothing to draw, an agency with fewer units than the method wants), LacksProducts,
    Round.DoesNotExist.
    """
    round_ = _to_draw(round_ref, version, actor, now)
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
    grown(round_, "seed", "units_drawn", "products_drawn")
    data: dict[str, JSON] = {
        "seed": of_agency(seed, ""),  # as a code: an entry holds no words
        "units": units,
        "places": len(chosen),
    }
    record(notifications.SAMPLE_DRAWN, actor=actor, subject=round_, data=data, now=now)
    return round_


def _to_draw(ref: UUID, version: int, actor: Actor, now: datetime) -> Round:
    """The round, its seed announced and its day come, the frame as it was then."""
    round_ = undrawn(ref, version, actor)
    if round_.seed_on is None or legal_day(now, settings.TIME_ZONE) < round_.seed_on:
        raise SeedNotAnnounced
    if frame_hash(round_) != round_.frame_sha256:
        raise FrameMoved
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
