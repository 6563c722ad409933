"""The score card and the certificate as PDFs, and the yearly report: made when asked for.

A card is kept in memory only. Anybody may ask, so asking must cost little: the same card is set once by each process
(``KEPT`` of them are remembered, by their words, hash included), one is set at a time,
and whoever finds the press busy is told to come back at once: waiting would hold a seat
of the server that others need. A card that is kept waits for nobody. What is set is of
bounded length.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from documents.typesetting import typeset_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    #: The template, its words as JSON, and the second that the paper is dated.
    Key: TypeAlias = tuple[str, str, int]

#: Papers that each process remembers; one has some 30 kB.
KEPT = 128
_press = BoundedSemaphore(1)
_papers: OrderedDict[Key, bytes] = OrderedDict()
_looking = Lock()


class PressBusy(Exception):
    """Others are having theirs set; ask again in a moment."""


def score_sheet(
    told: Mapping[str, object], *, dated: datetime, template: str = "kartu_nilai"
) -> bytes:
    """The PDF of these words; the same words and date give the same bytes.

    ``template``: ``kartu_nilai`` or ``piagam``. ``dated`` is when what it says was
    published, never when it was asked for.
    Raises PressBusy.
    """
    words = json.dumps(told, sort_keys=True, ensure_ascii=False)
    key = template, words, int(dated.timestamp())
    kept = _kept(key)
    if kept is not None:
        return kept
    with _at_the_press():
        made = _set(*key)
        _keep(key, made)
    return made


def report_sheets(told: Mapping[str, object], *, dated: datetime) -> bytes:
    """The PDF of a yearly report in these words; the same give the same bytes.

    Few may ask and its words are many, so none is kept; but it waits its turn at the
    press like a card. ``dated`` as above. Raises PressBusy.
    """
    with _at_the_press():
        return typeset_page("laporan_kepatuhan", told, now=dated, accessible=True)


@contextmanager
def _at_the_press() -> Iterator[None]:
    """While one is set. Raises PressBusy where another one is."""
    if not _press.acquire(blocking=False):
        raise PressBusy
    try:
        yield
    finally:
        _press.release()


def _kept(key: Key) -> bytes | None:
    with _looking:
        if key in _papers:
            _papers.move_to_end(key)
        return _papers.get(key)


def _keep(key: Key, made: bytes) -> None:
    """Remember it; the one that was not asked for longest goes."""
    with _looking:
        _papers[key] = made
        if len(_papers) > KEPT:
            _papers.popitem(last=False)


def _set(template: str, words: str, at: int) -> bytes:
    moment = datetime.fromtimestamp(at, tz=UTC)
    return typeset_page(template, json.loads(words), now=moment, accessible=True)
