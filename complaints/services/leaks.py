"""The check of every word that an agency will read: does it tell who reported?

No name is opened for it. Beside the vault lie keyed marks of the reporter's numbers,
mailbox and words of the name, made for this report alone; the words of a text are marked
the same way and compared. What is known in one case of a report is known in all of them.
What was ever read together with a case (its parts, what was merged into it, the material
of an investigation of ours) is held against it too: who works on one reads them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from complaints import vault
from complaints.domain import events, leaks
from complaints.domain.leaks import Kind, Place
from complaints.models import Case
from complaints.models.identity import named_by
from complaints.selectors.initiatives import read_with
from complaints.selectors.merging import report_ids, report_locked, reports_of
from complaints.services.errors import WouldName
from complaints.services.gate import on_behalf
from journal.models import Entry
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor

#: So often in a day may a text of one report, however many cases it became, hold what is
#: sealed: a confidential reporter's own, or the name of a witness.
HELD_A_DAY = 5
TOO_OFTEN = Place(Kind.OFTEN, "", own=True)


def places(case: Case, texts: Iterable[object]) -> list[Place]:
    """Everything in these texts that could tell who reported, each once."""
    ids = report_ids(case)
    if _too_often(ids):
        return [TOO_OFTEN]
    said = list(_strings(texts))
    marks = [(kind, mark) for _pk, kind, mark in vault.marks_of(ids)]
    found = _found(said, [_Marks(named_by(case), marks, _public(case))])
    if not case.has_reporter:
        return _untold(_all(found, _found(said, _of_reports(read_with(case)))))
    found = _untold(found) if _keeps(case) else found
    return _all(found, _of_others(case, said))


def _of_others(case: Case, said: Sequence[str]) -> list[Place]:
    """What tells who reported a part of this case, or what was merged into it.

    Whoever works on the whole reads their stories. What a confidential one of them has
    is sealed, and never told; what an open one has may be seen and sent.
    """
    others = read_with(case)
    kept = [row for row in others if row.is_confidential]
    open_ = [row for row in others if not row.is_confidential]
    told = _found(said, _of_reports(open_)) if open_ else []
    sealed = _untold(_found(said, _of_reports(kept))) if kept else []
    return [*told, *(replace(row, sealed=True) for row in sealed if row.own)]


def of_report(case: Case, texts: Iterable[object]) -> list[Place]:
    """What of this report's reporter stands in texts that go on without him."""
    if _too_often(report_ids(case)):
        return [TOO_OFTEN]
    found = [
        row for row in _found(list(_strings(texts)), _of_reports([case])) if row.own
    ]
    return _untold(found) if case.is_confidential else found


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is marked of one report: under which ref, what, and which words are public."""

    ref: UUID
    marks: list[tuple[str, bytes]]
    public: set[str]


def _of_reports(cases: Sequence[Case]) -> list[_Marks]:
    """The marks of several reports. Three queries, and what their bodies are called."""
    groups = reports_of(cases)
    marks = vault.marks_of({pk for _ref, ids in groups.values() for pk in ids})
    return [
        _Marks(
            groups[case.pk][0],
            [(kind, mark) for pk, kind, mark in marks if pk in groups[case.pk][1]],
            _public(case),
        )
        for case in cases
    ]


def _found(said: Sequence[str], reports: Sequence[_Marks]) -> list[Place]:
    """What stands in these words; that it is somebody's own is said once, if it is."""
    found: dict[Place, None] = {}
    own = {mark for report in reports for _kind, mark in report.marks}
    for text in said:
        for place in leaks.identifiers(text):
            mark = vault.blind_index(place.kind.value, place.text)
            found[replace(place, own=mark in own)] = None
    for report in reports:
        names_in = _finder(report, vault.NAME, Kind.NAME)
        witnesses_in = _finder(report, vault.WITNESS, Kind.WITNESS)
        for text in said:
            for place in names_in(text):
                found[place] = None
            for place in witnesses_in(text):
                found[replace(place, text="")] = None  # nobody learns it by guessing
    return [row for row in found if row.own or replace(row, own=True) not in found]


def _all(*parts: Iterable[Place]) -> list[Place]:
    """Several findings as one, each place once."""
    found = dict.fromkeys(place for part in parts for place in part)
    return [row for row in found if row.own or replace(row, own=True) not in found]


def _finder(report: _Marks, lies: str, kind: Kind) -> Callable[[str], Iterator[Place]]:
    """What finds in a text the words of the names that are marked under ``lies``.

    The one word that is a whole name is that person, however many others are marked.
    """
    words = {mark for name, mark in report.marks if name == lies}
    whole = {mark for name, mark in report.marks if name == vault.ALONE[lies]}

    @cache
    def mark_of(word: str) -> bytes:
        return b"" if word in report.public else vault.name_mark(report.ref, word)

    def is_word(word: str) -> bool:
        return mark_of(word) in words

    def is_whole(word: str) -> bool:
        return mark_of(word) in whole

    def found(text: str) -> Iterator[Place]:
        yield from leaks.names(text, is_word, words=len(words), kind=kind)
        yield from leaks.names(text, is_whole, words=min(len(whole), 1), kind=kind)

    return found


@transaction.atomic
def held(
    case: Case, found: Sequence[Place], *, actor: Actor, now: datetime
) -> Sequence[Place]:
    """Put on record that a confidential reporter's own stood in a text of this officer.

    Each answer of the check tells something to who guesses: the case's history says how
    often it was given, and after :data:`HELD_A_DAY` the check gives no other answer.
    Returns what may be said: of texts that came at the same moment, no more than that.
    """
    if all(place.kind is Kind.OFTEN for place in walls(case, found)):
        return found
    return found if _counted(case, actor=actor, now=now) else [TOO_OFTEN]


@transaction.atomic
def held_unsaid(case: Case, *, actor: Actor, now: datetime) -> None:
    """Count an answer to who may not know the case: whatever it was, it told something."""
    _counted(case, actor=actor, now=now)


def _counted(case: Case, *, actor: Actor, now: datetime) -> bool:
    """Put one answer on record; False where there were too many already."""
    if _too_often([row.pk for row in report_locked(case.ref)]):
        return False
    record(
        events.TEXT_HELD,
        actor=actor,
        subject=case,
        data=on_behalf(case, actor),
        now=now,
    )
    return True


def _too_often(case_ids: Iterable[int]) -> bool:
    day = Now() - timedelta(days=1)
    rows = Entry.objects.filter(
        subject_kind=Case.journal_kind,
        subject_id__in=list(case_ids),
        kind=events.TEXT_HELD,
    )
    return rows.filter(recorded_at__gt=day).count() >= HELD_A_DAY


def _untold(found: Iterable[Place]) -> list[Place]:
    """The same of a confidential report: that it stands there, and never which it is.

    Whoever typed every name there is would read his from the answer.
    """
    sealed = [row for row in found if row.kind is Kind.WITNESS]
    found = [row for row in found if row.kind is not Kind.WITNESS]
    rows = [replace(row, own=False) for row in found if row.kind is not Kind.NAME]
    if any(row.own for row in found):
        rows.append(Place(Kind.NAME, "", own=True))
    elif any(row.kind is Kind.NAME for row in found):
        rows.append(Place(Kind.NAME, ""))
    return rows + sealed


def _public(case: Case) -> set[str]:
    """Words that the agency's and the office's own names consist of tell of nobody."""
    bodies = (case.agency, case.unit, case.office)
    said = " ".join(body.name_id for body in bodies if body is not None)
    return set(leaks.words_of(said))


def _keeps(case: Case) -> bool:
    """Whether nobody may say who reported: he asked for it, or reported something else."""
    return case.is_confidential or not case.has_reporter


def walls(case: Case, found: Iterable[Place]) -> list[Place]:
    """Of these what nobody may send: a confidential reporter's own, a sealed name."""
    return [
        place
        for place in found
        if place.own and (_keeps(case) or place.sealed or place.kind is Kind.WITNESS)
    ]


def require_nameless(case: Case, *texts: object, checked: bool) -> None:
    """Refuse with :class:`WouldName` what would name somebody to an agency.

    ``checked``: its writer saw each place and answers for it. For what is a confidential
    reporter's own, or the sealed name of a witness, nobody can answer: it must go.
    """
    found = places(case, texts)
    barred = walls(case, found)
    if barred or (found and not checked):
        whose = "" if case.has_reporter else "names_material"
        raise WouldName(found, walled=bool(barred), whose=whose)


def require_public(case: Case, *texts: object, checked: bool) -> None:
    """Refuse with :class:`WouldName` what everybody would read of somebody.

    What is any reporter's own must go, whether he keeps his name secret or not, and
    every identity number. ``checked``: its writer saw each other place.
    """
    found = places(case, texts)
    sealed = (Kind.NIK, Kind.OFTEN)
    barred = [place for place in found if place.own or place.kind in sealed]
    if barred or (found and not checked):
        raise WouldName(found, walled=bool(barred), whose="names_public")


def require_left_out(case: Case, *texts: object) -> None:
    """Refuse with :class:`WouldName` what says who made a report that was withdrawn."""
    found = of_report(case, texts)
    if found:
        raise WouldName(found, walled=True, whose="names_withdrawn")


def _strings(values: Iterable[object]) -> Iterable[str]:
    """Every text in what a letter or a draft is made of."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _strings(value.values())
        elif isinstance(value, list | tuple):
            yield from _strings(value)
