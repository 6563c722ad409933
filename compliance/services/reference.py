"""The data sets of this app: versions of the method, and published facts."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import InternalError, transaction
from django.utils.translation import gettext as _

from agencies.domain.names import search_key
from agencies.selectors import agencies_by_name
from agencies.services.loading import Load, Loader, rows_of
from agencies.services.upsert import upsert
from compliance import notifications
from compliance.domain.methodology import UnusableMethodologyError
from compliance.domain.scales import UnusableScaleError, Zone
from compliance.models import (
    Methodology,
    MethodologyBand,
    MethodologyNode,
    PublishedRank,
    PublishedResult,
    ZoneCount,
)
from compliance.services import other_sources
from compliance.services.method import methodology_of
from journal.ids import uuid7
from journal.record import record_many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compliance.selectors.methods import Data

DATA = Path(__file__).resolve().parent.parent / "data"
METHODS = DATA / "methodologies.json"
SCORES = DATA / "published_scores.csv"
OPINIONS = DATA / "published_opinions.csv"
ZONES = DATA / "zone_counts.csv"
RANKS = DATA / "ranks.csv"

_COLUMNS = (
    "code",
    "version",
    "first_year",
    "year",
    "name_id",
    "name_en",
    "note_id",
    "note_en",
    "official",
    "assumed_weights",
    "share",
    "mode",
    "aggregation",
    "source",
)
#: A row's values as a table takes them, or a sentence that says what is wrong.
Row = dict[str, object]


def _store_methods(load: Load) -> None:
    """Every method must compute before any is stored; each gets an entry.

    A published version stays as it is: a file that says otherwise is refused.
    """
    try:
        with transaction.atomic():
            _store_all_methods(load)
    except InternalError as error:
        if "a published method stays" not in str(error):
            raise
        load.refuse(METHODS, 1, _("Metode yang terbit tidak berubah. Beri kode baru."))


def _store_all_methods(load: Load) -> None:
    methods: list[Data] = json.loads(METHODS.read_text(encoding="utf-8"))
    for number, method in enumerate(methods, start=1):
        try:
            methodology_of(method)
        except (UnusableMethodologyError, UnusableScaleError, ValueError) as error:
            load.refuse(METHODS, number, str(error))
    if load.errors:
        return
    rows = [
        {"ref": uuid7(), **{name: method[name] for name in _COLUMNS}}
        for method in methods
    ]
    load.count(upsert(Methodology, rows, key=("code",), insert_only=("ref",)))
    stored = Methodology.objects.in_bulk(
        [m["code"] for m in methods], field_name="code"
    )
    bands = [
        {"methodology": stored[method["code"]].pk, **band}
        for method in methods
        for band in method["bands"]
    ]
    load.count(upsert(MethodologyBand, bands, key=("methodology", "lower")))
    for method in methods:
        _store_nodes(load, stored[method["code"]].pk, None, method["nodes"])
    # Only now: the tree of a published version stays as it is.
    Methodology.objects.filter(pk__in=[m.pk for m in stored.values()]).filter(
        published_at=None
    ).update(published_at=load.now)
    record_many(
        notifications.METHODOLOGY_LOADED,
        actor=load.actor,
        items=[(row, {"sha256": load.sha256}) for row in stored.values()],
        now=load.now,
    )


def _store_nodes(
    load: Load, methodology: int, parent: int | None, nodes: list[Data]
) -> None:
    """One level of the tree, then the level below each of its nodes."""
    rows = [
        {
            "methodology": methodology,
            "parent": parent,
            "position": position,
            **{name: value for name, value in node.items() if name != "children"},
        }
        for position, node in enumerate(nodes)
    ]
    load.count(upsert(MethodologyNode, rows, key=("methodology", "code")))
    ids = dict(
        MethodologyNode.objects.filter(methodology_id=methodology).values_list(
            "code", "pk"
        )
    )
    for node in nodes:
        if node["children"]:
            _store_nodes(load, methodology, ids[node["code"]], node["children"])


def _facts(
    path: Path, load: Load, *columns: str
) -> Iterator[tuple[int, dict[str, str], Row]]:
    """The rows of a file about agencies: line, values, what all of them store."""
    register = agencies_by_name()
    for line, values in rows_of(path, load, "year", "category", "agency", *columns):
        cells = dict(zip(("year", "category", "agency", *columns), values, strict=True))
        agency = register.get((cells["category"], search_key(cells["agency"])))
        if agency is None:
            load.refuse(
                path,
                line,
                _("Instansi tidak ada di daftar: %(name)s") % {"name": cells["agency"]},
            )
            continue
        yield (
            line,
            cells,
            {
                "year": int(cells["year"]),
                "category": cells["category"],
                "label": cells["agency"],
                "agency": agency,
                "source": cells["source"],
            },
        )


def _store_results(load: Load, path: Path, extra: tuple[str, ...]) -> None:
    rows = []
    for line, cells, row in _facts(path, load, "score", "source", *extra):
        score = _score(cells["score"])
        if score is None or cells.get("zone", "") not in list(Zone):
            load.refuse(
                path,
                line,
                _("Nilai tidak terbaca: %(text)s") % {"text": cells["score"]},
            )
            continue
        said = {name: cells.get(name, "") for name in ("zone", "grade", "opinion")}
        rows.append((line, row | {"score": score} | said))
    other_sources.store(load, path, PublishedResult, rows)


def _score(text: str) -> Decimal | None:
    """A score as printed, 0 to 100; None where it cannot be read."""
    try:
        score = Decimal(text)
    except InvalidOperation:
        return None
    return score if 0 <= score <= 100 else None


def _store_ranks(load: Load) -> None:
    rows = [
        (line, row | {"rank": int(cells["rank"]), "of": int(cells["of"])})
        for line, cells, row in _facts(RANKS, load, "rank", "of", "source")
    ]
    other_sources.store(load, RANKS, PublishedRank, rows)


def _store_zones(load: Load) -> None:
    rows = []
    columns = ("year", "category", "assessed", "hijau", "kuning", "merah", "source")
    for line, values in rows_of(ZONES, load, *columns):
        year, category, assessed, green, yellow, red, source = values
        counts = [int(green), int(yellow), int(red)]
        if sum(counts) != int(assessed):
            load.refuse(ZONES, line, _("Jumlah zona tidak sama dengan yang dinilai"))
        rows.append(
            {
                "year": int(year),
                "category": category,
                "assessed": int(assessed),
                "green": counts[0],
                "yellow": counts[1],
                "red": counts[2],
                "source": source,
            }
        )
    if not load.errors:
        load.count(upsert(ZoneCount, rows, key=("year", "category")))


LOADERS = (
    Loader("methodologies", (METHODS,), _store_methods),
    Loader(
        "published_scores",
        (SCORES,),
        partial(_store_results, path=SCORES, extra=("zone", "grade")),
    ),
    Loader(
        "published_opinions",
        (OPINIONS,),
        partial(_store_results, path=OPINIONS, extra=("opinion",)),
    ),
    Loader("zone_counts", (ZONES,), _store_zones),
    Loader("published_ranks", (RANKS,), _store_ranks),
)
