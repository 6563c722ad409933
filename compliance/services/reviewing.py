"""What becomes of the sheets of a place: agreed upon, given back, signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from compliance import notifications
from compliance.models import Settled
from compliance.selectors.field import asked_of, seats
from compliance.selectors.odd import odd_at
from compliance.services.errors import (
    NotReady,
    OddWithoutWords,
    OwnSheet,
    StaleRound,
    TiedAssessor,
    UnusableObservation,
)
from compliance.services.sending import grown, open_place, tied_to
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Place
    from compliance.selectors.field import Asked, Seat
    from journal.record import JSON


@transaction.atomic
def settle(
    *, place_ref: UUID, code: str, turn: int, why: str, actor: Actor, now: datetime
) -> Settled:
    """Say whose answer counts where two people differ, and why.

    Raises NotAllowed, RoundClosed, NotDrawn, Signed, OwnSheet, UnusableObservation (they
    do not differ there), Place.DoesNotExist.
    """
    place, asked, seat = _seat(place_ref, actor)
    different = {one.code: one for one in seat.differences}
    if code not in different:
        raise UnusableObservation
    said = different[code].first if turn == 1 else different[code].second
    if said is None:
        raise UnusableObservation
    row, _created = Settled.objects.update_or_create(
        place=place,
        node=asked.nodes[code],
        defaults={"turn": turn, "why": why, "by_id": actor.signed_in_id, "at": now},
    )
    grown(place)
    data: dict[str, JSON] = {"indicator": code, "turn": turn}
    record(
        notifications.DIFFERENCE_SETTLED, actor=actor, subject=place, data=data, now=now
    )
    return row


@transaction.atomic
def give_back(
    *, place_ref: UUID, turn: int, why: str, actor: Actor, now: datetime
) -> None:
    """Give a sheet back to the one who wrote it; what was settled there goes.

    Raises NotAllowed, RoundClosed, NotDrawn, Signed, OwnSheet, NotReady (not handed in),
    Place.DoesNotExist.
    """
    place, _asked, _ = _seat(place_ref, actor)
    visit = place.visits.filter(turn=turn, handed_in_at__isnull=False).first()
    if visit is None:
        raise NotReady
    visit.handed_in_at, visit.given_back_why, visit.reminded_on = None, why, None
    visit.save(update_fields=["handed_in_at", "given_back_why", "reminded_on"])
    place.settled.all().delete()
    grown(place)
    data: dict[str, JSON] = {"turn": turn, "assessor": visit.assessor_id}
    record(
        notifications.SHEET_GIVEN_BACK, actor=actor, subject=place, data=data, now=now
    )


@transaction.atomic
def sign(
    *, place_ref: UUID, note: str, version: int, actor: Actor, now: datetime
) -> Place:
    """Sign what was found at a place; from then on it stays.

    ``note`` is asked for where odd figures are listed. ``version``: what the page showed.
    Raises NotAllowed, RoundClosed, NotDrawn, Signed, OwnSheet, NotReady, StaleRound,
    OddWithoutWords, Place.DoesNotExist.
    """
    place, asked, seat = _seat(place_ref, actor)
    if place.version != version:
        raise StaleRound
    if not seat.ready:
        raise NotReady
    odd = odd_at(seat, asked)
    if odd and not note:
        raise OddWithoutWords
    place.note = note
    place.signed_by_id = actor.signed_in_id
    place.signed_at = now
    place.version += 1
    place.save(update_fields=["note", "signed_by", "signed_at", "version"])
    data: dict[str, JSON] = {"odd": [[one.kind.value, one.code] for one in odd]}
    record(notifications.PLACE_SIGNED, actor=actor, subject=place, data=data, now=now)
    return place


def _seat(place_ref: UUID, actor: Actor) -> tuple[Place, Asked, Seat]:
    place = open_place(place_ref, actor)
    if place.visits.filter(assessor_id=actor.signed_in_id).exists():
        raise OwnSheet
    if actor.signed_in_id in tied_to(place):
        raise TiedAssessor
    asked = asked_of(place.round.methodology)
    return place, asked, seats([place], asked)[0]
