"""What an officer's queue is set up with: his columns, whom and where he may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Q, When
from django.db.models.functions import JSONObject

from accounts.models import OfficeMembership, User
from accounts.roles import Role
from agencies.models import Office
from agencies.selectors import calendar_of, calendar_row
from complaints.domain.listings import Listing
from complaints.domain.queueing import COLUMNS, Column, Density
from complaints.models import QueueLook, SavedFilter
from complaints.policies import CASE_ROLES, NATIONAL_ROLES
from complaints.selectors import substances

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from agencies.domain.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Saved:
    """A filter that is kept under a name; ``mine``: he may change it."""

    pk: int
    name: str
    query: str
    office_id: int | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """How the queue stands on somebody's desk. Choices are pairs of value and name."""

    columns: tuple[Column, ...]
    density: Density
    offices: list[tuple[str, str]]
    substances: list[tuple[str, str]]
    colleagues: list[tuple[str, str]]
    calendar: WorkCalendar
    saved: list[Saved]


def desk_of(
    actor: Actor, now: datetime, language: str, listing: Listing = Listing.QUEUE
) -> Desk:
    """All of it in one query, with the calendar by which the queue tells days.

    ``listing``: the list whose filters are kept.
    """
    name = "name_en" if language == "en" else "name_id"
    parts: dict[str, ArraySubquery] = {
        "calendar": ArraySubquery(calendar_row()),
        "look": _many(
            QueueLook.objects.filter(user=OuterRef("pk")), "columns", "density"
        ),
        "offices": _many(_offices(actor).order_by("code"), "id", name),
        "colleagues": _many(
            _colleagues(actor, now).order_by("name", "id"), "id", "name"
        ),
        "substances": _many(
            substances.ruling_on(substances.today_of(now)), *substances.LISTED
        ),
    }
    parts["saved"] = _many(
        _saved(actor, listing), "id", "name", "query", "office_id", "owner_id"
    )
    rows: QuerySet[User, Any] = User.objects.filter(pk=actor.signed_in_id)
    row: Any = rows.values(**parts)[0]
    look = row["look"][0] if row["look"] else {}
    chosen = look.get("columns", COLUMNS)
    return Desk(
        columns=tuple(column for column in Column if column in chosen),
        density=Density(look.get("density", Density.LOOSE)),
        offices=[(str(one["id"]), one[name]) for one in row["offices"]],
        substances=[
            (one.code, getattr(one, name))
            for one in substances.listed(row["substances"])
        ],
        colleagues=[(str(one["id"]), one["name"]) for one in row["colleagues"]],
        calendar=calendar_of(row["calendar"]),
        saved=[_kept(one, actor) for one in row["saved"]],
    )


def _saved(actor: Actor, listing: Listing) -> QuerySet[SavedFilter]:
    """His own in his order, then those that others share with his offices."""
    mine = Q(owner_id=actor.user_id)
    rows = SavedFilter.objects.filter(mine | Q(office_id__in=actor.office_ids))
    rows = rows.filter(listing=listing)
    others = Case(When(mine, then=0), default=1)
    return rows.order_by(others, "place", "id")


def _kept(one: dict[str, Any], actor: Actor) -> Saved:
    mine = one["owner_id"] == actor.user_id
    return Saved(one["id"], one["name"], one["query"], one["office_id"], mine)


def _many(rows: QuerySet[Any], *names: str) -> ArraySubquery:
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in names})))


def _offices(actor: Actor) -> QuerySet[Office]:
    """The offices whose cases may stand in his queue."""
    if actor.central or actor.has(*NATIONAL_ROLES):
        return Office.objects.all()
    return Office.objects.filter(pk__in=actor.office_ids)


def _colleagues(actor: Actor, now: datetime) -> QuerySet[User]:
    """Who works on cases in his own offices, but himself."""
    roles: frozenset[Role] = CASE_ROLES
    members = OfficeMembership.objects.filter(
        office_id__in=actor.office_ids, role__in=sorted(role.value for role in roles)
    )
    return User.objects.filter(
        ~Q(pk=actor.user_id),
        pk__in=members.valid_at(now).values("user_id"),
        is_active=True,
    )
