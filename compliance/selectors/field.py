"""What was written down at the units of a round, and the instrument that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch

from compliance.domain.answering import RESPONDENTS, AnswerKind
from compliance.domain.reconciling import agreed, differences
from compliance.domain.sheet import Row, missing, seen
from compliance.models import FieldEvidence, Observation, Settled, Visit
from compliance.models.field import FIRST, SECOND
from compliance.selectors.instruments import in_turn
from compliance.selectors.methods import NODE_FIELDS, question_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import QuerySet

    from compliance.domain.answering import Question
    from compliance.domain.places import Seen
    from compliance.domain.reconciling import Difference
    from compliance.models import Methodology, MethodologyNode, Place, Round

Said = dict[str, "Seen"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The leaves of a version: what is answered at units, and what is typed once."""

    nodes: Mapping[str, MethodologyNode]
    questions: Mapping[str, Question]
    typed: tuple[MethodologyNode, ...]

    @property
    def both(self) -> frozenset[str]:
        """What two people answer at one place; people who are asked are not among it."""
        return frozenset(
            code for code, one in self.questions.items() if one.per not in RESPONDENTS
        )

    def of_turn(self, turn: int) -> dict[str, Question]:
        """The indicators of one sheet, in the order of the tree."""
        return {
            code: question
            for code, question in self.questions.items()
            if turn == FIRST or code in self.both
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visit with what it says: the answers, what lacks, what has its evidence."""

    visit: Visit
    rows: tuple[Row, ...]
    said: Said
    missing: tuple[str, ...]
    evidence: tuple[FieldEvidence, ...]

    @property
    def proven(self) -> frozenset[str]:
        """The indicators that have a photograph or document."""
        return frozenset(one.node.code for one in self.evidence)

    def of(self, code: str) -> dict[int, Row]:
        """The answers to one indicator, by whom they are of."""
        return {row.who: row for row in self.rows if row.code == code}


def asked_of(method: Methodology) -> Asked:
    """How a version is answered. One query."""
    leaves = in_turn(list(method.nodes.all()))
    nodes = {node.code: node for node in leaves}
    found = {
        node.code: question_of({name: getattr(node, name) for name in NODE_FIELDS})
        for node in leaves
    }
    at_units = {
        code: question
        for code, question in found.items()
        if question is not None and question.kind is not AnswerKind.FIGURE
    }
    typed = tuple(node for node in leaves if node.code not in at_units)
    return Asked(nodes, at_units, typed)


def sheets_of(visits: Collection[Visit], asked: Asked) -> dict[int, Sheet]:
    """The sheets of these visits by their ids, each with its place. Two queries."""
    rows: dict[int, list[Row]] = {visit.pk: [] for visit in visits}
    told = Observation.objects.filter(visit__in=rows).order_by("who")
    fields = ("visit_id", "node__code", "who", "value", "of", "absent")
    for pk, *row in told.values_list(*fields):
        rows[pk].append(Row(*row))
    shown: dict[int, list[FieldEvidence]] = {visit.pk: [] for visit in visits}
    files = FieldEvidence.objects.filter(visit__in=rows)
    for one in files.select_related("node", "file"):
        shown[one.visit_id].append(one)
    return {
        visit.pk: _sheet(visit, rows[visit.pk], shown[visit.pk], asked)
        for visit in visits
    }


def _sheet(
    visit: Visit, rows: list[Row], shown: list[FieldEvidence], asked: Asked
) -> Sheet:
    said = seen(rows)
    products = len(visit.place.drawn_products)
    lacking = tuple(missing(asked.of_turn(visit.turn), said, products))
    return Sheet(visit, tuple(rows), said, lacking, tuple(shown))


def progress(round_: Round) -> dict[str, int]:
    """How many places were drawn, have somebody, have all sheets in, are signed."""
    drawn = round_.places.filter(drawn=True)
    sent = drawn.filter(visits__turn=FIRST)
    open_ = Visit.objects.filter(place=OuterRef("pk"), handed_in_at=None)
    return {
        "drawn": drawn.count(),
        "sent": sent.count(),
        "handed_in": sent.exclude(Exists(open_)).count(),
        "signed": drawn.filter(signed_at__isnull=False).count(),
    }


@dataclass(frozen=True, slots=True)
class Seat:
    """A drawn place with its sheets, what its two people see differently, what counts."""

    place: Place
    first: Sheet | None
    second: Sheet | None
    differences: tuple[Difference, ...]
    settled: Mapping[str, Settled]
    counts: Said | None

    @property
    def open_differences(self) -> list[Difference]:
        return [one for one in self.differences if one.code not in self.settled]

    @property
    def handed_in(self) -> bool:
        """Whether everybody who was sent has handed in."""
        sheets = [sheet for sheet in (self.first, self.second) if sheet]
        return bool(sheets) and all(
            sheet.visit.handed_in_at and not sheet.missing for sheet in sheets
        )

    @property
    def ready(self) -> bool:
        """Whether a reviewer may sign."""
        return self.handed_in and self.counts is not None


def places_in(round_: Round) -> QuerySet[Place]:
    """The drawn places of a round with their visits, by agency and unit."""
    rows = round_.places.filter(drawn=True).select_related("unit", "agency")
    return rows.prefetch_related(
        Prefetch("visits", Visit.objects.select_related("place", "assessor"))
    )


def seats(places: Collection[Place], asked: Asked) -> list[Seat]:
    """These places with everything about them; a fixed number of queries.

    ``places`` come with their visits prefetched.
    """
    visits = [visit for place in places for visit in place.visits.all()]
    found = sheets_of(visits, asked)
    settled: dict[int, dict[str, Settled]] = {place.pk: {} for place in places}
    rows = Settled.objects.filter(place__in=settled).select_related("node")
    for row in rows:
        settled[row.place_id][row.node.code] = row
    return [_seat(place, found, settled[place.pk], asked) for place in places]


def _seat(
    place: Place, found: Mapping[int, Sheet], settled: dict[str, Settled], asked: Asked
) -> Seat:
    by_turn = {visit.turn: found[visit.pk] for visit in place.visits.all()}
    first, second = by_turn.get(FIRST), by_turn.get(SECOND)
    in_both = first is not None and second is not None
    over = in_both and all(sheet.visit.handed_in_at for sheet in by_turn.values())
    apart: tuple[Difference, ...] = ()
    counts = first.said if first and not in_both else None
    if first and second and over:
        apart = differences(first.said, second.said, asked.both)
        chosen = {
            code: by_turn[row.turn].said[code]
            for code, row in settled.items()
            if code in by_turn[row.turn].said
        }
        counts = agreed(first.said, second.said, asked.both, chosen)
    return Seat(place, first, second, apart, settled, counts)
