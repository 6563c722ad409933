"""Hearing the agencies before a result is set, and their replies beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.policies import require
from agencies.domain.calendar import legal_day
from compliance import notifications, policies
from compliance.domain.hearing import may_object, may_reply
from compliance.models import AgencyReply, Place, Round, ScoreObjection
from compliance.models.rounds import RoundState
from compliance.services.errors import (
    Answered,
    GatesShut,
    NotAnnounced,
    RoundClosed,
    StaleRound,
    TermOver,
    TermShort,
    UnusableObservation,
)
from compliance.services.gates import gates_of_results
from compliance.services.rounds import NOT_YOURS, open_for_work
from journal.record import record

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.record import JSON

NOT_FOR_YOU = _("Hanya narahubung yang mewakili seluruh instansi.")
#: Days that an agency has at least to object.
LEAST_DAYS = 7


@transaction.atomic
def announce(
    *, round_ref: UUID, until: date, version: int, actor: Actor, now: datetime
) -> Round:
    """Show each agency its preliminary result; it may object up to ``until``.

    Raises NotAllowed, RoundClosed, StaleRound, TermShort, GatesShut (something is not
    signed or typed yet), Round.DoesNotExist.
    """
    round_ = open_for_work(round_ref, actor)
    if round_.version != version:
        raise StaleRound
    if until < legal_day(now, settings.TIME_ZONE) + timedelta(days=LEAST_DAYS):
        raise TermShort
    shut = tuple(gate for gate in gates_of_results(round_) if not gate.met)
    if shut:
        raise GatesShut(shut)
    round_.announced_at = round_.announced_at or now
    round_.objections_until = until
    round_.version += 1
    round_.save(update_fields=["announced_at", "objections_until", "version"])
    assessed = round_.members.filter(assessed=True)
    data: dict[str, JSON] = {
        "until": until.isoformat(),
        "agencies": [*assessed.values_list("agency_id", flat=True)],
    }
    record(
        notifications.RESULTS_ANNOUNCED,
        actor=actor,
        subject=round_,
        data=data,
        now=now,
    )
    return round_


@transaction.atomic
def object_to(
    *,
    round_ref: UUID,
    agency_ref: UUID,
    about: tuple[UUID, str] | None,
    text: str,
    actor: Actor,
    now: datetime,
) -> ScoreObjection:
    """An agency objects to its preliminary result, or to one indicator at one unit.

    ``about``: the ref of the place and the code of the indicator. Raises NotAllowed,
    NotAnnounced, RoundClosed, TermOver, UnusableObservation, Round.DoesNotExist.
    """
    round_, agency_id = _heard(round_ref, agency_ref, actor)
    if round_.state != RoundState.OPEN:
        raise RoundClosed
    if not may_object(round_.objections_until, legal_day(now, settings.TIME_ZONE)):
        raise TermOver
    place = node = None
    if about is not None:
        place = round_.places.filter(ref=about[0], agency=agency_id, drawn=True).first()
        node = round_.methodology.nodes.filter(code=about[1]).first()
        if place is None or node is None:
            raise UnusableObservation
    objection = ScoreObjection.objects.create(
        round=round_,
        agency_id=agency_id,
        place=place,
        node=node,
        text=text,
        filed_by_id=actor.signed_in_id,
        filed_at=now,
    )
    data: dict[str, JSON] = {"agency": agency_id, "objection": objection.pk}
    record(
        notifications.OBJECTION_FILED, actor=actor, subject=round_, data=data, now=now
    )
    return objection


@transaction.atomic
def answer_objection(
    *, ref: UUID, upheld: bool, answer: str, actor: Actor, now: datetime
) -> ScoreObjection:
    """Answer an objection; one that is upheld opens the place again for a mend.

    Raises NotAllowed, RoundClosed, Answered, ScoreObjection.DoesNotExist.
    """
    require(policies.can_run_rounds(actor), NOT_YOURS)
    rows = ScoreObjection.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.select_related("round", "place").get(ref=ref)
    if row.round.state != RoundState.OPEN:
        raise RoundClosed
    if row.upheld is not None:
        raise Answered
    row.upheld, row.answer = upheld, answer
    row.answered_by_id, row.answered_at = actor.signed_in_id, now
    row.save(update_fields=["upheld", "answer", "answered_by", "answered_at"])
    if upheld and row.place_id:
        place = Place.objects.visible_to(actor).select_for_update().get(pk=row.place_id)
        place.signed_by = place.signed_at = None
        place.version += 1
        place.save(update_fields=["signed_by", "signed_at", "version"])
    data: dict[str, JSON] = {
        "agency": row.agency_id,
        "objection": row.pk,
        "upheld": upheld,
    }
    subject = row.round
    record(
        notifications.OBJECTION_ANSWERED,
        actor=actor,
        subject=subject,
        data=data,
        now=now,
    )
    return row


@transaction.atomic
def reply(
    *, round_ref: UUID, agency_ref: UUID, text: str, actor: Actor, now: datetime
) -> AgencyReply:
    """An agency's words beside its score, up to 30 days after publication.

    What stood there before is replaced, and shown only once it was looked at. Raises
    NotAllowed, NotAnnounced, TermOver, Round.DoesNotExist.
    """
    round_, agency_id = _heard(round_ref, agency_ref, actor)
    if not may_reply(round_.published_at, now):
        raise TermOver
    told = {"text": text, "by_id": actor.signed_in_id, "at": now, "held_why": ""}
    row, _created = AgencyReply.objects.update_or_create(
        round=round_,
        agency_id=agency_id,
        defaults=told | {"shown_at": None, "shown_by": None},
    )
    data: dict[str, JSON] = {"agency": agency_id}
    record(notifications.REPLY_FILED, actor=actor, subject=round_, data=data, now=now)
    return row


@transaction.atomic
def judge_reply(
    *, ref: UUID, at: datetime, held_why: str, actor: Actor, now: datetime
) -> AgencyReply:
    """Show a reply to everybody, or say to the agency why not.

    ``at`` is when the words that were read were written. Raises NotAllowed, StaleRound
    (they are others meanwhile), AgencyReply.DoesNotExist.
    """
    require(policies.can_run_rounds(actor), NOT_YOURS)
    rows = AgencyReply.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.select_related("round").get(ref=ref)
    if row.at != at:
        raise StaleRound
    row.held_why = held_why
    row.shown_at = None if held_why else now
    row.shown_by_id = None if held_why else actor.signed_in_id
    row.save(update_fields=["held_why", "shown_at", "shown_by"])
    kind = notifications.REPLY_HELD if held_why else notifications.REPLY_SHOWN
    data: dict[str, JSON] = {"agency": row.agency_id}
    record(kind, actor=actor, subject=row.round, data=data, now=now)
    return row


def _heard(round_ref: UUID, agency_ref: UUID, actor: Actor) -> tuple[Round, int]:
    """The announced round of one's own agency. Raises NotAllowed, NotAnnounced."""
    rounds = Round.objects.select_for_update(of=("self",), no_key=True)
    round_ = rounds.select_related("methodology").get(
        ref=round_ref, members__agency__ref=agency_ref, members__assessed=True
    )
    agency_id = round_.members.get(agency__ref=agency_ref).agency_id
    require(policies.speaks_for(actor, agency_id), NOT_FOR_YOU)
    if round_.announced_at is None:
        raise NotAnnounced
    return round_, agency_id
