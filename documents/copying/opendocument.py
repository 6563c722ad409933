"""ODT: content, styles and pictures; who wrote it and what it runs stays behind."""

from __future__ import annotations

import re

from lxml import etree

from documents.copying.packages import (
    NOWHERE,
    Parts,
    bare_picture,
    drop,
    local,
    packed,
    parts_of,
    read_xml,
    write_xml,
)

_SHOWN = re.compile(
    r"mimetype|content\.xml|styles\.xml|META-INF/manifest\.xml"
    r"|Pictures/[A-Za-z0-9_-]+\.(png|jpe?g)"
)
_MANIFEST = "META-INF/manifest.xml"
_LINK = "{http://www.w3.org/1999/xlink}href"
#: Names and dates of those who changed or commented.
_TELLING = frozenset({"creator", "creator-initials", "date", "date-string", "initials"})
_GONE = frozenset(
    [
        "scripts",
        "event-listeners",
        "object",
        "object-ole",
        "plugin",
        "applet",
        "floating-frame",
        "dde-source",
        "dde-connection-decls",
        "database-display",
        "execute-macro",
    ]
)


def copy(content: bytes) -> bytes:
    """The visible parts, rewritten."""
    parts = _shown(parts_of(content))
    for name in ("content.xml", "styles.xml"):
        if name in parts:
            tree = read_xml(parts[name])
            _bare(tree, parts)
            parts[name] = write_xml(tree)
    if _MANIFEST in parts:
        parts[_MANIFEST] = _listed(parts)
    return packed(parts, first="mimetype")


def _shown(parts: Parts) -> Parts:
    kept = {}
    for name, content in parts.items():
        if not _SHOWN.fullmatch(name):
            continue
        bare = bare_picture(name, content) if name.startswith("Pictures/") else content
        if bare is not None:
            kept[name] = bare
    return kept


def _bare(tree: etree._Element, parts: Parts) -> None:
    for element in list(tree.iter(etree.Element)):
        name = local(element.tag)
        if name in _GONE or (name == "image" and element.get(_LINK) not in parts):
            drop(element)
        elif name in _TELLING:
            element.text = "-" if name.startswith("creator") else None
        elif name != "image" and not element.get(_LINK, "#").startswith("#"):
            element.set(_LINK, NOWHERE)


def _listed(parts: Parts) -> bytes:
    tree = read_xml(parts[_MANIFEST])
    for entry in list(tree):
        paths = [value for name, value in entry.items() if local(name) == "full-path"]
        if not any(path == "/" or path in parts for path in paths):
            drop(entry)
    return write_xml(tree)
