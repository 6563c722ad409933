"""The words of files, made findable for those who may read the files.

A search must not say more than the page of the case does. So a file is read only when
every officer who sees the case may open it: the copy for reading, after the scan; never
the original, a power of attorney, or a file of a report in which a witness is sealed. Of
a confidential case nothing is read. The words of the names that are sealed beside the case
are left out, like numbers and mailboxes: people are found by blind index, not by text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from complaints import vault
from complaints.domain.filed_words import MOST_SIGNS, findable
from complaints.models import Activity, Case, CaseFile, FileWords
from complaints.models.identity import named_by
from complaints.selectors.merging import report_ids
from complaints.services import searching
from documents.domain.kinds import Copying, Verdict
from documents.errors import DocumentError
from documents.models.files import without_scanner
from documents.services.wording import words_in

if TYPE_CHECKING:
    from datetime import datetime

#: As many as are read in one go.
AT_ONCE = 5
#: The marks of names that are sealed beside a case.
NAMES = frozenset(
    {vault.NAME, vault.WITNESS, vault.ALONE[vault.NAME], vault.ALONE[vault.WITNESS]}
)


def _settled() -> Q:
    """Scanned, and copied if it can be: nothing more will become of it.

    A demonstration that was given no scanner hands out its invented files unseen, and
    reads them likewise.
    """
    seen = [Verdict.CLEAN, *([Verdict.NOT_SCANNED] if without_scanner() else [])]
    copied = Q(file__verdict__in=seen) & ~Q(file__copying=Copying.WAITING)
    return copied | Q(file__verdict__in=[Verdict.OURS, Verdict.REJECTED])


def run(now: datetime) -> None:
    """Read what was scanned and copied since; each file once, whatever comes of it."""
    rows = CaseFile.objects.filter(_settled(), words_at=None, case__erased_at=None)
    pieces = rows.select_related("file", "case").order_by("id")
    for piece in pieces[:AT_ONCE]:
        _read(piece, now)


def may_find(piece: CaseFile) -> bool:
    """Whether the words of this file may find its case."""
    # Beside a sealed witness nothing is read: what is left out of the words would say
    # which of many names it is. He may be heard in another case of the report.
    heard = Activity.objects.filter(case__in=report_ids(piece.case))
    sealed = heard.filter(sealed__isnull=False).exists()
    return not (piece.case.is_confidential or piece.purpose or sealed)


def read_again(case: Case) -> None:
    """A name was sealed beside the case: its files are read anew, or not at all.

    So are those of the other cases of its report; all of them are locked.
    """
    cases = Case.objects.filter(pk__in=report_ids(case), erased_at=None)
    FileWords.objects.filter(piece__case__in=cases).delete()
    CaseFile.objects.filter(case__in=cases).update(words_at=None)
    for one in cases.select_related("agency").order_by("pk"):
        searching.index(one)


def _read(piece: CaseFile, now: datetime) -> None:
    # Reading takes seconds, in which nothing is locked: the case may go meanwhile.
    words = _words_of(piece) if may_find(piece) else ""
    with transaction.atomic():
        case = Case.objects.locked_by_id(piece.case_id)
        if case.erased_at is not None:
            return
        unread = CaseFile.objects.filter(pk=piece.pk, words_at=None)
        # So may a witness have been sealed, here or in another case of the report.
        if unread.update(words_at=now) and words and may_find(piece):
            FileWords.objects.create(piece=piece, words=words)
            searching.index(case)


def _words_of(piece: CaseFile) -> str:
    try:
        said = words_in(piece.file, most=MOST_SIGNS)
    except DocumentError:
        return ""
    case = piece.case
    marks = {
        mark for _, kind, mark in vault.marks_of(report_ids(case)) if kind in NAMES
    }
    ref = named_by(case)
    return findable(
        searching.without_people(said),
        lambda word: vault.name_mark(ref, word) in marks,
    )
