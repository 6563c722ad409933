"""Releasing data for everybody: a further version wherever something is to be told."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from agencies.domain.calendar import legal_day
from compliance import notifications
from compliance.domain.open_data import YEAR, Key, corrects, years_in
from compliance.models import DataRelease, DataSet
from compliance.selectors import dictionary
from compliance.selectors.dictionary import Kind
from compliance.selectors.words import in_both
from compliance.services import open_tables
from documents.tables import csv_of
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from accounts.actor import Actor
    from compliance.selectors.dictionary import About, Column
    from compliance.services.open_tables import Row

FORMAT = 1


class NotApart(Exception):
    """Figures of people that differ so little from those that were told that the
    difference would point at somebody, or are others; or the year was not told."""


def release_all(*, actor: Actor, now: datetime) -> list[DataRelease]:
    """A further version of every data set of which there is something new to tell."""
    made = [release(key=key, actor=actor, now=now) for key in Key]
    return [one for one in made if one is not None]


@transaction.atomic
def release(*, key: Key, actor: Actor, now: datetime) -> DataRelease | None:
    """A further version of a data set; None where it would be the same table.

    Two at once make one: the second finds what the first made.
    """
    held = _held(key)
    today = _today(now)
    last = _last(held)
    rows = _rows(key, last, today)
    if last is None and not rows:
        return None
    return _add(held, last, rows, today=today, actor=actor, now=now)


@transaction.atomic
def correct(*, year: int, actor: Actor, now: datetime) -> DataRelease | None:
    """Tell the closed reports of a year anew that was told already.

    Only where nothing follows from the difference to any version (``corrects``). None
    where nothing changed. Raises :class:`NotApart`.
    """
    held = _held(Key.CLOSINGS)
    made = held.releases.defer("csv").order_by("version")
    versions = [rows_of(one) for one in made]
    told = [_of_year(rows, year) for rows in versions]
    anew = open_tables.closings_of(year)
    if not any(told) or not corrects(filter(None, told), anew):
        raise NotApart
    rows = [row for row in versions[-1] if int(row[YEAR]) != year] + anew
    rows.sort(key=lambda row: int(row[YEAR]))
    return _add(held, _last(held), rows, today=_today(now), actor=actor, now=now)


def rows_of(made: DataRelease) -> list[Row]:
    """The rows of a version as text, as its JSON holds them."""
    rows: list[dict[str, Any]] = json.loads(bytes(made.json))["rows"]
    return [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in rows
    ]


def _held(key: Key) -> DataSet:
    DataSet.objects.get_or_create(key=key.value)
    return DataSet.objects.select_for_update().get(key=key.value)


def _last(held: DataSet) -> DataRelease | None:
    """Without its files, which are large and hardly ever asked for."""
    return held.releases.defer("csv", "json").order_by("version").last()


def _today(now: datetime) -> date:
    return legal_day(now, settings.TIME_ZONE)


def _of_year(rows: Sequence[Row], year: int) -> list[Row]:
    return [row for row in rows if int(row[YEAR]) == year]


def _rows(key: Key, last: DataRelease | None, today: date) -> list[Row]:
    if key is Key.SCORES:
        return open_tables.scores()
    if key is Key.RECOMMENDATIONS:
        return open_tables.recommendations()
    return open_tables.closings(rows_of(last) if last else [], today)


def _add(
    held: DataSet,
    last: DataRelease | None,
    rows: Sequence[Row],
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> DataRelease | None:
    about = dictionary.about(Key(held.key), today)
    names = [column.name for column in about.columns]
    table = csv_of([names, *([row.get(name, "") for name in names] for row in rows)])
    digest = hashlib.sha256(table).hexdigest()
    if last is not None and last.csv_sha256 == digest:
        return None
    version = last.version + 1 if last else 1
    document = _document(about, rows, version=version, digest=digest, now=now)
    years = years_in(rows) if YEAR in names else set()
    made = DataRelease.objects.create(
        data_set=held,
        version=version,
        created_at=now,
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        columns=names,
        rows=len(rows),
        csv=table,
        csv_sha256=digest,
        csv_size=len(table),
        json=document,
        json_sha256=hashlib.sha256(document).hexdigest(),
        json_size=len(document),
    )
    record(
        notifications.DATA_RELEASED,
        actor=actor,
        subject=held,
        data={
            "key": held.key,
            "version": version,
            "rows": len(rows),
            "csv": made.csv_sha256,
            "json": made.json_sha256,
        },
        now=now,
    )
    return made


def _document(
    about: About, rows: Sequence[Row], *, version: int, digest: str, now: datetime
) -> bytes:
    """The same table with what it says of itself, in both languages."""
    told = {
        "format": FORMAT,
        "dataset": about.key.value,
        "version": version,
        "released_at": now.isoformat(),
        "publisher": dictionary.PUBLISHER,
        "licence": dictionary.LICENCE,
        "licence_url": dictionary.LICENCE_URL,
        "csv_sha256": digest,
        **in_both("title", about.title),
        **in_both("holds", about.holds),
        "columns": [_column(one) for one in about.columns],
        "rows": [
            {one.name: _value(one, row.get(one.name, "")) for one in about.columns}
            for row in rows
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _column(one: Column) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        **in_both("says", one.says),
        **(in_both("unit", one.unit) if one.unit else {}),
        **({"values": [_word(word) for word in one.values]} if one.values else {}),
    }


def _word(word: Any) -> dict[str, str]:
    return {"code": word.code, "name_id": word.name_id, "name_en": word.name_en}


def _value(column: Column, text: str) -> str | int | None:
    if column.kind is Kind.COUNT:
        return int(text) if text else None
    return text
