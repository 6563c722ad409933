"""Reading the parts of an office package, and writing a package of chosen parts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

from documents.copying.segments import bare_jpeg, bare_png

Parts = dict[str, bytes]
#: Where a link of a document leads in the copy: to no place at all.
NOWHERE = "https://tautan-dihapus.invalid/"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def parts_of(content: bytes) -> Parts:
    """Every file of the package. Its limits were held when it was taken in."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = [name for name in package.namelist() if not name.endswith("/")]
        return {name: package.read(name) for name in names}


def packed(parts: Parts, *, first: str = "") -> bytes:
    """A package without dates, comments and extra fields; ``first`` lies unpacked."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            plain = name == first
            entry.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return out.getvalue()


def read_xml(content: bytes) -> etree._Element:
    """A part as a tree: nothing is fetched, no entity unfolds, no comment stays."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(content, parser)


def write_xml(tree: etree._Element) -> bytes:
    """The bytes of a part."""
    content: bytes = etree.tostring(
        tree, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return content


def drop(element: etree._Element) -> None:
    """Take an element out, leaving the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def bare_picture(name: str, content: bytes) -> bytes | None:
    """A picture inside a document without its notes; None where it stays out.

    Only what we can take apart goes along: a picture of another kind may hold what
    nobody looks for in it.
    """
    ending = PurePosixPath(name).suffix.lower()
    try:
        if ending in {".jpg", ".jpeg"}:
            return bare_jpeg(content)
        if ending == ".png":
            return bare_png(content)
    except (ValueError, IndexError):
        return None
    return None
