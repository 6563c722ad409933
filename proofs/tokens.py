"""Words that are nowhere else, every way they may be spelt, and a search for them.

A copy of a secret is rarely the secret itself: it is bytes in hexadecimal, a base64
run at any of three offsets, a packed session, a stream inside a PDF. What can be
unpacked is unpacked, then searched.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import json
import os
import random
import re
import string
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, quote_plus

from tests.documents.reading import text_of

#: How far packings are followed into packings.
DEEP = 3
#: The beginning of what zlib packs, in base64 and in hexadecimal.
RUN = re.compile(rb"e[AFJN][A-Za-z0-9+/_-]{22,}={0,2}")
HEX = re.compile(rb"78(?:01|5e|9c|da)(?:[0-9a-f]{2}){14,}")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PACKED = re.compile(rb"x[\x01\x5e\x9c\xda]")
LARGE = 4_000_000
MOST = 2_000_000  # bytes that one packing may open to


def word(chance: random.Random, length: int = 12) -> str:
    """Letters that no other text has."""
    return "".join(chance.choices(string.ascii_lowercase, k=length))


def digits(chance: random.Random, length: int) -> str:
    """Figures, the first and the last no 0."""
    inner = chance.choices(string.digits, k=length - 2)
    ends = chance.choices("123456789", k=2)
    return "".join([ends[0], *inner, ends[1]])


@dataclass(frozen=True)
class Token:
    """One secret: what it is, and itself."""

    name: str
    value: str

    def spellings(self) -> Iterator[bytes]:
        """As it may stand somewhere; letters in small, where their size means nothing."""
        text = self.value
        plain = {
            text,
            quote(text, safe=""),
            quote_plus(text),
            json.dumps(text)[1:-1],
            escape(text),
        }
        if re.fullmatch(r"[0-9A-Za-z+. -]+", text):
            plain.add(re.sub(r"[+. -]", "", text))
        for one in plain:
            yield one.lower().encode()
        for encoding in ("utf-16-le", "utf-16-be"):
            yield text.lower().encode(encoding)
        for one in (text, text.lower(), text.upper()):
            yield one.encode().hex().encode()

    def runs(self) -> Iterator[bytes]:
        """In base64 at each of the three offsets, without what its neighbours change."""
        for text in {self.value, self.value.lower(), self.value.upper()}:
            for before in range(3):
                run = base64.b64encode(bytes(before) + text.encode())
                first = (before * 8 + 5) // 6
                whole = (before + len(text)) * 8 // 6
                yield run[first:whole]
                yield run[first:whole].translate(bytes.maketrans(b"+/", b"-_"))


class Search:
    """All spellings of all tokens, looked for in one go."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.small = {s: t.name for t in tokens for s in t.spellings()}
        self.exact = {s: t.name for t in tokens for s in t.runs()}
        self.bytes = 0

    def names(self, data: bytes) -> set[str]:
        """Which tokens are in there, in any spelling and any packing."""
        found: set[str] = set()
        for layer in layers(data):
            self.bytes += len(layer)
            found |= _among(self.small, layer.lower()) | _among(self.exact, layer)
        return found


def _among(spellings: dict[bytes, str], data: bytes) -> set[str]:
    if len(data) > LARGE:
        return {spellings[hit] for hit in _grep(spellings, data)}
    return {name for spelt, name in spellings.items() if spelt in data}


def _grep(spellings: dict[bytes, str], data: bytes) -> set[bytes]:
    """Which of them are in there: one pass, where a pass for each would take minutes."""
    lines = [spelt for spelt in spellings if b"\n" not in spelt and b"\0" not in spelt]
    with tempfile.NamedTemporaryFile() as wanted:
        wanted.write(b"\n".join(lines))
        wanted.flush()
        done = subprocess.run(
            ["grep", "-aoFf", wanted.name],
            input=data,
            env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
            capture_output=True,
            check=False,
        )
    return {hit for hit in done.stdout.splitlines() if hit in spellings}


def layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The data, and whatever is packed in it."""
    yield data
    if depth < DEEP:
        for inner in _inside(data):
            yield from layers(inner, depth + 1)


def _inside(data: bytes) -> Iterator[bytes]:
    for begins, opens in KINDS.items():
        if data.startswith(begins):
            yield from opens(data)
    for run in RUN.findall(data):
        yield from _decoded(run)
    for run in HEX.findall(data):
        yield from _inflated(bytes.fromhex(run.decode()))


def _pdf(data: bytes) -> Iterator[bytes]:
    """Its words as somebody reads them, and each of its streams."""
    with suppress(Exception):  # what does not open holds no words
        yield text_of(data).encode()
    for stream in STREAM.findall(data):
        yield from _inflated(stream)


def _png(data: bytes) -> Iterator[bytes]:
    for found in PACKED.finditer(data):
        yield from _inflated(data[found.start() :])


def _gzip(data: bytes) -> Iterator[bytes]:
    with suppress(OSError, EOFError, zlib.error):
        yield gzip.decompress(data)


def _decoded(run: bytes) -> Iterator[bytes]:
    """What a base64 run packs: a session of Django's, for one."""
    core = run.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    core = core[: len(core) - (len(core) % 4 == 1)]
    opened = binascii.a2b_base64(core + b"=" * (-len(core) % 4))
    yield from _inflated(opened)


def _inflated(data: bytes) -> Iterator[bytes]:
    if not PACKED.match(data[:2]):
        return
    try:
        yield zlib.decompressobj().decompress(data, MOST)
    except zlib.error:
        return


def _members(data: bytes) -> Iterator[bytes]:
    broken = suppress(zipfile.BadZipFile, RuntimeError)
    with broken, zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            yield packed.read(name)


KINDS = {b"\x1f\x8b": _gzip, b"PK\x03\x04": _members, b"%PDF-": _pdf, b"\x89PNG": _png}
