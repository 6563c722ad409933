"""The time line on the page of a case, in words: its lanes, a stretch of it, the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.domain.lanes import Lane, lane_in, lane_of, mark_in
from complaints.selectors.stretches import EVENT, NOTE
from journal.registry import label_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints.domain.lanes import Mark
    from complaints.selectors.stretches import Line, Stretch

LANE, BEFORE = "jalur", "sebelum"
#: Where the page of a case shows it.
HERE = "#linimasa"
NAMES = {
    Lane.CITIZEN: gettext_lazy("Pelapor"),
    Lane.AGENCY: gettext_lazy("Instansi"),
    Lane.INTERNAL: gettext_lazy("Internal"),
    Lane.SYSTEM: gettext_lazy("Sistem"),
}


def asked(data: Mapping[str, str]) -> tuple[Lane | None, Mark | None]:
    """The stretch that an address names; what it misspells counts as not said."""
    return lane_in(data.get(LANE, "")), mark_in(data.get(BEFORE, ""))


def words(
    stretch: Stretch, lane: Lane | None, before: Mark | None, *, reporter: bool = True
) -> dict[str, Any]:
    """What the page says of it; ``reporter``: whether there is one to have a lane."""
    every = sum(stretch.counts.values())
    total = every if lane is None else stretch.counts[lane]
    chips = [(_("Semua"), every, _address(None, None), lane is None)]
    chips += [
        (str(name), stretch.counts[one], _address(one, None), lane is one)
        for one, name in NAMES.items()
        if reporter or one is not Lane.CITIZEN
    ]
    return {
        "chips": chips,
        "lines": [_line(line) for line in stretch.lines],
        "shown": len(stretch.lines),
        "total": total,
        "older": _address(lane, stretch.older) if stretch.older else "",
        "newest": _address(lane, None) if before else "",
    }


def _address(lane: Lane | None, before: Mark | None) -> str:
    told = {LANE: lane.value if lane else "", BEFORE: str(before) if before else ""}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"?{query}{HERE}"


def _line(line: Line) -> dict[str, Any]:
    """An event, or words with whoever wrote them and whoever reads them."""
    if line.source == EVENT:
        return {
            "event": label_of(line.what),
            "tone": lane_of(line.what).value,
            "by": line.who,
            "behalf": line.behalf,
            "at": line.at,
        }
    asks = ""
    if line.asked:
        asks = "answered" if line.answered else "open"
    lane = "internal" if line.source == NOTE else "office" if line.who else "reporter"
    return {
        "lane": lane,
        "by": line.who,
        "text": line.words,
        "at": line.at,
        "asks": asks,
    }
