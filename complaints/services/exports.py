"""A list as a table: asked for, made at once or by the clock, kept for a day.

It is made for the one who asked, with his rights at that moment, and stands on his own
chain with how many rows it has: the alarm on reading in bulk (R26) counts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation

from accounts.actor import SYSTEM
from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.models import User
from accounts.policies import require_stepped_up
from complaints.domain import events
from complaints.domain.dossiers import KEPT, MOST_TRIES, Stage
from complaints.domain.exports import AT_ONCE, MOST, MOST_WAITING, Form
from complaints.domain.listings import Listing
from complaints.models import Case, Export
from complaints.policies import reads_cases
from complaints.selectors.queue import PAGE
from complaints.services.errors import LeftUndone, NotReady
from documents.domain.kinds import MediaType, Verdict
from documents.services import erase_file
from documents.services.keeping import keep
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from accounts.actor import Actor
    from complaints.domain.exports import Purpose
    from complaints.domain.queueing import Column

#: As many in one round of the clock.
EACH_ROUND = 3
#: How the file of each list is called.
NAMES = {Listing.QUEUE: "antrean", Listing.ACTIONS: "tindakan"}
TYPES = {Form.XLSX: MediaType.XLSX, Form.CSV: MediaType.CSV}
log = structlog.stdlib.get_logger("ombudsman.exports")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: which part of which list, how, in which language, for what."""

    query: str
    columns: Sequence[Column]
    form: Form
    purpose: Purpose
    language: str
    found: int
    listing: Listing = Listing.QUEUE


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of the table, of how many rows; of which cases it tells, and how many
    of them are not his."""

    content: bytes
    rows: int
    cases: list[int]
    others: int


if TYPE_CHECKING:
    Writer: TypeAlias = Callable[[Export, Actor, datetime], Written]


@transaction.atomic
def ask(*, wish: Wish, write: Writer, actor: Actor, now: datetime) -> Export:
    """Take the wish down; what is small is made with it. Raises :class:`NotReady`."""
    if not reads_cases(actor):
        raise NotAllowed("reads_cases")
    require_stepped_up(actor)
    _check(wish, actor)
    export = Export.objects.create(
        asked_by_id=actor.signed_in_id,
        asked_at=now,
        listing=wish.listing.value,
        query=wish.query,
        columns=[column.value for column in wish.columns],
        form=wish.form.value,
        purpose=wish.purpose.value,
        language=wish.language,
        found=wish.found,
    )
    about = {"form": wish.form.value, "purpose": wish.purpose.value}
    about["of"] = wish.listing.value
    reader = User(pk=actor.signed_in_id)
    record(events.EXPORT_ASKED, actor=actor, subject=reader, data=about, now=now)
    if wish.found <= AT_ONCE:
        _made(export, write(export, actor, now), actor=actor, now=now)
    return export


def _check(wish: Wish, actor: Actor) -> None:
    # Two wishes of one person wait for each other, so that neither is one too many.
    User.objects.select_for_update(no_key=True).get(pk=actor.signed_in_id)
    waiting = Export.objects.filter(
        asked_by_id=actor.signed_in_id, stage=Stage.WAITING.value
    )
    if not wish.found:
        raise NotReady("export_empty")
    if wish.found > MOST:
        raise NotReady("export_many")
    if waiting.count() >= MOST_WAITING:
        raise NotReady("export_waits")


def run(now: datetime, write: Writer) -> None:
    """Make what is wished for, and destroy what was there for a day.

    Raises :class:`LeftUndone` when one could not be made; the others were.
    """
    for pk in Export.objects.filter(
        stage=Stage.MADE.value, ends_at__lte=now
    ).values_list("pk", flat=True):
        _end(pk, now)
    failed = 0
    waiting = Export.objects.filter(stage=Stage.WAITING.value).order_by("asked_at")
    for pk in list(waiting.values_list("pk", flat=True)[:EACH_ROUND]):
        try:
            _make(pk, write, now)
        except (OperationalError, InterfaceError):
            raise  # the database is away: no fault of this table
        except Exception:
            log.exception("table of a list not made", export=pk)
            failed += 1
            _failed(pk)
    if failed:
        raise LeftUndone


def _make(pk: int, write: Writer, now: datetime) -> None:
    wish = Export.objects.select_related("asked_by").get(pk=pk)
    actor = member(wish.asked_by, now=now)
    if not wish.asked_by.is_active or not reads_cases(actor):
        Export.objects.filter(pk=pk).update(stage=Stage.OVER.value, query="")
        return
    with translation.override(wish.language):
        table = write(wish, actor, now)
    # Writing takes seconds, in which nothing is locked: a case may have gone.
    with transaction.atomic():
        wish = Export.objects.select_for_update().get(pk=pk)
        gone = Case.objects.filter(pk__in=table.cases, erased_at__isnull=False)
        if wish.stage == Stage.WAITING and not gone.exists():
            _made(wish, table, actor=actor, now=now)


def so_far(export: Export, done: int) -> None:
    """How many of its rows are written."""
    Export.objects.filter(pk=export.pk).update(done=done)


def _made(export: Export, table: Written, *, actor: Actor, now: datetime) -> None:
    export.file = keep(
        table.content,
        name=f"{NAMES[Listing(export.listing)]}-{export.ref}.{export.form}",
        media_type=TYPES[Form(export.form)],
        verdict=Verdict.OURS,
        now=now,
    )
    export.stage, export.ends_at = Stage.MADE.value, now + KEPT
    export.query, export.cases = "", table.cases
    export.found = export.done = table.rows
    export.save()
    record(
        events.EXPORT_MADE,
        actor=actor,
        subject=User(pk=export.asked_by_id),
        data={
            "file": str(export.file.ref),
            "sha256": export.file.sha256,
            "of": export.listing,
            "found": export.found,
            "others": table.others,
            # As many pages of the list would have told him the same.
            "worth": -(-export.found // PAGE),
        },
        now=now,
    )


def _failed(pk: int) -> None:
    with transaction.atomic():
        wish = Export.objects.select_for_update().get(pk=pk)
        wish.tries += 1
        if wish.tries >= MOST_TRIES:
            wish.stage, wish.query = Stage.FAILED.value, ""
        wish.save(update_fields=["tries", "stage", "query"])


@transaction.atomic
def _end(pk: int, now: datetime) -> None:
    """The file is destroyed, and with it the list of whom it told of."""
    export = Export.objects.select_for_update().get(pk=pk)
    if export.stage == Stage.MADE and export.file is not None:
        erase_file(stored=export.file, actor=SYSTEM, now=now)
        export.stage, export.cases = Stage.OVER.value, []
        export.save(update_fields=["stage", "cases"])


def forget(case: Case, *, now: datetime) -> None:
    """No table that tells of an erased case stays."""
    told = Export.objects.filter(stage=Stage.MADE.value, cases__contains=[case.pk])
    for pk in told.values_list("pk", flat=True):
        _end(pk, now)
