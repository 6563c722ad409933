"""R76: who has every figure of closed reports, in every version, finds nobody in them.

50 000 made-up reports of five years in 38 provinces. Each year is told by the portal's
own rule; after some, single reports come back or are put right, and the figures are told
anew where the portal would. The attacker (``differencing``) shares nothing with the rule;
where the rule is switched off he must find people, or this proof shows nothing.
"""

from __future__ import annotations

import random
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from complaints.domain.closing_figures import told
from complaints.domain.outcomes import OUTCOMES
from compliance.domain.open_data import corrects
from proofs import made_up
from proofs.differencing import FAMILIES, attack, between, linked
from proofs.result import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.domain.closing_figures import Closed, Figure
    from proofs.__main__ import Rigs
    from proofs.differencing import Line, World

NAME, REQUIREMENT = "R76", "R76"
PROVES = "from all figures of 50 000 closed reports, in all versions, nobody is found"
YEARS, CORRECTIONS = 5, 40


def run(_make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Every year for itself: nobody is closed in two at once."""
    chance = random.Random(seed)
    world = made_up.world(12, 8) if short else made_up.world()
    result = Result()
    for _ in range(YEARS):
        rows = made_up.closed(chance, world, 400 if short else 10_000)
        one_year(result, chance, world, rows)
    return result


def one_year(
    result: Result, chance: random.Random, world: World, rows: list[Closed]
) -> None:
    """Told, told anew, attacked; and attacked without protection."""
    versions, tried = told_again(chance, world, rows)
    found = against(versions[-1], world, rows)
    found["of two versions"] = sum(
        between(a, b) for i, a in enumerate(versions) for b in versions[i + 1 :]
    )
    bare = made_up.lines(told(rows, least=1))
    seen = attack(bare, world, FAMILIES[2]).disclosures
    result.add(
        Result(
            {
                "reports": len(rows),
                "figures": len(versions[-1]),
                "corrections tried": tried,
                "versions": len(versions),
                "disclosures without protection": seen,
            },
            {**found, "blind attackers": int(seen == 0)},
        )
    )


def against(lines: list[Line], world: World, rows: Sequence[Closed]) -> dict[str, int]:
    """What each attack finds; every number must be 0."""
    found, bounds = {}, {}
    for axes in FAMILIES:
        seen = attack(lines, world, axes)
        found[f"by {' and '.join(axes)}"] = seen.disclosures
        bounds[axes] = seen.bounds
    ends = bounds["regency", "time", "outcome"]
    found["by linking"] = linked(made_up.people(rows), lines, world, ends)
    return found


def told_again(
    chance: random.Random, world: World, rows: list[Closed]
) -> tuple[list[list[Line]], int]:
    """Every version of a year, and how many corrections were tried; most may not be."""
    versions, tried = [told(rows)], 0
    for _ in range(CORRECTIONS):
        tried += 1
        moved = put_right(chance, world, rows)
        anew = told(moved)
        if corrects(map(plain, versions), plain(anew)) and anew != versions[-1]:
            rows[:] = moved
            versions.append(anew)
    return [made_up.lines(version) for version in versions], tried


def put_right(
    chance: random.Random, world: World, rows: Sequence[Closed]
) -> list[Closed]:
    """One to thirty reports turn out otherwise, come back, or were forgotten."""
    moved, many = list(rows), chance.choice((1, 2, 6, 30))
    at = chance.randrange(len(moved) - many)
    match chance.randrange(3):
        case 0:
            del moved[at : at + many]
        case 1:
            moved += made_up.closed(chance, world, many)
        case _:
            outcome = chance.choice(OUTCOMES)
            like = moved[at]
            moved += [replace(like, outcome=outcome)] * many
    return moved


def plain(figures: Sequence[Figure]) -> list[dict[str, str]]:
    """As the lines of a file."""
    return [
        {
            "year": "",
            **{k: str(v) for k, v in asdict(one).items()},
            "quarter": str(one.quarter or ""),
        }
        for one in figures
    ]
