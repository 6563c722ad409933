"""Writing down what is seen at a place, one indicator or one person at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from compliance import notifications
from compliance.domain.answering import UnusableAnswerError, figure
from compliance.domain.sheet import places_of
from compliance.models import FieldEvidence, Observation, Visit
from compliance.selectors.field import asked_of, sheets_of
from compliance.services.errors import (
    SheetIncomplete,
    TiedAssessor,
    TooManyPhotographs,
    UnusableObservation,
)
from compliance.services.sending import grown, own_visit, tied_to
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.domain.answering import Per, Question, Told
    from compliance.models import MethodologyNode
    from documents.models import StoredFile

#: Photographs and documents of one indicator at one place.
MOST_EVIDENCE = 6


@transaction.atomic
def write(
    *,
    visit_ref: UUID,
    code: str,
    told: Mapping[int, Told | None],
    absent: bool,
    actor: Actor,
    now: datetime,
) -> Visit:
    """Write what was seen of one indicator, in place of what stood there.

    ``told`` by whom it is of: 0 the unit, else the n-th product or person; None takes an
    answer back. The same again changes nothing, so a form that is sent twice on a bad
    line does no harm. Raises NotAllowed, RoundClosed, HandedIn, UnusableObservation,
    Visit.DoesNotExist.
    """
    del now  # a sheet goes on record when it is handed in, not stroke by stroke
    visit = own_visit(visit_ref, actor)
    node, question = _asked(visit, code)
    if absent:
        _write_absent(visit, node, question)
    else:
        _write(visit, node, question, told)
    return visit


@transaction.atomic
def write_person(
    *,
    visit_ref: UUID,
    per: Per,
    who: int,
    told: Mapping[str, Told | None],
    actor: Actor,
    now: datetime,
) -> Visit:
    """Write what the n-th person of a kind said, by the codes of the indicators.

    Nobody who was asked is named. Raises NotAllowed, RoundClosed, HandedIn,
    UnusableObservation, Visit.DoesNotExist.
    """
    del now
    visit = own_visit(visit_ref, actor)
    asked = asked_of(visit.place.round.methodology)
    questions = asked.of_turn(visit.turn)
    for code, one in told.items():
        if code not in questions or questions[code].per is not per:
            raise UnusableObservation
        _write(visit, asked.nodes[code], questions[code], {who: one})
    return visit


def _write_absent(visit: Visit, node: MethodologyNode, question: Question) -> None:
    if not question.may_be_absent:
        raise UnusableObservation
    visit.observations.filter(node=node).delete()
    visit.observations.create(node=node, absent=True)


def _write(
    visit: Visit,
    node: MethodologyNode,
    question: Question,
    told: Mapping[int, Told | None],
) -> None:
    _check(question, told, len(visit.place.drawn_products))
    rows = visit.observations.filter(node=node)
    gone = [who for who, one in told.items() if one is None]
    rows.filter(Q(who__in=gone) | Q(absent=True)).delete()
    Observation.objects.bulk_create(
        [
            Observation(visit=visit, node=node, who=who, value=one.value, of=one.of)
            for who, one in told.items()
            if one is not None
        ],
        update_conflicts=True,
        unique_fields=["visit", "node", "who"],
        update_fields=["value", "of"],
    )


@transaction.atomic
def add_evidence(
    *, visit_ref: UUID, code: str, file: StoredFile, actor: Actor, now: datetime
) -> FieldEvidence:
    """A photograph or document to an indicator.

    Raises NotAllowed, RoundClosed, HandedIn, UnusableObservation, TooManyPhotographs,
    Visit.DoesNotExist.
    """
    visit = own_visit(visit_ref, actor)
    node, _question = _asked(visit, code)
    if visit.evidence.filter(node=node).count() >= MOST_EVIDENCE:
        raise TooManyPhotographs
    return FieldEvidence.objects.create(visit=visit, node=node, file=file, added_at=now)


@transaction.atomic
def drop_evidence(
    *, visit_ref: UUID, evidence_ref: UUID, actor: Actor, now: datetime
) -> None:
    """Take a photograph back before the sheet is handed in; the file is erased later.

    Raises NotAllowed, RoundClosed, HandedIn, Visit.DoesNotExist.
    """
    del now
    own_visit(visit_ref, actor).evidence.filter(ref=evidence_ref).delete()


@transaction.atomic
def hand_in(*, visit_ref: UUID, actor: Actor, now: datetime) -> Visit:
    """Give the sheet to the office; from then on it stays as it is.

    Raises NotAllowed, RoundClosed, HandedIn, SheetIncomplete, TiedAssessor,
    Visit.DoesNotExist.
    """
    visit = own_visit(visit_ref, actor)
    asked = asked_of(visit.place.round.methodology)
    sheet = sheets_of([visit], asked)[visit.pk]
    if actor.signed_in_id in tied_to(visit.place):
        raise TiedAssessor
    if sheet.missing:
        raise SheetIncomplete(sheet.missing)
    visit.handed_in_at = now
    visit.given_back_why = ""
    visit.save(update_fields=["handed_in_at", "given_back_why"])
    data = {"turn": visit.turn, "answers": len(sheet.rows)}
    place = visit.place
    grown(place)
    record(
        notifications.SHEET_HANDED_IN, actor=actor, subject=place, data=data, now=now
    )
    return visit


def _asked(visit: Visit, code: str) -> tuple[MethodologyNode, Question]:
    """The indicator on this person's sheet. Raises UnusableObservation."""
    asked = asked_of(visit.place.round.methodology)
    question = asked.of_turn(visit.turn).get(code)
    if question is None:
        raise UnusableObservation
    return asked.nodes[code], question


def _check(question: Question, told: Mapping[int, Told | None], products: int) -> None:
    """Whether every answer is one that the indicator takes, of whom it is asked."""
    known = places_of(question, products)
    for who, one in told.items():
        if one is not None:
            if who not in known:
                raise UnusableObservation
            try:
                figure(question, one)
            except UnusableAnswerError as error:
                raise UnusableObservation from error
