"""Files that join a case, and how many of them each side may bring (R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from django.db.models import Count, Sum

from complaints.models import CaseFile
from complaints.services.errors import NotReady
from documents.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from complaints.models import Case

Lane = Literal["reporter", "agency", "internal"]
MOST_FILES = 100
MOST_BYTES = 500_000_000


def attach(
    case: Case, file_ids: Sequence[int], *, lane: Lane, now: datetime, **part: Any
) -> None:
    """Put stored files into the locked case, as brought by one side of it.

    Each side has its own room, so that neither can use up the other's. Raises
    :class:`NotReady` when they do not fit; then none joins.
    """
    if not file_ids:
        return
    held = CaseFile.objects.filter(case=case, lane=lane)
    there = held.aggregate(files=Count("id"), size=Sum("file__size"))
    new = StoredFile.objects.filter(pk__in=file_ids).aggregate(size=Sum("size"))
    size = (there["size"] or 0) + (new["size"] or 0)
    if there["files"] + len(file_ids) > MOST_FILES or size > MOST_BYTES:
        raise NotReady("case_full")
    CaseFile.objects.bulk_create(
        CaseFile(case=case, file_id=pk, lane=lane, added_at=now, **part)
        for pk in file_ids
    )
