"""What is typed never chooses the columns of a query (R82).

A dictionary that is unpacked into a filter brings its own names of columns with it, and
with ``_connector`` even its own way to join them; a text that is put together is a query
that its reader wrote. Both are looked for in the source.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import sources

#: Methods of a query that take names of columns.
CHOOSING = frozenset(
    {
        *("filter", "exclude", "get", "annotate", "alias", "aggregate"),
        *("order_by", "values", "values_list", "only", "defer", "distinct"),
        *("update", "create", "get_or_create", "update_or_create"),
    }
)
#: Those that take SQL itself.
SQL = frozenset({"extra", "raw", "RawSQL", "execute", "executemany"})

#: Modules that unpack or put together names of their own, and whose.
OWN_NAMES = {
    "agencies/selectors/places.py": "one of two levels above a region",
    "agencies/services/upsert.py": "tables and columns of the loaders, quoted",
    "complaints/selectors/conflicts.py": "a column for each reason, by our names",
    "complaints/selectors/desk.py": "the lists of one desk, in one statement",
    "complaints/selectors/extensions.py": "when a term runs",
    "complaints/selectors/keyset.py": "the columns of our own sorts",
    "complaints/selectors/narrowing.py": "columns by our names, values from the address",
    "complaints/selectors/today.py": "a count for each list of the day",
    "complaints/selectors/tracker_narrowing.py": "columns by our names, as narrowing.py",
    "complaints/selectors/tracker_overview.py": "a count for each view and each band",
    "complaints/selectors/queue.py": "a count for each saved filter",
    "complaints/services/drafting.py": "a sealed row",
    "complaints/services/filing.py": "the columns of a case, from its typed report",
    "complaints/services/splitting.py": "the columns of a case, from the one it leaves",
    "complaints/services/reference_templates.py": "the columns of a template",
    "compliance/services/instruments.py": "the columns of a version and of its copy",
    "compliance/services/instrument_nodes.py": "the columns of a part, by its form",
    "journal/versions.py": "by what a version is known, named by us",
    "complaints/services/watching.py": "two counts",
    "journal/checkpoints.py": "a number of ours",
    "journal/privileges.py": "roles and tables of the settings, quoted",
    "journal/verify.py": "a number of ours",
    "ombudsman/management/commands/turn_vault_key.py": "three tables of ours",
}


def spread(tree: ast.AST) -> Iterator[int]:
    """Lines where a mapping that is no literal is unpacked into a choice of columns."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = sources.dotted(node.func).rpartition(".")[2]
        if name not in CHOOSING | {"Q"}:
            continue
        for keyword in node.keywords:
            if keyword.arg is None and not isinstance(keyword.value, ast.Dict):
                yield node.lineno


def put_together(tree: ast.AST) -> Iterator[int]:
    """Lines where SQL is no constant text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = sources.dotted(node.func).rpartition(".")[2]
        if name in SQL and not isinstance(node.args[0], ast.Constant | ast.Name):
            yield node.lineno


@pytest.mark.parametrize("finder", [spread, put_together])
def test_nothing_typed_can_name_a_column_or_write_a_query(finder: object) -> None:
    assert callable(finder)
    found = {
        f"{sources.name(path)}:{line}"
        for path in sources.product()
        for line in finder(sources.tree(path))
        if sources.name(path) not in OWN_NAMES
    }
    assert found == set()


def test_every_exception_is_still_one() -> None:
    found = {
        sources.name(path)
        for path in sources.product()
        if any((*spread(sources.tree(path)), *put_together(sources.tree(path))))
    }
    assert found == set(OWN_NAMES)


@pytest.mark.parametrize(
    ("finder", "source"),
    [
        (spread, "Case.objects.filter(**request.GET)"),
        (spread, "Q(**wanted)"),
        (put_together, "cursor.execute('SELECT ' + column)"),
        (put_together, "cursor.execute(f'SELECT {column}')"),
        (put_together, "Case.objects.raw('SELECT %s' % column)"),
    ],
)
def test_the_check_finds_what_it_looks_for(finder: object, source: str) -> None:
    assert callable(finder)
    assert list(finder(ast.parse(source))) == [1]
