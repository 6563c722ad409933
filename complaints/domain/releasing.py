"""What the public register shows of a recommendation, when it may, and what it never says.

An entry is a copy made on a day and never changed: an update, a correction and a
withdrawal are further versions, and each leaves its mark with its day.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from complaints.domain.corrective import ActionStatus
from complaints.domain.recommending import Status, ends_with
from complaints.domain.states import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

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
