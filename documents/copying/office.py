"""Word and Excel: the words and figures, without authors, programs and outside links."""

from __future__ import annotations

import posixpath
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

_TYPES = "[Content_Types].xml"
#: The parts that show something. What is not on the list stays behind: properties,
#: people, custom data, embedded files, controls, macros, connections, revisions.
_SHOWN = re.compile(
    r"""\[Content_Types\]\.xml|_rels/\.rels
    |word/(document|styles|numbering|fontTable|settings|webSettings|footnotes|endnotes
        |comments|header\d*|footer\d*)\.xml
    |word/theme/theme\d*\.xml
    |xl/(workbook|styles|sharedStrings)\.xml
    |xl/theme/theme\d*\.xml
    |xl/(worksheets|chartsheets)/sheet\d+\.xml
    |xl/comments\d*\.xml|xl/tables/table\d+\.xml
    |xl/drawings/drawing\d+\.xml
    |(word|xl)/charts/(chart|style|colors)\d+\.xml
    |(word|xl)/(([a-z]+)/)?_rels/[A-Za-z]+\d*\.xml\.rels
    |(word|xl)/media/[A-Za-z0-9_-]+\.(png|jpe?g)""",
    re.VERBOSE,
)
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: Who wrote, when, on which machine, in which session.
_TELLING = re.compile(r"author|initials|userId|providerId|userName|rsid\w*|dateTime")
_NAMED = frozenset({"author", "initials", "userName"})  # may not be missing
_NOBODY = "-"
#: Elements that fetch, run or tell. A formula's last result stands beside it.
_GONE = frozenset(
    [
        "attachedTemplate",
        "rsids",
        "absPath",
        "fileSharing",
        "externalReferences",
        "f",
        "fldSimple",
        "docVars",
        "mailMerge",
        "oleObject",
        "oleObjects",
        "control",
        "controls",
        "object",
        "customWorkbookViews",
        "writeProtection",
        "saveThroughXslt",
        "webPublishing",
        "calcPr",
        "legacyDrawing",
    ]
)


def copy(content: bytes) -> bytes:
    """The visible parts, rewritten."""
    parts = _shown(parts_of(content))
    gone = {
        name: _bare_relations(parts, name) for name in list(parts) if _is_rels(name)
    }
    for name in parts:
        if name.endswith(".xml") and name != _TYPES:
            tree = read_xml(parts[name])
            _bare(tree, gone.get(_rels_of(name), frozenset()))
            parts[name] = write_xml(tree)
    parts[_TYPES] = _types(parts)
    return packed(parts)


def _shown(parts: Parts) -> Parts:
    kept = {}
    for name, content in parts.items():
        if not _SHOWN.fullmatch(name):
            continue
        bare = bare_picture(name, content) if "/media/" in name else content
        if bare is not None:
            kept[name] = bare
    return kept


def _is_rels(name: str) -> bool:
    return name.endswith(".rels")


def _rels_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _bare_relations(parts: Parts, name: str) -> frozenset[str]:
    """Keep the relations that lead to a part of the copy; the ids of the others.

    A link that a reader would press stays a link, to nowhere: without its relation
    the document would count as broken.
    """
    tree = read_xml(parts[name])
    folder = posixpath.dirname(posixpath.dirname(name))
    gone = set()
    for relation in list(tree):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            if relation.get("Type", "").endswith("/hyperlink"):
                relation.set("Target", NOWHERE)
                continue
        elif posixpath.normpath(posixpath.join("/", folder, target))[1:] in parts:
            continue
        gone.add(relation.get("Id", ""))
        drop(relation)
    parts[name] = write_xml(tree)
    return frozenset(gone)


def _bare(tree: etree._Element, gone: frozenset[str]) -> None:
    for element in list(tree.iter(etree.Element)):
        if local(element.tag) in _GONE or _leads_into(element, gone):
            drop(element)
            continue
        _bare_attributes(element)
        if local(element.tag) == "instrText":  # a field: its last result stays
            element.text = ""
        elif local(element.tag) == "author":  # of the comments in a sheet
            element.text = _NOBODY


def _leads_into(element: etree._Element, gone: frozenset[str]) -> bool:
    return any(
        name.startswith(_RELATED) and value in gone
        for name, value in element.attrib.items()
    )


def _bare_attributes(element: etree._Element) -> None:
    for name in list(element.attrib):
        if not _TELLING.fullmatch(local(name)):
            continue
        if local(name) in _NAMED:
            element.set(name, _NOBODY)
        else:
            del element.attrib[name]
    if _NOBODY in element.attrib.values():
        for name in [name for name in element.attrib if local(name) == "date"]:
            del element.attrib[name]


def _types(parts: Parts) -> bytes:
    """The list of contents, without the parts that are no longer there."""
    tree = read_xml(parts[_TYPES])
    for entry in list(tree):
        named = entry.get("PartName")
        if named is not None and named.lstrip("/") not in parts:
            drop(entry)
    return write_xml(tree)
