"""The source files of the house, read and parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "accounts",
    "agencies",
    "complaints",
    "compliance",
    "documents",
    "journal",
    "ombudsman",
)


@cache
def product() -> tuple[Path, ...]:
    """Every module of ours but migrations, which are written once and kept."""
    return tuple(_modules(*PACKAGES))


@cache
def tests() -> tuple[Path, ...]:
    """Every module of the tests."""
    return tuple(_modules("tests"))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """A path as we write it: from the top of the repository."""
    return path.relative_to(CHECKOUT).as_posix()


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of an expression, or "" where it is no plain chain of names."""
    match node:
        case ast.Name(id=word):
            return word
        case ast.Attribute(value=value, attr=word):
            before = dotted(value)
            return f"{before}.{word}" if before else f".{word}"
        case _:
            return ""


def _modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((CHECKOUT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
