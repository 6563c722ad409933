"""``make proof``: run the proofs, print a row each; 1 if a ledger is not 0.

    python -m proofs [--short] [--seed N] [--markdown] [--list] [NAME ...]

A proof is a module of this package with NAME, REQUIREMENT, PROVES and
``run(make_rig, seed, *, short) -> Result``.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import random
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import proofs
from proofs import stage
from proofs.result import Result
from proofs.rig import Rig

if TYPE_CHECKING:
    from types import FrameType, ModuleType

HEAD = ("proof", "requirement", "seed", "counts", "ledgers", "verdict", "seconds")


@dataclass
class Row:
    """One line of the table."""

    module: ModuleType
    seed: int
    result: Result
    seconds: float
    trouble: str = ""

    @property
    def holds(self) -> bool:
        return not self.trouble and self.result.holds

    def cells(self) -> tuple[str, ...]:
        """As printed."""
        counts = ", ".join(f"{k} {_plain(v)}" for k, v in self.result.counts.items())
        checked = len(self.result.ledgers)
        wrong = ", ".join(f"{k} = {v}" for k, v in self.result.wrong.items())
        return (
            self.module.NAME,
            self.module.REQUIREMENT,
            str(self.seed),
            counts,
            wrong or f"{checked} of {checked} are 0",
            self.trouble or ("holds" if self.holds else "FAILS"),
            f"{self.seconds:.0f}",
        )


class Rigs:
    """Makes rigs on one prepared stage, and remembers what each left over."""

    def __init__(self) -> None:
        self.stage = stage.prepare()
        self.made: list[Rig] = []

    def __call__(self, name: str, **wanted: Any) -> Rig:
        rig = Rig(self.stage, name, **wanted)
        self.made.append(rig)
        return rig

    def left_over(self) -> int:
        """Processes and ports that outlived their rig; asked once a proof."""
        count = sum(rig.left_over for rig in self.made)
        self.made.clear()
        return count


def found() -> dict[str, ModuleType]:
    """Every proof by its name, in the order of the names."""
    modules = [
        importlib.import_module(f"proofs.{one.name}")
        for one in pkgutil.iter_modules(proofs.__path__)
        if one.name != "__main__"
    ]
    named = [module for module in modules if hasattr(module, "REQUIREMENT")]
    return {m.NAME: m for m in sorted(named, key=lambda m: m.__name__)}


def run(module: ModuleType, rigs: Rigs, seed: int, *, short: bool) -> Row:
    """One proof; an exception is a failure and not the end of the others."""
    began = time.monotonic()
    result, trouble = Result(), ""
    try:
        result = module.run(rigs, seed, short=short)
    except Exception as error:
        traceback.print_exc()
        trouble = f"FAILS: {type(error).__name__}"
    result.ledgers["L10 left over"] = rigs.left_over()
    return Row(module, seed, result, time.monotonic() - began, trouble)


def _usual(modules: dict[str, ModuleType]) -> list[str]:
    """All but those that run only when they are named."""
    return [n for n, m in modules.items() if not getattr(m, "ONLY_BY_NAME", False)]


def main(arguments: list[str]) -> int:
    """Run what was asked for."""
    signal.signal(signal.SIGTERM, _interrupt)
    asked = _parse(arguments)
    modules = found()
    if asked.list:
        for module in modules.values():
            print(f"{module.NAME:8} {module.REQUIREMENT:10} {module.PROVES}")
        return 0
    if strange := set(asked.names) - set(modules):
        print(
            f"No such proof: {', '.join(sorted(strange))}. There are: {', '.join(modules)}."
        )
        return 1
    chosen = [modules[name] for name in asked.names or _usual(modules)]
    began = time.monotonic()
    rigs = Rigs()
    print(
        f"Data prepared in {time.monotonic() - began:.0f} s; seed {asked.seed}.",
        flush=True,
    )
    rows = []
    _print_row(HEAD, markdown=asked.markdown)
    if asked.markdown:
        _print_row(["---"] * len(HEAD), markdown=True)
    for module in chosen:
        rows.append(run(module, rigs, asked.seed, short=asked.short))
        _print_row(rows[-1].cells(), markdown=asked.markdown)
    failed = sum(not row.holds for row in rows)
    took = time.monotonic() - began
    print(
        f"{len(rows) - failed} proofs hold, {failed} proofs fail"
        f" in {took:.0f} s (seed {asked.seed})."
    )
    return int(failed > 0)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make proof", description=__doc__)
    parser.add_argument("names", nargs="*", help="only these proofs")
    parser.add_argument("--short", action="store_true", help="small samples, for CI")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--markdown", action="store_true", help="the table for docs")
    parser.add_argument("--list", action="store_true", help="say what there is")
    return parser.parse_args(arguments)


def _print_row(cells: Any, *, markdown: bool) -> None:
    line = "| " + " | ".join(cells) + " |" if markdown else " · ".join(cells)
    print(line, flush=True)


def _plain(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
