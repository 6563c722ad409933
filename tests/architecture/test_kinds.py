"""Every event that history can tell has a text that people can read."""

import ast
import re

from django.utils.functional import Promise

from journal import registry
from tests.architecture import sources

KIND = re.compile(
    r"(accounts|agencies|complaints|compliance|documents|demo|operations)\.[a-z][a-z0-9_]*"
)


def named_events() -> set[str]:
    """The kinds that modules called events name as constants."""
    return {
        node.value.value
        for path in sources.product()
        if path.stem == "events"
        for node in sources.tree(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and KIND.fullmatch(node.value.value)
    }


def test_every_event_that_the_code_names_is_registered() -> None:
    assert named_events() <= registry.kinds()
    assert len(named_events()) > 40


def test_every_event_has_a_text_that_can_be_translated() -> None:
    plain = {kind for kind in registry.kinds() if not _translatable(kind)}
    assert plain == set()


def _translatable(kind: str) -> bool:
    label = registry.label_of(kind)
    return isinstance(label, Promise) and bool(str(label).strip())


def test_every_subscriber_and_sweep_can_be_named_in_its_column() -> None:
    names = [
        one.name for kind in registry.kinds() for one in registry.subscribers_of(kind)
    ]
    names += [sweep.name for sweep in registry.sweeps()]
    assert all(len(name) <= 80 for name in names)
    assert max(map(len, registry.kinds())) <= 80
