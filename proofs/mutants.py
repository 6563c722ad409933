"""Each check of a right is taken away in turn; a cell of the matrix must turn red.

The checks are found by their shape (``proofs/mutation.py``), so one that is written
tomorrow is tried tomorrow. Cells that never run a check's line cannot judge it and are
not run. The rules' own tests are asked before them, because they are quick, and about
what the cells leave alive, the tests of the use cases. "by cells" counts what the rules'
tests did not see and a cell did.
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
PROVES = "every check of a right taken away in turn: >= 95 of 100 turn a test red"
MATRIX = "tests/authorisation"
WALKS = (
    "test_every_role_gets_what_the_matrix_says",
    "test_whoever_showed_no_second_factor_lately_is_asked_for_it_where_it_counts",
)
CELLS = (
    f"{MATRIX}/test_leading.py",
    *(f"{MATRIX}/test_matrix.py::{walk}" for walk in WALKS),
)
RULES = tuple(
    f"tests/{app}/test_policies.py" for app in ("accounts", "complaints", "compliance")
)
#: Beside the cells: use cases called past the page that asks the same before them.
BESIDE = (
    "tests/accounts",
    "tests/complaints/services",
    "tests/complaints/test_vault.py",
    "tests/compliance/services",
    "tests/ombudsman/operations",
    "tests/complaints/views",
    "tests/documents/test_downloads.py",
)
SAMPLE = 12
# Until a whole run on the merged tree has shown the share, it is asked for by name.
ONLY_BY_NAME = True
SHARE = 0.95

#: What no test can see, each with its reason. These count neither way and are printed.
EXCUSED: dict[str, str] = {
    "_recovery_codes open to strangers": (
        "the view that allauth brings asks for a sign-in of its own"
    ),
    "_open_letters: every row": (
        "the row was found through visible_to a moment ago; this locks it"
    ),
    "people:invitation without step-up": (
        "its two use cases ask the same and lead to the same door"
    ),
    "handle: every row: Case.objects.visible_to(SYSTEM)": (
        "a command of the host, and the system sees every case"
    ),
    "open_round: every row": (
        "whoever may run rounds, which was just asked, sees them all"
    ),
}


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """All of them; ``short``: a sample of those that rules and cells alone must see."""
    told = tried([*CELLS, *RULES, *(() if short else BESIDE)], seed, short=short)
    for name, reached in told["survivors"]:
        print(f"survives, {reached} tests reach it: {name}")
    for name in told["red before"]:
        print(f"red without any mutant: {name}")
    for name in told["excused"]:
        print(f"excused: {name}: {why_excused(name)}")
    share = told["killed"] / told["mutants"] if told["mutants"] else 0.0
    by_cells = sum(killer.startswith(MATRIX) for _, killer in told["by"])
    result = Result()
    result.counts |= {
        "mutants": told["mutants"],
        "killed": told["killed"],
        "by cells": by_cells,
        "excused": len(told["excused"]),
        "share": share,
        "cells": told["cells"],
        "runs": told["runs"],
    }
    result.ledgers |= {
        "share below 95 of 100": int(share < SHARE),
        "red before": len(told["red before"]),
        "no mutants": int(not told["mutants"]),
        "excuses for nothing": sum(
            not any(part in name for name in told["excused"]) for part in EXCUSED
        ),
    }
    return result


def why_excused(name: str) -> str:
    """The reason, or nothing."""
    return next((why for part, why in EXCUSED.items() if part in name), "")


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
