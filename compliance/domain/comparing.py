"""What changed from one version of the method to another, node by node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: The method as data, see ``selectors.methods.as_data``.
Data = dict[str, Any]
#: What of a node is its name and its place, told in another way.
PLACE = frozenset({"code", "children"})
WHOLE = ("share", "mode", "aggregation", "of_units", "least_units", "assumed_weights")


@dataclass(frozen=True, slots=True)
class Changed:
    """One property that differs; ``code`` is "" for a property of the whole."""

    code: str
    what: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Compared:
    """All that differs between two versions; codes tell which node is which."""

    whole: tuple[Changed, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    changed: tuple[Changed, ...]

    @property
    def alike(self) -> bool:
        return self == Compared((), (), (), (), ())


def compared(before: Data, after: Data) -> Compared:
    """What the later version says differently. A node is known by its code."""
    old, new = dict(_flat(before["nodes"], "")), dict(_flat(after["nodes"], ""))
    both = [code for code in new if code in old]
    whole = [*_differ("", before, after, WHOLE)]
    if before["bands"] != after["bands"]:
        whole.append(Changed("", "bands", before["bands"], after["bands"]))
    return Compared(
        whole=tuple(whole),
        added=tuple(code for code in new if code not in old),
        removed=tuple(code for code in old if code not in new),
        moved=tuple(code for code in both if old[code][0] != new[code][0]),
        changed=tuple(
            one for code in both for one in _changed(code, old[code][1], new[code][1])
        ),
    )


def _flat(
    nodes: Sequence[Mapping[str, Any]], parent: str
) -> Iterator[tuple[str, tuple[str, Mapping[str, Any]]]]:
    for node in nodes:
        yield node["code"], (parent, node)
        yield from _flat(node["children"], node["code"])


def _changed(
    code: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Changed]:
    yield from _differ(code, old, new, [name for name in new if name not in PLACE])


def _differ(
    code: str, old: Mapping[str, Any], new: Mapping[str, Any], names: Sequence[str]
) -> Iterator[Changed]:
    for name in names:
        if old.get(name) != new.get(name):
            yield Changed(code, name, old.get(name), new.get(name))
