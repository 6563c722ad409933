"""The yearly report as the words and lengths of a paper: every group of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compliance.reports import yearly as tables
from compliance.reports import yearly_charts as charts
from compliance.reports.yearly_words import badges, caution, group_name, highlights
from compliance.selectors.words import figure

if TYPE_CHECKING:
    from compliance.reports.shares import Shares
    from compliance.reports.table import Table
    from compliance.reports.trend import Trend
    from compliance.selectors.yearly import Group, Yearly

#: What stands where nobody knows a number.
UNKNOWN = "–"


def report_paper(found: Yearly, title: str, address: str) -> dict[str, Any]:
    """What the template ``laporan_kepatuhan`` is told.

    The same year in the same language gives the same words.
    """
    drawn = charts.of_year(found)
    return {
        "language": get_language() or "id",
        "title": title,
        "about": _about(found),
        "tables": [_table(one, drawn.get(one.key)) for one in tables.overview(found)],
        "groups": [_group(group, found) for group in found.groups],
        "address": address,
        "words": {
            "unknown": _("%(sign)s berarti tidak diketahui atau terlalu sedikit.")
            % {"sign": UNKNOWN},
            "changed": _("metode berubah"),
            "source": _("Nilai tiap instansi, dengan sumbernya:"),
            "foot": _(
                "Disusun dari nilai yang sudah terbit. Yang berlaku adalah rapor tiap"
                " instansi; nilai yang dikoreksi terbit di sana."
            ),
        },
    }


def _about(found: Yearly) -> str:
    if found.published_at is None:
        return _("Dari nilai yang dipublikasikan.")
    day = date_format(found.published_at, "j F Y")
    return _("Dari nilai yang terbit sampai %(day)s.") % {"day": day}


def _group(group: Group, found: Yearly) -> dict[str, Any]:
    drawn = charts.of_group(group)
    return {
        "name": group_name(group, found),
        "method": group.method.name,
        "badges": badges(group),
        "caution": caution(group),
        "highlights": [
            [name, number or UNKNOWN, means]
            for name, number, means in highlights(group)
        ],
        "trend": _trend(charts.means(group)),
        "tables": [_table(one, drawn.get(one.key)) for one in tables.of_group(group)],
    }


def _table(table: Table, drawn: Shares | None) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.title,
        "lead": table.lead,
        "empty": table.empty,
        "head": [table.head, *(one.name for one in table.columns)],
        "rows": [
            {
                "name": row.name,
                "beside": row.beside or row.means,
                "cells": [cell or UNKNOWN for cell in row.cells],
                "bar": row.bar,
            }
            for row in table.rows
        ],
        "barred": table.barred,
        "definitions": [[one.name, one.means] for one in table.definitions],
        "chart": _shares(drawn) if drawn else None,
    }


def _shares(drawn: Shares) -> dict[str, Any]:
    """The bars, lengths in percent."""
    return {
        "legend": [list(one) for one in drawn.legend],
        "bars": [
            {
                "name": bar.name,
                "n": str(bar.n),
                "pieces": [
                    {
                        "colour": one.colour,
                        "x": one.x.rstrip("%"),
                        "width": one.width.rstrip("%"),
                        "n": str(one.n) if one.roomy else "",
                    }
                    for one in bar.pieces
                ],
            }
            for bar in drawn.bars
        ],
    }


def _trend(drawn: Trend | None) -> dict[str, Any] | None:
    """Points and lines, across in percent, down in points from the top."""
    if drawn is None:
        return None
    return {
        "caption": charts.caption(drawn),
        "zones": [
            {"colour": one.colour, "label": one.label, "y": one.y, "height": one.height}
            for one in drawn.zones
        ],
        "points": [
            {
                "year": str(one.year),
                "score": figure(one.score),
                "x": one.x.rstrip("%"),
                "y": one.y,
                "hollow": one.hollow,
            }
            for one in drawn.points
        ],
        "lines": [
            [place.split(",") for place in line.split(" ")] for line in drawn.lines
        ],
        "breaks": [x.rstrip("%") for x in drawn.breaks],
    }
