"""Each check of a right is taken away in turn; a cell of the matrix must turn red.

The checks are found by their shape (``proofs/mutation.py``), so one that is written
tomorrow is tried tomorrow. Cells that never run a check's line cannot judge it and are
not run. The rules' own tests are asked before them, because they are quick, and about
what the cells leave alive, the tests of the use cases. "by cells" counts what the rules'
tests did not see and a cell did.

``MUTANTS_ONLY``, the path of a file with a name a line, tries these mutants again, say
those that lived: ``make test ARGS="-p proofs.inside.mutating -s TESTS"`` beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

from ombudsman.launch import environment, places, surroundings
from proofs.parts import NotReady
from proofs.result import Result

if TYPE_CHECKING:
    from pathlib import Path

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
    "tests/complaints/api",
    "tests/complaints/services",
    "tests/complaints/test_vault.py",
    "tests/compliance/services",
    "tests/compliance/views",
    "tests/ombudsman/operations",
    "tests/complaints/views",
    "tests/documents/test_downloads.py",
)
SAMPLE = 12
#: Processes that share a whole run.
PARTS = 2
# A whole run takes two processors for three quarters of an hour: asked for by name.
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
    "mine:leave without step-up": "its use case asks the same and leads to the same door",
    "reporter_contact without step-up": (
        "its use case asks the same and leads to the same door"
    ),
    "reporter_password without step-up": (
        "its use case asks the same and leads to the same door"
    ),
    "_copy: guard dropped: if copy is None": (
        "the database keeps none released without its copy"
    ),
    "invite_person: everybody may: may_invite": (
        "the page is for administrators and heads only, and both may invite a liaison"
    ),
    "show: every row: Case.objects.visible_to(addressee_of(": (
        "the link lives only while its case is released to that agency"
    ),
    "_seen: guard dropped: if not reads_cases": (
        "what is asked next is empty for whoever reads no cases, and the answer the same"
    ),
    "_seen: everybody may: reads_cases": (
        "what is asked next is empty for whoever reads no cases, and the answer the same"
    ),
    "one: every row: Case.objects.visible_to(request.actor)": (
        "the row was found through visible_to a moment ago"
    ),
    "publish: guard dropped: if code == NEW": (
        "no draft has this code, so what follows ends in the same answer"
    ),
    "_do: requirement dropped: require(policies.can_run_rounds(request.actor)": "its use case asks the same",
    "_do: everybody may: policies.can_run_rounds": "its use case asks the same",
    " plan: requirement dropped: require(policies.can_run_rounds(request.actor)": "its use case asks the same",
    " plan: everybody may: policies.can_run_rounds": "its use case asks the same",
    " products: requirement dropped: require(policies.can_run_rounds(request.actor)": "its use case asks the same",
    " products: everybody may: policies.can_run_rounds": "its use case asks the same",
    " judge: requirement dropped: require(policies.can_run_rounds(request.actor)": "its use case asks the same",
    " judge: everybody may: policies.can_run_rounds": "its use case asks the same",
    "mine: every row: Visit": "the rows are narrowed to his own beside it",
    "sheet_page: every row: Visit": "the rows are narrowed to his own beside it",
    "own_visit: every row: Visit": "the rows are narrowed to his own beside it",
    " heard: every row:": "the rows are those of an agency for which he speaks",
    "begin: requirement dropped: require_head": (
        "the file was found among those of offices that he heads"
    ),
    "merge: requirement dropped: require(actor, kept": (
        "both cases are of one office, and the step before asked for its head"
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
    told = tried([*CELLS, *RULES], seed, short=short)
    if not short:
        told = _with_beside(told, seed)
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


def _with_beside(told: dict[str, Any], seed: int) -> dict[str, Any]:
    """What the cells left alive, before the tests of the use cases."""
    left = _folder() / "left.txt"
    left.write_text("".join(f"{name}\n" for name, _ in told["survivors"]))
    return together([told, tried([*BESIDE], seed, short=False, only=left)])


def why_excused(name: str) -> str:
    """The reason, or nothing."""
    return next((why for part, why in EXCUSED.items() if part in name), "")


def tried(
    tests: list[str], seed: int, *, short: bool, only: Path | None = None
) -> dict[str, Any]:
    """What the plugin says after it has run these tests, each part on its own database.

    The mutants are shared out between the processes; with ``only``, the path of a file of
    names, every process tries them all and the modules of tests are shared out.
    """
    folder = _folder()
    lacking = " and ".join(f"not {marker}" for marker in ("browser", "redis", "root"))
    command = [str(environment.PYTHON), "-m", "pytest", "-p", "proofs.inside.mutating"]
    command += ["-m", lacking, "-s", "-p", "no:cacheprovider", "-p", "no:logging"]
    command += tests
    parts = 1 if short else PARTS
    shared = "MUTANTS_MODULES" if only else "MUTANTS_PART"
    with surroundings.database("mutants", surroundings.test(), folder) as around:
        env = {**os.environ, **around.env, "MUTANTS_SEED": str(seed)}
        env["MUTANTS_SAMPLE"] = str(SAMPLE if short else 0)
        if only:
            board = folder / "board.tsv"
            board.unlink(missing_ok=True)
            env |= {"MUTANTS_ONLY": str(only), "MUTANTS_BOARD": str(board)}
        running = [
            _begun(command, part, {**env, shared: f"{part}/{parts}"})
            for part in range(parts)
        ]
        for process in running:
            process.wait()
    outs = [_out(part) for part in range(parts)]
    if not all(out.exists() for out in outs):
        raise NotReady(f"The tests did not run: {folder}/*.log")
    return together([json.loads(out.read_text()) for out in outs])


def _folder() -> Path:
    folder = places.VAR / "mutants"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _out(part: int) -> Path:
    return _folder() / f"told-{part}.json"


def _begun(
    command: list[str], part: int, env: dict[str, str]
) -> subprocess.Popen[bytes]:
    out = _out(part)
    out.unlink(missing_ok=True)
    mine = {"MUTANTS_OUT": str(out), "TEST_DB_NAME": f"test_mutants_{part}"}
    with out.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=places.CHECKOUT,
            env={**env, **mine},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def together(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The parts as one: a mutant is killed that any of them has killed."""
    killers: dict[str, str] = {}
    reached: Counter[str] = Counter()
    for part in parts:
        for name, killer in part["by"]:
            killers[name] = killers.get(name) or killer
        reached.update(dict(part["survivors"]))
    return {
        **parts[0],
        "mutants": len(killers),
        "killed": sum(map(bool, killers.values())),
        "by": [[name, killer] for name, killer in killers.items()],
        "survivors": [[name, reached[name]] for name, k in killers.items() if not k],
        "red before": sorted({one for part in parts for one in part["red before"]}),
        "runs": sum(part["runs"] for part in parts),
    }
