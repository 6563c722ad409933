"""A result from inputs that are all data, so that it can be computed again.

What a snapshot keeps under ``inputs`` is exactly what went in here; what came out
is kept under ``result``. Years later the same inputs give the same result.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.domain import scoring
from compliance.domain.execution import weigh
from compliance.domain.places import Absent
from compliance.domain.scales import round_once
from compliance.services.facts import actions_of
from compliance.services.field_method import measured_of
from compliance.services.method import methodology_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.domain.execution import ActionFact, Ktk
    from compliance.domain.places import Figure
    from compliance.domain.scales import Band
    from compliance.domain.scoring import Score
    from compliance.models import Snapshot
    from compliance.selectors.methods import Data


class UnknownFormulaError(Exception):
    """A snapshot of an arithmetic that this version of the portal does not know."""


def canonical(data: Data) -> bytes:
    """The one spelling of these data: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def sha256(data: Data) -> str:
    """The hash of the canonical spelling, hex."""
    return hashlib.sha256(canonical(data)).hexdigest()


def compute(inputs: Data) -> Data:
    """The result of one agency from its inputs, every figure a string or None."""
    cutoff = date.fromisoformat(inputs["cutoff"])
    actions = actions_of(inputs["record"])
    score = scoring.score(
        {
            code: None if value is None else Decimal(value)
            for code, value in inputs["answers"].items()
        },
        methodology_of(inputs["methodology"]),
        scoring.ExecutionRecord(actions, cutoff),
    )
    return _told(score, actions, cutoff)


def compute_from_the_field(inputs: Data) -> Data:
    """The result of one agency from what was seen at its units.

    Beside what :func:`compute` tells: the score of each unit before any deduction, and
    the figure of each indicator ("absent" where it did not apply).
    """
    cutoff = date.fromisoformat(inputs["cutoff"])
    actions = actions_of(inputs["record"])
    seen = measured_of(inputs)
    score = scoring.score_from_the_field(
        seen,
        methodology_of(inputs["methodology"]),
        scoring.ExecutionRecord(actions, cutoff),
    )
    return _told(score, actions, cutoff) | {
        "units": [[ref, _rounded(value)] for ref, value in seen.units],
        "indicators": {code: _rounded(value) for code, value in seen.leaves.items()},
    }


def _told(score: Score, actions: tuple[ActionFact, ...], cutoff: date) -> Data:
    return {
        "value": _text(score.value),
        "base": _text(score.base),
        "band": _band(score.band),
        "ktk": _ktk(score.ktk),
        "parts": [
            {
                "code": part.code,
                "value": _text(part.value),
                "weight": str(part.weight),
                "adds": _text(part.adds),
            }
            for part in score.parts
        ],
        "actions": [
            {
                "ref": weighed.ref,
                "place": weighed.place.value,
                "status": weighed.status.value,
                "s": str(weighed.s),
                "t": str(weighed.t),
            }
            for weighed in weigh(actions, cutoff)
        ],
        "without_maladministration": score.without_maladministration,
    }


#: One arithmetic for each name that a snapshot may carry.
FORMULAS: dict[str, Callable[[Data], Data]] = {
    scoring.FORMULA: compute,
    scoring.FIELD_FORMULA: compute_from_the_field,
}


def recompute(snapshot: Snapshot) -> Data:
    """The result of a snapshot's inputs, computed now; equals what it holds.

    Raises UnknownFormulaError where its arithmetic is not known here.
    """
    try:
        formula = FORMULAS[snapshot.formula]
    except KeyError:
        raise UnknownFormulaError(snapshot.formula) from None
    return formula(snapshot.data["inputs"])


def is_intact(snapshot: Snapshot) -> bool:
    """Whether its hash fits its data and its inputs still give its result.

    One that was not assessed has no inputs: there is its hash to prove, and no result.
    """
    if sha256(snapshot.data) != snapshot.sha256:
        return False
    kept: Data | None = snapshot.data["result"]
    if snapshot.data["inputs"] is None:
        return kept is None
    return recompute(snapshot) == kept


def _band(band: Band | None) -> Data | None:
    if band is None:
        return None
    return {
        "zone": band.zone.value,
        "grade": band.grade,
        "opinion_id": band.opinion_id,
        "opinion_en": band.opinion_en,
    }


def _ktk(ktk: Ktk | None) -> Data | None:
    if ktk is None:
        return None
    return {"shown": str(ktk.shown), "total": str(ktk.total), "n": ktk.n}


def _rounded(value: Figure) -> str | None:
    if value is None:
        return None
    return "absent" if isinstance(value, Absent) else str(round_once(value))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
