"""The one door for the compliance app: frozen facts out, never rows or querysets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.selectors import answers_for
from complaints.domain.closing_figures import told
from complaints.domain.corrective import ActionStatus, Instrument, Verified, best_by
from complaints.domain.outcomes import NAMES
from complaints.domain.states import Reason
from complaints.models import ActionEvidence, AgencyTie, Case, CorrectiveAction
from complaints.models.choices import Verdict
from complaints.models.register_labels import FIELDS
from complaints.selectors import closings
from complaints.selectors.public_register import every_entry, taken_back
from complaints.selectors.register_table import table
from complaints.selectors.substances import on as substances_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from accounts.actor import Actor

__all__ = [
    "REGISTER_FIELDS",
    "ActionFact",
    "ClosingFigure",
    "Word",
    "closing_figures",
    "closing_words",
    "closing_years",
    "execution_record",
    "hold",
    "pending_verdicts",
    "register_rows",
    "seen_actions",
    "taken_back",
    "worked_for",
]


#: The columns of the public register of recommendations, and what each says.
REGISTER_FIELDS = FIELDS


@dataclass(frozen=True, slots=True)
class ActionFact:
    """One corrective action of one agency, as verified. Days are legal days.

    ``on_time_days_late`` counts working days after ``due_on``; ``status`` is one of
    belum, sebagian, dilaksanakan. ``superseded_by`` is the ref of the recommendation
    item that repeats it.
    """

    ref: str
    agency_id: int
    unit_id: int | None
    instrument: str
    received_on: date | None
    due_on: date
    status: str
    submitted_on: date | None
    executed_on: date | None
    on_time_days_late: int | None
    annulled: bool
    excused: bool
    superseded_by: str | None
    settled_on: date | None
    case_closed_partly_accepted: bool


@dataclass(frozen=True, slots=True)
class SeenAction:
    """An order for who may see its case; of a restricted one neither words nor number."""

    ref: str
    agency_id: int
    case_ref: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class ClosingFigure:
    """A number of closed reports behind which nobody is found.

    ``quarter`` 0: of the year. The words are those of ``complaints.domain
    .closing_figures``; ``example``: an invented place is in it.
    """

    quarter: int
    level: str
    area: str
    area_name: str
    by: str
    code: str
    n: int
    example: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A code in files, in words."""

    code: str
    name_id: str
    name_en: str


def closing_years(today: date) -> list[int]:
    """The years of which figures of closed reports may be told by now."""
    return closings.years_over(today)


def closing_figures(year: int) -> tuple[ClosingFigure, ...]:
    """What may be told of the reports that were closed in a year. Nothing else of how
    many they are leaves complaints."""
    rows = closings.closed_in(year)
    figures = told(rows)
    named = closings.places({one.area for one in figures} | {r.province for r in rows})
    invented = {code for code, (_name, fictional) in named.items() if fictional}
    return tuple(
        ClosingFigure(
            quarter=one.quarter,
            level=str(one.level),
            area=one.area,
            area_name=named.get(one.area, ("", False))[0],
            by=str(one.by),
            code=one.code,
            n=one.n,
            example=one.area[:2] in invented if one.area else bool(invented),
        )
        for one in figures
    )


def closing_words(today: date) -> tuple[Word, ...]:
    """The ways in which reports end, and the substances of a day."""
    ends = [Word(str(code), *names) for code, names in NAMES.items()]
    return (
        *ends,
        *(Word(one.code, one.name_id, one.name_en) for one in substances_on(today)),
    )


def register_rows() -> tuple[tuple[str, ...], ...]:
    """The public register as the public reads it, a row for each item, without a head."""
    _head, *rows = table(every_entry())
    return tuple(tuple(row) for row in rows)


def execution_record(agency_id: int, cutoff: date) -> tuple[ActionFact, ...]:
    """Every action that this agency answers for at ``cutoff``, oldest due date first.

    Those received by then, its own and those of an agency whose successor it is. How far each was carried out is the best that we verified by facts up to
    ``cutoff``. Which of them count, and how much, is the methodology's to say. Four
    queries.
    """
    rows = (
        CorrectiveAction.objects.filter(
            agency_id__in=answers_for([agency_id], cutoff),
            received_on__lte=cutoff,
            lhp__replaced_by=None,
        )
        .select_related("case", "superseded_by")
        .prefetch_related("evidence", "facts")
        .order_by("due_on", "id")
    )
    return tuple(
        _fact(row, agency_id, row.due_on, cutoff) for row in rows if row.due_on
    )


def seen_actions(refs: Iterable[UUID | str], actor: Actor) -> dict[str, SeenAction]:
    """Of these orders those in cases that this actor may see, by their ref. One query."""
    rows = CorrectiveAction.objects.filter(
        ref__in=list(refs), case__in=Case.objects.visible_to(actor)
    ).select_related("case")
    return {
        str(row.ref): SeenAction(
            ref=str(row.ref),
            agency_id=row.agency_id,
            case_ref=str(row.case.ref),
            number="" if row.case.restricted else row.case.display_number,
            text="" if row.case.restricted else row.text,
        )
        for row in rows
    }


def _fact(
    row: CorrectiveAction, agency_id: int, due_on: date, cutoff: date
) -> ActionFact:
    sent = [piece.submitted_on for piece in row.evidence.all()]
    accepted = {Reason.TK_SEBAGIAN_DITERIMA, Reason.SEBAGIAN_DITERIMA}
    facts = [
        Verified(ActionStatus(fact.status), fact.executed_on, fact.days_late)
        for fact in row.facts.all()
    ]
    best = best_by(facts, cutoff)
    done = best is not None and best.status is ActionStatus.DILAKSANAKAN
    return ActionFact(
        ref=str(row.ref),
        agency_id=agency_id,
        unit_id=row.unit_id,
        instrument=row.instrument,
        received_on=row.received_on,
        due_on=due_on,
        status=str(best.status if best else ActionStatus.BELUM),
        submitted_on=min((day for day in sent if day <= cutoff), default=None),
        executed_on=best.executed_on if best else None,
        on_time_days_late=best.days_late if best else None,
        annulled=row.annulled_on is not None,
        excused=row.excused_on is not None,
        superseded_by=str(row.superseded_by.ref) if row.superseded_by else None,
        settled_on=row.settled_on if done else None,
        case_closed_partly_accepted=row.case.closing_reason in accepted,
    )


def pending_verdicts(agency_ids: Iterable[int], cutoff: date) -> int:
    """How many pieces of evidence sent by ``cutoff`` still await our own verdict.

    Of a report that was withdrawn none does, nor of a suggestion: they do not count.
    """
    rows = ActionEvidence.objects.filter(
        action__lhp__replaced_by=None,
        action__agency_id__in=answers_for(agency_ids, cutoff),
        submitted_on__lte=cutoff,
        verdict=Verdict.PENDING,
    )
    return rows.exclude(action__instrument=Instrument.SARAN.value).count()


def hold(agency_ids: Iterable[int], cutoff: date) -> None:
    """Nothing is sent or judged for these agencies until this transaction ends.

    Waits for whoever is at it: what is read afterwards is all there is.
    """
    rows = CorrectiveAction.objects.select_for_update().order_by("id")
    held = rows.filter(agency_id__in=answers_for(agency_ids, cutoff))
    list(held.values_list("id", flat=True))


def worked_for(agency_id: int) -> frozenset[int]:
    """The users who are known to work or to have worked for an agency (R10)."""
    ties = AgencyTie.objects.filter(agency_id=agency_id)
    return frozenset(ties.values_list("user_id", flat=True))
