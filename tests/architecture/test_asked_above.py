"""Decision 41: a draft of agencies is kept and put in force by who asked who may."""

import ast

from tests.architecture import sources

#: What is done below, and the modules above that ask first.
BELOW = {"keep_draft", "publish_draft", "put_in_force"}
ASKED = {
    "complaints/services/calendar_editing.py",
    "complaints/services/office_editing.py",
}


def _called(tree: ast.AST) -> set[str]:
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name)
    }


def test_nobody_above_publishes_what_is_below_without_asking() -> None:
    found = {
        sources.name(path)
        for path in sources.product()
        if not sources.name(path).startswith("agencies/")
        and BELOW & _called(sources.tree(path))
    }
    assert found == ASKED
