"""A file of orders: uploaded and looked at, then brought in by the clock, case by case.

Looking at it writes nothing. Bringing in checks everything anew; each case is a
transaction of its own, and where it stopped it goes on. What was uploaded is kept until
then, or for a week.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import InterfaceError, OperationalError, transaction

from accounts.actor_of import member
from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain.former import Reading, read
from complaints.domain.orders_file import (
    Column,
    Fault,
    Stage,
    Unreadable,
    number_key,
    rows_of,
)
from complaints.models import FormerCase, OrdersFile
from complaints.policies import heads_an_office
from complaints.selectors.former import file_for, known_keys
from complaints.selectors.former_words import headings, vocabulary
from complaints.services.errors import Conflicted, LeftUndone, NotReady
from complaints.services.taking_over import bringing, take_over
from documents.tables import unguarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from agencies.models import Office
    from complaints.domain.former import OldCase
    from complaints.domain.orders_file import Row
    from complaints.models import Case
    from complaints.services.taking_over import Brought

#: How long a file waits for the second step, and what became of it can be read.
KEPT = timedelta(days=7)
#: As many cases in one turn of the clock.
A_TURN = 50
MOST_TRIES = 3
#: As many rows that could not come in are kept, and shown.
MOST_TOLD = 200
log = structlog.stdlib.get_logger("ombudsman.orders")


@dataclass(slots=True)
class Preview:
    """What would come in, what is there already, and what cannot."""

    reading: Reading
    fresh: list[OldCase] = field(default_factory=list)
    known: list[OldCase] = field(default_factory=list)

    @property
    def orders(self) -> int:
        """How many rows would come in."""
        return sum(len(case.orders) for case in self.fresh)


def look(content: bytes, office: Office, *, now: datetime) -> Preview:
    """Read a file as it would come in now, and write nothing. Raises ``Unreadable``."""
    rows = rows_of(content, headings(), unguarded)
    today = legal_day(now, office.zone)
    found = Preview(read(rows, vocabulary(office, today=today, now=now)))
    known = known_keys(office.pk, [case.key for case in found.reading.cases])
    for case in found.reading.cases:
        (found.known if case.key in known else found.fresh).append(case)
    return found


def require_head(actor: Actor, office_id: int) -> None:
    """Refuse with :class:`NotAllowed` who does not head this office."""
    if not heads_an_office(actor) or office_id not in actor.office_ids:
        raise NotAllowed("party")


@transaction.atomic
def upload(
    *, content: bytes, office: Office, actor: Actor, now: datetime
) -> OrdersFile:
    """Keep a file for the second step. Raises ``Unreadable`` for one of which no row can
    be told, or that tells of a case that was erased."""
    require_head(actor, office.pk)
    rows = rows_of(content, headings(), unguarded)
    _require_unerased(rows, office)
    return OrdersFile.objects.create(
        office=office,
        by_id=actor.signed_in_id,
        made_at=now,
        content=content,
        rows=len(rows),
    )


def _require_unerased(rows: Sequence[Row], office: Office) -> None:
    """What was erased does not come back as a file. Waits for an erasing that is on its
    way, as it waits for this."""
    keys = {_key(row) for row in rows}
    known = FormerCase.objects.filter(office=office, key__in=keys).order_by("pk")
    list(known.select_for_update())
    gone = set(
        known.filter(case__erased_at__isnull=False).values_list("key", flat=True)
    )
    if lines := [str(row.line) for row in rows if _key(row) in gone]:
        raise Unreadable("erased", lines)


def _key(row: Row) -> str:
    """By which number a row is known; "" for one that could not be read."""
    return number_key(row.cells.get(Column.NUMBER, ""))


@transaction.atomic
def begin(*, ref: UUID, actor: Actor, now: datetime) -> OrdersFile:
    """Somebody said that it shall come in; said again it is the same.

    Raises ``OrdersFile.DoesNotExist`` for a file of another office.
    """
    file = OrdersFile.objects.select_for_update().get(pk=file_for(actor, ref).pk)
    require_head(actor, file.office_id)
    if file.stage != Stage.READ:
        return file
    preview = look(bytes(file.content), file.office, now=now)
    if not preview.fresh:
        raise NotReady("orders_none")
    file.stage, file.begun_at = Stage.BEGUN.value, now
    # Who said so answers for it, whoever uploaded it.
    file.by_id = actor.signed_in_id
    file.found = len(preview.fresh) + len(preview.known)
    file.save(update_fields=["stage", "begun_at", "by", "found"])
    return file


def run(now: datetime) -> None:
    """Go on with what was begun, and forget what is old.

    Raises :class:`LeftUndone` when one could not go on; the others did.
    """
    failed = 0
    for pk in _begun():
        try:
            work_off(pk, now=now)
        except (OperationalError, InterfaceError):
            raise  # the database is away: no fault of this file
        except Exception as error:
            log.error("orders not brought in", file=pk, error=type(error).__name__)  # noqa: TRY400 -- no text: it may carry words of the file
            failed += 1
            _failed(pk, now)
    old = OrdersFile.objects.filter(made_at__lt=now - KEPT)
    old.exclude(stage=Stage.BEGUN.value).delete()
    if failed:
        raise LeftUndone(f"{failed} files")


def forget(case: Case, *, now: datetime) -> None:
    """Destroy every uploaded file that tells of this case, for it is erased.

    Of its office, with the number by which the case was known; also one that cannot be
    read any more. One that nobody has let in goes whole, as after a week; one that is on
    its way stops, and what else is in it has to be uploaded anew.
    """
    former = FormerCase.objects.select_for_update().filter(case=case).first()
    if former is None:
        return
    rows = OrdersFile.objects.filter(office_id=former.office_id).exclude(content=b"")
    for file in rows.select_for_update().order_by("pk"):
        if file.pk != former.file_id and not _tells_of(file, former.key):
            continue
        if file.stage == Stage.READ:
            file.delete()
        else:
            file.stage, file.content, file.ended_at = Stage.FAILED.value, b"", now
            file.save(update_fields=["stage", "content", "ended_at"])


def _tells_of(file: OrdersFile, key: str) -> bool:
    """Whether a row of it is of this number; of what cannot be read nobody can say not."""
    try:
        rows = rows_of(bytes(file.content), headings(), unguarded)
    except Unreadable:
        return True
    # A row that could not be told apart may be of any number.
    return any(row.fault or _key(row) == key for row in rows)


def _begun() -> Iterable[int]:
    rows = OrdersFile.objects.filter(stage=Stage.BEGUN.value).order_by("begun_at", "pk")
    return list(rows.values_list("pk", flat=True))


def work_off(pk: int, *, now: datetime, most: int = A_TURN) -> OrdersFile:
    """Bring in so many more of its cases; the last turn ends it."""
    file = OrdersFile.objects.select_related("by", "office").get(pk=pk)
    if file.stage != Stage.BEGUN:
        return file
    actor = member(file.by, now=now)
    try:
        require_head(actor, file.office_id)
    except NotAllowed:
        return _end(pk, Stage.FAILED, [], now=now)
    try:
        preview = look(bytes(file.content), file.office, now=now)
    except Unreadable:
        return _end(pk, Stage.FAILED, [], now=now)
    cases = [case for case in preview.reading.cases if case.line > file.upto]
    how = bringing(office=file.office, file=file, actor=actor, now=now)
    for case in cases[:most]:
        _one(pk, case, how)
    if len(cases) <= most:
        return _end(pk, Stage.DONE, preview.reading.faults, now=now)
    file.refresh_from_db()
    return file


@transaction.atomic
def _one(pk: int, old: OldCase, how: Brought) -> None:
    """One case and how far the file is, together or not at all."""
    file = OrdersFile.objects.select_for_update().get(pk=pk)
    if file.stage != Stage.BEGUN or old.line <= file.upto:
        return  # somebody else is at it
    file.upto, file.tried = old.line, file.tried + 1
    try:
        case = take_over(old, how)
    except Conflicted:
        _keep(file, [Fault(one.line, None, "conflict") for one in old.orders])
    else:
        if case is None:
            file.known += 1
        else:
            file.stored, file.orders = file.stored + 1, file.orders + len(old.orders)
    file.save()


def _keep(file: OrdersFile, faults: Sequence[Fault]) -> None:
    """What could not come in, as far as anybody reads it."""
    room = max(MOST_TOLD - len(file.left), 0)
    file.left += [one.stored() for one in faults[:room]]
    file.left_more += len(faults[room:])


@transaction.atomic
def _end(
    pk: int, stage: Stage, faults: Sequence[Fault], *, now: datetime
) -> OrdersFile:
    file = OrdersFile.objects.select_for_update().get(pk=pk)
    if file.stage == Stage.BEGUN:
        _keep(file, faults)
        file.stage, file.content, file.ended_at = stage.value, b"", now
        file.save()
    return file


def _failed(pk: int, now: datetime) -> None:
    file = OrdersFile.objects.get(pk=pk)
    file.tries += 1
    file.save(update_fields=["tries"])
    if file.tries >= MOST_TRIES:
        _end(pk, Stage.FAILED, [], now=now)


def bring_in_now(
    content: bytes, office: Office, *, actor: Actor, now: datetime
) -> OrdersFile:
    """All of it at once, for who waits at a prompt. Raises ``Unreadable``."""
    file = upload(content=content, office=office, actor=actor, now=now)
    begin(ref=file.ref, actor=actor, now=now)
    while file.stage in {Stage.READ, Stage.BEGUN}:
        file = work_off(file.pk, now=now)
    return file
