"""What agencies say of their own units: for themselves, and beside what was seen there.

Nothing here reads which units were drawn: an agency answers for all of them and does
not learn where somebody will come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count

from compliance import policies
from compliance.domain.answering import AnswerKind, Per
from compliance.domain.self_assessment import is_open
from compliance.domain.sheet import Row, seen
from compliance.models import RoundAgency, SelfAnswer, SelfSheet
from compliance.models.rounds import RoundState
from compliance.selectors.field import asked_of
from compliance.selectors.words import chosen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from agencies.models import Agency
    from compliance.domain.answering import Question
    from compliance.models import MethodologyNode, Place, Round
    from compliance.selectors.field import Asked, Said

_FIELDS = ("node__code", "value", "of", "absent")


@dataclass(frozen=True, slots=True)
class Turn:
    """An agency that is asked in a round, and whether it may still write."""

    member: RoundAgency
    sheet: SelfSheet | None
    open: bool

    @property
    def handed_in_at(self) -> datetime | None:
        return self.sheet.handed_in_at if self.sheet else None

    @property
    def may_write(self) -> bool:
        return self.open and self.handed_in_at is None


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """A unit in the frame, and how many of its indicators its agency has answered."""

    pk: int
    ref: UUID
    name: str
    answered: int


@dataclass(frozen=True, slots=True)
class OwnAssessment:
    """The self-assessment of one agency: what is asked of each unit, and all its units."""

    turn: Turn
    questions: Mapping[str, Question]
    nodes: Mapping[str, MethodologyNode]
    units: tuple[OwnUnit, ...]

    @property
    def round(self) -> Round:
        return self.turn.member.round

    @property
    def agency(self) -> Agency:
        return self.turn.member.agency

    @property
    def name(self) -> str:
        return chosen(self.agency.name_id, self.agency.name_en)

    @property
    def each(self) -> int:
        """What is asked of one unit."""
        return len(self.questions)

    @property
    def answered(self) -> int:
        return sum(unit.answered for unit in self.units)

    @property
    def wanted(self) -> int:
        return self.each * len(self.units)

    @property
    def lacking(self) -> list[OwnUnit]:
        """The units of which something is not answered yet."""
        return [unit for unit in self.units if unit.answered < self.each]

    def unit(self, ref: UUID) -> OwnUnit | None:
        """One unit of the agency."""
        return next((unit for unit in self.units if unit.ref == ref), None)


def asked_themselves(actor: Actor) -> QuerySet[RoundAgency]:
    """The rounds in which the agencies of a liaison are asked about themselves."""
    return (
        RoundAgency.objects.filter(
            agency_id__in=policies.spoken_for(actor),
            assessed=True,
            round__self_until__isnull=False,
        )
        .select_related("round", "agency")
        .order_by("-round__year", "-round_id", "agency__name_id")
    )


def takes_answers(round_: Round, today: date) -> bool:
    """Whether agencies may still say something of themselves. ``today``: legal day."""
    return is_open(
        until=round_.self_until,
        today=today,
        round_open=round_.state == RoundState.OPEN,
        announced=round_.announced_at is not None,
    )


def turns(actor: Actor, today: date) -> list[Turn]:
    """Where the agencies of a liaison are asked, and whose turn it is. Two queries."""
    members = list(asked_themselves(actor))
    rows = SelfSheet.objects.visible_to(actor).filter(
        round__in={member.round_id for member in members}
    )
    sheets = {(row.round_id, row.agency_id): row for row in rows}
    return [
        _turn(member, sheets.get((member.round_id, member.agency_id)), today)
        for member in members
    ]


def own_assessment(
    round_ref: UUID, agency_ref: UUID, actor: Actor, today: date
) -> OwnAssessment:
    """One of those with all its units; a fixed number of queries.

    Raises RoundAgency.DoesNotExist.
    """
    member = (
        asked_themselves(actor)
        .select_related("round__methodology")
        .get(round__ref=round_ref, agency__ref=agency_ref)
    )
    sheets = SelfSheet.objects.visible_to(actor).filter(round=member.round_id)
    sheet = sheets.filter(agency=member.agency_id).first()
    asked = asked_of(member.round.methodology)
    answers = SelfAnswer.objects.visible_to(actor).filter(sheet=sheet)
    counted = dict(answers.values_list("place").annotate(n=Count("id")))
    places = member.round.places.filter(agency=member.agency_id).values_list(
        "pk", "unit__ref", "unit__name_id", "unit__name_en"
    )
    return OwnAssessment(
        turn=_turn(member, sheet, today),
        questions=of_each_unit(asked),
        nodes=asked.nodes,
        units=tuple(
            OwnUnit(pk, ref, chosen(name_id, name_en), counted.get(pk, 0))
            for pk, ref, name_id, name_en in places
        ),
    )


def of_each_unit(asked: Asked) -> dict[str, Question]:
    """What an agency answers of each of its units, in the order of the tree.

    What an assessor must see with his own eyes is a plain yes or no for the agency.
    """
    return {
        code: replace(question, kind=AnswerKind.YES_NO)
        if question.kind is AnswerKind.SEEN
        else question
        for code, question in asked.questions.items()
        if question.per is Per.UNIT
    }


def own_rows(sheet: SelfSheet | None, place: int, actor: Actor) -> list[Row]:
    """What is written of one unit, as a sheet has it. One query."""
    rows = SelfAnswer.objects.visible_to(actor).filter(sheet=sheet, place=place)
    return [
        Row(code, 0, value, of, absent)
        for code, value, of, absent in rows.values_list(*_FIELDS)
    ]


def said_by_agency(place: Place, actor: Actor) -> Said:
    """What an agency said of one unit, for whoever may compare it. One query at most."""
    return said_beside([place.pk], actor).get(place.pk, {})


def said_beside(places: Collection[int], actor: Actor) -> dict[int, Said]:
    """What agencies said of these places, by their ids. One query at most."""
    rows = SelfAnswer.objects.visible_to(actor).filter(place__in=places)
    found: dict[int, list[Row]] = {}
    for place, code, value, of, absent in rows.values_list("place", *_FIELDS):
        found.setdefault(place, []).append(Row(code, 0, value, of, absent))
    return {place: seen(told) for place, told in found.items()}


def handed_in_by(round_: Round, actor: Actor) -> dict[UUID, datetime]:
    """When each agency handed in, by its ref; those who did not are not in it."""
    rows = SelfSheet.objects.visible_to(actor).filter(
        round=round_, handed_in_at__isnull=False
    )
    told = rows.values_list("agency__ref", "handed_in_at")
    return {ref: at for ref, at in told if at is not None}


def _turn(member: RoundAgency, sheet: SelfSheet | None, today: date) -> Turn:
    return Turn(member, sheet, takes_answers(member.round, today))
