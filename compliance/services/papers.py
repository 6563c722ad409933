"""The score card as a PDF: made when asked for, kept in memory only.

Anybody may ask, so asking must cost little: the same card is set once by each process
(``KEPT`` of them are remembered, by their words, hash included), one is set at a time,
and whoever would wait too long is told to come back. What is set is of bounded length.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from documents.typesetting import typeset_page

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Papers that each process remembers; one has some 30 kB.
KEPT = 128
#: Seconds that a request waits for the one that is being set.
PATIENCE = 2.0
_press = BoundedSemaphore(1)


class PressBusy(Exception):
    """Others are having theirs set; ask again in a moment."""


def score_sheet(told: Mapping[str, object], *, dated: datetime) -> bytes:
    """The PDF of these words; the same words and date give the same bytes.

    ``dated`` is when what it says was published, never when it was asked for.
    Raises PressBusy.
    """
    words = json.dumps(told, sort_keys=True, ensure_ascii=False)
    if not _press.acquire(timeout=PATIENCE):
        raise PressBusy
    try:
        return _set(words, int(dated.timestamp()))
    finally:
        _press.release()


@lru_cache(maxsize=KEPT)
def _set(words: str, at: int) -> bytes:
    moment = datetime.fromtimestamp(at, tz=UTC)
    return typeset_page("kartu_nilai", json.loads(words), now=moment, accessible=True)
