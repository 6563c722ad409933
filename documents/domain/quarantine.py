"""Which files may leave the house, and when the others are looked at again."""

from __future__ import annotations

from datetime import timedelta

from documents.domain.kinds import Copying, Hold, Standing, Verdict

FIRST_RETRY = timedelta(minutes=1)
LAST_RETRY = timedelta(hours=6)
_DOUBLINGS = 9  # after them the pause no longer grows
#: The scanner looked and could not see; more tries alone change nothing.
_BLIND = frozenset({Hold.LIMIT, Hold.ENCRYPTED, Hold.ALTERED})
_SEEN = {
    Copying.WAITING: Standing.COPYING,
    Copying.IMPOSSIBLE: Standing.NO_COPY,
    Copying.MADE: Standing.SAFE,
    Copying.NOT_NEEDED: Standing.SAFE,
}


def may_leave(verdict: Verdict, *, trial: bool) -> bool:
    """Whether a file of this verdict may be downloaded.

    What no scanner has seen stays in quarantine; only a demonstration that has no
    scanner (``trial``), whose files are invented, hands it out, as a download with
    the words "belum dipindai" beside it. What was rejected never leaves.
    """
    if verdict is Verdict.NOT_SCANNED:
        return trial
    return verdict is not Verdict.REJECTED


def pause_before(tries: int) -> timedelta:
    """How long to wait after the ``tries``-th look in vain: longer each time."""
    doublings: int = min(tries - 1, _DOUBLINGS)
    return min(FIRST_RETRY * (1 << doublings), LAST_RETRY)


def standing(
    verdict: Verdict, copying: Copying, hold: Hold, *, trial: bool
) -> Standing:
    """What is said of a file that is still there."""
    if verdict is Verdict.OURS:
        return Standing.OURS
    if verdict is Verdict.REJECTED:
        return Standing.REJECTED
    if verdict is Verdict.CLEAN:
        return _SEEN[copying]
    if hold in _BLIND:
        return Standing.HELD
    return Standing.NOT_SCANNED if trial else Standing.WAITING
