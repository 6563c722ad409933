"""What is said of a file of orders and its rows, in the language of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints.domain.corrective import ActionStatus
from complaints.domain.orders_file import Column
from complaints.models.former_labels import HEADINGS, INSTRUMENT_WORDS
from complaints.models.former_sentences import fault_words
from complaints.services.orders_files import MOST_TOLD
from complaints.views.words import STATUS_NAMES
from documents.tables import csv_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from complaints.domain.former import OldCase, OldOrder
    from complaints.domain.orders_file import Fault

#: What the sample has in its one row: nothing of it is anybody's, and it cannot come in.
EXAMPLE: dict[Column, str] = {
    Column.NUMBER: "0123/LM/V/2023/64",
    Column.AGENCY: "(contoh) kode atau nama instansi",
    Column.SUBSTANCE: "agraria",
    Column.FORMS: "PB, PP",
    Column.SUMMARY: "Pengukuran tanah ditunda tanpa alasan",
    Column.LHP_NUMBER: "T/0045/LM.44-64/V/2024",
    Column.LHP_ON: "2024-05-02",
    Column.RECEIVED_ON: "2024-05-06",
    Column.ORDER: "Tindakan korektif 1",
    Column.TEXT: "Menyelesaikan pengukuran dan menyerahkan hasilnya.",
    Column.STATUS: "belum",
}


def sample() -> bytes:
    """A table to fill in: the headings and one row."""
    return csv_of(
        [
            [str(words) for words in HEADINGS.values()],
            [EXAMPLE.get(column, "") for column in HEADINGS],
        ]
    )


def told(faults: Sequence[Fault]) -> dict[str, Any]:
    """As many as a page shows, and how many more there are."""
    return {
        "rows": [fault_words(one) for one in faults[:MOST_TOLD]],
        "all": len(faults),
        "more": max(len(faults) - MOST_TOLD, 0),
    }


def orders_told(cases: Iterable[OldCase]) -> dict[str, Any]:
    """The orders that would come in, as many as a page shows."""
    found = [(case, order) for case in cases for order in case.orders]
    return {
        "rows": [_order(case, order) for case, order in found[:MOST_TOLD]],
        "all": len(found),
        "more": max(len(found) - MOST_TOLD, 0),
    }


def _order(case: OldCase, order: OldOrder) -> dict[str, Any]:
    done = order.status is not ActionStatus.BELUM
    return {
        "line": order.line,
        "number": case.number,
        "called": f"{dict(INSTRUMENT_WORDS)[order.instrument]} {order.n}",
        "text": order.text,
        "due_on": order.due_on,
        "due_given": order.due_given,
        "status": STATUS_NAMES[order.status],
        "tag": "ok"
        if order.status is ActionStatus.DILAKSANAKAN
        else "warn"
        if done
        else "",
        "done_on": order.done_on,
    }
