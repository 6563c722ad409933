"""The yearly report as tables: the page, the files and the paper show the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agencies.domain.kinds import Category
from agencies.labels import CATEGORIES
from compliance.domain.summing import share
from compliance.models import ZoneCount
from compliance.reports.table import Cells, Column, Row, Table
from compliance.reports.yearly_words import (
    EXECUTION,
    band_name,
    change,
    column,
    group_name,
    number,
    spread_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.domain.summing import Spread
    from compliance.selectors.yearly import Group, Line, Yearly
    from compliance.selectors.yearly_parts import Execution, Measure


def overview(found: Yearly) -> tuple[Table, ...]:
    """The whole year: every kind of agency, and the zones that were announced."""
    return (
        _by_kind(found),
        *_zones("zona", _("Zona menurut jenis instansi"), found.zones),
        *_zones("zona-tahun", _("Zona dari tahun ke tahun"), found.totals, yearly=True),
    )


def of_group(group: Group) -> tuple[Table, ...]:
    """One group: its years, its places, and what its scores were made of."""
    made = [
        _bands(group),
        _points(group),
        _places("provinsi", _("Menurut provinsi"), _("Provinsi"), group.provinces),
        _places("kantor", _("Menurut kantor Ombudsman"), _("Kantor"), group.offices),
        _dimensions(group.dimensions),
        _indicators(group.indicators),
        _execution(group.execution),
    ]
    optional = {"provinsi", "indikator"}
    return tuple(one for one in made if one.rows or one.key not in optional)


def cells(tables: Iterable[Table], *, year: int, group: str) -> Iterator[list[str]]:
    """The same for a spreadsheet: a line for each number, its definition beside it."""
    yield [
        *(_("Tahun"), _("Kelompok"), _("Tabel"), _("Baris")),
        *(_("Ukuran"), _("Angka"), _("Artinya")),
    ]
    for table in tables:
        for row in table.rows:
            name = f"{row.beside}: {row.name}" if row.beside else row.name
            for said, cell in zip(table.columns, row.cells, strict=True):
                means = said.means or row.means
                yield [
                    *(str(year), group, table.title, name),
                    *(said.name, cell or "", means),
                ]


def _columns(*keys: str) -> tuple[Column, ...]:
    return tuple(column(key) for key in keys)


def _summed(spread: Spread) -> Cells:
    return (
        number(spread.mean),
        number(spread.median),
        number(spread.lowest),
        number(spread.highest),
    )


SUMMED = ("mean", "median", "lowest", "highest")


def _by_kind(found: Yearly) -> Table:
    rows = [
        Row(
            name=group_name(group, found),
            cells=(
                number(group.point.assessed),
                number(group.point.spread.n),
                number(group.left_out),
                *_summed(group.point.spread),
            ),
            group=group.key,
        )
        for group in found.groups
    ]
    rows += [
        Row(
            name=str(CATEGORIES[Category(row.category)]),
            cells=(number(row.assessed), "0", *([None] * 5)),
        )
        for row in found.others
    ]
    return Table(
        key="jenis",
        title=_("Menurut jenis instansi"),
        head=_("Jenis instansi"),
        columns=_columns("assessed", "known", "left_out", *SUMMED),
        rows=tuple(rows),
        lead=_(
            "Hanya jenis yang sama dengan metode yang sama yang dijumlahkan. Bila yang"
            " diketahui kurang dari yang dinilai, angka berlaku bagi yang diketahui saja."
        ),
    )


def _zones(
    key: str, title: str, rows: Sequence[ZoneCount], *, yearly: bool = False
) -> tuple[Table, ...]:
    """Counts that were announced; no table where there are none."""
    table = Table(
        key=key,
        title=title,
        head=_("Tahun") if yearly else _("Jenis instansi"),
        columns=_columns("assessed", "green", "yellow", "red", "green_share"),
        rows=tuple(
            Row(
                name=str(row.year) if yearly else zone_name(row),
                cells=(
                    number(row.assessed),
                    number(row.green),
                    number(row.yellow),
                    number(row.red),
                    number(share(row.green, row.assessed)),
                ),
            )
            for row in rows
        ),
        lead=_(
            "Cara menilai berubah pada 2022, jadi angka 2021 tidak sepenuhnya sebanding."
            " Sumber: Ombudsman RI."
        )
        if yearly
        else "",
    )
    return (table,) if rows else ()


def zone_name(row: ZoneCount) -> str:
    """The kind of agency that was counted, or all of them."""
    if row.category == ZoneCount.TOTAL:
        return _("Semua instansi")
    return str(CATEGORIES[Category(row.category)])


def _bands(group: Group) -> Table:
    n = group.point.spread.n
    return Table(
        key="kelas",
        title=_("Sebaran kelas"),
        head=_("Kelas"),
        columns=_columns("in_band", "of_known"),
        rows=tuple(
            Row(band_name(band), (str(count), number(share(count, n))))
            for band, count in group.bands
        ),
    )


def _points(group: Group) -> Table:
    return Table(
        key="tahun",
        title=_("Dari tahun ke tahun"),
        head=_("Tahun"),
        columns=_columns("assessed", "known", *SUMMED, "moved", "moved_n"),
        rows=tuple(
            Row(
                name=str(point.year),
                beside=point.method.name,
                cells=(
                    number(point.assessed),
                    number(point.spread.n),
                    *_summed(point.spread),
                    change(point.moved),
                    number(point.moved.n if point.moved else None),
                ),
            )
            for point in group.points
        ),
        lead=_("Nilai dari metode lain tidak dibandingkan dan tidak dihubungkan."),
    )


def _places(key: str, title: str, head: str, lines: Sequence[Line]) -> Table:
    return Table(
        key=key,
        title=title,
        head=head,
        columns=_columns("known", "bands", *SUMMED),
        rows=tuple(
            Row(
                line.name,
                (
                    number(line.spread.n),
                    spread_of(line.bands),
                    *_summed(line.spread),
                ),
            )
            for line in lines
        ),
    )


def _dimensions(found: Sequence[Measure]) -> Table:
    return Table(
        key="dimensi",
        title=_("Menurut dimensi"),
        head=_("Dimensi"),
        columns=_columns("weight", "told", *SUMMED),
        rows=tuple(
            Row(
                name=one.name,
                beside=_("bobot asumsi") if one.assumed else "",
                cells=(
                    number(one.weight),
                    number(one.spread.n),
                    *_summed(one.spread),
                ),
                bar=_bar(one),
            )
            for one in found
        ),
        empty=_("Rincian nilai kelompok ini tidak dipublikasikan."),
    )


def _indicators(found: Sequence[Measure]) -> Table:
    return Table(
        key="indikator",
        title=_("Menurut indikator"),
        head=_("Indikator"),
        columns=_columns("told", "absent", *SUMMED),
        rows=tuple(
            Row(
                name=one.name,
                beside=one.beside,
                cells=(
                    number(one.spread.n),
                    number(one.absent),
                    *_summed(one.spread),
                ),
                bar=_bar(one),
            )
            for one in found
        ),
    )


def _bar(one: Measure) -> str:
    return "" if one.spread.mean is None else str(one.spread.mean)


def _execution(found: Execution | None) -> Table:
    return Table(
        key="ktk",
        title=_("Pelaksanaan tindakan korektif"),
        head=_("Ukuran"),
        columns=(Column(_("Angka")),),
        rows=tuple(
            Row(str(name), (number(getattr(found, key)),), means=str(means))
            for key, (name, means) in EXECUTION.items()
            if found
        ),
        lead=_(
            "Seperti dihitung dalam nilai yang terbit, sampai tanggal tiap penilaian."
        ),
        empty=_("Tidak ada tindakan korektif dalam nilai kelompok ini."),
    )
