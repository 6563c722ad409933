"""The case file as one PDF: asked for, made by the clock, kept for a day, destroyed.

It is made for the one who asked, with his rights at that moment: who cannot see the
case any more gets none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.utils import translation

from accounts.actor import SYSTEM
from accounts.actor_of import member
from accounts.errors import NotAllowed
from complaints.domain import events
from complaints.domain.dossiers import KEPT, MOST_TRIES, Stage
from complaints.models import Case, Dossier
from complaints.policies import WRITERS, parties_of
from complaints.services.dossier_content import bound
from complaints.services.errors import LeftUndone
from complaints.services.gate import enter, require_words, tell
from documents.domain.kinds import MediaType, Verdict
from documents.services import erase_file
from documents.services.keeping import keep

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor

AT_ONCE = 3
NAME = "berkas-perkara.pdf"
log = structlog.stdlib.get_logger("ombudsman.dossiers")


def may_bind(case: Case, actor: Actor) -> bool:
    """Whoever writes in a case may take it along: its officers and their head."""
    return not WRITERS.isdisjoint(parties_of(actor, case))


@transaction.atomic
def ask_dossier(
    *, ref: UUID, notes: bool, language: str, actor: Actor, now: datetime
) -> Dossier:
    """Wish for the case as one PDF; a wish that waits already is the same wish.

    ``notes``: with what only the house may read.
    """
    case = enter(ref, actor=actor)
    if not may_bind(case, actor):
        raise NotAllowed("no_dossier")
    require_words(case)
    waiting = case.dossiers.filter(
        asked_by_id=actor.signed_in_id, stage=Stage.WAITING.value
    )
    found = waiting.first()
    if found is not None:
        return found
    tell(case, events.DOSSIER_ASKED, actor=actor, now=now, notes=notes)
    return Dossier.objects.create(
        case=case,
        asked_by_id=actor.signed_in_id,
        asked_at=now,
        notes=notes,
        language=language,
    )


def run(now: datetime) -> None:
    """Make what is wished for, and destroy what was there for a day.

    Raises :class:`LeftUndone` when one could not be made; the others were.
    """
    for old in Dossier.objects.filter(stage=Stage.MADE.value, ends_at__lte=now):
        _end(old.pk, now)
    failed = 0
    waiting = Dossier.objects.filter(stage=Stage.WAITING.value).order_by("asked_at")
    for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            _make(pk, now)
        except Exception:
            log.exception("case file not made", dossier=pk)
            failed += 1
            _failed(pk)
    if failed:
        raise LeftUndone


def _make(pk: int, now: datetime) -> None:
    wish = Dossier.objects.select_related("asked_by").get(pk=pk)
    actor = member(wish.asked_by, now=now)
    seen = Case.objects.visible_to(actor).filter(pk=wish.case_id, erased_at=None)
    case = seen.select_related("office", "agency", "unit").first()
    if case is None or not may_bind(case, actor):
        Dossier.objects.filter(pk=pk).update(stage=Stage.OVER.value)
        return
    with translation.override(wish.language):
        book = bound(case, wish, actor=actor, now=now)
    # Binding takes seconds, in which nothing is locked: the case may have gone.
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        wish = Dossier.objects.select_for_update().get(pk=pk)
        if wish.stage != Stage.WAITING or locked.erased_at is not None:
            return
        wish.file = keep(
            book.content,
            name=NAME,
            media_type=MediaType.PDF,
            verdict=Verdict.OURS,
            now=now,
        )
        wish.stage, wish.pages, wish.ends_at = Stage.MADE.value, book.pages, now + KEPT
        wish.save()
        tell(
            locked,
            events.DOSSIER_MADE,
            actor=SYSTEM,
            now=now,
            file=str(wish.file.ref),
            sha256=wish.file.sha256,
            pages=book.pages,
            user=wish.asked_by_id,
        )


def _failed(pk: int) -> None:
    with transaction.atomic():
        wish = Dossier.objects.select_for_update().get(pk=pk)
        wish.tries += 1
        if wish.tries >= MOST_TRIES:
            wish.stage = Stage.FAILED.value
        wish.save(update_fields=["tries", "stage"])


@transaction.atomic
def _end(pk: int, now: datetime) -> None:
    wish = Dossier.objects.select_for_update().get(pk=pk)
    if wish.stage == Stage.MADE and wish.file is not None:
        erase_file(stored=wish.file, actor=SYSTEM, now=now)
        wish.stage = Stage.OVER.value
        wish.save(update_fields=["stage"])
