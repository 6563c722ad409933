"""The check of every word that an agency will read: does it tell who reported?

No name is opened for it. Beside the vault lie keyed marks of the reporter's numbers,
mailbox and words of the name, made for this report alone; the words of a text are marked
the same way and compared. What is known in one case of a report is known in all of them.
"""

from __future__ import annotations

from dataclasses import replace
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
from complaints.selectors.merging import report_ids, report_locked
from complaints.services.errors import WouldName
from complaints.services.gate import on_behalf
from journal.models import Entry
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

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
    marks = vault.marks_of(ids)
    own = {mark for _kind, mark in marks}
    names_in = _finder(case, marks, vault.NAME, Kind.NAME)
    witnesses_in = _finder(case, marks, vault.WITNESS, Kind.WITNESS)
    found: dict[Place, None] = {}
    for text in _strings(texts):
        for place in leaks.identifiers(text):
            mark = vault.blind_index(place.kind.value, place.text)
            found[replace(place, own=mark in own)] = None
        for place in names_in(text):
            found[place] = None
        for place in witnesses_in(text):
            found[replace(place, text="")] = None  # nobody learns it by guessing
    told = [row for row in found if row.own or replace(row, own=True) not in found]
    return _untold(told) if case.is_confidential else told


def _finder(
    case: Case, marks: Iterable[tuple[str, bytes]], lies: str, kind: Kind
) -> Callable[[str], Iterator[Place]]:
    """What finds in a text the words of the names that are marked under ``lies``.

    The one word that is a whole name is that person, however many others are marked.
    """
    public, ref = _public(case), named_by(case)
    words = {mark for name, mark in marks if name == lies}
    whole = {mark for name, mark in marks if name == vault.ALONE[lies]}

    @cache
    def mark_of(word: str) -> bytes:
        return b"" if word in public else vault.name_mark(ref, word)

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
    if _too_often([row.pk for row in report_locked(case.ref)]):
        return [TOO_OFTEN]
    record(
        events.TEXT_HELD,
        actor=actor,
        subject=case,
        data=on_behalf(case, actor),
        now=now,
    )
    return found


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


def walls(case: Case, found: Iterable[Place]) -> list[Place]:
    """Of these what nobody may send: a confidential reporter's own, a sealed name."""
    return [
        place
        for place in found
        if place.own and (case.is_confidential or place.kind is Kind.WITNESS)
    ]


def require_nameless(case: Case, *texts: object, checked: bool) -> None:
    """Refuse with :class:`WouldName` what would name somebody to an agency.

    ``checked``: its writer saw each place and answers for it. For what is a confidential
    reporter's own, or the sealed name of a witness, nobody can answer: it must go.
    """
    found = places(case, texts)
    barred = walls(case, found)
    if barred or (found and not checked):
        raise WouldName(found, walled=bool(barred))


def _strings(values: Iterable[object]) -> Iterable[str]:
    """Every text in what a letter or a draft is made of."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _strings(value.values())
        elif isinstance(value, list | tuple):
            yield from _strings(value)
