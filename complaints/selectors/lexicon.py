"""Roots of Indonesian words and everyday spellings, read once (data/SOURCES.md)."""

from __future__ import annotations

import csv
import gzip
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from complaints.domain.stems import forms_of, meant, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = Path(__file__).resolve().parent.parent / "data" / "words"


@lru_cache(maxsize=1)
def roots() -> frozenset[str]:
    """Every root that the list knows."""
    text = gzip.decompress((WORDS / "roots_id.txt.gz").read_bytes()).decode()
    return frozenset(text.split())


@lru_cache(maxsize=1)
def slang() -> Mapping[str, str]:
    """What everyday spellings stand for: "tdk" is "tidak"."""
    with (WORDS / "slang_id.csv").open(encoding="utf-8") as rows:
        return {row["slang"]: row["formal"] for row in csv.DictReader(rows)}


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, ...]:
    return forms_of(word, roots(), slang())


def rooted(text: str) -> str:
    """The roots of the words of a text, for its search document."""
    found = dict.fromkeys(root for word in words_in(text) for root in _forms(word))
    return " ".join(found)


def readings(word: str) -> tuple[str, ...]:
    """What somebody may mean who searches for this word."""
    return meant(word, roots(), slang())
