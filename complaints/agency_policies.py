"""What a person may know and do for an agency: place by place, never thrown together.

Somebody may be the liaison of one agency and the superior of another, and answer for
one unit here and for the whole there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.actor import Actor
    from complaints.domain.facts import CaseFacts


def concerns(units: Collection[int], facts: CaseFacts) -> bool:
    """Whether who answers for these units of its agency answers for this case: the one
    that it is about, or one that an order names. No units: the whole agency."""
    return not units or not {facts.unit_id, *facts.order_units}.isdisjoint(units)


def agency_roles(actor: Actor, facts: CaseFacts) -> frozenset[Role]:
    """As what he stands for the agency of a released case; of no other agency's."""
    if facts.released_at is None:
        return frozenset()
    return frozenset(
        place.role
        for place in actor.places
        if place.agency_id == facts.agency_id and concerns(place.units, facts)
    )


def speaks_for_agency(actor: Actor, facts: CaseFacts) -> bool:
    """Whether he is a liaison of the agency of a released case; a superior is none."""
    return Role.LIAISON in agency_roles(actor, facts)


def agency_q(actor: Actor) -> Q:
    """The twin of :func:`agency_roles` for a queryset of cases: where it is not empty."""
    whole = {place.agency_id for place in actor.places if not place.units}
    seen = Q(agency_id__in=whole)
    for place in actor.places:
        if place.units:
            units = sorted(place.units)
            about = Q(unit_id__in=units) | Q(order_units__overlap=units)
            seen |= Q(agency_id=place.agency_id) & about
    return Q(released_at__isnull=False) & seen
