"""What the figures of a round amount to before anything is published."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from agencies.selectors import living_in
from compliance.domain.ranking import ranks
from compliance.domain.scoring import FIELD_FORMULA, FORMULA
from compliance.selectors.methods import as_data, asks_at_units, typed_leaves
from compliance.services.computing import FORMULAS, sha256
from compliance.services.field_inputs import frames_of, units_of

if TYPE_CHECKING:
    from agencies.models import Agency
    from compliance.models import Round, RoundAgency
    from compliance.selectors.methods import Data


@dataclass(frozen=True, slots=True)
class Expected:
    """What publishing would say of one agency; a decimal that is missing is None."""

    agency: Agency
    base: Decimal | None
    ktk: Decimal | None
    score: Decimal | None
    place: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round amounts to now: each member's inputs, result and place, by its id."""

    formula: str
    members: list[RoundAgency]
    inputs: dict[int, Data | None]
    results: dict[int, Data | None]
    placed: dict[int, tuple[int, int] | None]


def outcome_of(round_: Round) -> Outcome:
    """Everything computed once, and nothing written; members by their agency's id."""
    members = list(round_.members.select_related("agency").order_by("agency_id"))
    inputs = inputs_of(round_, members)
    results = results_of(round_, inputs)
    placed = ranks_of(round_, members, results)
    return Outcome(formula_of(round_), members, inputs, results, placed)


def expected(outcome: Outcome) -> list[Expected]:
    """What publishing it would say of each agency, by the agency's name."""
    by_name = sorted(outcome.members, key=lambda one: one.agency.name_id)
    return [
        Expected(
            agency=member.agency,
            base=_figure(outcome.results[member.pk], "base"),
            ktk=_ktk(outcome.results[member.pk]),
            score=value_of(outcome.results[member.pk]),
            place=outcome.placed[member.pk],
        )
        for member in by_name
    ]


def preliminary(round_: Round, agency_id: int) -> Decimal | None:
    """The figure of one agency before any deduction, as it stands now.

    Corrective actions are weighed at the lock, and their own gate waits for us.
    """
    member = round_.members.select_related("agency").get(agency_id=agency_id)
    return bases(round_, [member])[member.pk]


def bases(round_: Round, members: list[RoundAgency]) -> dict[int, Decimal | None]:
    """The figures of these members before any deduction, by the member's id."""
    results = results_of(round_, inputs_of(round_, members))
    return {pk: _figure(result, "base") for pk, result in results.items()}


def figures_of(outcome: Outcome) -> str:
    """The hash of what :func:`expected` says: the same results, the same hash, whatever
    the agencies are called."""
    told = sorted(
        [str(one.agency.ref), str(one.base), str(one.ktk), str(one.score), one.place]
        for one in expected(outcome)
    )
    return sha256({"formula": outcome.formula, "results": told})


def formula_of(round_: Round) -> str:
    """The arithmetic of a round: that of the field where something is seen at units."""
    return FIELD_FORMULA if asks_at_units(round_.methodology) else FORMULA


def results_of(round_: Round, inputs: dict[int, Data | None]) -> dict[int, Data | None]:
    compute = FORMULAS[formula_of(round_)]
    return {pk: compute(data) if data else None for pk, data in inputs.items()}


def inputs_of(round_: Round, members: list[RoundAgency]) -> dict[int, Data | None]:
    """What the formula gets for each member; None for one that was not assessed."""
    method = as_data(round_.methodology)
    told = _told(round_, [member.agency_id for member in members])
    return {
        member.pk: {
            "methodology": method,
            "cutoff": round_.cutoff.isoformat(),
            "record": member.record or [],
            **told[member.agency_id],
        }
        if member.assessed
        else None
        for member in members
    }


def _told(round_: Round, ids: list[int]) -> dict[int, Data]:
    """What was seen at the units of each agency, or what was typed for it."""
    typed = _typed(round_, ids)
    if asks_at_units(round_.methodology):
        units = units_of(round_, typed, ids)
        frames = frames_of(round_, ids)
        draw = {
            "seed": round_.seed,
            "source": round_.seed_source,
            "on": round_.seed_on.isoformat() if round_.seed_on else None,
            "frame_sha256": round_.frame_sha256,
            "units": round_.units_drawn,
            "products": round_.products_drawn,
        }
        return {
            pk: {"units": units.get(pk, []), "frame": frames[pk], "draw": draw}
            for pk in ids
        }
    codes = [node.code for node in typed_leaves(round_.methodology)]
    return {pk: {"answers": _texts(codes, typed.get(pk, {}))} for pk in ids}


def _typed(round_: Round, ids: list[int]) -> dict[int, dict[str, Decimal]]:
    """The figures that were typed, by agency and code."""
    typed: dict[int, dict[str, Decimal]] = {}
    own = round_.answers.filter(agency_id__in=ids)
    rows = own.values_list("agency_id", "node__code", "value")
    for agency_id, code, value in rows:
        typed.setdefault(agency_id, {})[code] = value
    return typed


def _texts(codes: list[str], known: dict[str, Decimal]) -> Data:
    return {code: str(known[code]) if code in known else None for code in codes}


def ranks_of(
    round_: Round, members: list[RoundAgency], results: dict[int, Data | None]
) -> dict[int, tuple[int, int] | None]:
    """Rank and number ranked, where every agency of the category has a score."""
    found: dict[int, tuple[int, int] | None] = {member.pk: None for member in members}
    for category in {member.agency.category for member in members}:
        scores = {
            member.pk: value_of(results[member.pk])
            for member in members
            if member.agency.category == category
        }
        there = living_in(category, fictional=round_.fictional, on=round_.cutoff)
        for pk, rank in (ranks(scores, there) or {}).items():
            found[pk] = rank, len(scores)
    return found


def value_of(result: Data | None) -> Decimal | None:
    """The score in a result; None where there is none."""
    return _figure(result, "value")


def _ktk(result: Data | None) -> Decimal | None:
    ktk = result["ktk"] if result else None
    return None if ktk is None else Decimal(ktk["shown"])


def _figure(result: Data | None, name: str) -> Decimal | None:
    value = result[name] if result else None
    return None if value is None else Decimal(value)
