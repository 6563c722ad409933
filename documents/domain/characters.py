"""What a typed text looks like in a letter, whatever a person typed.

The fonts of our letters know the alphabets of Europe and the Near East. What they do
not know (an emoji, a Javanese or Chinese sign) stands there as ``□``, so that nobody
reads over a gap; marks that nobody would see go, among them those that turn the
direction of writing. The words themselves are kept as they were typed.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from documents.domain.glyphs import SHOWN

if TYPE_CHECKING:
    from typing import TypeAlias

    #: What JSON knows.
    Plain: TypeAlias = (
        "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
    )

#: Stands for a sign that our fonts do not know.
UNKNOWN = "\u25a1"
#: A place where a line may break, without a mark.
BREAK = "\u200b"
#: No Indonesian word with its quotes and comma is longer; what is, breaks in pieces
#: of which the widest fits a column of a table.
LONGEST_WORD, PIECE = 30, 20


def printable(text: str) -> str:
    """The text as a letter shows it: signs that our fonts know, and boxes."""
    known = (_shown(sign) for sign in unicodedata.normalize("NFC", text))
    return without_loose_marks("".join(known))


def breakable(text: str) -> str:
    """The same text with room to break inside words that no line could hold."""
    return "\n".join(
        " ".join(_broken(word) for word in line.split(" ")) for line in text.split("\n")
    )


def all_printable(data: Plain) -> Plain:
    """Every text in plain data, printable and breakable."""
    if isinstance(data, str):
        return breakable(printable(data))
    if isinstance(data, list):
        return [all_printable(item) for item in data]
    if isinstance(data, dict):
        return {name: all_printable(item) for name, item in data.items()}
    return data


def without_controls(text: str) -> str:
    """Without signs that no XML may hold, nor any other that is not to be seen."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def unknown_in(text: str) -> bool:
    """Whether a letter would show ``□`` somewhere in this text."""
    return UNKNOWN in printable(text) and UNKNOWN not in text


def _shown(sign: str) -> str:
    if sign in "\n\r\u2028\u2029\x0b\x0c\x85":
        return "" if sign == "\r" else "\n"
    category = unicodedata.category(sign)
    if sign == "\t" or category == "Zs":
        return " " if sign != "\u00a0" else sign
    if category == "Cf" or unicodedata.name(sign, "").startswith("VARIATION SELECTOR"):
        return ""
    return sign if ord(sign) in SHOWN else UNKNOWN


def _broken(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    pieces = [""]
    for sign in word:
        if len(pieces[-1]) >= PIECE and not _is_mark(sign):
            pieces.append("")
        pieces[-1] += sign
    return BREAK.join(pieces)


def without_loose_marks(text: str) -> str:
    """The same without marks on a box: their letter is not there to carry them."""
    kept: list[str] = []
    for sign in text:
        if not (_is_mark(sign) and kept[-1:] == [UNKNOWN]):
            kept.append(sign)
    return "".join(kept)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")
