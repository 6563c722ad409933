"""What the formula of the field gets: every drawn place with what counts there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.domain.answering import Told
from compliance.domain.places import Seen
from compliance.selectors.field import asked_of, places_in, seats

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from compliance.models import Round
    from compliance.selectors.methods import Data


def units_of(
    round_: Round,
    typed: Mapping[int, Mapping[str, Decimal]],
    agencies: Collection[int],
) -> dict[int, list[Data]]:
    """``inputs["units"]`` of these agencies, in the order of the units' names.

    ``typed`` are the figures that were typed once for an agency: they hold at each of its
    units. A place where something is open has no answers, and the agency no score.
    A fixed number of queries.
    """
    found: dict[int, list[Data]] = {}
    places = places_in(round_).filter(agency__in=agencies)
    for seat in seats(list(places), asked_of(round_.methodology)):
        agency = seat.place.agency_id
        said = dict(seat.counts or {})
        for code, value in typed.get(agency, {}).items():
            said[code] = Seen((Told(value),))
        unit = seat.place.unit
        found.setdefault(agency, []).append(
            {
                "ref": str(unit.ref),
                "name_id": unit.name_id,
                "name_en": unit.name_en,
                "products": len(seat.place.drawn_products),
                "seen": {code: data_of(one) for code, one in sorted(said.items())},
            }
        )
    return found


def frames_of(round_: Round, agencies: Collection[int]) -> dict[int, list[Data]]:
    """The units and products from which was drawn, so that anybody can draw again."""
    found: dict[int, list[Data]] = {pk: [] for pk in agencies}
    rows = round_.places.filter(agency__in=agencies).select_related("unit")
    for place in rows:
        found[place.agency_id].append(
            {
                "ref": str(place.unit.ref),
                "name_id": place.unit.name_id,
                "name_en": place.unit.name_en,
                "products": place.products,
                "drawn": place.drawn_products if place.drawn else None,
            }
        )
    return found


def data_of(seen: Seen) -> Data:
    """As a snapshot keeps it; ``selectors.units.seen_of`` reads it."""
    told = [[str(one.value), one.of] for one in seen.told]
    return {"absent": seen.absent, "told": told}
