"""What an officer typed and has not sent: on one case, and everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Case_
from django.db.models import Exists, F, OuterRef, Prefetch, Q, When
from django.db.models.functions import Now

from accounts.absent import seats_of_each
from accounts.models import AgencyMembership, OfficeMembership
from accounts.roles import Role
from complaints.models import AgencyTie, Case, Recusal, Unsent
from complaints.policies import SEATS

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from django.db.models import QuerySet

    from accounts.actor import Actor

    UnsentQuery: TypeAlias = QuerySet[Any]


#: Who holds a case as what; the first and the last may also take a free one.
HOLDERS = {
    Role.INTAKE: "intake",
    Role.EXAMINER: "examiner",
    Role.RESMON: "resmon",
}
TAKERS = frozenset({Role.INTAKE, Role.RESMON})


@dataclass(frozen=True, slots=True)
class Waiting:
    """Words that wait; ``case`` is None where it is no longer hers to see."""

    row: Unsent
    case: Case | None


def _marked() -> UnsentQuery:
    """Unsent words, each with whether its writer is ``out``: he could not send them now.

    The same as ``policies.own_parties`` says of WRITERS: who only reads the case may keep
    words in it, and keeps nobody from ending it. ``roles``: those in which a deputy sits
    in another's place, as of ``asked_at``; none of who may not, whoever is away.
    """
    kept_out = Recusal.objects.filter(case=OuterRef("case"), user=OuterRef("by"))
    tied = [
        model.objects.filter(agency=OuterRef("case__agency"), user=OuterRef("by"))
        for model in (AgencyMembership, AgencyTie)
    ]
    never = Q(case__restricted=True) | Q(case__filed_by=F("by"))
    for rows in (kept_out, *tied):
        never |= Q(Exists(rows))
    may = Q(Exists(_holding(Role.HEAD)))
    for role, holder in HOLDERS.items():
        free = Q(**{f"case__{holder}": F("by")})
        if role in TAKERS:
            free |= Q(**{f"case__{holder}": None})
        may |= free & Q(Exists(_holding(role)))
    return Unsent.objects.annotate(
        out=Case_(When(Q(Exists(kept_out)) | ~may, then=True), default=False),
        never=Case_(When(never, then=True), default=False),
        roles=ArraySubquery(_works().values("role")),
        asked_at=Now(),
    )


def _works() -> QuerySet[OfficeMembership]:
    """The writer's own memberships in the case's office, of today."""
    return OfficeMembership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=Now()),
        office=OuterRef("case__office"),
        user=OuterRef("by"),
        user__is_active=True,
    )


def _holding(role: Role) -> QuerySet[OfficeMembership]:
    """The same with this role."""
    return _works().filter(role=role)


def with_unsent() -> Prefetch[str, UnsentQuery, str]:
    """Everybody's of a case, for a page that lists what is open and shows one's own."""
    return Prefetch("unsent", _marked())


def _read(case: Case) -> bool:
    return "unsent" in getattr(case, "_prefetched_objects_cache", {})


def unsent_by_others_too(case: Case) -> list[Unsent]:
    """In the order of their writing; none of who is kept out: he can send no more.

    What a deputy wrote for who holds the case is his to send while the other is away.
    """
    rows: UnsentQuery = case.unsent.all()
    if not _read(case):
        rows = _marked().filter(case=case)
    may_send = {row.pk for row in rows if not row.out} | _of_deputies(case, rows)
    return sorted((row for row in rows if row.pk in may_send), key=lambda row: row.pk)


def _of_deputies(case: Case, rows: UnsentQuery) -> set[int]:
    """Those of them whose writers sit today in the place of who holds the case.

    One query, and none where nobody else wrote.
    """
    others = {row.by_id: row for row in rows if row.out and not row.never and row.roles}
    if not others:
        return set()
    roles = {pk: frozenset(map(Role, row.roles)) for pk, row in others.items()}
    now = next(iter(others.values())).asked_at
    sits = seats_of_each(case.office_id, roles, now)
    held = {(getattr(case, column), role) for _party, role, column in SEATS}
    return {row.pk for pk, row in others.items() if sits[pk] & held}


def unsent_in(case: Case, actor: Actor) -> dict[str, Unsent]:
    """Her own unsent words in this case, by act."""
    me = actor.signed_in_id
    rows = case.unsent.all() if _read(case) else case.unsent.filter(by_id=me)
    return {row.act: row for row in rows if row.by_id == me}


def all_unsent(actor: Actor) -> list[Waiting]:
    """All her unsent words, the newest first; a case that is closed to her is not told."""
    rows = list(Unsent.objects.filter(by_id=actor.signed_in_id))
    seen = Case.objects.visible_to(actor).in_bulk([row.case_id for row in rows])
    return [Waiting(row, seen.get(row.case_id)) for row in rows]
