"""Files that join a report or a case, and how much each side may bring (R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from django.db.models import Count, Sum

from complaints.domain.room import Room
from complaints.models import CaseFile
from complaints.services.errors import NoRoom, NotReady
from documents.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from complaints.models import Case, DraftFile

Lane = Literal["reporter", "agency", "internal"]
#: Of the office and of the agency, which answers with whole folders.
MOST_FILES = 100
MOST_BYTES = 500_000_000


def attach(
    case: Case, file_ids: Sequence[int], *, lane: Lane, now: datetime, **part: Any
) -> None:
    """Put stored files into the locked case, as brought by one side of it.

    Each side has its own room, so that neither can use up the other's. What the case
    holds already is not put in again. Raises :class:`NotReady` when they do not fit;
    then none joins.
    """
    there = CaseFile.objects.filter(case=case)
    new = StoredFile.objects.filter(pk__in=file_ids).exclude(
        pk__in=there.values("file_id")
    )
    sizes = dict(new.values_list("pk", "size"))
    check(case, lane, files=len(sizes), size=sum(sizes.values()))
    CaseFile.objects.bulk_create(
        CaseFile(case=case, file_id=pk, lane=lane, added_at=now, **part)
        for pk in file_ids
        if pk in sizes
    )


def check(case: Case, lane: Lane, *, files: int, size: int) -> None:
    """Raise :class:`NotReady` when so much more does not fit into the case."""
    held = CaseFile.objects.filter(case=case, lane=lane)
    if not files:
        return
    if lane == "reporter":
        require_room(held, files=files, size=size)
    elif _room(held, MOST_FILES, MOST_BYTES).lacks(files, size):
        raise NotReady("case_full")


def require_room(
    held: QuerySet[CaseFile] | QuerySet[DraftFile], *, files: int, size: int
) -> None:
    """Raise :class:`NoRoom` when so much more is too much for one report.

    The row that holds the files is locked, or two at once would both find room.
    """
    most = settings.UPLOAD_REPORT_FILES, settings.UPLOAD_REPORT_LIMIT
    room = _room(held, *most)
    if code := room.lacks(files, size):
        raise NoRoom(code, room=room, size=size)


def _room(
    held: QuerySet[CaseFile] | QuerySet[DraftFile], most_files: int, most_size: int
) -> Room:
    there = held.aggregate(files=Count("id"), size=Sum("file__size"))
    return Room(there["files"], there["size"] or 0, most_files, most_size)
