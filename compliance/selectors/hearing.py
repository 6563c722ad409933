"""A preliminary result as its agency reads it, and what it said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.models import Agency
from compliance import policies
from compliance.models import AgencyReply, Round, RoundAgency, ScoreObjection
from compliance.selectors.field import asked_of, places_in, seats
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from compliance.selectors.field import Asked, Seat


@dataclass(frozen=True, slots=True)
class Heard:
    """One agency in an announced round: its places, its objections, its reply."""

    round: Round
    agency: Agency
    asked: Asked
    seats: tuple[Seat, ...]
    objections: tuple[ScoreObjection, ...]
    reply: AgencyReply | None

    @property
    def name(self) -> str:
        return chosen(self.agency.name_id, self.agency.name_en)


def announced_to(actor: Actor) -> QuerySet[RoundAgency]:
    """The announced rounds in which the agencies of a liaison are assessed."""
    return (
        RoundAgency.objects.filter(
            agency_id__in=policies.spoken_for(actor),
            assessed=True,
            round__announced_at__isnull=False,
        )
        .select_related("round", "agency")
        .order_by("-round__year", "-round_id", "agency__name_id")
    )


def heard(round_ref: UUID, agency_ref: UUID, actor: Actor) -> Heard:
    """One of those, with everything about it. Raises RoundAgency.DoesNotExist."""
    member = (
        announced_to(actor)
        .select_related("round__methodology")
        .get(round__ref=round_ref, agency__ref=agency_ref)
    )
    round_ = member.round
    asked = asked_of(round_.methodology)
    own = places_in(round_).filter(agency=member.agency_id)
    rows = ScoreObjection.objects.visible_to(actor).filter(
        round=round_, agency=member.agency_id
    )
    replies = AgencyReply.objects.visible_to(actor)
    return Heard(
        round=round_,
        agency=member.agency,
        asked=asked,
        seats=tuple(seats(list(own), asked)),
        objections=tuple(rows.select_related("place__unit", "node")),
        reply=replies.filter(round=round_, agency=member.agency_id).first(),
    )


def objections_of(round_: Round, actor: Actor) -> QuerySet[ScoreObjection]:
    """The objections of a round, unanswered ones first."""
    rows = ScoreObjection.objects.visible_to(actor).filter(round=round_)
    return rows.select_related("agency", "place__unit", "node").order_by(
        "answered_at", "id"
    )


def replies_of(round_: Round, actor: Actor) -> QuerySet[AgencyReply]:
    """The replies of a round, those to be looked at first."""
    rows = AgencyReply.objects.visible_to(actor).filter(round=round_)
    return rows.select_related("agency").order_by("shown_at", "id")


def reply_beside(round_id: int, agency_id: int) -> AgencyReply | None:
    """The reply that everybody reads beside a score. One query."""
    rows = AgencyReply.objects.shown().filter(round=round_id, agency=agency_id)
    return rows.first()
