"""What an officer typed and has not sent: on one case, and everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case as Case_
from django.db.models import Exists, F, OuterRef, Prefetch, Q, When
from django.db.models.functions import Now

from accounts.models import OfficeMembership
from accounts.roles import Role
from complaints.models import Case, Recusal, Unsent

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

    The same as ``policies.own_parties`` says of WRITERS: who only reads the case, or acts
    in another's place today, may keep words in it, and keeps nobody from ending it.
    """
    kept_out = Recusal.objects.filter(case=OuterRef("case"), user=OuterRef("by"))
    may = Q(Exists(_holding(Role.HEAD)))
    for role, holder in HOLDERS.items():
        free = Q(**{f"case__{holder}": F("by")})
        if role in TAKERS:
            free |= Q(**{f"case__{holder}": None})
        may |= free & Q(Exists(_holding(role)))
    return Unsent.objects.annotate(
        out=Case_(When(Q(Exists(kept_out)) | ~may, then=True), default=False)
    )


def _holding(role: Role) -> QuerySet[OfficeMembership]:
    """The writer's own membership with this role in the case's office, of today."""
    return OfficeMembership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=Now()),
        role=role,
        office=OuterRef("case__office"),
        user=OuterRef("by"),
        user__is_active=True,
    )


def with_unsent() -> Prefetch[str, UnsentQuery, str]:
    """Everybody's of a case, for a page that lists what is open and shows one's own."""
    return Prefetch("unsent", _marked())


def _read(case: Case) -> bool:
    return "unsent" in getattr(case, "_prefetched_objects_cache", {})


def unsent_by_others_too(case: Case) -> list[Unsent]:
    """In the order of their writing; none of who is kept out: he can send no more."""
    rows: UnsentQuery = case.unsent.all()
    if not _read(case):
        rows = _marked().filter(case=case)
    return sorted((row for row in rows if not row.out), key=lambda row: row.pk)


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
