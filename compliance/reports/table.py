"""A table of numbers with their definitions: a page, a file and a paper show the same."""

from __future__ import annotations

from dataclasses import dataclass

Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``means`` is empty where its words say it themselves."""

    name: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line; a number that nobody knows is None, never 0.

    ``beside`` stands under its name, ``means`` says what a line of its own counts,
    ``group`` leads to the group of that key, ``bar`` is the length of its bar in percent.
    """

    name: str
    cells: Cells
    beside: str = ""
    means: str = ""
    group: str = ""
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``head`` names the lines; ``empty`` is said where there is none."""

    key: str
    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lead: str = ""
    empty: str = ""

    @property
    def barred(self) -> bool:
        return any(row.bar for row in self.rows)

    @property
    def definitions(self) -> tuple[Column, ...]:
        """The columns whose numbers need a sentence."""
        return tuple(one for one in self.columns if one.means)
