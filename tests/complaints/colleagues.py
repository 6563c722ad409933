"""One more liaison of the cast's agency, and what he sends, for any test."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from accounts.wall_clock import wall_now
from tests.factories.accounts import AgencyMembershipFactory, UserFactory
from tests.people import agency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from agencies.models import Unit


def colleague(name: str = "Siti Rahma", units: Sequence[Unit] = ()) -> User:
    """He speaks for the whole agency, or for these units of it."""
    user: User = UserFactory(name=name)
    seat = AgencyMembershipFactory(user=user, agency=agency(), kind="liaison")
    seat.units.set(units)
    return user


def away_from_an_agency() -> dict[str, Any]:
    """The form by which the cast's liaison is away, with a deputy who fits."""
    day = wall_now().date() + timedelta(days=1)
    later = day + timedelta(days=2)
    return {
        "first": day.isoformat(),
        "last": later.isoformat(),
        "deputy": colleague().pk,
    }
