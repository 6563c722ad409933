"""R80: no secret lies in the repository: keys have shapes, and chance looks like chance."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.sources import CHECKOUT

#: Not ours to read: made by machines, or what a run leaves behind.
PASSED_BY = {".git", ".venv", "var", "node_modules", "__pycache__"} | {
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
    ".hypothesis",
}
TEXT = {".py", ".md", ".html", ".txt", ".toml", ".in", ".js", ".css", ".csv", ".json"}
TEXT |= {".po", ".typ", ".xml", ".yaml", ".yml", ".cfg", ".sh", ".sql", ""}
#: Licensed files of others and long tables of facts have no words of ours in them.
OTHERS = ("static/vendor/", "tests/vendor/")
SHAPES = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[abpr]-[A-Za-z0-9-]{10,}"
    r"|://[^/\s:@'\"{}<>$]+:[^/\s:@'\"{}<>$]{6,}@[a-z]"
)
#: A word of 32 or more letters and digits in which nearly none is met twice as often as
#: chance would: what `secrets` makes, and what no person writes.
WORD = re.compile(
    r"(?<![A-Za-z0-9+/_=.%-])[A-Za-z0-9+/_-]{32,}={0,2}(?![A-Za-z0-9+/_=.-])"
)
HEX = re.compile(r"[0-9a-f]+")
BITS = 4.4  # a letter; chance of 64 signs has 6 in the long run, 32 of them about 4.7


def bits(word: str) -> float:
    """Bits of surprise a letter."""
    counts = Counter(word)
    return -sum(n / len(word) * math.log2(n / len(word)) for n in counts.values())


def by_chance(word: str) -> bool:
    """Whether a word looks as if a machine had drawn it."""
    kinds = (str.islower, str.isupper, str.isdigit)
    mixed = all(any(kind(sign) for sign in word) for kind in kinds)
    return mixed and not HEX.fullmatch(word) and bits(word) > BITS


def files() -> list[Path]:
    return [
        path
        for path in sorted(CHECKOUT.rglob("*"))
        if path.suffix in TEXT
        and not PASSED_BY & set(path.relative_to(CHECKOUT).parts)
        and not path.relative_to(CHECKOUT).as_posix().startswith(OTHERS)
        and path.is_file()
    ]


def secrets_in(text: str) -> list[str]:
    """What looks like a secret."""
    found = [match.group() for match in SHAPES.finditer(text)]
    return found + [word for word in WORD.findall(text) if by_chance(word)]


def test_no_file_of_the_repository_holds_what_looks_like_a_secret() -> None:
    found = {
        f"{path.relative_to(CHECKOUT)}: {word[:12]}..."
        for path in files()
        for word in secrets_in(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN " + "PRIVATE KEY-----",
        "postgres://portal:" + "geheim77@db.example/portal",
        "KEY = '" + "q7Rk2vXw9TzLm4Nf" + "8Yb3HcJd6GsPa1Ue" + "'",
        "AKIA" + "Q7RK2VXW9TZLM4NF",
    ],
)
def test_the_search_finds_what_it_looks_for(line: str) -> None:
    assert secrets_in(line)
