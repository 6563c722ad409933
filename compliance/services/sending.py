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
    there, declared a conflict, or is sent to this place already), HandedIn (somebody else
    has begun), Place.DoesNotExist, User.DoesNotExist.
    """
    place = open_place(place_ref, actor)
    assessor = assessors(now).get(ref=assessor_ref)
    others = place.visits.exclude(turn=turn)
    if assessor.pk in tied_to(place) or others.filter(assessor=assessor).exists():
        raise TiedAssessor
    before = place.visits.filter(turn=turn).first()
    if before is not None and before.assessor_id != assessor.pk and _begun(before):
        raise HandedIn
    visit, _created = Visit.objects.update_or_create(
        place=place,
        turn=turn,
        defaults={"assessor": assessor, "due_on": due_on, "reminded_on": None},
    )
    data: dict[str, JSON] = {"turn": turn, "assessor": assessor.pk}
    data["due_on"] = due_on.isoformat()
    record(notifications.ASSESSOR_SENT, actor=actor, subject=place, data=data, now=now)
    return visit


@transaction.atomic
def declare_conflict(
    *, visit_ref: UUID, why: str, actor: Actor, now: datetime
) -> AssessorConflict:
    """An assessor says that he is not to assess this agency; his sheets there go.

    Nobody can send him to it again in this round. Raises NotAllowed, HandedIn,
    RoundClosed, Visit.DoesNotExist.
    """
    visit = own_visit(visit_ref, actor)
    place = visit.place
    mine = Visit.objects.filter(
        place__round=place.round_id, place__agency=place.agency_id
    ).filter(assessor_id=actor.signed_in_id)
    if mine.filter(handed_in_at__isnull=False).exists():
        raise HandedIn
    conflict, _created = AssessorConflict.objects.get_or_create(
        round_id=place.round_id,
        agency_id=place.agency_id,
        assessor_id=actor.signed_in_id,
        defaults={"why": why, "declared_at": now},
    )
    mine.delete()
    data: dict[str, JSON] = {"assessor": actor.signed_in_id}
    record(
        notifications.CONFLICT_DECLARED, actor=actor, subject=place, data=data, now=now
    )
    return conflict


def _begun(visit: Visit) -> bool:
    return visit.handed_in_at is not None or visit.observations.exists()


def tied_to(place: Place) -> frozenset[int]:
    """Who may not be sent to this place."""
    worked = interface.worked_for(place.agency_id)
    return tied(place.round_id, place.agency_id, worked)


def open_place(ref: UUID, actor: Actor) -> Place:
    """A drawn place of an open round for who runs it, locked with its round.

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
    found = Visit.objects.visible_to(actor).filter(assessor_id=actor.user_id)
    require(policies.is_assessor(actor), NOT_YOURS)
    rows = found.select_related("place").select_for_update(of=("place",))
    visit: Visit = rows.get(ref=ref)
    _require_open(visit.place)
    if visit.handed_in_at:
        raise HandedIn
    return visit


def _require_open(place: Place) -> None:
    """Read while the place's row is held: whoever locks the round takes these first."""
    state = Round.objects.values_list("state", flat=True).get(pk=place.round_id)
    if state != RoundState.OPEN:
        raise RoundClosed
