"""Publication: every agency's result becomes an immutable snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from agencies.selectors import living_in
from compliance import notifications
from compliance.domain.ranking import ranks
from compliance.domain.scoring import FIELD_FORMULA, FORMULA
from compliance.models import Snapshot
from compliance.models.rounds import RoundState
from compliance.selectors.methods import as_data, asks_at_units, typed_leaves
from compliance.services.computing import FORMULAS, sha256
from compliance.services.errors import NotLocked, StaleRound
from compliance.services.field_inputs import frames_of, units_of
from compliance.services.rounds import locked_round
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from agencies.models import Agency
    from compliance.models import Round, RoundAgency
    from compliance.selectors.methods import Data


@transaction.atomic
def publish(
    *, round_ref: UUID, version: int, decree: str, actor: Actor, now: datetime
) -> Round:
    """Compute every score from what the lock fixed, and publish them all at once.

    ``decree`` is the number of the decree that sets the results; it stands on each card.
    A published round stays as it is. Raises NotAllowed, NotLocked, StaleRound,
    Round.DoesNotExist.
    """
    round_ = locked_round(round_ref, actor)
    if round_.state == RoundState.PUBLISHED:
        return round_
    if round_.state != RoundState.LOCKED:
        raise NotLocked
    if round_.version != version:
        raise StaleRound
    round_.decree = decree
    snapshots = _snapshots(round_, now)
    Snapshot.objects.bulk_create(snapshots)
    round_.state = RoundState.PUBLISHED.value
    round_.published_at = now
    round_.version += 1
    round_.save(update_fields=["state", "published_at", "version", "decree"])
    record(
        notifications.ROUND_PUBLISHED,
        actor=actor,
        subject=round_,
        data={
            "snapshots": len(snapshots),
            "formula": formula_of(round_),
            "sha256": sha256({"snapshots": [one.sha256 for one in snapshots]}),
        },
        now=now,
    )
    return round_


@dataclass(frozen=True, slots=True)
class Expected:
    """What publishing would say of one agency; a decimal that is missing is None."""

    agency: Agency
    base: Decimal | None
    ktk: Decimal | None
    score: Decimal | None
    place: tuple[int, int] | None


def expected(round_: Round) -> list[Expected]:
    """What :func:`publish` would publish of a locked round, and nothing written."""
    members = list(round_.members.select_related("agency").order_by("agency__name_id"))
    inputs = _inputs(round_, members)
    results = _results(round_, inputs)
    placed = _ranks(round_, members, results)
    return [
        Expected(
            agency=member.agency,
            base=_figure(results[member.pk], "base"),
            ktk=_ktk(results[member.pk]),
            score=value_of(results[member.pk]),
            place=placed[member.pk],
        )
        for member in members
    ]


def preliminary(round_: Round, agency_id: int) -> Decimal | None:
    """The figure of one agency before any deduction, as it stands now.

    Corrective actions are weighed at the lock, and their own gate waits for us.
    """
    member = round_.members.select_related("agency").get(agency_id=agency_id)
    inputs = _inputs(round_, [member])
    return _figure(_results(round_, inputs)[member.pk], "base")


def _snapshots(round_: Round, now: datetime) -> list[Snapshot]:
    """The snapshots of all members; scores first, for the ranks need them all."""
    members = list(round_.members.select_related("agency").order_by("agency_id"))
    inputs = _inputs(round_, members)
    results = _results(round_, inputs)
    placed = _ranks(round_, members, results)
    formula = formula_of(round_)
    return [
        _snapshot(
            round_,
            member,
            inputs[member.pk],
            results[member.pk],
            placed[member.pk],
            now,
            formula,
        )
        for member in members
    ]


def formula_of(round_: Round) -> str:
    """The arithmetic of a round: that of the field where something is seen at units."""
    return FIELD_FORMULA if asks_at_units(round_.methodology) else FORMULA


def _results(round_: Round, inputs: dict[int, Data | None]) -> dict[int, Data | None]:
    compute = FORMULAS[formula_of(round_)]
    return {pk: compute(data) if data else None for pk, data in inputs.items()}


def _inputs(round_: Round, members: list[RoundAgency]) -> dict[int, Data | None]:
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


def _ranks(
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


def _snapshot(
    round_: Round,
    member: RoundAgency,
    inputs: Data | None,
    result: Data | None,
    place: tuple[int, int] | None,
    now: datetime,
    formula: str,
) -> Snapshot:
    agency = member.agency
    data: Data = {
        "round": {
            "ref": str(round_.ref),
            "name": round_.name,
            "year": round_.year,
            "decree": round_.decree,
        },
        "fictional": round_.fictional,
        "agency": {
            "ref": str(agency.ref),
            "category": agency.category,
            "name_id": agency.name_id,
            "name_en": agency.name_en,
        },
        "version": 1,
        "formula": formula,
        "inputs": inputs,
        "result": result,
        "rank": list(place) if place else None,
    }
    return Snapshot(
        round=round_,
        agency=agency,
        version=1,
        year=round_.year,
        score=value_of(result),
        rank=place[0] if place else None,
        ranked=place[1] if place else None,
        data=data,
        sha256=sha256(data),
        formula=formula,
        published_at=now,
    )


def value_of(result: Data | None) -> Decimal | None:
    """The score in a result; None where there is none."""
    return _figure(result, "value")


def _ktk(result: Data | None) -> Decimal | None:
    ktk = result["ktk"] if result else None
    return None if ktk is None else Decimal(ktk["shown"])


def _figure(result: Data | None, name: str) -> Decimal | None:
    value = result[name] if result else None
    return None if value is None else Decimal(value)
