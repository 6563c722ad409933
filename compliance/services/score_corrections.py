"""A published score is never changed: a correction is a further version with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from compliance import notifications
from compliance.domain.answering import AnswerKind, UnusableAnswerError, figure
from compliance.domain.places import Seen
from compliance.domain.ranking import ranks
from compliance.domain.sheet import needed, places_of
from compliance.models import Snapshot
from compliance.models.rounds import RoundState
from compliance.selectors.units import seen_of
from compliance.services.computing import FORMULAS, sha256
from compliance.services.errors import (
    NothingChanged,
    NotPublished,
    StaleRound,
    UnusableAnswers,
)
from compliance.services.field_inputs import data_of
from compliance.services.field_method import questions_of
from compliance.services.results import value_of
from compliance.services.rounds import locked_round
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.domain.answering import Question, Told
    from compliance.selectors.methods import Data
    from journal.record import JSON


@transaction.atomic
def correct(
    *,
    round_ref: UUID,
    agency_ref: UUID,
    answers: Mapping[str, Decimal | None],
    reason: str,
    version: int,
    actor: Actor,
    now: datetime,
) -> Snapshot:
    """Publish a further version of one agency's score, computed from other answers.

    Corrective actions, method and formula stay those of the version before. Whoever
    changes his rank by it gets a further version too. ``version`` is the snapshot's, as
    the page showed it; ``reason`` is public. Raises NotAllowed, NotPublished, StaleRound,
    UnusableAnswers, NothingChanged, Round.DoesNotExist, Snapshot.DoesNotExist.
    """
    old = _current(round_ref, agency_ref, version, actor)
    return _publish(old, _inputs(old, answers), reason, actor, now)


@transaction.atomic
def correct_seen(
    *,
    round_ref: UUID,
    agency_ref: UUID,
    unit_ref: UUID,
    code: str,
    told: Sequence[Told],
    absent: bool,
    reason: str,
    version: int,
    actor: Actor,
    now: datetime,
) -> Snapshot:
    """The same where something was seen at units: one indicator of one unit is corrected.

    ``told`` are all its answers anew. Raises what :func:`correct` raises.
    """
    old = _current(round_ref, agency_ref, version, actor)
    inputs: Data = old.data["inputs"]
    units = [dict(unit) for unit in inputs.get("units", ())]
    unit = next((one for one in units if one["ref"] == str(unit_ref)), None)
    if unit is None or code not in unit["seen"]:
        raise UnusableAnswers
    question = dict(questions_of(inputs["methodology"]["nodes"])).get(code)
    seen = Seen(absent=True) if absent else Seen(tuple(told))
    if question is None or not _fits(question, seen, unit):
        raise UnusableAnswers
    if seen_of(unit["seen"][code]) == seen:
        raise NothingChanged
    once = (
        question.kind is AnswerKind.FIGURE
    )  # typed for the agency, at each unit alike
    for one in units:
        if once or one is unit:
            one["seen"] = {**one["seen"], code: data_of(seen)}
    return _publish(old, {**inputs, "units": units}, reason, actor, now)


def _fits(question: Question, seen: Seen, unit: Data) -> bool:
    """Whether the indicator takes these answers, as many as are needed there."""
    if seen.absent:
        return question.may_be_absent
    most = len(places_of(question, unit["products"]))
    if not needed(question, unit["products"]) <= len(seen.told) <= max(most, 1):
        return False
    try:
        return bool([figure(question, one) for one in seen.told])
    except UnusableAnswerError:
        return False


def _current(round_ref: UUID, agency_ref: UUID, version: int, actor: Actor) -> Snapshot:
    """The published version that is corrected, its round locked."""
    round_ = locked_round(round_ref, actor)
    if round_.state != RoundState.PUBLISHED:
        raise NotPublished
    rows = Snapshot.objects.current().filter(round=round_).select_related("round")
    old = rows.get(agency__ref=agency_ref, score__isnull=False)
    if old.version != version:
        raise StaleRound
    return old


def _publish(
    old: Snapshot, inputs: Data, reason: str, actor: Actor, now: datetime
) -> Snapshot:
    """The further version, and those of whom it moves in the ranks."""
    before = list(Snapshot.objects.current().filter(round=old.round_id))
    result = FORMULAS[old.formula](inputs)
    if value_of(result) is None:
        raise UnusableAnswers  # nobody could take such a correction back
    said: Data = {"reason": reason, "was": str(old.score), "was_rank": old.rank}
    placed = _ranks(old, before, value_of(result))
    new = _next(old, placed.get(old.pk), said, now, inputs=inputs, result=result)
    moved = [
        _next(other, placed[other.pk], _because(old, other), now)
        for other in before
        if other.pk in placed and other.pk != old.pk and placed[other.pk] != other.rank
    ]
    Snapshot.objects.bulk_create([new, *moved])
    data: dict[str, JSON] = {
        "agency": old.agency_id,
        "version": new.version,
        "sha256": new.sha256,
        "ranks_moved": len(moved),
    }
    subject = old.round
    record(
        notifications.SCORE_CORRECTED, actor=actor, subject=subject, data=data, now=now
    )
    return new


def _inputs(old: Snapshot, answers: Mapping[str, Decimal | None]) -> Data:
    """The inputs with the corrected answers. Raises UnusableAnswers, NothingChanged."""
    inputs: Data = old.data["inputs"]
    known = inputs.get("answers", {})
    if answers.keys() - known.keys() or None in answers.values():
        raise UnusableAnswers
    if any(value is not None and not 0 <= value <= 100 for value in answers.values()):
        raise UnusableAnswers
    kept = {code: value for code, value in known.items() if code not in answers}
    changed = {
        code: known[code] if _same(known[code], value) else str(value)
        for code, value in answers.items()
    }
    if {**kept, **changed} == known:
        raise NothingChanged
    return {**inputs, "answers": {**kept, **changed}}


def _same(text: str, value: Decimal | None) -> bool:
    """95.5700 is 95.57: a figure that was only written otherwise did not change."""
    return value is not None and type(value)(text) == value


def _ranks(
    old: Snapshot, current: list[Snapshot], score: Decimal | None
) -> dict[int, int]:
    """The ranks of the category with the corrected score, by the snapshot before."""
    if old.rank is None:
        return {}
    category = old.data["agency"]["category"]
    scores = {
        one.pk: score if one.pk == old.pk else one.score
        for one in current
        if one.data["agency"]["category"] == category
    }
    return ranks(scores, len(scores)) or {}


def _because(old: Snapshot, other: Snapshot) -> Data:
    """Why somebody's rank moved who was not corrected himself."""
    agency = old.data["agency"]
    names = {name: agency[name] for name in ("ref", "name_id", "name_en")}
    return {"of": names, "was": str(other.score), "was_rank": other.rank}


def _next(
    old: Snapshot, rank: int | None, said: Data, now: datetime, **changed: Data
) -> Snapshot:
    place = [rank, old.ranked] if rank else None
    data: Data = {
        **old.data,
        **changed,
        "version": old.version + 1,
        "rank": place,
        "correction": said,
    }
    return Snapshot(
        round_id=old.round_id,
        agency_id=old.agency_id,
        version=old.version + 1,
        year=old.year,
        score=value_of(data["result"]),
        rank=rank,
        ranked=old.ranked if rank else None,
        data=data,
        sha256=sha256(data),
        formula=old.formula,
        published_at=now,
    )
