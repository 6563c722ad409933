"""An agency writes what it did before it sends it as evidence; what it writes is kept.

A draft is the agency's: any of its liaisons who sees the case goes on with it, and the
office knows nothing of it. Files come with the sending. It goes when a liaison sends it;
what the superior sends, or what comes on paper, is another piece and leaves it alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import corrective
from complaints.domain.shared_draft import is_overtaken
from complaints.domain.states import Party
from complaints.models import Case, CorrectiveAction, EvidenceDraft
from complaints.selectors.evidence_drafts import draft_of, drafted
from complaints.services.errors import NotReady, Overtaken
from complaints.services.executing import locked_action, require_shown
from complaints.services.gate import require

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.evidence_text import EvidenceText

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def keep_evidence(
    *,
    ref: UUID,
    text: EvidenceText,
    basis: str | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what is written so far for an order; where nothing is, nothing is kept.

    ``basis``: the mark of the draft that was shown. Raises :class:`Overtaken`, and
    :class:`NotReady` where nobody waits to be shown it, or the day cannot be.
    """
    case, action = locked_action(ref, actor)
    require(actor, case, Party.LIAISON)
    require_shown(case, action)
    require_day(case, action, text, now)
    require_seen(action, basis, text)
    forget(action)
    if not text.is_empty:
        EvidenceDraft.objects.create(
            action=action,
            text=text.text,
            done_on=text.done_on,
            saved_by_id=actor.signed_in_id,
            saved_at=now,
        )


@transaction.atomic
def drop_evidence(*, ref: UUID, basis: str | None = None, actor: Actor) -> None:
    """Throw the draft away that was shown. Raises :class:`Overtaken`."""
    case, action = locked_action(ref, actor)
    require(actor, case, Party.LIAISON)
    stored = drafted(draft_of(action)).mark
    if is_overtaken(basis=basis, stored=stored, mine=""):
        raise Overtaken
    forget(action)


def require_day(
    case: Case, action: CorrectiveAction, text: EvidenceText, now: datetime
) -> None:
    """Raise :class:`NotReady` for a day on which it cannot have been done."""
    today = legal_day(now, case.office.zone)
    if text.done_on and not corrective.may_be_done_on(
        text.done_on, action.received_on, today
    ):
        raise NotReady("day_outside")


def require_seen(
    action: CorrectiveAction, basis: str | None, mine: EvidenceText
) -> None:
    """Raise :class:`Overtaken` where a colleague's draft would be lost unseen."""
    stored = drafted(draft_of(action)).mark
    if is_overtaken(basis=basis, stored=stored, mine=mine.mark):
        raise Overtaken


def forget(action: CorrectiveAction) -> None:
    """Nothing is written of this order any more."""
    action.evidence_drafts.all().delete()


def purge(now: datetime) -> None:
    """Delete the drafts that nobody sent in thirty days."""
    for pk, case_id in list(_old(now).values_list("pk", "action__case_id")):
        _purge(pk, case_id, now)


def _old(now: datetime) -> QuerySet[EvidenceDraft]:
    return EvidenceDraft.objects.filter(saved_at__lt=now - KEPT_FOR)


@transaction.atomic
def _purge(pk: int, case_id: int, now: datetime) -> None:
    """One of them, unless it was sent or written anew while we waited for its case."""
    Case.objects.locked_by_id(case_id)
    _old(now).filter(pk=pk).delete()
