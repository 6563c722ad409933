"""Who is sent to which place, and who may not go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require
from complaints import interface
from compliance import notifications, policies
from compliance.models import AssessorConflict, Place, Round, Visit
from compliance.models.rounds import RoundState
from compliance.selectors.assessors import assessors, tied
from compliance.services.errors import (
    HandedIn,
    NotDrawn,
    RoundClosed,
    Signed,
    TiedAssessor,
)
from compliance.services.rounds import NOT_YOURS
from journal.record import record

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.record import JSON


@transaction.atomic
def send(
    *,
    place_ref: UUID,
    turn: int,
    assessor_ref: UUID,
    due_on: date,
    actor: Actor,
    now: datetime,
) -> Visit:
    """Send an assessor to a drawn place, or another one in his stead.

    Whoever comes second sees nothing of the first one's sheet. Raises NotAllowed,
    RoundClosed, NotDrawn, Signed, TiedAssessor (speaks or spoke for the agency, worked
    there, declared a conflict, or is sent to this place already), HandedIn, Place.DoesNotExist, User.DoesNotExist.
    """
    place = open_place(place_ref, actor)
    assessor = assessors(now).get(ref=assessor_ref)
    others = place.visits.exclude(turn=turn)
    if assessor.pk in tied_to(place) or others.filter(assessor=assessor).exists():
        raise TiedAssessor
    before = place.visits.filter(turn=turn).first()
    if before is not None and before.assessor_id != assessor.pk:
        if before.handed_in_at:
            raise HandedIn
        before.delete()  # what he wrote and photographed is not the next one's
    visit, _created = Visit.objects.update_or_create(
        place=place,
        turn=turn,
        defaults={"assessor": assessor, "due_on": due_on, "reminded_on": None},
    )
    grown(place)
    data: dict[str, JSON] = {"turn": turn, "assessor": assessor.pk}
    data["due_on"] = due_on.isoformat()
    record(notifications.ASSESSOR_SENT, actor=actor, subject=place, data=data, now=now)
    return visit


@transaction.atomic
def declare_conflict(
    *, visit_ref: UUID, why: str, actor: Actor, now: datetime
) -> AssessorConflict:
    """An assessor says that he is not to assess this agency; his open sheets there go.

    Nobody can send him to it again in this round; what he handed in before waits for a
    reviewer, who gives it back or not. Raises NotAllowed, HandedIn, RoundClosed,
    Visit.DoesNotExist.
    """
    visit = own_visit(visit_ref, actor)
    place = visit.place
    mine = Visit.objects.filter(
        place__round=place.round_id,
        place__agency=place.agency_id,
        assessor_id=actor.signed_in_id,
    )
    places = Place.objects.filter(visits__in=mine).order_by("pk")
    for one in places.select_for_update(of=("self",)):
        mine.filter(place=one, handed_in_at=None).delete()
        grown(one)
    conflict, _created = AssessorConflict.objects.get_or_create(
        round_id=place.round_id,
        agency_id=place.agency_id,
        assessor_id=actor.signed_in_id,
        defaults={"why": why, "declared_at": now},
    )
    data: dict[str, JSON] = {"assessor": actor.signed_in_id}
    record(
        notifications.CONFLICT_DECLARED, actor=actor, subject=place, data=data, now=now
    )
    return conflict


def grown(place: Place) -> None:
    """Another version of a place: what a page showed of it before is behind."""
    place.version += 1
    place.save(update_fields=["version"])


def tied_to(place: Place) -> frozenset[int]:
    """Who may not be sent to this place."""
    worked = interface.worked_for(place.agency_id)
    return tied(place.round_id, place.agency_id, worked)


def open_place(ref: UUID, actor: Actor) -> Place:
    """A drawn place of an open round for who runs it, its row locked.

    Raises NotAllowed, RoundClosed, NotDrawn, Signed, Place.DoesNotExist.
    """
    require(policies.can_run_rounds(actor), NOT_YOURS)
    rows = Place.objects.visible_to(actor)
    place: Place = rows.select_for_update(of=("self",)).get(ref=ref)
    _require_open(place)
    if not place.drawn:
        raise NotDrawn
    if place.signed_at:
        raise Signed
    return place


def own_visit(ref: UUID, actor: Actor) -> Visit:
    """An assessor's own sheet, its place locked, as long as he may write in it.

    Raises NotAllowed, RoundClosed, HandedIn, Visit.DoesNotExist (also for a sheet of
    somebody else).
    """
    rows = Visit.objects.visible_to(actor).filter(assessor_id=actor.user_id, ref=ref)
    require(policies.is_assessor(actor), NOT_YOURS)
    at = rows.values("place")
    place = Place.objects.select_for_update(of=("self",)).filter(pk__in=at).first()
    if place is None:
        raise Visit.DoesNotExist
    # Only now: what was read before the lock may have been handed in meanwhile.
    visit: Visit = rows.select_related("place").get()
    _require_open(visit.place)
    if visit.handed_in_at:
        raise HandedIn
    return visit


def _require_open(place: Place) -> None:
    """Read while the place's row is held: whoever locks the round takes these first."""
    state = Round.objects.values_list("state", flat=True).get(pk=place.round_id)
    if state != RoundState.OPEN:
        raise RoundClosed
