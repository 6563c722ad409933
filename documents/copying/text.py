"""Text: the same words, in one encoding."""

from __future__ import annotations

import codecs

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def copy(content: bytes) -> bytes:
    """Text in UTF-8 without a mark in front."""
    utf16 = content.startswith(_UTF16)
    return content.decode("utf-16" if utf16 else "utf-8-sig").encode()
