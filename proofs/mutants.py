"""Each check of a right is taken away in turn; a cell of the matrix must turn red.

The checks are found by their shape (``proofs/mutation.py``), so one that is written
tomorrow is tried tomorrow. Cells that never run a check's line cannot judge it and are
not run; what the cells leave alive, the tests of the rules and of the use cases judge.
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

from ombudsman.launch import environment, places, surroundings
from proofs.parts import NotReady
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs

NAME, REQUIREMENT = "MUTANTS", "R1, R2"
#: It takes an hour in full, and some places still wait for a cell of their own.
ONLY_BY_NAME = True
PROVES = "every check of a right taken away in turn: a cell turns red for >= 95 of 100"
WALK = "test_every_role_gets_what_the_matrix_says"
CELLS = f"tests/authorisation/test_matrix.py::{WALK}"
RULES = ("tests/complaints/test_policies.py", "tests/compliance/test_policies.py")
#: Beside the walk: what a cell cannot show, because one address has many acts.
BESIDE = (
    "tests/accounts",
    "tests/complaints/services",
    "tests/complaints/views",
    "tests/complaints/test_vault.py",
    "tests/compliance/services",
    "tests/documents/test_downloads.py",
    "tests/ombudsman/operations",
)
SAMPLE = 12
SHARE = 0.95

#: Mutants that change nothing anybody could see, each with its reason.
SAME: dict[str, str] = {
    "mfa_view_recovery_codes open to strangers": (
        "the view that allauth brings asks for a sign-in of its own"
    ),
    "term is true: actor.user_id is not None": (
        "whoever is nobody has no role either, and no case is held by nobody's number"
    ),
}


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """All of them; ``short``: a sample of those that the cells reach."""
    told = tried([CELLS, *RULES, *(() if short else BESIDE)], seed, short=short)
    survivors = [(name, n) for name, n in told["survivors"] if not excused(name)]
    for name, reached in survivors:
        print(f"survives, {reached} tests reach it: {name}")
    for name in told["red before"]:
        print(f"red without any mutant: {name}")
    counted = told["mutants"] - (len(told["survivors"]) - len(survivors))
    share = (counted - len(survivors)) / counted if counted else 0.0
    by_cells = sum(WALK in killer for _, killer in told["by"])
    result = Result()
    result.counts |= {
        "mutants": told["mutants"],
        "killed": told["killed"],
        "by cells": by_cells,
        "the same by its meaning": told["mutants"] - counted,
        "share": share,
        "cells": told["cells"],
        "runs": told["runs"],
    }
    result.ledgers |= {
        "share below 95 of 100": int(share < SHARE),
        "red before": len(told["red before"]),
        "no mutants": int(not told["mutants"]),
    }
    return result


def excused(name: str) -> bool:
    """Whether the mutant is known to be no other program."""
    return any(part in name for part in SAME)


def tried(tests: list[str], seed: int, *, short: bool) -> dict[str, Any]:
    """What the plugin says after it has run these tests on a database of its own."""
    folder = places.VAR / "mutants"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    out = folder / "told.json"
    out.unlink(missing_ok=True)
    lacking = " and ".join(f"not {marker}" for marker in ("browser", "redis", "root"))
    command = [str(environment.PYTHON), "-m", "pytest", "-p", "proofs.inside.mutating"]
    command += ["-m", lacking, "-s", "-p", "no:cacheprovider", "-p", "no:logging"]
    with surroundings.database("mutants", surroundings.test(), folder) as around:
        env = {**around.env, "MUTANTS_OUT": str(out), "MUTANTS_SEED": str(seed)}
        env["MUTANTS_SAMPLE"] = str(SAMPLE if short else 0)
        with (folder / "log").open("wb") as log:
            subprocess.run(
                [*command, *tests],
                cwd=places.CHECKOUT,
                env={**os.environ, **env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
    if not out.exists():
        raise NotReady(f"The tests did not run: {folder / 'log'}")
    told: dict[str, Any] = json.loads(out.read_text())
    return told
