"""Reading for the pages about people and about one's own account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.labels import ACT_LABELS, DECISION_LABELS, ROLE_LABELS, WHY_LABELS
from accounts.models import (
    AgencyMembership,
    ApiToken,
    OfficeMembership,
    RoleChange,
    StoredSession,
    User,
)
from accounts.policies import may_arrange
from accounts.roles import OFFICE_ROLES, Act, Decision, Role, Why
from accounts.session_store import hashed
from agencies.models import Agency, Office, Unit
from agencies.selectors.search import search_agencies
from journal import registry
from journal.actor import ActorKind
from journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from accounts.actor import Actor

PAGE = 25
HISTORY = 50


@dataclass(frozen=True, slots=True)
class Held:
    """One role of a person, present or past."""

    role: str
    label: Any
    place: Any
    units: tuple[Any, ...]
    since: datetime
    until: datetime | None
    slug: str
    office_id: int | None


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a person's history."""

    at: datetime
    label: Any
    detail: tuple[Any, ...]
    by: str


def people_page(
    actor: Actor, *, text: str, after: tuple[str, int] | None
) -> list[User]:
    """Up to one more than a page of people by name; ``after``: the last one seen."""
    found = User.objects.visible_to(actor)
    for word in text.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if after is not None:
        name, pk = after
        found = found.filter(Q(name__gt=name) | Q(name=name, pk__gt=pk))
    return list(found.order_by("name", "pk")[: PAGE + 1])


def roles_now(people: Iterable[User], now: datetime) -> dict[int, list[Held]]:
    """What each of these people holds at ``now``; two queries, three with units."""
    ids = [person.pk for person in people]
    found: dict[int, list[Held]] = {pk: [] for pk in ids}
    for user_id, held in _memberships(Q(user__in=ids)):
        if held.since <= now and (held.until is None or held.until > now):
            found[user_id].append(held)
    return found


def roles_ever(person: User) -> list[Held]:
    """Everything that a person held, what is in force first."""
    rows = [held for _, held in _memberships(Q(user=person))]
    rows.sort(key=lambda held: held.since, reverse=True)
    return sorted(rows, key=lambda held: held.until is not None)


def _memberships(which: Q) -> Iterable[tuple[int, Held]]:
    for office in OfficeMembership.objects.filter(which).select_related("office"):
        role = Role.CHAIR if office.is_chair else Role(office.role)
        yield (
            office.user_id,
            Held(
                office.role,
                ROLE_LABELS[role],
                office.office,
                (),
                office.valid_from,
                office.valid_to,
                f"kantor-{office.pk}",
                office.office_id,
            ),
        )
    rows = AgencyMembership.objects.filter(which).select_related("agency")
    for agency in rows.prefetch_related("units"):
        yield (
            agency.user_id,
            Held(
                agency.kind,
                ROLE_LABELS[Role(agency.kind)],
                agency.agency,
                tuple(agency.units.all()),
                agency.valid_from,
                agency.valid_to,
                f"instansi-{agency.pk}",
                None,
            ),
        )


def membership(person: User, slug: str, now: datetime) -> Any:
    """One role that a person holds at ``now``, by the slug of ``Held``, or None."""
    kind, _, number = slug.partition("-")
    models: dict[str, Any] = {"kantor": OfficeMembership, "instansi": AgencyMembership}
    model = models.get(kind)
    if model is None or not number.isdecimal() or len(number) > 18:
        return None
    return model.objects.filter(user=person, pk=int(number)).valid_at(now).first()


def history(person: User) -> list[Happened]:
    """The latest entries on a person's chain, with who did each."""
    entries = list(
        Entry.objects.filter(subject_kind=User.journal_kind, subject_id=person.pk)
        .exclude(kind="accounts.invited")
        .order_by("-n")[:HISTORY]
    )
    ids = {one.actor_id or 0 for one in entries if one.actor_kind == ActorKind.USER}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        Happened(
            one.at,
            registry.label_of(one.kind),
            _details(one.data),
            names.get(one.actor_id or 0, ""),
        )
        for one in entries
    ]


def _details(data: dict[str, Any]) -> tuple[Any, ...]:
    """The codes of an entry as words."""
    role = Role.CHAIR.value if data.get("chair") else data.get("role", data.get("kind"))
    words = (
        ACT_LABELS.get(Act(data["act"])) if data.get("act") else None,
        ROLE_LABELS.get(Role(role)) if role else None,
        DECISION_LABELS.get(Decision(data["decision"]))
        if data.get("decision")
        else None,
        WHY_LABELS.get(Why(data["why"])) if data.get("why") else None,
    )
    return tuple(word for word in words if word)


def changes(actor: Actor) -> QuerySet[RoleChange]:
    """Proposals for a list, with what it shows."""
    found: QuerySet[RoleChange] = RoleChange.objects.visible_to(actor).select_related(
        "person", "office", "agency", "proposed_by", "decided_by"
    )
    return found


def arrangeable_roles(actor: Actor) -> list[Role]:
    """The roles of the house that this actor may propose somewhere."""
    offices = actor.office_ids or {None}
    return [
        role
        for role in Role
        if role in OFFICE_ROLES
        and any(may_arrange(actor, role.value, office) for office in offices)
    ]


def offices_for(actor: Actor) -> QuerySet[Office]:
    """Where this actor may propose roles."""
    found = Office.objects.order_by("code")
    return (
        found if actor.has(Role.SYSTEM_ADMIN) else found.filter(pk__in=actor.office_ids)
    )


def units_of(agency: Agency) -> QuerySet[Unit]:
    """The service units of an agency that exist today."""
    return Unit.objects.current().filter(agency=agency).order_by("name_id")


def agencies_called(text: str) -> list[Agency]:
    """Agencies for a search box, each once."""
    found = {match.agency.pk: match.agency for match in search_agencies(text)}
    return list(found.values())


def agency_by_ref(ref: str) -> Agency | None:
    """The agency that was picked, if it exists."""
    try:
        return Agency.objects.current().filter(ref=UUID(ref)).first()
    except ValueError:
        return None


def tokens_of(user: User) -> list[ApiToken]:
    """A person's tokens, what nobody revoked first, then the latest.

    So none that lives is pushed out of sight by others that were made and revoked.
    """
    unrevoked = F("revoked_at").desc(nulls_first=True)
    return list(user.api_tokens.order_by(unrevoked, "-ref")[:HISTORY])


def tokens_page(actor: Actor, *, after: UUID | None) -> list[ApiToken]:
    """Up to one more than a page of those he may know, the latest first."""
    found = ApiToken.objects.visible_to(actor).select_related("owner", "revoked_by")
    if after is not None:
        found = found.filter(ref__lt=after)
    return list(found.order_by("-ref")[: PAGE + 1])


def sessions_of(user: User, session_key: str, now: datetime) -> list[dict[str, Any]]:
    """A person's open sessions, the one in use first; nothing about devices."""
    rows = StoredSession.objects.filter(user=user, expire_date__gt=now)
    mine = hashed(session_key)
    found = [
        {
            "n": row.pk[:16],
            "since": row.made_at,
            "used": row.used_at,
            "this": row.pk == mine,
        }
        for row in rows
    ]
    return sorted(found, key=lambda one: not one["this"])
