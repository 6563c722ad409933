"""Opening who reported: an act of its own, on the record first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.roles import Role
from accounts.stepup import is_recent
from complaints import vault
from complaints.domain import events
from complaints.models import Activity, Case
from complaints.models.choices import VaultKind
from complaints.policies import keeps_identities, stands_in
from complaints.selectors.custody import latest_of
from complaints.services.gate import enter, tell
from journal.actor import ActorKind
from journal.models import Entry

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.identity import Revealed
    from complaints.models import IdentityRequest

#: Why an identity may be opened; a free word is not a purpose.
PURPOSES = frozenset({"contact", "verify", "examine", "court"})
TIME_BOX = timedelta(minutes=15)


def request_identity(
    *, ref: UUID, purpose: str, actor: Actor, real_now: datetime, now: datetime
) -> int:
    """Write down who opens which identity and why; returns the journal entry's id.

    The plaintext comes with :func:`open_identity`, in a later transaction, so that
    there is never a reading without its line (R13). Refused: nobody assigned, no
    second factor within 5 minutes, no purpose, and a confidential reporter without a
    custodian's consent in force (services.custody), whose purpose then holds.
    ``real_now`` is the wall clock, which no demonstration moves.
    """
    refusal = ""
    with transaction.atomic():
        case = enter(ref, actor=actor)
        consent = _consent(case, actor, real_now=real_now, now=now)
        purpose = consent.purpose if consent else purpose
        refusal = _refusal(case, purpose, actor, real_now, consent)
        entry = tell(
            case,
            events.IDENTITY_REFUSED if refusal else events.IDENTITY_OPENED,
            actor=actor,
            now=now,
            purpose=purpose if purpose in PURPOSES else "none",
            role="" if refusal else capacity(case, actor),
            why=refusal,
            **({"request": consent.pk} if consent and not refusal else {}),
        )
    if refusal:
        raise NotAllowed(refusal)
    return entry.pk


def closed_to(case: Case, actor: Actor) -> str:
    """The code of why this identity is closed to this actor, or "".

    In nobody's place: a deputy opens none (settled: identity never by scope).
    """
    holds = actor.user_id in case.assigned_ids
    heads = actor.has(Role.HEAD) and case.office_id in actor.office_ids
    if not (holds or heads):
        return "as_deputy" if stands_in(actor, case) else "not_assigned"
    if case.has_reporter or hides_witness(case):
        return ""
    return "no_reporter"


def hides_witness(case: Case) -> bool:
    """Whether the name of somebody who is heard lies sealed in it."""
    heard = case.activities.all()  # the case page has read them already
    return case.erased_at is None and any(row.is_sealed for row in heard)


def _consent(
    case: Case, actor: Actor, *, real_now: datetime, now: datetime
) -> IdentityRequest | None:
    """The consent with which this actor may open this confidential identity now."""
    if not case.is_confidential:
        return None
    last = latest_of(case, actor.user_id)
    if last is None or last.standing(real_now) != "granted" or not last.decided_by:
        return None
    return last if keeps_identities(member(last.decided_by, now=now)) else None


def capacity(case: Case, actor: Actor) -> str:
    """As what he opens it: the reporter is told the role, not the name (R15)."""
    held = {
        case.examiner_id: Role.EXAMINER,
        case.intake_id: Role.INTAKE,
        case.resmon_id: Role.RESMON,
    }
    return held.get(actor.user_id, Role.HEAD).value


def _refusal(
    case: Case,
    purpose: str,
    actor: Actor,
    real_now: datetime,
    consent: IdentityRequest | None,
) -> str:
    closed = closed_to(case, actor)
    if closed:
        return closed
    if case.is_confidential and consent is None:
        return "confidential"
    if purpose not in PURPOSES:
        return "purpose"
    if not is_recent(actor.stepped_up_at, real_now):
        return "step_up"
    return ""


def open_identity(
    *, ref: UUID, entry_id: int, actor: Actor, real_now: datetime
) -> Revealed:
    """Who reported, for 15 minutes after the entry, to the one who asked for it.

    The vault itself looks for the consent again: one that was revoked since, or whose
    custodian is none any more, opens nothing. Where nobody reported the entry opens the
    names of those who are heard, and no other.
    """
    case, entry = _opening(ref, entry_id, actor=actor, real_now=real_now)
    if not case.has_reporter:
        raise NotAllowed("no_reporter")
    try:
        return vault.open_identity(case.pk, entry.pk)
    except vault.VaultError as refused:
        raise NotAllowed("consent_over") from refused


def _opening(
    ref: UUID, entry_id: int, *, actor: Actor, real_now: datetime
) -> tuple[Case, Entry]:
    """The case, and the entry of this very person that still opens it."""
    case = Case.objects.visible_to(actor).get(ref=ref)
    entry = Entry.objects.get(
        pk=entry_id,
        kind=events.IDENTITY_OPENED,
        subject_kind=Case.journal_kind,
        subject_id=case.pk,
        actor_kind=ActorKind.USER,
        actor_id=actor.user_id,
    )
    closed = closed_to(case, actor)
    if closed:
        raise NotAllowed(closed)
    if real_now - entry.recorded_at > TIME_BOX:
        raise NotAllowed("time_box")
    return case, entry


def open_witnesses(
    *, ref: UUID, entry_id: int, actor: Actor, real_now: datetime
) -> list[tuple[Activity, str]]:
    """Whose names are sealed beside it, by the hearing: opened by the same entry."""
    heard = Activity.objects.filter(case__ref=ref, sealed__erased_at=None)
    rows = list(heard.exclude(sealed=None).order_by("sealed_id"))
    if not rows:
        return []
    case, entry = _opening(ref, entry_id, actor=actor, real_now=real_now)
    try:
        names = vault.open_witnesses(case.pk, entry.pk)
    except vault.VaultError as refused:
        raise NotAllowed("consent_over") from refused
    return list(zip(rows, names, strict=True))


def completed_on(case: Case) -> list[datetime]:
    """When the reporter added something to who he is."""
    rows = case.vault.filter(kind=VaultKind.COMPLETED, erased_at=None)
    return list(rows.order_by("id").values_list("created_at", flat=True))
