"""What the public register shows of a recommendation, when it may, and what it never says.

An entry is a copy made on a day and never changed: an update, a correction and a
withdrawal are further versions, and each leaves its mark with its day.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from complaints.domain.corrective import ActionStatus
from complaints.domain.recommending import Status, ends_with
from complaints.domain.states import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: The shape of the data of an entry; programs that read it are told.
FORMAT = 1


class Release(StrEnum):
    """Why there is a version."""

    FIRST = "first"
    UPDATE = "update"  # what it tells has gone on since
    CORRECTION = "correction"  # what it told was wrong
    WITHDRAWAL = "withdrawal"  # it tells nothing any more


#: How a case ends that had a recommendation; the public may still read of it.
RECOMMENDED = frozenset(
    {
        Reason.REKOMENDASI_DILAKSANAKAN,
        Reason.SEBAGIAN_DITERIMA,
        Reason.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN,
    }
)
#: What may follow when there is an entry already.
LATER = (Release.UPDATE, Release.CORRECTION)


def releasable(status: str, *, accepted: bool, published: bool) -> bool:
    """Whether the public may read of it at all.

    Of one that was not obeyed when that was made public; of any other when the plenary
    found how it was carried out, and nothing more follows from it.
    """
    if published:
        return True
    return bool(status) and ends_with(Status(status), accepted=accepted) is not None


def fits(release: Release, *, is_first: bool) -> bool:
    """Whether a version of this kind may come now."""
    return release is Release.FIRST if is_first else release in LATER


def item_status(status: ActionStatus) -> Status:
    """An item in one of the three words of the law; evidence that awaits us is no deed."""
    if status is ActionStatus.DILAKSANAKAN:
        return Status.DONE
    return Status.PARTLY if status is ActionStatus.SEBAGIAN else Status.NOT


def whole(facts: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an entry: what is on record, and what was written for the public.

    ``items`` of both are put side by side by their number; of the words of an item that
    the facts do not know nothing is taken.
    """
    texts = {row["n"]: row for row in words.get("items", ())}
    plain = {key: value for key, value in words.items() if key != "items"}
    items = [
        {
            **row,
            "text": texts.get(row["n"], {}).get("text", ""),
            "replies": texts.get(row["n"], {}).get("replies", []),
        }
        for row in facts["items"]
    ]
    return {"format": FORMAT, **facts, **plain, "items": items}


def digest(data: Mapping[str, Any]) -> str:
    """The SHA-256 of the data as JSON with sorted keys, no spaces, in UTF-8."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def tells_number(texts: Iterable[str], numbers: Sequence[str]) -> bool:
    """Whether one of these numbers of the report stands in a text, whatever signs and
    spaces are between its letters and figures."""
    known = {_bare(number) for number in numbers} - {""}
    return any(number in _bare(text) for text in texts for number in known)


def tells_day(texts: Iterable[str], days: Iterable[date]) -> bool:
    """Whether one of these days stands in a text, in any way that people write days."""
    barred = set(days)
    return any(not barred.isdisjoint(days_in(text)) for text in texts)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMED = re.compile(r"(?<!\d)(\d{1,2})[\s\-]+([a-z]{3,9})\.?[\s\-]+(\d{4})(?!\d)")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")


def days_in(text: str) -> set[date]:
    """Every day that is written out in a text; what is no day is none."""
    low = text.casefold()
    found = [(y, m, d) for y, m, d in _ISO.findall(low)]
    found += [(y, m, d) for d, m, y in _FIGURES.findall(low)]
    found += [(y, _month(name), d) for d, name, y in _NAMED.findall(low)]
    found += [(y, _month(name), d) for name, d, y in _NAMED_FIRST.findall(low)]
    return {day for parts in found if (day := _day(*map(int, parts))) is not None}


def _month(name: str) -> str:
    return str(_MONTHS.get(name, 0))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
