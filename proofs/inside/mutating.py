"""A plugin of pytest: the tests stay, the code under them changes from mutant to mutant.

The world of the matrix is built once. A mutant is put in by giving a running function
the code of its mutant, the cells that ran the changed line are run until one is red,
and the old code is put back. Nothing on the disk is touched. See ``proofs/mutants.py``.
"""

from __future__ import annotations

import gc
import inspect
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from ombudsman.launch import places
from proofs import mutation
from proofs.mutants import why_excused

#: Of the tests of a module that reach a line, so many judge it, drawn by the seed.
MOST = 60
#: Second fences behind a page, what a form offers, a set-up begun twice, and a passkey of
#: one's own, of which the world has none: tests of their own see those, and no cell.
BEHIND = (
    "/services/",
    "/management/",
    "ombudsman/operations/replaying.py",
    "accounts/reporter_session.py",
    "accounts/selectors.py",
    "accounts/views/places.py",
    "accounts/views/doors.py",
    "accounts/views/passkeys.py",
)
#: A test of a use case that is refused, or finds nothing, says so in one of these words;
#: only such a one can notice that a check is gone.
REFUSING_WORDS = re.compile(r"\braises\(|\b40[349]\b|refus|\bnot in |== \[\]")
#: Tests that walk through many use cases, and are worth asking before the others.
OF_MANY = frozenset(
    {
        "test_every_act_asks",
        "test_every_act_reads_the_words",
        "test_no_list_tells_of_it",
        "test_no_page_tells_of_it",
        "test_no_party",
        "test_only_what_he_may_know",
        "test_refused_as_it_stands",
        "test_refused_by_itself",
        "test_refused_looks",
    }
)
Span = tuple[str, int, int]


@dataclass
class Trial:
    """One mutant: how it is put in, which items reach it, what became of it."""

    name: str
    put_in: Any  # () -> a context in which the mutant lives
    spans: list[Span] = field(default_factory=list)
    route: tuple[str, str] | None = None  # where a route alone is changed
    everywhere: bool = False
    reached: int = 0
    killed: str = ""


class Tracer:
    """Which lines of the files that have mutants an item runs."""

    def __init__(self, files: set[str]) -> None:
        self.files = files
        self.lines: set[tuple[str, int]] = set()

    def __call__(self, frame: FrameType, event: str, arg: object) -> Any:
        return self._line if frame.f_code.co_filename in self.files else None

    def _line(self, frame: FrameType, event: str, arg: object) -> Any:
        if event == "line":
            self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


class Bench:
    """All trials over all items, one module of tests after the other."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session
        self.modules: dict[Any, list[pytest.Item]] = {}
        for item in session.items:
            if _kind(item) or (_says_no(item) and not _empties(item)):
                self.modules.setdefault(_module(item), []).append(item)
        # The rules' own tests are quickest, then the matrix judges, then what was written
        # of many use cases at once, then the rest.
        turns = ("rules", "cells", "many", "")
        ordered = sorted(
            self.modules.items(), key=lambda pair: turns.index(_kind(pair[1][0]))
        )
        part, parts = _share("MUTANTS_MODULES")
        self.modules = dict(ordered[part::parts])
        every = list(trials())
        self.excused = [trial.name for trial in every if why_excused(trial.name)]
        self.trials = [trial for trial in every if not why_excused(trial.name)]
        if only := os.environ.get("MUTANTS_ONLY"):
            named = set(Path(only).read_text().splitlines())
            self.trials = [trial for trial in self.trials if trial.name in named]
        part, parts = _share("MUTANTS_PART")
        self.trials = self.trials[part::parts]
        told = os.environ.get("MUTANTS_BOARD")
        self.board = Path(told) if told else None
        self.red: list[str] = []
        self.ran = 0
        self.chance = random.Random(int(os.environ.get("MUTANTS_SEED", "0")))
        self.most = MOST
        if sample := int(os.environ.get("MUTANTS_SAMPLE", "0")):
            self.most = len(session.items)
            front = [t for t in self.trials if not any(b in t.name for b in BEHIND)]
            self.trials = self.chance.sample(front, sample)

    def run(self) -> None:
        """Watch the items of a module once, then let its mutants live one by one."""
        from tests.authorisation import matrix

        matrix.REMEMBERED = False  # each mutant is asked anew
        for items in self.modules.values():
            self._told_by_others()
            left = [trial for trial in self.trials if not trial.killed]
            if not left:
                break
            files = {path for trial in left for path, _, _ in trial.spans}
            ran = {item: self._watched(item, files) for item in items}
            if len(self.red) == len(items) == len(ran):
                pytest.exit("Every test of the first module is red without any mutant.")
            for trial in left:
                reaching = [i for i in items if reaches(trial, i, ran[i])]
                if not reaching:
                    continue
                trial.reached += len(reaching)
                reaching = self.chance.sample(reaching, min(self.most, len(reaching)))
                with trial.put_in():
                    trial.killed = self._killer(reaching)
                if trial.killed and self.board:
                    with self.board.open("a") as board:
                        board.write(f"{trial.killed}\t{trial.name}\n")
                print(f"{trial.killed or '-'} <- {trial.name}", flush=True)
            self._put_away(items)

    def _told_by_others(self) -> None:
        """What another process has turned red is not tried here again."""
        if not self.board or not self.board.exists():
            return
        lines = self.board.read_text().splitlines()
        killers = {
            name: killer for killer, _, name in (x.partition("\t") for x in lines)
        }
        for trial in self.trials:
            trial.killed = trial.killed or killers.get(trial.name, "")

    def _watched(self, item: pytest.Item, files: set[str]) -> set[tuple[str, int]]:
        tracer = Tracer(files)
        sys.settrace(tracer)
        try:
            failed = self._fails(item)
        finally:
            sys.settrace(None)
        if failed:
            self.red.append(item.nodeid)
        return tracer.lines

    def _put_away(self, items: list[pytest.Item]) -> None:
        """End what a module shared; the database too where a test has emptied it."""
        stays = None if any(map(_empties, items)) else self.session
        self.session._setupstate.teardown_exact(stays)  # type: ignore[arg-type]  # noqa: SLF001 - pytest has no other word for it

    def _killer(self, reaching: list[pytest.Item]) -> str:
        for item in reaching:
            if item.nodeid not in self.red and self._fails(item):
                return item.nodeid
        return ""

    def _fails(self, item: pytest.Item) -> bool:
        """Run it; what its module shares (the world) stays for the next one."""
        self.ran += 1
        reports = runtestprotocol(item, log=False, nextitem=_module(item))
        return any(report.failed for report in reports)

    def told(self) -> dict[str, Any]:
        """The whole of it, for the proof."""
        from tests.authorisation import matrix

        left = [trial for trial in self.trials if not trial.killed]
        return {
            "mutants": len(self.trials),
            "killed": len(self.trials) - len(left),
            "by": [[trial.name, trial.killed] for trial in self.trials],
            "survivors": [[trial.name, trial.reached] for trial in left],
            "excused": self.excused,
            "red before": self.red,
            "cells": sum(1 for _ in matrix.cells()),
            "runs": self.ran,
        }


def reaches(trial: Trial, item: pytest.Item, ran: set[tuple[str, int]]) -> bool:
    """Whether the item can notice the mutant at all."""
    row = _row(item)
    if trial.everywhere or (trial.route and row is not None and row.key == trial.route):
        return row is not None
    return any(
        (path, line) in ran
        for path, first, last in trial.spans
        for line in range(first, last + 1)
    )


def _share(name: str) -> tuple[int, int]:
    """Which part of how many this process takes."""
    part, parts = map(int, os.environ.get(name, "0/1").split("/"))
    return part, parts


def _says_no(item: pytest.Item) -> bool:
    test = getattr(item, "function", None)
    return test is not None and bool(REFUSING_WORDS.search(inspect.getsource(test)))


def _module(item: pytest.Item) -> Any:
    """Its module, which pytest takes for the next item: what is above it stays."""
    return item.getparent(pytest.Module)


def _empties(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db")
    return marked is not None and bool(marked.kwargs.get("transaction"))


def _kind(item: pytest.Item) -> str:
    if item.path.name == "test_policies.py":
        return "rules"
    if item.path.stem in OF_MANY:
        return "many"
    return "cells" if "authorisation" in item.path.parts else ""


def _row(item: pytest.Item) -> Any:
    """The row of the matrix that an item walks, if it is one."""
    from tests.authorisation.matrix import Row

    call = getattr(item, "callspec", None)
    row = call.params.get("row") if call is not None else None
    return row if isinstance(row, Row) else None


# --- mutants of this process ---------------------------------------------------------
def trials() -> Iterator[Trial]:
    """Checks in functions, then doors of routes, then the gates of the middleware."""
    for path, text in mutation.sources(places.CHECKOUT):
        for mutant in mutation.of_module(path, text):
            whole = str(places.CHECKOUT / path)
            span = (whole, mutant.first, mutant.last)
            yield Trial(str(mutant), lambda m=mutant: replaced(m), [span])
    yield from doors()
    yield from gates()


@contextmanager
def replaced(mutant: mutation.Mutant) -> Iterator[None]:
    """Every living function around the check has the code of the mutant."""
    path = places.CHECKOUT / mutant.path
    tree = mutation.mutated(mutant, path.read_text(encoding="utf-8"))
    whole = compile(tree, str(path), "exec", dont_inherit=True)
    codes = {_place(code): code for code in _codes(whole) if _has(code, mutant.first)}
    changed = []
    gc.unfreeze()  # what tests/conftest.py hides from the collector is not listed
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename == str(path):
            code = codes.get(_place(one.__code__))
            if code is not None:
                changed.append((one, one.__code__))
                one.__code__ = code
    try:
        yield
    finally:
        for one, code in changed:
            one.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _has(code: CodeType, line: int) -> bool:
    inside = [*_codes(code), code]
    return any(at == line for one in inside for _, _, at in one.co_lines())


def doors() -> Iterator[Trial]:
    """Each route that asks for a sign-in, open to strangers; each step-up left out."""
    from tests.authorisation.routes import all_routes

    for key, view in sorted(all_routes().items()):
        if getattr(view, "login_required", True):
            yield Trial(
                f"{key[0]} open to strangers", lambda v=view: opened(v), [], key
            )
        for link in _wrapped(view):
            if link.__code__.co_qualname == "stepped_up.<locals>.guarded":
                yield Trial(
                    f"{key[0]} without step-up", lambda f=link: bare(f), [], key
                )


@contextmanager
def opened(view: Any) -> Iterator[None]:
    """As if it were marked ``login_not_required``."""
    view.login_required = False
    try:
        yield
    finally:
        del view.login_required


def bare(guarded: FunctionType) -> AbstractContextManager[None]:
    """The guard of this one view answers as it does for whoever stepped up."""
    path = "accounts/stepup.py"
    text = (places.CHECKOUT / path).read_text(encoding="utf-8")
    mutant = next(
        one for one in mutation.of_module(path, text) if one.kind == "stepped up"
    )
    tree = mutation.mutated(mutant, text)
    whole = compile(tree, guarded.__code__.co_filename, "exec", dont_inherit=True)
    place = _place(guarded.__code__)
    code = next(one for one in _codes(whole) if _place(one) == place)

    @contextmanager
    def only_here() -> Iterator[None]:
        before, guarded.__code__ = guarded.__code__, code
        try:
            yield
        finally:
            guarded.__code__ = before

    return only_here()


def _wrapped(view: Any) -> Iterator[FunctionType]:
    while view is not None:
        if isinstance(view, FunctionType):
            yield view
        view = getattr(view, "__wrapped__", None)


def gates() -> Iterator[Trial]:
    """The two middlewares that stand before every view."""
    from django.conf import settings
    from django.test import override_settings

    for name in settings.MIDDLEWARE:
        if name.endswith(("LoginRequiredMiddleware", "SecondFactorGate")):
            rest = [other for other in settings.MIDDLEWARE if other != name]
            yield Trial(
                f"without {name}",
                lambda rest=rest: override_settings(MIDDLEWARE=rest),
                everywhere=True,
            )


# --- pytest ----------------------------------------------------------------------------
@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """In place of pytest's own loop."""
    bench = Bench(session)
    bench.run()
    Path(os.environ["MUTANTS_OUT"]).write_text(json.dumps(bench.told()))
    return True
