"""Office documents: packages of parts, counted while they are unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO

from documents.domain.kinds import MediaType
from documents.inspection import sandbox
from documents.inspection.faults import Fault, Refused

MAX_PARTS = 500
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
_SMALL = 1_000_000  # a ratio says nothing of less than this
_CHUNK = 1 << 16
_LOCAL_HEADER = 30
_ENCRYPTED = 1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def inspect(content: bytes) -> MediaType:
    """The type of a package that unpacks within the limits and holds no program."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = package.infolist()
        _check_list(parts)
        _check_order(parts, package.start_dir)
        _unpack(package, parts)
        return _type(package)


def _check_list(parts: list[zipfile.ZipInfo]) -> None:
    if not parts or len({part.filename for part in parts}) != len(parts):
        raise Refused(Fault.DAMAGED)
    if len(parts) > MAX_PARTS:
        raise Refused(Fault.COMPLEX)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refused(Fault.LOCKED)
    if any(part.compress_type not in _METHODS for part in parts):
        raise Refused(Fault.DAMAGED)
    if any(_is_program(part.filename) for part in parts):
        raise Refused(Fault.ACTIVE)


def _is_program(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or name.startswith(
        ("Basic/", "Scripts/", "META-INF/MANIFEST.MF")
    )


def _check_order(parts: list[zipfile.ZipInfo], directory: int) -> None:
    """Parts lie one after another from the first byte; none shares bytes."""
    ordered = sorted(parts, key=lambda part: part.header_offset)
    if ordered[0].header_offset != 0:
        raise Refused(Fault.MISMATCH)
    ends = [part.header_offset + _LOCAL_HEADER + part.compress_size for part in ordered]
    starts = [part.header_offset for part in ordered[1:]] + [directory]
    if any(end > start for end, start in zip(ends, starts, strict=True)):
        raise Refused(Fault.COMPLEX)


def _unpack(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Count what really comes out: the figures in the list may lie."""
    total = 0
    for part in parts:
        packed = max(part.compress_size, 1)
        size = 0
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                if size == 0 and b"<!DOCTYPE" in chunk.upper():
                    raise Refused(Fault.COMPLEX)
                size += len(chunk)
                if total + size > MAX_UNPACKED:
                    raise Refused(Fault.COMPLEX)
                if size > _SMALL and size > MAX_RATIO * packed:
                    raise Refused(Fault.COMPLEX)
        total += size


def _type(package: zipfile.ZipFile) -> MediaType:
    names = set(package.namelist())
    if "mimetype" in names and package.read("mimetype") == MediaType.ODT.encode():
        return MediaType.ODT
    if "[Content_Types].xml" not in names:
        raise Refused(Fault.MISMATCH)
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        raise Refused(Fault.ACTIVE)
    if "word/document.xml" in names:
        _check_template(package, names)
        return MediaType.DOCX
    if "xl/workbook.xml" in names:
        return MediaType.XLSX
    raise Refused(Fault.MISMATCH)


def _check_template(package: zipfile.ZipFile, names: set[str]) -> None:
    """A template fetched from elsewhere brings programs along."""
    relations = "word/_rels/settings.xml.rels"
    if relations in names and b"External" in package.read(relations):
        raise Refused(Fault.ACTIVE)


if __name__ == "__main__":
    sandbox.serve(inspect)
