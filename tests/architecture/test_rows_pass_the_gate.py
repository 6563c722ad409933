"""R3: views, forms, serializers and tasks reach rows through ``visible_to`` only.

Whoever writes ``Case.objects.get(...)`` in a view has decided by himself who may
see it. Selectors, querysets and services are where that is decided; the few
exceptions are named here with their reason and compared for equality.
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "accounts",
    "agencies",
    "complaints",
    "compliance",
    "documents",
    "journal",
    "ombudsman",
)
#: The floors that answer people.
EDGES = frozenset({"views", "api", "serializers", "forms", "tasks", "admin"})
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
#: The one way in that asks who is looking.
GATE = "visible_to"

EXCEPTIONS = {
    # allauth's own table; the rows are the signed-in person's.
    "accounts/views/doors.py: Authenticator.objects.filter",
    "accounts/views/doors.py: Authenticator.objects.get",
    # the public list of the Ombudsman's own offices.
    "complaints/views/citizen/pages.py: Office.objects.select_related",
    # the register of agencies and what was published about them are public.
    "complaints/api/agencies.py: Agency.objects.current",
    "complaints/api/reports.py: Agency.objects.current",
    "compliance/api/scores.py: PublishedResult.objects.filter",
}


def _edge_files() -> list[Path]:
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if EDGES & {part.removesuffix(".py") for part in path.parts[len(ROOT.parts) :]}
    ]


def _reaches(tree: ast.AST) -> list[str]:
    """``Model.objects.method`` for every use of a manager that skips the gate."""
    return [
        f"{ast.unparse(node.value)}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in MANAGERS
        and node.attr != GATE
    ]


def test_rows_are_reached_through_the_gate_only() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {reach}"
        for path in _edge_files()
        for reach in _reaches(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == EXCEPTIONS


def test_the_test_sees_a_bare_manager_and_spares_the_gate() -> None:
    assert _reaches(ast.parse("Case.objects.filter(pk=1)")) == ["Case.objects.filter"]
    assert _reaches(ast.parse("models.Case.objects.get(pk=1)"))
    assert not _reaches(ast.parse("Case.objects.visible_to(actor).get(pk=1)"))


def test_there_are_edges_to_look_at() -> None:
    assert ROOT / "accounts" / "views" / "doors.py" in _edge_files()
