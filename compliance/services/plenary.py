"""Setting the results: minutes of the plenary, and two different people who agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.policies import require
from agencies.domain.calendar import legal_day
from compliance import notifications, policies
from compliance.models import Approval, Place, Plenary, Settled, Visit
from compliance.models.plenary import APPROVERS
from compliance.models.rounds import RoundState
from compliance.services.errors import NotLocked, OwnWork, PlenaryDay, StaleRound
from compliance.services.gates import Gate
from compliance.services.results import figures_of, outcome_of
from compliance.services.rounds import locked_round
from journal.record import record

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Round
    from compliance.services.results import Outcome
    from documents.models import StoredFile
    from journal.record import JSON

NOT_A_MEMBER = _("Hanya pimpinan Ombudsman yang menyetujui hasil penilaian.")


@transaction.atomic
def file_minutes(
    *,
    round_ref: UUID,
    number: str,
    held_on: date,
    minutes: StoredFile,
    version: int,
    actor: Actor,
    now: datetime,
) -> Plenary:
    """The minutes of the plenary that set the results of a locked round.

    Minutes that were there before give way, and whoever had agreed is asked again.
    ``version`` is that of the minutes which the page showed, 0 for none. Raises NotAllowed, NotLocked, StaleRound, PlenaryDay,
    Round.DoesNotExist.
    """
    round_ = locked_round(round_ref, actor)
    if round_.state != RoundState.LOCKED or round_.locked_at is None:
        raise NotLocked
    before = Plenary.objects.filter(round=round_).first()
    if (before.version if before else 0) != version:
        raise StaleRound
    zone = settings.TIME_ZONE
    if not legal_day(round_.locked_at, zone) <= held_on <= legal_day(now, zone):
        raise PlenaryDay
    figures = figures_of(outcome_of(round_))
    row, _created = Plenary.objects.update_or_create(
        round=round_,
        defaults={
            "number": number,
            "held_on": held_on,
            "minutes": minutes,
            "figures": figures,
            "version": version + 1,
            "filed_by_id": actor.signed_in_id,
            "filed_at": now,
        },
    )
    row.approvals.all().delete()
    data: dict[str, JSON] = {
        "held_on": held_on.isoformat(),
        "file": minutes.sha256,
        "figures": figures,
    }
    record(notifications.MINUTES_FILED, actor=actor, subject=round_, data=data, now=now)
    return row


@transaction.atomic
def approve(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Plenary:
    """Agree to the results that these minutes set; to agree twice is to agree once.

    ``version`` is that of the minutes that were read. Raises NotAllowed, StaleRound,
    NotLocked, OwnWork, Plenary.DoesNotExist.
    """
    require(policies.can_approve_results(actor), NOT_A_MEMBER)
    rows = Plenary.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.select_related("round").get(ref=ref)
    if row.version != version:
        raise StaleRound
    if row.round.state != RoundState.LOCKED:
        raise NotLocked
    if took_part(row, actor):
        raise OwnWork
    if row.figures != figures_of(outcome_of(row.round)):
        raise StaleRound
    _row, created = Approval.objects.get_or_create(
        plenary=row, by_id=actor.signed_in_id, defaults={"at": now}
    )
    if created:
        data: dict[str, JSON] = {"figures": row.figures, "version": row.version}
        record(
            notifications.RESULTS_APPROVED,
            actor=actor,
            subject=row.round,
            data=data,
            now=now,
        )
    return row


def took_part(plenary: Plenary, actor: Actor) -> bool:
    """Whether this person runs rounds, filed the minutes, or assessed or judged there."""
    who = actor.signed_in_id
    seen = Visit.objects.filter(place__round=plenary.round_id, assessor_id=who)
    signed = Place.objects.filter(round=plenary.round_id, signed_by_id=who)
    settled = Settled.objects.filter(place__round=plenary.round_id, by_id=who)
    return (
        policies.can_run_rounds(actor)
        or plenary.filed_by_id == who
        or seen.exists()
        or signed.exists()
        or settled.exists()
    )


def agreement(round_: Round) -> tuple[Gate, ...]:
    """Whether there are minutes, and how many agreed to them. Two queries."""
    plenary = Plenary.objects.filter(round=round_).first()
    agreed = plenary.approvals.count() if plenary else 0
    return (
        Gate("minutes", int(plenary is not None), 1),
        Gate("approved", min(agreed, APPROVERS), APPROVERS),
    )


def gates_of_publication(round_: Round, outcome: Outcome) -> tuple[Gate, ...]:
    """What must hold before a locked round is published.

    ``outcome`` is computed anew: what was agreed to is what everybody will read.
    """
    plenary = Plenary.objects.filter(round=round_).first()
    if plenary is None:
        return agreement(round_)
    same = plenary.figures == figures_of(outcome)
    return *agreement(round_), Gate("same", int(same), 1)
