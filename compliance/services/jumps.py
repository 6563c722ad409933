"""Figures far from those of the year before: somebody says why before the lock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from compliance import notifications
from compliance.domain.oddities import jump
from compliance.models import PublishedResult, Snapshot
from compliance.selectors.methods import as_data
from compliance.selectors.results import Methods, method_of
from compliance.services.errors import UnusableAgencies
from compliance.services.gates import Gate
from compliance.services.results import bases
from compliance.services.rounds import open_for_work
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from compliance.models import Round, RoundAgency
    from journal.record import JSON


@dataclass(frozen=True, slots=True)
class Jump:
    """One agency: its figure now and the year before, both before any deduction."""

    member: RoundAgency
    now: Decimal
    before: Decimal

    @property
    def points(self) -> Decimal:
        """By how much it is higher, or lower where it is below 0."""
        return self.now - self.before

    @property
    def explained(self) -> bool:
        return bool(self.member.jump_note)


def jumps(round_: Round) -> list[Jump]:
    """The agencies whose figure is far from a comparable one of the year before.

    By the name of the agency. A fixed number of queries; nothing is computed where no
    agency has a comparable figure.
    """
    before = _year_before(round_)
    members = [
        member
        for member in round_.members.filter(assessed=True)
        .select_related("agency")
        .order_by("agency__name_id")
        if member.agency_id in before
    ]
    found = []
    now = bases(round_, members) if members else {}
    for member in members:
        figure, last = now[member.pk], before[member.agency_id]
        if figure is not None and jump(figure, last):
            found.append(Jump(member, figure, last))
    return found


def gate_of_jumps(found: Sequence[Jump]) -> Gate:
    """Whether somebody has said something of each of them."""
    return Gate("jumps", sum(one.explained for one in found), len(found))


@transaction.atomic
def explain_jump(
    *, round_ref: UUID, agency_ref: UUID, note: str, actor: Actor, now: datetime
) -> None:
    """Say why the figure of an agency is so far from that of the year before.

    Raises NotAllowed, RoundClosed, UnusableAgencies (there is no jump), Round.DoesNotExist.
    """
    round_ = open_for_work(round_ref, actor)
    found = {one.member.agency.ref: one for one in jumps(round_)}
    if agency_ref not in found:
        raise UnusableAgencies
    member = found[agency_ref].member
    member.jump_note = note
    member.save(update_fields=["jump_note"])
    data: dict[str, JSON] = {
        "agency": member.agency_id,
        "points": int(found[agency_ref].points),
    }
    record(
        notifications.JUMP_EXPLAINED, actor=actor, subject=round_, data=data, now=now
    )


def _year_before(round_: Round) -> Mapping[int, Decimal]:
    """The comparable figures of the year before; ours where there are two."""
    methods = Methods()
    series = method_of(as_data(round_.methodology)).series
    year, agencies = round_.year - 1, round_.members.values("agency")
    found: dict[int, Decimal] = {}
    official = methods.of(year)
    if official and official.series == series:
        printed = PublishedResult.objects.filter(year=year, agency__in=agencies)
        found |= dict(printed.values_list("agency_id", "score"))
    rows = Snapshot.objects.current().filter(
        year=year, agency__in=agencies, score__isnull=False
    )
    told = rows.order_by("id").values_list(
        "agency_id", "round__methodology_id", "data__result__base"
    )
    for agency, method_id, base in told:
        method = methods.by_id(method_id)
        if method and method.series == series:
            found[agency] = Decimal(base)
    return found
