"""A confidential identity opens with the consent of another person (R14).

Who holds the case asks, a custodian decides and may take it back, and only then the
asker opens, with a committed entry of its own each time (services.identity).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from accounts.stepup import is_recent
from complaints.domain import events
from complaints.models import Case, IdentityRequest
from complaints.models.labels import BASIS_LABELS, PURPOSE_LABELS
from complaints.selectors.custody import latest_of, requests_for
from complaints.services.errors import NotReady
from complaints.services.gate import enter, kept, tell
from complaints.services.identity import capacity, closed_to

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor

#: How long a consent may be used; ``vault_open`` measures it by its own clock.
CONSENT = timedelta(hours=4)


def ask(
    *,
    ref: UUID,
    purpose: str,
    basis: str,
    actor: Actor,
    real_now: datetime,
    now: datetime,
) -> IdentityRequest:
    """Ask for consent to open this identity; custodians get the news.

    Refused, and on the record: whom :func:`identity.closed_to` keeps out, no purpose
    or basis of the law, no second factor within five minutes. Raises
    :class:`NotReady` when nobody's consent is needed, or a request already waits.
    """
    with transaction.atomic():
        case = enter(ref, actor=actor)
        if not case.is_confidential:
            raise NotReady("not_confidential")
        last = latest_of(case, actor.user_id)
        if last is not None and last.standing(real_now) in {"waiting", "granted"}:
            raise NotReady("already_asked")
        refusal = _refusal(case, purpose, basis, actor, real_now)
        if not refusal:
            return _asked(case, purpose, basis, actor, now)
        tell(
            case,
            events.IDENTITY_REFUSED,
            actor=actor,
            now=now,
            purpose=purpose if purpose in PURPOSE_LABELS else "none",
            role="",
            why=refusal,
        )
    raise NotAllowed(refusal)


def _refusal(
    case: Case, purpose: str, basis: str, actor: Actor, real_now: datetime
) -> str:
    closed = closed_to(case, actor)
    if closed:
        return closed
    if purpose not in PURPOSE_LABELS:
        return "purpose"
    if basis not in BASIS_LABELS:
        return "basis"
    return "" if is_recent(actor.stepped_up_at, real_now) else "step_up"


def _asked(
    case: Case, purpose: str, basis: str, actor: Actor, now: datetime
) -> IdentityRequest:
    row = IdentityRequest.objects.create(
        case=case,
        asked_by_id=actor.signed_in_id,
        role=capacity(case, actor),
        purpose=purpose,
        basis=basis,
        asked_at=now,
    )
    tell(
        case,
        events.IDENTITY_ASKED,
        actor=actor,
        now=now,
        request=row.pk,
        purpose=purpose,
        basis=basis,
        role=row.role,
    )
    return row


@transaction.atomic
def decide(
    *,
    ref: UUID,
    grant: bool,
    reason: str,
    actor: Actor,
    real_now: datetime,
    now: datetime,
) -> IdentityRequest:
    """Agree, or refuse with a reason; once, and never on one's own request.

    Raises ``IdentityRequest.DoesNotExist`` for whoever keeps no identities, asked
    himself, or has a conflict of interest in the case; :class:`NotReady` when it is
    decided already, a refusal has no reason, or the asker may no longer ask.
    """
    case, row = _enter(ref, actor, real_now)
    if row.decided_at is not None:
        raise NotReady("already_decided_request")
    if not grant and not reason.strip():
        raise NotReady("refusal_needs_reason")
    if grant and case.recusals.filter(user_id=row.asked_by_id).exists():
        raise NotReady("asker_recused")
    row.decided_by_id = actor.signed_in_id
    row.decided_at = now
    row.granted = grant
    row.reason = kept(case, reason.strip())
    row.lapses_at = real_now + CONSENT if grant else None
    row.save()
    kind = events.IDENTITY_GRANTED if grant else events.IDENTITY_DENIED
    tell(case, kind, actor=actor, now=now, request=row.pk)
    return row


@transaction.atomic
def revoke(
    *, ref: UUID, actor: Actor, real_now: datetime, now: datetime
) -> IdentityRequest:
    """Take a consent back; from here on nothing opens with it.

    A reading that has begun in the database ends first, a later one is refused: both
    lock the row. Raises :class:`NotReady` when there is no consent in force.
    """
    case, row = _enter(ref, actor, real_now)
    if row.standing(real_now) != "granted":
        raise NotReady("no_consent")
    row.revoked_by_id = actor.signed_in_id
    row.revoked_at = now
    row.save(update_fields=["revoked_by_id", "revoked_at"])
    tell(case, events.IDENTITY_REVOKED, actor=actor, now=now, request=row.pk)
    return row


def _enter(ref: UUID, actor: Actor, real_now: datetime) -> tuple[Case, IdentityRequest]:
    """The case, locked, then the request; a custodian's way in."""
    if not requests_for(actor).filter(ref=ref).exists():
        raise IdentityRequest.DoesNotExist
    if not is_recent(actor.stepped_up_at, real_now):
        raise NotAllowed("step_up")
    case_id = IdentityRequest.objects.values_list("case_id", flat=True).get(ref=ref)
    case: Case = Case.objects.locked_by_id(case_id)
    row = IdentityRequest.objects.select_for_update(of=("self",)).get(ref=ref)
    return case, row
