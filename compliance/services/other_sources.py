"""Storing what was published, with whatever another source says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agencies.services.upsert import upsert
from compliance.domain.sources import Fact, sort_out
from compliance.models import OtherSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from agencies.services.loading import Load
    from compliance.models import PublishedRank, PublishedResult

#: What the table has room for, and what it holds where a source is silent.
_SILENT: dict[str, object] = {
    "score": None,
    "zone": "",
    "grade": "",
    "opinion": "",
    "rank": None,
    "of": None,
}
_KEPT = ("year", "category", "label", "agency", "source")


def store(
    load: Load,
    path: Path,
    model: type[PublishedResult | PublishedRank],
    told: Sequence[tuple[int, Mapping[str, object]]],
) -> None:
    """Store the rows of a file; the first of an agency and year stands, see ``sort_out``.

    A source that speaks twice of the same is refused, by its line.
    """
    found = sort_out(told)
    for line in found.twice:
        load.refuse(path, line, _("Sumber ini sudah menyebut instansi dan tahun itu."))
    if load.errors:
        return
    load.count(upsert(model, found.shown, key=("year", "category", "label")))
    rows = [_beside(row) for row in found.others]
    load.count(upsert(OtherSource, rows, key=("year", "agency", "fact", "source")))


def _beside(row: Mapping[str, object]) -> dict[str, object]:
    fact = Fact.RANK if "rank" in row else Fact.SCORE
    said = {name: row.get(name, empty) for name, empty in _SILENT.items()}
    return {name: row[name] for name in _KEPT} | said | {"fact": fact.value}
