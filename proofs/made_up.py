"""Closed reports that never were, spread as real ones are: much here, hardly any there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.closing_figures import Closed
from complaints.domain.outcomes import OUTCOMES
from proofs.differencing import Line, World

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from complaints.domain.closing_figures import Figure

PROVINCES, REGENCIES, SUBSTANCES = 38, 13, 34


def world(provinces: int = PROVINCES, regencies: int = REGENCIES) -> World:
    """A country with its register of regions."""
    codes = [f"{n:02}" for n in range(11, 11 + provinces)]
    return World(
        {code: [f"{code}.{n:02}" for n in range(regencies + 1)] for code in codes},
        [f"bidang{n}" for n in range(SUBSTANCES)],
        [str(one) for one in OUTCOMES],
    )


def closed(chance: random.Random, where: World, count: int) -> list[Closed]:
    """So many reports of one year. Some provinces have a handful, some one in a quarter."""
    places = [code for codes in where.regencies.values() for code in codes]
    weight = {code: chance.paretovariate(0.7) for code in where.regencies}
    weights = [weight[code[:2]] * chance.paretovariate(0.9) for code in places]
    subjects = [chance.paretovariate(0.8) for _ in where.substances]
    ends = [chance.uniform(0.2, 1) for _ in OUTCOMES]
    return [
        Closed(chance.randint(1, 4), place[:2], place, substance, outcome)
        for place, substance, outcome in zip(
            chance.choices(places, weights, k=count),
            chance.choices(where.substances, subjects, k=count),
            chance.choices(OUTCOMES, ends, k=count),
            strict=True,
        )
    ]


def lines(figures: Iterable[Figure]) -> list[Line]:
    """Figures as everybody reads them."""
    return [
        Line(
            str(one.quarter or ""),
            str(one.level),
            one.area,
            str(one.by),
            one.code,
            one.n,
        )
        for one in figures
    ]


def people(rows: Sequence[Closed]) -> list[tuple[str, str, str]]:
    """What an acquaintance knows of each."""
    return [(row.regency, str(row.quarter), row.substance) for row in rows]
