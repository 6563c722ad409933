"""Cases that no head may decide about: every head of their office is kept out (R10).

Nobody of the office can help then: another head has to be appointed. So it is told to
the heads of the centre and to the administrators, by the office and in numbers only.
So are suggestions that no head may decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.models import AgencyMembership, OfficeMembership
from accounts.roles import Role
from complaints.domain.states import OPEN_STATES
from complaints.models import AgencyTie, Case, Initiative, Recusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Headless:
    """An office, in both languages, and how many of its cases have no head; and how many
    suggestions to investigate by itself nobody may decide (``suggested``)."""

    name_id: str
    name_en: str
    n: int
    suggested: int = 0


def tends_headless(actor: Actor) -> bool:
    """Whether this actor sees to it that there is a head."""
    return actor.has(Role.SYSTEM_ADMIN) or (actor.central and actor.has(Role.HEAD))


def heads_of(office_id: int, now: datetime) -> QuerySet[OfficeMembership]:
    """The heads of this office whose accounts are open."""
    members: QuerySet[OfficeMembership] = OfficeMembership.objects.filter(
        office_id=office_id, role=Role.HEAD.value, user__is_active=True
    ).valid_at(now)
    return members


def free_heads(
    case: Case, now: datetime, *, office_id: int | None = None
) -> QuerySet[OfficeMembership]:
    """Those of them who may decide about this case; of another office where one is named."""
    served = AgencyMembership.objects.filter(agency=case.agency)
    tied = AgencyTie.objects.filter(agency=case.agency)
    kept_out = (
        Q(user__in=case.recusals.values("user_id"))
        | Q(user__in=served.values("user_id"))
        | Q(user__in=tied.values("user_id"))
    )
    return heads_of(office_id or case.office_id, now).exclude(kept_out)


def heads_free_in(
    cases: Iterable[Case], now: datetime
) -> dict[int, tuple[tuple[int, str], ...]]:
    """The heads who may decide about each of these cases of one office: ids and names.

    Four queries, however many cases there are.
    """
    rows = list(cases)
    if not rows:
        return {}
    heads = {
        member.user_id: member.user.name
        for member in heads_of(rows[0].office_id, now)
        .select_related("user")
        .order_by("user__name", "user_id")
    }
    by_name = set(
        Recusal.objects.filter(case__in=rows, user__in=heads).values_list(
            "case_id", "user_id"
        )
    )
    agencies = {row.agency_id for row in rows}
    served = AgencyMembership.objects.filter(agency__in=agencies, user__in=heads)
    tied = AgencyTie.objects.filter(agency__in=agencies, user__in=heads)
    by_agency = {
        *served.values_list("agency_id", "user_id"),
        *tied.values_list("agency_id", "user_id"),
    }
    return {
        row.pk: tuple(
            (pk, name)
            for pk, name in heads.items()
            if (row.pk, pk) not in by_name and (row.agency_id, pk) not in by_agency
        )
        for row in rows
    }


def who_appoints(at: datetime) -> list[int]:
    """Who sees to it that there is a head, by id: :func:`tends_headless` of each."""
    rows = OfficeMembership.objects.filter(
        Q(role=Role.SYSTEM_ADMIN.value) | Q(role=Role.HEAD.value, office__central=True),
        user__is_active=True,
    ).valid_at(at)
    return list(rows.order_by("user_id").values_list("user_id", flat=True).distinct())


def heads_left(now: datetime, *, central: bool = False) -> QuerySet[OfficeMembership]:
    """The heads of a suggestion's office who have nothing to do with what it is about;
    or those of the centre. To be asked of suggestions."""
    who = OuterRef("user")
    about = OuterRef(OuterRef("agency"))
    out = Recusal.objects.filter(case=OuterRef(OuterRef("out_of")), user=who)
    rows: QuerySet[OfficeMembership] = OfficeMembership.objects.filter(
        ~Exists(AgencyMembership.objects.filter(agency=about, user=who)),
        ~Exists(AgencyTie.objects.filter(agency=about, user=who)),
        ~Exists(out),
        role=Role.HEAD.value,
        user__is_active=True,
    ).valid_at(now)
    if central:
        return rows.filter(office__central=True)
    return rows.filter(office=OuterRef("office"))


def _undecidable(now: datetime) -> QuerySet[Initiative]:
    """Suggestions that no head may decide: of their office, nor of the centre, which
    knows nothing of a restricted report."""
    centre = Exists(heads_left(now, central=True))
    beyond = Q(out_of__restricted=True) | ~centre
    rows: QuerySet[Initiative] = Initiative.objects.filter(
        ~Exists(heads_left(now)), beyond, decided_at=None
    )
    return rows


def headless(now: datetime) -> list[Headless]:
    """Offices with such open cases, or with such suggestions. Two queries."""
    cases = {row["code"]: row for row in _in_offices(_without_head(now))}
    asked = {row["code"]: row for row in _in_offices(_undecidable(now))}
    return [
        Headless(
            row["name_id"],
            row["name_en"],
            cases.get(code, {}).get("n", 0),
            asked.get(code, {}).get("n", 0),
        )
        for code, row in sorted({**asked, **cases}.items())
    ]


def _in_offices(rows: QuerySet[Any]) -> Iterable[dict[str, Any]]:
    """How many of them each office has."""
    found: Iterable[dict[str, Any]] = (
        rows.order_by()
        .values("office")
        .annotate(
            n=Count("pk"),
            code=F("office__code"),
            name_id=F("office__name_id"),
            name_en=F("office__name_en"),
        )
    )
    return found


def _without_head(now: datetime) -> QuerySet[Case]:
    recused = Recusal.objects.filter(
        case=OuterRef(OuterRef("pk")), user=OuterRef("user")
    )
    served = AgencyMembership.objects.filter(
        agency=OuterRef(OuterRef("agency")), user=OuterRef("user")
    )
    tied = AgencyTie.objects.filter(
        agency=OuterRef(OuterRef("agency")), user=OuterRef("user")
    )
    free = (
        OfficeMembership.objects.filter(
            office=OuterRef("office"), role=Role.HEAD.value, user__is_active=True
        )
        .valid_at(now)
        .exclude(Exists(recused) | Exists(served) | Exists(tied))
    )
    return _with_a_conflict().filter(~Exists(free))


def _with_a_conflict() -> QuerySet[Case]:
    """Open cases that anybody at all is kept out of; few, and found by an index."""
    by_name = Recusal.objects.values("case_id")
    by_agency = Q(agency__in=AgencyTie.objects.values("agency_id")) | Q(
        agency__in=OfficeMembership.objects.filter(
            role=Role.HEAD.value, user__agency_memberships__isnull=False
        ).values("user__agency_memberships__agency_id")
    )
    return Case.objects.filter(state__in=[s.value for s in OPEN_STATES]).filter(
        Q(pk__in=by_name) | by_agency
    )
