"""Small files, small functions: what does not fit a screen is two things."""

import ast
from collections.abc import Iterator

from tests.architecture import sources

#: One flat list that is read from top to bottom.
LISTS = {"ombudsman/settings.py"}
MODULE, FUNCTION, TEMPLATE, COMPONENT = 300, 40, 120, 40

#: Tables written as functions: longer, and simpler than what would shorten them.
TABLES = {"complaints/domain/everywhere.py in_every_open_state"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def too_long() -> Iterator[str]:
    for path in sources.product():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MODULE:
            yield sources.name(path)


def long_functions() -> Iterator[str]:
    for path in sources.product():
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, Function) and node.end_lineno:
                told = ast.get_docstring(node) is not None and len(node.body) > 1
                lines = node.end_lineno - node.body[told].lineno + 1
                if lines > FUNCTION:
                    yield f"{sources.name(path)} {node.name}"


def long_templates() -> Iterator[str]:
    folder = sources.CHECKOUT / "templates"
    for path in sorted(folder.rglob("*.*")):
        allowed = COMPONENT if path.parent == folder / "c" else TEMPLATE
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > allowed:
            yield f"{sources.name(path)}: {lines} lines"


def test_a_module_has_at_most_three_hundred_lines() -> None:
    assert set(too_long()) <= LISTS


def test_a_function_has_at_most_forty_lines_beside_its_head() -> None:
    assert set(long_functions()) == TABLES


def test_a_template_has_at_most_120_lines_and_a_component_40() -> None:
    assert list(long_templates()) == []


def test_there_is_no_room_for_odds_and_ends() -> None:
    banned = {"utils", "helpers", "common", "misc", "core"}
    found = [
        sources.name(path)
        for path in sources.product()
        if not banned.isdisjoint({path.stem, *path.parent.parts})
    ]
    assert found == []
